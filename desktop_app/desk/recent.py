"""What an officer opened last on this PC: records and files, newest first.

Only record types and ids are kept; names are asked when they are shown, of a
session that sees what the officer may see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.records import CATALOGUE
from desktop_app.store.local import set_setting, setting
from desktop_app.store.store import Store

MOST = 10
"""How many are remembered."""

FILE = "file"
"""Stands for the record type of a file; its path stands for the id."""


@dataclass(frozen=True)
class Recent:
    """One of them: a record's table, id and name, or `FILE`, a path and the file's name."""

    kind: str
    id: str
    caption: str


def remember(store: Store, kind: str, id: str) -> None:
    """Put a record (or `FILE` and a path) in front of what the officer opened last."""
    with store.local() as connection:
        old = [pair for pair in setting(connection, _key(store), []) if pair != [kind, id]]
        set_setting(connection, _key(store), [[kind, id], *old][:MOST])


def recent(store: Store) -> list[Recent]:
    """What was opened last and can still be seen, newest first."""
    with store.raw() as connection:
        kept = setting(connection, _key(store), [])
    return list(_seen(store, kept))


def _seen(store: Store, kept: list[list[str]]) -> Iterator[Recent]:
    with store.read() as session:
        for kind, id in kept:
            if kind == FILE:
                if Path(id).is_file():
                    yield Recent(kind, id, Path(id).name)
            elif (record := CATALOGUE.get(kind)) is not None:
                found = session.get(record, id)
                if found is not None:
                    yield Recent(kind, id, found.caption)


def _key(store: Store) -> str:
    return f"recent:{store.author.officer}"
