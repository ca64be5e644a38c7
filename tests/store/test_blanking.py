"""Blanking: the value is gone from every table, and the history is whole."""

from __future__ import annotations

import pytest

from desktop_app.fields import ERASED
from desktop_app.office import Office
from desktop_app.records import Worker
from desktop_app.store import journal
from desktop_app.store.engine import connect_file
from desktop_app.store.journal import Stream
from desktop_app.store.store import Store
from desktop_app.store.undo import last_change
from desktop_app.sync.verify import verify
from tests import make

SECRETS = ("Markus Sangat Rahasia", make.nik(7), "+6281234567890")


def enter(store: Store) -> str:
    person = make.worker(7, name=SECRETS[0], phone=SECRETS[2])
    with store.write("enter") as session:
        session.add(person)
    with store.write("change") as session:
        session.get_one(Worker, person.id).notes = "catatan"
    return person.id


def erase(store: Store, id: str) -> None:
    with store.write("erase") as session:
        session.erase(session.get_one(Worker, id), ("name", "nik", "phone", "birth_date"))


def everything(office: Office) -> str:
    """All text of all tables of an office's store."""
    connection = connect_file(office.store.place, read_only=True)
    try:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return "\n".join(
            repr(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for (name,) in names
        )
    finally:
        connection.close()


def test_nothing_of_it_is_left_and_the_chain_holds(office: Office) -> None:
    id = enter(office.store)
    assert all(secret in everything(office) for secret in SECRETS[:1])
    erase(office.store, id)
    left = everything(office)
    assert not any(secret in left for secret in SECRETS)
    with office.store.raw() as connection:
        author = office.store.author
        assert journal.first_broken(connection, Stream(author.node, "hq", author.epoch)) is None
        lines = journal.history(connection, id)
    assert [line.do for line in lines] == ["create", "set", "erase"]
    with office.store.read() as session:
        person = session.get_one(Worker, id)
        assert (person.name, person.nik, person.birth_date) == (ERASED, None, None)
        assert person.notes == "catatan"
    assert verify(office) == []


def test_it_is_not_taken_back(office: Office) -> None:
    id = enter(office.store)
    erase(office.store, id)
    newest = last_change(office.store)
    assert newest is not None
    assert newest.why == "change"
    with office.store.read() as session:
        assert session.get_one(Worker, id).name == ERASED


def test_a_required_value_that_is_no_text_is_not_blanked(office: Office) -> None:
    id = enter(office.store)
    consultation = make.consultation(company := make.employer())
    with office.store.write("enter") as session:
        session.add_all([company, consultation])
    with pytest.raises(ValueError, match="held_on"), office.store.write("erase") as session:
        session.erase(consultation, ("held_on",))
    assert SECRETS[0] in everything(office), id
