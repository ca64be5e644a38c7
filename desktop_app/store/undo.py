"""Taking back a change, as long as nobody else has seen it or built upon it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from desktop_app.errors import UserError
from desktop_app.fields import describe, table_name
from desktop_app.i18n import N_
from desktop_app.progress import Progress, silent
from desktop_app.records import CATALOGUE
from desktop_app.records.record import Record, from_stored, stored_values
from desktop_app.store import journal
from desktop_app.store.chain import Change
from desktop_app.store.journal import Stream
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.store import Store
from desktop_app.store.tables import local_batch
from desktop_app.store.writing import UNDO, Author, Write

_AT_ONCE = 5000
"""Ids of one question; SQLite takes 32,766."""
_MADE = ("create", "set", "void", "restore")
_LOGS = ("handout",)
"""What only tells of the past: it stays, and stands in nobody's way."""
_FOR_GOOD = (
    *("office", "officer", "issued_letter", "period_closing"),
    *("certificate", "certificate_reprint", "certificate_revocation"),
)
"""What is never taken back: who we are, numbers that were given out, certificates, and a
finalised period, which is reopened with a reason."""


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


def undo(store: Store, change: LastChange, progress: Progress = silent) -> None:
    """Write the inverse of a transaction, the newest or an earlier one.

    Raises UserError if it was sent meanwhile, taken back already, changed
    since, or if later records refer to what it made; Cancelled through
    `progress`, and then nothing was taken back.
    """
    with store.write(f"{UNDO}{change.txn}") as session:
        connection = session.connection()
        if _sent(connection, change.stream) >= change.txn:
            raise UserError(
                "UNDO-SENT",
                N_("This change has been sent to headquarters. Change the record instead."),
            )
        through = change.txn + change.count - 1
        lines = list(journal.lines(connection, change.stream, change.txn - 1, through))
        newest = _last(connection, store.author) == change
        if not newest:
            _untouched(connection, store.author, change, lines)
        kept = _loaded(session, lines)
        merging = any(line.rec == "merge" for line in lines)
        for done, line in enumerate(reversed(lines)):
            if done % 200 == 0:
                progress(done, len(lines))
            if line.do in _MADE and line.rec not in _LOGS:
                _inverse(session, line, kept[line.rec, line.id], merging)


def _inverse(session: Write, line: Change, record: Record, merging: bool) -> None:
    current = stored_values(record)
    if line.do == "create":
        if any(isinstance(pair, str) or current.get(n) != pair[1] for n, pair in line.set.items()):
            raise _changed_since()
        session.void(record)
        return
    back = from_stored(type(record), _bases(line, current))
    referring = {n for n, field in describe(type(record)).items() if field.target} | {"of_id"}
    # References that followed a merge go back the way they came.
    followed = merging and back.keys() <= referring
    for name, value in back.items():
        if followed and value is not None and line.do == "set":
            session.refer(record, name, value)
        else:
            setattr(record, name, value)
    session.flush()


def _loaded(session: Write, lines: Sequence[Change]) -> dict[tuple[str, str], Record]:
    """The records that the lines made or changed, read many at once."""
    ids: dict[str, set[str]] = {}
    for line in lines:
        if line.do in _MADE:
            ids.setdefault(line.rec, set()).add(line.id)
    return {
        (name, record.id): record
        for name, wanted in ids.items()
        for some in _chunks(sorted(wanted))
        for record in session.scalars(
            select(CATALOGUE[name]).where(CATALOGUE[name].id.in_(some)),
            execution_options=ALSO_VOIDED,
        )
    }


def _untouched(
    connection: Connection, author: Author, change: LastChange, lines: Sequence[Change]
) -> None:
    """Refuse what is somebody else's, is taken back already, or has been built upon."""
    if any(line.by != author.officer or line.rec in _FOR_GOOD for line in lines):
        raise UserError("UNDO-CHANGED", N_("Only the officer who did it can take it back."))
    head = journal.head(connection, change.stream).seq
    later = journal.lines(connection, change.stream, change.txn + change.count - 1, head)
    if any(line.why == f"{UNDO}{change.txn}" for line in later):
        raise UserError("UNDO-CHANGED", N_("This has been taken back already."))
    made: dict[str, set[str]] = {}
    for line in lines:
        if line.do == "create":
            made.setdefault(line.rec, set()).add(line.id)
    for used, query in _uses(made):
        if set(connection.scalars(query)) - made.get(used, set()):
            raise UserError(
                "UNDO-CHANGED",
                N_("Other records are built upon it by now; take those back first."),
            )


def _uses(made: dict[str, set[str]]) -> Iterator[tuple[str, Select[str]]]:
    """For every kind of record the questions for those that refer to what was made."""
    for name, record in CATALOGUE.items():
        c = record.__table__.c
        live = select(c.id).where(c.voided_at.is_(None))
        for field in describe(record).values():
            for some in _chunks(sorted(made.get(table_name(field.target or ""), ()))):
                yield name, live.where(c[field.name].in_(some))
        if "of_id" in c and name not in _LOGS:
            for of, ids in made.items():
                for some in _chunks(sorted(ids)):
                    yield name, live.where(c.of_record == of, c.of_id.in_(some))


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


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
