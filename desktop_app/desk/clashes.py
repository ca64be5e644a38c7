"""Clashes of a class in the books, and of people who are about to get a seat in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.class_days import rhythm_of
from desktop_app.desk.seats import SEATLESS
from desktop_app.processes.clashes import Clash, Course, Doubled, Stretch, Taking, clashes
from desktop_app.processes.sessions import Rhythm, teaching_days
from desktop_app.records import (
    AffectedWorker,
    ClassInstructor,
    ClassSession,
    Enrolment,
    TrainingClass,
    Worker,
)
from desktop_app.records.names import name_key
from desktop_app.records.record import Facts
from desktop_app.records.training import ClassState


def clashes_of(session: Session, facts: Facts, training_class: TrainingClass) -> list[Clash]:
    """Who and what of a class is in another class at the same time."""
    found = _courses(session, facts, training_class)
    course = found.pop(training_class.id)
    return clashes(course, found.values())


def clashes_for(
    session: Session,
    facts: Facts,
    training_class: TrainingClass,
    enrolments: Sequence[str] = (),
    *,
    cases: Sequence[str] = (),
) -> list[Clash]:
    """Who of these people would be in two classes at once with a seat in this one.

    They are named by their enrolments, or by their cases before they are enrolled.
    """
    found = _courses(session, facts, training_class)
    course = found.pop(training_class.id)
    people = _of_cases(session, cases) if cases else _seated(session, ids=enrolments)
    chosen = {Doubled.PERSON: tuple(one for _class, one in people)}
    return clashes(Course(course.id, course.code, course.stretches, chosen), found.values())


def _courses(session: Session, facts: Facts, of: TrainingClass) -> dict[str, Course]:
    """A class and those that overlap its span, by id."""
    near = session.scalars(
        select(TrainingClass).where(
            TrainingClass.starts_on <= of.ends_on,
            TrainingClass.ends_on >= of.starts_on,
            TrainingClass.state != ClassState.CANCELLED,
            TrainingClass.id != of.id,
            TrainingClass.voided_at.is_(None),
        )
    )
    classes = [of, *near]
    ids = [one.id for one in classes]
    stretches = _stretches(session, ids)
    trainers, people = _trainers(session, ids), defaultdict(list)
    for id, person in _seated(session, classes=ids):
        people[id].append(person)
    rhythm = rhythm_of(session, facts, of.office)
    return {
        one.id: Course(
            one.id,
            one.code,
            stretches.get(one.id) or _whole_days(one, rhythm),
            {
                Doubled.PERSON: tuple(people[one.id]),
                Doubled.TRAINER: tuple(_all_trainers(one, trainers[one.id])),
                Doubled.ROOM: _room(one),
            },
        )
        for one in classes
    }


def _whole_days(one: TrainingClass, rhythm: Rhythm) -> tuple[Stretch, ...]:
    """As long as no session is planned, a class takes all its days of training."""
    return tuple(
        Stretch(day, alone=True) for day in teaching_days(one.starts_on, one.ends_on, rhythm)
    )


def _stretches(session: Session, classes: Collection[str]) -> dict[str, tuple[Stretch, ...]]:
    rows = session.scalars(
        select(ClassSession).where(
            ClassSession.training_class.in_(classes), ClassSession.voided_at.is_(None)
        )
    ).all()
    a_day = Counter((row.training_class, row.day) for row in rows)
    found: dict[str, list[Stretch]] = defaultdict(list)
    for row in rows:
        alone = a_day[row.training_class, row.day] == 1
        found[row.training_class].append(Stretch(row.day, row.part, row.starts, row.ends, alone))
    return {id: tuple(stretches) for id, stretches in found.items()}


def _trainers(session: Session, classes: Collection[str]) -> dict[str, list[Taking]]:
    found: dict[str, list[Taking]] = defaultdict(list)
    for row in session.scalars(
        select(ClassInstructor).where(
            ClassInstructor.training_class.in_(classes), ClassInstructor.voided_at.is_(None)
        )
    ):
        since, until = row.from_day or date.min, row.to_day or date.max
        found[row.training_class].append(Taking(name_key(row.name), row.name, since, until))
    return found


def _all_trainers(one: TrainingClass, named: Iterable[Taking]) -> Iterable[Taking]:
    """Those recorded, and the one that stands on the class unless he is among them."""
    trainers = list(named)
    if one.instructor and name_key(one.instructor) not in {t.key for t in trainers}:
        trainers.append(Taking(name_key(one.instructor), one.instructor))
    return trainers


def _room(one: TrainingClass) -> tuple[Taking, ...]:
    if not one.room:
        return ()
    key = "\t".join((one.provider or "", name_key(one.place or ""), name_key(one.room)))
    return (Taking(key, one.room),)


def _seated(
    session: Session, *, classes: Collection[str] = (), ids: Collection[str] = ()
) -> list[tuple[str, Taking]]:
    """People with a seat in one of the classes, or those of these enrolments; with the class."""
    query = (
        select(Enrolment.training_class, Worker.id, Worker.name)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .where(Enrolment.voided_at.is_(None))
    )
    if ids:
        query = query.where(Enrolment.id.in_(ids))
    else:
        query = query.where(Enrolment.training_class.in_(classes), Enrolment.state.not_in(SEATLESS))
    return [(row.training_class or "", Taking(row.id, row.name)) for row in session.execute(query)]


def _of_cases(session: Session, cases: Sequence[str]) -> list[tuple[str, Taking]]:
    rows = session.execute(
        select(Worker.id, Worker.name)
        .join(AffectedWorker, AffectedWorker.worker == Worker.id)
        .where(AffectedWorker.id.in_(cases))
    )
    return [("", Taking(row.id, row.name)) for row in rows]
