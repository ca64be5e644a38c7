"""A numbered slice of this node's journal, sealed into a file: the batch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select

from desktop_app.files import write_atomically
from desktop_app.kinds import Code, Moment
from desktop_app.office import Office
from desktop_app.progress import Progress
from desktop_app.store import journal
from desktop_app.store.chain import Change, Value
from desktop_app.store.journal import Stream
from desktop_app.store.tables import journal as journal_table
from desktop_app.store.tables import local_batch
from desktop_app.sync import envelope
from desktop_app.sync.envelope import CHAIN_START, Header, Parent, Sender, key_id, key_ids
from desktop_app.sync.payload import (
    MOST_CHANGES,
    SCHEMA,
    Acknowledgement,
    Kind,
    Manifest,
    Totals,
    encode_line,
)
from desktop_app.sync.totals import totals
from desktop_app.sync.trust import recipients

LARGEST_PLAIN = 60 << 20
"""So much before compression fits into a file however badly it compresses."""

_moment = Moment()


class BatchState(Code):
    """What became of a batch of ours; only headquarters' word leads past HANDED_OVER."""

    MADE = "made", "Made"
    EXPORTED = "exported", "Saved to a file"
    HANDED_OVER = "handed", "Handed over"
    RECEIVED = "received", "Received at headquarters, waits for an earlier file"
    APPLIED = "applied", "Recorded at headquarters"
    PARTLY = "partly", "Recorded in part"


@dataclass(frozen=True)
class Batch:
    """A batch of ours: its place in the stream, its file in the outbox, its state.

    `answer` is what was put down with it (JSON): at a branch headquarters'
    exceptions, at headquarters what the file told its receiver.
    """

    audience: str
    number: int
    first_seq: int
    last_seq: int
    file: str
    sha256: str
    chain: str
    state: BatchState
    at: Any
    answer: str


@dataclass(frozen=True)
class Sealed:
    """A batch just made: its header and manifest, and the row that stands for it."""

    header: Header
    manifest: Manifest
    batch: Batch


@dataclass(frozen=True)
class _Slice:
    texts: Sequence[str]
    changes: Sequence[Change]
    head: str


def own_stream(office: Office, audience: str) -> Stream:
    """This node's stream for an audience, in the present epoch."""
    return Stream(office.keys.node.id, audience, office.keys.node.epoch)


def batches(connection: Connection, office: Office, audience: str | None = None) -> list[Batch]:
    """Our batches of the present epoch, the newest first."""
    b = local_batch.c
    query = select(local_batch).where(b.epoch == office.keys.node.epoch)
    if audience is not None:
        query = query.where(b.audience == audience)
    return [
        Batch(
            row.audience,
            row.batch,
            row.first_seq,
            row.last_seq,
            row.file,
            row.sha256,
            row.chain,
            BatchState.of(row.state),
            row.at,
            row.answer or "",
        )
        for row in connection.execute(query.order_by(b.audience, b.batch.desc()))
    ]


def last_batch(connection: Connection, office: Office, audience: str) -> Batch | None:
    """Our newest batch for an audience."""
    return next(iter(batches(connection, office, audience)), None)


def unsent_counts(connection: Connection, stream: Stream) -> dict[str, int]:
    """Changes of the stream that no batch holds yet, by record type."""
    j, b = journal_table.c, local_batch.c
    sent = (
        select(func.coalesce(func.max(b.last_seq), 0))
        .where(b.epoch == stream.epoch, b.audience == stream.audience)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(j.record, func.count())
        .where(j.epoch == stream.epoch, j.audience == stream.audience, j.seq > sent)
        .group_by(j.record)
    )
    return {row[0]: row[1] for row in rows}


