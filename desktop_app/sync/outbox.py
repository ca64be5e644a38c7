"""The branch's way up: sealing what is new, keeping it, handing it out again.

A batch lies in the outbox, outside the database, until headquarters has
acknowledged it. Handing it out again copies the same bytes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, update

from desktop_app.errors import UserError
from desktop_app.files import make_folder, write_atomically
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress, silent
from desktop_app.store import journal
from desktop_app.store.journal import Stream
from desktop_app.store.store import Store
from desktop_app.store.tables import local_batch
from desktop_app.sync import acknowledgements, anchor
from desktop_app.sync.envelope import read_header
from desktop_app.sync.payload import Totals
from desktop_app.sync.sealing import (
    Batch,
    BatchState,
    own_stream,
    seal_next,
    unsent_counts,
)
from desktop_app.sync.sealing import batches as _batches
from desktop_app.sync.totals import totals
from desktop_app.sync.trust import ALL, UPWARD, read_aloud, reload

__all__ = [
    "Batch",
    "BatchState",
    "Made",
    "batches",
    "export",
    "hand_over",
    "make",
    "unsent",
]


@dataclass(frozen=True)
class Made:
    """A batch written to a folder. `unsent` changes more did not fit: make another."""

    path: Path
    batch_no: int
    first_seq: int
    last_seq: int
    counts: dict[str, int]
    totals: Totals
    fingerprint: str
    unsent: int


def unsent(store: Store) -> dict[str, int]:
    """Changes not sealed yet, by record type: what the status bar shows."""
    author = store.author
    audience = ALL if author.headquarters else UPWARD
    with store.raw() as connection:
        return unsent_counts(connection, Stream(author.node, audience, author.epoch))


def batches(office: Office) -> list[Batch]:
    """Our batches and what became of them, the newest first."""
    with office.store.raw() as connection:
        return _batches(connection, office)


def make(office: Office, out_folder: Path, progress: Progress = silent) -> Made:
    """Seal what is new since the last batch and write it to `out_folder`.

    A batch that was made but could not be written before is written now. The
    first one carries everything. Raises UserError: NOT-ENROLLED,
    NOTHING-TO-SEND, E-EPOCH, E-FORK (paused), and those of `write_atomically`.
    """
    if office.headquarters:
        raise UserError(
            "NOT-BRANCH", N_("This is headquarters; it publishes its files to the branches.")
        )
    office.must(Right.SEND)
    office.home.outlet(out_folder)
    trust = reload(office)
    if trust.headquarters is None:
        raise UserError(
            "NOT-ENROLLED",
            N_(
                "This computer is not registered with headquarters yet. Please ask headquarters"
                " for an invitation; until then everything is kept here."
            ),
        )
    with office.store.local() as connection:
        anchor.check(office, connection)
        fresh, sealed = False, None
        if unsent_counts(connection, own_stream(office, UPWARD)):
            sealed = seal_next(
                office,
                connection,
                UPWARD,
                trust.headquarters.office,
                progress,
                acknowledgements=acknowledgements.of_node(
                    office, connection, trust.headquarters.id
                ),
            )
            anchor.turn(office, connection)
            fresh = True
        waiting = [
            batch
            for batch in _batches(connection, office, UPWARD)
            if batch.state is BatchState.MADE
        ]
        if not waiting:
            raise UserError(
                "NOTHING-TO-SEND", N_("There is nothing new to send since the last file.")
            )
        if sealed is not None and sealed.batch == waiting[0]:
            counts, sums = dict(sealed.manifest.counts), sealed.manifest.totals
        else:
            counts, sums = _contents(connection, office, waiting[0])
        left = sum(unsent_counts(connection, own_stream(office, UPWARD)).values())
    if fresh:
        anchor.keep(office)
    paths = [export(office, batch, out_folder) for batch in reversed(waiting)]
    progress(5, 5)
    return Made(
        paths[-1],
        waiting[0].number,
        waiting[0].first_seq,
        waiting[0].last_seq,
        counts,
        sums,
        read_aloud(bytes.fromhex(read_header(paths[-1]).digest())),
        left,
    )


def _contents(
    connection: Connection, office: Office, batch: Batch
) -> tuple[dict[str, int], Totals]:
    """What a batch made earlier holds, read from the journal."""
    stream = own_stream(office, UPWARD)
    lines = list(journal.lines(connection, stream, batch.first_seq - 1, batch.last_seq))
    return dict(Counter(line.rec for line in lines)), totals(lines)


def export(office: Office, batch: Batch, folder: Path) -> Path:
    """Write a batch of the outbox to a folder: the same bytes every time.

    Raises UserError OUTBOX-DAMAGED, OUT-OFFICE, and those of `write_atomically`.
    """
    data = outbox_bytes(office, batch)
    path = write_atomically(make_folder(office.home.outlet(folder)) / batch.file, data)
    if batch.state is BatchState.MADE:
        _set_state(office, batch, BatchState.EXPORTED)
    return path


def hand_over(office: Office, batch: Batch) -> None:
    """Put down the officer's word that the file was handed over."""
    if batch.state in (BatchState.MADE, BatchState.EXPORTED):
        _set_state(office, batch, BatchState.HANDED_OVER)


def outbox_bytes(office: Office, batch: Batch) -> bytes:
    """The file of a batch as it was made. Raises UserError OUTBOX-DAMAGED."""
    try:
        data = (office.home.outbox / batch.file).read_bytes()
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() != batch.sha256:
        raise UserError(
            "OUTBOX-DAMAGED",
            N_(
                "The file {name} in the outbox is missing or damaged. Please put it back from a"
                " backup or from the stick it was written to."
            ),
            name=batch.file,
        )
    return data


def _set_state(office: Office, batch: Batch, state: BatchState) -> None:
    b = local_batch.c
    with office.store.local() as connection:
        connection.execute(
            update(local_batch)
            .where(
                b.epoch == office.keys.node.epoch,
                b.audience == batch.audience,
                b.batch == batch.number,
                b.state == batch.state.value,
            )
            .values(state=state.value)
        )
