"""One opened file of another node, put into the store within one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select

from desktop_app.office import Office
from desktop_app.store import journal
from desktop_app.store.chain import Change
from desktop_app.store.journal import Head, Stream
from desktop_app.store.replay import Held, Outcome
from desktop_app.store.tables import local_batch, local_stream
from desktop_app.sync import acknowledgements
from desktop_app.sync.backlog import missing, stream_of
from desktop_app.sync.envelope import CHAIN_START, Header, chain_after
from desktop_app.sync.held import hold, replay, retry, still_held
from desktop_app.sync.payload import Manifest
from desktop_app.sync.refusals import BEFORE, Refusal
from desktop_app.sync.totals import totals


@dataclass(frozen=True)
class Parcel:
    """A file whose seal holds and whose lines are read."""

    name: str
    sha256: str
    header: Header
    manifest: Manifest
    changes: list[Change]

    @property
    def stream(self) -> Stream:
        return stream_of(self.header)


@dataclass
class Applied:
    """What putting in a file did: rows by type, what of it is held, what was freed."""

    outcome: Outcome
    held: list[Held]
    totals_matched: bool
    freed: Outcome = field(default_factory=Outcome)

    @property
    def records(self) -> frozenset[str]:
        """The record types that were touched."""
        return self.outcome.records | self.freed.records


@dataclass(frozen=True)
class Place:
    """Where a file stands against what is applied of its stream."""

    already: bool
    applied: int
    missing: tuple[int, ...]


def place(connection: Connection, header: Header, ahead: Iterable[int]) -> Place:
    """Whether the file is the next, an old one, or ahead of its turn.

    `ahead` are the numbers of its stream that wait. Raises `Refusal` E-FORK
    or E-EPOCH.
    """
    s, b = local_stream.c, local_batch.c
    sender = header.sender
    row = connection.execute(
        select(s.batch, s.batch_chain, s.node).where(
            s.epoch == header.epoch, s.audience == sender.audience
        )
    ).first()
    if row is not None and row.node != sender.node:
        raise Refusal("E-EPOCH", "epoch of another node")
    applied, previous = (row.batch, row.batch_chain) if row else (0, CHAIN_START)
    if header.batch_no <= applied:
        chain = connection.scalar(
            select(b.chain).where(
                b.epoch == header.epoch,
                b.audience == sender.audience,
                b.batch == header.batch_no,
            )
        )
        if chain != chain_after(header):
            raise Refusal("E-FORK", "number")
        return Place(True, applied, ())
    if header.batch_no > applied + 1:
        gap = missing(applied, [*ahead, header.batch_no])
        return Place(False, applied, tuple(gap or range(applied + 1, header.batch_no)))
    if header.previous != previous:
        raise Refusal("E-FORK", BEFORE)
    if row is None:
        _check_parent(connection, header)
    return Place(False, applied, ())


def _check_parent(connection: Connection, header: Header) -> None:
    """A new history must go on from where the old one ended here."""
    s = local_stream.c
    known = {
        row.epoch: row.batch
        for row in connection.execute(
            select(s.epoch, s.batch).where(
                s.node == header.sender.node, s.audience == header.sender.audience
            )
        )
    }
    parent = header.parent
    if parent is None:
        if known:
            raise Refusal("E-EPOCH", "a second history")
    elif known.get(parent.epoch) != parent.last_batch and parent.last_batch > 0:
        raise Refusal("E-EPOCH", "parent")


def apply(office: Office, connection: Connection, parcel: Parcel) -> Applied:
    """Keep the lines verbatim and bring the rows up to them.

    Raises `Refusal` E-EPOCH when the lines do not go on from those here.
    """
    stream, changes = parcel.stream, parcel.changes
    head = _head(connection, stream)
    _keep(connection, stream, head, parcel)
    sender = parcel.header.sender
    outcome = replay(office, connection, sender.office, changes)
    hold(connection, stream, outcome.held)
    _advance(connection, parcel, head.seq + len(changes))
    freed = retry(office, connection)
    # A child may stand before its parent in one file; only what is still held counts.
    held = still_held(connection, stream, outcome.held)
    matched = totals(changes) == parcel.manifest.totals
    _remember(office, connection, parcel, head.seq, matched)
    for told in parcel.manifest.acknowledgements:
        acknowledgements.take(office, connection, sender.node, told)
    return Applied(outcome, held, matched and not held, freed)


def _head(connection: Connection, stream: Stream) -> Head:
    s = local_stream.c
    row = connection.execute(
        select(s.seq, s.chain).where(s.epoch == stream.epoch, s.audience == stream.audience)
    ).first()
    return Head(row.seq, bytes.fromhex(row.chain)) if row else Head(0, stream.start)


def _keep(connection: Connection, stream: Stream, head: Head, parcel: Parcel) -> None:
    seqs = [change.seq for change in parcel.changes]
    if seqs != list(range(head.seq + 1, head.seq + 1 + len(seqs))):
        raise Refusal("E-EPOCH", "lines do not go on")
    after = journal.keep(connection, stream, head.chain, parcel.changes)
    if after.hex() != parcel.manifest.audit_head:
        raise Refusal("E-EPOCH", "chain of the lines")


def _advance(connection: Connection, parcel: Parcel, seq: int) -> None:
    """Put down how far the stream has come."""
    header, stream = parcel.header, parcel.stream
    s = local_stream.c
    connection.execute(
        delete(local_stream).where(s.epoch == stream.epoch, s.audience == stream.audience)
    )
    connection.execute(
        insert(local_stream),
        {
            "epoch": stream.epoch,
            "audience": stream.audience,
            "node": stream.node,
            "office": header.sender.office,
            "seq": seq,
            "chain": parcel.manifest.audit_head,
            "batch": header.batch_no,
            "batch_chain": chain_after(header),
            "batch_sha256": parcel.sha256,
        },
    )


def _remember(
    office: Office, connection: Connection, parcel: Parcel, after: int, matched: bool
) -> None:
    header, stream = parcel.header, parcel.stream
    connection.execute(
        insert(local_batch),
        {
            "epoch": stream.epoch,
            "audience": stream.audience,
            "batch": header.batch_no,
            "first_seq": after + 1,
            "last_seq": after + len(parcel.changes),
            "file": parcel.name[:120],
            "sha256": parcel.sha256,
            "chain": chain_after(header),
            "state": "read",
            "at": office.now,
            "answer": acknowledgements.MATCHED if matched else acknowledgements.DIFFERED,
        },
    )
