"""Copies of a store that are known to be good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import UserError
from desktop_app.files import write_atomically
from desktop_app.i18n import N_
from desktop_app.store.engine import connect_file
from desktop_app.store.place import Place

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

_HEAD = "SELECT count(*), coalesce(max(chain), '') FROM journal"


def back_up(place: Place, target: Path, keys: Path | None = None) -> Path:
    """Write a verified copy of the store (and its key file) to `target`.

    Taken by SQLite itself, since copying the file under a running program
    loses what is still in the log (measured). Only a copy that opens anew,
    passes all checks and holds the same journal gets its name. A server's
    store is its administrator's to back up.
    """
    if place.server:
        raise ValueError("a server's store is backed up on the server")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        source = connect_file(place)
        try:
            source.execute("BEGIN IMMEDIATE")
            head = source.execute(_HEAD).fetchone()
            source.execute("COMMIT")
            source.execute("VACUUM INTO ?", (str(part),))
        finally:
            source.close()
        part.chmod(0o600)
        _verify(replace(place, path=part), head)
        part.replace(target)
        if keys is not None:
            write_atomically(target.with_suffix(".keys.json"), keys.read_bytes())
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            leftover.unlink(missing_ok=True)
    return target


def faults(connection: Connection) -> list[str]:
    """What SQLite finds wrong with an open store file; empty when sound.

    Nobody may be writing: the pages' own check takes newer pages in the log
    for damage. After a fault the connection is good for nothing else.
    """
    from sqlcipher3.dbapi2 import DatabaseError

    found: list[str] = []
    for check in ("integrity_check", "cipher_integrity_check", "foreign_key_check"):
        try:
            rows = connection.execute(f"PRAGMA {check}").fetchall()
        except DatabaseError as fault:
            return [*found, f"{check}: {fault}"]
        found += [f"{check}: {row[0]}" for row in rows if row[0] != "ok"]
    return found


def _verify(place: Place, head: tuple[int, str]) -> None:
    copy = connect_file(place)
    try:
        wrong = faults(copy)
        if wrong or tuple(copy.execute(_HEAD).fetchone()) < tuple(head):
            raise UserError(
                "BACKUP",
                N_("The backup could not be verified and was thrown away. Try another disk."),
            )
    finally:
        copy.close()
