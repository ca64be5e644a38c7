"""Who may open the office's data, and with which keys this PC seals and reads.

One random data key opens everything. Each officer's slot in `keys.json` wraps
it under the officer's password, together with that officer's own signing seed;
a printed recovery code opens one more slot. The data key in turn wraps the
node's private keys. Roles stand in the slot's header, bound to it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import msgspec

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.store import key_file
from desktop_app.store.boxes import KEY_BYTES, Box, bound
from desktop_app.store.holders import NodeKeys, OfficerKeys, new_node, node_part, open_node
from desktop_app.store.key_file import (
    Epoch,
    KeyContent,
    Peer,
    Pending,
    Slot,
    Trust,
    subkey,
)
from desktop_app.store.recovery_code import new_code, read_code
from desktop_app.store.signing import Signer
from desktop_app.store.slots import (
    SHORTEST_PASSWORD,
    find,
    holder,
    must_find,
    new_signer,
    new_slot,
    replaced,
)

__all__ = [
    "BRANCH",
    "HEADQUARTERS",
    "SHORTEST_PASSWORD",
    "Epoch",
    "NodeKeys",
    "OfficerKeys",
    "Peer",
    "Trust",
    "Unlocked",
    "create",
    "recover",
    "unlock",
    "users",
]

BRANCH = "BRANCH"
HEADQUARTERS = "HEADQUARTERS"


@dataclass(frozen=True)
class Unlocked:
    """An opened key file. Every change writes the file and returns the new state."""

    path: Path
    data_key: bytes = field(repr=False)
    officer: OfficerKeys
    content: KeyContent = field(repr=False)

    @cached_property
    def node(self) -> NodeKeys:
        return self._open_node(self.content)

    @property
    def trust(self) -> Trust:
        return self.content.trust

    @property
    def users(self) -> tuple[str, ...]:
        return tuple(slot.header.user for slot in self.content.slots)

    @cached_property
    def database_key(self) -> bytes:
        """The raw key (32 bytes) of the encrypted database."""
        return self._key("database")

    def subkey(self, purpose: str) -> bytes:
        """A key (32 bytes) for one named purpose: ``anchor``, ``search`` ..."""
        return self._key(f"use/{purpose}")

    def reload(self) -> Unlocked:
        """The file as it is now, for the same officer."""
        return Unlocked(self.path, self.data_key, self.officer, self._latest())

    def add_officer(
        self,
        user: str,
        officer_id: str,
        roles: Sequence[str],
        password: str,
        *,
        first: bool = False,
    ) -> Unlocked:
        """Give another officer a way in. Raises USER-EXISTS or PASSWORD-SHORT.

        This and the following are `pending` until `settled`: the officer's
        record is written elsewhere, and both change or neither.
        """
        latest = self._latest()
        if find(latest, user) is not None or any(
            slot.header.officer == officer_id for slot in latest.slots
        ):
            raise UserError("USER-EXISTS", N_("{user} already has access here."), user=user)
        signer = new_signer()
        slot = new_slot(user, officer_id, roles, password, self.data_key, signer, first=first)
        return self._change(latest, officer_id, (*latest.slots, slot), keep=True)

    def remove_officer(self, user: str) -> Unlocked:
        """Take an officer's way in. Raises USER-UNKNOWN, or USER-SELF for one's own."""
        latest = self._latest()
        gone = must_find(latest, user)
        if gone.header.user == self.officer.user:
            raise UserError("USER-SELF", N_("Nobody can remove their own access."))
        slots = tuple(slot for slot in latest.slots if slot is not gone)
        return self._change(latest, gone.header.officer, slots)

    def give_roles(self, user: str, roles: Sequence[str]) -> Unlocked:
        """Have an officer act in other roles from the next sign-in on. Raises USER-UNKNOWN."""
        latest = self._latest()
        slot = msgspec.structs.replace(must_find(latest, user), given=tuple(roles))
        return self._change(latest, slot.header.officer, replaced(latest, slot))

    def reset_officer(self, user: str, password: str) -> Unlocked:
        """Give an officer who forgot it a first password, and with it a new seal."""
        latest = self._latest()
        was = must_find(latest, user)
        id, name = was.header.officer, was.header.user
        slot = new_slot(name, id, was.roles, password, self.data_key, new_signer(), first=True)
        return self._change(latest, id, replaced(latest, slot))

    def settled(self) -> Unlocked:
        """The officer's record stands: the slots stay as they are."""
        return self._write(self._latest(), keep=False, pending=None)

    def taken_back(self) -> Unlocked:
        """The officer's record does not stand: the slots are again as they were."""
        latest = self._latest()
        slots = latest.slots if latest.pending is None else latest.pending.slots
        return self._write(latest, keep=False, slots=slots, pending=None)

    def change_password(self, old: str, new: str) -> Unlocked:
        """Put the signed-in officer's slot under a new password."""
        me = unlock(self.path, self.officer.user, old).officer
        slot = new_slot(me.user, me.id, me.roles, new, self.data_key, me.signer)
        latest = self._latest()
        changed = self._write(latest, keep=False, slots=replaced(latest, slot))
        return Unlocked(self.path, self.data_key, holder(slot, me.signer), changed.content)

    def new_recovery_code(self) -> tuple[Unlocked, str]:
        """A fresh code to print; the old one opens nothing any more."""
        code, secret = new_code()
        box = _recovery_box(secret, self.data_key)
        return self._write(self._latest(), keep=False, recovery=box), code

    def set_trust(self, trust: Trust) -> Unlocked:
        """Keep what headquarters certified; an older version never replaces a newer one."""
        latest = self._latest()
        if trust.version < latest.trust.version:
            raise UserError(
                "TRUST-OLD", N_("This file is older than what this computer already has.")
            )
        return self._write(latest, keep=True, trust=trust)

    def new_epoch(self, reason: str, last_batch: int = 0) -> Unlocked:
        """Begin a new history that goes on from batch `last_batch` of the present one."""
        latest = self._latest()
        was = self._open_node(latest)
        epoch = Epoch(secrets.token_hex(16), reason, was.epoch, last_batch)
        node = node_part(replace(was, epochs=(*was.epochs, epoch)), self._key("node"))
        return self._write(latest, keep=True, node=node)

    def new_node(self, reason: str) -> Unlocked:
        """Become another node: new id, keys and epoch, no trust yet (a cloned PC)."""
        was = self.node
        node = new_node(was.office, was.role, was.sample, reason)
        return self._write(
            self._latest(), keep=True, node=node_part(node, self._key("node")), trust=Trust()
        )

    def _open_node(self, content: KeyContent) -> NodeKeys:
        node = open_node(content.node, self._key("node"))
        if node is None:
            raise key_file.damaged(self.path)
        return node

    def _key(self, purpose: str) -> bytes:
        return subkey(self.data_key, purpose)

    def _latest(self) -> KeyContent:
        """The file as it is now: the window and the command line may both change it."""
        content, mac = key_file.read(self.path)
        _check_mac(self.path, content, mac, self.data_key)
        return content

    def _change(
        self, latest: KeyContent, officer_id: str, slots: tuple[Slot, ...], *, keep: bool = False
    ) -> Unlocked:
        pending = Pending(officer_id, latest.slots)
        return self._write(latest, keep=keep, slots=slots, pending=pending)

    def _write(self, latest: KeyContent, *, keep: bool, **changed: object) -> Unlocked:
        content = msgspec.structs.replace(latest, **changed)
        key_file.write(self.path, content, self.data_key, keep=keep)
        return Unlocked(self.path, self.data_key, self.officer, content)


