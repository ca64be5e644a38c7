"""Whom this node believes, whom it encrypts to, and with which keys it reads.

Headquarters' lists go to all offices under one shared age identity, which each
node gets inside its certificate: so an office enrolled later reads the files
from the first on, and a thousand offices need no thousand recipients.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Annotated

import msgspec
import pyrage

from desktop_app.office import Office
from desktop_app.store.age_keys import identity_from
from desktop_app.store.chain import Count
from desktop_app.store.keys import Peer, Trust
from desktop_app.sync import documents
from desktop_app.sync.envelope import Header, Hex32, Hex64, Name
from desktop_app.sync.refusals import OWN, Refusal

UPWARD = "hq"
ALL = "all"
CERTIFICATE = "certificate"

Recipient = Annotated[str, msgspec.Meta(pattern=r"^age1[a-z0-9]{58}\Z")]


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the others may know of a node; see `Peer`."""

    node: Name
    office: Name
    role: Name
    verify_key: Hex64
    recipient: Recipient
    closed_epoch: Hex32 | None = None
    closed_after: Count = 0

    @classmethod
    def of(cls, peer: Peer) -> Card:
        return cls(
            peer.id,
            peer.office,
            peer.role,
            peer.verify_key.hex(),
            peer.recipient,
            peer.closed_epoch,
            peer.closed_after,
        )

    def peer(self) -> Peer:
        return Peer(
            self.node,
            self.office,
            self.role,
            bytes.fromhex(self.verify_key),
            self.recipient,
            self.closed_epoch,
            self.closed_after,
        )


class Certificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Headquarters' word that a node belongs to an office, and whom else to believe.

    `roles` are those the node's officers may act in. `shared` is the age
    identity of all offices, encrypted (base64) to the node. `version` grows.
    """

    invitation: Hex32
    version: Count
    sample: bool
    node: Card
    roles: tuple[str, ...]
    headquarters: Card
    escrow: Recipient
    shared: str
    peers: tuple[Card, ...]
    issued: str

    def trust(self, paper: bytes) -> Trust:
        """What the node keeps of it; `paper` is the certificate as it came."""
        return Trust(
            self.version,
            self.headquarters.peer(),
            self.escrow,
            tuple(card.peer() for card in self.peers),
            paper,
        )


def reload(office: Office) -> Trust:
    """The trust as the key file has it now: another window may have changed it."""
    office.keys = office.keys.reload()
    return office.keys.trust


def escrow_identity(office: Office) -> pyrage.x25519.Identity:
    """Headquarters' escrow: opens every file; its text may be printed and locked away."""
    return identity_from(office.keys.subkey("escrow"))


def shared_identity(office: Office) -> pyrage.x25519.Identity | None:
    """What opens the files for all offices; None before enrolment."""
    if office.headquarters:
        return identity_from(office.keys.subkey("all offices"))
    trust = office.keys.trust
    if trust.headquarters is None:
        return None
    told = documents.open_document(
        trust.certificate, CERTIFICATE, Certificate, trust.headquarters.verify_key
    )
    plain = pyrage.decrypt(base64.b64decode(told.shared), [office.keys.node.identity])
    return pyrage.x25519.Identity.from_str(plain.decode("ascii"))


def shared_for(office: Office, recipient: str) -> str:
    """The shared identity, encrypted for one node."""
    shared = str(shared_identity(office)).encode("ascii")
    return base64.b64encode(
        pyrage.encrypt(shared, [pyrage.x25519.Recipient.from_str(recipient)])
    ).decode("ascii")


def escrow(office: Office) -> str:
    """The escrow's age recipient."""
    if office.headquarters:
        return str(escrow_identity(office).to_public())
    found = office.keys.trust.escrow
    assert found is not None
    return found


def recipients(office: Office, audience: str) -> list[str]:
    """Who can open a file of ours for `audience`; the sender always can (`decisions` 20)."""
    trust, own = office.keys.trust, office.keys.node.recipient
    if audience == ALL:
        shared = shared_identity(office)
        assert shared is not None
        found = [str(shared.to_public())]
    elif audience == UPWARD:
        assert trust.headquarters is not None
        found = [trust.headquarters.recipient]
        found += [p.recipient for p in trust.peers if p.closed_epoch is None]
    else:
        found = [p.recipient for p in trust.peers if p.id == audience]
    return list(dict.fromkeys([*found, own, escrow(office)]))


def reader(office: Office, header: Header) -> pyrage.x25519.Identity:
    """The identity that should open a file."""
    if header.sender.audience == ALL and not office.headquarters:
        return shared_identity(office) or office.keys.node.identity
    return office.keys.node.identity


def check_address(office: Office, header: Header) -> None:
    """Refuse what is plainly not for us. Raises `Refusal` E-NOT-FOR-ME or E-KEY-REVOKED."""
    sender = header.sender
    ours = {ALL, office.keys.node.id, office.code}
    known = sender_key(office, header) is not None
    if sender.node == office.keys.node.id:
        raise Refusal("E-NOT-FOR-ME", OWN)
    if not known and header.to not in ours:
        raise Refusal("E-NOT-FOR-ME", "to")
    if not known:
        raise Refusal("E-KEY-REVOKED", sender.node)


def sender_key(office: Office, header: Header) -> bytes | None:
    """The sender's certified key, if it may write this stream and is not closed before."""
    sender, trust = header.sender, office.keys.trust
    if trust.headquarters is not None and sender.node == trust.headquarters.id:
        fits = sender.office == trust.headquarters.office and sender.audience != UPWARD
        return trust.headquarters.verify_key if fits else None
    for peer in trust.peers:
        if peer.id == sender.node and peer.office == sender.office and sender.audience == UPWARD:
            return None if _closed(peer, header) else peer.verify_key
    return None


def _closed(peer: Peer, header: Header) -> bool:
    if peer.closed_epoch is None:
        return False
    return header.epoch != peer.closed_epoch or header.batch_no > peer.closed_after


def peer_of(office: Office, node: str) -> Peer | None:
    """A node this one believes, headquarters included."""
    trust = office.keys.trust
    known = (*trust.peers, *((trust.headquarters,) if trust.headquarters else ()))
    return next((peer for peer in known if peer.id == node), None)


def read_aloud(key: bytes) -> str:
    """A verify key as six groups of five digits, to be compared by telephone."""
    digest = hashlib.sha256(b"terampil/read-aloud/v1\0" + key).digest()
    digits = f"{int.from_bytes(digest[:16], 'big') % 10**30:030}"
    return " ".join(digits[i : i + 5] for i in range(0, 30, 5))
