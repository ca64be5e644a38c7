"""The cells of a sheet as they were found, and as they pass between two processes."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

Cell: TypeAlias = str | int | float | bool | date | None
"""A cell keeps its type: a NIK typed as a number stays recognisable as one."""


class Row(NamedTuple):
    """A row that is not empty; `number` is the one Excel shows, cells start at column A."""

    number: int
    cells: list[Cell]

    def cell(self, column: int) -> Cell:
        """The cell in `column` (from 0), None beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True)
class SheetRows:
    """One sheet: its rows without the empty ones, and which cells are formulas."""

    name: str
    rows: list[Row]
    hidden: bool = False
    formulas: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """Row number and column (from 0) of each."""

    def is_formula(self, row: Row, column: int) -> bool:
        """Whether the cell is a formula, or text that a spreadsheet would take for one."""
        if (row.number, column) in self.formulas:
            return True
        cell = row.cell(column)
        return isinstance(cell, str) and re.match(r"\s*([=@]|[+-][A-Za-z])", cell) is not None


def tidy(cells: list[Any]) -> list[Cell]:
    """Cells of a reader in our types: whole numbers as int, nothing as None."""
    found = [_cell(value) for value in cells]
    while found and found[-1] is None:
        found.pop()
    return found


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return value if value.strip(" \t\r\n\u00a0\u200b\ufeff") else None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**63:
        return int(value)
    if value is None or isinstance(value, bool | int | float | date):
        return value
    return str(value)


def packed(sheets: list[SheetRows]) -> list[Any]:
    """`sheets` as plain JSON values."""
    return [
        [
            sheet.name,
            sheet.hidden,
            [[row.number, [_packed(cell) for cell in row.cells]] for row in sheet.rows],
            sorted(sheet.formulas),
        ]
        for sheet in sheets
    ]


def _packed(cell: Cell) -> Any:
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def unpacked(sheets: list[Any]) -> list[SheetRows]:
    """The inverse of `packed`."""
    return [
        SheetRows(
            name,
            [Row(number, [_unpacked(cell) for cell in cells]) for number, cells in rows],
            hidden,
            frozenset((row, column) for row, column in formulas),
        )
        for name, hidden, rows, formulas in sheets
    ]


def _unpacked(cell: Any) -> Cell:
    if isinstance(cell, dict):
        return date.fromisoformat(cell["day"])
    assert cell is None or isinstance(cell, str | int | float)
    return cell
