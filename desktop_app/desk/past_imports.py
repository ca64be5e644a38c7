"""Recording a list, the lists recorded on this PC, and taking one back as a whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from desktop_app.desk.importing import Checked, Imported, bring_in
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress, silent
from desktop_app.records.record import Record
from desktop_app.store import undo
from desktop_app.store.copies import Why, make
from desktop_app.store.journal import Stream
from desktop_app.store.local import set_setting, setting
from desktop_app.store.store import Store
from desktop_app.store.tables import journal
from desktop_app.store.undo import LastChange

KEY = "import.done"
MOST = 30
LARGE = 500
"""New records from which on a backup is taken before."""


@dataclass(frozen=True)
class PastImport:
    """One import: what came in when, and the transaction that holds it."""

    kind: str
    name: str
    """Of the file; empty for the clipboard."""
    at: str
    rows: int
    written: int
    stream: tuple[str, str, str]
    """Node, audience and epoch."""
    txn: int
    count: int
    undone: bool = False

    @property
    def moment(self) -> datetime:
        """When it was."""
        return datetime.fromisoformat(self.at)

    def change(self) -> LastChange:
        """The transaction."""
        return LastChange(Stream(*self.stream), self.txn, "", self.count)


def record_list(
    office: Office, found: Checked, name: str, progress: Progress = silent
) -> tuple[Imported, PastImport | None]:
    """Write what is ready of the file `name`, and note it; a large list after a backup.

    Raises UserError: no right, or a backup that could not be taken; Cancelled.
    """
    office.must(Right.RECORD)
    if len(found.plan) >= LARGE and not office.store.place.server:
        make(office, Why.IMPORT, lambda _done, _total: progress(0, 3))
    done = bring_in(office.store, found, progress)
    return done, note(office.store, done, name)


def note(store: Store, done: Imported, name: str) -> PastImport | None:
    """Put an import down, so that it can be found and taken back later; None if none was made."""
    change = done.change
    if change is None:
        return None
    stream = change.stream
    past = PastImport(
        kind=done.read.kind.name,
        name=name,
        at=store.clock().isoformat(),
        rows=done.counts.rows,
        written=len(done.workers),
        stream=(stream.node, stream.audience, stream.epoch),
        txn=change.txn,
        count=change.count,
    )
    _keep(store, [past, *past_imports(store)][:MOST])
    return past


def past_imports(store: Store) -> list[PastImport]:
    """The imports of this PC, the newest first."""
    with store.raw() as connection:
        kept: list[dict[str, Any]] = setting(connection, KEY, [])
    return [PastImport(**{**one, "stream": tuple(one["stream"])}) for one in kept]


def take_back(store: Store, past: PastImport, progress: Progress = silent) -> None:
    """Take an import back as a whole.

    Raises UserError as `undo.undo` does: when it was sent, or built upon.
    """
    if past.undone:
        raise UserError("UNDO-CHANGED", N_("This has been taken back already."))
    undo.undo(store, past.change(), progress)
    gone = (past.txn, past.stream)
    _keep(
        store,
        [
            replace(one, undone=True) if (one.txn, one.stream) == gone else one
            for one in past_imports(store)
        ],
    )


def brought_in(past: PastImport, record: type[Record]) -> Select[str]:
    """The ids of the records of a type that an import made."""
    _node, audience, epoch = past.stream
    j = journal.c
    return select(j.record_id).where(
        j.epoch == epoch,
        j.audience == audience,
        j.txn == past.txn,
        j.seq.between(past.txn, past.txn + past.count - 1),
        j.record == record.__tablename__,
        j.kind == "create",
    )


def _keep(store: Store, imports: list[PastImport]) -> None:
    with store.local() as connection:
        set_setting(connection, KEY, [asdict(one) for one in imports])
