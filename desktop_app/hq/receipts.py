"""Headquarters tells every branch which invoices and receipts are on some claim already.

Only digests travel: a branch that types the same paper learns where it was
seen, and nothing of the papers that it does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from desktop_app.desk.claim_papers import seen_here
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.records import SeenReceipt

RENEWED = N_("List of receipts renewed")


@dataclass(frozen=True)
class Renewed:
    """How many papers the list holds now, and how many came and went."""

    papers: int
    added: int
    removed: int


def renew_seen(office: Office) -> Renewed:
    """Bring the list up to the claims of all branches; it goes out with the next publishing.

    A paper is known by where it was seen first. One whose claim was rejected or
    taken out of use leaves the list. Raises UserError NOT-HEADQUARTERS.
    """
    if not office.headquarters:
        raise UserError("NOT-HEADQUARTERS", N_("Only headquarters can do this."))
    with office.store.write(RENEWED) as session:
        wanted = {seen.paper.digest: seen for seen in reversed(seen_here(session))}
        rows = session.scalars(select(SeenReceipt)).all()
        there = {row.digest: row for row in rows if row.voided_at is None}
        gone = {row.digest: row for row in rows if row.voided_at is not None}
        added = sorted(wanted.keys() - there.keys())
        removed = there.keys() - wanted.keys()
        for digest in removed:
            session.void(there[digest])
        for digest in added:
            claim = wanted[digest].claim
            row = gone.get(digest)
            if row is None:
                row = SeenReceipt(id=digest, digest=digest)
                session.add(row)
            row.claim_number, row.of_office = claim.number, claim.office
            row.seen_on, row.voided_at = claim.received_on, None
    return Renewed(len(wanted), len(added), len(removed))
