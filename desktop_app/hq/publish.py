"""Headquarters' way down: lists for all, and to each PC what became of its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.progress import Progress, silent
from desktop_app.store.keys import Peer
from desktop_app.sync import acknowledgements, anchor, enrolment
from desktop_app.sync.outbox import export
from desktop_app.sync.sealing import (
    Batch,
    batches,
    encode,
    last_batch,
    own_stream,
    seal_next,
    unsent_counts,
)
from desktop_app.sync.trust import ALL, Card, reload


@dataclass(frozen=True)
class Published:
    """A file written to the folder: for which PC (or all), and whether it is new."""

    path: Path
    office: str
    node: str
    batch_no: int
    new: bool


def publish(office: Office, out_folder: Path, progress: Progress = silent) -> list[Published]:
    """Write what the branches need to `out_folder`.

    New lists go into one file for all; every PC whose standing has changed
    gets a file with its acknowledgements. Earlier files that a PC has not yet
    told to have read are written again, the same bytes, so that the folder
    alone brings everyone up to date. Raises UserError NOTHING-TO-SEND,
    NOT-HEADQUARTERS, and those of a paused computer or a full disk.
    """
    if not office.headquarters:
        raise UserError("NOT-HEADQUARTERS", N_("Only headquarters can do this."))
    office.home.outlet(out_folder)
    peers = [peer for peer in reload(office).peers if peer.closed_epoch is None]
    with office.store.local() as connection:
        anchor.check(office, connection)
        fresh = _seal(office, connection, peers, progress)
        if fresh:
            anchor.turn(office, connection)
        due = _due(office, connection, peers)
    if fresh:
        anchor.keep(office)
    if not due:
        raise UserError("NOTHING-TO-SEND", N_("There is nothing new to send since the last file."))
    names = {peer.id: peer.office for peer in peers}
    return [
        Published(
            export(office, batch, out_folder),
            names.get(batch.audience, ""),
            batch.audience,
            batch.number,
            (batch.audience, batch.number) in fresh,
        )
        for batch in due
    ]


def _seal(
    office: Office, connection: Connection, peers: list[Peer], progress: Progress
) -> set[tuple[str, int]]:
    fresh = set()
    while unsent_counts(connection, own_stream(office, ALL)):
        made = seal_next(office, connection, ALL, ALL, progress, kind="reference", receiver=ALL)
        fresh.add((ALL, made.batch.number))
    for done, peer in enumerate(peers):
        progress(done, len(peers))
        number = _answer(office, connection, peer, peers)
        if number:
            fresh.add((peer.id, number))
    return fresh


def _answer(office: Office, connection: Connection, peer: Peer, peers: list[Peer]) -> int:
    """A file for one PC, if there is news for it; its number, or 0."""
    told = acknowledgements.of_node(office, connection, peer.id)
    beside = [Card.of(p) for p in peers if p.office == peer.office and p.id != peer.id]
    answer = encode({"acknowledgements": told, "beside": beside})
    last = last_batch(connection, office, peer.id)
    if (last is None and not told and not beside) or (last and last.answer == answer):
        return 0
    sealed = seal_next(
        office,
        connection,
        peer.id,
        peer.id,
        lambda done, total: None,
        kind="acknowledgement",
        acknowledgements=told,
        more={"certificate": enrolment.certificate_for(office, peer).decode("utf-8")},
        answer=answer,
        receiver=f"{peer.office}-{peer.id[:4]}",
    )
    return sealed.batch.number


def _due(office: Office, connection: Connection, peers: list[Peer]) -> list[Batch]:
    """The batches somebody has not told to have read, the oldest first."""
    held = {
        audience: [
            acknowledgements.acknowledged(connection, office, peer.id, audience)
            for peer in peers
            if audience in (ALL, peer.id)
        ]
        for audience in (ALL, *(peer.id for peer in peers))
    }
    found = [
        batch
        for batch in batches(connection, office)
        if batch.audience in held and batch.number > min(held[batch.audience], default=0)
    ]
    return sorted(found, key=lambda batch: (batch.audience != ALL, batch.audience, batch.number))
