"""*Hasil pelatihan*: who passed, as the provider reports it, entered by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from desktop_app.desk.results import (
    RECORDED,
    Outcome,
    all_passed,
    enter,
    outcomes,
    read_result,
)
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.attendance import Risk
from desktop_app.reading import Unreadable, read_day
from desktop_app.records import TrainingClass
from desktop_app.records.training import TrainingResult
from desktop_app.store.sight import Read
from desktop_app.wording import day_short, integer, percent
from ui.models.entry_table import Entered, EntryColumn
from ui.models.record_table import Row
from ui.pages.arrangement import Arrangement
from ui.pages.grid_part import GridPart, read_whole, unreadable
from ui.pages.states import ENROLMENT, RESULT
from ui.widgets.action_row import Action

_RISK = {Risk.NONE: "good", Risk.BELOW: "warning", Risk.LOST: "bad"}

_COLUMNS = (
    EntryColumn("name", N_("Name"), 15),
    EntryColumn(
        "attendance", N_("Attendance"), 6.5, right=True, state=lambda r: r["risk"], tight=True
    ),
    EntryColumn("result", N_("Result"), 9, letters="LT", state=lambda row: row["role"], tight=True),
    EntryColumn("score", N_("Score"), 5, right=True, typed=True, tight=True),
    EntryColumn("result_on", N_("Result of"), 7.5, typed=True, tight=True),
    EntryColumn("state", N_("State"), 10, state=lambda row: row["state role"], tight=True),
    EntryColumn("under_reason", N_("Reason"), 10),
)


class ResultsPart(GridPart[list[Outcome]]):
    """The results of one class."""

    def __init__(self, pane: Arrangement, record: TrainingClass) -> None:
        self._class = record.id
        acts = [
            Action(
                "list",
                N_("Result list"),
                partial(pane.shell.document_asked.emit, "result-list", record.id),
                "printer",
                reads=True,
            ),
            Action("all", N_("All passed"), self.all_passed, "check", stroke("act"), primary=True),
        ]
        super().__init__(
            pane,
            _COLUMNS,
            _("Results of training"),
            acts,
            _("L passed · T not passed · Ctrl+D fills down · Ctrl+V pastes · F7 all passed"),
        )

    def load(self, session: Read) -> list[Outcome]:
        return outcomes(session, self._class, self.pane.store.facts())

    def rows(self, found: list[Outcome]) -> Sequence[Row]:
        return [_row(one) for one in found]

    def said(self, found: list[Outcome]) -> str:
        if not found:
            return _("Nobody has been trained in this class yet.")
        results = [one.enrolment.result for one in found]
        words = [
            f"{integer(results.count(result))} {_(result.label).lower()}"
            for result in TrainingResult
        ]
        if left := results.count(None):
            words.append(_("{n} without result").format(n=integer(left)))
        if short := sum(one.short for one in found):
            words.append(_("{n} below the least attendance").format(n=integer(short)))
        return " · ".join(words)

    def about(self, row: Row, column: str) -> str:
        return " · ".join(word for word in (row["employer"], row["attended"]) if word)

    # --- entering ----------------------------------------------------------------------

    def take(self, cells: list[Entered]) -> None:
        entries: dict[str, dict[str, Any]] = {}
        for cell in cells:
            entries.setdefault(cell.id, {})[cell.column] = self._value(cell)
        self._enter(entries, "")

    def _value(self, cell: Entered) -> Any:
        if cell.column == "score":
            return read_whole(cell.text, 0, 100)
        if cell.column == "result":
            return read_result(cell.text)
        try:
            return read_day(cell.text, self.pane.office.today)
        except Unreadable as error:
            raise unreadable(error) from error

    def _enter(self, entries: Mapping[str, Mapping[str, Any]], reason: str) -> None:
        id, shell = self._class, self.pane.shell

        def refused(error: UserError) -> None:
            why = None
            if error.code == "UNDER-ATTENDANCE":
                why = shell.dialogs.line(str(error), _("Reason"))
            if why and why.strip():
                self._enter(entries, why)
            else:
                shell.messages.error(error)

        self.pane.write(
            RECORDED, lambda session: enter(session, id, entries, reason), _said, failed=refused
        )

    def all_passed(self) -> None:
        """Everybody who came often enough, and has no result yet, passed."""
        id = self._class
        self.pane.write(RECORDED, lambda session: all_passed(session, id), _said)


def _said(count: int) -> str:
    words = translate_n("{n} result recorded", "{n} results recorded", count)
    return words.format(n=integer(count))


def _row(one: Outcome) -> Row:
    enrolment, standing = one.enrolment, one.standing
    share = standing.share if standing else None
    attended = _("{attended} of {held} lesson hours, at least {least}")
    return {
        "id": enrolment.id,
        "name": one.learner.name,
        "employer": one.learner.employer,
        "attendance": percent(share) if share is not None else "–",
        "risk": _RISK[standing.risk] if standing and share is not None else "muted",
        "attended": attended.format(
            attended=integer(standing.attended),
            held=integer(standing.held),
            least=percent(standing.least),
        )
        if standing
        else "",
        "result": _(enrolment.result.label) if enrolment.result else "",
        "result key": enrolment.result.value[:1] if enrolment.result else "",
        "role": RESULT[enrolment.result] if enrolment.result else "muted",
        "score": integer(enrolment.score) if enrolment.score is not None else "",
        "result_on": day_short(enrolment.result_on) if enrolment.result_on else "",
        "state": _(enrolment.state.label),
        "state role": ENROLMENT[enrolment.state],
        "under_reason": enrolment.under_reason or "",
    }
