"""A short table that is only read: plain rows, no source, copied as cells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme import px
from ui.widgets.basics import Label
from ui.widgets.table_words import say_columns


class FactsTable(QTableWidget):
    """Rows of texts under heads; `opened` carries the row that was pressed or entered."""

    opened = Signal(int)

    def __init__(self, spoken: str, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(heads), parent)
        self.heads = tuple(heads)
        self.setAccessibleName(spoken)
        self.setHorizontalHeaderLabels(list(heads))
        say_columns(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(px(2.35))
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setStretchLastSection(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; the chosen place stays where it can."""
        place = self.currentRow()
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(number, column, item)
        if rows:
            self.setCurrentCell(min(max(place, 0), len(rows) - 1), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.opened.emit(self.currentRow())
        elif event.matches(QKeySequence.StandardKey.Copy) and self.currentRow() >= 0:
            cells = [self.item(self.currentRow(), c) for c in range(self.columnCount())]
            QGuiApplication.clipboard().setText("\t".join(c.text() if c else "" for c in cells))
        else:
            super().keyPressEvent(event)


def titled(title: str, table: FactsTable) -> QVBoxLayout:
    """The table beneath its heading."""
    column = QVBoxLayout()
    column.setSpacing(px(0.5))
    column.addWidget(Label(title, role="heading"))
    column.addWidget(table, 1)
    return column
