"""Small sealed papers: invitation, request, certificate, acknowledgement (``.vka``).

One line of canonical JSON, not encrypted: what it is, what it says, whose key
sealed it, and the seal over all of that for this kind of paper only.
"""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

import msgspec

from desktop_app.store.signing import Signer, verified
from desktop_app.sync import canonical
from desktop_app.sync.refusals import Refusal

FORMAT = 1
LARGEST = 4 << 20
_KIND = re.compile("[a-z]{1,32}")

T = TypeVar("T", bound=msgspec.Struct)


class _Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vokasi: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{1,32}\Z")]
    format: int
    body: msgspec.Raw
    key: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    seal: Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{128})?\Z")]


class _Format(msgspec.Struct):
    vokasi: str
    format: int


def sign_document(kind: str, body: msgspec.Struct, signer: Signer) -> bytes:
    """`body` as a paper of `kind` (small letters) under the seal of `signer`."""
    if not _KIND.fullmatch(kind):
        raise ValueError(kind)
    told = canonical.encode(body)
    paper = _Paper(kind, FORMAT, msgspec.Raw(told), signer.verify_key.hex(), "")
    seal = signer.sign(_domain(kind), canonical.encode(paper)).hex()
    return canonical.encode(msgspec.structs.replace(paper, seal=seal)) + b"\n"


def document_kind(data: bytes) -> str:
    """What kind of paper `data` says it is. Raises E-TYPE if it is none."""
    return _paper(data).vokasi


def claimed_key(data: bytes) -> bytes:
    """The verify key that `data` says it was sealed with; for a request it is all there is."""
    return bytes.fromhex(_paper(data).key)


def open_document(data: bytes, kind: str, body: type[T], key: bytes) -> T:
    """What a paper of `kind` under the seal of `key` says.

    Raises E-TYPE for another kind or form, E-FLOOR for a later format, E-BOMB
    beyond the size allowed, E-SIG for another's or a broken seal.
    """
    paper = _paper(data)
    if paper.vokasi != kind:
        raise Refusal("E-TYPE", "another kind")
    told = canonical.encode(msgspec.structs.replace(paper, seal=""))
    if paper.key != key.hex() or not verified(key, _domain(kind), told, bytes.fromhex(paper.seal)):
        raise Refusal("E-SIG", kind)
    return canonical.read(bytes(paper.body), body, kind)


def _domain(kind: str) -> str:
    return f"vokasi/{kind}/v1"


def _paper(data: bytes) -> _Paper:
    if len(data) > LARGEST:
        raise Refusal("E-BOMB", "document")
    raw = data[:-1]
    if not data.endswith(b"}\n"):
        raise Refusal("E-TRUNC" if data.startswith(b'{"vokasi":') else "E-TYPE", "document")
    try:
        if msgspec.json.decode(raw, type=_Format).format > FORMAT:
            raise Refusal("E-FLOOR", "document")
    except canonical.FAULTS as error:
        raise Refusal("E-TYPE", "document") from error
    return canonical.read(raw, _Paper, "document")