def seal_next(
    office: Office,
    connection: Connection,
    audience: str,
    to: str,
    progress: Progress,
    *,
    kind: Kind = "changes",
    acknowledgements: tuple[Acknowledgement, ...] = (),
    more: dict[str, Value] | None = None,
    answer: str = "",
    receiver: str = "",
) -> Sealed:
    """Make the stream's next batch: its file in the outbox, its row in the transaction.

    Nothing has left this PC before the transaction stands; an orphan file in
    the outbox is written over by the next try.
    """
    stream = own_stream(office, audience)
    last = last_batch(connection, office, audience)
    after = last.last_seq if last else 0
    cut = _cut(connection, stream, after)
    progress(1, 5)
    waiting = sum(unsent_counts(connection, stream).values()) - len(cut.changes)
    header = _header(office, stream, to, last)
    manifest = _manifest(office, header, cut, kind, acknowledgements, more or {}, waiting)
    progress(2, 5)
    payload = encode_line(manifest) + "".join(f"{text}\n" for text in cut.texts).encode()
    file = envelope.seal(header, payload, office.keys.node.signer, recipients(office, audience))
    progress(3, 5)
    header = envelope.read_header(file)
    batch = Batch(
        audience,
        header.batch_no,
        after + 1,
        cut.changes[-1].seq if cut.changes else after,
        envelope.file_name(header, receiver),
        hashlib.sha256(file).hexdigest(),
        envelope.chain_after(header),
        BatchState.MADE,
        office.now,
        answer,
    )
    office.home.outbox.mkdir(exist_ok=True)
    write_atomically(office.home.outbox / batch.file, file)
    progress(4, 5)
    connection.execute(
        insert(local_batch),
        {
            "epoch": stream.epoch,
            "audience": audience,
            "batch": batch.number,
            "first_seq": batch.first_seq,
            "last_seq": batch.last_seq,
            "file": batch.file,
            "sha256": batch.sha256,
            "chain": batch.chain,
            "state": batch.state.value,
            "at": batch.at,
            "answer": answer,
        },
    )
    return Sealed(header, manifest, batch)


def _cut(connection: Connection, stream: Stream, after: int) -> _Slice:
    """The lines behind `after` as they are kept; whole transactions where they fit."""
    texts: list[str] = []
    size = 0
    for text in journal.texts(connection, stream, after, after + MOST_CHANGES):
        size += len(text.encode()) + 1
        if size > LARGEST_PLAIN:
            break
        texts.append(text)
    changes = [journal.decode_line(text.encode()) for text in texts]
    if changes and changes[-1].seq < journal.head(connection, stream).seq:
        following = next(journal.lines(connection, stream, changes[-1].seq, changes[-1].seq + 1))
        whole = [change for change in changes if change.txn != following.txn]
        changes = whole or changes
    through = changes[-1].seq if changes else after
    j = journal_table.c
    head = connection.scalar(
        select(j.chain).where(
            j.epoch == stream.epoch, j.audience == stream.audience, j.seq == through
        )
    )
    return _Slice(texts[: len(changes)], changes, head or stream.start.hex())


def _header(office: Office, stream: Stream, to: str, last: Batch | None) -> Header:
    node, epoch = office.keys.node, office.keys.node.epochs[-1]
    parent = None
    if epoch.parent is not None:
        reason = epoch.reason.replace(" ", "-")
        parent = Parent(epoch.parent, epoch.parent_last_batch, reason)
    return Header(
        sender=Sender(office.code, node.id, stream.audience),
        to=to,
        signed_by=key_id(node.verify_key),
        keys=key_ids(recipients(office, stream.audience)),
        epoch=stream.epoch,
        parent=parent,
        batch_no=last.number + 1 if last else 1,
        previous=last.chain if last else CHAIN_START,
        schema=SCHEMA,
    )


def _manifest(
    office: Office,
    header: Header,
    cut: _Slice,
    kind: Kind,
    acknowledgements: tuple[Acknowledgement, ...],
    more: dict[str, Value],
    waiting: int,
) -> Manifest:
    counts: dict[str, int] = {}
    for change in cut.changes:
        counts[change.rec] = counts.get(change.rec, 0) + 1
    now = str(_moment.stored(office.now))
    return Manifest(
        header=header.binding(),
        kind=kind,
        min_reader_schema=1,
        rules={},
        first_seq=cut.changes[0].seq if cut.changes else 0,
        last_seq=cut.changes[-1].seq if cut.changes else 0,
        counts=counts,
        totals=totals(cut.changes) if cut.changes else Totals(),
        acknowledgements=acknowledgements,
        state_digest="",
        audit_head=cut.head,
        device_time=now,
        clock_suspect=any(change.at > now for change in cut.changes),
        unsent=waiting,
        more=more,
    )


def encode(value: Any) -> str:
    """`value` (JSON or a struct) as text with one spelling, to be put down and compared."""
    return msgspec.json.encode(value, order="deterministic").decode()
