"""The numbers of a picture as a table, in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import translate as _
from ui.theme import px
from ui.widgets.basics import Label
from ui.widgets.table_words import say_columns

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChartTable(QDialog):
    """Cells to read and copy; Enter opens what is behind a row, Esc closes."""

    opened = Signal(int)
    """Enter or a double click on a row that has something behind it."""

    def __init__(
        self,
        title: str,
        rows: Sequence[Sequence[str]],
        note: str,
        opens: Callable[[int], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._opens = opens
        self.cells = Cells(title, rows)
        self.cells.entered.connect(self._open)
        self.cells.doubleClicked.connect(lambda index: self._open(index.row()))
        box = QVBoxLayout(self)
        box.setSpacing(px(0.6))
        box.addWidget(self.cells, 1)
        for words in (note, _("Enter opens · Ctrl+C copies · Esc closes")):
            if words:
                label = Label(words, role="hint")
                label.setWordWrap(True)
                box.addWidget(label)
        self.resize(self.cells.room(px(28), px(62)), px(9) + px(2.4) * min(10, len(rows)))

    def _open(self, row: int) -> None:
        if self._opens(row):
            self.close()
            self.opened.emit(row)


class Cells(QTableWidget):
    """Texts in rows and columns, the heads first; what is selected is copied, else all."""

    entered = Signal(int)

    def __init__(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        head, *body = rows
        super().__init__(len(body), len(head))
        self._rows = [tuple(row) for row in rows]
        self.setAccessibleName(title)
        self.setHorizontalHeaderLabels(list(head))
        say_columns(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(2.4))
        for r, row in enumerate(body):
            for c, text in enumerate(row):
                item = QTableWidgetItem(text)
                if text[:1].isdigit() or text == "–":
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.setItem(r, c, item)
        self.ensurePolished()
        self.resizeColumnsToContents()
        self.horizontalHeader().setStretchLastSection(True)
        if body:
            self.setCurrentCell(0, 0)
            self.clearSelection()

    def room(self, least: int, most: int) -> int:
        """The width that shows all columns, within bounds."""
        whole = sum(self.columnWidth(c) for c in range(self.columnCount())) + px(4)
        return min(most, max(least, whole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._chosen())
        elif event.key() in _ENTER and self.currentRow() >= 0:
            self.entered.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> str:
        ranges = self.selectedRanges()
        if not ranges or ranges[0].rowCount() * ranges[0].columnCount() == 1:
            return "\n".join("\t".join(row) for row in self._rows)
        area = ranges[0]
        body = self._rows[1 + area.topRow() : 2 + area.bottomRow()]
        return "\n".join("\t".join(row[area.leftColumn() : area.rightColumn() + 1]) for row in body)
