"""Claims as tests need them: written by one officer, approved under seal by another."""

from __future__ import annotations

from typing import Any

from desktop_app.desk import decisions
from desktop_app.office import Office
from desktop_app.records import Claim, ClaimLine, Employer
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.funding import CostKind
from tests import make
from tests.colleagues import HEAD_PASSWORD


def claim(number: int = 1, **over: Any) -> Claim:
    """A draft; the payee is for the caller to name."""
    values: dict[str, Any] = {
        "number": f"{number:04}/PB/MND/XI/{make.DAY.year}",
        "kind": ClaimKind.REIMBURSEMENT,
        "programme_year": make.DAY.year,
        "received_on": make.DAY,
    }
    return Claim(**values | over)


def line(claim: Claim, price: int = 3_500_000, **over: Any) -> ClaimLine:
    """A training cost of a claim."""
    values: dict[str, Any] = {
        "claim": claim.id,
        "cost_kind": CostKind.TRAINING,
        "description": "Operator forklif",
        "unit_price": price,
    }
    return ClaimLine(**values | over)


def verified(office: Office, *prices: int, **over: Any) -> Claim:
    """A saved claim of an employer with lines, ready to be put before the head."""
    day = office.today
    made = claim(**{"received_on": day, "written_by": office.store.author.officer, **over})
    with office.store.write("test") as session:
        employer = Employer(npp="00000001", name="PT Contoh 1")
        made.employer = employer.id
        session.add_all([employer, made, *(line(made, price) for price in prices or (3_500_000,))])
    for state in (ClaimState.SUBMITTED, ClaimState.VERIFIED):
        with office.store.write("test") as session:
            session.get_one(Claim, made.id).state = state
    return made


def approve(office: Office, head: Office, claim: str, question: str = "claim") -> None:
    """Ask at the one desk, decide at the other."""
    with office.store.write(decisions.ASKED) as session:
        asked = decisions.ask(session, question, session.get_one(Claim, claim), remarks="-")
    decisions.decide(head, {asked.id: asked.digest}, HEAD_PASSWORD, approve=True)
