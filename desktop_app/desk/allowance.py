"""The periodic allowance of an enrolment, from what the books know; a calculation, no payment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.indicator_facts import parameter
from desktop_app.processes.allowance import Rules, rules_of
from desktop_app.records import FollowUp
from desktop_app.records.work import WorkOutcome

WORKS = tuple(one for one in WorkOutcome if one.works)


def rules_on(session: Session) -> Callable[[date], Rules | None]:
    """The rules of any day, each asked of the books once."""

    @cache
    def found(day: date) -> Rules | None:
        return rules_of(lambda key: parameter(session, key, day))

    return found


def works_from(session: Session, enrolment: str) -> date | None:
    """The first day on which a person is recorded as working again."""
    return session.scalar(
        select(func.min(FollowUp.starts_on)).where(
            FollowUp.enrolment == enrolment,
            FollowUp.outcome.in_(WORKS),
            FollowUp.voided_at.is_(None),
        )
    )
