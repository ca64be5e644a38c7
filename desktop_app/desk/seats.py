"""Seats in classes: who takes one, who waits for one, who gives his back.

A class that is open for enrolment is full when its last seat is taken, and open again when
one is given back; every act here leaves it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.budget import follow
from desktop_app.desk.class_days import training_dates
from desktop_app.desk.planning import plan
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import Attendance, Enrolment, TrainingClass
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.store.writing import Write
from desktop_app.wording import day_long

_C, _E = ClassState, EnrolmentState
SEATLESS = (_E.REJECTED, _E.CANCELLED, _E.WAITLISTED, _E.DROPPED)
"""States in which a person that a class names has no seat in it."""
TO_SEAT = (_E.REGISTERED, _E.VERIFIED, _E.APPROVED, _E.WAITLISTED)
"""States of those who look for a seat."""


def seats_left(session: Session, training_class: str) -> int:
    """How many seats a class has left."""
    capacity = session.scalar(
        select(TrainingClass.capacity).where(TrainingClass.id == training_class)
    )
    return int(capacity or 0) - seats_taken(session, training_class)


def seats_taken(session: Session, training_class: str) -> int:
    """How many people have a seat in a class."""
    taken = session.scalar(
        select(func.count(Enrolment.id)).where(
            Enrolment.training_class == training_class,
            Enrolment.state.not_in(SEATLESS),
            Enrolment.voided_at.is_(None),
        )
    )
    return int(taken or 0)


def must_have_seats(session: Session, training_class: str, wanted: int) -> None:
    """Raise UserError CLASS-FULL unless a class has so many seats left."""
    left = seats_left(session, training_class)
    if wanted > left:
        raise UserError(
            "CLASS-FULL",
            N_("The class has {left} seats left, {wanted} are needed. Choose fewer people."),
            left=max(left, 0),
            wanted=wanted,
        )


def takes_people(training_class: TrainingClass) -> None:
    """Raise UserError CLASS-OVER for a class that takes nobody any more."""
    if training_class.state in (_C.FINISHED, _C.REPORTED, _C.CANCELLED):
        raise UserError(
            "CLASS-OVER",
            N_("Class {named} takes nobody any more. Choose another class."),
            named=training_class.code,
        )


def follow_capacity(session: Write, *training_classes: str | None) -> None:
    """Let the state of classes follow their seats: full without one left, open with one."""
    session.flush()
    for id in dict.fromkeys(training_classes):
        found = session.get(TrainingClass, id) if id else None
        if found is not None and found.state in (_C.OPEN, _C.FULL):
            found.state = _C.OPEN if seats_left(session, found.id) > 0 else _C.FULL


def assign(
    session: Write, enrolments: Sequence[str], training_class: str, *, override: str = ""
) -> list[Enrolment]:
    """Give people seats in a class, also those who waited or had one elsewhere.

    In a running class they are in training at once. `override` is the reason for promising
    more money than the budget has. Raises UserError: no seats, a class that is over, another
    programme, somebody who cannot get a seat, a class that has run for longer than a person
    who did not come may be replaced, or a budget that is spent.
    """
    chosen = session.get_one(TrainingClass, training_class)
    takes_people(chosen)
    if chosen.state is _C.RUNNING:
        must_be_replaceable(session, chosen)
    people = _loaded(session, enrolments)
    new = [one for one in people if one.training_class != chosen.id or one.state in TO_SEAT]
    for one in new:
        _must_fit(one, chosen)
    must_have_seats(session, chosen.id, len(new))
    before = [one.training_class for one in new]
    for one in new:
        one.training_class, one.waiting_rank, one.state = chosen.id, None, _E.ASSIGNED
    if chosen.state is _C.RUNNING:
        session.flush()
        for one in new:
            one.state, one.started_on = _E.IN_TRAINING, session.facts.today
    follow(session, new, override)
    follow_capacity(session, chosen.id, *before)
    return new


def _must_fit(one: Enrolment, chosen: TrainingClass) -> None:
    if one.programme != chosen.programme:
        raise UserError(
            "CLASS-PROGRAMME",
            N_("{number} is enrolled for another programme than class {named} teaches."),
            number=one.number,
            named=chosen.code,
        )
    if one.state not in (*TO_SEAT, _E.ASSIGNED):
        raise UserError(
            "SEAT-STATE",
            N_("{number} cannot get a seat as it stands; look at its state."),
            number=one.number,
        )


def release(session: Write, enrolments: Sequence[str], *, waiting: bool = False) -> list[Enrolment]:
    """Take people out of their class before it begins: approved again, or on the waiting list."""
    people = [one for one in _loaded(session, enrolments) if one.state is _E.ASSIGNED]
    before = [one.training_class for one in people]
    give_back(session, people, waiting=waiting)
    follow_capacity(session, *before)
    return people


def give_back(session: Write, people: Sequence[Enrolment], *, waiting: bool) -> None:
    """Lead people back to where they looked for a seat, as if nothing had begun."""
    for one in people:
        _forget_result(one)
        one.training_class = one.started_on = None
        one.state = _E.WAITLISTED if waiting else _E.APPROVED
    if waiting:
        put_last(session, people)
    follow(session, people)


def put_waiting(
    session: Write, enrolments: Sequence[str], training_class: str | None = None
) -> list[Enrolment]:
    """Put people at the end of the waiting list of their programme, or of one class."""
    people = [one for one in _loaded(session, enrolments) if one.state in (*TO_SEAT, _E.ASSIGNED)]
    before = [one.training_class for one in people]
    for one in people:
        one.training_class, one.state = training_class, _E.WAITLISTED
    put_last(session, people)
    follow(session, people)
    follow_capacity(session, *before)
    return people


def put_last(session: Write, people: Iterable[Enrolment]) -> None:
    """Give people the next places on the lists of their programmes, in the order given."""
    last: dict[str, int] = {}
    for one in people:
        if one.programme not in last:
            rank = select(func.max(Enrolment.waiting_rank)).where(
                Enrolment.programme == one.programme,
                Enrolment.state == _E.WAITLISTED,
                Enrolment.voided_at.is_(None),
            )
            last[one.programme] = session.scalar(rank) or 0
        last[one.programme] += 1
        one.waiting_rank = last[one.programme]


def queue(session: Session, training_class: TrainingClass) -> list[Enrolment]:
    """Who waits for a seat in a class, the first first: for this class, then for the programme."""
    found = session.scalars(
        select(Enrolment)
        .where(
            Enrolment.state == _E.WAITLISTED,
            Enrolment.programme == training_class.programme,
            Enrolment.scheme == training_class.scheme,
            or_(
                Enrolment.training_class.is_(None),
                Enrolment.training_class == training_class.id,
            ),
            Enrolment.voided_at.is_(None),
        )
        .order_by(
            Enrolment.training_class.is_(None),
            Enrolment.waiting_rank.is_(None),
            Enrolment.waiting_rank,
            Enrolment.registered_on,
            Enrolment.number,
        )
    )
    return list(found)


def move_up(session: Write, training_class: str) -> list[Enrolment]:
    """Give the free seats of a class to those who wait, in their order."""
    chosen = session.get_one(TrainingClass, training_class)
    first = queue(session, chosen)[: max(seats_left(session, chosen.id), 0)]
    return assign(session, [one.id for one in first], chosen.id) if first else []


# --- once it runs -------------------------------------------------------------------


def replaceable_until(session: Write, training_class: TrainingClass) -> date | None:
    """The last day on which who did not come may be replaced; None without sessions."""
    days = training_dates(session, training_class.id)
    number = session.facts.parameter("class.replace_until_day") or 1
    return days[min(number, len(days)) - 1] if days else None


def must_be_replaceable(session: Write, training_class: TrainingClass) -> None:
    """Raise UserError CLASS-RUNS once nobody of a running class may be replaced any more."""
    until = replaceable_until(session, training_class)
    if until is not None and session.facts.today > until:
        raise UserError(
            "CLASS-RUNS",
            N_("Class {named} runs; people could be replaced until {day}."),
            named=training_class.code,
            day=day_long(until),
        )


def did_not_come(session: Write, enrolment: str, reason: str) -> Enrolment:
    """Somebody of a running class never came: his enrolment ends and his seat is free.

    Raises UserError after the last day to replace him, when he was marked present, or
    without a reason.
    """
    one = _in_training(session, enrolment)
    runs = session.get_one(TrainingClass, one.training_class)
    must_be_replaceable(session, runs)
    came = select(Attendance.id).where(
        Attendance.enrolment == one.id,
        Attendance.mark == Mark.PRESENT,
        Attendance.voided_at.is_(None),
    )
    if session.scalars(came.limit(1)).first() is not None:
        raise UserError(
            "SEAT-CAME",
            N_("{number} was marked present; put down that training was given up instead."),
            number=one.number,
        )
    one.state, one.reason, one.started_on = _E.CANCELLED, _said(reason), None
    _forget_result(one)
    follow(session, [one])
    return one


def drop_out(session: Write, enrolment: str, reason: str) -> Enrolment:
    """Somebody in training gives it up today. Raises UserError without a reason."""
    one = _in_training(session, enrolment)
    one.state, one.reason, one.dropped_on = _E.DROPPED, _said(reason), session.facts.today
    _forget_result(one)
    follow(session, [one])
    plan(session, [one.id])
    return one


def _forget_result(one: Enrolment) -> None:
    """Who does not go through the training has no result of it; the next class says another."""
    one.result = one.result_on = one.score = one.under_reason = None


def _in_training(session: Write, enrolment: str) -> Enrolment:
    (one,) = _loaded(session, [enrolment])
    if one.state is not _E.IN_TRAINING:
        raise UserError("SEAT-STATE", N_("{number} is not in training."), number=one.number)
    return one


def _said(reason: str) -> str:
    if not reason.strip():
        raise UserError("REASON", N_("Name the reason"))
    return reason.strip()


def _loaded(session: Session, ids: Sequence[str]) -> list[Enrolment]:
    """The enrolments with these ids, in their order."""
    found = {
        one.id: one
        for one in session.scalars(
            select(Enrolment).where(Enrolment.id.in_(ids), Enrolment.voided_at.is_(None))
        )
    }
    return [found[id] for id in dict.fromkeys(ids) if id in found]
