"""Payments: who is paid what of a claim, whether the account is the payee's, what a bank told.

Plain values in, plain values out; whole rupiah.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.kinds import Code
from desktop_app.processes.likeness import ALIKE, likeness, same_company
from desktop_app.processes.taxes import Sums, sums
from desktop_app.records.claim import ClaimKind, ClaimLine, Payment, PaymentState
from desktop_app.records.funding import TaxKind

_P = PaymentState
LIVE = frozenset(_P) - {_P.REVERSED}
"""States of a payment that stands."""
UNDER_WAY = LIVE - {_P.PAID}
"""States of a payment that is still to be booked."""


def shares(
    kind: ClaimKind, lines: Iterable[ClaimLine], kinds: Mapping[str, TaxKind]
) -> dict[str | None, Sums]:
    """What each payee of a claim gets: of an allowance by enrolment, else one sum for all."""
    found: dict[str | None, Sums] = {}
    for line in lines:
        payee = line.enrolment if kind is ClaimKind.ALLOWANCE else None
        found[payee] = found.get(payee, Sums()) + sums(line, kinds)
    return {payee: share for payee, share in found.items() if share.gross}


def fits(payee: str, holder: str, *, company: bool) -> bool:
    """Whether the account holder is who is paid, as far as names can tell."""
    alike = same_company if company else likeness
    return alike(payee, holder) >= ALIKE


def must_fit(payee: str, holder: str, reason: str | None, *, company: bool) -> None:
    """Raise UserError PAY-HOLDER for another account holder without a reason."""
    if not fits(payee, holder, company=company) and not (reason or "").strip():
        raise UserError(
            "PAY-HOLDER",
            N_("{payee}: the account belongs to somebody else. Correct it or give the reason."),
            payee=payee,
        )


def settled(payments: Iterable[Payment], due: int) -> bool:
    """Whether all that a claim is worth (gross) has been paid."""
    live = [one for one in payments if one.state in LIVE]
    return (
        bool(live)
        and all(one.state is _P.PAID for one in live)
        and sum(one.gross for one in live) == due
    )


def twice(payments: Iterable[Payment]) -> list[Payment]:
    """Those that stand beside another for the same share of the same claim.

    Two PCs of an office may each have prepared one before they heard of each other.
    """
    live = [one for one in payments if one.state in LIVE and one.voided_at is None]
    many = Counter((one.claim, one.enrolment) for one in live)
    return [one for one in live if many[one.claim, one.enrolment] > 1]


def must_be_once(payments: Iterable[Payment]) -> None:
    """Raise UserError PAY-TWICE where a payee of a claim would be paid twice."""
    for one in twice(payments):
        raise UserError(
            "PAY-TWICE",
            N_("{payee} has two payments for the same, {number} among them. Reverse one first."),
            payee=one.payee,
            number=one.number,
        )


def check_value(payments: Iterable[Payment]) -> str:
    """Eight signs over numbers, accounts and sums of a list: both sides can compare them."""
    lines = sorted(f"{one.number}|{one.account}|{one.net}" for one in payments)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8].upper()


# --- what a bank answers -------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A row of the bank's answer: the payment by number or by account and amount."""

    row: int
    paid: bool
    number: str = ""
    account: str = ""
    amount: int | None = None
    reference: str = ""
    reason: str = ""
    day: date | None = None


class Fit(Code):
    """How a row of the bank's answer stands to our payments."""

    PAID = "PAID", "Will be recorded as paid"
    RETURNED = "RETURNED", "Will be recorded as returned"
    KNOWN = "KNOWN", "Recorded already"
    UNKNOWN = "UNKNOWN", "Not found among those sent"
    AMOUNT = "AMOUNT", "Another amount"
    ACCOUNT = "ACCOUNT", "Another account"
    UNPROVEN = "UNPROVEN", "Reference or reason missing"
    TWICE = "TWICE", "Twice, or fits several"
    MISSING = "MISSING", "Not in the bank's file"


GOOD = frozenset({Fit.PAID, Fit.RETURNED})


@dataclass(frozen=True)
class Match:
    """A row of the bank's answer beside the payment it is about."""

    fit: Fit
    told: Told | None = None
    payment: Payment | None = None


def matched(sent: Sequence[Payment], answer: Sequence[Told]) -> list[Match]:
    """Each row of the answer beside its payment, and the payments sent of which none tells."""
    found: list[Match] = []
    seen: set[str] = set()
    for told in answer:
        match = _one(sent, told, seen)
        if match.payment is not None:
            seen.add(match.payment.id)
        found.append(match)
    lists = {m.payment.list_number for m in found if m.payment is not None}
    missing = [
        one
        for one in sent
        if one.state is _P.SENT and one.id not in seen and one.list_number in lists
    ]
    return [*found, *(Match(Fit.MISSING, None, one) for one in missing)]


def _one(sent: Sequence[Payment], told: Told, seen: set[str]) -> Match:
    if told.number:
        fitting = [one for one in sent if one.number == told.number]
    else:
        same = [one for one in sent if (one.account, one.net) == (told.account, told.amount)]
        waiting = [one for one in same if one.state is _P.SENT]
        known = [one for one in same if told.reference and one.reference == told.reference]
        fitting = known or waiting or same
    if not fitting:
        return Match(Fit.UNKNOWN, told)
    payment = fitting[0]
    if len(fitting) > 1 or payment.id in seen:
        return Match(Fit.TWICE, told)
    return Match(_fit(payment, told), told, payment)


def _fit(payment: Payment, told: Told) -> Fit:
    if told.amount is not None and told.amount != payment.net:
        return Fit.AMOUNT
    if told.account and told.account != payment.account:
        return Fit.ACCOUNT
    if payment.state is (_P.PAID if told.paid else _P.RETURNED) or _before(payment, told):
        return Fit.KNOWN
    if payment.state not in ((_P.SENT,) if told.paid else (_P.SENT, _P.PAID)):
        return Fit.UNKNOWN
    if not (told.reference if told.paid else told.reason):
        return Fit.UNPROVEN
    return Fit.PAID if told.paid else Fit.RETURNED


def _before(payment: Payment, told: Told) -> bool:
    """Whether an answer is about an earlier list of a payment that came back and was sent again."""
    if payment.return_reason is None or payment.sent_on is None or told.day is None:
        return False
    return told.day < payment.sent_on
