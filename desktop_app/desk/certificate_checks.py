"""Verifying certificates: whom this PC believes, what was taken back, what the books say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.certificates import certificate_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes import certificate_code as code
from desktop_app.processes.certificate_code import Finding, Issuing, State, Withdrawn
from desktop_app.processes.certificates import snapshot
from desktop_app.records import Certificate, CertificateRevocation
from desktop_app.store.keys import Peer
from desktop_app.store.signing import verified

_SHORTEST = 100
"""Signs; a code has 180 and more, a number of a certificate 80 at most."""


@dataclass(frozen=True)
class Checked:
    """What verifying found, and the certificate in our books if there is one."""

    finding: Finding
    certificate: str = ""
    """Its id."""
    number: str = ""
    holder: str = ""
    """The name on it, as the books have it."""
    said: str = ""
    """Why it is not genuine (English source), where the state alone does not say."""


def verify(office: Office, text: str) -> Checked:
    """Judge what was typed, scanned or read: the code of a certificate, or its number.

    Raises UserError NOT-FOUND for a number that is in no list here.
    """
    with office.store.read() as session:
        keys, withdrawn = issuing_keys(office, session), withdrawn_numbers(session)
        if len(code.code_in(text)) < _SHORTEST and "#" not in text:
            return _by_number(office, session, text, keys, withdrawn)
        finding = code.judged(text, keys, withdrawn, headquarters_code(office), verified)
        if finding.state is not State.GENUINE or finding.claim is None:
            return Checked(finding, number=finding.claim.number if finding.claim else "")
        return _in_books(session, finding, code.code_in(text))


def _by_number(
    office: Office,
    session: Session,
    text: str,
    keys: dict[bytes, Issuing],
    withdrawn: dict[str, list[Withdrawn]],
) -> Checked:
    number = text.strip()
    try:
        found = certificate_of(session, number)
    except UserError:
        known = next((one for one in withdrawn if one.upper() == number.upper()), None)
        if known is None:
            raise
        gone = withdrawn[known][0]
        return Checked(Finding(State.REVOKED, None, gone.office, gone), number=known)
    finding = code.judged(found.payload, keys, withdrawn, headquarters_code(office), verified)
    if finding.claim is None:  # The person's data were erased, the code with them.
        return Checked(Finding(State.UNKNOWN, None, found.office), found.id, found.number)
    return _in_books(session, finding, found.payload)


def _in_books(session: Session, finding: Finding, given: str) -> Checked:
    """Hold a code against the books: these may have another one for the number."""
    assert finding.claim is not None
    number = finding.claim.number
    row = session.scalars(select(Certificate).where(Certificate.number == number)).first()
    if row is None:
        return Checked(finding, number=number)
    content = snapshot(row.content)
    checked = Checked(finding, row.id, number, content.name if content else "")
    if finding.state is State.GENUINE and content is not None and row.payload != given:
        return replace(
            checked,
            finding=replace(finding, state=State.ALTERED),
            said=N_("The books have another code for this number."),
        )
    return checked


def headquarters_code(office: Office) -> str:
    """The code of headquarters' office; empty before this PC was registered."""
    if office.headquarters:
        return office.code
    told = office.keys.trust.headquarters
    return told.office if told else ""


def issuing_keys(office: Office, session: Session) -> dict[bytes, Issuing]:
    """The keys that may seal certificates, as this PC knows them: its own and the certified."""
    trust, own = office.keys.trust, office.keys.node
    peers = [own.card(), *trust.peers, *((trust.headquarters,) if trust.headquarters else ())]
    return {code.key_id(peer.verify_key): _issuing(session, peer) for peer in peers}


def _issuing(session: Session, peer: Peer) -> Issuing:
    if peer.closed_epoch is None:
        return Issuing(peer.verify_key, peer.office)
    return Issuing(peer.verify_key, peer.office, True, _known(session, peer))


def _known(session: Session, peer: Peer) -> frozenset[str]:
    """The numbers in our books that a closed PC had given."""
    rows = session.execute(
        select(Certificate.number, Certificate.payload).where(Certificate.office == peer.office)
    )
    return frozenset(row.number for row in rows if _sealed_by(row.payload, peer))


def _sealed_by(payload: str, peer: Peer) -> bool:
    try:
        return code.read(payload).claim.key == code.key_id(peer.verify_key)
    except UserError:
        return False


def withdrawn_numbers(session: Session) -> dict[str, list[Withdrawn]]:
    """By number, who took it back: branches their own, headquarters anybody's; void ones too."""
    found: dict[str, list[Withdrawn]] = defaultdict(list)
    for row in session.scalars(
        select(CertificateRevocation).where(CertificateRevocation.voided_at.is_(None))
    ):
        found[row.number].append(Withdrawn(row.office, row.revoked_on, row.replaced_by or ""))
    void = select(Certificate.number, Certificate.office, Certificate.void_on).where(
        Certificate.void_on.is_not(None)
    )
    for number, office, day in session.execute(void):
        assert isinstance(day, date)
        found[number].append(Withdrawn(office, day))
    return dict(found)
