"""The shape of `keys.json`: key slots, the node's part and what it trusts.

The file is one line of canonical JSON: its content, a keyed MAC of the content
(under the data key: nobody without a password can change it) and a plain
checksum of both (damage is told apart from a wrong password). The ciphers are
loaded by whoever opens it: the sign-in page only reads names.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from pathlib import Path

import msgspec

from desktop_app.errors import UserError
from desktop_app.files import write_atomically
from desktop_app.i18n import N_

FORMAT = 1
KEY_BYTES = 32
_NONCE_BYTES = 24
_SALT_BYTES = 16
_MIB = 1 << 20
# What a hostile file may ask of this PC before it has shown a valid tag.
_OPS = range(1, 11)
_MEMORY = range(8 * _MIB, 1024 * _MIB + 1)
_LARGEST = 16 * _MIB


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A piece of the file."""


class Kdf(Part, frozen=True):
    """How a password becomes a key: Argon2id, memory in bytes."""

    salt: bytes
    ops: int = 3
    memory: int = 64 * _MIB

    @classmethod
    def fresh(cls) -> Kdf:
        return cls(secrets.token_bytes(_SALT_BYTES))

    def key(self, password: str) -> bytes:
        """The key-wrapping key (32 bytes); about 0.1 s."""
        from nacl.pwhash import argon2id

        return argon2id.kdf(
            KEY_BYTES,
            unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass"),
            self.salt,
            opslimit=self.ops,
            memlimit=self.memory,
        )


class Box(Part, frozen=True):
    """XChaCha20-Poly1305: a fresh nonce and the wrapped bytes with their tag."""

    nonce: bytes
    sealed: bytes

    @classmethod
    def around(cls, plain: bytes, bound: bytes, key: bytes) -> Box:
        """`plain` wrapped under `key`, unwrapped only beside the same `bound` bytes."""
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt

        nonce = secrets.token_bytes(_NONCE_BYTES)
        return cls(nonce, crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key))

    def open(self, bound: bytes, key: bytes) -> bytes | None:
        """What is inside; None under another key or beside other bytes."""
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
        from nacl.exceptions import CryptoError

        if len(self.nonce) != _NONCE_BYTES:
            return None
        try:
            return crypto_aead_xchacha20poly1305_ietf_decrypt(self.sealed, bound, self.nonce, key)
        except (CryptoError, ValueError):
            return None


class Header(Part, frozen=True):
    """Whose slot it is; bound to the slot, so an edited role opens nothing."""

    officer: str
    user: str
    roles: tuple[str, ...]
    verify_key: bytes
    kdf: Kdf


class Slot(Part, frozen=True):
    """One officer's way in: {data key, officer's Ed25519 seed} under the password."""

    header: Header
    box: Box


class Epoch(Part, frozen=True):
    """One continuous history of a node, and where it went on from."""

    id: str
    reason: str
    parent: str | None = None
    parent_last_batch: int = 0


class Node(Part, frozen=True):
    """This PC among the others: {Ed25519 seed, age identity} under the data key."""

    id: str
    office: str
    role: str
    sample: bool
    verify_key: bytes
    recipient: str
    epochs: tuple[Epoch, ...]
    box: Box


class Peer(Part, frozen=True):
    """Another node as headquarters certified it.

    A lost PC's stream is closed: in `closed_epoch` everything after batch
    `closed_after` is held back, and so is every later epoch.
    """

    id: str
    office: str
    role: str
    verify_key: bytes
    recipient: str
    closed_epoch: str | None = None
    closed_after: int = 0


class Trust(Part, frozen=True):
    """Whom this node believes and whom it encrypts to.

    `version` only grows. `escrow` is an age recipient; `certificate` the
    sealed document by which headquarters enrolled this node.
    """

    version: int = 0
    headquarters: Peer | None = None
    escrow: str | None = None
    peers: tuple[Peer, ...] = ()
    certificate: bytes = b""


class KeyContent(Part, frozen=True):
    """All that the file says."""

    format: int
    slots: tuple[Slot, ...]
    recovery: Box
    node: Node
    trust: Trust


