"""A part of a class in which values are entered person by person, in a grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.reading import Unreadable
from desktop_app.store.sight import Read
from ui.models.entry_table import Entered, EntryColumn
from ui.models.record_table import Row
from ui.pages.arrangement import Arrangement
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided
from ui.widgets.entry_grid import EntryGrid
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys

T = TypeVar("T")

LOW = 17
"""Height in em below which the grid has the room of the line beneath it."""


class GridPart(PartWidget, Generic[T]):
    """Actions, a line that sums up, the grid, a line about the cell, and the keys.

    A subclass loads what is shown (`load`, in the store's thread), tells its
    `rows` and what is `said`, and writes what was entered (`take`).
    """

    def __init__(
        self,
        pane: Arrangement,
        columns: Sequence[EntryColumn],
        spoken: str,
        actions: Sequence[Action],
        hints: str,
    ) -> None:
        super().__init__()
        self.pane = pane
        self.found: T | None = None
        self.line = Elided("", role="heading")
        self.grid = EntryGrid(columns, spoken)
        self.grid.entered.connect(self._entered)
        self.grid.selectionModel().currentChanged.connect(self._tell)
        self.detail = Elided("", role="muted")
        self.hints = Elided(hints, role="muted")
        self.row = ActionRow([act for act in actions if pane.may_write or act.reads])
        self.top = QVBoxLayout()
        self.top.setContentsMargins(0, 0, 0, 0)
        self.top.setSpacing(px(0.6))
        head = QHBoxLayout()
        head.setSpacing(px(1.0))
        head.addWidget(self.line, 2)
        head.addWidget(self.row, 1)
        # Without acts the sums have the whole line.
        if not self.row.able():
            self.row.hide()
        self.top.addLayout(head)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.5))
        layout.addLayout(self.top)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.detail)
        layout.addWidget(self.hints)
        self.on_escape(self, self.escape)
        Keys(self, [(action.key, action.run) for action in self.row.able() if action.key])

    # --- what subclasses say ---------------------------------------------------------

    def load(self, session: Read) -> T:
        """What is shown. In the store's thread."""
        raise NotImplementedError

    def rows(self, found: T) -> Sequence[Row]:
        """The rows of the grid, each with its ``id``."""
        raise NotImplementedError

    def said(self, found: T) -> str:
        """The line above the grid."""
        return ""

    def about(self, row: Row, column: str) -> str:
        """The line beneath the grid, about the cell under the cursor."""
        return ""

    def take(self, cells: list[Entered]) -> None:
        """Write what was entered."""
        raise NotImplementedError

    # --- showing -------------------------------------------------------------------

    def refresh(self) -> None:
        def work() -> T:
            with self.pane.store.read() as session:
                return self.load(session)

        self.pane.run(work, self.show_found, key=f"grid {id(self)}")

    def show_found(self, found: T) -> None:
        """Show what was loaded."""
        if not isValid(self):  # The record was closed meanwhile.
            return
        self.found = found
        self.grid.show_rows(self.rows(found))
        self.line.setText(self.said(found))
        self._tell()

    def _tell(self) -> None:
        here = self.grid.currentIndex()
        rows = self.grid.table.rows
        told = ""
        if here.isValid() and here.row() < len(rows):
            told = self.about(rows[here.row()], self.grid.table.columns[here.column()].name)
        self.detail.setText(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hints.setVisible(self.height() >= px(LOW))

    def enter(self) -> None:
        self.grid.setFocus()

    def escape(self) -> None:
        """Esc finds nothing to close here."""
        self.escaped.emit()

    # --- entering ------------------------------------------------------------------

    def _entered(self, cells: list[Entered]) -> None:
        if not self.pane.may_write:
            self.pane.shell.messages.info(self.pane.read_only())
            return
        try:
            self.take(cells)
        except UserError as error:
            self.pane.shell.messages.error(error)


def read_whole(text: str, least: int, most: int) -> int | None:
    """A whole number as it was typed; empty is none. Raises UserError for anything else."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    raise UserError(
        "NUMBER",
        N_("Enter a whole number from {least} to {most}; {text} is none."),
        least=least,
        most=most,
        text=text[:12],
    )


def unreadable(error: Unreadable) -> UserError:
    """Typed text that means nothing here, as the user's matter."""
    return UserError("UNREADABLE", error.message)
