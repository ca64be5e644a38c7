"""What a person changed in a list before anything of it is written.

A correction is a value: the file stays as it was sent, and taking a correction
back is going back to the value before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from desktop_app.importing.tables import Cell, Row

RowOf: TypeAlias = tuple[str, int]
"""A row by its sheet and number."""


class Place(NamedTuple):
    """A cell of the file: sheet, row as Excel counts, column from 0."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True)
class Corrections:
    """Cells typed anew, and findings (field and code) that were found to be right, by row."""

    cells: Mapping[Place, Cell] = field(default_factory=dict)
    confirmed: Mapping[RowOf, frozenset[tuple[str, str]]] = field(default_factory=dict)

    def typed(self, cells: Mapping[Place, Cell]) -> Corrections:
        """With further cells."""
        return replace(self, cells={**self.cells, **cells})

    def looked_at(self, found: Iterable[tuple[RowOf, str, str]]) -> Corrections:
        """With further findings that were found to be right: row, field and code of each."""
        confirmed = dict(self.confirmed)
        for row, name, code in found:
            confirmed[row] = confirmed.get(row, frozenset()) | {(name, code)}
        return replace(self, confirmed=confirmed)

    def rows(self) -> set[RowOf]:
        """The rows that read otherwise than in the file."""
        return {(place.sheet, place.row) for place in self.cells} | set(self.confirmed)

    def amended(self, sheet: str, row: Row) -> Row:
        """The row with its corrected cells."""
        own = {p.column: cell for p, cell in self.cells.items() if p[:2] == (sheet, row.number)}
        if not own:
            return row
        width = max(len(row.cells), *(column + 1 for column in own))
        cells = [own.get(i, row.cell(i)) for i in range(width)]
        return Row(row.number, cells)
