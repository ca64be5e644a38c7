"""Where in a workbook a list is, and which column says what.

Headings are compared with the words of the kind (`vocabulary`); what stands
below them bears witness. A heading NIK over five-digit staff numbers loses to
the column that holds 16 digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.evidence import evidence
from desktop_app.importing.tables import Cell, Row, SheetRows
from desktop_app.importing.vocabulary import WORKERS, Vocabulary

NO_LIST = N_(
    "No list of workers was found in this file, so nothing was imported. A list has a heading "
    "with at least the columns NIK and Nama."
)
NO_OTHER_LIST = N_(
    "No such list was found in this file, so nothing was imported. A list has a heading with "
    "at least the name and one more column; the empty template shows which ones."
)

SEARCHED = 300
"""Rows in which a heading is looked for, and rows that bear witness for a column."""

_EXAMPLE = re.compile("contoh|petunjuk|panduan|template|sample|example", re.IGNORECASE)
"""Names of sheets that show how a list is filled in."""


@dataclass(frozen=True)
class Column:
    """What one column was taken for: 1 is certain, 0 is not at all."""

    index: int
    heading: str
    confidence: float
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """The list on one sheet: its heading's last row (0: it has none) and its columns."""

    sheet: str
    header_row: int
    columns: dict[str, Column]
    headings: tuple[str, ...]
    """All headings by column, also of columns nobody knows."""

    def column(self, field: str) -> int | None:
        """The index of the column that holds `field`."""
        found = self.columns.get(field)
        return found.index if found else None


@dataclass(frozen=True)
class _Heading:
    """A row, or two rows read together, that may be the heading."""

    row: int
    texts: tuple[str, ...]

    def fields(self, words: Vocabulary) -> set[str]:
        """The fields its texts most likely stand for."""
        return {
            max(found, key=found.__getitem__) for t in self.texts if (found := words.meanings(t))
        }


def _headings(rows: Sequence[Row], words: Vocabulary) -> Iterator[_Heading]:
    for row in rows:
        yield _Heading(row.number, tuple(_text(cell) for cell in row.cells))
    for upper, lower in pairwise(rows):
        if lower.number - upper.number <= 2:
            yield _Heading(lower.number, tuple(_joined(upper, lower, words)))


def _joined(upper: Row, lower: Row, words: Vocabulary) -> Iterator[str]:
    """Two lines of a heading as one: "Tanggal" over "Lahir" and "PHK"."""
    spanning = ""
    for index in range(max(len(upper.cells), len(lower.cells))):
        above, below = _text(upper.cell(index)), _text(lower.cell(index))
        if above:
            spanning = above
        if not below:
            yield above
            spanning = "" if above else spanning
            continue
        both = f"{spanning} {below}".strip()
        likeness = max(words.meanings(below).values(), default=0)
        together = max(words.meanings(both).values(), default=0)
        yield both if together >= max(likeness, 0.01) else below


