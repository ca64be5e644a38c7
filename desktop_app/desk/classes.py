"""Classes and their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.deadlines import closed_days, is_working
from desktop_app.records import ClassSession, Holiday, TrainingClass, TrainingProgramme
from desktop_app.records.reference import HolidayKind
from desktop_app.records.training import ClassState
from desktop_app.store.writing import Write
from desktop_app.wording import day_range

DAY_HOURS = 8
"""Lesson hours of a day, where the programme does not say."""

_STOPPED = ",".join(kind.value for kind in HolidayKind)


@dataclass(frozen=True)
class Length:
    """How long a class is: days with sessions, and the span on the calendar."""

    training_days: int
    calendar_days: int
    lesson_hours: int


def plan_sessions(session: Write, training_class: TrainingClass, lesson_hours: int) -> int:
    """Give a class one session on each working day of its span.

    `lesson_hours` (JP) are spread evenly over the days. Returns the number of
    training days.
    """
    closed = closed_days(session.scalars(select(Holiday)), _STOPPED)
    day, days = training_class.starts_on, []
    while day <= training_class.ends_on:
        if is_working(day, closed):
            days.append(day)
        day += timedelta(days=1)
    share, more = divmod(lesson_hours, len(days)) if days else (0, 0)
    session.add_all(
        ClassSession(
            training_class=training_class.id,
            day=day,
            lesson_hours=max(1, share + (1 if i < more else 0)),
        )
        for i, day in enumerate(days)
    )
    return len(days)


def plan_days(session: Write, training_class: str) -> int:
    """Plan a class's sessions from its programme: its lesson hours, or 8 a day.

    Raises UserError when it has sessions already. Returns the training days.
    """
    planned = session.get_one(TrainingClass, training_class)
    if training_dates(session, training_class):
        raise UserError(
            "CLASS-PLANNED", N_("This class has sessions already; change them one by one.")
        )
    programme = session.get_one(TrainingProgramme, planned.programme)
    return plan_sessions(session, planned, programme.lesson_hours or programme.days * DAY_HOURS)


def to_fill(
    session: Session, typed: str, programme: str | None, limit: int = 20
) -> list[tuple[str, str]]:
    """Classes that still take people, of a programme if one is named; id and caption."""
    query = (
        select(TrainingClass.id, TrainingClass.code, TrainingProgramme.name)
        .add_columns(TrainingClass.starts_on, TrainingClass.ends_on)
        .join(TrainingProgramme, TrainingProgramme.id == TrainingClass.programme)
        .where(TrainingClass.state.in_((ClassState.PLANNED, ClassState.OPEN)))
        .order_by(TrainingClass.starts_on, TrainingClass.code)
    )
    if programme is not None:
        query = query.where(TrainingClass.programme == programme)
    for word in typed.split():
        query = query.where(
            or_(
                TrainingClass.code.icontains(word, autoescape=True),
                TrainingProgramme.name.icontains(word, autoescape=True),
            )
        )
    return [
        (row.id, f"{row.code} · {row.name} · {day_range(row.starts_on, row.ends_on)}")
        for row in session.execute(query.limit(limit))
    ]


def length(session: Session, training_class: TrainingClass) -> Length:
    """The two lengths people mean by "two weeks", and the lesson hours."""
    row = session.execute(
        select(
            func.count(func.distinct(ClassSession.day)),
            func.coalesce(func.sum(ClassSession.lesson_hours), 0),
        ).where(ClassSession.training_class == training_class.id, ClassSession.voided_at.is_(None))
    ).one()
    span = (training_class.ends_on - training_class.starts_on).days + 1
    return Length(int(row[0]), span, int(row[1]))


def training_dates(session: Session, training_class: str) -> list[date]:
    """The days of a class on which there is teaching, in order."""
    return list(
        session.scalars(
            select(ClassSession.day)
            .where(
                ClassSession.training_class == training_class,
                ClassSession.voided_at.is_(None),
            )
            .distinct()
            .order_by(ClassSession.day)
        )
    )
