"""Who is paid by a claim, and into which account."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import (
    AffectedWorker,
    Claim,
    Employer,
    Enrolment,
    TrainingProvider,
    Worker,
)
from desktop_app.records.claim import ClaimKind


@dataclass(frozen=True)
class Account:
    """A payee and the account the money goes to."""

    payee: str
    bank: str | None
    account: str
    holder: str
    company: bool = True


def account_of(session: Session, claim: Claim, enrolment: str | None) -> Account:
    """The account of a claim's payee: the claim's own, else the employer's; the person's.

    Raises UserError PAY-ACCOUNT where none is recorded.
    """
    if claim.kind is ClaimKind.ALLOWANCE:
        return _of_person(session, session.get_one(Enrolment, enrolment))
    kept: Employer | None = None
    if claim.kind is ClaimKind.REIMBURSEMENT:
        kept = session.get_one(Employer, claim.employer)
        payee = kept.name
    else:
        payee = session.get_one(TrainingProvider, claim.provider).name
    if claim.account:
        return Account(payee, claim.bank, claim.account, claim.account_holder or payee)
    if kept is not None and kept.account:
        return Account(payee, kept.bank, kept.account, kept.account_holder or payee)
    raise _missing(claim.number)


def _of_person(session: Session, enrolment: Enrolment) -> Account:
    case = session.get_one(AffectedWorker, enrolment.affected_worker)
    worker = session.get_one(Worker, case.worker)
    if not worker.account:
        raise _missing(enrolment.number)
    holder = worker.account_holder or worker.name
    return Account(worker.name, worker.bank, worker.account, holder, company=False)


def _missing(number: str) -> UserError:
    return UserError(
        "PAY-ACCOUNT",
        N_("{number}: no bank account is recorded. Record it first, then prepare the payment."),
        number=number,
    )
