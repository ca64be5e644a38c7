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
from desktop_app.store.writing import UNDO, Author

_MADE = ("create", "set", "void", "restore")
_LOGS = ("handout",)
"""What only tells of the past: it stays, and stands in nobody's way."""
_FOR_GOOD = ("office", "officer", "issued_letter")
"""What is never taken back: who we are, and numbers that were given out."""


@dataclass(frozen=True)
class LastChange:
    """The newest transaction that can be taken back; `count` of its lines."""

    stream: Stream
    txn: int
    why: str
    count: int


def last_change(store: Store) -> LastChange | None:
    """What `undo` would take back: this officer's newest unsent change, if any."""
    with store.raw() as connection:
        return _last(connection, store.author)


def last_change_of(store: Store, record_id: str) -> LastChange | None:
    """What `undo` would take back, if it changed this record."""
    with store.raw() as connection:
        last = _last(connection, store.author)
        if last is None:
            return None
        lines = journal.lines(connection, last.stream, last.txn - 1, last.txn + last.count - 1)
        return last if any(line.id == record_id for line in lines) else None


def _last(connection: Connection, author: Author) -> LastChange | None:
    stream = Stream(author.node, "all" if author.headquarters else "hq", author.epoch)
    at = journal.head(connection, stream).seq
    sent = _sent(connection, stream)
    undone: set[int] = set()
    while at > sent:
        newest = next(journal.lines(connection, stream, at - 1, at))
        lines = list(journal.lines(connection, stream, newest.txn - 1, at))
        made = [line for line in lines if line.do in _MADE and line.rec not in _LOGS]
        if newest.why.startswith(UNDO):
            undone.add(int(newest.why.removeprefix(UNDO)))
        elif made and newest.txn not in undone:
            ours = newest.by == author.officer
            if not ours or any(line.rec in _FOR_GOOD for line in made):
                return None
            return LastChange(stream, newest.txn, newest.why, len(lines))
        at = newest.txn - 1
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
    """Write the inverse of a transaction.

    Raises UserError if it was sent meanwhile, or if it is the newest no more.
    """
    with store.write(f"{UNDO}{change.txn}") as session:
        connection = session.connection()
        if _sent(connection, change.stream) >= change.txn:
            raise UserError(
                "UNDO-SENT",
                N_("This change has been sent to headquarters. Change the record instead."),
            )
        if _last(connection, store.author) != change:
            raise _changed_since()
        through = change.txn + change.count - 1
        lines = list(journal.lines(connection, change.stream, change.txn - 1, through))
        for line in reversed(lines):
            if line.do not in _MADE or line.rec in _LOGS:
                continue
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


def _changed_since() -> UserError:
    return UserError(
        "UNDO-CHANGED", N_("The record has been changed since; open it and change it there.")
    )


def _bases(line: Change, current: dict[str, str | int | None]) -> dict[str, str | int | None]:
    bases = {}
    for name, pair in line.set.items():
        if isinstance(pair, str) or current.get(name) != pair[1]:
            raise _changed_since()
        bases[name] = pair[0]
    return bases
