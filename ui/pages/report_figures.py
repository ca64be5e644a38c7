"""A report as a table on the screen, whose figures open the records they count."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop_app.i18n import translate as _
from exports.sheet import FIGURES, Behind, Sheet
from exports.table import said
from ui.theme import px
from ui.widgets.editor import pressed
from ui.widgets.table_words import say_columns

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetModel(QAbstractTableModel):
    """The cells of a sheet as paper says them, its totals last."""

    def __init__(self, sheet: Sheet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        totals = sheet.totals()
        if totals is not None and sheet.rows:
            totals[1] = totals[1] if totals[1] is not None else _("Total")
        self._rows = [*sheet.rows, *([totals] if totals is not None and sheet.rows else [])]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = self.sheet.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column.holds in FIGURES)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.sheet.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return said(self._rows[index.row()][index.column()], column.holds)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column.holds in FIGURES)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(index.row() >= len(self.sheet.rows))
            font.setUnderline(self.behind(index) is not None)
            return font
        return None

    def behind(self, index: Index) -> Behind | None:
        """The records that the figure counts."""
        return self.sheet.counted(index.row(), index.column()) if index.isValid() else None

    def words(self, index: Index) -> str:
        """What the figure is: its row's name and its column's title."""
        column = self.sheet.columns[index.column()]
        row = [v for v in self._rows[index.row()] if isinstance(v, str) and v]
        return " · ".join([*(row[:1]), column.title])


def _side(figures: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class FigureTable(QTableView):
    """The table; Enter or a double click on an underlined figure opens what is behind it."""

    opened = Signal(object, str)
    """`Behind`, and what the figure is in words."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Figures of the report"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(2.4))
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(self._open)
        self.installEventFilter(self)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another answer, from its first figure."""
        old, model = self.model(), SheetModel(sheet, self)
        self.setModel(model)
        say_columns(self)
        if old is not None:
            old.deleteLater()
        metrics = self.fontMetrics()
        for number, column in enumerate(sheet.columns):
            # A title in full, as long as it is no sentence.
            head = min(metrics.horizontalAdvance(column.title) + px(1.6), px(16))
            self.setColumnWidth(number, max(head, px(min(column.width, 30) * 0.62)))
        first = min((at for at in sheet.behind), default=(0, 0))
        if model.rowCount():
            self.setCurrentIndex(model.index(*first))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = pressed(event)
        if key is not None and key.key() in _ENTER:
            self._open(self.currentIndex())
            return True
        return False

    def _open(self, index: QModelIndex) -> None:
        model = self.model()
        if isinstance(model, SheetModel) and (found := model.behind(index)) is not None:
            self.opened.emit(found, model.words(index))
