"""Where in a workbook the list of people is, and which column says what.

Headings are compared with a table of synonyms, which is data
(``resources/import/worker_columns.json``); what stands below them bears
witness. A heading NIK over five-digit staff numbers loses to the column that
holds 16 digits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.evidence import WITNESSED, evidence
from desktop_app.importing.tables import Cell, Row, SheetRows
from desktop_app.records.names import fold

NO_LIST = N_(
    "No list of workers was found in this file, so nothing was imported. A list has a heading "
    "with at least the columns NIK and Nama."
)

SEARCHED = 300
"""Rows in which a heading is looked for, and rows that bear witness for a column."""

_EXAMPLE = re.compile("contoh|petunjuk|panduan|template|sample|example", re.IGNORECASE)
"""Names of sheets that show how a list is filled in."""

_PERSONAL = {"nik", "birth_date", "birth_place_date", "birth_place", "kpj", "sex"}


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
class Synonyms:
    """How one field's column may be headed."""

    whole: frozenset[str]
    parts: tuple[str, ...]
    never: frozenset[str]

    def likeness(self, heading: str) -> float:
        """From 0 (another matter) to 1 (its very name)."""
        if heading in self.whole:
            return 1.0
        words = heading.split()
        if self.never.intersection(words):
            return 0.0
        fitting = [part for part in self.parts if f" {part} " in f" {heading} "]
        if fitting:
            return 0.8 + max(len(part) for part in fitting) / max(len(heading), 1) / 10
        if len(heading) >= 5 and _nearly(heading, self.whole):
            return 0.8
        return 0.0


def _nearly(heading: str, names: frozenset[str]) -> bool:
    """Whether `heading` is one of the names but for a slip of typing."""
    from difflib import SequenceMatcher

    return any(
        abs(len(name) - len(heading)) <= 2
        and name[0] == heading[0]
        and SequenceMatcher(None, heading, name).ratio() >= 0.88
        for name in names
        if len(name) >= 5
    )


@cache
def synonyms() -> dict[str, Synonyms]:
    """The table of synonyms by field; ``""`` holds the headings to pass over."""
    text = (files("resources") / "import" / "worker_columns.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    found = {
        field: Synonyms(frozenset(names["is"]), tuple(names["has"]), frozenset(names["not"]))
        for field, names in table["fields"].items()
    }
    found[""] = Synonyms(frozenset(table["ignore"]), (), frozenset())
    return found


@cache
def heading_words() -> frozenset[str]:
    """All headings that are known word for word."""
    return frozenset().union(*(names.whole for names in synonyms().values()))


@lru_cache(maxsize=500)
def _meanings(heading: str) -> dict[str, float]:
    """The fields a folded heading may stand for, each with its likeness."""
    if not heading or len(heading) > 80:
        return {}
    table = synonyms()
    if heading in table[""].whole:
        return {}
    found = {field: names.likeness(heading) for field, names in table.items() if field}
    return {field: likeness for field, likeness in found.items() if likeness}


def meanings(cell: Cell) -> dict[str, float]:
    """The fields a heading may stand for, each with its likeness."""
    if not isinstance(cell, str) or len(cell) > 120:
        return {}
    heading = re.sub(r"^\d{1,2} (?=[a-z])", "", fold(cell))
    found = _meanings(heading)
    if not found and re.fullmatch(r"[a-z]( [a-z])+", heading):
        found = _meanings(heading.replace(" ", ""))  # "N I K"
    return found


@dataclass(frozen=True)
class _Heading:
    """A row, or two rows read together, that may be the heading."""

    row: int
    texts: tuple[str, ...]

    @property
    def fields(self) -> set[str]:
        return {max(found, key=found.__getitem__) for t in self.texts if (found := meanings(t))}


def _headings(rows: Sequence[Row]) -> Iterator[_Heading]:
    for row in rows:
        yield _Heading(row.number, tuple(_text(cell) for cell in row.cells))
    for upper, lower in pairwise(rows):
        if lower.number - upper.number <= 2:
            yield _Heading(lower.number, tuple(_joined(upper, lower)))


