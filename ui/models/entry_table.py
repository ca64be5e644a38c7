"""The model of a grid in which values are entered: rows at hand, columns that take something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from desktop_app.i18n import translate as _
from ui.models.record_table import STATE_ROLE, Column, Index, Row

_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class EntryColumn(Column):
    """A column of a grid; one with `letters` or `typed` takes what is entered."""

    letters: str = ""
    """Keys that enter themselves at once, ``LT``."""
    typed: bool = False
    """Whether text is typed into it."""

    @property
    def enters(self) -> bool:
        """Whether anything can be entered here."""
        return self.typed or bool(self.letters)


@dataclass(frozen=True)
class Entered:
    """What was entered into one cell; empty text takes away what stood there."""

    id: str
    column: str
    text: str


class EntryTable(QAbstractTableModel):
    """Rows with an ``id`` and a text for each column; the same rows keep their cells."""

    def __init__(self, columns: Sequence[EntryColumn], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> bool:
        """Show these rows; whether they are others than before, so that places are lost."""
        same = [row["id"] for row in rows] == [row["id"] for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = rows
        if not same:
            self.endResetModel()
        elif rows:
            last = self.index(len(rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return not same

    def set_columns(self, columns: Sequence[EntryColumn]) -> None:
        """Have other columns; the rows come with the next `show`."""
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), ()
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        return str(self.rows[row].get(self.columns[column].name) or "")

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        if role == STATE_ROLE:
            return column.state(row) if column.state else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.text(index.row(), index.column()) or _("empty")
            return f"{self.text(index.row(), 0)}, {_(column.title)}: {said}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            column = self.columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return _(column.title)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.right else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].typed:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
