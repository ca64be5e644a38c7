"""What is inside a batch: a manifest and the changes, one canonical JSON line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Literal

import msgspec

from desktop_app.store.chain import Change, Count, Int64, Value, sound
from desktop_app.sync import canonical
from desktop_app.sync.refusals import Refusal

SCHEMA = 2
"""The newest record schema this program writes and reads."""

LONGEST_LINE = 1 << 20
MOST_CHANGES = 200_000

Kind = Literal["changes", "reference", "snapshot", "acknowledgement", "correction", "final"]
Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]


class NotApplied(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change that headquarters did not apply, and why, in plain words."""

    seq: Count
    code: str
    text: str


class Acknowledgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the sender holds of one stream.

    Everything through batch `applied_batch` (change `applied_seq`) is applied,
    but for the `exceptions`; the batches `received_ahead` wait for those `missing`.
    """

    node: str
    audience: str
    epoch: str
    applied_batch: Count
    applied_seq: Count
    received_ahead: tuple[Count, ...]
    missing: tuple[Count, ...]
    chain: Digest
    exceptions: tuple[NotApplied, ...]
    totals_matched: bool


class Totals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Control totals of a batch: people, class days and whole rupiah."""

    people: Int64 = 0
    class_days: Int64 = 0
    rupiah: Int64 = 0


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line. `header` is `Header.binding()` of the file it travels in.

    What a later schema adds and an earlier reader may pass over stands in `more`.
    """

    header: Digest
    kind: Kind
    min_reader_schema: Count
    rules: dict[str, str]
    first_seq: Count
    last_seq: Count
    counts: dict[str, Count]
    totals: Totals
    acknowledgements: tuple[Acknowledgement, ...]
    state_digest: str
    audit_head: str
    device_time: str
    clock_suspect: bool
    unsent: Count
    more: dict[str, Value] = {}


class _Floor(msgspec.Struct):
    min_reader_schema: int


_decoder = msgspec.json.Decoder(Change)


def encode_line(line: Manifest | Change) -> bytes:
    """`line` as it is sent, with its line feed.

    Raises ValueError for what no reader would take: that is our bug.
    """
    raw = canonical.encode(line)
    try:
        canonical.refuse_nul(raw, "line")
    except Refusal as refusal:
        raise ValueError(refusal.detail) from None
    if len(raw) > LONGEST_LINE:
        raise ValueError("line too long")
    return raw + b"\n"


def encode_lines(manifest: Manifest, changes: Iterable[Change]) -> Iterable[bytes]:
    """The payload of a batch, line by line."""
    yield encode_line(manifest)
    for change in changes:
        yield encode_line(change)


def decode_lines(data: bytes) -> tuple[Manifest, list[Change]]:
    """The manifest and the changes of an opened payload.

    Raises `Refusal`: E-FLOOR when a newer program is needed, E-BOMB beyond the
    limits, E-TYPE for anything that is not exactly as specified. Names of
    records and fields are not judged here: unknown ones are kept.
    """
    if not data.endswith(b"\n"):
        raise Refusal("E-TYPE", "no line feed at the end")
    # Counted before it is cut up: a payload of line feeds would fill the memory.
    if data.count(b"\n") > MOST_CHANGES + 1:
        raise Refusal("E-BOMB", "too many changes")
    if _longest(data) > LONGEST_LINE:
        raise Refusal("E-BOMB", "line too long")
    end = data.index(b"\n")
    manifest = _manifest(data[:end])
    changes = _changes(data[end + 1 :])
    canonical.refuse_nul(data, "changes")
    _agree(manifest, changes)
    return manifest, changes


def _manifest(raw: bytes) -> Manifest:
    try:
        floor = msgspec.json.decode(raw, type=_Floor).min_reader_schema
    except canonical.FAULTS as error:
        raise Refusal("E-TYPE", "line 1: not a manifest") from error
    if floor > SCHEMA:
        raise Refusal("E-FLOOR", f"schema {floor}")
    return canonical.read(raw, Manifest, "line 1")


def _changes(raw: bytes) -> list[Change]:
    """All lines at once; only a faulty file is gone through line by line."""
    try:
        changes = _decoder.decode_lines(raw)
        if canonical.encode_lines(changes) == raw and all(map(sound, changes)):
            return changes
    except canonical.FAULTS:
        pass
    for number, line in enumerate(raw[:-1].split(b"\n"), 2):
        if not sound(canonical.read(line, Change, f"line {number}")):
            raise Refusal("E-TYPE", f"line {number}: salts do not fit")
    raise Refusal("E-TYPE", "changes")


def _agree(manifest: Manifest, changes: list[Change]) -> None:
    """The manifest counts what is there; a snapshot's lines come from many streams."""
    if manifest.counts != dict(Counter(change.rec for change in changes)):
        raise Refusal("E-TYPE", "counts differ")
    if manifest.kind == "snapshot" or not changes:
        return
    seqs = [change.seq for change in changes]
    if (seqs[0], seqs[-1]) != (manifest.first_seq, manifest.last_seq):
        raise Refusal("E-TYPE", "first or last seq differs")
    if any(later <= earlier for earlier, later in pairwise(seqs)):
        raise Refusal("E-TYPE", "seq does not ascend")


def _longest(data: bytes) -> int:
    """The length of the longest line."""
    longest = start = 0
    while start < len(data):
        end = data.index(b"\n", start)
        longest, start = max(longest, end - start), end + 1
    return longest
