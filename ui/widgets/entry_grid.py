"""A grid in which values are entered by keys: a letter, a figure, a block from a spreadsheet.

It holds no rules. What was entered is told as cells (`entered`) and shown once
it stands in the books; until then the cursor is already on its way.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop_app.i18n import translate as _
from ui.models.entry_table import Entered, EntryColumn, EntryTable
from ui.models.record_table import Index, Row
from ui.theme import px
from ui.widgets.badges import Badges
from ui.widgets.shortcuts import is_key
from ui.widgets.table_words import say_columns

_OURS = ("fill_down", "void", "paste", "copy")
"""Keys that go to the cells, whatever they do in the record around them."""


class _Typing(Badges):
    """Editors of the cells; what was typed is told to the grid, not kept in the model."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        grid = self.parent()
        assert isinstance(grid, EntryGrid)
        editor.setAccessibleName(_(grid.table.columns[index.column()].title))
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        grid = self.parent()
        assert isinstance(grid, EntryGrid)
        grid.tell([(index.row(), index.column(), str(editor.property("text")))])


class EntryGrid(QTableView):
    """The grid. Letters, Del, Ctrl+D (fill down) and Ctrl+V go for all cells chosen.

    `entered` carries a list of `Entered`; `short` how many rows a pasted block needs.
    """

    entered = Signal(list)
    short = Signal(int)

    def __init__(self, columns: Sequence[EntryColumn], spoken: str) -> None:
        super().__init__()
        self.table = EntryTable(columns, self)
        self.setModel(self.table)
        self.setItemDelegate(_Typing(self))
        self.setAccessibleName(spoken)
        say_columns(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(2.4))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)

    # --- showing -------------------------------------------------------------------

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the cursor stays in its place, at first in the first cell to enter."""
        here = self.currentIndex()
        row, column = here.row(), here.column()
        if self.table.show(rows) and rows:
            if column < 0:
                enters = [n for n, one in enumerate(self.table.columns) if one.enters]
                column = enters[0] if enters else 0
            self._go(min(max(row, 0), len(rows) - 1), column)

    def set_columns(self, columns: Sequence[EntryColumn]) -> None:
        """Have other columns; nothing happens where they are the same."""
        if tuple(columns) != self.table.columns:
            self.table.set_columns(columns)
            say_columns(self)
            self._share()

    def _go(self, row: int, column: int) -> None:
        index = self.table.index(row, column)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def _down(self) -> None:
        here = self.currentIndex()
        if here.row() + 1 < len(self.table.rows):
            self._go(here.row() + 1, here.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Columns share the room, those of figures keep their width."""
        whole = sum(column.width for column in self.table.columns)
        spare = max(0, self.viewport().width() - px(whole))
        stretch = sum(column.width for column in self.table.columns if not column.tight) or 1
        for number, column in enumerate(self.table.columns):
            more = 0 if column.tight else int(spare * column.width / stretch)
            self.setColumnWidth(number, px(column.width) + more)

    # --- entering ------------------------------------------------------------------

    def tell(self, cells: Sequence[tuple[int, int, str]]) -> None:
        """Tell of cells (row, column, text), those that change something."""
        told = [
            Entered(str(self.table.rows[row]["id"]), self.table.columns[column].name, text.strip())
            for row, column, text in cells
            if text.strip() != self._plain(row, column)
        ]
        if told:
            self.entered.emit(told)

    def _chosen(self) -> list[tuple[int, int]]:
        """The cells chosen that can be entered into, by row and column."""
        found = sorted((one.row(), one.column()) for one in self.selectedIndexes())
        return [(r, c) for r, c in found if self.table.columns[c].enters]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if any(is_key(event, name) for name in _OURS):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        column = self.table.columns[here.column()] if here.isValid() else None
        key = event.text().upper()
        if column is None or self.state() == QAbstractItemView.State.EditingState:
            # An editor hands on the Enter that ends it.
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif is_key(event, "fill_down"):
            self._fill()
        elif is_key(event, "void") or event.key() == Qt.Key.Key_Backspace:
            self.tell([(r, c, "") for r, c in self._chosen()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._down()
        elif column.letters and key:
            if key in column.letters:
                self._letter(key, here.column())
        else:
            super().keyPressEvent(event)

    def _letter(self, key: str, column: int) -> None:
        chosen = [(r, c) for r, c in self._chosen() if c == column]
        self.tell([(r, c, key) for r, c in chosen])
        if len(chosen) <= 1:
            self._down()

    def _fill(self) -> None:
        """The uppermost cell of each column goes to those beneath; alone, it takes from above."""
        chosen = self._chosen()
        cells: list[tuple[int, int, str]] = []
        for column in {c for _r, c in chosen}:
            rows = [r for r, c in chosen if c == column]
            first = rows[0] if len(rows) > 1 else max(0, rows[0] - 1)
            cells += [(row, column, self._plain(first, column)) for row in rows if row != first]
        self.tell(cells)

    def _plain(self, row: int, column: int) -> str:
        """What one would type to have what stands in a cell."""
        name = self.table.columns[column].name
        return str(self.table.rows[row].get(f"{name} key") or self.table.text(row, column))

    def _paste(self, text: str) -> None:
        """A block from a spreadsheet, from the cursor on over the columns that are entered."""
        row, left = self.currentIndex().row(), self.currentIndex().column()
        places = [n for n, column in enumerate(self.table.columns) if column.enters and n >= left]
        lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
        if row + len(lines) > len(self.table.rows):
            self.short.emit(row + len(lines))
        self.tell(
            [
                (row + down, place, cell)
                for down, line in enumerate(lines)
                if row + down < len(self.table.rows)
                for place, cell in zip(places, line.split("\t"), strict=False)
            ]
        )

    def _copy(self) -> None:
        rows: dict[int, list[str]] = {}
        for row, column in sorted((one.row(), one.column()) for one in self.selectedIndexes()):
            rows.setdefault(row, []).append(self.table.text(row, column))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in rows.values()))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._down()
