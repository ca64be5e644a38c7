"""The sealed file: ``VKB1 | u32 length | header | age ciphertext | 64 bytes Ed25519``.

Encrypted, then sealed: nothing that the sender's seal does not cover reaches
the decryption, the decompressor or the parser. The header's digest stands
inside the ciphertext too, so another node cannot strip the seal and put on
its own. `docs/batch-format.md` is the specification.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import pyrage

from desktop_app.store.chain import Count, Value
from desktop_app.store.signing import SIGNATURE_BYTES, Signer, verified
from desktop_app.sync import canonical
from desktop_app.sync.age_header import only_x25519
from desktop_app.sync.compression import LARGEST_PAYLOAD, compress, inflate
from desktop_app.sync.refusals import Refusal

FORMAT = 1
MAGIC = b"VKB1"
DOMAIN = "vokasi/batch/v1"
LARGEST_HEADER = 4096
LARGEST_FILE = 64 << 20
MOST_KEY_IDS = 64
CHAIN_START = "0" * 64
_PREFIX = len(MAGIC) + 4

Hex16 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
Hex32 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
Hex64 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{1,64}\Z")]
Ordinal = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]


class Sender(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose stream the file belongs to."""

    office: Name
    node: Name
    audience: Name


class Parent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The history this epoch goes on from, and up to which batch."""

    epoch: Hex32
    last_batch: Count
    reason: Name


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands in clear: who, for whom, and where in the stream. Nothing personal.

    `to` names an office, a node or ``all``; `signed_by` and `keys` are key ids
    (`key_id`), `keys` empty when there are more than `MOST_KEY_IDS` recipients.
    `previous` is the chain up to the batch before. What a later format adds and
    an earlier reader may pass over stands in `more`. `length` and `sha256` are
    the ciphertext's; `seal` fills them in.
    """

    format: Ordinal = FORMAT
    min_reader_format: Ordinal = FORMAT
    sender: Sender = msgspec.field(name="from")
    to: Name
    signed_by: Hex16
    keys: tuple[Hex16, ...]
    epoch: Hex32
    parent: Parent | None = None
    batch_no: Ordinal
    previous: Hex64
    part: Ordinal = 1
    parts: Ordinal = 1
    schema: Count
    more: dict[str, Value] = {}
    length: Count = 0
    sha256: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{64})?\Z")] = ""

    def binding(self) -> str:
        """What the manifest repeats: the digest of this header without the ciphertext's."""
        bare = msgspec.structs.replace(self, length=0, sha256="")
        return hashlib.sha256(b"vokasi/header/v1\0" + canonical.encode(bare)).hexdigest()

    def digest(self) -> str:
        """SHA-256 of the header as it stands in the file."""
        return hashlib.sha256(canonical.encode(self)).hexdigest()


@dataclass(frozen=True)
class Opened:
    """A file whose seal holds and which this node could decrypt."""

    header: Header
    payload: bytes


class _Format(msgspec.Struct):
    format: int
    min_reader_format: int


class _Bound(msgspec.Struct):
    header: str


KeyLookup = Callable[[Header], bytes | None]
"""The sender's verify key as certified; None if the node is not, or no longer, known."""


def key_id(key: bytes | str) -> str:
    """The short name (16 hexadecimal digits) of a verify key or an age recipient."""
    raw = key.encode("ascii") if isinstance(key, str) else key
    return hashlib.sha256(b"vokasi/key/v1\0" + raw).hexdigest()[:16]


def key_ids(recipients: Sequence[str]) -> tuple[str, ...]:
    """The header's `keys` for `recipients` (age X25519)."""
    return () if len(recipients) > MOST_KEY_IDS else tuple(sorted(map(key_id, recipients)))


def chain_after(header: Header, *others: Header) -> str:
    """The chain after a batch: its header, and those of its further parts in order."""
    whole = hashlib.sha256(MAGIC + bytes.fromhex(header.epoch))
    whole.update(struct.pack(">Q", header.batch_no) + bytes.fromhex(header.previous))
    for part in (header, *others):
        whole.update(bytes.fromhex(part.digest()))
    return whole.hexdigest()


def file_name(header: Header, receiver: str = "") -> str:
    """A name for people and FAT32, a hint only: ``VK_B01_3f2a_91c0_00000012.vkb``.

    `receiver` tells headquarters' files apart: ``VK_HQ_3f2a_91c0_MND-77aa_00000001.vkb``.
    """
    part = f"-{header.part}of{header.parts}" if header.parts > 1 else ""
    to = f"_{receiver}" if receiver else ""
    return (
        f"VK_{header.sender.office}_{header.sender.node[:4]}_{header.epoch[:4]}{to}"
        f"_{header.batch_no:08}{part}.vkb"
    )


