"""Draft the next migration: ``python -m desktop_app.store.migrations "what changes"``.

Compares the records with a fresh store; read the draft before keeping it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from desktop_app.records.record import Record
from desktop_app.store import tables
from desktop_app.store.engine import open_for_migration
from desktop_app.store.migrate import SCHEMA, alembic_config
from desktop_app.store.place import Place


def main(message: str) -> None:
    """Write ``versions/NNNN_message.py`` for what differs."""
    assert tables.journal.metadata is Record.metadata
    with tempfile.TemporaryDirectory() as folder:
        engine = open_for_migration(Place(Path(folder) / "fresh.db"))
        config = alembic_config()
        config.attributes["metadata"] = Record.metadata
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            if SCHEMA:
                command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=f"{SCHEMA + 1:04d}")
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
