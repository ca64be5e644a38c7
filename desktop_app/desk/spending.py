"""What a payment does to the budget's book: realised, promises fall, and all of it taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.budget import Books, may_promise, promises, release
from desktop_app.desk.claim_facts import lines_of
from desktop_app.desk.taxes import tax_kinds
from desktop_app.processes.budget import open_entries
from desktop_app.processes.claims import finding_key
from desktop_app.processes.payments import UNDER_WAY
from desktop_app.processes.taxes import sums
from desktop_app.records import (
    BudgetMovement,
    Claim,
    ClaimLine,
    Enrolment,
    Payment,
    TrainingClass,
)
from desktop_app.records.budget import Movement
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.funding import CostKind
from desktop_app.store.writing import Write

_M = Movement


def must_cover(session: Write, claim: Claim, lines: Sequence[ClaimLine]) -> None:
    """See that the budget has enough left for cost lines beside what is promised to their people.

    Payments under way are not booked yet, and count. Raises UserError BUDGET-OVER,
    unless the claim's reason for going on was given for this budget line too.
    """
    books = Books(session, claim.programme_year)
    for line, amount in _asked(session, books, claim, lines).items():
        if _over(line) not in claim.aside:
            books.cover(line, amount)


def over_budget(session: Write, claim: Claim, lines: Sequence[ClaimLine]) -> set[str]:
    """Keys of the findings that a budget line has not enough left for cost lines."""
    books = Books(session, claim.programme_year)
    asked = _asked(session, books, claim, lines)
    return {
        _over(line) for line in asked if asked[line] > max(books.standing_of(line).remainder, 0)
    }


def _over(line: str | None) -> str:
    return finding_key("BUDGET", line)


def _asked(
    session: Session, books: Books, claim: Claim, lines: Sequence[ClaimLine]
) -> dict[str | None, int]:
    """What each budget line must have left for cost lines that take more than was promised."""
    needed, before = _needed(session, books, claim, lines), _under_way(session, books)
    return {line: amount + before[line] for line, amount in needed.items() if amount > 0}


def _needed(
    session: Session, books: Books, claim: Claim, lines: Sequence[ClaimLine]
) -> defaultdict[str | None, int]:
    """What cost lines take from each budget line beyond what is promised to their people."""
    needed = _by_line(session, books, claim, lines)
    for one in _trained(session, claim, lines):
        for line, amount in promises(session, one.id).get(books.year, {}).items():
            needed[line] -= amount
    return needed


def _under_way(session: Session, books: Books) -> defaultdict[str | None, int]:
    """What the payments of the books' year that are not paid yet will take from each line."""
    query = (
        select(Claim, Payment.enrolment)
        .join(Payment, Payment.claim == Claim.id)
        .where(
            Claim.programme_year == books.year,
            Payment.state.in_(UNDER_WAY),
            Payment.voided_at.is_(None),
        )
    )
    payees: defaultdict[Claim, set[str | None]] = defaultdict(set)
    for claim, payee in session.execute(query.order_by(Payment.id)):
        payees[claim].add(payee)
    found: defaultdict[str | None, int] = defaultdict(int)
    for claim, waiting in payees.items():
        own = [line for line in lines_of(session, claim.id) if payee_of(claim, line) in waiting]
        for line, amount in _needed(session, books, claim, own).items():
            found[line] += amount
    return found


def payee_of(claim: Claim, line: ClaimLine) -> str | None:
    """Who is paid by a cost line: of an allowance the enrolment, else the one payee of all."""
    return line.enrolment if claim.kind is ClaimKind.ALLOWANCE else None


