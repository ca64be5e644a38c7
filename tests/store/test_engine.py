"""The one place where stores are opened: how, and who can do what with them."""

from __future__ import annotations

import ast
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from desktop_app.errors import UserError
from desktop_app.office import Office, place_of
from desktop_app.records import Employer, Membership, Worker
from desktop_app.store import engine, journal
from desktop_app.store.engine import connect_file
from desktop_app.store.place import Place
from desktop_app.store.store import Store
from desktop_app.store.writing import Author
from tests import make
from tests.homes import Clock, colleague

ROOT = Path(__file__).parents[2]
OPENERS = {"create_engine", "connect_file", "sqlite3", "sqlcipher3", "dbapi2", "engine_from_config"}
MAY_OPEN = {"engine.py": OPENERS, "backup.py": {"connect_file"}, "store.py": {"connect_file"}}


def names_in(path: Path) -> set[str]:
    """Every module and name a file imports when it runs."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {part for alias in node.names for part in alias.name.split(".")}
        elif isinstance(node, ast.ImportFrom):
            found |= set((node.module or "").split(".")) | {alias.name for alias in node.names}
    return found


def test_stores_are_opened_in_one_place() -> None:
    opened = {
        str(path.relative_to(ROOT)): names
        for package in ("desktop_app", "ui", "exports")
        for path in (ROOT / package).rglob("*.py")
        if (names := names_in(path) & OPENERS - MAY_OPEN.get(path.name, set()))
        and not (path.name == "backup.py" and names == {"sqlcipher3", "dbapi2"})
    }
    assert opened == {}


def test_the_standard_librarys_sqlite_is_not_loaded() -> None:
    """Two SQLite libraries in one process undo each other's locks."""
    code = (
        "import sys, desktop_app.office, desktop_app.store.backup, desktop_app.store.replay;"
        "import desktop_app.store.undo; sys.exit('_sqlite3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


WANTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
}


def test_the_settings_are_in_force_for_readers_and_writers(office: Office) -> None:
    with office.store.raw() as reader, office.store.local() as writer:
        for connection, only in ((reader, 1), (writer, 0)):
            found = {
                name: connection.scalar(text(f"PRAGMA {name}"))
                for name in (*WANTED, "query_only", "cipher_version")
            }
            assert found.pop("cipher_version")
            assert found == WANTED | {"query_only": only}


def test_every_table_is_strict(office: Office) -> None:
    with office.store.raw() as connection:
        tables = connection.execute(
            text(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                "AND NOT strict AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_text%'"
            )
        )
        assert {row[0] for row in tables} <= {"alembic_version"}
    with pytest.raises(IntegrityError), office.store.local() as connection:
        connection.execute(text("UPDATE training_programme SET days = 'ten'"))
        connection.execute(text("UPDATE province SET zone = 'seven'"))


def test_readers_cannot_write(office: Office) -> None:
    with pytest.raises(OperationalError, match="readonly"), office.store.raw() as connection:
        connection.execute(text("DELETE FROM journal"))
    with pytest.raises(OperationalError, match="readonly"), office.store.read() as session:
        session.add(make.employer(office="MND"))
        session.flush()


def test_a_missing_reference_leaves_nothing_and_the_store_usable(office: Office) -> None:
    lost = Membership(worker="0" * 32, kpj="12345678901")
    with pytest.raises(IntegrityError), office.store.write("test") as session:
        session.add(lost)
    with office.store.write("test") as session:
        session.add(make.worker())
    with office.store.read() as session:
        assert session.scalars(select(Membership)).all() == []


def test_errors_tell_no_values(office: Office) -> None:
    secret = make.nik(4711)
    with pytest.raises(IntegrityError) as told, office.store.write("test") as session:
        session.add(Membership(worker=secret, kpj="12345678901"))
        session.flush()
        session.connection().execute(
            text("INSERT INTO membership (id, office) VALUES (:id, :office)"),
            {"id": secret, "office": None},
        )
    assert secret not in str(told.value)
    assert secret not in repr(told.value)


def test_nothing_of_the_key_is_shown(office: Office) -> None:
    place = place_of(office.home, office.keys, office.settings)
    assert place.key is not None
    assert place.key.hex() not in repr(place)
    assert repr(place.key) not in repr(place)


