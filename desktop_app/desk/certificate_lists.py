"""Lists of certificates: each row tells whose it is and whether it is good."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select

from desktop_app.desk.certificates import revoked_numbers
from desktop_app.desk.lists import Filter, Listing
from desktop_app.i18n import translate
from desktop_app.kinds import Code
from desktop_app.processes.certificates import snapshot
from desktop_app.records import Certificate, CertificateRevocation

HOLDER, STANDING = "holder", "standing"
"""What the rows tell beside the fields: the name on the certificate, and how it stands."""


class Standing(Code):
    """Whether a certificate is good."""

    GOOD = "GOOD", "In force"
    REVOKED = "REVOKED", "Revoked"
    VOID = "VOID", "Number void"


def standing(certificate: Certificate, revoked: set[str]) -> Standing:
    """How a certificate stands; `revoked` are the numbers that were taken back."""
    if certificate.void_on is not None:
        return Standing.VOID
    return Standing.REVOKED if certificate.number in revoked else Standing.GOOD


class CertificateListing(Listing):
    """Certificates; what stands on them comes from their snapshot, not from today's records."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say, whose it is, and how it stands."""
        rows = super().rows(ids)
        with self.store.read() as session:
            query = select(Certificate).where(Certificate.id.in_(ids))
            found = {one.id: one for one in session.scalars(query)}
            revoked = revoked_numbers(session, [one.number for one in found.values()])
        for id, row in zip(ids, rows, strict=True):
            if (one := found.get(id)) is not None:
                said = snapshot(one.content)
                row[HOLDER] = said.name if said else ""
                row[STANDING] = translate(standing(one, revoked).label)
        return rows


def of_chip(name: str) -> Filter:
    """The question behind a chip of the list."""
    if name == "unprinted":
        return Filter({"printed_on": None, "void_on": None}, within=_good())
    if name == "uncollected":
        return Filter({"handed_over_on": None, "void_on": None}, within=_good())
    if name == "gone":
        return Filter(within=select(Certificate.id).where(Certificate.number.in_(_revoked())))
    return Filter()


def _revoked() -> Select[str]:
    return select(CertificateRevocation.number).where(CertificateRevocation.voided_at.is_(None))


def _good() -> Select[str]:
    return select(Certificate.id).where(Certificate.number.not_in(_revoked()))
