"""Legal deadlines that are near or were missed, over all cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.cases import IN_HAND, Law, case_deadlines
from desktop_app.processes.deadlines import Deadline
from desktop_app.records import Consultation, Employer
from desktop_app.records.record import Facts

SOON = 3
"""Working days before a deadline at which it is pointed out."""


@dataclass(frozen=True)
class CaseDeadline:
    """A legal deadline that is near or has passed, and its case."""

    consultation: str
    number: str
    employer: str
    deadline: Deadline


def near_deadlines(
    session: Session, facts: Facts, most: int = 20, soon: int = SOON
) -> Iterator[CaseDeadline]:
    """Those unmet with `soon` days left or fewer, the first due first."""
    cases = session.execute(
        select(Consultation, Employer.name)
        .join(Employer, Employer.id == Consultation.employer)
        .where(
            Consultation.state.in_(IN_HAND),
            (Consultation.effective_on >= facts.today - timedelta(days=60))
            | (Consultation.notice_on >= facts.today - timedelta(days=60)),
        )
        .order_by(Consultation.effective_on, Consultation.number)
    )
    law = Law.read(session)
    found = [
        CaseDeadline(case.id, case.number, employer, deadline)
        for case, employer in cases
        for deadline in case_deadlines(session, case, facts, law)
        if deadline.met_on is None and deadline.days_left is not None and deadline.days_left <= soon
    ]
    yield from sorted(found, key=lambda c: (c.deadline.due, c.number))[:most]
