"""Objections to a refusal: taken in, and decided by another person than who refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.editing import fetch
from desktop_app.desk.papers import days_off
from desktop_app.desk.spending import take_back
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.deadlines import working_days_from
from desktop_app.processes.rights import Right, must
from desktop_app.records import CATALOGUE, Claim, Decision, Enrolment, Objection
from desktop_app.records.claim import ClaimState, ObjectionOutcome
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.record import Facts, Record
from desktop_app.records.training import EnrolmentState
from desktop_app.store import journal
from desktop_app.store.claim_seals import REJECTION
from desktop_app.store.writing import Write

TAKEN_IN = N_("Objection taken in")
DECIDED = N_("Objection decided")

REFUSED: dict[str, tuple[str, EnrolmentState | ClaimState, EnrolmentState | ClaimState]] = {
    Claim.__tablename__: (REJECTION, ClaimState.REJECTED, ClaimState.VERIFIED),
    Enrolment.__tablename__: ("rejection", EnrolmentState.REJECTED, EnrolmentState.REGISTERED),
}
"""By record type: the question that refused it, its state then, and that of a new start."""


def take_in(session: Write, of: Record, grounds: str, received_on: date) -> Objection:
    """Put down that somebody objects to the refusal of a claim or an enrolment.

    One that came late is taken in as well; who decides sees its day. Raises
    UserError: nothing was refused, one is open already, or no grounds are given.
    """
    if not grounds.strip():
        raise UserError("OBJECTION-GROUNDS", N_("Write down what the objection rests on."))
    _question, refused, _anew = REFUSED[of.__tablename__]
    if getattr(of, "state", None) is not refused:
        raise UserError("OBJECTION-NOTHING", N_("Only what was refused can be objected to."))
    if any(one.outcome is None for one in about(session, of.id)):
        raise UserError("OBJECTION-OPEN", N_("An objection to it is waiting already."))
    made = Objection(
        of_record=of.__tablename__,
        of_id=of.id,
        received_on=received_on,
        grounds=grounds.strip(),
        due_on=last_day(session, of.office, received_on, session.facts),
    )
    session.add(made)
    session.flush()
    return made


def about(session: Session, of_id: str) -> Sequence[Objection]:
    """The objections to what was decided on a record, the earliest first."""
    return session.scalars(
        select(Objection)
        .where(Objection.of_id == of_id, Objection.voided_at.is_(None))
        .order_by(Objection.received_on, Objection.id)
    ).all()


def last_day(session: Session, office: str, refused_on: date, facts: Facts) -> date:
    """The last day to object to what was refused on a day; an answer takes as long at most."""
    days = facts.parameter("claim.objection_days")
    return working_days_from(refused_on, days, days_off(session, office))


def refusal(session: Session, of: Record) -> Decision | None:
    """The decision under seal that refused a record, the latest if there are several."""
    question, _refused, _anew = REFUSED[of.__tablename__]
    return session.scalars(
        select(Decision)
        .where(
            Decision.question == question,
            Decision.of_id == of.id,
            Decision.state == DecisionState.APPROVED,
            Decision.voided_at.is_(None),
        )
        .order_by(Decision.decided_at.desc())
    ).first()


def decide(session: Write, id: str, outcome: ObjectionOutcome, reason: str) -> Objection:
    """Decide an objection; one that is granted, in part too, opens the matter anew.

    Raises UserError: E-RIGHT, without reason, decided already, or by who refused.
    """
    must(session.author.roles, Right.DECIDE)
    if not reason.strip():
        raise UserError("REASON", N_("Name the reason"))
    found = fetch(session, Objection, id)
    assert isinstance(found, Objection)
    if found.outcome is not None:
        raise UserError("OBJECTION-DECIDED", N_("This objection has been decided already."))
    of = fetch(session, CATALOGUE[found.of_record], found.of_id)
    if session.author.officer in _refusers(session, of):
        raise UserError(
            "OBJECTION-SELF", N_("Another person than the one who refused decides objections.")
        )
    found.outcome, found.reason = outcome, reason.strip()
    found.decided_by, found.decided_on = session.author.officer, session.facts.today
    if outcome is not ObjectionOutcome.REFUSED:
        _question, refused, anew = REFUSED[found.of_record]
        assert isinstance(of, Claim | Enrolment)
        if of.state is refused:
            of.state = anew
            if isinstance(of, Claim):
                take_back(session, of, found.reason)
    return found


def _refusers(session: Write, of: Record) -> set[str]:
    """Who refused a record: who sealed the decision, and who set its state."""
    decision = refusal(session, of)
    sealed = {decision.decided_by or ""} if decision else set()
    _question, refused, _anew = REFUSED[of.__tablename__]
    steps = [
        change.by
        for change in journal.history(session.connection(), of.id)
        if isinstance(pair := change.set.get("state"), tuple) and pair[1] == refused.value
    ]
    return {*sealed, *steps[-1:]}