def _joined(upper: Row, lower: Row) -> Iterator[str]:
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
        likeness = max(meanings(below).values(), default=0)
        yield both if max(meanings(both).values(), default=0) >= max(likeness, 0.01) else below


def _text(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def find_lists(sheets: Sequence[SheetRows]) -> list[Mapping]:
    """The lists of people in a workbook, the best first; hidden sheets only for want of others.

    Raises UserError NO-LIST when there is none.
    """
    for hidden in (False, True):
        found = [
            (mapping, sheet)
            for sheet in sheets
            if sheet.hidden is hidden and (mapping := map_sheet(sheet))
        ]
        if found:
            found.sort(key=lambda pair: (_worth(pair[0]), len(pair[1].rows)), reverse=True)
            return [mapping for mapping, _ in found]
    raise UserError("NO-LIST", NO_LIST)


def _worth(mapping: Mapping) -> tuple[bool, int]:
    return not _EXAMPLE.search(mapping.sheet), len({"nik", "name"} & mapping.columns.keys())


def same_list(mappings: Sequence[Mapping]) -> list[Mapping]:
    """The best list and those that continue it on other sheets under the same headings."""
    best = mappings[0]
    alike = best.columns.keys() if _worth(best)[1] == 2 else set()
    return [
        mapping
        for mapping in mappings
        if mapping is best
        or (mapping.columns.keys() == alike and not _EXAMPLE.search(mapping.sheet))
    ]


def map_sheet(sheet: SheetRows, header_row: int | None = None) -> Mapping | None:
    """The list on `sheet`, or None if it has none; `header_row` if a person has pointed at it."""
    top = sheet.rows[:SEARCHED]
    candidates = [h for h in _headings(top) if header_row in (None, h.row)]
    ranked = sorted(candidates, key=lambda heading: (-len(heading.fields), heading.row))
    for heading in ranked[:3]:
        if len(heading.fields) < 2:
            break
        if mapping := _mapped(sheet, heading):
            return mapping
    return _mapped(sheet, _Heading(0, ())) if header_row is None else None


def _mapped(sheet: SheetRows, heading: _Heading) -> Mapping | None:
    below = [row for row in sheet.rows if row.number > heading.row][:SEARCHED]
    columns = assign(heading.texts, below)
    fields = columns.keys()
    headed = heading.row > 0 and "name" in fields and fields & _PERSONAL
    # Without a telling heading only a column of real NIKs makes a list of people.
    witnessed = {"nik", "name"} <= fields and columns["nik"].confidence >= 0.25
    if not (headed or witnessed or (heading.row and {"nik", "kpj"} <= fields)):
        return None
    return Mapping(sheet.name, heading.row, columns, heading.texts)


def assign(headings: Sequence[str], rows: Sequence[Row]) -> dict[str, Column]:
    """The columns by field: each field and each column once, the surest pairs first."""
    width = max([len(headings), *(len(row.cells) for row in rows)], default=0)
    pairs: list[tuple[float, str, int]] = []
    values: list[list[Cell]] = []
    for index in range(width):
        text = headings[index] if index < len(headings) else ""
        filled: list[Cell] = [cell for row in rows if (cell := row.cell(index)) is not None]
        values.append(filled)
        known = meanings(text)
        for field in known.keys() | _speaking(text, known):
            score = 0.6 * known.get(field, 0.0) + 0.4 * evidence(field, filled)
            if score >= 0.3:
                pairs.append((score, field, index))
    found: dict[str, Column] = {}
    taken: set[int] = set()
    for score, field, index in sorted(pairs, key=lambda pair: (-pair[0], pair[2])):
        if field not in found and index not in taken:
            taken.add(index)
            text = headings[index] if index < len(headings) else ""
            samples = tuple(str(cell)[:60] for cell in values[index][:3])
            found[field] = Column(index, text, round(score, 2), samples)
    if "birth_place_date" in found and "birth_date" in found:
        del found["birth_place_date"]
    return found


def _speaking(heading: str, known: dict[str, float]) -> frozenset[str]:
    """Fields a column may prove to hold by what is in it, whatever its heading says."""
    if not heading:
        return WITNESSED
    return frozenset() if known.keys() - {"nik", "kpj", "family_card"} else frozenset({"nik"})
