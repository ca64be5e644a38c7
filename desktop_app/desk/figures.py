"""What Home counts: every figure is a question, so that its list shows exactly its rows."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.spans import Span
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Enrolment,
    Parameter,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.record import Record
from desktop_app.records.training import ClassState, EnrolmentState

_E = EnrolmentState
GONE = (_E.REJECTED, _E.CANCELLED)
FINISHED = (_E.COMPLETED, _E.ASSESSED, _E.CERTIFIED, _E.PLACED, _E.NOT_PLACED)
STARTED = (*FINISHED, _E.IN_TRAINING, _E.DROPPED)
QUOTA = "quota.total"
"""The parameter with headquarters' quota; a branch's own has its code behind a point."""

CASE_DAY = func.coalesce(
    Consultation.held_on, AffectedWorker.notice_on, AffectedWorker.terminated_on
)
"""The day by which a person's case stands in a register."""


@dataclass(frozen=True)
class Figure:
    """How many records a question finds, and the question: it gives their ids."""

    record: str
    """Their table."""
    number: int
    rows: Select[Any]


def figure(session: Session, record: type[Record], rows: Select[Any]) -> Figure:
    """Count what a question finds."""
    number = session.scalar(select(func.count(record.id)).where(record.id.in_(rows)))
    return Figure(record.__tablename__, int(number or 0), rows)


# --- the questions -------------------------------------------------------------------


def consultations(span: Span) -> Select[Any]:
    """The cases talked about in a span."""
    own = Consultation
    return select(own.id).where(*span.of(own.held_on, own.programme_year, own.programme))


def affected(span: Span) -> Select[Any]:
    """The workers of these cases, and those who came without one."""
    own, case = AffectedWorker, Consultation
    wanted = span.within(CASE_DAY)
    if span.programme_year is not None:
        year = span.programme_year
        alone = and_(
            own.consultation.is_(None), CASE_DAY.between(date(year, 1, 1), date(year, 12, 31))
        )
        wanted.append(or_(case.programme_year == year, alone))
    if span.programme:
        joined = select(Enrolment.affected_worker).where(
            Enrolment.programme == span.programme, Enrolment.voided_at.is_(None)
        )
        chosen = span.programme
        wanted.append(or_(case.programme == chosen, own.wish == chosen, own.id.in_(joined)))
    return select(own.id).outerjoin(case, case.id == own.consultation).where(*wanted)


def enrolments(span: Span, states: Collection[EnrolmentState] = ()) -> Select[Any]:
    """The enrolments registered in a span: those in `states`, or all that still count."""
    own = Enrolment
    state = own.state.in_(states) if states else own.state.not_in(GONE)
    asked = span.of(own.registered_on, own.programme_year, own.programme)
    return select(own.id).where(state, own.voided_at.is_(None), *asked)


def classes(span: Span) -> Select[Any]:
    """The classes that touch a span and were not cancelled."""
    own = TrainingClass
    wanted = [own.state != ClassState.CANCELLED, own.voided_at.is_(None)]
    if span.since is not None:
        wanted.append(own.ends_on >= span.since)
    if span.until is not None:
        wanted.append(own.starts_on <= span.until)
    bare = replace(span, since=None, until=None)
    return select(own.id).where(*wanted, *bare.of(own.starts_on, own.programme_year, own.programme))


# --- target against realised ---------------------------------------------------------


@dataclass(frozen=True)
class Target:
    """A programme: the seats of its classes, who was enrolled, and who has begun."""

    programme: str
    name: str
    seats: int
    enrolled: int
    started: int


@dataclass(frozen=True)
class Quota:
    """What headquarters has set for the office's programme year."""

    number: int
    provisional: bool


def targets(session: Session, span: Span) -> list[Target]:
    """Every programme with seats or people in a span, the most seats first."""
    seats = _by_programme(
        session,
        select(TrainingClass.programme, func.sum(TrainingClass.capacity)).where(
            TrainingClass.id.in_(classes(span))
        ),
    )
    people = [
        _by_programme(
            session,
            select(Enrolment.programme, func.count(Enrolment.id)).where(Enrolment.id.in_(rows)),
        )
        for rows in (enrolments(span), enrolments(span, STARTED))
    ]
    names = session.execute(
        select(TrainingProgramme.id, TrainingProgramme.name).where(
            TrainingProgramme.id.in_({*seats, *people[0], *people[1]})
        )
    )
    found = [
        Target(id, name, seats.get(id, 0), people[0].get(id, 0), people[1].get(id, 0))
        for id, name in names
    ]
    return sorted(found, key=lambda one: (-one.seats, -one.enrolled, one.name))


def _by_programme(session: Session, query: Select[str, int]) -> dict[str, int]:
    return {id: int(n) for id, n in session.execute(query.group_by(query.selected_columns[0]))}


def quota_key(office: str, *, headquarters: bool) -> str:
    """The parameter that holds for an office: a branch's never is the whole programme's."""
    return QUOTA if headquarters else f"{QUOTA}.{office}"


def quota(session: Session, key: str, day: date) -> Quota | None:
    """The quota that holds on a day; None where headquarters has set none."""
    found = session.scalar(
        select(Parameter)
        .where(Parameter.key == key, Parameter.valid_from <= day, Parameter.voided_at.is_(None))
        .order_by(Parameter.valid_from.desc())
        .limit(1)
    )
    return None if found is None else Quota(int(json.loads(found.value)), found.provisional)
