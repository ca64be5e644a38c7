"""*Kehadiran*: the attendance of a class, marked by keys or pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk import class_life
from desktop_app.desk.attendance import MARKED, Entry, Register, enter, register
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.attendance import Risk
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState
from desktop_app.store.undo import LastChange, last_change, undo
from desktop_app.wording import integer
from ui.messages import MessageBar, Offer
from ui.models.register_table import RegisterTable
from ui.pages.arrangement import Arrangement
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided
from ui.widgets.empty import Empty
from ui.widgets.mark_grid import MarkGrid
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys

LOW = 26
"""Height in em below which the hints give their room to the grid."""


class AttendancePart(PartWidget):
    """The register of one class."""

    def __init__(self, pane: Arrangement, id: str) -> None:
        super().__init__()
        self._pane, self._id = pane, id
        self._typed: list[Sequence[Entry]] = []
        self.table = RegisterTable(self)
        self.grid = MarkGrid(self.table)
        self.banner = MessageBar()
        self.said = Elided("", role="heading")
        self.cell = Elided("", role="muted")
        self.hints = Elided(
            _("H S I A mark · L late · Ctrl+D fills down · Ctrl+V pastes · Del empties · F7 all"),
            role="muted",
        )
        self._empty = Empty(
            "calendar-days",
            _("Nothing to mark yet"),
            _("Plan the sessions and enrol people; then each has a row here."),
        )
        self._empty.hide()
        acts = [
            Action("late", N_("Minutes late"), self.ask_late, "clock", stroke("late")),
            Action(
                "all",
                N_("All present"),
                self.grid.all_present,
                "check",
                stroke("act"),
                primary=True,
            ),
        ]
        self.row = ActionRow(acts)
        self._arrange()
        self._connect(acts)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.5))
        top = QHBoxLayout()
        top.addWidget(self.said, 1)
        top.addWidget(self.row)
        layout.addWidget(self.banner)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.cell)
        layout.addWidget(self.hints)

    def _connect(self, acts: Sequence[Action]) -> None:
        self.grid.entered.connect(self.put)
        self.grid.refused.connect(lambda why: self._pane.shell.messages.error(why))
        self.grid.late_asked.connect(self.ask_late)
        self.grid.undo_asked.connect(self.take_back)
        self.grid.moved.connect(self._tell_cell)
        self.on_escape(self, self.escaped.emit)
        Keys(self, [(stroke("act"), self.grid.all_present)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hints.setVisible(self.height() >= px(LOW))

    def enter(self) -> None:
        self.grid.setFocus()

    # --- showing -----------------------------------------------------------------------

    def refresh(self) -> None:
        store = self._pane.store

        def work() -> Register:
            with store.read() as session:
                return register(session, self._id, store.facts())

        self._pane.run(work, self._show, key=f"register {id(self)}")

    def _show(self, found: Register) -> None:
        if not isValid(self):  # The class was closed while its register was read.
            return
        # What was typed meanwhile and is on its way into the store is not there yet.
        for entries in self._typed:
            found = found.marked(entries)
        self.table.show(found)
        there = bool(found.people and found.meetings)
        self.grid.setVisible(there)
        self._empty.setVisible(not there)
        for name in ("all", "late"):
            self.row.enable(name, there and not found.shut)
        self._tell_lock(found)
        self._tell()

    def _tell_lock(self, found: Register) -> None:
        if not found.shut:
            self.banner.hide()
            return
        again = [Offer(_("Reopen"), self.ask_reopen)]
        reopens = self._pane.may_write and found.state is ClassState.REPORTED
        self.banner.say("info", str(found.shut), *(again if reopens else []))

    def _tell(self) -> None:
        found = self.table.shown
        if found is None:
            return
        standings = [self.table.standing(row) for row in range(len(found.people))]
        n = len(found.people)
        words = [translate_n("{n} participant", "{n} participants", n).format(n=integer(n))]
        n = len(found.meetings)
        words.append(translate_n("{n} session", "{n} sessions", n).format(n=integer(n)))
        if short := sum(one.risk is Risk.LOST for one in standings):
            words.append(_("{n} out of reach").format(n=integer(short)))
        if below := sum(one.risk is Risk.BELOW for one in standings):
            words.append(_("{n} at risk").format(n=integer(below)))
        if missing := sum(one.missing for one in standings):
            words.append(
                translate_n("{n} mark missing", "{n} marks missing", missing).format(
                    n=integer(missing)
                )
            )
        self.said.setText(" · ".join(words))
        self._tell_cell()

    def _tell_cell(self) -> None:
        here = self.grid.currentIndex()
        inside = here.isValid() and self.table.shown is not None
        self.cell.setText(self.table.words(here.row(), here.column()) if inside else "")

    # --- acts --------------------------------------------------------------------------

    def put(self, entries: list[Entry]) -> None:
        """Show marks at once, and write them in one act."""
        pane, store = self._pane, self._pane.store
        self._typed.append(entries)
        self.table.put(entries)
        self._tell()

        def work() -> tuple[int, LastChange | None]:
            with store.write(MARKED) as session:
                count = enter(session, self._id, entries)
            return count, last_change(store)

        def done(result: tuple[int, LastChange | None]) -> None:
            self._typed.remove(entries)
            if result[0] > 1:  # Of a single one the grid tells enough.
                words = translate_n("{n} mark entered", "{n} marks entered", result[0])
                pane.tell(words.format(n=integer(result[0])), result[1])

        def failed(error: UserError) -> None:
            self._typed.remove(entries)
            pane.shell.messages.error(error)
            self.refresh()

        pane.run(work, done, failed=failed)

    def take_back(self) -> None:
        """Take back what was entered last; again for what was entered before."""
        pane, store = self._pane, self._pane.store

        def work() -> bool:
            last = last_change(store)
            if last is None or last.why != MARKED:
                return False
            undo(store, last)
            return True

        def done(undone: bool) -> None:
            words = _("Undone.") if undone else _("There is nothing more to take back here.")
            pane.shell.messages.info(words)

        pane.run(work, done)

    def ask_late(self) -> None:
        """Ask how many minutes late somebody came, and mark it."""
        if not self.grid.chosen():
            return
        typed = self._pane.shell.dialogs.line(_("Minutes late"), _("Minutes late (1 to 600)"))
        if typed is None:
            return
        if not typed.strip().isdecimal() or not 1 <= int(typed) <= 600:
            self._pane.shell.messages.error(_("Write whole minutes from 1 to 600."))
            return
        self.grid.mark(Mark.PRESENT, int(typed))

    def ask_reopen(self) -> None:
        """Ask for the reason, and open the reported class again."""
        pane = self._pane
        reason = pane.shell.dialogs.line(_("Open the class again"), _("Reason"))
        if not reason:
            return
        pane.write(
            class_life.REOPENED,
            lambda session: class_life.reopen(session, self._id, reason),
            lambda _led: f"{_(class_life.REOPENED)}.",
        )
