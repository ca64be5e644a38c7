"""The stamp duty of a paper, by the rules of headquarters."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.processes.stamp_duty import duty
from desktop_app.records import StampDutyRule


def duty_on(session: Session, document: str, day: date, amount: int | None = None) -> int:
    """What a kind of document carries on a day, in rupiah; 0 for none."""
    rules = session.scalars(select(StampDutyRule).where(StampDutyRule.document == document))
    return duty(rules, document, day, amount)
