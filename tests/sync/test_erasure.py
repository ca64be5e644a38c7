"""An erasure travels: what headquarters holds is blanked too, sent before or not."""

from __future__ import annotations

import pytest

from desktop_app.fields import ERASED
from desktop_app.office import Office
from desktop_app.records import Worker
from desktop_app.store import journal
from desktop_app.store.store import Store
from desktop_app.sync import inbox, outbox
from desktop_app.sync.inbox import State
from desktop_app.sync.verify import verify
from tests import make
from tests.offices import World


def send(world: World) -> None:
    made = outbox.make(world.branches["MND"], world.stick)
    (result,) = inbox.read(world.headquarters, [made.path])
    assert result.state is State.APPLIED, result.message


def enter(store: Store) -> str:
    person = make.worker(7, name="Markus Rahasia")
    with store.write("enter") as session:
        session.add(person)
    return person.id


def erase(store: Store, id: str) -> None:
    with store.write("erase") as session:
        session.erase(session.get_one(Worker, id), ("name", "nik"))


def held_of(office: Office, id: str) -> str:
    with office.store.read() as session, office.store.raw() as connection:
        row = session.get_one(Worker, id)
        assert (row.name, row.nik) == (ERASED, None)
        return repr(journal.history(connection, id))


@pytest.mark.parametrize("sent_before", [True, False])
def test_it_is_gone_at_headquarters_too(any_world: World, sent_before: bool) -> None:
    branch, headquarters = any_world.branches["MND"], any_world.headquarters
    id = enter(branch.store)
    if sent_before:
        send(any_world)
    erase(branch.store, id)
    send(any_world)
    left = held_of(headquarters, id)
    assert "Markus" not in left
    assert make.nik(7) not in left
    assert verify(headquarters) == []
    assert verify(branch) == []


def test_work_goes_on_after_it(world: World) -> None:
    branch = world.branches["MND"]
    id = enter(branch.store)
    erase(branch.store, id)
    with branch.store.write("change") as session:
        session.get_one(Worker, id).notes = "tetap dapat dicatat"
    send(world)
    with world.headquarters.store.read() as session:
        assert session.get_one(Worker, id).notes == "tetap dapat dicatat"
