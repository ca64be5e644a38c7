"""Schema changes: whole or not at all, after a verified backup."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from desktop_app.office import open_office
from desktop_app.paths import Home
from desktop_app.records.record import Record
from desktop_app.store import migrate, tables
from desktop_app.store.backup import faults
from desktop_app.store.engine import connect_file, open_for_migration
from desktop_app.store.migrate import SCHEMA, alembic_config, prepare, schema_of
from desktop_app.store.place import Place
from tests.homes import PASSWORD, Clock, Template

VERSIONS = Path(migrate.__file__).parent / "migrations" / "versions"


@pytest.fixture(params=["sqlcipher", "plain", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty place for a store, of every kind."""
    if request.param == "postgresql":
        return Place(url=request.getfixturevalue("fresh_database_url"))
    return Place(tmp_path / "new.db", b"k" * 32 if request.param == "sqlcipher" else None)


@pytest.fixture
def connection(place: Place) -> Iterator[Connection]:
    """A new store's connection."""
    prepare(place, lambda: None, new=True)
    engine = open_for_migration(place)
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def test_a_new_store_is_what_the_records_say(connection: Connection) -> None:
    assert tables.journal.metadata is Record.metadata

    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return not (kind == "table" and (name or "").startswith("search_text")) and (
            name not in ("alembic_version", "search_entry_trigram")
        )

    context = MigrationContext.configure(
        connection, opts={"include_name": ours, "compare_type": False}
    )
    assert compare_metadata(context, Record.metadata) == []
    assert schema_of(connection) == SCHEMA


def test_integers_hold_64_bits_and_text_is_text(connection: Connection) -> None:
    """What `compare_type` cannot tell of our kinds, the database tells itself."""
    found = inspect(connection)
    for table in Record.metadata.sorted_tables:
        for column in found.get_columns(table.name):
            wanted: Any = table.c[column["name"]].type
            whole = wanted.impl.python_type is int
            sqlite = connection.dialect.name == "sqlite"
            names = {"INTEGER"} if sqlite else {"BIGINT"}
            assert str(column["type"]) in (names if whole else {"TEXT"}), (table.name, column)


def test_the_program_knows_the_newest_schema() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == [f"{number:04}" for number in range(SCHEMA, 0, -1)]


def test_migrations_do_not_import_the_program() -> None:
    for path in VERSIONS.glob("*.py"):
        imports = re.findall(r"^(?:from|import) (\w+)", path.read_text("utf-8"), re.MULTILINE)
        assert set(imports) <= {"__future__", "sqlalchemy", "alembic", "collections"}, path


# --- The next migration, and one that fails ---------------------------------------

NEXT = f"{SCHEMA + 1:04d}"
SECOND = '''
"""A next step, for the tests."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{next}", "{newest}", None, None


def upgrade():
    op.create_table("extra", sa.Column("id", sa.Text(), primary_key=True), sqlite_strict=True)
    with op.batch_alter_table("worker") as batch:
        batch.add_column(sa.Column("nickname", sa.Text()))
    op.execute("UPDATE worker SET nickname = name")
    op.execute("DELETE FROM education_level")
{more}
'''.replace("{next}", NEXT).replace("{newest}", f"{SCHEMA:04d}")
FAILURES = {
    "an error": '    raise ZeroDivisionError("half way")',
    "a wrong statement": '    op.execute("UPDATE missing_table SET x = 1")',
    "a broken reference": "    op.execute(\"UPDATE termination_reason SET regime = 'none'\")",
}


@pytest.fixture
def next_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A program with one migration more; yields the file to write it into."""
    folder = tmp_path / "migrations"
    shutil.copytree(VERSIONS.parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    config = Config()
    config.set_main_option("script_location", str(folder))
    monkeypatch.setattr(migrate, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(migrate, "alembic_config", lambda: config)
    yield folder / "versions" / f"{NEXT}_next.py"


@pytest.fixture
def home(branch_home: Template, tmp_path: Path) -> Home:
    """A closed home of its own."""
    return Home(Path(shutil.copytree(branch_home.folder, tmp_path / "home")))


def content(place: Place) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a store: its schema and its rows."""
    connection = connect_file(place)
    try:
        names = "SELECT name, sql FROM sqlite_master ORDER BY name"
        found = {"": connection.execute(names).fetchall()}
        for name, sql in found[""]:
            if sql and sql.startswith("CREATE TABLE"):
                found[name] = connection.execute(f'SELECT * FROM "{name}"').fetchall()
        return found
    finally:
        connection.close()


def test_an_upgrade_is_backed_up_first(
    home: Home, branch_home: Template, next_program: Path
) -> None:
    next_program.write_text(SECOND.replace("{more}", ""), "utf-8")
    place = Place(home.store, branch_home.keys.database_key)
    before = content(place)
    open_office(home.folder, None, PASSWORD, clock=Clock()).close()
    assert (NEXT,) in content(place)["alembic_version"]
    assert "extra" in content(place)
    backup = Place(next(home.backups.glob("*-before-upgrade.db")), place.key)
    assert content(backup) == before
    kept = next(home.backups.glob("*-before-upgrade.keys.json")).read_bytes()
    assert kept == home.keys.read_bytes()


@pytest.mark.parametrize("why", FAILURES)
def test_a_failing_upgrade_changes_nothing(
    home: Home, branch_home: Template, next_program: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    next_program.write_text(SECOND.replace("{more}", FAILURES[why]), "utf-8")
    place = Place(home.store, branch_home.keys.database_key)
    before = content(place)
    with pytest.raises(Exception, match=r"half way|no such table|broke a reference"):
        open_office(home.folder, None, PASSWORD, clock=Clock())
    assert content(place) == before
    backup = Place(next(home.backups.glob("*-before-upgrade.db")), place.key)
    assert content(backup) == before
    raw = connect_file(backup)
    assert faults(raw) == []
    raw.close()
    monkeypatch.undo()
    open_office(home.folder, None, PASSWORD, clock=Clock()).close()


def test_a_failing_upgrade_changes_nothing_on_a_server(
    fresh_database_url: str, next_program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(url=fresh_database_url)
    next_program.write_text(SECOND.replace("{more}", FAILURES["an error"]), "utf-8")
    with monkeypatch.context() as released:
        released.setattr(migrate, "SCHEMA", SCHEMA)
        shutil.move(next_program, next_program.with_suffix(".later"))
        prepare(place, lambda: None, new=True)
        shutil.move(next_program.with_suffix(".later"), next_program)
    with pytest.raises(ZeroDivisionError):
        prepare(place, lambda: None)
    engine = open_for_migration(place)
    with engine.connect() as connection:
        assert schema_of(connection) == SCHEMA
        assert not inspect(connection).has_table("extra")
    engine.dispose()


def test_without_a_backup_nothing_is_upgraded(
    home: Home, branch_home: Template, next_program: Path
) -> None:
    next_program.write_text(SECOND.replace("{more}", ""), "utf-8")
    place = Place(home.store, branch_home.keys.database_key)
    before = content(place)

    def no_disk() -> None:
        raise OSError("no disk")

    with pytest.raises(OSError, match="no disk"):
        prepare(place, no_disk)
    assert content(place) == before
