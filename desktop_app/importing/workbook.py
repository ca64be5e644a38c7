"""Spreadsheet files, looked at with suspicion: sizes first, then formulas, then cells.

Runs in the limited process of `worker`; nothing here is imported by the
program itself.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.tables import Row, SheetRows, tidy
from desktop_app.importing.text import MOST_ROWS, NO_TABLE, TOO_LARGE

MOST_UNPACKED = 200 << 20
MOST_PARTS = 5_000
MOST_AREA = 6_000_000
"""Cells between the first and the last that is filled: what a reader sets aside."""

PASSWORD = N_(
    "This file is protected by a password. Open it in Excel, save a copy without a password and "
    "choose that copy."
)
DAMAGED = N_(
    "This file is damaged and cannot be read. Open it in Excel, save it under a new name and try "
    "again, or ask the sender for it once more."
)


def read_workbook(data: bytes) -> list[SheetRows]:
    """All sheets of an .xlsx, .xlsm, .xlsb, .xls or .ods file, in their order."""
    import python_calamine as calamine

    formulas: dict[str, frozenset[tuple[int, int]]] = {}
    if data[:2] == b"PK":
        formulas = _looked_through(data)
    elif "EncryptedPackage".encode("utf-16-le") in data:
        raise UserError("PASSWORD", PASSWORD)
    try:
        with calamine.load_workbook(io.BytesIO(data)) as book:
            worksheets = [
                sheet
                for sheet in book.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            ]
            return [
                SheetRows(
                    sheet.name,
                    _rows(book.get_sheet_by_name(sheet.name)),
                    sheet.visible != calamine.SheetVisibleEnum.Visible,
                    formulas.get(sheet.name, frozenset()),
                )
                for sheet in worksheets
            ]
    except calamine.PasswordError:
        raise UserError("PASSWORD", PASSWORD) from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower():
            raise UserError("PASSWORD", PASSWORD) from None
        raise UserError("DAMAGED", DAMAGED) from None


def _rows(sheet: Any) -> list[Row]:
    if sheet.start is None:
        return []
    first, left = sheet.start
    rows = []
    for number, cells in enumerate(sheet.to_python(), start=first + 1):
        if found := tidy(cells):
            rows.append(Row(number, [None] * left + found))
            if len(rows) > MOST_ROWS:
                raise UserError("TOO-LARGE", TOO_LARGE)
    return rows


def _looked_through(data: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """The formulas of each sheet by its name, after the sizes were found bearable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _bearable(archive)
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return {
                    name: _scan(archive, path)
                    for name, path in _sheets(archive).items()
                    if path in names
                }
            if "content.xml" in names:
                _scan_open_document(archive)
            elif "xl/workbook.bin" not in names:
                raise UserError("NO-TABLE", NO_TABLE)
            return {}
    except (zipfile.BadZipFile, expat.ExpatError, EOFError, NotImplementedError, OSError):
        raise UserError("DAMAGED", DAMAGED) from None


def _bearable(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UserError("PASSWORD", PASSWORD)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UserError("TOO-LARGE", TOO_LARGE)


def _parse(
    archive: zipfile.ZipFile, path: str, start: Callable[[str, dict[str, str]], None]
) -> None:
    """Call `start` for each element of a part, by its name without a prefix."""

    def element(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2], attributes)

    def doctype(*_: object) -> None:
        raise UserError("DAMAGED", DAMAGED)  # No office program writes one; attackers do.

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = doctype
    with archive.open(path) as part:
        while block := part.read(1 << 18):
            parser.Parse(block, False)
    parser.Parse(b"", True)


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by its name."""
    targets: dict[str, str] = {}
    found: dict[str, str] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            path = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", path))[1:]

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            found[attributes.get("name", "")] = targets.get(key, "")

    if "xl/_rels/workbook.xml.rels" in archive.namelist():
        _parse(archive, "xl/_rels/workbook.xml.rels", relation)
    _parse(archive, "xl/workbook.xml", sheet)
    return found


@dataclass
class _Extent:
    """Which cells are filled, and between which corners."""

    rows: list[int] = field(default_factory=lambda: [1 << 30, -1])
    columns: list[int] = field(default_factory=lambda: [1 << 30, -1])

    def take(self, row: int, column: int) -> None:
        self.rows = [min(self.rows[0], row), max(self.rows[1], row)]
        self.columns = [min(self.columns[0], column), max(self.columns[1], column)]
        height = self.rows[1] - self.rows[0] + 1
        if height * (self.columns[1] - self.columns[0] + 1) > MOST_AREA:
            raise UserError("TOO-LARGE", TOO_LARGE)


def _scan(archive: zipfile.ZipFile, path: str) -> frozenset[tuple[int, int]]:
    formulas: set[tuple[int, int]] = set()
    extent = _Extent()
    row, column = 0, -1

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        if name == "c":
            place = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", attributes.get("r", ""))
            if place:
                row, column = int(place[2]), _column(place[1])
            else:
                column += 1
        elif name == "row":
            row, column = int(attributes.get("r", row + 1)), -1
        elif name in ("v", "is"):
            extent.take(row, column)
        elif name == "f":
            extent.take(row, column)
            formulas.add((row, column))

    try:
        _parse(archive, path, start)
    except ValueError:
        raise UserError("DAMAGED", DAMAGED) from None
    return frozenset(formulas)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _scan_open_document(archive: zipfile.ZipFile) -> None:
    """Refuse the few bytes of an .ods that stand for millions of filled cells."""
    filled = columns = 0

    def repeated(attributes: dict[str, str], what: str) -> int:
        text = next((v for k, v in attributes.items() if k.endswith(what)), "1")
        return int(text) if text.isdecimal() and len(text) < 9 else MOST_AREA + 1

    repeats = 1

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal filled, columns, repeats
        if name == "table-row":
            repeats = repeated(attributes, "number-rows-repeated")
        elif name == "table-cell":
            columns = repeated(attributes, "number-columns-repeated")
        elif name == "p":
            filled += repeats * columns
            if filled > MOST_AREA:
                raise UserError("TOO-LARGE", TOO_LARGE)

    _parse(archive, "content.xml", start)
