"""One officer's slot in the key file: made, found, put in the place of another."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.store.boxes import Box, Kdf, bound
from desktop_app.store.holders import OfficerKeys
from desktop_app.store.key_file import Header, KeyContent, Slot
from desktop_app.store.signing import SEED_BYTES, Signer

SHORTEST_PASSWORD = 12

_SIGNS = "23456789abcdefghjkmnpqrstvwxyz"
"""Without look-alikes, since a first password is read from one screen and typed at another."""


def first_password() -> str:
    """A password to be told once: three groups of five signs, 73 random bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(5)) for _ in range(3))


def new_signer() -> Signer:
    """A fresh seal for an officer's approvals."""
    return Signer(secrets.token_bytes(SEED_BYTES))


def new_slot(
    user: str,
    officer_id: str,
    roles: Sequence[str],
    password: str,
    data_key: bytes,
    signer: Signer,
    *,
    first: bool = False,
) -> Slot:
    """A way in for an officer. Raises PASSWORD-SHORT."""
    if len(password) < SHORTEST_PASSWORD:
        raise UserError(
            "PASSWORD-SHORT",
            N_("The password needs at least {least} characters. A short sentence is best."),
            least=SHORTEST_PASSWORD,
        )
    kdf = Kdf.fresh()
    header = Header(officer_id, user.strip(), tuple(roles), signer.verify_key, kdf, first)
    return Slot(header, Box.around(data_key + signer.seed, bound(header), kdf.key(password)))


def find(content: KeyContent, user: str) -> Slot | None:
    """The slot of a user, whatever the case of the name."""
    name = user.strip().casefold()
    return next((s for s in content.slots if s.header.user.casefold() == name), None)


def must_find(content: KeyContent, user: str) -> Slot:
    """The slot of a user. Raises USER-UNKNOWN."""
    found = find(content, user)
    if found is None:
        raise UserError("USER-UNKNOWN", N_("{user} has no access here."), user=user)
    return found


def replaced(content: KeyContent, slot: Slot) -> tuple[Slot, ...]:
    """The slots with `slot` in the place of its user's former one."""
    return tuple(slot if s.header.user == slot.header.user else s for s in content.slots)


def holder(slot: Slot, signer: Signer) -> OfficerKeys:
    """The officer whose slot was opened."""
    header = slot.header
    return OfficerKeys(header.officer, header.user, slot.roles, signer, header.first)
