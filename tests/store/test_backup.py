"""Backups: verified copies, taken while the office works."""

from __future__ import annotations

import multiprocessing
import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop_app.errors import UserError
from desktop_app.office import Office, open_office, place_of
from desktop_app.records import AffectedWorker, Employer, Worker
from desktop_app.store import backup, journal
from desktop_app.store.backup import back_up, faults
from desktop_app.store.engine import connect_file
from desktop_app.store.place import Place
from desktop_app.store.store import Store
from tests import make
from tests.homes import PASSWORD, Clock
from tests.store import saver


def place(office: Office) -> Place:
    return place_of(office.home, office.keys, office.settings)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_copy_opens_as_an_office(office: Office, tmp_path: Path) -> None:
    with office.store.write("enter") as session:
        session.add(make.worker())
    target = back_up(place(office), tmp_path / "b" / "copy.db", office.home.keys)
    assert names(target.parent) == {"copy.db", "copy.keys.json"}
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(target, restored / "terampil.db")
    shutil.copy(target.with_suffix(".keys.json"), restored / "keys.json")
    again = open_office(restored, None, PASSWORD, clock=Clock())
    with again.store.read() as session:
        assert session.scalars(select(Worker.name)).all() == ["Pekerja 1"]
    again.close()


def test_a_copy_is_encrypted_under_the_same_key(office: Office, tmp_path: Path) -> None:
    person = make.worker(4711)
    with office.store.write("enter") as session:
        session.add(person)
    target = back_up(place(office), tmp_path / "copy.db")
    content = target.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert make.nik(4711).encode() not in content
    with pytest.raises(UserError):
        connect_file(Place(target, b"x" * 32))


def test_a_copy_that_fails_its_checks_is_thrown_away(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = back_up(place(office), tmp_path / "copy.db").read_bytes()
    monkeypatch.setattr(backup, "faults", lambda _connection: ["page 7 is damaged"])
    with pytest.raises(UserError) as refused:
        back_up(place(office), tmp_path / "copy.db")
    assert refused.value.code == "BACKUP"
    assert (tmp_path / "copy.db").read_bytes() == older
    assert names(tmp_path) == {"copy.db", "MND"}


def test_damage_is_found(office: Office, tmp_path: Path) -> None:
    """Each page of a copy is damaged in turn, somewhere in its middle."""
    target = back_up(place(office), tmp_path / "copy.db")
    whole = target.read_bytes()
    missed = []
    for page in range(0, len(whole), 4096 * 7):
        damaged = bytearray(whole)
        damaged[page + 2000] ^= 0x10
        target.write_bytes(damaged)
        try:
            connection = connect_file(Place(target, office.keys.database_key))
        except UserError as refused:
            assert refused.code == "STORE-DAMAGED"
            continue
        if not faults(connection):
            missed.append(page)
        connection.close()
    assert missed == []


def test_a_backup_while_another_process_saves(office: Office, tmp_path: Path) -> None:
    forks = multiprocessing.get_context("spawn")
    ours, its = forks.Pipe(duplex=False)
    child = forks.Process(target=saver.run, args=(its, place(office), "people", 1))
    child.start()
    its.close()
    seen = ours.recv()
    try:
        for number in range(5):
            while ours.poll():
                seen = ours.recv()
            target = back_up(place(office), tmp_path / f"{number}.db")
            copy = Store(Place(target, office.keys.database_key), saver.AUTHOR, clock=Clock())
            with copy.read() as session:
                saves = session.scalar(select(func.count(Employer.id)))
                cases = session.scalar(select(func.count(AffectedWorker.id)))
            with copy.raw() as connection:
                for stream in journal.streams(connection):
                    assert journal.first_broken(connection, stream) is None
            copy.close()
            assert saves is not None
            assert saves >= seen
            assert cases == saves * saver.WORKERS
    finally:
        child.kill()
        child.join()
        ours.close()
