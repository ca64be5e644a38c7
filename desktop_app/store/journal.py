"""Every change, in order: the one history that feeds batches, audit and undo.

A line is kept as its node wrote it, byte for byte, with the chain's head after
it; this node's own lines and those of others lie side by side. A stream is one
node's lines for one audience in one epoch, numbered without gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from desktop_app.kinds import Moment
from desktop_app.store.chain import Change, FieldChange, chain, line_digest, new_salt, stream_start
from desktop_app.store.tables import journal

_moment = Moment()
# Built once: every save asks it, and building costs more than asking.
_HEAD = (
    select(journal.c.seq, journal.c.chain)
    .where(journal.c.epoch == bindparam("epoch"), journal.c.audience == bindparam("audience"))
    .order_by(journal.c.seq.desc())
    .limit(1)
)
_INSERT = insert(journal)
encode_line = msgspec.json.Encoder(order="deterministic").encode
decode_line = msgspec.json.Decoder(Change).decode


@dataclass(frozen=True)
class Stream:
    """One node's lines for one audience in one epoch."""

    node: str
    audience: str
    epoch: str

    @property
    def start(self) -> bytes:
        """The chain's head before the first line."""
        return stream_start(self.node, self.audience, self.epoch)


@dataclass(frozen=True)
class Head:
    """How far a stream has come: its last number and the chain there."""

    seq: int
    chain: bytes


@dataclass(frozen=True)
class Entry:
    """A change before it has a number."""

    record: str
    record_id: str
    kind: str
    changes: dict[str, FieldChange]
    audience: str


def head(connection: Connection, stream: Stream) -> Head:
    """Where the stream stands."""
    row = connection.execute(_HEAD, {"epoch": stream.epoch, "audience": stream.audience}).first()
    return Head(row.seq, bytes.fromhex(row.chain)) if row else Head(0, stream.start)


def append(
    connection: Connection,
    stream: Stream,
    entries: Sequence[Entry],
    *,
    officer: str,
    role: str,
    why: str,
    now: datetime,
) -> int:
    """Put changes at the end of a stream; returns their transaction's number."""
    last = head(connection, stream)
    at = str(_moment.stored(now))
    txn = last.seq + 1
    lines = [
        Change(
            seq=last.seq + i,
            txn=txn,
            at=at,
            by=officer,
            role=role,
            why=why,
            rec=entry.record,
            id=entry.record_id,
            do=entry.kind,
            salt=new_salt(),
            set=entry.changes,
        )
        for i, entry in enumerate(entries, 1)
    ]
    keep(connection, stream, last.chain, lines)
    return txn


def keep(connection: Connection, stream: Stream, previous: bytes, lines: Sequence[Change]) -> bytes:
    """Store lines verbatim behind `previous`; returns the chain's new head."""
    rows = []
    for line in lines:
        previous = chain(previous, line_digest(line))
        rows.append(_row(stream, line, previous, line.seq))
    if rows:
        connection.execute(_INSERT, rows)
    return previous


def lines(
    connection: Connection, stream: Stream, after: int = 0, through: int | None = None
) -> Iterator[Change]:
    """The stream's lines behind number `after`, in order."""
    for text in texts(connection, stream, after, through):
        yield decode_line(text.encode())


def texts(
    connection: Connection, stream: Stream, after: int = 0, through: int | None = None
) -> Iterator[str]:
    """The same lines as they are kept: what a batch copies."""
    j = journal.c
    query = (
        select(j.line)
        .where(j.epoch == stream.epoch, j.audience == stream.audience, j.seq > after)
        .order_by(j.seq)
    )
    if through is not None:
        query = query.where(j.seq <= through)
    yield from connection.scalars(query.execution_options(yield_per=2000))


def streams(connection: Connection) -> list[Stream]:
    """All streams of which the journal holds lines."""
    j = journal.c
    rows = connection.execute(select(j.node, j.audience, j.epoch).distinct())
    return sorted(
        (Stream(row.node, row.audience, row.epoch) for row in rows),
        key=lambda s: (s.node, s.epoch, s.audience),
    )


def first_broken(connection: Connection, stream: Stream) -> int | None:
    """The number of the first line that does not fit the chain, if any."""
    j = journal.c
    rows = connection.execute(
        select(journal)
        .where(j.epoch == stream.epoch, j.audience == stream.audience)
        .order_by(j.seq)
        .execution_options(yield_per=2000)
    )
    previous = stream.start
    for expected, row in enumerate(rows, 1):
        try:
            line = decode_line(row.line.encode())
            previous = chain(previous, line_digest(line))
        except (msgspec.MsgspecError, LookupError, ValueError):
            return int(row.seq)
        if row._asdict() != _row(stream, line, previous, expected):
            return int(row.seq)
    return None


def _row(stream: Stream, line: Change, head: bytes, seq: int) -> dict[str, str | int]:
    """How a line is kept as number `seq`: what can be asked of it, and the line itself."""
    return {
        "epoch": stream.epoch,
        "audience": stream.audience,
        "seq": seq,
        "txn": line.txn,
        "node": stream.node,
        "at": line.at,
        "record": line.rec,
        "record_id": line.id,
        "kind": line.do,
        "line": encode_line(line).decode(),
        "chain": head.hex(),
    }


def rewrite(connection: Connection, stream: Stream, line: Change) -> None:
    """Replace a line whose values were blanked; its digest is the same."""
    j = journal.c
    connection.execute(
        update(journal)
        .where(
            j.epoch == stream.epoch,
            j.audience == stream.audience,
            j.seq == bindparam("number"),
        )
        .values(line=encode_line(line).decode()),
        {"number": line.seq},
    )


def history(connection: Connection, record_id: str) -> list[Change]:
    """What happened to a record, oldest first, by whichever node."""
    j = journal.c
    rows = connection.scalars(select(j.line).where(j.record_id == record_id).order_by(j.at, j.seq))
    return [decode_line(row.encode()) for row in rows]
