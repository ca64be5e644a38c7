"""A certification body's list of a class: whom it found competent, read from a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from desktop_app.desk.assessments import SAID, read_verdict
from desktop_app.desk.class_people import learners
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.tables import Cell, Row, SheetRows
from desktop_app.reading import Unreadable, read_day
from desktop_app.records.names import fold

_HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("nomor pendaftaran", "no pendaftaran", "enrolment number"),
    "name": ("nama", "nama peserta", "name"),
    "verdict": ("hasil", "hasil asesmen", "keputusan", "rekomendasi", "verdict"),
    "certificate_number": ("nomor sertifikat", "no sertifikat", "certificate number"),
    "registration": ("nomor registrasi", "no registrasi", "no reg", "registration number"),
    "valid_until": ("berlaku sampai", "masa berlaku", "valid until"),
}
"""The columns that are known, and what people write above them."""

MOST_NAMED = 5
"""Rows that a refusal names."""


def read_list(
    session: Session, training_class: str, sheets: Sequence[SheetRows], today: date
) -> dict[str, dict[str, Any]]:
    """What a list says of the people of a class: by enrolment, values for `assessments.enter`.

    The first sheet with a head that names people and verdicts is read; people
    are found by enrolment number, or by their name if it is one person's alone.

    Raises UserError when there is no such sheet, and for rows that name nobody
    of the class or hold no verdict; then nothing is taken.
    """
    rows, columns = _table(sheets)
    by_number, by_name = _people(session, training_class)
    entries: dict[str, dict[str, Any]] = {}
    unknown = []
    for row in rows:
        told = {name: _text(row.cell(column)) for name, column in columns.items()}
        person = by_number.get(told.get("number", "")) or by_name.get(fold(told.get("name", "")))
        if person is None:
            unknown.append(row.number)
            continue
        entries[person] = {
            name: _value(name, row.cell(columns[name]), today)
            for name in SAID
            if name in columns and (name == "verdict" or _text(row.cell(columns[name])))
        }
    if unknown:
        raise UserError(
            "LIST-PEOPLE",
            N_("Rows {rows}: nobody of the class is called so. Correct the names or numbers."),
            rows=", ".join(map(str, unknown[:MOST_NAMED])),
        )
    return entries


def _table(sheets: Sequence[SheetRows]) -> tuple[list[Row], dict[str, int]]:
    for sheet in sheets:
        for place, row in enumerate(sheet.rows):
            heads = {fold(_text(row.cell(n))): n for n in range(len(row.cells))}
            found = {
                name: heads[word]
                for name, words in _HEADS.items()
                for word in words
                if word in heads
            }
            if "verdict" in found and ("name" in found or "number" in found):
                return sheet.rows[place + 1 :], found
    raise UserError(
        "LIST-HEADS", N_("Name the columns: enrolment number or name, result, certificate number.")
    )


def _people(session: Session, training_class: str) -> tuple[dict[str, str], dict[str, str]]:
    """The class by enrolment number, and by name as far as that is one person's."""
    people = learners(session, training_class)
    names: dict[str, list[str]] = {}
    for one in people:
        names.setdefault(fold(one.name), []).append(one.id)
    alone = {name: ids[0] for name, ids in names.items() if len(ids) == 1}
    return {one.enrolment.number: one.id for one in people}, alone


def _text(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _value(name: str, cell: Cell, today: date) -> Any:
    if name == "verdict":
        found = read_verdict(_text(cell))
        if found is None:
            raise UserError("LIST-VERDICT", N_("Somebody in the list has no result yet."))
        return found
    if name != "valid_until":
        return _text(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return read_day(_text(cell), today)
    except Unreadable as error:
        raise UserError("UNREADABLE", error.message) from error
