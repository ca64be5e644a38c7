"""A payment under way is not edited: it is returned and sent again, or reversed.

Asked at the store's door. What is paid, and for whom, never changes; the account
does once the bank returned the payment: until then it is the one the approval seals.
What is at the bank or paid is reversed and not taken out of use. And while a payment
stands, its claim stays approved.
"""

from __future__ import annotations

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.payments import LIVE
from desktop_app.records import Claim, Payment
from desktop_app.records.claim import PaymentState
from desktop_app.records.record import Record
from desktop_app.store.claim_seals import STANDS

ALWAYS = ("number", "claim", "enrolment", "payee", "gross", "tax")
ACCOUNT = ("bank", "account", "account_holder")
OPEN = (PaymentState.PREPARED, PaymentState.RETURNED)
"""States in which it may be taken out of use."""


def must_stay(session: Session, record: Record) -> None:
    """Raise UserError PAY-FIXED for a change of what a payment has fixed.

    CLAIM-PAID where its claim's approval is taken back.
    """
    if isinstance(record, Claim):
        _must_stay_approved(session, record)
    if not isinstance(record, Payment) or not inspect(record).persistent:
        return
    before = (get_history(record, "state").deleted or (record.state,))[0]
    fixed = ALWAYS if before is PaymentState.RETURNED else (*ALWAYS, *ACCOUNT)
    if before not in OPEN:
        fixed = (*fixed, "voided_at")
    if any(get_history(record, name).has_changes() for name in fixed):
        raise UserError(
            "PAY-FIXED",
            N_("{number} is under way and is not changed. Reverse it and prepare another one."),
            number=record.number,
        )


def _must_stay_approved(session: Session, claim: Claim) -> None:
    before = frozenset(get_history(claim, "state").deleted or ())
    if claim.state in STANDS or not before & STANDS:
        return
    query = select(Payment).where(Payment.claim == claim.id).order_by(Payment.number)
    for payment in session.scalars(query):
        if payment.state in LIVE and payment.voided_at is None:
            raise UserError(
                "CLAIM-PAID",
                N_("Payment {number} was prepared for it; reverse that first."),
                number=payment.number,
            )
