"""Giving people seats in a class, or places on the waiting list, from a list of enrolments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_app.desk import seats
from desktop_app.desk.clashes import clashes_for
from desktop_app.desk.classes import to_fill
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.processes.clashes import Clash
from desktop_app.records import Enrolment, TrainingClass
from desktop_app.wording import integer
from ui.pages.class_clashes import clash_row
from ui.pages.class_life import done_words
from ui.widgets.basics import button
from ui.widgets.case_bars import Bar
from ui.widgets.editor import Context

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane

ASSIGNED = N_("Given a seat")
WAITING = N_("Put on the waiting list")


class SeatBar(Bar):
    """Asks for the class; `asked` and `chosen` carry its id, the latter also an empty text."""

    asked = Signal(str)
    chosen = Signal(str)

    def __init__(
        self, context: Context, classes: Callable[[str], Sequence[tuple[str, str]]]
    ) -> None:
        super().__init__()
        finding = replace(context, find=lambda _target, text: classes(text))
        self.box.addLayout(self.rows(Enrolment, ("training_class",), finding))
        self.editor = self.fields["training_class"].editor
        self.editor.changed.connect(lambda: self.chosen.emit(self.editor.value() or ""))
        self.go = button("", self._go, kind="primary", name="user-round-check")
        self.finish(self.go)

    def begin(self, count: int) -> None:
        """Seats for `count` people."""
        words = translate_n("Give {n} person a seat", "Give {n} people seats", count)
        self.go.setText(words.format(n=count))
        self.go.setAccessibleName(words.format(n=count))
        self.editor.set_value(None)
        self.said.setText("")
        self.show()
        self.editor.setFocus()

    def _go(self) -> None:
        if id := self.editor.value():
            self.asked.emit(id)
        else:
            self.editor.setFocus()


class Seating:
    """What stands behind a `SeatBar`: the classes to choose from, clashes told, the act."""

    def __init__(self, pane: RecordPane) -> None:
        self._pane = pane
        self._people: list[str] = []
        self._programme: str | None = None
        self.bar = SeatBar(pane.context, self._classes)
        self.bar.asked.connect(self._assign)
        self.bar.chosen.connect(self._tell)
        self.bar.closed.connect(pane.enter)

    def begin(self) -> None:
        """Seats for those selected, in a class of the programme of the first."""
        ids = self._pane.list.selected_ids()
        if not ids:
            return

        def work() -> str | None:
            with self._pane.store.read() as session:
                first = session.get(Enrolment, ids[0])
                return first.programme if first else None

        def done(programme: str | None) -> None:
            self._people, self._programme = ids, programme
            self.bar.begin(len(ids))

        self._pane.run(work, done)

    def wait(self) -> None:
        """Those selected go to the end of the waiting lists of their programmes."""
        if ids := self._pane.list.selected_ids():
            self._pane.write(
                WAITING,
                partial(seats.put_waiting, enrolments=ids),
                lambda people: done_words(WAITING, len(people)),
            )

    def _classes(self, typed: str) -> Sequence[tuple[str, str]]:
        with self._pane.store.read() as session:
            return to_fill(session, typed, self._programme)

    def _tell(self, training_class: str) -> None:
        """Seats left, and who would be in two classes at once."""
        if not training_class:
            self.bar.said.setText("")
            return
        people = list(self._people)

        def work() -> tuple[int, list[Clash]]:
            with self._pane.store.read() as session:
                chosen = session.get_one(TrainingClass, training_class)
                facts = self._pane.store.facts()
                found = clashes_for(session, facts, chosen, people)
                return seats.seats_left(session, training_class), found

        def done(found: tuple[int, list[Clash]]) -> None:
            self.bar.said.setText(seat_words(*found))

        self._pane.run(work, done, key="seats")

    def _assign(self, training_class: str) -> None:
        people = list(self._people)
        self._pane.write(
            ASSIGNED,
            lambda session: seats.assign(session, people, training_class),
            lambda made: done_words(ASSIGNED, len(made)),
            lambda _made: self.bar.close_bar(),
        )


def seat_words(left: int, found: Sequence[Clash]) -> str:
    """``12 seats left · also in another class: Siti (KLS-MND-2026-0003)``."""
    words = translate_n("{n} seat left", "{n} seats left", left).format(n=integer(left))
    if not found:
        return words
    names = [f"{row['name']} ({row['other']})" for row in map(clash_row, found[:2])]
    if more := len(found) - len(names):
        names.append(_("{n} more").format(n=integer(more)))
    return f"{words} · " + _("also in another class: {names}").format(names=", ".join(names))
