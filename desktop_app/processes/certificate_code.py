"""The verification code of a certificate (*kode verifikasi*): made, read, and judged.

What the QR holds after ``#`` is base32 text of one sealed block, version 1::

    1 version   8 key   2 issued   2 starts   2 ends   2 hours (JP)   8 salt   16 digest
    1 length of the number   the number   the course   64 Ed25519 signature

Days are counted from 1 January 2000, numbers are big-endian, words UTF-8. `key`
says whose seal it is (`key_id`); the digest is that of name and birth date
under the salt, so that the paper's reader can check a person without the code
telling whose it is. Base32 has only capitals and the figures 2 to 7: dense in a
QR, and typed alike by scanners under every keyboard.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.kinds import Code

VERSION = 1
DOMAIN = "vokasi/certificate/v1"
"""What the seal is for: it is worth nothing for anything else."""
SALT_BYTES = 8
KEY_ID_BYTES = 8
_DIGEST_BYTES, _SIGNATURE_BYTES = 16, 64
_EPOCH = date(2000, 1, 1)
_HEAD = struct.Struct(f">B{KEY_ID_BYTES}sHHHH{SALT_BYTES}s{_DIGEST_BYTES}sB")

Sign: TypeAlias = Callable[[str, bytes], bytes]
"""Makes the seal of some data for a domain."""
Check: TypeAlias = Callable[[bytes, str, bytes, bytes], bool]
"""Whether a seal is good: verify key, domain, data, signature."""


@dataclass(frozen=True)
class Claim:
    """What a code says. Raises ValueError for days or hours that it cannot hold."""

    number: str
    course: str
    issued: date
    starts: date
    ends: date
    hours: int
    salt: bytes
    digest: bytes
    key: bytes

    def packed(self) -> bytes:
        """The block that is sealed."""
        days = [(day - _EPOCH).days for day in (self.issued, self.starts, self.ends)]
        number = self.number.encode()
        try:
            head = _HEAD.pack(
                VERSION, self.key, *days, self.hours, self.salt, self.digest, len(number)
            )
        except struct.error as error:
            raise ValueError(str(error)) from error
        return head + number + self.course.encode()

    def is_of(self, name: str, born: date | None) -> bool:
        """Whether it is about a person of that name and birth date."""
        return person_digest(self.salt, name, born) == self.digest


@dataclass(frozen=True)
class Signed:
    """A code taken apart: what it says, the sealed bytes, the seal."""

    claim: Claim
    data: bytes
    signature: bytes


class State(Code):
    """What verifying a code found."""

    GENUINE = "GENUINE", "Genuine"
    ALTERED = "ALTERED", "Altered or damaged"
    UNKNOWN = "UNKNOWN", "Cannot be checked here"
    REVOKED = "REVOKED", "Revoked"


@dataclass(frozen=True)
class Issuing:
    """A key that headquarters certified, as verifying sees it.

    `closed` is the key of a PC that was lost: of its codes only those count
    whose number the books know (`known`).
    """

    verify_key: bytes
    office: str
    closed: bool = False
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Withdrawn:
    """That a number is no longer good, and by which office's word."""

    office: str
    on: date
    replaced_by: str = ""


@dataclass(frozen=True)
class Finding:
    """The answer about a code; `claim` is None where it cannot be read at all."""

    state: State
    claim: Claim | None = None
    office: str = ""
    withdrawn: Withdrawn | None = None


def key_id(verify_key: bytes) -> bytes:
    """By what a code names the key it was sealed with."""
    return hashlib.sha512(b"terampil/certificate-key/v1\0" + verify_key).digest()[:KEY_ID_BYTES]


def person_digest(salt: bytes, name: str, born: date | None) -> bytes:
    """The salted digest of who somebody is; signs, spaces and capitals make no difference."""
    letters = unicodedata.normalize("NFKC", name).upper()
    plain = "".join(sign for sign in letters if unicodedata.category(sign)[0] in "LN")
    text = f"{plain}\0{born.isoformat() if born else ''}"
    return hashlib.sha512(salt + text.encode()).digest()[:_DIGEST_BYTES]


def sealed(claim: Claim, sign: Sign) -> str:
    """The code's text for the QR. Raises ValueError as `Claim.packed`."""
    data = claim.packed()
    return base64.b32encode(data + sign(DOMAIN, data)).decode("ascii").rstrip("=")


def address(url: str, code: str) -> str:
    """What the QR holds: the address of the verification page, and the code after ``#``."""
    return f"{url}#{code}"


def code_in(text: str) -> str:
    """The code at the end of what was typed, scanned or read; empty if there is none.

    A scanner under another keyboard may type something else for ``#``.
    """
    found = re.search(r"[A-Z2-7]+$", text.strip().rpartition("#")[2])
    return found[0] if found else ""


def read(code: str) -> Signed:
    """The parts of a code. Raises UserError CODE where it is none, or not of this version."""
    try:
        raw = base64.b32decode(code + "=" * (-len(code) % 8))
        if base64.b32encode(raw).decode("ascii").rstrip("=") != code:
            raise ValueError  # A second spelling of the same bytes.
        data, signature = raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
        version, key, issued, starts, ends, hours, salt, digest, length = _HEAD.unpack_from(data)
        number = data[_HEAD.size : _HEAD.size + length]
        if version != VERSION or len(number) != length:
            raise ValueError
        claim = Claim(
            number.decode(),
            data[_HEAD.size + length :].decode(),
            issued=_EPOCH + timedelta(issued),
            starts=_EPOCH + timedelta(starts),
            ends=_EPOCH + timedelta(ends),
            hours=hours,
            salt=salt,
            digest=digest,
            key=key,
        )
    except (ValueError, struct.error, binascii.Error):
        raise UserError(
            "CODE", N_("This is not the code of a certificate, or it is damaged.")
        ) from None
    return Signed(claim, data, signature)


def judged(
    text: str,
    keys: Mapping[bytes, Issuing],
    withdrawn: Mapping[str, Collection[Withdrawn]],
    headquarters: str,
    check: Check,
) -> Finding:
    """What a code is worth; `keys` by their `key_id`, `withdrawn` by number.

    A number is taken back by the office that issued it or by `headquarters`
    alone: nobody else's word counts.
    """
    try:
        signed = read(code_in(text))
    except UserError:
        return Finding(State.ALTERED)
    claim, key = signed.claim, keys.get(signed.claim.key)
    if key is None:
        # Headquarters takes back anybody's number, whoever sealed it.
        gone = [one for one in withdrawn.get(claim.number, ()) if one.office == headquarters]
        return Finding(State.REVOKED if gone else State.UNKNOWN, claim, "", *gone[:1])
    if not check(key.verify_key, DOMAIN, signed.data, signed.signature):
        return Finding(State.ALTERED, claim, key.office)
    for one in withdrawn.get(claim.number, ()):
        if one.office in (key.office, headquarters):
            return Finding(State.REVOKED, claim, key.office, one)
    if key.closed and claim.number not in key.known:
        return Finding(State.UNKNOWN, claim, key.office)
    return Finding(State.GENUINE, claim, key.office)
