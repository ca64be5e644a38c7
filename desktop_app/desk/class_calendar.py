"""Classes against days: which class has how many lesson hours on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.seats import SEATLESS
from desktop_app.records import ClassSession, Enrolment, TrainingClass, TrainingProgramme
from desktop_app.records.training import ClassState


@dataclass(frozen=True)
class ClassLine:
    """One class over some days; `hours` are the lesson hours (JP) of its days with sessions."""

    id: str
    code: str
    programme: str
    state: ClassState
    starts_on: date
    ends_on: date
    people: int
    capacity: int
    hours: Mapping[date, int] = field(default_factory=dict)

    def spans(self, day: date) -> bool:
        """Whether a day lies between its first and its last."""
        return self.starts_on <= day <= self.ends_on


def class_lines(session: Session, since: date, until: date) -> list[ClassLine]:
    """The classes that are on between two days, those that begin first first; none called off."""
    rows = session.execute(
        select(TrainingClass, TrainingProgramme.name)
        .join(TrainingProgramme, TrainingProgramme.id == TrainingClass.programme)
        .where(
            TrainingClass.starts_on <= until,
            TrainingClass.ends_on >= since,
            TrainingClass.state != ClassState.CANCELLED,
        )
        .order_by(TrainingClass.starts_on, TrainingClass.code)
    ).all()
    ids = [one.id for one, _name in rows]
    hours: dict[str, dict[date, int]] = defaultdict(dict)
    for row in session.execute(
        select(
            ClassSession.training_class,
            ClassSession.day,
            func.sum(ClassSession.lesson_hours).label("hours"),
        )
        .where(ClassSession.training_class.in_(ids), ClassSession.day.between(since, until))
        .group_by(ClassSession.training_class, ClassSession.day)
    ):
        hours[row.training_class][row.day] = int(row.hours)
    counted = session.execute(
        select(Enrolment.training_class, func.count(Enrolment.id).label("people"))
        .where(Enrolment.training_class.in_(ids), Enrolment.state.not_in(SEATLESS))
        .group_by(Enrolment.training_class)
    )
    people = {row.training_class: int(row.people) for row in counted}
    return [
        ClassLine(
            one.id,
            one.code,
            name,
            one.state,
            one.starts_on,
            one.ends_on,
            people.get(one.id, 0),
            one.capacity,
            hours[one.id],
        )
        for one, name in rows
    ]
