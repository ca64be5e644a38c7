"""Files that belong to records: their content, sealed, beside the store.

A content lies in the home's folder ``attachments`` under its SHA-256,
encrypted (age) under a key that follows from the office's data key, so that a
PC which becomes another node still reads them; the record that names it stands
in the store. The same content is kept once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pyrage
from sqlalchemy import Connection, select

from desktop_app.errors import UserError
from desktop_app.files import write_atomically
from desktop_app.i18n import N_
from desktop_app.paths import Home
from desktop_app.records import Attachment
from desktop_app.records.record import Facts, Record
from desktop_app.store import local
from desktop_app.store.age_keys import identity_from
from desktop_app.store.keys import Unlocked
from desktop_app.store.store import Store

_GIVEN_UP = "attachments.given-up"
"""Under which this PC remembers the contents that must still go."""

LARGEST = 10 * 2**20
"""Bytes of the largest file that is taken in where no parameter says otherwise."""


class Keeper(Protocol):
    """Whoever has a home and its keys: an opened office."""

    @property
    def home(self) -> Home: ...

    @property
    def keys(self) -> Unlocked: ...


class Shredder(Protocol):
    """Whoever has a home and its store: an opened office."""

    @property
    def home(self) -> Home: ...

    @property
    def store(self) -> Store: ...


def largest(facts: Facts) -> int:
    """Bytes of the largest file that is taken in today (parameter ``attachment.max_mb``)."""
    allowed = facts.parameter("attachment.max_mb")
    return LARGEST if allowed is None else int(allowed) * 2**20


def put(
    office: Keeper,
    data: bytes,
    media_type: str,
    label: str,
    *,
    of: Record | None = None,
    most: int = LARGEST,
) -> Attachment:
    """Keep `data` and return its record, to be added to the store by the caller.

    So the record joins the transaction of what it belongs to; a content whose
    record was never added is harmless. Raises UserError ATTACHMENT-SIZE.
    """
    if not 0 < len(data) <= most:
        raise UserError(
            "ATTACHMENT-SIZE",
            N_("The file must not be empty nor larger than {most} MB."),
            most=most // 2**20,
        )
    digest = hashlib.sha256(data).hexdigest()
    path = _path(office, digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, pyrage.encrypt(data, [_identity(office).to_public()]))
    return Attachment(
        sha256=digest,
        size=len(data),
        media_type=media_type,
        label=label,
        of_record=None if of is None else of.__tablename__,
        of_id=None if of is None else of.id,
    )


def get(office: Keeper, attachment: Attachment) -> bytes:
    """The content of `attachment`, as it was put.

    Raises UserError ATTACHMENT-MISSING when it is not on this PC, and
    ATTACHMENT-DAMAGED when it is not what was put.
    """
    try:
        sealed = _path(office, attachment.sha256).read_bytes()
    except FileNotFoundError:
        raise UserError(
            "ATTACHMENT-MISSING",
            N_("The file {label} is not on this computer."),
            label=attachment.label,
        ) from None
    try:
        # Those of earlier versions were sealed to the node itself.
        data = pyrage.decrypt(sealed, [_identity(office), office.keys.node.identity])
    except pyrage.DecryptError:
        data = b""
    if hashlib.sha256(data).hexdigest() != attachment.sha256:
        raise UserError(
            "ATTACHMENT-DAMAGED",
            N_("The file {label} is damaged. Restore it from the latest backup."),
            label=attachment.label,
        )
    return data


def give_up(connection: Connection, digest: str) -> None:
    """Remember, in the transaction that erases its record, that a content must go."""
    local.set_setting(connection, _GIVEN_UP, sorted({*_given_up(connection), digest}))


def shred(office: Shredder, pools: Sequence[Path]) -> None:
    """Take the contents that were given up off the disk: in the home, and in backups' `pools`.

    One that another record still names stays. One in a pool that is not there now is
    remembered until it is.
    """
    with office.store.raw() as connection:
        gone = set(_given_up(connection))
        gone -= set(
            connection.scalars(select(Attachment.sha256).where(Attachment.sha256.in_(gone)))
        )
    there = [pool for pool in (office.home.attachments, *pools) if pool.parent.is_dir()]
    for digest in gone:
        for pool in there:
            (pool / f"{digest}.age").unlink(missing_ok=True)
    left = sorted(gone) if len(there) < len(pools) + 1 else []
    with office.store.local() as connection:
        if _given_up(connection) != left:
            local.set_setting(connection, _GIVEN_UP, left)


def _given_up(connection: Connection) -> list[str]:
    return list(local.setting(connection, _GIVEN_UP, []))


def _identity(office: Keeper) -> pyrage.x25519.Identity:
    return identity_from(office.keys.subkey("attachments"))


def _path(office: Keeper, digest: str) -> Path:
    return office.home.attachments / f"{digest}.age"
