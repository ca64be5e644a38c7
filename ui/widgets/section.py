"""A part of a form: a heading, and fields in one or two columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desktop_app.i18n import translate as _
from ui.icons import icon
from ui.theme import px
from ui.widgets.basics import Card, Label, button
from ui.widgets.field_row import FieldRow


@dataclass(frozen=True)
class Section:
    """A part of a form: a title (English source) and the fields in it."""

    title: str
    fields: tuple[str, ...]
    folded: bool = False
    """Closed at first: what few people need (`Details`)."""


class SectionBox(Card):
    """One section: a heading, and rows in one or two columns."""

    def __init__(self, section: Section, rows: Sequence[FieldRow]) -> None:
        super().__init__()
        self.rows = list(rows)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(1.3))
        self._grid.setVerticalSpacing(px(0.8))
        self._columns = 0
        self.fold: QPushButton | None = None
        if section.folded:
            self.fold = button(_(section.title), self._turn, kind="link")
            self.box.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        elif section.title:
            self.box.addWidget(Label(_(section.title), role="heading"))
        self.box.addWidget(self._body)
        self.arrange(1)  # Fields without a place would be windows, and out of the cursor's way.
        self.open(not section.folded)

    def parts(self) -> list[QWidget]:
        """What is read one after the other: what unfolds it, then the fields."""
        return [*([self.fold] if self.fold else []), *self.rows]

    def _turn(self) -> None:
        self.open(self._body.isHidden())

    def open(self, shown: bool) -> None:
        """Unfold or fold the section."""
        self._body.setVisible(shown)
        if self.fold:
            self.fold.setIcon(icon("chevron-down" if shown else "chevron-right", "accent"))

    def arrange(self, columns: int) -> None:
        """Put the rows into one or two columns."""
        if columns == self._columns:
            return
        self._columns = columns
        line, column = 0, 0
        for row in self.rows:
            self._grid.removeWidget(row)
            span = columns if row.wide else 1
            if column + span > columns:
                line, column = line + 1, 0
            self._grid.addWidget(row, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
            self._grid.setColumnMinimumWidth(number, 0)
