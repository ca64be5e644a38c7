"""In which series of numbers this PC issues certificates (decision 8)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.certificates import series_of
from desktop_app.records import CertificateSeries


def series_here(office: Office, session: Session, default: str) -> str:
    """The series of this PC, in which no other one numbers. Raises UserError SERIES without one.

    A PC that went back to a backup goes on in a series after its new history: what it
    numbered after the backup is in its books no more, and on paper all the same.
    """
    rows = session.execute(
        select(CertificateSeries.node, CertificateSeries.code, CertificateSeries.revoked_on).where(
            CertificateSeries.for_office == office.code,
            CertificateSeries.voided_at.is_(None),
        )
    ).all()
    node = office.keys.node
    granted = {row.node: row.code for row in rows if row.revoked_on is None}
    others = {
        peer.id
        for peer in office.keys.trust.peers
        if peer.office == office.code and peer.id != node.id
    }
    found = series_of(node.id, default, granted, others)
    if found == default and any(row.node == node.id for row in rows):
        found = None  # Never the one that began with it: its own series was withdrawn.
    if found is None:
        raise UserError(
            "SERIES",
            N_(
                "Another computer of this office numbers certificates. Read the files of"
                " headquarters first: they bring this computer a series of its own."
            ),
        )
    if any(row.code == found and row.node != node.id for row in rows):
        raise UserError(
            "SERIES",
            N_(
                "The series {series} is or was another computer's, too. Ask headquarters for"
                " another one for this computer."
            ),
            series=found,
        )
    restored = node.epochs[1:]
    return f"{found}-{restored[-1].id[:4].upper()}" if restored else found