def create(
    path: Path,
    office: str,
    role: str,
    user: str,
    officer_id: str,
    roles: Sequence[str],
    password: str,
    *,
    sample: bool = False,
) -> tuple[Unlocked, str]:
    """A new node with its first officer, and the recovery code to print once.

    Raises KEYS-EXIST rather than replace a key file, and PASSWORD-SHORT.
    """
    if path.exists():
        raise UserError("KEYS-EXIST", N_("There is already a key file here."))
    if role not in (BRANCH, HEADQUARTERS):
        raise ValueError(role)
    data_key = secrets.token_bytes(KEY_BYTES)
    code, secret = new_code()
    node = new_node(office, role, sample, "first enrolment")
    content = KeyContent(
        key_file.FORMAT,
        (new_slot(user, officer_id, roles, password, data_key, new_signer()),),
        _recovery_box(secret, data_key),
        node_part(node, subkey(data_key, "node")),
        Trust(),
    )
    key_file.write(path, content, data_key, keep=True)
    return unlock(path, user, password), code


def users(path: Path) -> tuple[str, ...]:
    """The names that can sign in, without opening anything."""
    content, _ = key_file.read(path)
    return tuple(slot.header.user for slot in content.slots)


def unlock(path: Path, user: str, password: str) -> Unlocked:
    """Open the file as `user`. Raises PASSWORD, KEYS-DAMAGED, KEYS-MISSING, KEYS-NEWER."""
    content, mac = key_file.read(path)
    slot = find(content, user)
    plain = None
    if slot is not None:
        plain = slot.box.open(bound(slot.header), slot.header.kdf.key(password))
    if slot is None or plain is None:
        raise UserError("PASSWORD", N_("The name or the password is not right. Please try again."))
    data_key, signer = plain[:KEY_BYTES], Signer(plain[KEY_BYTES:])
    _check_mac(path, content, mac, data_key)
    return Unlocked(path, data_key, holder(slot, signer), content)


def recover(path: Path, code: str, user: str, new_password: str) -> Unlocked:
    """Open the file with the printed code and give `user` a new password.

    The officer's signing seed was under the lost password, so the officer
    gets a new one. Raises RECOVERY-TYPING (mistyped), RECOVERY-CODE (another
    office's or an old code), USER-UNKNOWN, PASSWORD-SHORT.
    """
    secret = read_code(code)
    content, mac = key_file.read(path)
    data_key = content.recovery.open(b"recovery", _recovery_key(secret))
    if data_key is None:
        raise UserError(
            "RECOVERY-CODE",
            N_("This recovery code does not belong to this office's data, or is no longer valid."),
        )
    _check_mac(path, content, mac, data_key)
    was, signer = must_find(content, user), new_signer()
    name, id = was.header.user, was.header.officer
    fresh = new_slot(name, id, was.roles, new_password, data_key, signer)
    content = msgspec.structs.replace(content, slots=replaced(content, fresh))
    key_file.write(path, content, data_key, keep=False)
    return Unlocked(path, data_key, holder(fresh, signer), content)


def _recovery_key(secret: bytes) -> bytes:
    """160 random bits need no slow derivation."""
    return hashlib.blake2b(secret, digest_size=KEY_BYTES, person=b"terampil/recover").digest()


def _recovery_box(secret: bytes, data_key: bytes) -> Box:
    return Box.around(data_key, b"recovery", _recovery_key(secret))


def _check_mac(path: Path, content: KeyContent, mac: bytes, data_key: bytes) -> None:
    if not secrets.compare_digest(mac, key_file.mac(content, data_key)):
        raise key_file.damaged(path)
