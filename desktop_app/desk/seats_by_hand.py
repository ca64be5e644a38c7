"""Seats as they follow what was changed in the forms of an enrolment and of a class."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from desktop_app.desk.seats import (
    SEATLESS,
    follow_capacity,
    must_have_seats,
    put_last,
    seats_left,
    seats_taken,
)
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import Attendance, ClassSession, Enrolment, TrainingClass
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write


def class_left(one: Enrolment) -> str | None:
    """The class that an enrolment names no more since it was changed, before that is written."""
    before: Sequence[str | None] = get_history(one, "training_class").deleted or ()
    return next((id for id in before if id), None)


def takes_seat(one: Enrolment) -> bool:
    """Whether an enrolment has a seat that it had not before, before that is written."""
    before: Sequence[EnrolmentState] = get_history(one, "state").deleted or ()
    moved = get_history(one, "training_class").has_changes()
    return one.state not in SEATLESS and (moved or any(state in SEATLESS for state in before))


def changed_by_hand(session: Write, one: Enrolment, left: str | None, *, took: bool) -> None:
    """An enrolment was changed in its own form: keep its rank and the seats right.

    `left` is the class it has left (`class_left`), `took` whether it has a new seat
    (`takes_seat`). Raises UserError CLASS-FULL if its class has none for it; who has one in
    a class that two PCs have filled too far keeps it. SEAT-TAUGHT where attendance or a
    result belongs to the class left.
    """
    if left is not None and (one.result is not None or _marked(session, one, left)):
        raise UserError(
            "SEAT-TAUGHT",
            N_(
                "Attendance or a result of {number} belongs to its class. Put down that training"
                " was given up there, and enrol anew."
            ),
            number=one.number,
        )
    if one.state is not EnrolmentState.WAITLISTED:
        one.waiting_rank = None
    elif one.waiting_rank is None:
        put_last(session, [one])
    session.flush()
    seat = one.training_class if one.state not in SEATLESS else None
    if took and seat is not None and seats_left(session, seat) < 0:
        must_have_seats(session, seat, 1)
    follow_capacity(session, one.training_class, left)


def _marked(session: Session, one: Enrolment, training_class: str) -> bool:
    found = (
        select(Attendance.id)
        .join(ClassSession, ClassSession.id == Attendance.session)
        .where(
            Attendance.enrolment == one.id,
            ClassSession.training_class == training_class,
            Attendance.voided_at.is_(None),
        )
    )
    return session.scalars(found.limit(1)).first() is not None


def must_seat_all(session: Session, training_class: TrainingClass) -> None:
    """Raise UserError CLASS-SEATS where a class was just given fewer seats than it has people."""
    before = get_history(training_class, "capacity").deleted
    taken = seats_taken(session, training_class.id)
    if before and training_class.capacity < min(taken, before[0]):
        raise UserError(
            "CLASS-SEATS",
            N_("{taken} people have a seat in class {named}; it cannot have fewer."),
            taken=taken,
            named=training_class.code,
        )
