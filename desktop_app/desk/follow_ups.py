"""Calling people and putting down what became of them; nothing is lost silently."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from desktop_app.desk.earlier_answers import keep
from desktop_app.desk.editing import gone
from desktop_app.desk.no_contact import must_live, of_deceased
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.follow_ups import (
    all_wrong,
    put_off_to,
    state_after,
    supersedes,
)
from desktop_app.records import (
    AffectedWorker,
    Contact,
    ContactAttempt,
    Enrolment,
    FollowUp,
    Worker,
)
from desktop_app.records.training import EnrolmentState
from desktop_app.records.work import WorkEvidence, WorkOutcome
from desktop_app.records.worker import ContactChannel, ContactResult
from desktop_app.store.writing import Write
from desktop_app.wording import day_short

ANSWERED = N_("Follow-up answered")
CALLED = N_("Call in vain put down")

MOST, GRACE = "followup.attempts", "followup.overdue_days"
"""The parameters: how often in a row people are called, and when it is late."""

OWN_PHONE = ""
"""In place of a contact: the person's own phone."""


# --- who is asked --------------------------------------------------------------------------


def closed(today: date) -> ColumnElement[bool]:
    """Follow-ups for which nobody is called any more, though they were not answered."""
    later = aliased(FollowUp)
    passed = (
        select(later.id)
        .where(
            later.enrolment == FollowUp.enrolment,
            later.month > FollowUp.month,
            later.voided_at.is_(None),
            or_(later.due_on <= today, later.outcome.is_not(None)),
        )
        .exists()
    )
    return or_(passed, FollowUp.enrolment.in_(of_deceased()))


def waiting(today: date, *more: ColumnElement[bool], through: date | None = None) -> Select[str]:
    """The follow-ups for which somebody is to be called today, or by the day `through`."""
    own, last = FollowUp, through or today
    return select(own.id).where(
        own.voided_at.is_(None),
        own.outcome.is_(None),
        own.due_on <= last,
        or_(own.again_on.is_(None), own.again_on <= last),
        ~closed(today),
        *more,
    )


# --- calling and answering -------------------------------------------------------------------


@dataclass(frozen=True)
class Call:
    """By which phone a person was called; `contact` is empty for the person's own."""

    contact: str = OWN_PHONE
    channel: ContactChannel = ContactChannel.PHONE
    note: str = ""


def _open(session: Write, id: str) -> tuple[FollowUp, str]:
    """A follow-up in use, and the person it is about. Raises UserError if there is none."""
    found = session.get(FollowUp, id)
    if found is None or found.voided_at is not None:
        raise gone()
    if found.outcome is not WorkOutcome.DECEASED:
        must_live(session, found.enrolment)
    return found, worker_of(session, found.enrolment)


def worker_of(session: Session, enrolment: str) -> str:
    """The person who was enrolled."""
    return session.scalars(
        select(AffectedWorker.worker)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(Enrolment.id == enrolment)
    ).one()


def _put_down(
    session: Write, one: FollowUp, worker: str, call: Call, result: ContactResult
) -> None:
    """Count an attempt, and keep by which contact it was made."""
    one.attempts += 1
    one.last_attempt_on = session.facts.today
    one.officer = session.author.officer
    session.add(
        ContactAttempt(
            worker=worker,
            at=session.facts.today,
            contact=call.contact or None,
            channel=call.channel,
            result=result,
            note=call.note.strip() or None,
        )
    )


def missed(
    session: Write,
    id: str,
    call: Call,
    *,
    again_on: date | None = None,
    result: ContactResult = ContactResult.NO_ANSWER,
) -> FollowUp:
    """Put down a call in vain; the person is called again on `again_on`, if it is named.

    After as many attempts as the parameter says the person is left alone for a week.
    Raises UserError for a day that is not in the future.
    """
    one, worker = _open(session, id)
    today = session.facts.today
    if again_on is not None and again_on <= today:
        raise UserError("AGAIN", N_("Name a later day than today for the next call."))
    _put_down(session, one, worker, call, result)
    most = int(session.facts.parameter(MOST) or 0)
    one.again_on = again_on or put_off_to(one.attempts, most, today)
    session.flush()
    return one


