"""The days of classes: their rhythm from parameters and holidays, their sessions, their length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.certificates import must_have_none
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.deadlines import closed_days
from desktop_app.processes.sessions import (
    Bounds,
    Fits,
    Laid,
    Rearranged,
    Rhythm,
    Slot,
    lay,
    rearrange,
    teaching_days,
)
from desktop_app.records import (
    Attendance,
    ClassSession,
    Holiday,
    Office,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.record import Facts, new_id
from desktop_app.records.reference import HolidayKind
from desktop_app.records.training import ClassState
from desktop_app.store.periods import finalised_periods, period_of
from desktop_app.store.writing import Write
from desktop_app.wording import day_long

MOST_HOURS = 16
"""Lesson hours that one session can have."""

_KINDS = ",".join(kind.value for kind in HolidayKind)


@dataclass(frozen=True)
class Length:
    """How long a class is: days with sessions, and the span on the calendar."""

    training_days: int
    calendar_days: int
    lesson_hours: int


def rhythm_of(session: Session, facts: Facts, office: str) -> Rhythm:
    """How classes of an office run now; closed are the holidays of its province."""
    province = session.scalar(select(Office.province).where(Office.id == office))
    closed = closed_days(session.scalars(select(Holiday)), _KINDS, province)
    usual = Rhythm()
    return Rhythm(
        facts.parameter("class.sessions_a_day") or usual.sessions_a_day,
        facts.parameter("class.session_hours") or usual.session_hours,
        frozenset(facts.parameter("class.weekdays") or usual.weekdays),
        closed,
    )


def plan_sessions(session: Write, training_class: TrainingClass, lesson_hours: int | None) -> int:
    """Give a new class its sessions on the days of training in its span.

    `lesson_hours` (JP) of the whole are spread evenly; None gives each session the usual
    hours. Returns the number of training days.
    """
    rhythm = rhythm_of(session, session.facts, session.author.office)
    days = teaching_days(training_class.starts_on, training_class.ends_on, rhythm)
    slots = lay(days, rhythm, lesson_hours)
    _must_hold(slots)
    session.add_all(_made(training_class.id, slots))
    return len(days)


def plan_days(session: Write, training_class: str) -> Rearranged:
    """Lay the sessions of a class on its days, for the first time or again after they moved.

    Sessions with attendance, and those in a finalised period, stay as they are. Raises
    UserError CLASS-DAYS when the days of training would be too few or too many, and
    CLASS-HELD as `must_be_changeable` does.
    """
    must_be_changeable(session, training_class)
    planned = session.get_one(TrainingClass, training_class)
    programme = session.get_one(TrainingProgramme, planned.programme)
    rhythm = rhythm_of(session, session.facts, session.author.office)
    laid = sessions_of(session, planned.id)
    change = rearrange(
        laid, planned.starts_on, planned.ends_on, rhythm, programme.lesson_hours or None
    )
    must_fit(session.facts, change.days)
    _must_hold(slot for _id, slot in (*change.changed, *(("", slot) for slot in change.added)))
    by_id = {one.id: one for one in _sessions(session, planned.id)}
    for id, slot in change.changed:
        one = by_id[id]
        one.day, one.part, one.lesson_hours = slot.day, slot.part, slot.lesson_hours
    for id in change.dropped:
        session.void(by_id[id])
    session.add_all(_made(planned.id, change.added))
    return change


def must_be_changeable(session: Session, training_class: str) -> None:
    """Raise UserError CLASS-HELD for a class that was reported or called off.

    Its attendance is locked, and would change with the days and hours of its sessions.
    CLASS-CERTIFIED while certificates stand: they say how many days, hours and which topics.
    """
    of = session.get_one(TrainingClass, training_class)
    if of.state in (ClassState.REPORTED, ClassState.CANCELLED):
        raise UserError(
            "CLASS-HELD",
            N_("Class {named} was reported or called off; its sessions stay. Reopen it first."),
            named=of.code,
        )
    must_have_none(session, of)


def put_session(session: Write, one: ClassSession) -> None:
    """A session was entered or changed by hand: keep the register of its class right.

    Raises UserError SESSION-DOUBLE where the class has one in that place of the day already,
    SESSION-MARKED for marks that would come to lie in the future, and as `must_be_changeable`.
    """
    must_be_changeable(session, one.training_class)
    session.flush()
    for laid in sessions_of(session, one.training_class):
        there = laid.slot.day == one.day and laid.slot.part == one.part
        if there and laid.id != one.id:
            raise UserError(
                "SESSION-DOUBLE",
                N_("The class has session {part} on {day} already; change that one."),
                part=one.part,
                day=day_long(one.day),
            )
    if one.day > session.facts.today:
        _must_be_unmarked(session, one)


def drop_session(session: Write, one: ClassSession) -> None:
    """Take a session out of a class. Raises UserError SESSION-MARKED for one with marks."""
    must_be_changeable(session, one.training_class)
    _must_be_unmarked(session, one)
    session.void(one)


def _must_be_unmarked(session: Session, one: ClassSession) -> None:
    marks = session.scalar(
        select(func.count()).where(Attendance.session == one.id, Attendance.voided_at.is_(None))
    )
    if marks:
        raise UserError(
            "SESSION-MARKED",
            N_("In the session of {day} {n} people are marked. Empty its column first."),
            day=day_long(one.day),
            n=marks,
        )


def must_fit(facts: Facts, days: int) -> None:
    """Raise UserError CLASS-DAYS unless so many training days can be."""
    bounds = Bounds.read(facts.parameter)
    if bounds.judge(days) is Fits.NEVER:
        raise UserError(
            "CLASS-DAYS",
            N_(
                "The class would have {days} training days (days with sessions); it must have"
                " {least} to {most}. Change its first or last day."
            ),
            days=days,
            least=bounds.hard_least,
            most=bounds.hard_most,
        )


def _must_hold(slots: Iterable[Slot]) -> None:
    """Raise UserError CLASS-HOURS if sessions would be longer than one can be."""
    if any(slot.lesson_hours > MOST_HOURS for slot in slots):
        raise UserError(
            "CLASS-HOURS",
            N_(
                "The programme's lesson hours do not fit on these days (at most {most} JP a"
                " session). Give the class more days."
            ),
            most=MOST_HOURS,
        )


def sessions_of(session: Session, training_class: str) -> list[Laid]:
    """The sessions of a class as they are laid.

    Held are those in which somebody is marked, and those in a finalised period.
    """
    office = session.get_one(TrainingClass, training_class).office
    periods = finalised_periods(session.connection(), office)
    marked = set(
        session.scalars(
            select(Attendance.session)
            .join(ClassSession, ClassSession.id == Attendance.session)
            .where(
                ClassSession.training_class == training_class,
                Attendance.voided_at.is_(None),
            )
            .distinct()
        )
    )
    return [
        Laid(
            one.id,
            Slot(one.day, one.part, one.lesson_hours),
            one.id in marked or period_of(periods, one.day) is not None,
        )
        for one in _sessions(session, training_class)
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


def _sessions(session: Session, training_class: str) -> list[ClassSession]:
    found = session.scalars(
        select(ClassSession)
        .where(ClassSession.training_class == training_class, ClassSession.voided_at.is_(None))
        .order_by(ClassSession.day, ClassSession.part, ClassSession.id)
    )
    return list(found)


def _made(training_class: str, slots: Sequence[Slot]) -> list[ClassSession]:
    """New sessions; their ids go up with them, so that lists show a day in its order."""
    ids = sorted(new_id() for _slot in slots)
    return [
        ClassSession(
            id=id,
            training_class=training_class,
            day=slot.day,
            part=slot.part,
            lesson_hours=slot.lesson_hours,
        )
        for id, slot in zip(ids, slots, strict=True)
    ]
