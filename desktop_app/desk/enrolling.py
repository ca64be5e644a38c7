"""Enrolling the people of a consultation, and giving them seats in a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.numbers import next_numbers
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import AffectedWorker, Enrolment, TrainingClass
from desktop_app.records.consultation import CaseOutcome, Standing
from desktop_app.records.employer import Scheme
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write

_GONE = (EnrolmentState.CANCELLED, EnrolmentState.REJECTED)


@dataclass(frozen=True)
class Enrolled:
    """What an act of enrolling did: new enrolments, and cases passed over."""

    made: tuple[Enrolment, ...]
    already: tuple[str, ...]
    not_eligible: tuple[str, ...]


def enrol(
    session: Write,
    cases: Sequence[str],
    *,
    programme: str,
    scheme: Scheme,
    today: date,
    year: int,
    training_class: str | None = None,
) -> Enrolled:
    """Enrol several cases in one act.

    Passed over are cases refused or called off, and those already enrolled in
    the programme. Raises UserError when the class has not seats enough.
    """
    rows = session.scalars(select(AffectedWorker).where(AffectedWorker.id.in_(cases))).all()
    by_id = {row.id: row for row in rows if row.voided_at is None}
    already = set(
        session.scalars(
            select(Enrolment.affected_worker).where(
                Enrolment.affected_worker.in_(cases),
                Enrolment.programme == programme,
                Enrolment.state.not_in(_GONE),
                Enrolment.voided_at.is_(None),
            )
        )
    )
    barred = {
        case
        for case in cases
        if case not in by_id
        or by_id[case].standing is Standing.REFUSED
        or by_id[case].outcome is CaseOutcome.RETAINED
    }
    chosen = [case for case in dict.fromkeys(cases) if case not in already | barred]
    if training_class is not None:
        _seats(session, training_class, len(chosen))
    numbers = next_numbers(session, Enrolment, year, len(chosen))
    state = EnrolmentState.REGISTERED if training_class is None else EnrolmentState.ASSIGNED
    made = tuple(
        Enrolment(
            number=number,
            affected_worker=case,
            programme=programme,
            scheme=scheme,
            training_class=training_class,
            state=state,
            registered_on=today,
            programme_year=year,
        )
        for case, number in zip(chosen, numbers, strict=True)
    )
    session.add_all(made)
    return Enrolled(
        made,
        tuple(case for case in cases if case in already),
        tuple(case for case in cases if case in barred),
    )


def seats_left(session: Session, training_class: str) -> int:
    """How many seats a class has left."""
    capacity = session.scalar(
        select(TrainingClass.capacity).where(TrainingClass.id == training_class)
    )
    taken = session.scalar(
        select(func.count(Enrolment.id)).where(
            Enrolment.training_class == training_class,
            Enrolment.state.not_in((*_GONE, EnrolmentState.WAITLISTED, EnrolmentState.DROPPED)),
            Enrolment.voided_at.is_(None),
        )
    )
    return int(capacity or 0) - int(taken or 0)


def _seats(session: Write, training_class: str, wanted: int) -> None:
    left = seats_left(session, training_class)
    if wanted > left:
        raise UserError(
            "CLASS-FULL",
            N_("The class has {left} seats left, {wanted} are needed. Choose fewer people."),
            left=max(left, 0),
            wanted=wanted,
        )
