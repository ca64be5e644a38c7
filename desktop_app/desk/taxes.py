"""The tax of a cost line: proposed when it is written, another one only with a reason."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.processes import taxes
from desktop_app.records import Claim, ClaimLine, Employer, TaxKind
from desktop_app.records.claim import ClaimKind
from desktop_app.store.writing import Write


def tax_kinds(session: Session) -> dict[str, TaxKind]:
    """All kinds of tax by id, those of other years too."""
    query = select(TaxKind).where(TaxKind.voided_at.is_(None))
    return {kind.id: kind for kind in session.scalars(query)}


def proposal(session: Session, claim: Claim, line: ClaimLine) -> tuple[TaxKind | None, int]:
    """The tax that is proposed for a line as of the claim's day, and its amount.

    An employer without NPWP bears the rate that the kind has for that.
    """
    kind = taxes.proposed(
        tax_kinds(session).values(),
        line.cost_kind,
        taxes.PAYEE_OF[claim.kind],
        claim.invoiced_on or claim.received_on,
    )
    npwp = True
    if claim.kind is ClaimKind.REIMBURSEMENT and claim.employer:
        npwp = bool(session.get_one(Employer, claim.employer).npwp)
    each = line.unit_price or 0
    return kind, taxes.tax_on(kind, line.gross, each, npwp=npwp) if kind else 0


def settle(session: Write, claim: Claim, line: ClaimLine) -> None:
    """Give a line the proposed tax where nothing else was said, or see that the reason is.

    Raises UserError TAX-REASON.
    """
    kind, amount = proposal(session, claim, line)
    if line.tax is None and not line.tax_amount and not line.tax_reason:
        line.tax, line.tax_amount = (kind.id if kind else None), amount
    taxes.must_explain(line, kind, amount)