class _File(Part, frozen=True):
    content: KeyContent
    mac: bytes
    check: bytes


class _Peek(msgspec.Struct):
    format: int


class _PeekFile(msgspec.Struct):
    content: _Peek


def subkey(data_key: bytes, purpose: str) -> bytes:
    """A key (32 bytes) for one purpose; the data key itself is never used for work."""
    return hashlib.blake2b(
        purpose.encode("ascii"), digest_size=KEY_BYTES, key=data_key, person=b"terampil/subkey"
    ).digest()


def damaged(path: Path) -> UserError:
    """The file is not as it was written; the copy beside it may help the repair."""
    if previous(path).exists():
        return UserError(
            "KEYS-DAMAGED",
            N_(
                "The key file {name} is damaged. Please do not delete anything: an earlier copy,"
                " {previous}, lies beside it. Ask the administrator to put it back."
            ),
            name=path.name,
            previous=previous(path).name,
        )
    return UserError(
        "KEYS-DAMAGED",
        N_(
            "The key file {name} is damaged. Please do not delete anything; ask the"
            " administrator to restore it from a backup."
        ),
        name=path.name,
    )


def previous(path: Path) -> Path:
    """The copy of the file as it was before the last change."""
    return path.with_name(f"{path.name}.previous")


def read(path: Path) -> tuple[KeyContent, bytes]:
    """The file's content and its MAC, checked for damage but not yet against the data key."""
    try:
        if path.stat().st_size > _LARGEST:
            raise damaged(path)
        raw = path.read_bytes()
    except FileNotFoundError:
        raise UserError(
            "KEYS-MISSING",
            N_(
                "The key file {name} is missing, and without it the data cannot be opened."
                " Please restore it from a backup."
            ),
            name=path.name,
        ) from None
    return parse(path, raw)


def parse(path: Path, raw: bytes) -> tuple[KeyContent, bytes]:
    """The content and MAC of `raw`, read from `path`. Raises KEYS-DAMAGED or KEYS-NEWER."""
    try:
        file = msgspec.json.decode(raw, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _newer(raw) or damaged(path) from None
    if _encode(file) != raw or not hmac.compare_digest(file.check, _check(file.content, file.mac)):
        raise damaged(path)
    if file.content.format > FORMAT:
        raise _too_new()
    for slot in file.content.slots:
        kdf = slot.header.kdf
        if kdf.ops not in _OPS or kdf.memory not in _MEMORY or len(kdf.salt) != _SALT_BYTES:
            raise damaged(path)
    return file.content, file.mac


def write(path: Path, content: KeyContent, data_key: bytes, *, keep: bool) -> None:
    """Replace the file; its former self is kept beside it only if `keep` is true.

    It is not kept when a password or an officer went: the old copy would
    still open to them.
    """
    if keep and path.exists():
        write_atomically(previous(path), path.read_bytes())
    tag = mac(content, data_key)
    file = _File(content, tag, _check(content, tag))
    write_atomically(path, _encode(file))
    if not keep:
        previous(path).unlink(missing_ok=True)


def mac(content: KeyContent, data_key: bytes) -> bytes:
    """What only a holder of the data key can say about `content`."""
    key = subkey(data_key, "keys-file-mac")
    return hashlib.blake2b(_encode(content), digest_size=32, key=key).digest()


def bound(part: Part) -> bytes:
    """`part` as the bytes a box is bound to."""
    return type(part).__name__.encode() + b"\0" + _encode(part)


def _encode(part: Part) -> bytes:
    return msgspec.json.encode(part)


def _check(content: KeyContent, tag: bytes) -> bytes:
    return hashlib.sha256(_encode(content) + tag).digest()


def _newer(raw: bytes) -> UserError | None:
    """The answer for a file of a later format, if that is what `raw` is."""
    try:
        peek = msgspec.json.decode(raw, type=_PeekFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return _too_new() if peek.content.format > FORMAT else None


def _too_new() -> UserError:
    return UserError(
        "KEYS-NEWER",
        N_("The key file was written by a newer version of this program. Please update first."),
    )
