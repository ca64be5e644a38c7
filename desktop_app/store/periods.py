"""Finalised periods: what is dated in one stays as it is until the period is reopened.

Asked at the store's door of each record with a date of its own (`Record.dated_by`)
and of those that share the date of another (`Record.dated_with`, as the lines of a
claim do): it can neither be entered into a finalised period, nor changed or moved
out of one, nor voided. States and what the record says of later days
(`Record.goes_on`) move on, and so do its other children, which tell of what came
after. Reading batches of other offices does not pass this door.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, inspect, select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.fields import describe, table_name
from desktop_app.i18n import N_
from desktop_app.processes.rights import Right, who_may
from desktop_app.records import CATALOGUE
from desktop_app.records.paperwork import PeriodClosing
from desktop_app.records.record import Record
from desktop_app.wording import day_long, day_range


@dataclass(frozen=True)
class Period:
    """A finalised stretch of days, both ends included."""

    since: date
    until: date

    def __str__(self) -> str:
        return day_range(self.since, self.until)


def finalised_periods(connection: Connection, office: str) -> Sequence[Period]:
    """The periods of an office that are finalised now, oldest first."""
    found = connection.execute(
        select(PeriodClosing.since, PeriodClosing.until)
        .where(
            PeriodClosing.office == office,
            PeriodClosing.reopened_on.is_(None),
            PeriodClosing.voided_at.is_(None),
        )
        .order_by(PeriodClosing.since)
    )
    return [Period(row.since, row.until) for row in found]


def period_of(periods: Iterable[Period], day: date | None) -> Period | None:
    """The finalised period a day lies in, if any."""
    if day is None:
        return None
    return next((one for one in periods if one.since <= day <= one.until), None)


def days_of(session: Session, record: Record, asked: set[Record]) -> Iterator[date | None]:
    """The days that put a record into a period: as it stands, and as it stood before a change.

    None stands for no day; a record that belongs to no period has none at all. `asked` holds
    on to the records whose period is shared, so that a session of many marks is read once.
    """
    kind = type(record)
    if kind.dated_by is not None:
        yield from _both(record, kind.dated_by)
    if kind.dated_with is not None:
        with_it = CATALOGUE[table_name(str(describe(kind)[kind.dated_with].target))]
        for id in dict.fromkeys(_both(record, kind.dated_with)):
            # One that is being made in this transaction is asked by itself.
            if id is not None and (other := session.get(with_it, id)) is not None:
                asked.add(other)
                yield from days_of(session, other, asked)


def _both(record: Record, name: str) -> list[Any]:
    state = inspect(record).attrs[name]
    return [state.value, *(state.history.deleted or ())]


def moves_on(record: type[Record], names: Collection[str]) -> bool:
    """Whether a change of these fields leaves what was reported as it was."""
    return set(names) <= {*record.states, *record.goes_on}


def refuse(periods: Sequence[Period], days: Iterable[date | None]) -> None:
    """Raise UserError PERIOD-FINAL if one of the days lies in a finalised period."""
    for day in days:
        if (period := period_of(periods, day)) is not None and day is not None:
            raise UserError(
                "PERIOD-FINAL",
                N_(
                    "The period {period} has been finalised, so what is dated {day} stays as it"
                    " is. These may reopen the period: {roles}."
                ),
                period=period,
                day=day_long(day),
                roles=who_may(Right.FINALISE),
            )
