"""Enrolling by a bar: seats left, what the rules say of those chosen, and the act itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from desktop_app.desk.clashes import clashes_for
from desktop_app.desk.classes import to_fill
from desktop_app.desk.eligibility import Assessment
from desktop_app.desk.enrolling import Enrolled
from desktop_app.desk.seats import seats_left
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.processes.clashes import Clash
from desktop_app.processes.rights import Right
from desktop_app.records import TrainingClass
from desktop_app.records.eligibility import Verdict
from desktop_app.records.employer import Scheme
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from desktop_app.wording import integer
from ui.models.record_table import Row
from ui.pages.case_words import enrolled_words
from ui.pages.eligibility_part import verdict_rows
from ui.pages.seating import seat_words
from ui.widgets.case_bars import EnrolBar

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane

Assess: TypeAlias = Callable[[Read, str | None], Sequence[Assessment]]
"""What the rules say of those chosen, for a programme."""


@dataclass(frozen=True)
class Wish:
    """What the bar asks for; `override` is the reason for setting rules aside, if any."""

    programme: str
    scheme: Scheme
    training_class: str | None
    override: str


class Enrolling:
    """What stands behind an `EnrolBar`: `assess` asks the rules, `act` enrols."""

    def __init__(
        self,
        pane: RecordPane,
        make: Callable[..., EnrolBar],
        assess: Assess,
        act: Callable[[Write, Wish], Enrolled],
    ) -> None:
        self._pane, self._assess, self._act = pane, assess, act
        self.bar = make(pane.context, self._classes)
        self.bar.enrol_asked.connect(self._enrol)
        self.bar.class_chosen.connect(self._tell_seats)
        self.bar.programme_chosen.connect(self._look)

    def begin(self, count: int, programme: str | None, scheme: Scheme | None) -> None:
        """Enrol `count` people; who would be barred is told at once."""
        self.bar.begin(count, programme, scheme)
        self._look(programme or "")

    def look_again(self) -> None:
        """Ask the rules anew: something they rest on has changed."""
        self._look(self.bar.fields["programme"].editor.value() or "")

    def _classes(self, typed: str, programme: str | None) -> Sequence[tuple[str, str]]:
        with self._pane.store.read() as session:
            return to_fill(session, typed, programme)

    def _tell_seats(self, training_class: str) -> None:
        if not training_class:
            self.bar.said.setText(_("The class may be chosen later."))
            return

        programme = self.bar.fields["programme"].editor.value() or None

        def work() -> tuple[int, list[Clash]]:
            with self._pane.store.read() as session:
                asked = [found.asked.case for found in self._assess(session, programme)]
                chosen = session.get_one(TrainingClass, training_class)
                cases = [case.id for case in asked if case is not None]
                found = clashes_for(session, self._pane.store.facts(), chosen, cases=cases)
                return seats_left(session, training_class), found

        def done(found: tuple[int, list[Clash]]) -> None:
            self.bar.said.setText(seat_words(*found))

        self._pane.run(work, done, key="seats")

    def _look(self, programme: str) -> None:
        def work() -> tuple[list[Row], list[Verdict]]:
            with self._pane.store.read() as session:
                found = self._assess(session, programme or None)
                return verdict_rows(found), [one.verdict for one in found]

        def done(found: tuple[list[Row], list[Verdict]]) -> None:
            rows, verdicts = found
            figures = {verdict: integer(verdicts.count(verdict)) for verdict in Verdict}
            words = _("By the rules: {eligible} eligible, {remarks} with remarks, {barred} not")
            told = words.format(
                eligible=figures[Verdict.ELIGIBLE],
                remarks=figures[Verdict.WARNING],
                barred=figures[Verdict.BLOCKED],
            )
            may = self._pane.office.office.may(Right.OVERRIDE)
            self.bar.show_verdicts(told, rows, may and Verdict.BLOCKED in verdicts)

        self._pane.run(work, done, key="verdicts")

    def _enrol(self, programme: str, scheme: Scheme, training_class: str, against: bool) -> None:
        reason = ""
        if against:
            asked = self._pane.shell.dialogs.line(_("Set the rules aside"), _("Reason"))
            reason = (asked or "").strip()
            if not reason:
                return
        wish = Wish(programme, scheme, training_class or None, reason)
        self._pane.write(
            N_("Workers enrolled"),
            lambda session: self._act(session, wish),
            enrolled_words,
            lambda _done: self.bar.close_bar(),
        )
