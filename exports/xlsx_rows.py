"""The many rows of a workbook, through openpyxl's own writer of rows.

For a cell made by a caller openpyxl first tries to take it as a value, then
looks its style up, and makes a spare cell for the next one: as much work as
the writing. Here each column has one cell whose style was looked up once.
openpyxl is imported with this module, hence not before something is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from exports.sheet import Cell
from exports.xlsx import plain

_FIRST = date(1899, 12, 30)
"""Excel counts days from here (after February 1900, in which it has a day too many)."""


class Slot:
    """A column's cell, filled anew for every row: what openpyxl's writer asks of a cell.

    Text stays text whatever it begins with: the type is said here and never guessed.
    """

    has_style = True
    hyperlink = None
    _comment = None

    def __init__(self, pattern: BookCell, *, share: bool = False) -> None:
        """Of the style of `pattern`, in its column; a `share` comes in basis points."""
        self.parent = pattern.parent
        self.style_id = pattern.style_id
        self._letter = pattern.column_letter
        self._share = share
        self.coordinate = ""
        self.data_type = "n"
        self._value: str | float | None = None

    def filled(self, value: Cell, row: int) -> Slot:
        """This cell, with `value`, in `row`."""
        self.coordinate = f"{self._letter}{row}"
        self.data_type = "n"
        if isinstance(value, str):
            self._value, self.data_type = plain(value), "s"
        elif isinstance(value, date):
            self._value = (value - _FIRST).days
        elif self._share and value is not None:
            self._value = value / 10_000
        else:
            self._value = value
        return self


class RowSheet(WriteOnlyWorksheet):
    """A worksheet whose rows are plain values while it has `slots`, one for each column."""

    slots: Sequence[Slot] = ()

    def _values_to_row(self, values: Iterable[Any], row_idx: int) -> Iterator[Any]:
        if not self.slots:
            given: Any = super()
            return iter(given._values_to_row(values, row_idx))
        return (s.filled(v, row_idx) for s, v in zip(self.slots, values, strict=True))


def add_sheet(book: Workbook, name: str) -> RowSheet:
    """A new sheet at the end of `book`."""
    page, whole = RowSheet(book, name), vars(type(book))
    whole["_add_sheet"](book, page)
    return page
