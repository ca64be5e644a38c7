"""The bank's answer laid beside our payments, and taken over in one act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.payments import give_back, pay
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.payments import GOOD, Fit, Match, Told, matched
from desktop_app.records import Payment
from desktop_app.records.claim import PaymentState
from desktop_app.store.writing import Write

TAKEN = N_("Answer of the bank taken over")


def lay(session: Session, told: Sequence[Told]) -> list[Match]:
    """Each row of the answer beside the payment it is about, and what is missing."""
    query = select(Payment).where(
        Payment.state != PaymentState.REVERSED, Payment.voided_at.is_(None)
    )
    return matched(list(session.scalars(query.order_by(Payment.number))), told)


def take(session: Write, told: Sequence[Told]) -> dict[Fit, int]:
    """Record what fits as paid or returned; how many rows stand how.

    Raises UserError ANSWER-NOTHING where no row can be taken over, and what
    `payments.pay` does; then nothing is.
    """
    found = lay(session, told)
    counts = {fit: sum(match.fit is fit for match in found) for fit in Fit}
    if not any(counts[fit] for fit in GOOD):
        raise UserError("ANSWER-NOTHING", N_("No row of the bank's file can be taken over."))
    for match in found:
        if match.payment is None or match.told is None or match.fit not in GOOD:
            continue
        if match.fit is Fit.PAID:
            day = match.told.day or session.facts.today
            pay(session, match.payment, day, match.told.reference)
        else:
            give_back(session, match.payment, match.told.reason)
    return {fit: count for fit, count in counts.items() if count}


def differences(found: Iterable[Match]) -> list[Match]:
    """The rows that are not taken over, whatever the reason."""
    return [match for match in found if match.fit not in GOOD and match.fit is not Fit.KNOWN]
