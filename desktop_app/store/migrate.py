"""Bringing a store's schema up to this program's, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.store.engine import open_for_migration
from desktop_app.store.place import Place

if TYPE_CHECKING:
    from alembic.config import Config

SCHEMA = 3
"""The schema this program writes: the number of its newest migration."""


def schema_of(connection: Connection) -> int:
    """The schema of an open store; 0 for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return 0
    return int(connection.scalar(text("SELECT version_num FROM alembic_version")) or 0)


def prepare(place: Place, backup: Callable[[], object], *, new: bool = False) -> None:
    """See to it that the store has this program's schema.

    A store with data is backed up first. All steps are one transaction: after
    an error the store is as it was. Raises UserError for a newer store, and
    for an empty one unless it is `new`: what held data and holds none now is
    lost, not fresh.
    """
    engine = open_for_migration(place)
    try:
        with engine.connect() as connection:
            found = schema_of(connection)
        if found == SCHEMA:
            return
        if found > SCHEMA:
            raise UserError(
                "NEWER",
                N_(
                    "This data was written by a newer version of Terampil (schema {found}, "
                    "this version knows {known}). Install the newer version; nothing was changed."
                ),
                found=found,
                known=SCHEMA,
            )
        if found:
            backup()
        elif not new:
            raise UserError("STORE-EMPTY", N_("There is no data here. Restore the latest backup."))
        with engine.begin() as connection:
            _upgrade(connection, place)
    finally:
        engine.dispose()


def _upgrade(connection: Connection, place: Place) -> None:
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if not place.server:
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken is not None:
            raise RuntimeError(f"migration broke a reference in {broken[0]}")


def alembic_config() -> Config:
    """Alembic's configuration: where the migrations lie, and nothing else."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config
