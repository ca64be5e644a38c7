"""What one node tells another about the files it holds of it, and what follows."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from desktop_app.i18n import language, translate
from desktop_app.office import Office
from desktop_app.store import local
from desktop_app.store.replay import TEXTS
from desktop_app.store.tables import local_batch, local_held, local_stream
from desktop_app.sync import anchor, backlog
from desktop_app.sync.payload import Acknowledgement, NotApplied
from desktop_app.sync.sealing import Batch, BatchState, batches, encode

MOST_EXCEPTIONS = 1000
"""So many are told at a time; the rest follows when these are settled."""
MOST_MISSING = 1000


def of_node(office: Office, connection: Connection, node: str) -> tuple[Acknowledgement, ...]:
    """What this office holds of every stream of a node."""
    s = local_stream.c
    rows = connection.execute(
        select(local_stream).where(s.node == node).order_by(s.epoch, s.audience)
    )
    ahead: dict[tuple[str, str], list[int]] = {}
    for one in backlog.waiting(office):
        key = (one.header.epoch, one.header.sender.audience)
        ahead.setdefault(key, []).append(one.header.batch_no)
    return tuple(
        Acknowledgement(
            node,
            row.audience,
            row.epoch,
            row.batch,
            row.seq,
            tuple(sorted(set(ahead.get((row.epoch, row.audience), ())))),
            tuple(
                backlog.missing(row.batch, ahead.get((row.epoch, row.audience), ()))[:MOST_MISSING]
            ),
            row.batch_chain,
            exceptions,
            not exceptions and _matched(connection, row.epoch, row.audience),
        )
        for row in rows
        for exceptions in [_exceptions(connection, row.epoch, row.audience)]
    )


def take(office: Office, connection: Connection, sender: str, told: Acknowledgement) -> None:
    """Believe what `sender` holds of a stream of ours.

    If it holds more than we have made, or other files, our history was set
    back: sending is paused (`anchor`).
    """
    if told.node != office.keys.node.id or told.epoch != office.keys.node.epoch:
        return
    headquarters = office.keys.trust.headquarters
    if headquarters is not None and sender != headquarters.id:
        return  # Another PC of the branch has no say in what headquarters holds.
    ours = {batch.number: batch for batch in batches(connection, office, told.audience)}
    if told.applied_batch > max(ours, default=0):
        anchor.pause(connection, "E-EPOCH")
        return
    if told.applied_batch and ours[told.applied_batch].chain != told.chain:
        anchor.pause(connection, "E-FORK")
        return
    if office.headquarters:
        local.set_setting(connection, _key(sender, told.epoch, told.audience), told.applied_batch)
        return
    for batch in ours.values():
        _settle(connection, told, batch)


def acknowledged(connection: Connection, office: Office, node: str, audience: str) -> int:
    """Through which of headquarters' batches a node has told that it holds them."""
    found: int = local.setting(connection, _key(node, office.keys.node.epoch, audience), 0)
    return found


def _settle(connection: Connection, told: Acknowledgement, batch: Batch) -> None:
    here = [e for e in told.exceptions if batch.first_seq <= e.seq <= batch.last_seq]
    if batch.number <= told.applied_batch:
        state = BatchState.PARTLY if here else BatchState.APPLIED
    elif batch.number in told.received_ahead:
        state = BatchState.RECEIVED
    else:
        return
    b = local_batch.c
    connection.execute(
        update(local_batch)
        .where(b.epoch == told.epoch, b.audience == told.audience, b.batch == batch.number)
        .values(state=state.value, answer=encode(here))
    )


def _exceptions(connection: Connection, epoch: str, audience: str) -> tuple[NotApplied, ...]:
    h = local_held.c
    rows = connection.execute(
        select(h.seq, h.code, h.text)
        .where(h.epoch == epoch, h.audience == audience, h.state == "held")
        .order_by(h.seq)
        .limit(MOST_EXCEPTIONS)
    )
    # What leaves the office speaks Indonesian, whatever the window shows.
    with language("id"):
        return tuple(
            NotApplied(row.seq, row.code, translate(TEXTS[row.code]).format(reason=row.text))
            for row in rows
        )


def _matched(connection: Connection, epoch: str, audience: str) -> bool:
    b = local_batch.c
    answers = connection.scalars(
        select(b.answer).where(b.epoch == epoch, b.audience == audience, b.answer != MATCHED)
    )
    return next(iter(answers), None) is None


MATCHED = encode({"totals_matched": True})
DIFFERED = encode({"totals_matched": False})


def _key(node: str, epoch: str, audience: str) -> str:
    return f"acked:{node}:{epoch}:{audience}"
