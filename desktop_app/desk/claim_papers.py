"""Invoices and receipts on claims: who made them out, and where else they were seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from desktop_app.processes.receipts import Paper
from desktop_app.records import Claim, ClaimLine, Employer, SeenReceipt, TrainingProvider
from desktop_app.records.claim import ClaimState
from desktop_app.store.claim_seals import STANDS

NOT_ASKED = (ClaimState.DRAFT, ClaimState.REJECTED)
"""States in which a claim asks for nothing (any more)."""
_ASKED = Claim.state.not_in(NOT_ASKED)


def rivals(claim: Claim) -> ColumnElement[bool]:
    """The other claims that a claim is held against: an approved one against those approved.

    What comes in later does not hold up the money of what was approved before it.
    """
    there = Claim.state.in_(STANDS) if claim.state in STANDS else _ASKED
    return and_(Claim.id != claim.id, Claim.voided_at.is_(None), there)


def issuer_of(session: Session, claim: Claim) -> str:
    """Who made out the invoice: the institution if it is named, else the employer."""
    provider = session.get(TrainingProvider, claim.provider) if claim.provider else None
    employer = session.get(Employer, claim.employer) if claim.employer else None
    if provider is not None:
        return provider.name
    return employer.name if employer is not None else ""


def papers_on(claim: Claim, issuer: str, lines: Iterable[ClaimLine]) -> list[Paper]:
    """Invoice and receipts; a receipt under the invoice's own number is the same paper."""
    number, invoice = claim.number, claim.invoice_number
    first = [Paper(number, issuer, invoice)] if issuer and invoice else []
    known = {paper.digest for paper in first}
    receipts = [
        Paper(number, issuer, line.receipt_number, line.id)
        for line in lines
        if issuer and line.receipt_number
    ]
    return [*first, *(paper for paper in receipts if paper.digest not in known)]


@dataclass(frozen=True)
class OnClaim:
    """A paper, and the claim it is on."""

    paper: Paper
    claim: Claim


def seen_here(session: Session, wanted: ColumnElement[bool] = _ASKED) -> list[OnClaim]:
    """Invoices and receipts on the claims there are, or on some of them; the earliest first."""
    names: Mapping[str, str] = {
        **dict(session.execute(select(Employer.id, Employer.name)).all()),
        **dict(session.execute(select(TrainingProvider.id, TrainingProvider.name)).all()),
    }
    lines: dict[str, list[ClaimLine]] = {}
    for line in session.scalars(
        select(ClaimLine).where(
            ClaimLine.receipt_number.is_not(None), ClaimLine.voided_at.is_(None)
        )
    ):
        lines.setdefault(line.claim, []).append(line)
    claims = session.scalars(
        select(Claim).where(wanted, Claim.voided_at.is_(None)).order_by(Claim.received_on, Claim.id)
    )
    found = []
    for claim in claims:
        issuer = names.get(claim.provider or claim.employer or "", "")
        papers = papers_on(claim, issuer, lines.get(claim.id, ()))
        found += [OnClaim(paper, claim) for paper in papers]
    return found


def seen_elsewhere(session: Session, papers: Sequence[Paper]) -> dict[str, tuple[str, str]]:
    """What headquarters tells of these papers: claim and office by digest."""
    wanted = [paper.digest for paper in papers]
    rows = session.scalars(
        select(SeenReceipt)
        .where(SeenReceipt.digest.in_(wanted), SeenReceipt.voided_at.is_(None))
        .order_by(SeenReceipt.seen_on.desc(), SeenReceipt.id)
    )
    return {row.digest: (row.claim_number, row.of_office) for row in rows}
