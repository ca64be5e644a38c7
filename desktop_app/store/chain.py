"""One change of the journal, and the chain that shows that none was altered.

A line's digest covers its envelope and one salted digest per field, not the
values themselves: so a value can later be blanked (erasure by law) and the
chain still verifies. The line's one salt gives every field its own; blanking
puts those of the remaining fields in its place, so that the blanked value
cannot be guessed from its digest.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, TypeAlias

import msgspec

SALT_BYTES = 16
_LARGEST = 2**63 - 1

Int64: TypeAlias = Annotated[int, msgspec.Meta(ge=-_LARGEST - 1, le=_LARGEST)]
Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=_LARGEST)]
Value: TypeAlias = str | Int64 | None
"""A value as stored and sent."""

FieldChange: TypeAlias = tuple[Value, Value] | str
"""``(base, new)``, or the digest (64 hexadecimal digits) where it was blanked."""


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One line: who did what to which record, when and why.

    `at` is the device's moment in UTC, evidence only; `set` holds the fields by
    name. `salt` is the line's (32 hexadecimal digits), or after a blanking
    the remaining fields' own, by name.
    """

    seq: Count
    txn: Count
    at: str
    by: str
    role: str
    why: str
    rec: str
    id: str
    do: str
    salt: str | dict[str, str]
    set: dict[str, FieldChange]


_json = msgspec.json.Encoder(order="deterministic")


def new_salt() -> str:
    """A fresh salt for one line."""
    return secrets.token_hex(SALT_BYTES)


def field_salt(line_salt: str, name: str) -> str:
    """The salt of the field `name`, from that of its line."""
    key = bytes.fromhex(line_salt)
    return hmac.digest(key, name.encode(), "sha256")[:SALT_BYTES].hex()


def field_digest(salt: str, name: str, base: Value, new: Value) -> str:
    """What the chain knows of one field: a digest under the field's own salt."""
    told = _json.encode((name, base, new))
    return hashlib.sha256(b"terampil/field/v1\0" + bytes.fromhex(salt) + told).hexdigest()


def digests(change: Change) -> dict[str, str]:
    """The digest of every field of `change`, blanked or not."""
    salt = change.salt
    return {
        name: told
        if isinstance(told, str)
        else field_digest(
            field_salt(salt, name) if isinstance(salt, str) else salt[name], name, *told
        )
        for name, told in change.set.items()
    }


def line_digest(change: Change) -> bytes:
    """The digest (32 bytes) of one line; the same before and after a blanking."""
    envelope = (
        change.seq,
        change.txn,
        change.at,
        change.by,
        change.role,
        change.why,
        change.rec,
        change.id,
        change.do,
    )
    told = _json.encode((envelope, digests(change)))
    return hashlib.sha256(b"terampil/line/v1\0" + told).digest()


def stream_start(node: str, audience: str, epoch: str) -> bytes:
    """The chain before the first line of a stream."""
    return hashlib.sha256(b"terampil/stream/v1\0" + _json.encode((node, audience, epoch))).digest()


def chain(previous: bytes, line: bytes) -> bytes:
    """The chain after a line with the digest `line`."""
    return hashlib.sha256(b"terampil/chain/v1\0" + previous + line).digest()


def chain_all(start: bytes, changes: Iterable[Change]) -> bytes:
    """The chain after all of `changes`, in their order."""
    for change in changes:
        start = chain(start, line_digest(change))
    return start


def blank(change: Change, names: Collection[str]) -> Change:
    """`change` without the values of the fields `names`; its digest stays the same."""
    known = digests(change)
    kept = {
        name: told
        for name, told in change.set.items()
        if name not in names and not isinstance(told, str)
    }
    if len(kept) == len(change.set):
        return change
    salt = change.salt
    return msgspec.structs.replace(
        change,
        salt={
            name: field_salt(salt, name) if isinstance(salt, str) else salt[name] for name in kept
        },
        set={name: kept.get(name, known[name]) for name in change.set},
    )


def sound(change: Change) -> bool:
    """Whether the salts of `change` fit its fields, so that its digest can be told."""
    if isinstance(change.salt, str):
        return _hex(change.salt, SALT_BYTES) and not any(
            isinstance(told, str) for told in change.set.values()
        )
    return _blanked_soundly(change.salt, change.set)


def _blanked_soundly(salts: Mapping[str, str], fields: Mapping[str, FieldChange]) -> bool:
    blanked = {name: told for name, told in fields.items() if isinstance(told, str)}
    return (
        bool(blanked)
        and salts.keys() == fields.keys() - blanked.keys()
        and all(_hex(salt, SALT_BYTES) for salt in salts.values())
        and all(_hex(digest, hashlib.sha256().digest_size) for digest in blanked.values())
    )


def _hex(text: str, size: int) -> bool:
    """Whether `text` is `size` bytes in small hexadecimal digits."""
    try:
        return len(text) == 2 * size and bytes.fromhex(text).hex() == text
    except ValueError:
        return False
