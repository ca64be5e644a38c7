"""The shape of `keys.json`: key slots, the node's part and what it trusts.

The file is one line of canonical JSON: its content, a keyed MAC of the content
(under the data key: nobody without a password can change it) and a plain
checksum of both (damage is told apart from a wrong password). The ciphers are
loaded by whoever opens it: the sign-in page only reads names.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import msgspec

from desktop_app.errors import UserError
from desktop_app.files import write_atomically
from desktop_app.i18n import N_
from desktop_app.store.boxes import KEY_BYTES, MIB, SALT_BYTES, Box, Kdf, Part, encode

FORMAT = 1
# What a hostile file may ask of this PC before it has shown a valid tag.
_OPS = range(1, 11)
_MEMORY = range(8 * MIB, 1024 * MIB + 1)
_LARGEST = 16 * MIB


class Header(Part, frozen=True):
    """Whose slot it is; bound to the slot, so an edited role opens nothing.

    `first` says that the password came from another officer: it lets in only
    to choose one's own.
    """

    officer: str
    user: str
    roles: tuple[str, ...]
    verify_key: bytes
    kdf: Kdf
    first: bool = False


class Slot(Part, frozen=True):
    """One officer's way in: {data key, officer's Ed25519 seed} under the password.

    `given` are the roles another officer has given since: the header is bound
    under a password that only its owner knows, so they become part of it with
    the owner's next password. Until then the file's MAC guards them.
    """

    header: Header
    box: Box
    given: tuple[str, ...] | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that hold."""
        return self.header.roles if self.given is None else self.given


class Pending(Part, frozen=True):
    """A change of the slots whose record may not stand yet: the officer, and the slots before."""

    officer: str
    slots: tuple[Slot, ...]


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
    pending: Pending | None = None


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
    if encode(file) != raw or not hmac.compare_digest(file.check, _check(file.content, file.mac)):
        raise damaged(path)
    if file.content.format > FORMAT:
        raise _too_new()
    for slot in file.content.slots:
        kdf = slot.header.kdf
        if kdf.ops not in _OPS or kdf.memory not in _MEMORY or len(kdf.salt) != SALT_BYTES:
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
    write_atomically(path, encode(file))
    if not keep:
        previous(path).unlink(missing_ok=True)


def mac(content: KeyContent, data_key: bytes) -> bytes:
    """What only a holder of the data key can say about `content`."""
    key = subkey(data_key, "keys-file-mac")
    return hashlib.blake2b(encode(content), digest_size=32, key=key).digest()


def _check(content: KeyContent, tag: bytes) -> bytes:
    return hashlib.sha256(encode(content) + tag).digest()


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
