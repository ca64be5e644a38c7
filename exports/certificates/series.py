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
    """The series of this PC. Raises UserError SERIES while it has none of its own."""
    rows = session.execute(
        select(CertificateSeries.node, CertificateSeries.code).where(
            CertificateSeries.for_office == office.code,
            CertificateSeries.revoked_on.is_(None),
            CertificateSeries.voided_at.is_(None),
        )
    )
    granted = {row.node: row.code for row in rows}
    others = {
        peer.id
        for peer in office.keys.trust.peers
        if peer.office == office.code and peer.id != office.keys.node.id
    }
    found = series_of(office.keys.node.id, default, granted, others)
    if found is None:
        raise UserError(
            "SERIES",
            N_(
                "Another computer of this office numbers certificates. Read the files of"
                " headquarters first: they bring this computer a series of its own."
            ),
        )
    return found
