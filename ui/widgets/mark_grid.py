"""A grid of marks under the keys H S I A: cells, days above, people with their standing beside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from desktop_app.desk.attendance import Entry
from desktop_app.errors import UserError
from desktop_app.i18n import translate as _
from desktop_app.processes.attendance_text import read_block
from desktop_app.records.teaching import Mark
from ui.models.register_table import RegisterTable
from ui.widgets.mark_cells import Cells
from ui.widgets.mark_heads import Corner, DayHeads, PersonHeads
from ui.widgets.shortcuts import is_key

_MARKS = {
    Qt.Key.Key_H: Mark.PRESENT,
    Qt.Key.Key_Space: Mark.PRESENT,
    Qt.Key.Key_S: Mark.SICK,
    Qt.Key.Key_I: Mark.LEAVE,
    Qt.Key.Key_A: Mark.ABSENT,
}
_WAYS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_OURS = ("undo", "fill_down", "copy", "paste", "void", "all")
"""Keys of the map that mean something else outside the grid."""


class MarkGrid(QTableView):
    """Cells to mark.

    `entered` carries the entries of one act, `refused` why there are none,
    `late_asked` and `undo_asked` what a key asks for, `moved` that the cursor
    is on another cell.
    """

    entered = Signal(object)
    refused = Signal(str)
    late_asked = Signal()
    undo_asked = Signal()
    moved = Signal()

    def __init__(self, table: RegisterTable) -> None:
        super().__init__()
        self.table = table
        self.setModel(table)
        self.setItemDelegate(Cells(self))
        self.setAccessibleName(_("Attendance"))
        self.setAccessibleDescription(
            _("A row for each person, a column for each session; H, S, I and A mark")
        )
        self.setHorizontalHeader(DayHeads(self))
        self.setVerticalHeader(PersonHeads(self))
        self._corner = Corner(self)
        self._extending = False
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        table.modelReset.connect(self._placed)
        # `headerDataChanged` would lay the whole table anew; the heads keep their size.
        table.dataChanged.connect(lambda *_cells: self.verticalHeader().viewport().update())
        self._from: QPersistentModelIndex | None = None
        self.selectionModel().currentChanged.connect(self._here)

    def _here(self, now: QModelIndex) -> None:
        if not self._extending:
            self._from = QPersistentModelIndex(now)
        self.moved.emit()

    def _placed(self) -> None:
        """Put the cursor on the first cell that waits for a mark, and the corner in its place."""
        self._fit()
        shown = self.table.shown
        if shown is None or not shown.people or not shown.meetings:
            return
        due = [n for n, one in enumerate(shown.meetings) if one.day <= shown.today]
        today = [n for n in due if shown.meetings[n].day == shown.today]
        self.place(0, (today or due[-1:] or [0])[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide, tall = self.verticalHeader().width(), self.horizontalHeader().height()
        edge = self.frameWidth()
        self._corner.setGeometry(edge, edge, wide, tall)

    # --- keys ----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if any(is_key(event, name) for name in _OURS):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        plain = not event.modifiers() & ~shift
        key = Qt.Key(event.key())
        if plain and key in _MARKS:
            self.mark(_MARKS[key])
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.mark(None)
        elif is_key(event, "late"):
            self.late_asked.emit()
        elif plain and key in _WAYS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extend(*_WAYS[key])
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif is_key(event, "undo"):
            self.undo_asked.emit()
        elif is_key(event, "fill_down"):
            self.fill_down()
        elif is_key(event, "copy"):
            self.copy()
        elif is_key(event, "paste"):
            self.paste()
        else:
            super().keyPressEvent(event)

    def place(self, row: int, column: int) -> None:
        """Put the cursor on a cell, and select it alone."""
        there = self.table.index(row, column)
        if there.isValid():
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(there, flag.ClearAndSelect)
            self.scrollTo(there)

    def _step(self, rows: int) -> None:
        here = self.currentIndex()
        self.place(here.row() + rows, here.column())

    def _extend(self, rows: int, columns: int) -> None:
        """Select from where the cursor was put to the next cell.

        Qt begins such a selection where the mouse or an arrow key was last used,
        and knows nothing of a cursor that a mark moved on.
        """
        here = self.currentIndex()
        there = self.table.index(here.row() + rows, here.column() + columns)
        if not there.isValid() or self._from is None:
            return
        first, last = sorted((self._from.row(), there.row()))
        left, right = sorted((self._from.column(), there.column()))
        block = QItemSelection(self.table.index(first, left), self.table.index(last, right))
        self._extending = True
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(there, flag.NoUpdate)
        self.selectionModel().select(block, flag.ClearAndSelect)
        self._extending = False

    def chosen(self) -> list[tuple[int, int]]:
        """The cells selected, row by row."""
        return sorted((index.row(), index.column()) for index in self.selectedIndexes())

    # --- acts ----------------------------------------------------------------------------

    def mark(self, mark: Mark | None, late: int | None = None) -> None:
        """Mark the cells selected; after a single one the cursor goes down."""
        cells = self.chosen()
        taken = self._take([self.table.entry(*cell, mark, late) for cell in cells], cells)
        if taken and len(cells) == 1:
            self._step(1)

    def all_present(self) -> None:
        """Mark whoever has no mark in the sessions selected as present."""
        columns = sorted({column for _row, column in self.chosen()})
        cells = [
            (row, column)
            for column in columns
            for row in range(self.table.rowCount())
            if not self.table.text(row, column)
        ]
        able = [cell for cell in cells if not self.table.closed(*cell)]
        # What is locked for one person only, for example who dropped out, is passed over.
        self._take([self.table.entry(*c, Mark.PRESENT) for c in able or cells], able or cells)

    def fill_down(self) -> None:
        """Take the first selected cell of each column for those beneath; one alone for all."""
        cells = self.chosen()
        tops: dict[int, int] = {}
        for row, column in cells:
            tops.setdefault(column, row)
        if len(cells) == 1:
            cells = [(row, cells[0][1]) for row in range(cells[0][0], self.table.rowCount())]
        self._fill({cell: self.table.text(tops[cell[1]], cell[1]) for cell in cells})

    def copy(self) -> None:
        """Put the cells selected on the clipboard as a block for a spreadsheet."""
        cells = self.chosen()
        if not cells:
            return
        rows, columns = ({cell[n] for cell in cells} for n in (0, 1))
        QGuiApplication.clipboard().setText(
            "\n".join(
                "\t".join(
                    self.table.text(row, column) if (row, column) in cells else ""
                    for column in range(min(columns), max(columns) + 1)
                )
                for row in range(min(rows), max(rows) + 1)
            )
        )

    def paste(self) -> None:
        """Take a block of marks from a spreadsheet; its empty cells change nothing."""
        cells = self.chosen()
        if not cells:
            return
        lines = QGuiApplication.clipboard().text().replace("\r\n", "\n").rstrip("\n").split("\n")
        block = [line.split("\t") for line in lines]
        if len(block) == 1 and len(block[0]) == 1:
            self._fill(dict.fromkeys(cells, block[0][0]))
            return
        top, left = cells[0]
        high, wide = len(block), max(map(len, block))
        if top + high > self.table.rowCount() or left + wide > self.table.columnCount():
            words = _(
                "The block of {rows} by {columns} cells does not fit from here on; "
                "choose the cell where it begins."
            )
            self.refused.emit(words.format(rows=high, columns=wide))
            return
        self._fill(
            {
                (top + n, left + k): cell
                for n, line in enumerate(block)
                for k, cell in enumerate(line)
            }
        )

    def _fill(self, texts: dict[tuple[int, int], str]) -> None:
        """Write what cells say; the empty ones stay as they are."""
        try:
            seen = {cell: read_block(text)[0][0] for cell, text in texts.items()}
        except UserError as error:
            self.refused.emit(str(error))
            return
        filled = [(cell, one) for cell, one in seen.items() if one is not None]
        entries = [self.table.entry(*cell, one.mark, one.late) for cell, one in filled]
        self._take(entries, [cell for cell, _one in filled])

    def _take(self, entries: Sequence[Entry], cells: Sequence[tuple[int, int]]) -> bool:
        """Hand on what differs from what is there, if no cell of it is locked."""
        changes = [
            (entry, cell)
            for entry, cell in zip(entries, cells, strict=True)
            if not self._stands(entry, cell)
        ]
        for _entry, cell in changes:
            if why := self.table.closed(*cell):
                self.refused.emit(why)
                return False
        if changes:
            self.entered.emit([entry for entry, _cell in changes])
        return bool(cells)

    def _stands(self, entry: Entry, cell: tuple[int, int]) -> bool:
        seen = self.table.seen(*cell)
        return (seen.mark, seen.late) == (entry.mark, entry.late) if seen else entry.mark is None
