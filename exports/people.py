"""What registers of people share: their numbers, and whose enrolment no longer counts."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop_app.desk.figures import CASE_DAY, GONE
from desktop_app.records import Membership

__all__ = ["CASE_DAY", "GONE", "latest_numbers"]


def latest_numbers(session: Session, workers: Select[str]) -> dict[str, str]:
    """For each of these workers the newest KPJ."""
    rows = session.execute(
        select(Membership.worker, Membership.kpj)
        .where(Membership.worker.in_(workers))
        .order_by(Membership.since.is_not(None), Membership.since, Membership.id)
    )
    return {row.worker: row.kpj for row in rows}
