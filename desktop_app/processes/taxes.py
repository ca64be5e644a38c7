"""Taxes on what is paid: proposed from dated kinds, and what they make of gross and net.

Whole rupiah; a tax is rounded down, as slips and returns have it. A tax withheld
is taken off what the payee gets; one that is charged (VAT) is paid on top.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records.claim import ClaimKind, ClaimLine
from desktop_app.records.funding import CostKind, PayeeKind, TaxKind

PAYEE_OF: Mapping[ClaimKind, PayeeKind] = {
    ClaimKind.INVOICE: PayeeKind.PROVIDER,
    ClaimKind.REIMBURSEMENT: PayeeKind.EMPLOYER,
    ClaimKind.ALLOWANCE: PayeeKind.PARTICIPANT,
}
"""Who is paid by a claim, and so whose taxes are looked at."""


@dataclass(frozen=True)
class Sums:
    """What a cost comes to: accepted, charged on top, withheld."""

    accepted: int = 0
    added: int = 0
    withheld: int = 0

    @property
    def gross(self) -> int:
        """What the budget bears (*bruto*)."""
        return self.accepted + self.added

    @property
    def net(self) -> int:
        """What the payee gets (*neto*)."""
        return self.gross - self.withheld

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.accepted + other.accepted,
            self.added + other.added,
            self.withheld + other.withheld,
        )


def tax_on(kind: TaxKind, amount: int, each: int, *, npwp: bool = True) -> int:
    """The tax of a kind on an amount that is made of pieces of `each` (a day's pocket money).

    None is due where a piece is no more than the kind leaves free.
    """
    if each <= kind.free_up_to:
        return 0
    rate = kind.rate if npwp or kind.without_npwp is None else kind.without_npwp
    return amount * kind.base * rate // 10_000**2


def proposed(
    kinds: Iterable[TaxKind], cost: CostKind, payee: PayeeKind, day: date
) -> TaxKind | None:
    """The kind that is proposed for a cost on a day; None where none is."""
    fitting = [
        kind
        for kind in kinds
        if kind.proposed
        and kind.payee is payee
        and cost in kind.cost_kinds
        and kind.valid_from <= day
        and (kind.valid_to is None or day <= kind.valid_to)
    ]
    return max(fitting, key=lambda kind: (kind.valid_from, kind.code), default=None)


def must_explain(line: ClaimLine, kind: TaxKind | None, amount: int) -> None:
    """Raise UserError TAX-REASON for another tax than `kind` at `amount` without a reason."""
    told = (line.tax, line.tax_amount or 0)
    if told != (kind.id if kind else None, amount) and not line.tax_reason:
        raise UserError(
            "TAX-REASON",
            N_("{line}: another tax than the proposed one needs a reason."),
            line=line.description,
        )


def sums(line: ClaimLine, kinds: Mapping[str, TaxKind]) -> Sums:
    """What a cost line comes to with its taxes as they were decided.

    An invoice for training has value added tax on top and income tax withheld: both at once.
    """
    vat, tax, kind = line.vat or 0, line.tax_amount or 0, kinds.get(line.tax or "")
    if kind is not None and not kind.withheld:
        return Sums(line.gross, vat + tax, 0)
    return Sums(line.gross, vat, tax)
