"""What stands on a list's sheets and was not read, so that nothing is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop_app.i18n import N_, translate
from desktop_app.importing.columns import Mapping
from desktop_app.importing.rows import example
from desktop_app.importing.tables import Cell, Row, SheetRows
from desktop_app.importing.values import blank, digits_of
from desktop_app.records.names import fold

_MOST = 12
"""Stretches of rows that are named."""


@dataclass(frozen=True)
class Unread:
    """On one sheet: the numbers of rows, and the letters of columns headed like the names'."""

    sheet: str
    rows: tuple[int, ...]
    columns: tuple[str, ...] = ()


def unread(sheet: SheetRows, mapping: Mapping, read: Sequence[Row]) -> Unread:
    """What was not read: rows below the heading, rows with a NIK above it, a list beside it."""
    numbers = {row.number for row in read}
    rows = tuple(
        row.number
        for row in sheet.rows
        if row.number not in numbers
        and not example(row)
        and (row.number > mapping.header_row or any(map(_nik, row.cells)))
        and row.number != mapping.header_row
    )
    return Unread(sheet.name, rows, tuple(map(_letters, _beside(mapping, read))))


def passed_over(found: Iterable[Unread]) -> list[str]:
    """The same in sentences, in the current language."""
    said = []
    for one in found:
        if one.rows:
            words = N_("Rows {rows}{where} were not taken as part of the list.")
            where = f" ({one.sheet})" if one.sheet else ""
            said.append(translate(words).format(rows=_stretches(one.rows), where=where))
        if one.columns:
            words = N_("A second list seems to stand in column {columns}; it was not read.")
            said.append(translate(words).format(columns=", ".join(one.columns)))
    return said


def _beside(mapping: Mapping, read: Sequence[Row]) -> list[int]:
    name = mapping.columns.get("name")
    if name is None or not name.heading:
        return []
    taken = {column.index for column in mapping.columns.values()}
    return [
        index
        for index, heading in enumerate(mapping.headings)
        if index not in taken
        and fold(heading) == fold(name.heading)
        and any(not blank(row.cell(index)) for row in read)
    ]


def _nik(cell: Cell) -> bool:
    digits = "" if blank(cell) else digits_of(cell)
    return len(digits) == 16 and digits.isdecimal()


def _stretches(rows: Sequence[int]) -> str:
    """``3-7, 12``."""
    found = []
    for _key, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        numbers = [number for _at, number in run]
        ends = dict.fromkeys((numbers[0], numbers[-1]))
        found.append("-".join(map(str, ends)))
    return ", ".join(found[:_MOST]) + (" …" if len(found) > _MOST else "")


def _letters(index: int) -> str:
    """The name of a column as a spreadsheet has it: A, B, … AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
