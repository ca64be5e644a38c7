"""Finalising a month and opening it again, with a reason (`ui.md` 2.1: Finalisasi)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.office import Office
from desktop_app.processes.rights import Right, who_may
from desktop_app.records import PeriodClosing
from desktop_app.records.record import Record
from desktop_app.store.periods import Period, days_of, finalised_periods, period_of
from desktop_app.store.sight import Read

FINALISED, REOPENED = N_("Period finalised"), N_("Period reopened")


def month_of(text: str) -> Period:
    """The days of ``2026-10``. Raises UserError MONTH."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
    year, month = (int(part) for part in found.groups()) if found else (0, 0)
    if not (2019 <= year <= 2199 and 1 <= month <= 12):
        raise UserError("MONTH", N_("Write the month as 2026-10, not {given}."), given=text)
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def closings(session: Session) -> Sequence[PeriodClosing]:
    """All periods that were ever finalised, the latest first."""
    return session.scalars(
        select(PeriodClosing).order_by(PeriodClosing.since.desc(), PeriodClosing.id.desc())
    ).all()


def may_finalise(office: Office, period: Period) -> None:
    """Raise UserError: no right, PERIOD-RUNNING for one not over, PERIOD-DOUBLE."""
    office.must(Right.FINALISE)
    if period.until >= office.today:
        raise UserError(
            "PERIOD-RUNNING",
            N_("The period {period} is not over yet; it can be finalised from the day after."),
            period=period,
        )
    with office.store.read() as session:
        _still_open(session, office.code, period)


def _still_open(session: Session, office: str, period: Period) -> None:
    for one in finalised_periods(session.connection(), office):
        if one.since <= period.until and period.since <= one.until:
            raise UserError(
                "PERIOD-DOUBLE", N_("The period {period} is finalised already."), period=one
            )


def finalise(office: Office, period: Period, digest: str | None = None) -> str:
    """Finalise a period; its id. `digest` is that of the reports handed out with it.

    Raises UserError as `may_finalise` does.
    """
    may_finalise(office, period)
    with office.store.write(FINALISED) as session:
        # Asked again where nobody else can write: two officers may do it at once.
        _still_open(session, office.code, period)
        made = PeriodClosing(
            since=period.since,
            until=period.until,
            finalised_on=office.today,
            finalised_by=session.author.officer,
            digest=digest,
        )
        session.add(made)
    return made.id


def reopen(office: Office, period: Period, reason: str) -> None:
    """Open a finalised period again. Raises UserError: no right, PERIOD-OPEN, no reason."""
    office.must(Right.FINALISE)
    if not reason.strip():
        raise UserError("REASON", N_("Say why the period is reopened"))
    with office.store.write(REOPENED) as session:
        found = session.scalars(
            select(PeriodClosing).where(
                PeriodClosing.office == office.code,
                PeriodClosing.since == period.since,
                PeriodClosing.until == period.until,
                PeriodClosing.reopened_on.is_(None),
                PeriodClosing.voided_at.is_(None),
            )
        ).all()
        if not found:
            raise UserError(
                "PERIOD-OPEN", N_("The period {period} is not finalised."), period=period
            )
        # Two where two PCs finalised it before they heard of each other.
        for one in found:
            one.reopened_on, one.reopened_by = office.today, session.author.officer
            one.reason = reason.strip()


def why_fixed(session: Read, record: Record) -> str:
    """Why a record's data stay as they are, in the reader's language; empty if they need not."""
    days = list(days_of(session, record, set()))
    periods = finalised_periods(session.connection(), record.office) if days else ()
    period = next(filter(None, (period_of(periods, day) for day in days)), None)
    if period is None:
        return ""
    return translate(
        N_("Read-only: the period {period} is finalised. These may reopen it: {roles}.")
    ).format(period=period, roles=who_may(Right.FINALISE))
