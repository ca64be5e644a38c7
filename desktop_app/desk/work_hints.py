"""Headquarters' hints that somebody works again: shown, confirmed or dismissed by a person.

A hint never writes an outcome. Headquarters reads them from a list of its own books
(`read_hints`); they travel to the branches with the other lists, by the enrolment's id alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.editing import gone
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.reading import read_table
from desktop_app.importing.tables import Cell, Row, SheetRows
from desktop_app.office import Office
from desktop_app.processes.follow_ups import ENDED
from desktop_app.reading import Unreadable, read_day
from desktop_app.records import (
    AffectedWorker,
    Enrolment,
    FollowUp,
    Membership,
    Worker,
    WorkHint,
)
from desktop_app.records.identifiers import normalise_kpj
from desktop_app.records.names import fold
from desktop_app.records.national_id import normalise_nik
from desktop_app.store.writing import Write

READ = N_("Hints of work read")
DISMISSED = N_("Hint of work dismissed")


# --- at the branch -----------------------------------------------------------------------


@dataclass(frozen=True)
class Hint:
    """What headquarters saw of a person: an active member again, since when, by which book."""

    id: str
    seen_on: date
    source: str


def open_hints(session: Session, enrolments: Collection[str]) -> dict[str, Hint]:
    """The newest hint of each enrolment, unless a person has dealt with it."""
    dealt = set(
        session.scalars(
            select(FollowUp.hint).where(
                FollowUp.enrolment.in_(enrolments),
                FollowUp.hint.is_not(None),
                FollowUp.voided_at.is_(None),
            )
        )
    )
    newest = {
        one.enrolment: Hint(one.id, one.seen_on, one.source)
        for one in session.scalars(
            select(WorkHint)
            .where(WorkHint.enrolment.in_(enrolments), WorkHint.voided_at.is_(None))
            .order_by(WorkHint.seen_on, WorkHint.id)
        )
    }
    return {enrolment: hint for enrolment, hint in newest.items() if hint.id not in dealt}


def dismiss(session: Write, follow_up: str, hint: str) -> FollowUp:
    """Put down that a hint was looked at and says nothing; it is not shown again."""
    one = session.get(FollowUp, follow_up)
    if one is None or one.voided_at is not None:
        raise gone()
    one.hint = hint
    return one


# --- at headquarters -----------------------------------------------------------------------


@dataclass(frozen=True)
class ReadHints:
    """What became of a list: hints made, those known already, and rows passed over by number."""

    made: int = 0
    known: int = 0
    unknown: tuple[int, ...] = ()
    """Rows of people whom no ended training is known of."""
    unreadable: tuple[int, ...] = ()
    """Rows without a number or without a day."""


_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("nomor pendaftaran", "enrolment number", "no pendaftaran"),
    "nik": ("nik",),
    "kpj": ("kpj", "nomor kpj"),
    "seen_on": ("tanggal", "terlihat pada", "aktif sejak", "seen on", "date"),
    "source": ("sumber", "source"),
}
"""What the list's columns may be called; one of the first three and a day are needed."""


@dataclass
class _Found:
    made: list[dict[str, object]] = field(default_factory=list)
    known: int = 0
    unknown: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)


def read_hints(office: Office, path: Path, source: str = "") -> ReadHints:
    """Read a list of headquarters' books (xlsx, csv): who was seen as active, and when.

    A row names the enrolment's number, a NIK or a KPJ; the person's last training that
    has ended is meant. Read again it adds nothing. Raises UserError NOT-HEADQUARTERS,
    HINT-COLUMNS, and those of a file that cannot be read.
    """
    if not office.headquarters:
        raise UserError("NOT-HEADQUARTERS", N_("Only headquarters can do this."))
    sheet, columns, first = _columns(read_table(path))
    with office.store.write(READ) as session:
        lookups = _lookups(session)
        known = {
            (one.enrolment, one.seen_on)
            for one in session.scalars(select(WorkHint).where(WorkHint.voided_at.is_(None)))
        }
        found = _Found()
        for row in sheet.rows[first:]:
            _take(row, columns, lookups, known, found, office.today, source)
        session.bulk(WorkHint, found.made)
    return ReadHints(len(found.made), found.known, tuple(found.unknown), tuple(found.unreadable))


def _columns(sheets: list[SheetRows]) -> tuple[SheetRows, dict[str, int], int]:
    """The sheet with the list, its columns by meaning, and where its rows begin."""
    for sheet in sheets:
        for place, row in enumerate(sheet.rows[:20]):
            told = {fold(str(cell)): n for n, cell in enumerate(row.cells) if cell is not None}
            found = {
                name: told[heading]
                for name, headings in _HEADINGS.items()
                for heading in headings
                if heading in told
            }
            if "seen_on" in found and {"number", "nik", "kpj"} & found.keys():
                return sheet, found, place + 1
    raise UserError(
        "HINT-COLUMNS",
        N_("The list needs a column Nomor pendaftaran, NIK or KPJ, and a column Tanggal."),
    )


_Lookup = tuple[Callable[[str], str], Mapping[str, tuple[str, str]]]


def _lookups(session: Session) -> dict[str, _Lookup]:
    """By which number an enrolment (and its office) is found; the last that ended counts."""
    rows = session.execute(
        select(Enrolment.id, Enrolment.office, Enrolment.number, Worker.id, Worker.nik)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .where(Enrolment.state.in_(ENDED), Enrolment.voided_at.is_(None))
        .order_by(Enrolment.registered_on, Enrolment.id)
    ).all()
    of_worker = {row[3]: (row[0], row[1]) for row in rows}
    cards = session.execute(
        select(Membership.kpj, Membership.worker).where(
            Membership.worker.in_(of_worker), Membership.voided_at.is_(None)
        )
    )
    return {
        "number": (str.strip, {row[2]: (row[0], row[1]) for row in rows}),
        "nik": (normalise_nik, {row[4]: of_worker[row[3]] for row in rows if row[4]}),
        "kpj": (normalise_kpj, {card.kpj: of_worker[card.worker] for card in cards}),
    }


def _take(
    row: Row,
    columns: Mapping[str, int],
    lookups: Mapping[str, _Lookup],
    known: set[tuple[str, date]],
    found: _Found,
    today: date,
    source: str,
) -> None:
    day = _day(row.cell(columns["seen_on"]), today)
    given = {
        name: tidy(str(cell))
        for name, (tidy, _by) in lookups.items()
        if name in columns and (cell := row.cell(columns[name])) is not None
    }
    if day is None or day > today or not given:
        found.unreadable.append(row.number)
        return
    meant = next((hit for name, key in given.items() if (hit := lookups[name][1].get(key))), None)
    if meant is None:
        found.unknown.append(row.number)
        return
    enrolment, office = meant
    if (enrolment, day) in known:
        found.known += 1
        return
    known.add((enrolment, day))
    said = row.cell(columns["source"]) if "source" in columns else None
    words = str(said or source or "Data kepesertaan aktif")[:120]
    found.made.append(
        {"enrolment": enrolment, "for_office": office, "seen_on": day, "source": words}
    )


def _day(cell: Cell, today: date) -> date | None:
    if isinstance(cell, date):
        return cell
    try:
        return read_day(str(cell or ""), today)
    except Unreadable:
        return None
