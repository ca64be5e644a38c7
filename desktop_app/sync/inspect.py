"""What a file says and whether it is sound, as far as one can tell from here.

Without an office only what stands in clear can be read; its seal can be
checked by whoever knows the sender, its content by whoever it is meant for.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.kinds import Code
from desktop_app.office import Office
from desktop_app.store.chain import chain_all
from desktop_app.store.signing import SIGNATURE_BYTES, verified
from desktop_app.sync import documents
from desktop_app.sync.age_header import only_x25519
from desktop_app.sync.applying import place
from desktop_app.sync.backlog import stream_of
from desktop_app.sync.envelope import (
    DOMAIN,
    LARGEST_FILE,
    MAGIC,
    Header,
    key_id,
    open_sealed,
    read_header,
)
from desktop_app.sync.papers import Seen, look
from desktop_app.sync.payload import Manifest, decode_lines
from desktop_app.sync.refusals import Refusal
from desktop_app.sync.totals import totals
from desktop_app.sync.trust import peer_of, reader, reload


class Finding(Code):
    """How a check came out."""

    GOOD = "good", "In order"
    BAD = "bad", "Not in order"
    OPEN = "open", "Cannot be told here"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at (English source text), and why it is bad or open."""

    what: str
    finding: Finding
    error: UserError | None = None


@dataclass
class Inspection:
    """What was found. `kind` is ``batch`` or the kind of paper; `size` in bytes."""

    path: Path
    kind: str
    size: int
    checks: list[Check] = field(default_factory=list)
    header: Header | None = None
    manifest: Manifest | None = None
    paper: Seen | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong."""
        return all(check.finding is not Finding.BAD for check in self.checks)

    @property
    def code(self) -> str:
        """The code of the first thing that is wrong; empty when sound."""
        bad = (c.error for c in self.checks if c.finding is Finding.BAD and c.error)
        return next((error.code for error in bad), "")


_FORM = N_("Form and length")
_CONTENT = N_("Content against the header")
_SEAL = N_("Seal of the sender")
_INSIDE = N_("Manifest and changes")
_LINES = N_("Chain of the changes")
_TOTALS = N_("Control totals")
_TURN = N_("Number in its line of files")


def inspect(path: Path, office: Office | None = None) -> Inspection:
    """Look at a batch or an enrolment paper; nothing is changed.

    Raises UserError FILE-MISSING; everything wrong with the file is a check.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_FILE else path.open("rb").read(8192)
    except (FileNotFoundError, IsADirectoryError):
        raise UserError(
            "FILE-MISSING", N_("The file {name} was not found."), name=path.name
        ) from None
    if data.startswith(b'{"vokasi":'):
        return _paper(path, data, office)
    found = Inspection(path, "batch", size)
    try:
        found.header = read_header(path if data.startswith(MAGIC) else data)
    except Refusal as refusal:
        found.checks.append(Check(_FORM, Finding.BAD, refusal))
        return found
    found.checks.append(Check(_FORM, Finding.GOOD))
    _outside(found, data, office)
    if office is not None and found.sound:
        _inside(found, data, office)
    if found.manifest is None and found.sound:
        found.checks.append(Check(_INSIDE, Finding.OPEN))
    return found


def _paper(path: Path, data: bytes, office: Office | None) -> Inspection:
    found = Inspection(path, "paper", len(data))
    try:
        found.kind = documents.document_kind(data)
        if office is not None:
            found.paper = look(office, path)
    except Refusal as refusal:
        found.checks.append(Check(_SEAL, Finding.BAD, refusal))
        return found
    found.checks.append(Check(_FORM, Finding.GOOD))
    found.checks.append(Check(_SEAL, Finding.GOOD if found.paper else Finding.OPEN))
    return found


def _outside(found: Inspection, data: bytes, office: Office | None) -> None:
    """What can be told without opening: the ciphertext, and the seal if we know the sender."""
    header = found.header
    assert header is not None
    end = len(data) - SIGNATURE_BYTES - header.length
    front, cipher, seal = data[:end], data[end:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
    digest = hashlib.sha256(cipher).digest()
    whole = digest.hex() == header.sha256 and only_x25519(cipher)
    found.checks.append(
        Check(_CONTENT, Finding.GOOD)
        if whole
        else Check(_CONTENT, Finding.BAD, Refusal("E-SIG", "content"))
    )
    key = None if office is None else _key(office, header)
    if key is None:
        found.checks.append(Check(_SEAL, Finding.OPEN))
    elif key_id(key) == header.signed_by and verified(key, DOMAIN, front + digest, seal):
        found.checks.append(Check(_SEAL, Finding.GOOD))
    else:
        found.checks.append(Check(_SEAL, Finding.BAD, Refusal("E-SIG", "seal")))


def _key(office: Office, header: Header) -> bytes | None:
    """The sender's key as we know it, closed or not; our own for a file of ours."""
    reload(office)
    if header.sender.node == office.keys.node.id:
        return office.keys.node.verify_key
    peer = peer_of(office, header.sender.node)
    return peer.verify_key if peer else None


def _inside(found: Inspection, data: bytes, office: Office) -> None:
    header = found.header
    assert header is not None
    key = _key(office, header)
    if key is None:
        return
    try:
        identity = reader(office, header)
        opened = open_sealed(data, identity, lambda told: key)
        found.manifest, changes = decode_lines(opened.payload)
    except Refusal as refusal:
        state = Finding.OPEN if refusal.code == "E-NOT-FOR-ME" else Finding.BAD
        found.checks.append(Check(_INSIDE, state, refusal))
        return
    found.checks.append(Check(_INSIDE, Finding.GOOD))
    same = totals(changes) == found.manifest.totals
    found.checks.append(Check(_TOTALS, Finding.GOOD if same else Finding.OPEN))
    _in_its_stream(found, header, office)
    if changes and changes[0].seq == 1:
        head = chain_all(stream_of(header).start, changes).hex()
        fits = head == found.manifest.audit_head
        found.checks.append(
            Check(_LINES, Finding.GOOD)
            if fits
            else Check(_LINES, Finding.BAD, Refusal("E-EPOCH", "lines"))
        )


def _in_its_stream(found: Inspection, header: Header, office: Office) -> None:
    if header.sender.node == office.keys.node.id:
        return
    try:
        with office.store.raw() as connection:
            where = place(connection, header, ())
    except Refusal as refusal:
        found.checks.append(Check(_TURN, Finding.BAD, refusal))
        return
    error = Refusal("E-GAP") if where.missing else None
    found.checks.append(Check(_TURN, Finding.OPEN if error else Finding.GOOD, error))
