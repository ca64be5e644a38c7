"""How the money of a programme year runs, and how long claims have waited."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.budget import CEILING, booked
from desktop_app.desk.demand import demand
from desktop_app.desk.indicator_facts import parameter
from desktop_app.office import Office
from desktop_app.processes.budget import Standing, standing
from desktop_app.processes.demand import Line
from desktop_app.records import BudgetLine, Claim, ClaimLine
from desktop_app.records.claim import ClaimState

_C = ClaimState
WAITING = (_C.SUBMITTED, _C.INCOMPLETE, _C.VERIFIED, _C.APPROVED)
"""The states of a claim that was handed in and is neither paid nor turned down."""
AGES = (7, 14)
"""Days since a claim was received: to 7, to 14, longer (`ui.md` 5)."""

_LINE = ClaimLine
_ASKED = func.coalesce(_LINE.accepted, _LINE.quantity * _LINE.unit_price - _LINE.other_amount)
"""What a line asks for, after what others pay and what was not accepted."""


@dataclass(frozen=True)
class MonthEnd:
    """How the budget stood at the end of a month; None where the month has not come."""

    month: int
    standing: Standing | None


@dataclass(frozen=True)
class Waiting:
    """Claims that have waited about as long: their ids, which are overdue, and their sum."""

    since: int
    """Days, from this many on."""
    claims: frozenset[str]
    overdue: frozenset[str]
    amount: int


@dataclass(frozen=True)
class MoneyOverview:
    """What Home shows of money."""

    year: int
    ceiling: int
    """At the end of what is known of the year; 0 where nobody has set one."""
    months: Sequence[MonthEnd]
    waiting: Sequence[Waiting]
    demand: Sequence[Line]
    """What industry asks for, and the seats that answer it."""


def money(office: Office, year: int) -> MoneyOverview:
    """The money of a year as the officer at the desk sees it."""
    whose = None if office.headquarters else office.code
    with office.store.read() as session:
        return money_overview(session, office.today, year, whose)


def money_overview(session: Session, today: date, year: int, office: str | None) -> MoneyOverview:
    """The money of a year: one office's, or (None) the whole programme's; claims as of today."""
    ends = [date(year, n, calendar.monthrange(year, n)[1]) for n in range(1, 13)]
    standings = _standings(session, [day for day in ends if day.replace(day=1) <= today], office)
    months = [
        MonthEnd(day.month, standings[at] if at < len(standings) else None)
        for at, day in enumerate(ends)
    ]
    ceiling = standings[-1].ceiling if standings else 0
    waiting, needs = _waiting(session, today), demand(session, today)
    return MoneyOverview(year, ceiling, months, waiting, list(needs))


def _standings(session: Session, ends: Sequence[date], office: str | None) -> list[Standing]:
    """How the lines of a year stood together on some days."""
    if not ends:
        return []
    year = ends[0].year
    ours = BudgetLine.for_office.is_(None) if office is None else BudgetLine.for_office == office
    query = select(BudgetLine.id, BudgetLine.ceiling).where(BudgetLine.programme_year == year, ours)
    lines: dict[str | None, int] = dict(session.execute(query).all())
    book = booked(session, year)
    beside = 0
    if not lines and office is None:
        beside = int(parameter(session, CEILING, ends[-1]) or 0)
    held = book if office is None else {key: book.get(key, []) for key in (*lines, None)}
    entries = [entry for some in held.values() for entry in some]
    return [standing(sum(lines.values()) + beside, entries, until=day) for day in ends]


def _waiting(session: Session, today: date) -> list[Waiting]:
    """The claims that wait, by how long."""
    sums = (
        select(ClaimLine.claim, func.sum(_ASKED).label("amount"))
        .where(ClaimLine.voided_at.is_(None))
        .group_by(ClaimLine.claim)
        .subquery()
    )
    query = (
        select(Claim.id, Claim.received_on, Claim.due_on, sums.c.amount)
        .outerjoin(sums, sums.c.claim == Claim.id)
        .where(Claim.state.in_(WAITING))
    )
    rows = session.execute(query).all()
    starts = (0, *(age + 1 for age in AGES))
    found = []
    for at, start in enumerate(starts):
        last = starts[at + 1] - 1 if at + 1 < len(starts) else None
        here = [
            row
            for row in rows
            if (today - row.received_on).days >= start
            and (last is None or (today - row.received_on).days <= last)
        ]
        late = frozenset(row.id for row in here if row.due_on is not None and row.due_on < today)
        amount = sum(int(row.amount or 0) for row in here)
        found.append(Waiting(start, frozenset(row.id for row in here), late, amount))
    return found