def test_two_doors_on_one_file_see_each_other(office: Office) -> None:
    """The window and the command line at once."""
    command = colleague(office)
    try:
        before = office.store.version()
        assert office.store.version() == before
        with office.store.read() as outer:
            assert outer.scalars(select(Employer.name)).all() == []
            with command.write("command line") as session:
                session.add(make.employer())
            # One consistent state to the end, whatever others do meanwhile.
            assert outer.scalars(select(Employer.name)).all() == []
        assert office.store.version() != before
        with office.store.read() as session:
            assert session.scalars(select(Employer.name)).all() == ["PT Contoh 1"]
    finally:
        command.close()


def test_the_version_stays_while_nobody_writes(office: Office) -> None:
    with office.store.raw(), office.store.raw():
        pass  # both reading connections of the pool have been used
    assert len({office.store.version() for _ in range(6)}) == 1


def count_up(place: Place, author: Author, record_id: str, times: int) -> None:
    """Read a number and write it raised by one, `times` over."""
    store = Store(place, author, clock=Clock())
    for _ in range(times):
        with store.write("count") as session:
            found = session.get(Employer, record_id)
            assert found is not None
            found.notes = str(int(found.notes or 0) + 1)
    store.close()


def test_four_processes_lose_no_update(office: Office) -> None:
    counted = make.employer(notes="0")
    with office.store.write("test") as session:
        session.add(counted)
    place = place_of(office.home, office.keys, office.settings)
    given = (place, office.store.author, counted.id, 500)
    processes = [
        multiprocessing.get_context("spawn").Process(target=count_up, args=given) for _ in range(4)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 4
    with office.store.read() as session:
        assert session.scalar(select(Employer.notes)) == "2000"
    with office.store.raw() as connection:
        for stream in journal.streams(connection):
            assert journal.first_broken(connection, stream) is None
        assert len(journal.history(connection, counted.id)) == 2001


def test_a_file_without_a_key_is_opened_as_it_is(tmp_path: Path) -> None:
    """Headquarters may choose plain SQLite on an encrypted disk."""
    place = Place(tmp_path / "plain.db")
    connection = connect_file(place)
    connection.execute("CREATE TABLE t (x INTEGER) STRICT")
    connection.close()
    assert (tmp_path / "plain.db").read_bytes().startswith(b"SQLite format 3")


def test_a_full_disk_is_said_and_loses_nothing(office: Office) -> None:
    with office.store.write("enter") as session:
        session.add(make.worker(1))
    with office.store.local() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    rows = [{"name": f"Orang {n}"} for n in range(2000)]
    with pytest.raises(UserError) as refused, office.store.write("import") as session:
        session.bulk(Worker, rows)
    assert refused.value.code == "DISK-FULL"
    with office.store.read() as session:
        assert session.scalars(select(Worker.name)).all() == ["Pekerja 1"]
    with office.store.local() as connection:
        connection.execute(text("PRAGMA max_page_count = 1000000"))
    with office.store.write("there is room again") as session:
        session.bulk(Worker, rows)


def test_damage_met_at_work_is_said(office: Office) -> None:
    with office.store.write("import") as session:
        session.bulk(Worker, [{"name": f"Orang {n}"} for n in range(2000)])
    office.store.close()
    whole = bytearray(office.home.store.read_bytes())
    for page in range(4096 * 8, len(whole), 4096):
        whole[page + 100] ^= 1
    office.home.store.write_bytes(whole)
    with pytest.raises(UserError) as refused, office.store.read() as session:
        session.scalars(select(Worker)).all()
    assert refused.value.code == "STORE-DAMAGED"


def test_a_store_kept_busy_is_said(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT", 0.1)
    other = colleague(office)
    try:
        with office.store.write("long") as session:
            session.connection()  # the store is taken with the first word
            with pytest.raises(UserError) as refused, other.write("meanwhile") as theirs:
                theirs.add(make.worker())
            assert refused.value.code == "STORE-BUSY"
        with other.write("afterwards") as session:
            session.add(make.worker())
    finally:
        other.close()
