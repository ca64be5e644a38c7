"""The rows of a list as they were read, with what is odd about each; cells can be typed anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from desktop_app.desk.importing import Checked
from desktop_app.i18n import translate as _
from desktop_app.importing.answer import LABELS
from desktop_app.importing.columns import Mapping
from desktop_app.importing.corrections import Place
from desktop_app.importing.findings import Weight
from desktop_app.importing.sorting import Sorted, Status
from desktop_app.importing.tables import Cell
from desktop_app.importing.values import digits_of, text_of
from ui.models.record_table import STATE_ROLE, Index
from ui.theme import colour

_ROOT = QModelIndex()
_STATES = {
    Status.READY: "good",
    Status.EXISTS: "info",
    Status.CHECK: "warning",
    Status.WRONG: "bad",
}
_LEADING = ("name", "nik", "npp", "code", "type")
"""Fields that stand before the problem: by them a row is known."""
ROW, STATUS, PROBLEM = -1, -2, -3
"""Columns that are not the file's."""


def shown(cell: Cell) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, bool):
        return str(cell)
    return digits_of(cell) if isinstance(cell, int | float) else text_of(cell)


class ImportTable(QAbstractTableModel):
    """The rows of one status or of all; `typed` carries a cell's place and its new text."""

    typed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.checked: Checked | None = None
        self.items: Sequence[Sorted] = ()
        self._columns: list[tuple[int, str, str]] = []
        self._mappings: dict[str, Mapping] = {}

    def show(self, checked: Checked, status: str, only_problems: bool) -> None:
        """Show the rows of a status (a value of `Status`, or ``all``)."""
        self.beginResetModel()
        self.checked = checked
        self.items = [
            item
            for item in checked.items
            if status in ("all", item.status.value)
            and not (only_problems and item.status in (Status.READY, Status.EXISTS))
        ]
        self._mappings = {mapping.sheet: mapping for mapping in checked.read.mappings}
        self._columns = _columns(checked)
        self.endResetModel()

    def place(self, index: Index) -> Place | None:
        """Where in the file a cell stands."""
        column, field, _title = self._columns[index.column()]
        if column < 0:
            return None
        entry = self.items[index.row()].entry
        own = self._mappings[entry.sheet].column(field)
        return None if own is None else Place(entry.sheet, entry.row, own)

    # --- what Qt asks ------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.isValid() and self._columns[index.column()][0] >= 0
        return super().flags(index) | (
            Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        column, field, _title = self._columns[index.column()]
        if role == STATE_ROLE:
            return _STATES[item.status] if column == STATUS else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(item, field, column)
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        if column == ROW:
            return str(item.entry.row)
        if column == STATUS:
            return _(LABELS[item.status])
        if column == PROBLEM:
            return "; ".join(dict.fromkeys(found.problem() for found in item.findings))
        place = self.place(index)
        cells = item.entry.cells
        return shown(cells[place.column]) if place and place.column < len(cells) else ""

    def _ink(self, item: Sorted, field: str, column: int) -> Any:
        own = [found for found in item.found if column == PROBLEM or found.field == field]
        weights = [found.weight for found in own]
        if not weights or item.status is Status.EXISTS or max(weights) is Weight.REMARK:
            return None
        return colour("bad" if max(weights) is Weight.HARD else "warning")

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        place = self.place(index) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or place is None or value == self.data(index):
            return False
        self.typed.emit(place, str(value))
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._columns[section][2]
        return None

    def column_of(self, field: str) -> int:
        """Where a field stands in the table; 0 if it does not."""
        names = [name for _column, name, _title in self._columns]
        return names.index(field) if field in names else 0

    def widths(self) -> list[float]:
        """How wide each column would like to be, in em."""
        own = {ROW: 4.5, STATUS: 9.5, PROBLEM: 26.0}
        return [
            own.get(column, 12.0 if field != "name" else 15.0) for column, field, _ in self._columns
        ]


def _columns(checked: Checked) -> list[tuple[int, str, str]]:
    """Each column's index in the file (or what it is), its field and its title."""
    mapping = checked.read.mappings[0]
    labels = checked.read.kind.fields
    file = [
        (column.index, field, labels.get(field, column.heading))
        for field, column in sorted(mapping.columns.items(), key=lambda pair: pair[1].index)
    ]
    leading = [one for name in _LEADING for one in file if one[1] == name][:2]
    return [
        (ROW, "", _("Row")),
        (STATUS, "", _("Status")),
        *leading,
        (PROBLEM, "", _("Problem")),
        *(one for one in file if one not in leading),
    ]
