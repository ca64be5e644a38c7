"""What is done with a claim on its way: submitted, returned, verified, taken back, closed.

Approval and rejection are decisions under seal (`claim_decisions`).
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk import decisions
from desktop_app.desk.claim_decisions import open_anew
from desktop_app.desk.claim_facts import examined, lines_of, must_pass
from desktop_app.desk.editing import fetch
from desktop_app.desk.papers import days_off
from desktop_app.desk.spending import over_budget
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.claim_checks import blocking
from desktop_app.processes.deadlines import working_days_from
from desktop_app.processes.rights import Right, must
from desktop_app.records import Claim, ReceivedPaper
from desktop_app.records.claim import ClaimState
from desktop_app.store.claim_seals import APPROVAL
from desktop_app.store.writing import Write

_C = ClaimState
SUBMITTED = N_("Claim submitted")
RETURNED = N_("Claim returned as incomplete")
VERIFIED = N_("Claim verified")
WENT_ON = N_("Going on with a claim in spite of findings")
TAKEN_BACK = N_("Approval of a claim taken back")
CLOSED = N_("Claim closed")


def claim_of(session: Session, id: str) -> Claim:
    """The claim with this id. Raises UserError if there is none to see."""
    found = fetch(session, Claim, id)
    assert isinstance(found, Claim)
    return found


def submit(session: Write, id: str) -> Claim:
    """Take a claim in: its days run from today if its papers are all there.

    Raises UserError CLAIM-EMPTY without cost lines.
    """
    claim = claim_of(session, id)
    if not lines_of(session, id):
        raise UserError("CLAIM-EMPTY", N_("Enter the cost lines first; then submit the claim."))
    claim.state, claim.reason = _C.SUBMITTED, None
    session.flush()
    claim.due_on = None
    if not examined(session, claim, session.facts).known.missing:
        claim.due_on = due_from(session, claim, session.facts.today)
    return claim


def due_from(session: Write, claim: Claim, complete: date) -> date:
    """The day by which a claim that was complete on a day is to be paid."""
    days = session.facts.parameter("payment.sla_working_days")
    return working_days_from(complete, days, days_off(session, claim.office))


def give_back(session: Write, id: str, reason: str) -> Claim:
    """Return a claim as incomplete: why; what is missing stands in its checklist.

    Its days stop. Raises UserError: without reason, or while the head decides.
    """
    claim = claim_of(session, id)
    if not reason.strip():
        raise UserError("REASON", N_("Say what is missing"))
    if decisions.waiting(session, APPROVAL, id) is not None:
        raise UserError(
            "CLAIM-WAITS", N_("It waits for a decision; have that returned or withdrawn first.")
        )
    claim.state, claim.reason, claim.due_on = _C.INCOMPLETE, reason.strip(), None
    return claim


def verify(session: Write, id: str) -> Claim:
    """Say that a claim is complete and right, and put it before the head.

    Raises UserError: E-RIGHT, or CLAIM-BLOCKED while a finding blocks for which nobody
    said why to go on.
    """
    must(session.author.roles, Right.VERIFY)
    claim = claim_of(session, id)
    must_pass(session, claim)
    if claim.due_on is None:
        claim.due_on = due_from(session, claim, _complete_on(session, claim))
    claim.state = _C.VERIFIED
    session.flush()
    if decisions.waiting(session, APPROVAL, id) is None:
        decisions.ask(session, APPROVAL, claim, due_on=claim.due_on)
    return claim


def _complete_on(session: Write, claim: Claim) -> date:
    """The day on which the last paper came; of a claim without papers the day it came itself."""
    last = session.scalars(
        select(ReceivedPaper.received_on)
        .where(ReceivedPaper.of_id == claim.id, ReceivedPaper.voided_at.is_(None))
        .order_by(ReceivedPaper.received_on.desc())
    ).first()
    return max(claim.received_on, last or claim.received_on)


def go_on(session: Write, id: str, reason: str) -> Claim:
    """Let a claim pass in spite of what stands in its way now; what comes later asks anew.

    Raises UserError: E-RIGHT, without reason, or where nothing is in the way.
    """
    must(session.author.roles, Right.OVERRIDE)
    if not reason.strip():
        raise UserError("OVERRIDE-REASON", N_("Say why the rules are set aside."))
    claim = claim_of(session, id)
    found = examined(session, claim, session.facts)
    keys = {one.key for one in blocking(found.findings)} | over_budget(session, claim, found.lines)
    if not keys:
        raise UserError("OVERRIDE-NOTHING", N_("Nothing stands in the way of this claim."))
    claim.override_reason, claim.override_of = reason.strip(), " ".join(sorted(keys))
    return claim


def take_back(session: Write, id: str, reason: str) -> Claim:
    """Take an approval or a rejection back: the claim is verified again, and decided anew.

    Raises UserError: E-RIGHT, without reason, and CLAIM-PAID (at the store's door) while
    a payment stands.
    """
    must(session.author.roles, Right.DECIDE)
    claim = claim_of(session, id)
    if not reason.strip():
        raise UserError("REASON", N_("Name the reason"))
    open_anew(session, claim, reason.strip())
    return claim


def close(session: Write, id: str) -> Claim:
    """All is paid and filed."""
    claim = claim_of(session, id)
    claim.state, claim.closed_on = _C.CLOSED, session.facts.today
    return claim
