"""States that only a decision under seal may lead to, where headquarters asks for one.

The dated parameter `decision.required` says whether it does; money is always
decided so. Asked at the store's door, so that no page and no command can forget it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.kinds import Code
from desktop_app.records import Claim, Consultation, Decision, Enrolment
from desktop_app.records.claim import ClaimState
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.record import Facts, Record
from desktop_app.records.training import EnrolmentState
from desktop_app.store.claim_seals import DECIDED

REQUIRED = "decision.required"

_C, _E = ConsultationState, EnrolmentState
_APPROVED = DecisionState.APPROVED

QUESTIONS: Mapping[Code, str] = {
    _C.AGREED: "agreement",
    _C.NOT_AGREED: "no_agreement",
    _E.APPROVED: "enrolment",
    # A seat in a class is given to those approved; it must not lead past the approval.
    _E.ASSIGNED: "enrolment",
    _E.REJECTED: "rejection",
}
"""By state of a consultation or an enrolment, the question whose approval leads there."""


def must_be_approved(session: Session, record: Record, facts: Facts, now: datetime) -> None:
    """Raise UserError DECISION-NEEDED if a record comes into such a state without its approval."""
    if isinstance(record, Claim):
        question, asks = DECIDED.get(record.state), True
    elif isinstance(record, Consultation | Enrolment):
        question, asks = QUESTIONS.get(record.state), facts.parameter(REQUIRED) is True
    else:
        return
    history = get_history(record, "state")
    # A case opened again, a payment taken back: the decision stands.
    before = history.deleted or ()
    reopened = _C.CLOSED in before or ClaimState.PAID in before
    if question is None or not history.added or reopened or not asks:
        return
    if not _approved(session, question, record.id, now):
        raise UserError(
            "DECISION-NEEDED",
            N_("This needs a decision under seal. Choose “Ask for a decision” and have it made."),
        )


def _approved(session: Session, question: str, of_id: str, now: datetime) -> bool:
    """Whether the question is being approved about a record in this transaction.

    An approved enrolment may wait, and lose and get its seat, without being asked anew.
    """
    made = [one for one in session.identity_map.values() if isinstance(one, Decision)]
    about = [one for one in made if (one.question, one.of_id) == (question, of_id)]
    if any(one.seal and (one.state, one.decided_at) == (_APPROVED, now) for one in about):
        return True
    if question != "enrolment":
        return False
    query = select(Decision.id).where(
        Decision.question == question,
        Decision.of_id == of_id,
        Decision.state == _APPROVED,
        Decision.seal.is_not(None),
        Decision.voided_at.is_(None),
    )
    return session.execute(query.limit(1)).first() is not None
