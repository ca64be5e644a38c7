"""The life of a class: opened, begun, finished, reported; called off; opened again.

Each act leads the class and its people together, in one transaction that one undo takes back.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.assessments import follow_assessments
from desktop_app.desk.budget import follow
from desktop_app.desk.certificates import must_have_none
from desktop_app.desk.class_days import length, must_fit, training_dates
from desktop_app.desk.planning import plan
from desktop_app.desk.seats import follow_capacity, give_back
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.sessions import Bounds, Fits
from desktop_app.records import Enrolment, TrainingClass
from desktop_app.records.employer import Scheme
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.store.writing import Write
from desktop_app.wording import day_long

_C, _E = ClassState, EnrolmentState

OPENED = N_("Class opened for enrolment")
STARTED = N_("Class begun")
FINISHED = N_("Training finished")
CANCELLED = N_("Class called off")
REPORTED = N_("Class reported")
REOPENED = N_("Class opened again")


@dataclass(frozen=True)
class Led:
    """What an act did: the class, and how many people went with it.

    `unusual` tells training days outside the usual, `few` fewer people than a class should
    have; both only warn.
    """

    training_class: TrainingClass
    people: int = 0
    unusual: bool = False
    few: bool = False


def open_class(session: Write, id: str) -> Led:
    """Open a planned class for enrolment; full at once if its seats are taken."""
    found = session.get_one(TrainingClass, id)
    found.state = _C.OPEN
    follow_capacity(session, found.id)
    return Led(found)


def start(session: Write, id: str) -> Led:
    """Begin the training: those assigned are in training from the first day on.

    Raises UserError: before its first day, without people, without sessions or with too few
    or too many training days, or in scheme B without employer and agreement.
    """
    found = session.get_one(TrainingClass, id)
    if found.starts_on > session.facts.today:
        raise UserError(
            "CLASS-EARLY",
            N_("Class {named} begins on {day}. Change its first day if it begins earlier."),
            named=found.code,
            day=day_long(found.starts_on),
        )
    if found.scheme is Scheme.REIMBURSEMENT and not (found.employer and found.agreement):
        raise UserError(
            "CLASS-AGREEMENT",
            N_("Name the employer of class {named}, and his agreement with who trains."),
            named=found.code,
        )
    days = length(session, found).training_days
    if not days:
        raise UserError(
            "CLASS-SESSIONS", N_("Class {named} has no sessions yet; plan them."), named=found.code
        )
    must_fit(session.facts, days)
    people = _people(session, found, _E.ASSIGNED)
    if not people:
        raise UserError(
            "CLASS-EMPTY", N_("Nobody has a seat in class {named} yet."), named=found.code
        )
    found.state = _C.RUNNING
    for one in people:
        one.state, one.started_on = _E.IN_TRAINING, found.starts_on
    follow(session, people)
    return Led(found, len(people), is_unusual(session, days), is_few(session, len(people)))


def finish(session: Write, id: str) -> Led:
    """End the training: those in it have completed it on its last day; dropouts have not.

    Raises UserError before the last day of training.
    """
    found = session.get_one(TrainingClass, id)
    last = max([*training_dates(session, found.id), found.starts_on])
    if last > session.facts.today:
        raise UserError(
            "CLASS-UNFINISHED",
            N_("Class {named} trains until {day}. Change its last day if it ended earlier."),
            named=found.code,
            day=day_long(last),
        )
    people = _people(session, found, _E.IN_TRAINING)
    found.state = _C.FINISHED
    for one in people:
        one.state, one.completed_on = _E.COMPLETED, last
    session.flush()
    follow_assessments(session, people)
    plan(session, [one.id for one in people])
    return Led(found, len(people))


def cancel(session: Write, id: str, reason: str, *, waiting: bool = False) -> Led:
    """Call a class off: its people are approved again, or wait for another; seats are free.

    Who waited for this class waits for the programme. Raises UserError without a reason.
    """
    found = session.get_one(TrainingClass, id)
    found.cancelled_because = _said(reason)
    found.state = _C.CANCELLED
    people = _people(session, found, _E.ASSIGNED, _E.IN_TRAINING)
    for one in _people(session, found, _E.WAITLISTED):
        one.training_class = None
    give_back(session, people, waiting=waiting)
    return Led(found, len(people))


def report(session: Write, id: str) -> Led:
    """Report a finished class: what was marked and found in it stays as it is."""
    found = session.get_one(TrainingClass, id)
    found.state = _C.REPORTED
    return Led(found)


def reopen(session: Write, id: str, reason: str) -> Led:
    """Lead a class one step back: reported to finished, finished to running, called off to planned.

    Who completed a class that runs again is in training again. Raises UserError without a
    reason, for a class that is not over, and for one that would run again although
    certificates stand that say it is over.
    """
    found = session.get_one(TrainingClass, id)
    back = {_C.REPORTED: _C.FINISHED, _C.FINISHED: _C.RUNNING, _C.CANCELLED: _C.PLANNED}
    if found.state not in back:
        raise UserError("CLASS-GOES-ON", N_("Class {named} is not over."), named=found.code)
    if found.state is _C.FINISHED:
        must_have_none(session, found)
    found.reopened_because = _said(reason)
    found.state = back[found.state]
    people = _people(session, found, _E.COMPLETED) if found.state is _C.RUNNING else []
    for one in people:
        one.state, one.completed_on = _E.IN_TRAINING, None
    plan(session, [one.id for one in people])
    return Led(found, len(people))


def back_to_planned(session: Write, id: str) -> Led:
    """Close a class for enrolment again; who has a seat keeps it."""
    found = session.get_one(TrainingClass, id)
    found.state = _C.PLANNED
    return Led(found)


def is_unusual(session: Write, days: int) -> bool:
    """Whether so many training days are outside what is usual."""
    return Bounds.read(session.facts.parameter).judge(days) is not Fits.WELL


def is_few(session: Write, people: int) -> bool:
    """Whether a class should have more people."""
    return people < (session.facts.parameter("class.least_people") or 0)


def _people(session: Session, of: TrainingClass, *states: EnrolmentState) -> list[Enrolment]:
    found = session.scalars(
        select(Enrolment)
        .where(
            Enrolment.training_class == of.id,
            Enrolment.state.in_(states),
            Enrolment.voided_at.is_(None),
        )
        .order_by(Enrolment.number)
    )
    return list(found)


def _said(reason: str) -> str:
    if not reason.strip():
        raise UserError("REASON", N_("Name the reason"))
    return reason.strip()
