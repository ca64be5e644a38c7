"""A payment under way is not edited: it is returned and sent again, or reversed.

Asked at the store's door. What is paid, and for whom, never changes; the account
does once the bank returned the payment: until then it is the one the approval seals.
What is at the bank or paid is reversed and not taken out of use.
"""

from __future__ import annotations

from sqlalchemy import inspect
from sqlalchemy.orm.attributes import get_history

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import Payment
from desktop_app.records.claim import PaymentState
from desktop_app.records.record import Record

ALWAYS = ("number", "claim", "enrolment", "payee", "gross", "tax")
ACCOUNT = ("bank", "account", "account_holder")
OPEN = (PaymentState.PREPARED, PaymentState.RETURNED)
"""States in which it may be taken out of use."""


def must_stay(record: Record) -> None:
    """Raise UserError PAY-FIXED for a change of what a payment has fixed."""
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
