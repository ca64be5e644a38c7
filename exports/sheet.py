"""Sheet: the answer of a report, as plain values; printed, saved or shown.

It knows neither Excel nor paper. Texts that people read (titles, notes) are
already in the language of the one who receives them: Indonesian.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import TypeAlias

from desktop_app.wording import share
from exports.pictures import Picture

Cell: TypeAlias = str | int | date | None
"""A value of a cell; shares are whole hundredths of a per cent."""


class Holds(Enum):
    """What a column holds; it decides type, alignment and number format."""

    TEXT = auto()
    IDENTIFIER = auto()
    """Digits that are no quantity (NIK, KPJ, phone): always text."""
    NUMBER = auto()
    MONEY = auto()
    """Whole rupiah."""
    DAY = auto()
    SHARE = auto()
    """Basis points: 5540 is 55,4 %."""


FIGURES = frozenset({Holds.NUMBER, Holds.MONEY, Holds.SHARE})
"""What stands to the right and may be added up (shares are not)."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it holds, and how wide it would like to be."""

    title: str
    holds: Holds = Holds.TEXT
    width: int = 14
    """In characters."""
    total: bool = False
    share_of: tuple[int, int] | None = None
    """Of a share: the columns it divides, part and whole; so its total follows too."""


@dataclass(frozen=True)
class Behind:
    """The records that a figure counts: their type (a table's name) and their ids."""

    record: str
    ids: frozenset[str]


@dataclass(frozen=True)
class Signature:
    """Who signs a table on paper: the lines above the hand, the name, the number below."""

    above: tuple[str, ...]
    name: str = ""
    number: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table with its head and its circumstances.

    `rows` may be any iterable that can be gone through more than once.
    `personal` asks for the confidentiality line, `provisional` for the mark
    that the figures are not final. `info` are the circumstances: filter,
    period, who, when, purpose. `behind` tells for cells, by row and column,
    which records they count; only the window opens them. `pictures` stand
    above the table on paper. `as_of` is said in place of who printed it and
    when, so that what is asked again of the same books gives the same bytes.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    subtitle: str = ""
    notes: Sequence[str] = ()
    personal: bool = False
    provisional: bool = False
    info: Sequence[tuple[str, str]] = field(default=())
    behind: Mapping[tuple[int, int], Behind] = field(default_factory=dict)
    pictures: Sequence[Picture] = ()
    signed: Sequence[Signature] = ()
    """Signatures under the table, from left to right; on paper only."""
    as_of: str = ""

    def totals(self) -> list[Cell] | None:
        """The sums of the columns that are added up; None if none is."""
        if not any(column.total for column in self.columns):
            return None
        sums: list[Cell] = [
            sum(_figure(row[i]) for row in self.rows) if column.total else None
            for i, column in enumerate(self.columns)
        ]
        for i, column in enumerate(self.columns):
            if column.share_of is not None:
                part, whole = (_figure(sums[at]) for at in column.share_of)
                sums[i] = share(part, whole)
        return sums

    def counted(self, row: int, column: int) -> Behind | None:
        """The records behind a cell; the row after the last is that of the totals."""
        if row < len(self.rows):
            return self.behind.get((row, column))
        found = [one for (_row, at), one in self.behind.items() if at == column]
        if not found or not self.columns[column].total:
            return None
        return Behind(found[0].record, frozenset().union(*(one.ids for one in found)))


def _figure(value: Cell) -> int:
    return value if isinstance(value, int) else 0


def numbered(rows: Iterable[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """The rows with their number in front, as office tables have it."""
    return [(i, *row) for i, row in enumerate(rows, 1)]
