"""Those who hold private keys: this PC among the nodes, and the officer at the desk."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

import msgspec
import pyrage

from desktop_app.store.boxes import Box, bound
from desktop_app.store.key_file import Epoch, Node, Peer
from desktop_app.store.signing import SEED_BYTES, Signer

_NO_BOX = Box(b"", b"")


@dataclass(frozen=True)
class NodeKeys:
    """This PC: its name among the nodes, its seal and its age identity."""

    id: str
    office: str
    role: str
    sample: bool
    recipient: str
    epochs: tuple[Epoch, ...]
    signer: Signer = field(repr=False)
    identity: pyrage.x25519.Identity = field(repr=False)

    @property
    def epoch(self) -> str:
        """The history being written now (32 hexadecimal digits)."""
        return self.epochs[-1].id

    @property
    def verify_key(self) -> bytes:
        return self.signer.verify_key

    def sign(self, domain: str, data: bytes) -> bytes:
        return self.signer.sign(domain, data)

    def card(self) -> Peer:
        """What the others may know of this node."""
        return Peer(self.id, self.office, self.role, self.verify_key, self.recipient)


@dataclass(frozen=True)
class OfficerKeys:
    """The officer at the desk, and the seal of that officer's approvals.

    `first` says that the password was given by another officer.
    """

    id: str
    user: str
    roles: tuple[str, ...]
    signer: Signer = field(repr=False)
    first: bool = False

    @property
    def verify_key(self) -> bytes:
        return self.signer.verify_key

    def sign(self, domain: str, data: bytes) -> bytes:
        return self.signer.sign(domain, data)


def new_node(office: str, role: str, sample: bool, reason: str) -> NodeKeys:
    """A node nobody knows yet: fresh id, keys and epoch."""
    identity = pyrage.x25519.Identity.generate()
    return NodeKeys(
        id=secrets.token_hex(16),
        office=office,
        role=role,
        sample=sample,
        recipient=str(identity.to_public()),
        epochs=(Epoch(secrets.token_hex(16), reason),),
        signer=Signer(secrets.token_bytes(SEED_BYTES)),
        identity=identity,
    )


def node_part(node: NodeKeys, key: bytes) -> Node:
    """`node` as the key file keeps it, its private keys under `key`."""
    part = Node(
        node.id,
        node.office,
        node.role,
        node.sample,
        node.verify_key,
        node.recipient,
        node.epochs,
        _NO_BOX,
    )
    plain = node.signer.seed + str(node.identity).encode("ascii")
    return msgspec.structs.replace(part, box=Box.around(plain, bound(part), key))


def open_node(part: Node, key: bytes) -> NodeKeys | None:
    """The node of a key file; None if its box does not fit what stands beside it."""
    plain = part.box.open(bound(msgspec.structs.replace(part, box=_NO_BOX)), key)
    if plain is None:
        return None
    return NodeKeys(
        part.id,
        part.office,
        part.role,
        part.sample,
        part.recipient,
        part.epochs,
        Signer(plain[:SEED_BYTES]),
        pyrage.x25519.Identity.from_str(plain[SEED_BYTES:].decode("ascii")),
    )
