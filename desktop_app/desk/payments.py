"""Payments of approved claims: prepared, sent, paid, returned, reversed; the book follows each.

Only what was approved under seal, and still says what was approved, is paid.
All acts need the right to record payments, which the store's door asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.claim_facts import lines_of, must_pass
from desktop_app.desk.decisions import changed
from desktop_app.desk.letters import issue
from desktop_app.desk.numbers import by_pattern
from desktop_app.desk.payees import account_of
from desktop_app.desk.spending import must_cover, payee_of, spend, take_back
from desktop_app.desk.taxes import tax_kinds
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.payments import LIVE, must_be_once, must_fit, settled, shares
from desktop_app.processes.rights import Right, must
from desktop_app.records import Claim, Decision, Payment
from desktop_app.records.claim import ClaimKind, ClaimState, PaymentState
from desktop_app.records.desk_work import DecisionState
from desktop_app.store.claim_seals import APPROVAL
from desktop_app.store.decision_seals import keys_of, sound
from desktop_app.store.steps import take_step
from desktop_app.store.writing import Write

PREPARED, SENT = N_("Payments prepared"), N_("Payments sent to the bank")
PAID, RETURNED = N_("Payments recorded as paid"), N_("Payments returned by the bank")
REVERSED = N_("Payment reversed")
LIST = "payment-list"
"""What a list for the bank is known by among the papers with a number."""

_C, _P = ClaimState, PaymentState


def payments_of(session: Session, claim: str) -> list[Payment]:
    """The payments of a claim, those reversed too."""
    query = select(Payment).where(Payment.claim == claim, Payment.voided_at.is_(None))
    return list(session.scalars(query.order_by(Payment.number)))


def must_be_payable(session: Session, claim: Claim) -> None:
    """Raise UserError where a claim may not be paid.

    PAY-EARLY before its approval, PAY-STALE where it says something else than
    what was approved, or the approval does not carry its officer's seal.
    """
    if claim.state not in (_C.APPROVED, _C.PAID, _C.CLOSED):
        raise UserError("PAY-EARLY", N_("Only an approved claim is paid."))
    made = session.scalars(
        select(Decision)
        .where(
            Decision.question == APPROVAL,
            Decision.of_id == claim.id,
            Decision.state == DecisionState.APPROVED,
            Decision.voided_at.is_(None),
        )
        .order_by(Decision.decided_at.desc(), Decision.id.desc())
        .limit(1)
    ).first()
    keys = keys_of(session.connection(), made.decided_by or "") if made else ()
    if made is None or changed(session, made) or not any(sound(made, key) for key in keys):
        raise UserError(
            "PAY-STALE",
            N_("{number} does not stand as it was approved. Have it approved once more."),
            number=claim.number,
        )


def prepare(session: Write, claim: Claim, holder_reason: str = "") -> list[Payment]:
    """Make the payments that an approved claim still needs, one for each payee.

    Raises UserError: E-RIGHT, PAY-EARLY, PAY-STALE, CLAIM-BLOCKED for what came up
    since the approval, PAY-ACCOUNT, PAY-HOLDER (unless `holder_reason` says why),
    PAY-NOTHING, BUDGET-OVER (unless the claim's reason for going on is about it).
    """
    must(session.author.roles, Right.PAY)
    must_be_payable(session, claim)
    must_pass(session, claim)
    lines = lines_of(session, claim.id)
    paid = {one.enrolment for one in payments_of(session, claim.id) if one.state in LIVE}
    due = shares(claim.kind, lines, tax_kinds(session))
    open_shares = {payee: share for payee, share in due.items() if payee not in paid}
    if not open_shares:
        raise UserError("PAY-NOTHING", N_("All payments of this claim are prepared."))
    must_cover(session, claim, [line for line in lines if payee_of(claim, line) in open_shares])
    today = session.facts.today
    numbers = by_pattern(session, Payment, today, len(open_shares))
    made = []
    for number, (enrolment, share) in zip(numbers, open_shares.items(), strict=True):
        to = account_of(session, claim, enrolment)
        must_fit(to.payee, to.holder, holder_reason, company=to.company)
        made.append(
            Payment(
                number=number,
                claim=claim.id,
                enrolment=enrolment,
                payee=to.payee,
                bank=to.bank,
                account=to.account,
                account_holder=to.holder,
                holder_reason=holder_reason.strip() or None,
                gross=share.gross,
                tax=share.withheld,
                prepared_on=today,
            )
        )
    session.add_all(made)
    return made


def check_account(session: Session, payment: Payment) -> None:
    """See that an account that was corrected is the payee's. Raises PAY-HOLDER."""
    claim = session.get_one(Claim, payment.claim)
    company = claim.kind is not ClaimKind.ALLOWANCE
    must_fit(payment.payee, payment.account_holder, payment.holder_reason, company=company)


def send(session: Write, payments: Sequence[Payment]) -> str:
    """Put payments onto one list for the bank; its number, which no other list ever has.

    Raises UserError PAY-NOTHING without any that waits, and what `must_be_payable`,
    `must_pass` and `must_be_once` do.
    """
    must(session.author.roles, Right.PAY)
    waiting = [one for one in payments if one.state in (_P.PREPARED, _P.RETURNED)]
    if not waiting:
        raise UserError("PAY-NOTHING", N_("No payment waits to be sent."))
    for id in dict.fromkeys(one.claim for one in waiting):
        claim = session.get_one(Claim, id)
        must_be_payable(session, claim)
        must_pass(session, claim)
        must_be_once(payments_of(session, id))
    day, first = session.facts.today, waiting[0]
    number = issue(session, LIST, Payment.__tablename__, first.id, day=day, again=True).number
    for one in waiting:
        check_account(session, one)
        one.state, one.list_number, one.sent_on = _P.SENT, number, day
    return number


def take_from_list(session: Write, payment: Payment) -> None:
    """The bank did not get it after all: the payment waits again."""
    payment.state, payment.list_number, payment.sent_on = _P.PREPARED, None, None


def pay(session: Write, payment: Payment, day: date, reference: str) -> None:
    """The bank has paid: booked as realised, and the claim is paid once all are.

    Raises UserError: PAY-EARLY, PAY-STALE, PAY-DAY for a day to come, E-STATE for one
    that is not at the bank.
    """
    claim = session.get_one(Claim, payment.claim)
    must_be_payable(session, claim)
    if day > session.facts.today:
        raise UserError("PAY-DAY", N_("The day of payment must not lie in the future."))
    _lead(payment, _P.PAID)
    payment.paid_on, payment.reference = day, reference.strip() or None
    session.flush()
    lines = lines_of(session, claim.id)
    own = [line for line in lines if payee_of(claim, line) == payment.enrolment]
    spend(session, claim, payment, own)
    due = sum(share.gross for share in shares(claim.kind, lines, tax_kinds(session)).values())
    if claim.state is _C.APPROVED and settled(payments_of(session, claim.id), due):
        claim.state = _C.PAID


def give_back(session: Write, payment: Payment, reason: str) -> None:
    """The bank has returned it (*retur*): what was booked is taken back."""
    _undone(session, payment, reason)
    _lead(payment, _P.RETURNED)
    payment.return_reason = reason.strip() or None
    payment.paid_on = payment.reference = None


def reverse(session: Write, payment: Payment, reason: str) -> None:
    """A payment is never edited: it is taken back whole, and another one prepared."""
    _undone(session, payment, reason)
    _lead(payment, _P.REVERSED)
    payment.reversal_reason = reason.strip() or None


def _lead(payment: Payment, state: PaymentState) -> None:
    """Lead a payment to a state, which it must not have yet: nothing is booked twice."""
    before = payment.state
    payment.state = state
    take_step(payment, "state", before.value, Payment.states["state"])


def _undone(session: Write, payment: Payment, reason: str) -> None:
    must(session.author.roles, Right.PAY)
    if payment.state is not _P.PAID:
        return
    take_back(session, payment, reason.strip())
    claim = session.get_one(Claim, payment.claim)
    for before, after in ((_C.CLOSED, _C.PAID), (_C.PAID, _C.APPROVED)):
        if claim.state is before:
            claim.state, claim.closed_on = after, None
            session.flush()
