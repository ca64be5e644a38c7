"""The one place where databases are opened.

SQLCipher at a branch; SQLCipher, SQLite or PostgreSQL at headquarters. Writers
take the whole store at BEGIN, because a read followed by a write loses other
people's updates otherwise (measured: 692 of 2,000); readers cannot write at
all. WAL with synchronous FULL loses nothing at a power cut (measured: 0 of
3,000; NORMAL: 61 %).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool, QueuePool

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.store.place import Place, server_url

_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -32768",
)

WAIT = 10.0
"""Seconds to wait for another program's transaction."""

_ONE_WRITER = 7_461_002
"""The advisory lock that makes PostgreSQL's writers stand in line too."""


def connect_file(place: Place, *, read_only: bool = False) -> Any:
    """A raw connection to a store file, settings applied.

    Raises UserError: the file is not a store, or not under this key.
    """
    from sqlcipher3 import dbapi2

    assert place.path is not None
    with suppress(FileExistsError, FileNotFoundError):
        # Made by us, readable by the user alone; SQLite would let all read it.
        os.close(os.open(place.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    connection = dbapi2.connect(
        str(place.path), isolation_level=None, check_same_thread=False, timeout=WAIT
    )
    try:
        if place.key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{place.key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _SETTINGS:
            connection.execute(setting)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    except dbapi2.DatabaseError as fault:
        connection.close()
        if "locked" in str(fault):
            raise
        raise _unreadable(place.path) from None
    return connection


def _unreadable(path: Path) -> UserError:
    # The key came from the key file, whose seal was checked before: what is
    # left is a plain database in our place, or damage.
    with path.open("rb") as file:
        plain = file.read(16).startswith(b"SQLite format 3")
    if plain:
        return UserError(
            "STORE-REPLACED",
            N_(
                "The data file {name} is not the one this program wrote: it is not encrypted. "
                "Do not go on; restore the latest backup."
            ),
            name=path.name,
        )
    return UserError(
        "STORE-DAMAGED",
        N_(
            "The data file {name} is damaged or belongs to another key file. "
            "Restore the latest backup."
        ),
        name=path.name,
    )


def open_engine(place: Place, *, read_only: bool = False) -> Engine:
    """An engine whose transactions begin as its kind of use demands."""
    if place.url is not None:
        engine = _server(place.url, pool_pre_ping=True)
        begin = (
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
            if read_only
            else f"SELECT pg_advisory_xact_lock({_ONE_WRITER})"
        )
    else:
        engine = _file(
            place,
            lambda: connect_file(place, read_only=read_only),
            poolclass=QueuePool,
            pool_size=2,
        )
        begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def open_for_migration(place: Place) -> Engine:
    """An engine for changing the schema: foreign keys off, one connection.

    SQLite ignores the switch inside a transaction, so it is set before BEGIN.
    """
    if place.url is not None:
        return _server(place.url, poolclass=NullPool)

    def connect() -> Any:
        connection = connect_file(place)
        connection.execute("PRAGMA foreign_keys = OFF")
        return connection

    engine = _file(place, connect, poolclass=NullPool)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _file(place: Place, connect: Callable[[], Any], **pool: Any) -> Engine:
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite+pysqlite://", module=dbapi2, creator=connect, hide_parameters=True, **pool
    )
    event.listen(engine, "handle_error", lambda context: _explain(context, place))
    return engine


def _server(url: str, **pool: Any) -> Engine:
    engine = create_engine(server_url(url), hide_parameters=True, **pool)
    event.listen(engine, "handle_error", _explain_server)
    return engine


def _explain_server(context: ExceptionContext) -> None:
    """Say in words that the server does not answer."""
    if context.connection is None or context.is_disconnect:
        raise UserError(
            "SERVER",
            N_(
                "The database server does not answer or does not let us in. Check the address, "
                "the network and the password; nothing was changed."
            ),
        ) from None


def _explain(context: ExceptionContext, place: Place) -> None:
    """Say in words what the disk or another program does to the store."""
    assert place.path is not None
    fault = str(context.original_exception)
    if "is full" in fault:
        raise UserError(
            "DISK-FULL",
            N_("There is no room left for {name}. Please free some space and try again."),
            name=place.path.name,
        ) from None
    if "locked" in fault:
        raise UserError(
            "STORE-BUSY",
            N_("Another program keeps the data busy; nothing was saved. Please try again."),
        ) from None
    if "malformed" in fault or "not a database" in fault or "disk I/O error" in fault:
        raise _unreadable(place.path) from None