def seal(
    header: Header,
    payload: bytes | Iterable[bytes],
    signer: Signer,
    recipients: Sequence[str],
) -> bytes:
    """The file: `payload` (first line: a manifest with `header.binding()`) for `recipients`.

    Raises ValueError for what `open_sealed` would refuse: that is our bug.
    """
    plain = payload if isinstance(payload, bytes) else b"".join(payload)
    if header.signed_by != key_id(signer.verify_key) or header.keys != key_ids(recipients):
        raise ValueError("the header names other keys")
    if len(plain) > LARGEST_PAYLOAD:
        raise ValueError("the payload is too large")
    _check_binding(header, plain)
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    cipher = pyrage.encrypt(compress(plain), keys)
    digest = hashlib.sha256(cipher).digest()
    told = canonical.encode(
        msgspec.structs.replace(header, length=len(cipher), sha256=digest.hex())
    )
    if len(told) > LARGEST_HEADER:
        raise ValueError("the header is too long")
    front = MAGIC + struct.pack(">I", len(told)) + told
    file = front + cipher + signer.sign(DOMAIN, front + digest)
    if len(file) > LARGEST_FILE:
        raise ValueError("the file is too large")
    return file


def read_header(source: Path | bytes) -> Header:
    """What a file says it is, before any seal is checked: for looking through a folder.

    Raises `Refusal`: E-TYPE for another kind of file, E-TRUNC when bytes are
    missing or added, E-FLOOR for a later format, E-BOMB beyond the size allowed.
    """
    if isinstance(source, bytes):
        front, size = source[: _PREFIX + LARGEST_HEADER], len(source)
    else:
        with source.open("rb") as file:
            front, size = file.read(_PREFIX + LARGEST_HEADER), source.stat().st_size
    header, end = _header(front)
    if size > LARGEST_FILE:
        raise Refusal("E-BOMB", "file")
    if size != end + header.length + SIGNATURE_BYTES:
        raise Refusal("E-TRUNC", "length")
    return header


def open_sealed(data: bytes, identity: pyrage.x25519.Identity, sender_key: KeyLookup) -> Opened:
    """The header and payload of `data`, checked in the order of the specification.

    Raises `Refusal` with E-TYPE, E-TRUNC, E-FLOOR, E-BOMB, E-KEY-REVOKED, E-SIG
    or E-NOT-FOR-ME. The chain is the inbox's to check.
    """
    header = read_header(data)
    _, end = _header(data[: _PREFIX + LARGEST_HEADER])
    cipher, signature = data[end:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
    key = sender_key(header)
    if key is None:
        raise Refusal("E-KEY-REVOKED", header.sender.node)
    digest = hashlib.sha256(cipher).digest()
    if not verified(key, DOMAIN, data[:end] + digest, signature):
        raise Refusal("E-SIG", "signature")
    if header.sha256 != digest.hex() or header.signed_by != key_id(key):
        raise Refusal("E-SIG", "header against content")
    plain = inflate(_decrypt(header, cipher, identity))
    try:
        _check_binding(header, plain)
    except ValueError as error:
        raise Refusal("E-SIG", "header in manifest") from error
    return Opened(header, plain)


def _header(front: bytes) -> tuple[Header, int]:
    """The header at the front of a file, and where the ciphertext begins."""
    if not front.startswith(MAGIC):
        raise Refusal("E-TRUNC" if MAGIC.startswith(front) else "E-TYPE", "magic")
    if len(front) < _PREFIX:
        raise Refusal("E-TRUNC", "length of header")
    (length,) = struct.unpack_from(">I", front, len(MAGIC))
    end = _PREFIX + length
    if length > LARGEST_HEADER:
        raise Refusal("E-TYPE", "length of header")
    if len(front) < end:
        raise Refusal("E-TRUNC", "header")
    raw = front[_PREFIX:end]
    try:
        peek = msgspec.json.decode(raw, type=_Format)
    except canonical.FAULTS as error:
        raise Refusal("E-TYPE", "header") from error
    if peek.min_reader_format > FORMAT:
        raise Refusal("E-FLOOR", f"format {peek.min_reader_format}")
    header = canonical.read(raw, Header, "header")
    if header.part > header.parts:
        raise Refusal("E-TYPE", "part")
    return header, end


def _decrypt(header: Header, cipher: bytes, identity: pyrage.x25519.Identity) -> bytes:
    if header.keys and key_id(str(identity.to_public())) not in header.keys:
        raise Refusal("E-NOT-FOR-ME", "keys")
    if not only_x25519(cipher):
        raise Refusal("E-TYPE", "age header")
    try:
        return pyrage.decrypt(cipher, [identity])
    except pyrage.DecryptError as error:
        # A whole file of the sender's: if it names us and yet does not open, it is malformed.
        raise Refusal("E-TYPE" if header.keys else "E-NOT-FOR-ME", "age") from error


def _check_binding(header: Header, plain: bytes) -> None:
    """Raises ValueError unless the payload's first line repeats the header's digest."""
    first = plain[: plain.find(b"\n") + 1]
    try:
        told = msgspec.json.decode(first, type=_Bound).header
    except canonical.FAULTS as error:
        raise ValueError("no manifest") from error
    if told != header.binding():
        raise ValueError("the manifest belongs to another header")