def answer(
    session: Write,
    id: str,
    outcome: WorkOutcome,
    details: Mapping[str, Any] | None = None,
    call: Call | None = None,
) -> FollowUp:
    """Put down what became of a person, and lead the enrolment into its state.

    `details` are fields of the follow-up (employer, first day, wage, evidence...);
    `call` is left out where the answer came by itself. A wrong number is the answer only
    once every number of the person was wrong. What was answered before is kept beside
    (`EarlierAnswer`); UserError KNOWN-ANSWER where it tells more than what comes now.
    """
    one, worker = _open(session, id)
    result = ContactResult.REACHED
    if outcome is WorkOutcome.WRONG_NUMBER:
        result = ContactResult.WRONG_NUMBER
    if call is not None:
        _put_down(session, one, worker, call, result)
        session.flush()
    if outcome is WorkOutcome.WRONG_NUMBER and call is not None and _another(session, worker):
        return one
    given = dict(details or {})
    evidence: WorkEvidence | None = given.get("evidence")
    if not supersedes(outcome, evidence, one.outcome, one.evidence):
        raise UserError(
            "KNOWN-ANSWER",
            N_("The answer of {day} tells more and stays. Withdraw it first if it was wrong."),
            day=day_short(one.asked_on) if one.asked_on else "-",
        )
    keep(session, one)
    if one.outcome is not None and one.outcome is not outcome:
        given = {name: None for name in WORK if one.outcome.works} | given
    for name, value in given.items():
        setattr(one, name, value)
    one.outcome, one.asked_on, one.again_on = outcome, session.facts.today, None
    one.officer = session.author.officer
    session.flush()
    _lead(session, one.enrolment)
    return one


WORK = (
    *("employer", "employer_name", "position", "starts_on", "ended_on", "wage", "contract"),
    *("fits", "evidence", "evidence_file", "vacancy"),
)
"""What is told of work; gone from the row when another kind of answer takes its place."""


def _another(session: Session, worker: str) -> bool:
    """Whether a number is left that was not found to be a wrong one."""
    return not all_wrong(phones(session, worker), wrong_phones(session, worker))


def withdraw(session: Write, id: str, reason: str) -> FollowUp:
    """Take an answer back that was wrong; the person is due again.

    From today on it counts no more. Figures as of an earlier day stay what they were, and
    the reports of such a day say how many answers were withdrawn since. Raises UserError REASON.
    """
    one = session.get(FollowUp, id)
    if one is None or one.voided_at is not None:
        raise gone()
    if not reason.strip():
        raise UserError("REASON", N_("Say why the answer was wrong."))
    keep(session, one, reason.strip())
    for name in ("outcome", "asked_on", *WORK):
        setattr(one, name, None)
    session.flush()
    _lead(session, one.enrolment)
    return one


def _lead(session: Write, enrolment: str) -> None:
    """Lead an enrolment into the state that its last known answer says.

    Where nothing is known any more, nobody may count the person as working.
    """
    last = last_known(session, enrolment)
    found = session.get_one(Enrolment, enrolment)
    after = state_after(found.state, last.outcome if last else None)
    if last is None and found.state is EnrolmentState.PLACED:
        after = EnrolmentState.NOT_PLACED
    if after is not found.state:
        found.state = after
        session.flush()


def last_known(session: Session, enrolment: str) -> FollowUp | None:
    """The last answer that says whether the person works, if there is one."""
    unknown = [outcome for outcome in WorkOutcome if not outcome.known]
    return session.scalars(
        select(FollowUp)
        .where(
            FollowUp.enrolment == enrolment,
            FollowUp.outcome.is_not(None),
            FollowUp.outcome.not_in(unknown),
            FollowUp.voided_at.is_(None),
        )
        .order_by(FollowUp.asked_on.desc(), FollowUp.month.desc())
        .limit(1)
    ).first()


def phones(session: Session, worker: str) -> Collection[str]:
    """The ways to call a person: the own phone, if there is one, and each contact."""
    own = session.scalar(select(Worker.phone).where(Worker.id == worker))
    contacts = session.scalars(
        select(Contact.id).where(Contact.worker == worker, Contact.voided_at.is_(None))
    )
    return [*([OWN_PHONE] if own else []), *contacts]


def wrong_phones(session: Session, worker: str) -> Collection[str]:
    """Those of them whose last attempt said that the number is a wrong one."""
    return wrong_numbers(session, [worker])[worker]


def wrong_numbers(session: Session, workers: Collection[str]) -> dict[str, set[str]]:
    """The same for several people at once."""
    tried = session.scalars(
        select(ContactAttempt)
        .where(
            and_(ContactAttempt.worker.in_(workers), ContactAttempt.voided_at.is_(None)),
            ContactAttempt.channel.in_((ContactChannel.PHONE, ContactChannel.WHATSAPP)),
        )
        .order_by(ContactAttempt.at, ContactAttempt.id)
    )
    last: dict[str, dict[str, ContactResult]] = {id: {} for id in workers}
    for one in tried:
        last[one.worker][one.contact or OWN_PHONE] = one.result
    wrong = ContactResult.WRONG_NUMBER
    return {id: {way for way, told in each.items() if told is wrong} for id, each in last.items()}