def spend(session: Write, claim: Claim, payment: Payment, lines: Sequence[ClaimLine]) -> None:
    """Book a payment as realised on the lines of its costs; what was promised for it falls.

    Both are booked on the day it was paid, unless that is of a finalised period.
    """
    books, day = Books(session, claim.programme_year), payment.paid_on
    for one in _trained(session, claim, lines):
        release(session, one, document=payment.number, books=books, on=day)
    for line, amount in _by_line(session, books, claim, lines).items():
        over = None
        if amount > books.standing_of(line).remainder:
            over = claim.override_reason or payment.number
        books.book(
            line,
            _M.REALISATION,
            amount,
            day,
            document=payment.number,
            of_record=Payment.__tablename__,
            of_id=payment.id,
            over_reason=over,
        )


def let_fall(session: Write, claim: Claim) -> None:
    """Let what is promised to a refused claim's people fall, unless another claim asks for it."""
    others = session.execute(
        select(ClaimLine.enrolment, Claim.training_class)
        .join(Claim, Claim.id == ClaimLine.claim)
        .where(
            ClaimLine.cost_kind == CostKind.TRAINING,
            ClaimLine.voided_at.is_(None),
            Claim.id != claim.id,
            Claim.state != ClaimState.REJECTED,
            Claim.voided_at.is_(None),
        )
    ).all()
    named = {enrolment for enrolment, _class in others}
    whole = {of for enrolment, of in others if enrolment is None and of is not None}
    for one in _trained(session, claim, lines_of(session, claim.id)):
        if one.id not in named and one.training_class not in whole:
            release(session, one, document=claim.number)


def take_back(session: Write, of: Payment | Claim, reason: str) -> None:
    """Reverse what a payment or the refusal of a claim booked.

    The promises that fell with it stand again, but for those who have left since.
    """
    claim = of if isinstance(of, Claim) else session.get_one(Claim, of.claim)
    trained = [one.id for one in _trained(session, claim, lines_of(session, claim.id))]
    # By what they are about, too: two PCs may have given two payments one number.
    own = select(BudgetMovement).where(
        BudgetMovement.document == of.number,
        BudgetMovement.of_id.in_([of.id, *trained]),
        BudgetMovement.voided_at.is_(None),
    )
    book = list(session.scalars(own.order_by(BudgetMovement.id)))
    fallen = open_entries(book, _M.RELEASE)
    again = {id for id in {entry.of_id for entry in fallen} if id and may_promise(session, id)}
    by_year: dict[int, Books] = {}
    for entry in (
        *open_entries(book, _M.REALISATION),
        *(entry for entry in fallen if entry.of_id in again),
    ):
        year = entry.programme_year
        books = by_year.setdefault(year, Books(session, year))
        books.reverse(entry, reason)


def _by_line(
    session: Session, books: Books, claim: Claim, lines: Iterable[ClaimLine]
) -> defaultdict[str | None, int]:
    """What cost lines come to on each budget line, in rupiah gross."""
    kinds = tax_kinds(session)
    found: defaultdict[str | None, int] = defaultdict(int)
    for line in lines:
        own = line.budget_line or books.line_for(_programme(session, claim, line), line.cost_kind)
        found[own] += sums(line, kinds).gross
    return found


def _programme(session: Session, claim: Claim, line: ClaimLine) -> str | None:
    if line.enrolment is not None:
        return session.get_one(Enrolment, line.enrolment).programme
    if claim.training_class is not None:
        return session.get_one(TrainingClass, claim.training_class).programme
    return None


def _trained(session: Session, claim: Claim, lines: Sequence[ClaimLine]) -> list[Enrolment]:
    """Whose training is paid: those named, or all of the class where a line names nobody."""
    fees = [line for line in lines if line.cost_kind is CostKind.TRAINING]
    named = [line.enrolment for line in fees if line.enrolment is not None]
    query = select(Enrolment).where(Enrolment.voided_at.is_(None)).order_by(Enrolment.id)
    if claim.training_class is not None and any(line.enrolment is None for line in fees):
        return list(session.scalars(query.where(Enrolment.training_class == claim.training_class)))
    return list(session.scalars(query.where(Enrolment.id.in_(named))))
