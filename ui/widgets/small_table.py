"""A short table to read: rows given at once, columns that share the room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.models.record_table import Column, RecordTable, Row
from ui.theme import px
from ui.widgets.badges import Badges
from ui.widgets.table_words import say_columns


class Rows:
    """A source of rows that are there already."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def count(self) -> int:
        """How many there are."""
        return len(self._rows)

    def ids(self, sort: str, descending: bool, offset: int, limit: int) -> Sequence[str]:
        """Their places, in the order given."""
        return [str(n) for n in range(offset, min(offset + limit, len(self._rows)))]

    def rows(self, ids: Sequence[str]) -> Sequence[Row]:
        """The rows at these places."""
        return [self._rows[int(id)] for id in ids]


class SmallTable(QTableView):
    """A table that only shows; arrows move, the screen reader has its name.

    `opened` carries the row on which Enter or a double click came.
    """

    opened = Signal(int)

    def __init__(self, columns: Sequence[Column], spoken: str) -> None:
        super().__init__()
        self.table = RecordTable(columns, parent=self)
        self.setModel(self.table)
        self.setItemDelegate(Badges(self))
        self.setAccessibleName(spoken)
        say_columns(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(2.4))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.table.show(Rows(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        whole = sum(column.width for column in self.table.columns)
        spare = max(0, self.viewport().width() - px(whole))
        for number, column in enumerate(self.table.columns):
            self.setColumnWidth(number, px(column.width) + int(spare * column.width / whole))
