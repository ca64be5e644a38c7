"""Kill -9 while saving: what was acknowledged is there, what was not is not half there."""

from __future__ import annotations

import multiprocessing
import random
import sys
import threading

import pytest
from sqlalchemy import func, select, text

from desktop_app.office import Office
from desktop_app.records import AffectedWorker, Employer, Worker
from desktop_app.store import journal, local
from desktop_app.store.backup import faults
from desktop_app.store.engine import connect_file
from desktop_app.store.place import Place
from desktop_app.store.store import Store
from tests.store import saver
from tests.store.saver import AUTHOR, NOW, WORKERS

if sys.platform == "win32":
    pytest.skip("kills by signal", allow_module_level=True)

# Children come from a process that has everything imported already.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.store.saver"])


def place(office: Office) -> Place:
    return Place(office.home.store, office.keys.database_key)


def saved_until_killed(office: Office, kind: str, start: int, after: float) -> list[int]:
    """What a child acknowledged before it was killed `after` seconds of saving."""
    ours, its = FORKS.Pipe(duplex=False)
    child = FORKS.Process(target=saver.run, args=(its, place(office), kind, start))
    child.start()
    its.close()
    told = [ours.recv()]
    threading.Timer(after, child.kill).start()
    while True:
        try:
            told.append(ours.recv())
        except EOFError:
            break
    child.join()
    assert child.exitcode == -9
    return told


def assert_sound(office: Office, store: Store) -> None:
    raw = connect_file(place(office))
    assert [fault for fault in faults(raw) if "cipher" not in fault] == []
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert faults(raw) == []
    raw.close()
    with store.raw() as connection:
        for stream in journal.streams(connection):
            assert journal.first_broken(connection, stream) is None
        entries = connection.scalar(text("SELECT count(*) FROM search_entry"))
        indexed = connection.scalar(text("SELECT count(*) FROM search_text"))
        assert entries == indexed


def test_fifty_kills_lose_no_acknowledged_save(office: Office) -> None:
    office.store.close()
    chance = random.Random(20190410)
    store = Store(place(office), AUTHOR, clock=lambda: NOW)
    acknowledged = 0
    for _ in range(50):
        told = saved_until_killed(office, "people", acknowledged + 1, chance.uniform(0, 0.08))
        with store.read() as session:
            there = session.scalar(select(func.max(Employer.npp)))
            numbers = session.scalar(select(func.count(Employer.id)))
            people = session.scalar(select(func.count(Worker.id)))
            cases = session.scalar(select(func.count(AffectedWorker.id)))
        # The last save may have come through without its acknowledgement.
        assert there is not None
        assert told[-1] <= int(there) <= told[-1] + 1
        assert numbers == int(there)
        assert people == cases == numbers * WORKERS
        with store.raw() as connection:
            stream = journal.Stream(AUTHOR.node, "hq", AUTHOR.epoch)
            assert journal.head(connection, stream).seq == numbers * (1 + 2 * WORKERS)
        acknowledged = int(there)
        assert_sound(office, store)
    store.close()
    assert acknowledged > 100


def test_drafts_survive_kills(office: Office) -> None:
    office.store.close()
    chance = random.Random(7)
    last = 0
    for _ in range(5):
        told = saved_until_killed(office, "drafts", last + 1, chance.uniform(0, 0.1))
        store = Store(place(office), AUTHOR, clock=lambda: NOW)
        with store.raw() as connection:
            found = {draft.fields["name"] for draft in local.drafts(connection, "rina")}
        assert len(found) == 1
        last = int(str(found.pop()))
        assert told[-1] <= last <= told[-1] + 1
        assert_sound(office, store)
        store.close()