def _text(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def find_lists(sheets: Sequence[SheetRows], words: Vocabulary = WORKERS) -> list[Mapping]:
    """The lists of a kind in a workbook, the best first; hidden sheets only for want of others.

    Raises UserError NO-LIST when there is none.
    """
    for hidden in (False, True):
        found = [
            (mapping, sheet)
            for sheet in sheets
            if sheet.hidden is hidden and (mapping := map_sheet(sheet, words=words))
        ]
        if found:
            found.sort(key=lambda pair: (_worth(pair[0], words), len(pair[1].rows)), reverse=True)
            return [mapping for mapping, _ in found]
    raise UserError("NO-LIST", NO_LIST if words is WORKERS else NO_OTHER_LIST)


def _worth(mapping: Mapping, words: Vocabulary) -> tuple[bool, int]:
    return not _EXAMPLE.search(mapping.sheet), len(words.main & mapping.columns.keys())


def same_list(mappings: Sequence[Mapping], words: Vocabulary = WORKERS) -> list[Mapping]:
    """The best list and those that continue it on other sheets under the same headings."""
    best = mappings[0]
    alike = best.columns.keys() if words.main <= best.columns.keys() else set()
    return [
        mapping
        for mapping in mappings
        if mapping is best
        or (mapping.columns.keys() == alike and not _EXAMPLE.search(mapping.sheet))
    ]


def map_sheet(
    sheet: SheetRows, header_row: int | None = None, words: Vocabulary = WORKERS
) -> Mapping | None:
    """The list on `sheet`, or None if it has none; `header_row` if a person has pointed at it."""
    top = sheet.rows[:SEARCHED]
    candidates = [h for h in _headings(top, words) if header_row in (None, h.row)]
    ranked = sorted(candidates, key=lambda heading: (-len(heading.fields(words)), heading.row))
    for heading in ranked[:3]:
        if len(heading.fields(words)) < 2:
            break
        if mapping := _mapped(sheet, heading, words):
            return mapping
    return _mapped(sheet, _Heading(0, ()), words) if header_row is None else None


def _mapped(sheet: SheetRows, heading: _Heading, words: Vocabulary) -> Mapping | None:
    columns = assign(heading.texts, _below(sheet, heading.row), words)
    sure = {field: column.confidence for field, column in columns.items()}
    if not words.makes_list(sure, headed=heading.row > 0):
        return None
    return Mapping(sheet.name, heading.row, columns, heading.texts)


def _below(sheet: SheetRows, header_row: int) -> list[Row]:
    return [row for row in sheet.rows if row.number > header_row][:SEARCHED]


def guess(sheet: SheetRows, header_row: int, words: Vocabulary) -> Mapping:
    """The columns under the heading in a row that a person has pointed at (0: there is none)."""
    headings = [h for h in _headings(sheet.rows, words) if h.row == header_row]
    best = max(headings, key=lambda h: len(h.fields(words)), default=_Heading(header_row, ()))
    columns = assign(best.texts, _below(sheet, header_row), words)
    return Mapping(sheet.name, header_row, columns, best.texts)


def pointed(sheet: SheetRows, mapping: Mapping, fields: Table[str, int]) -> Mapping:
    """The mapping with the columns that a person has named for each field."""
    below = _below(sheet, mapping.header_row)
    columns = {}
    for field, index in fields.items():
        text = mapping.headings[index] if index < len(mapping.headings) else ""
        columns[field] = Column(index, text, 1.0, samples(below, index))
    return replace(mapping, columns=columns)


def samples(rows: Sequence[Row], index: int) -> tuple[str, ...]:
    """What stands first in a column."""
    filled = (cell for row in rows if (cell := row.cell(index)) is not None)
    return tuple(str(cell)[:60] for cell in islice(filled, 3))


def assign(
    headings: Sequence[str], rows: Sequence[Row], words: Vocabulary = WORKERS
) -> dict[str, Column]:
    """The columns by field: each field and each column once, the surest pairs first."""
    width = max([len(headings), *(len(row.cells) for row in rows)], default=0)
    pairs: list[tuple[float, str, int]] = []
    for index in range(width):
        text = headings[index] if index < len(headings) else ""
        filled: list[Cell] = [cell for row in rows if (cell := row.cell(index)) is not None]
        known = words.meanings(text)
        for field in known.keys() | _speaking(text, known, words):
            score = 0.6 * known.get(field, 0.0) + 0.4 * evidence(field, filled)
            if score >= 0.3:
                pairs.append((score, field, index))
    found: dict[str, Column] = {}
    taken: set[int] = set()
    for score, field, index in sorted(pairs, key=lambda pair: (-pair[0], pair[2])):
        if field not in found and index not in taken:
            taken.add(index)
            text = headings[index] if index < len(headings) else ""
            found[field] = Column(index, text, round(score, 2), samples(rows, index))
    if "birth_place_date" in found and "birth_date" in found:
        del found["birth_place_date"]
    return found


def _speaking(heading: str, known: dict[str, float], words: Vocabulary) -> frozenset[str]:
    """Fields a column may prove to hold by what is in it, whatever its heading says."""
    if not heading:
        return words.recognised
    if not words.spoken_over or known.keys() - words.spoken_over:
        return frozenset()
    return frozenset({"nik"})
