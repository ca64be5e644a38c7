"""Numbers that people quote: of cases, enrolments, classes, letters that came in, requests.

They help people talk, they identify nothing: a record's identity is its id.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from sqlalchemy import func, select

from desktop_app.processes.letter_numbers import letter_number, sequence_in
from desktop_app.records import (
    Claim,
    Consultation,
    DataIncident,
    DataRequest,
    Enrolment,
    IncomingLetter,
    Payment,
    RetentionProposal,
    TrainingClass,
)
from desktop_app.records.record import Record
from desktop_app.store.writing import Write

_SERIES: dict[type[Record], tuple[str, str]] = {
    Consultation: ("K", "number"),
    Enrolment: ("P", "number"),
    TrainingClass: ("KLS", "code"),
    IncomingLetter: ("SM", "agenda_number"),
    DataRequest: ("PSD", "number"),
    DataIncident: ("INS", "number"),
    RetentionProposal: ("MUS", "number"),
}


def next_numbers(session: Write, record: type[Record], year: int, count: int = 1) -> list[str]:
    """The next free numbers of a record type in a year: ``K-MND-2026-0001``."""
    letter, name = _SERIES[record]
    prefix = f"{letter}-{session.author.office}-{year}-"
    column = record.__table__.c[name]
    taken = session.scalars(
        select(column)
        .where(column.startswith(prefix, autoescape=True))
        # By length first: 10000 comes after 9999. People may have typed numbers
        # of their own into the series; those that are none are passed over.
        .order_by(func.length(column).desc(), column.desc())
        .limit(50)
    )
    used = next((int(n) for n in (t.removeprefix(prefix) for t in taken) if n.isdecimal()), 0)
    return [f"{prefix}{used + i:04d}" for i in range(1, count + 1)]


def free_number(session: Write, record: type[Record], year: int, wanted: str | None) -> str:
    """`wanted`, or the next number if nobody named one or somebody else took it meanwhile."""
    _letter, name = _SERIES[record]
    column = record.__table__.c[name]
    if wanted and not session.scalar(select(func.count()).where(column == wanted)):
        return wanted
    return next_numbers(session, record, year)[0]


_PATTERNS: dict[type[Claim] | type[Payment], str] = {Claim: "claim", Payment: "payment"}
"""Records numbered by a pattern of headquarters, ``doc.number.template.claim``."""


def by_pattern(
    session: Write, record: type[Claim] | type[Payment], day: date, count: int = 1
) -> list[str]:
    """The next numbers after the pattern for the record: ``0001/PB/MND/XI/2026``.

    They count on through a year, whatever the month says.
    """
    kind, office, node = _PATTERNS[record], session.author.office, session.author.node
    template = session.facts.parameter(f"doc.number.template.{kind}")
    column = record.__table__.c.number
    taken = session.scalars(select(column).where(column.contains(str(day.year))))
    read = partial(sequence_in, template, kind=kind, office=office, node=node, year=day.year)
    used = max((n for n in map(read, taken) if n is not None), default=0)
    return [
        letter_number(template, sequence=used + n, kind=kind, office=office, day=day, node=node)
        for n in range(1, count + 1)
    ]


def free_by_pattern(
    session: Write, record: type[Claim] | type[Payment], day: date, wanted: str | None
) -> str:
    """`wanted`, or the next number if nobody named one or somebody else took it meanwhile."""
    column = record.__table__.c.number
    if wanted and not session.scalar(select(func.count()).where(column == wanted)):
        return wanted
    return by_pattern(session, record, day)[0]
