"""Lists of headquarters that come as a table: regions, and codes no longer given out.

A table is told by its heading: ``kode, nama, level`` or ``kode_lama, nama,
kode_baru``. Codes that are there are brought up to date, none is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop_app.desk.known_people import chunks
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.reading import read_table
from desktop_app.importing.tables import Row, SheetRows
from desktop_app.importing.values import text_of
from desktop_app.progress import Progress, silent
from desktop_app.records import Province, Region, RetiredRegion
from desktop_app.records.record import Record
from desktop_app.store.store import Store
from desktop_app.store.writing import Write
from desktop_app.wording import zone_of

REGIONS = ("kode", "nama", "level")
RETIRED = ("kode_lama", "nama", "kode_baru")

_CODE = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")
_LENGTHS = {1: 2, 2: 5, 3: 8, 4: 13}
"""How long the code of each level is: province, regency, district, village."""


@dataclass(frozen=True)
class ImportedList:
    """What became of a list: `kind` is ``regions`` or ``retired``; how many rows were what."""

    kind: str
    rows: int
    added: int
    changed: int
    same: int


@dataclass(frozen=True)
class _Entry:
    """One row as it shall be recorded."""

    record: type[Record]
    id: str
    values: Mapping[str, Any]


def import_reference(store: Store, path: Path, progress: Progress = silent) -> ImportedList:
    """Bring the regions or retired codes of a file into the books.

    At headquarters the change goes to all offices, at a branch it stays here.
    Raises UserError: REFERENCE-HEADER for a table that is none of the two,
    REFERENCE-ROW with the row that is wrong, and the codes of `read_table`.
    """
    sheet, columns = _table(read_table(path, progress=progress))
    entries = _entries(sheet, columns)
    audience = "" if store.author.headquarters else "here"
    with store.write(N_("List of regions imported"), audience=audience) as session:
        added = changed = 0
        for record in (Province, Region, RetiredRegion):
            wanted = {entry.id: entry for entry in entries.values() if entry.record is record}
            known = _known(session, record, wanted)
            fresh = [entry for id, entry in wanted.items() if id not in known]
            session.bulk(record, _rows(fresh, progress))
            added += len(fresh)
            changed += _update(session, record, wanted, known)
    kind = "regions" if REGIONS[0] in columns else "retired"
    return ImportedList(kind, len(entries), added, changed, len(entries) - added - changed)


def _table(sheets: list[SheetRows]) -> tuple[SheetRows, dict[str, int]]:
    """The first sheet with a known heading in its first row, and its columns."""
    for sheet in sheets:
        if not sheet.rows:
            continue
        headings = [text_of(cell).casefold() for cell in sheet.rows[0].cells]
        for names in (REGIONS, RETIRED):
            if set(names) <= set(headings):
                return sheet, {name: headings.index(name) for name in names}
    raise UserError(
        "REFERENCE-HEADER",
        N_(
            "This file is no list that can be taken in. Its first row must have the columns"
            " kode, nama, level (regions) or kode_lama, nama, kode_baru (retired codes)."
        ),
    )


def _entries(sheet: SheetRows, columns: Mapping[str, int]) -> dict[str, _Entry]:
    read = _region if REGIONS[0] in columns else _retired
    entries: dict[str, _Entry] = {}
    for row in sheet.rows[1:]:
        cells = {name: row.cell(column) for name, column in columns.items()}
        entry = read(row, cells)
        if entry.id in entries:
            raise _wrong(row, N_("Row {row}: the code {kode} stands there twice."), kode=entry.id)
        entries[entry.id] = entry
    return entries


def _region(row: Row, cells: Mapping[str, Any]) -> _Entry:
    code, name = _code(row, cells["kode"]), _name(row, cells["nama"])
    level = text_of(cells["level"]).removesuffix(".0")
    if level not in ("1", "2", "3", "4") or _LENGTHS[int(level)] != len(code):
        raise _wrong(row, N_("Row {row}: the level does not fit the code {kode}."), kode=code)
    if level == "1":
        return _Entry(Province, code, {"name": name, "zone": zone_of(code).hours})
    return _Entry(Region, code, {"name": name, "level": int(level), "province": code[:2]})


def _retired(row: Row, cells: Mapping[str, Any]) -> _Entry:
    old, new = _code(row, cells["kode_lama"]), _code(row, cells["kode_baru"])
    return _Entry(RetiredRegion, old, {"name": _name(row, cells["nama"]), "successor": new})


def _code(row: Row, cell: Any) -> str:
    # As a number 11.10 is 11.1: such a code cannot be told any more.
    code = str(cell) if isinstance(cell, int) else cell
    if not isinstance(code, str) or not _CODE.fullmatch(code.strip()):
        raise _wrong(
            row,
            N_(
                "Row {row}: the code must be text like 71, 71.71 or 71.71.01. Format the column as"
                " Text and type it again."
            ),
        )
    return code.strip()


def _name(row: Row, cell: Any) -> str:
    name = text_of(cell) if cell is not None else ""
    if not name:
        raise _wrong(row, N_("Row {row}: the name is missing."))
    return name


def _wrong(row: Row, message: str, **values: object) -> UserError:
    return UserError("REFERENCE-ROW", message, row=row.number, **values)


def _known(
    session: Write, record: type[Record], wanted: Mapping[str, _Entry]
) -> dict[str, dict[str, Any]]:
    """The values of those rows that are there, by code."""
    table = record.__table__
    found: dict[str, dict[str, Any]] = {}
    for some in chunks(wanted):
        for row in session.execute(select(table).where(table.c.id.in_(some))):
            found[row.id] = dict(row._mapping)
    return found


def _rows(entries: list[_Entry], progress: Progress) -> Iterator[dict[str, Any]]:
    for done, entry in enumerate(entries):
        if done % 500 == 0:
            progress(done, len(entries))
        yield {"id": entry.id, **entry.values}


def _update(
    session: Write,
    record: type[Record],
    wanted: Mapping[str, _Entry],
    known: Mapping[str, Mapping[str, Any]],
) -> int:
    """Change what differs; of a province only its name. Returns how many changed."""
    changed = 0
    for id, values in known.items():
        told = wanted[id].values
        names = ("name",) if record is Province else tuple(told)
        if all(values[name] == told[name] for name in names):
            continue
        there = session.get_one(record, id)
        for name in names:
            setattr(there, name, told[name])
        changed += 1
    return changed
