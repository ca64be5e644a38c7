"""Verifying certificates: whom this PC believes, what was taken back, what the books say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.certificates import certificate_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.office import Office
from desktop_app.processes import certificate_code as code
from desktop_app.processes.certificate_code import Finding, Issuing, State, Withdrawn
from desktop_app.processes.certificates import snapshot
from desktop_app.processes.letter_numbers import office_in
from desktop_app.records import Certificate, CertificateRevocation
from desktop_app.store.keys import Peer
from desktop_app.store.signing import verified

NUMBERS, ADDRESS = "doc.number.template.certificate", "certificate.verify_url"
"""The parameters: how certificates are numbered, and where anybody's can be verified."""

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
    """Why it is not genuine, or what to do, where the state alone does not say."""


def verify(office: Office, text: str) -> Checked:
    """Judge what was typed, scanned or read: the code of a certificate, or its number.

    What another office issued cannot be checked at a branch: then the answer says what the
    code or number tells by itself, and whom to ask. Raises UserError NOT-FOUND for a number
    that is in no list here and not another office's.
    """
    with office.store.read() as session:
        keys, withdrawn = issuing_keys(office, session), withdrawn_numbers(session)
        if len(code.code_in(text)) < _SHORTEST and "#" not in text:
            return _by_number(office, session, text, keys, withdrawn)
        finding = code.judged(text, keys, withdrawn, headquarters_code(office), verified)
        if finding.state is State.UNKNOWN and finding.claim is not None:
            return _elsewhere(office, finding, finding.claim.number)
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
            issuer = _issuer(office, number.upper())
            if issuer in ("", office.code) or office.headquarters:
                raise
            return _elsewhere(office, Finding(State.UNKNOWN), number.upper())
        gone = withdrawn[known][0]
        return Checked(Finding(State.REVOKED, None, gone.office, gone), number=known)
    finding = code.judged(found.payload, keys, withdrawn, headquarters_code(office), verified)
    if finding.claim is None:  # The code went with the person's data.
        said = translate(N_("The person's data were erased here, and the code with them."))
        unknown = Finding(State.UNKNOWN, None, found.office)
        return Checked(unknown, found.id, found.number, said=said)
    return _in_books(session, finding, found.payload)


def _issuer(office: Office, number: str) -> str:
    """The office whose code a number carries; empty where it is made after another pattern."""
    return office_in(str(office.store.facts().parameter(NUMBERS)), number)


def _elsewhere(office: Office, finding: Finding, number: str) -> Checked:
    """What can be said of a certificate whose seal this computer cannot check."""
    issuer, claim = finding.office or _issuer(office, number), finding.claim
    if office.headquarters:
        words = N_(
            "No computer that headquarters certified has sealed this code. Ask office {issuer}"
            " before it is taken for good."
        )
    elif finding.office:
        words = N_(
            "It was sealed by a computer of office {issuer} that was closed, and this number is"
            " not in the books here. Ask headquarters."
        )
    elif claim is None:
        words = N_(
            "By its number it is of office {issuer}; these books hold those of {own}. That says"
            " nothing against it. Scan its code at {address}, or ask headquarters."
        )
    else:
        words = N_(
            "The code is whole and can be read; by its number it is of office {issuer}. This"
            " computer knows the seals of {own} alone, which says nothing against it. Open"
            " {address}, or ask headquarters."
        )
    said = translate(words).format(
        issuer=issuer or "?",
        own=office.code,
        address=office.store.facts().parameter(ADDRESS),
    )
    return Checked(replace(finding, office=issuer), number=number, said=said)


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
            said=translate(N_("The books have another code for this number.")),
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
