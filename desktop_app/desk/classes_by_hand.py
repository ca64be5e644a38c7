"""A class changed in its own form: its people, and what certificates say, stay right."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from desktop_app.desk.certificates import must_have_none
from desktop_app.desk.seats import SEATLESS, follow_capacity
from desktop_app.desk.seats_by_hand import must_seat_all
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import Enrolment, TrainingClass
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.store.writing import Write

PRINTED = ("code", "programme", "provider", "place", "starts_on", "ends_on")
"""What certificates say of a class."""


def changed_by_hand(session: Write, one: TrainingClass) -> None:
    """Keep right what hangs on a class that was entered or changed in its form.

    Who is in training has begun on its first day, wherever that is moved. Raises UserError
    CLASS-CERTIFIED where certificates say otherwise, CLASS-PEOPLE for another programme than
    people are enrolled for, CLASS-BEGUN for days ahead of a class that has begun or is over.
    """
    before = {name: get_history(one, name).deleted for name in PRINTED}
    must_seat_all(session, one)
    if any(before.values()):
        must_have_none(session, one)
        _must_not_lie_ahead(one, session.facts.today)
    people = _people(session, one.id)
    if before["programme"] and any(each.programme != one.programme for each in people):
        raise UserError(
            "CLASS-PEOPLE",
            N_("Class {named} has people of its programme. Make another class for another one."),
            named=one.code,
        )
    for each in people:
        if each.state is EnrolmentState.IN_TRAINING and each.started_on in before["starts_on"]:
            each.started_on = one.starts_on
    follow_capacity(session, one.id)


def _must_not_lie_ahead(one: TrainingClass, today: date) -> None:
    over = one.state in (ClassState.FINISHED, ClassState.REPORTED)
    begun = over or one.state is ClassState.RUNNING
    if (begun and one.starts_on > today) or (over and one.ends_on > today):
        raise UserError(
            "CLASS-BEGUN",
            N_("Class {named} has begun or is over: its days so far cannot lie ahead of today."),
            named=one.code,
        )


def _people(session: Session, training_class: str) -> list[Enrolment]:
    """Who has a seat in a class."""
    found = session.scalars(
        select(Enrolment).where(
            Enrolment.training_class == training_class,
            Enrolment.state.not_in(SEATLESS),
            Enrolment.voided_at.is_(None),
        )
    )
    return list(found)
