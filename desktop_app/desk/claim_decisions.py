"""What the head decides on a claim: approval and rejection, each under seal."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.desk import spending
from desktop_app.desk.claim_facts import must_pass
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import Claim, Decision, Employer, TrainingClass, TrainingProvider
from desktop_app.records.claim import ClaimState
from desktop_app.store.writing import Write

_C = ClaimState


def approval_ready(claim: Claim, remarks: str) -> None:
    """Only what was verified is put before the head. Raises UserError DECISION-EARLY."""
    if claim.state is not _C.VERIFIED:
        raise UserError("DECISION-EARLY", N_("Verify the claim first; then it can be approved."))


def rejection_ready(claim: Claim, remarks: str) -> None:
    """A refusal rests on a verified claim, and says why. Raises UserError."""
    if claim.state is not _C.VERIFIED:
        raise UserError("DECISION-EARLY", N_("Verify the claim first; then it can be rejected."))
    if not remarks.strip():
        raise UserError("DECISION-REASON", N_("Give the reason of the rejection in the remarks."))


def matter(session: Session, claim: Claim) -> str:
    """The claim's number and who is paid; never a person."""
    found = (
        session.get(kind, id)
        for kind, id in (
            (Employer, claim.employer),
            (TrainingProvider, claim.provider),
            (TrainingClass, claim.training_class),
        )
        if id is not None
    )
    payee = next((one for one in found if one is not None), None)
    return f"{claim.number} · {payee.caption}" if payee is not None else claim.number


def approve(session: Write, claim: Claim, decision: Decision) -> None:
    """The claim may be paid as it stands. Raises UserError CLAIM-BLOCKED as verifying does."""
    must_pass(session, claim)
    claim.state, claim.reason = _C.APPROVED, None


def reject(session: Write, claim: Claim, decision: Decision) -> None:
    """The claim is refused, for the reason that was put before the head; its promises fall."""
    claim.state, claim.reason = _C.REJECTED, decision.remarks
    spending.let_fall(session, claim)


def open_anew(session: Write, claim: Claim, reason: str) -> None:
    """A decided claim is verified again, to be decided anew; promises that fell stand again."""
    if claim.state is _C.REJECTED:
        spending.take_back(session, claim, reason)
    claim.state, claim.reason = _C.VERIFIED, reason
