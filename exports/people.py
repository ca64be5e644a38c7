"""What registers of people share: their numbers, and whose enrolment no longer counts."""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desktop_app.records import AffectedWorker, Consultation, Membership
from desktop_app.records.training import EnrolmentState

GONE = (EnrolmentState.CANCELLED, EnrolmentState.REJECTED)
"""Enrolments in these states do not count."""

CASE_DAY = func.coalesce(
    Consultation.held_on, AffectedWorker.notice_on, AffectedWorker.terminated_on
)
"""The day by which a person's case stands in a register."""


def latest_numbers(session: Session, workers: Select[str]) -> dict[str, str]:
    """For each of these workers the newest KPJ."""
    rows = session.execute(
        select(Membership.worker, Membership.kpj)
        .where(Membership.worker.in_(workers))
        .order_by(Membership.since.is_not(None), Membership.since, Membership.id)
    )
    return {row.worker: row.kpj for row in rows}
