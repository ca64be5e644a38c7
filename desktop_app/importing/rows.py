"""Which rows below a heading belong to the list: no totals, signatures or headings again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.importing.columns import Mapping
from desktop_app.importing.evidence import evidence
from desktop_app.importing.tables import Cell, Row, SheetRows
from desktop_app.importing.values import blank, digits_of
from desktop_app.importing.vocabulary import WORKERS, Vocabulary
from desktop_app.records.names import fold

_TOTAL = re.compile(
    r"(sub ?|grand ?)?(jumlah|total|jml|rekap(itulasi)?|rata rata|average|sum)\b.*"
    r"|sub total.*|terbilang.*"
)
_SIGNATURE = re.compile(
    r"(mengetahui|menyetujui|disetujui|diketahui|dibuat oleh|yang membuat|hormat kami|diperiksa"
    r"|demikian|catatan|keterangan|nb|note|tanda tangan|ttd|approved by|prepared by"
    r"|signed|direktur|direksi|pimpinan perusahaan|hrd|hr manager)\b.*"
)
_SAYING = ("birth_date", "birth_place_date", "sex", "kpj", "phone", "wage", "terminated_on")
"""Fields whose values bear witness that a row without a NIK is a person."""


def people_rows(sheet: SheetRows, mapping: Mapping) -> Iterator[Row]:
    """The rows that are people, whatever may be wrong with them."""
    signed = False
    for row in sheet.rows:
        if row.number <= mapping.header_row or example(row):
            continue
        if _has_nik(row, mapping) and not _heading_again(row, mapping, WORKERS):
            yield row
        elif _signature(row):
            signed = True
        elif not signed and _is_person(sheet, row, mapping):
            yield row


def named_rows(sheet: SheetRows, mapping: Mapping, words: Vocabulary) -> Iterator[Row]:
    """The rows of a list of anything but people: named, or with two of its fields filled."""
    name = mapping.column("name")
    for row in sheet.rows:
        if row.number <= mapping.header_row or example(row):
            continue
        texts = [text for text in _texts(row) if text]
        if (texts and _TOTAL.fullmatch(texts[0])) or _numbering(row):
            continue
        if _heading_again(row, mapping, words):
            continue
        named = name is not None and (not blank(row.cell(name)) or sheet.is_formula(row, name))
        if len(texts) <= 4 and name is not None and _SIGNATURE.fullmatch(_plain(row.cell(name))):
            continue
        filled = sum(not blank(row.cell(c.index)) for c in mapping.columns.values())
        if (named and filled > 1) or filled > 2 or (named and len(row.cells) == 1):
            yield row


def example(row: Row) -> bool:
    """The row that shows how a template is filled in: CONTOH in its first cell."""
    first = row.cell(0)
    return isinstance(first, str) and first.strip(" '").casefold() == "contoh"


def _has_nik(row: Row, mapping: Mapping) -> bool:
    """Whether the NIK's cell holds what somebody meant as a NIK."""
    column = mapping.column("nik")
    if column is None or blank(cell := row.cell(column)):
        return False
    digits = sum(character.isdigit() for character in digits_of(cell))
    return digits >= 12 or (isinstance(cell, str) and bool(re.search(r"\dE\+?\d", cell, re.I)))


def _texts(row: Row) -> list[str]:
    return [fold(cell) for cell in row.cells if isinstance(cell, str)]


def _signature(row: Row) -> bool:
    texts = [text for text in _texts(row) if text]
    return bool(texts) and len(texts) <= 4 and any(_SIGNATURE.fullmatch(text) for text in texts)


def _heading_again(row: Row, mapping: Mapping, words: Vocabulary) -> bool:
    texts = [t for t in (_plain(row.cell(c.index)) for c in mapping.columns.values()) if t]
    known = {_plain(text) for text in mapping.headings if text}
    again = sum(text in known or text in words.known for text in texts)
    return again >= 2 and again * 2 > len(texts)


def _plain(cell: Cell) -> str:
    return fold(cell) if isinstance(cell, str) else ""


def _numbering(row: Row) -> bool:
    """The line of column numbers some offices put under a heading: 1, 2, 3 ... or (1), (2)."""
    numbers = [digits_of(cell).strip("()") for cell in row.cells if cell is not None]
    return len(numbers) >= 3 and all(
        number.isdecimal() and int(number) == int(numbers[0]) + step
        for step, number in enumerate(numbers)
    )


def _is_person(sheet: SheetRows, row: Row, mapping: Mapping) -> bool:
    """Whether a row without anything like a NIK is a person all the same."""
    texts = [text for text in _texts(row) if text]
    if texts and _TOTAL.fullmatch(texts[0]):
        return False
    if _heading_again(row, mapping, WORKERS) or _numbering(row):
        return False
    filled = {
        field: cell
        for field, column in mapping.columns.items()
        if not blank(cell := row.cell(column.index))
    }
    name = mapping.column("name")
    formula = name is not None and sheet.is_formula(row, name)
    named = formula or ("name" in filled and any(c.isalpha() for c in str(filled["name"])))
    column = mapping.column("nik")
    if column is not None and sheet.is_formula(row, column):
        filled["nik"] = row.cell(column)
    saying = sum(evidence(field, [filled[field]]) == 1 for field in _SAYING if field in filled)
    numbered = any(
        isinstance(cell, int) and not isinstance(cell, bool) and 0 < cell < 100_000
        for cell in row.cells[: min((c.index for c in mapping.columns.values()), default=0)]
    )
    if named:
        return saying >= 1 or numbered or "nik" in filled
    return saying >= 2 and (numbered or "nik" in filled)
