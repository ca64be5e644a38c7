"""Lists of claims: each row tells who is paid and how much."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from desktop_app.desk.claim_ageing import amounts
from desktop_app.desk.lists import Listing, names_of
from desktop_app.records import Claim
from desktop_app.records.claim import PAID
from desktop_app.wording import money

PAYEE, AMOUNT = "payee", "amount"
"""What the rows tell beside the fields: who is paid, and how much before tax."""

_TABLES = {"provider": "training_provider"}
"""Where a field is not called as the table it refers to."""


class ClaimListing(Listing):
    """Claims; who is paid is the provider, the employer or, for allowances, a class."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say, with ``payee`` and ``amount``."""
        rows = super().rows(ids)
        with self.store.read() as session:
            paid = {}
            for claim in session.scalars(select(Claim).where(Claim.id.in_(ids))):
                name = PAID[claim.kind]
                if (of := getattr(claim, name)) is not None:
                    paid[claim.id] = (_TABLES.get(name, name), str(of))
            names = names_of(session, set(paid.values()))
            sums = amounts(session, ids)
        for id, row in zip(ids, rows, strict=True):
            row[PAYEE] = names.get(paid[id], "") if id in paid else ""
            row[AMOUNT] = money(sums.get(id, 0))
        return rows
