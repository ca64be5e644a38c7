"""Taking back the last change, as long as nobody else has seen it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import CATALOGUE
from desktop_app.records.record import from_stored, stored_values
from desktop_app.store import journal
from desktop_app.store.chain import Change
from desktop_app.store.journal import Stream
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.store import Store
from desktop_app.store.tables import local_batch

_UNDO = "UNDO "
_MADE = ("create", "set", "void", "restore")


@dataclass(frozen=True)
class LastChange:
    """The newest transaction that can be taken back."""

    stream: Stream
    txn: int
    why: str
    count: int


def last_change(store: Store) -> LastChange | None:
    """What `undo` would take back: this officer's newest unsent change, if any."""
    author = store.author
    audience = "all" if author.headquarters else "hq"
    stream = Stream(author.node, audience, author.epoch)
    with store.raw() as connection:
        at = journal.head(connection, stream).seq
        sent = _sent(connection, stream)
        undone: set[int] = set()
        while at > sent:
            change = next(journal.lines(connection, stream, at - 1, at))
            if change.why.startswith(_UNDO):
                undone.add(int(change.why.removeprefix(_UNDO)))
            elif change.do in _MADE and change.txn not in undone:
                if change.by != author.officer or change.rec in ("office", "officer"):
                    return None
                return LastChange(stream, change.txn, change.why, at - change.txn + 1)
            at = change.txn - 1
    return None


def _sent(connection: Connection, stream: Stream) -> int:
    b = local_batch.c
    return (
        connection.scalar(
            select(func.max(b.last_seq)).where(
                b.epoch == stream.epoch, b.audience == stream.audience
            )
        )
        or 0
    )


def undo(store: Store, change: LastChange) -> None:
    """Write the inverse of a transaction. Raises UserError if it was sent meanwhile."""
    with store.write(f"{_UNDO}{change.txn}") as session:
        connection = session.connection()
        if _sent(connection, change.stream) >= change.txn:
            raise UserError(
                "UNDO-SENT",
                N_("This change has been sent to headquarters. Change the record instead."),
            )
        made = [
            line
            for line in journal.lines(connection, change.stream, change.txn - 1)
            if line.txn == change.txn and line.do in _MADE
        ]
        for line in reversed(made):
            record_type = CATALOGUE[line.rec]
            record = session.get(record_type, line.id, execution_options=ALSO_VOIDED)
            assert record is not None
            if line.do == "create":
                session.void(record)
                continue
            for name, value in from_stored(
                record_type, _bases(line, stored_values(record))
            ).items():
                setattr(record, name, value)
            session.flush()


def _bases(line: Change, current: dict[str, str | int | None]) -> dict[str, str | int | None]:
    bases = {}
    for name, pair in line.set.items():
        if isinstance(pair, str) or current.get(name) != pair[1]:
            raise UserError(
                "UNDO-CHANGED",
                N_("The record has been changed since; open it and change it there."),
            )
        bases[name] = pair[0]
    return bases
