"""Copies of a store that are known to be good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import Cancelled, UserError
from desktop_app.files import write_atomically
from desktop_app.i18n import N_
from desktop_app.progress import Progress, silent
from desktop_app.store.engine import connect_file
from desktop_app.store.place import Place

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

_STEPS = 20_000
"""Steps of SQLite's machine between two looks whether to stop."""

_HEAD = "SELECT count(*), coalesce(max(chain), '') FROM journal"


def back_up(
    place: Place, target: Path, keys: Path | None = None, progress: Progress = silent
) -> Path:
    """Write a verified copy of the store (and its key file) to `target`.

    Taken by SQLite itself, since copying the file under a running program
    loses what is still in the log (measured). Only a copy that opens anew,
    passes all checks and holds the same journal gets its name. A server's
    store is its administrator's to back up. Raises BACKUP, DISK-FULL; `progress`
    may cancel, even in the middle of the copying.
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
            _copy(source, part, progress)
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


def head_of(place: Place) -> tuple[str, int]:
    """Where a store's journal stands, as one word, and how many lines it has."""
    connection = connect_file(place)
    try:
        lines, chain = connection.execute(_HEAD).fetchone()
    finally:
        connection.close()
    return f"{lines}:{chain}", int(lines)


def _copy(source: Connection, part: Path, progress: Progress) -> None:
    """Have SQLite write the copy; a cancel stops it at once."""
    from sqlcipher3.dbapi2 import OperationalError

    cancelled: list[Cancelled] = []

    def look() -> bool:
        try:
            progress(1, 4)
        except Cancelled as cancel:
            cancelled.append(cancel)
        return bool(cancelled)

    source.set_progress_handler(look, _STEPS)
    try:
        source.execute("VACUUM INTO ?", (str(part),))
    except OperationalError as fault:
        if cancelled:
            raise cancelled[0] from None
        if "full" in str(fault) or "disk I/O" in str(fault):
            raise UserError(
                "DISK-FULL",
                N_("There is no room left for {name}. Please free some space and try again."),
                name=part.name,
            ) from None
        raise
    finally:
        source.set_progress_handler(None, 0)


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


def faults_of(place: Place) -> list[str]:
    """What is wrong with a closed store file. Raises UserError if it does not open at all."""
    connection = connect_file(place)
    try:
        return faults(connection)
    finally:
        connection.close()


def must_be_alone(place: Place) -> None:
    """Raise STORE-OPEN if another program has the store open; a damaged one is nobody's."""
    from sqlcipher3.dbapi2 import DatabaseError, OperationalError

    if place.path is None or not place.path.exists():
        return
    try:
        connection = connect_file(place)
    except UserError:
        return
    try:
        connection.execute("PRAGMA busy_timeout = 300")
        # Leaving the log is granted to whoever is the only one.
        connection.execute("PRAGMA journal_mode = DELETE")
    except OperationalError as fault:
        if "locked" in str(fault):
            raise UserError(
                "STORE-OPEN",
                N_("The office is open in another window. Close it there and try again."),
            ) from None
    except DatabaseError:
        return
    finally:
        connection.close()


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
