"""Series of certificate numbers: headquarters gives every further PC of an office its own."""

from __future__ import annotations

from sqlalchemy import func, select

from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.records import CertificateSeries

GRANTED = N_("Series of certificate numbers granted")


def grant_series(office: Office, node: str, of_office: str) -> None:
    """Give a PC a series, unless it has one or is the first of its office.

    The first PC keeps the default series (decision 8); a series once granted is
    never another PC's.
    """
    first = next(peer for peer in office.keys.trust.peers if peer.office == of_office)
    if first.id == node:
        return
    with office.store.write(GRANTED) as session:
        theirs = select(CertificateSeries).where(CertificateSeries.for_office == of_office)
        if session.scalars(theirs.where(CertificateSeries.node == node)).first() is not None:
            return
        count = session.scalar(select(func.count()).select_from(theirs.subquery())) or 0
        default = session.facts.parameter("certificate.series")
        session.add(
            CertificateSeries(
                code=f"{default}-{count + 2}",
                for_office=of_office,
                node=node,
                granted_on=session.facts.today,
            )
        )
