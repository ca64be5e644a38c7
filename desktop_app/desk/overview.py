"""What an officer should know in the morning: figures, what is due, what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desktop_app.desk.calendar import open_reminders
from desktop_app.desk.cases import IN_HAND, Law, case_deadlines
from desktop_app.desk.todo import Due, todo
from desktop_app.processes.deadlines import Deadline
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Employer,
    Enrolment,
    Reminder,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.consultation import ConsultationState, Standing
from desktop_app.records.record import Facts
from desktop_app.records.training import ClassState, EnrolmentState

_S = ConsultationState
_E = EnrolmentState
SOON = 3
"""Working days before a deadline at which it is pointed out."""

_TRAINED = (_E.COMPLETED, _E.ASSESSED, _E.CERTIFIED, _E.PLACED, _E.NOT_PLACED)
_GONE = (_E.REJECTED, _E.CANCELLED)


@dataclass(frozen=True)
class Stage:
    """One stage of the people's way, and how many have come so far."""

    name: str
    """``consulted``, ``enrolled``, ``in_class``, ``trained``, ``working``."""
    people: int


@dataclass(frozen=True)
class ClassStrip:
    """One class of the next weeks."""

    id: str
    code: str
    programme: str
    state: ClassState
    starts_on: date
    ends_on: date
    taken: int
    capacity: int


@dataclass(frozen=True)
class CaseDeadline:
    """A legal deadline that is near or has passed, and its case."""

    consultation: str
    number: str
    employer: str
    deadline: Deadline


@dataclass(frozen=True)
class Overview:
    """All that Home shows."""

    employers: int
    consultations: int
    workers_affected: int
    classes_running: int
    stages: tuple[Stage, ...]
    due: tuple[Due, ...]
    classes: tuple[ClassStrip, ...]
    deadlines: tuple[CaseDeadline, ...]


def overview(session: Session, facts: Facts, officer: str = "") -> Overview:
    """The office's state today, and what waits for `officer`."""
    return Overview(
        employers=_count(session, select(func.count(Employer.id))),
        consultations=_count(session, select(func.count(Consultation.id))),
        workers_affected=_count(session, select(func.count(AffectedWorker.id))),
        classes_running=_count(
            session,
            select(func.count(TrainingClass.id)).where(TrainingClass.state == ClassState.RUNNING),
        ),
        stages=tuple(_stages(session)),
        due=tuple(
            due
            for due in (*todo(session, facts.today, officer), *_due(session, facts.today, officer))
            if due.count
        ),
        classes=tuple(_classes(session, facts.today)),
        deadlines=tuple(near_deadlines(session, facts)),
    )


def _count(session: Session, query: Select[int]) -> int:
    return int(session.scalar(query) or 0)


def _stages(session: Session) -> Iterator[Stage]:
    yield Stage("consulted", _count(session, select(func.count(AffectedWorker.id))))
    by_state = {
        state: int(count)
        for state, count in session.execute(
            select(Enrolment.state, func.count(Enrolment.id)).group_by(Enrolment.state)
        )
    }
    enrolled = sum(n for state, n in by_state.items() if state not in _GONE)
    trained = sum(by_state.get(state, 0) for state in _TRAINED)
    in_training = by_state.get(_E.IN_TRAINING, 0) + by_state.get(_E.DROPPED, 0)
    yield Stage("enrolled", enrolled)
    yield Stage("in_class", by_state.get(_E.ASSIGNED, 0) + in_training + trained)
    yield Stage("trained", trained)
    yield Stage("working", by_state.get(_E.PLACED, 0))


def _due(session: Session, today: date, officer: str) -> Iterator[Due]:
    yield Due(
        "reminders",
        _count(
            session,
            select(func.count(Reminder.id)).where(
                open_reminders(officer), Reminder.due_on <= today
            ),
        ),
        "calendar",
        "today",
    )
    yield Due(
        "held_late",
        _count(
            session,
            select(func.count(Consultation.id)).where(
                Consultation.state.in_((_S.DRAFT, _S.SCHEDULED)), Consultation.held_on < today
            ),
        ),
        "consultations",
        "held_late",
    )
    yield Due(
        "today",
        _count(
            session,
            select(func.count(Consultation.id)).where(
                Consultation.state == _S.SCHEDULED, Consultation.held_on == today
            ),
        ),
        "consultations",
        "today",
    )
    yield Due(
        "follow_up",
        _count(
            session,
            select(func.count(Consultation.id)).where(
                Consultation.state.in_(IN_HAND), Consultation.follow_up_on <= today
            ),
        ),
        "consultations",
        "follow_up",
    )
    yield Due(
        "unchecked",
        _count(
            session,
            select(func.count(AffectedWorker.id)).where(AffectedWorker.standing == Standing.OPEN),
        ),
        "consultations",
        "unchecked",
    )
    yield Due(
        "without_class",
        _count(
            session,
            select(func.count(Enrolment.id)).where(
                Enrolment.training_class.is_(None),
                Enrolment.state.in_((_E.REGISTERED, _E.VERIFIED, _E.APPROVED)),
            ),
        ),
        "programmes",
        "without_class",
    )


def _classes(session: Session, today: date, days: int = 14) -> Iterator[ClassStrip]:
    taken = (
        select(Enrolment.training_class, func.count(Enrolment.id).label("taken"))
        .where(Enrolment.state.not_in((*_GONE, _E.WAITLISTED)), Enrolment.voided_at.is_(None))
        .group_by(Enrolment.training_class)
        .subquery()
    )
    rows = session.execute(
        select(
            TrainingClass.id,
            TrainingClass.code,
            TrainingProgramme.name,
            TrainingClass.state,
            TrainingClass.starts_on,
            TrainingClass.ends_on,
            func.coalesce(taken.c.taken, 0),
            TrainingClass.capacity,
        )
        .join(TrainingProgramme, TrainingProgramme.id == TrainingClass.programme)
        .outerjoin(taken, taken.c.training_class == TrainingClass.id)
        .where(
            TrainingClass.state != ClassState.CANCELLED,
            TrainingClass.starts_on <= today + timedelta(days=days),
            TrainingClass.ends_on >= today,
        )
        .order_by(TrainingClass.starts_on, TrainingClass.code)
    )
    for row in rows:
        yield ClassStrip(*row)


def near_deadlines(session: Session, facts: Facts, most: int = 20) -> Iterator[CaseDeadline]:
    """Legal deadlines that are near or have passed unmet, the first due first."""
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
        if deadline.met_on is None and deadline.days_left is not None and deadline.days_left <= SOON
    ]
    yield from sorted(found, key=lambda c: (c.deadline.due, c.number))[:most]
