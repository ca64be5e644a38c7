"""The search index: plain rows, written in the transaction of the change.

Two roads by the length of what is typed: fewer than three characters go down
a B-tree by prefix, the rest through trigrams (FTS5 at a branch, pg_trgm on a
server). Nothing is ranked on a keystroke: measured at a million rows, ranking
costs 25 ms and more, finding 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TextClause,
    bindparam,
    delete,
    insert,
    select,
    text,
)

from desktop_app.fields import describe
from desktop_app.kinds import Stored
from desktop_app.records import CATALOGUE
from desktop_app.records.names import fold
from desktop_app.records.record import Record
from desktop_app.store.tables import search_entry

_SHORT = 3
_CHUNK = 500

Row: TypeAlias = dict[str, str]
"""One row of the index."""


def searched_fields(record: type[Record]) -> tuple[str, ...]:
    """The fields that feed the index; what names the record comes first."""
    names = [d.name for d in describe(record).values() if d.field.search]
    return tuple(sorted(names, key=lambda name: (name not in record.shown_as, name != "name")))


@cache
def felt_fields(record: type[Record]) -> frozenset[str]:
    """The fields whose change the index must hear of: those searched, and who is found."""
    through = {record.searched_as} if record.searched_as else set()
    return frozenset({*searched_fields(record), *through})


def entry(record: type[Record], values: dict[str, Stored]) -> Row | None:
    """The index row of a record's stored values, or None if it has none."""
    words = " ".join(fold(str(values[n])) for n in searched_fields(record) if values.get(n))
    if not words or values.get("voided_at"):
        return None
    through = record.searched_as
    target = describe(record)[through].target if through else None
    return {
        "record": record.__tablename__,
        "record_id": str(values["id"]),
        "found": CATALOGUE_NAMES[target] if target else record.__tablename__,
        "found_id": str(values[through]) if through else str(values["id"]),
        "text": words,
    }


CATALOGUE_NAMES = {record.__name__: table for table, record in CATALOGUE.items()}


# Built once: every save asks them, and building costs more than asking.
_LAST = text("SELECT coalesce(max(n), 0) FROM search_entry")
_INSERT = insert(search_entry)
_INSERT_LAST_TEXT = text("INSERT INTO search_text(rowid, text) VALUES (last_insert_rowid(), :text)")
_INSERT_TEXT = text("INSERT INTO search_text(rowid, text) VALUES (:n, :text)")


def put(connection: Connection, entries: Sequence[Row], *, fresh: bool = False) -> None:
    """Add or replace index rows; `fresh` promises that none was there."""
    if not fresh:
        drop(connection, [(row["record"], row["record_id"]) for row in entries])
    if not entries:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(_INSERT, list(entries))
        return
    if len(entries) == 1:
        connection.execute(_INSERT, entries[0])
        connection.execute(_INSERT_LAST_TEXT, entries[0])
        return
    first = connection.scalar(_LAST) or 0
    rows = [dict(row, n=first + i) for i, row in enumerate(entries, 1)]
    connection.execute(_INSERT, rows)
    connection.execute(_INSERT_TEXT, rows)


def drop(connection: Connection, keys: Iterable[tuple[str, str]]) -> None:
    """Take the index rows of records, given by table and id, away."""
    e = search_entry.c
    gone: dict[str, list[str]] = {}
    for name, record_id in keys:
        gone.setdefault(name, []).append(record_id)
    for name, all_ids in gone.items():
        for start in range(0, len(all_ids), _CHUNK):
            theirs = (e.record == name) & e.record_id.in_(all_ids[start : start + _CHUNK])
            if connection.dialect.name == "sqlite":
                _forget(connection, theirs)
            connection.execute(delete(search_entry).where(theirs))


def _forget(connection: Connection, theirs: ColumnElement[bool]) -> None:
    # An external-content index forgets a row only if told its old text.
    e = search_entry.c
    old = [row._asdict() for row in connection.execute(select(e.n, e.text).where(theirs))]
    if old:
        connection.execute(
            text("INSERT INTO search_text(search_text, rowid, text) VALUES ('delete', :n, :text)"),
            old,
        )


_AMONG = text("+search_entry.found = :found")


def matching(dialect: str, found: str, typed: str) -> Select[Any] | TextClause | None:
    """The ids of `found` records that match what was typed; None for nothing typed."""
    words = fold(typed).split()
    if not words:
        return None
    e = search_entry.c
    # SQLite would go through all workers by the index on `found` and test each;
    # the plus makes it begin with the few rows that the trigrams give.
    by_trigram = dialect == "sqlite" and any(len(word) >= _SHORT for word in words)
    among: ColumnElement[bool] | TextClause = e.found == found
    if by_trigram:
        among = _AMONG.bindparams(bindparam("found", found, unique=True))
    return _narrowed(select(e.found_id).where(among), dialect, words)


def kinds_matching(dialect: str, typed: str) -> Select[str] | None:
    """The kinds of record (tables) that what was typed finds; None for nothing typed.

    One look at the index where asking kind by kind would take as many.
    """
    words = fold(typed).split()
    return _narrowed(select(search_entry.c.found).distinct(), dialect, words) if words else None


def _narrowed(query: Select[Any], dialect: str, words: Sequence[str]) -> Select[Any]:
    e = search_entry.c
    for word in words:
        if len(word) < _SHORT:
            query = query.where(
                (e.text >= word) & (e.text < word + "\U0010ffff")
                if len(words) == 1
                else e.text.contains(word, autoescape=False)
            )
        elif dialect == "sqlite":
            hits = text("SELECT rowid FROM search_text WHERE text LIKE :like").bindparams(
                bindparam("like", f"%{word}%", unique=True)
            )
            query = query.where(e.n.in_(hits))
        else:
            query = query.where(e.text.like(f"%{word}%"))
    return query
