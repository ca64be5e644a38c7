"""Taking back the last change, as long as nobody else has seen it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select

from desktop_app.desk.handouts import handed_out
from desktop_app.desk.letters import issue
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import CATALOGUE, Consultation, Employer, Record, Worker
from desktop_app.records.consultation import ConsultationState, Retain
from desktop_app.records.paperwork import HandoutKind
from desktop_app.records.record import stored_values
from desktop_app.store import journal, replay
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.store import Store
from desktop_app.store.tables import local_batch
from desktop_app.store.undo import LastChange, last_change, undo
from tests import make
from tests.homes import colleague


def state(store: Store) -> dict[str, Any]:
    """Every record of the store in stored form, those in use only."""
    with store.read() as session:
        return {
            one.id: stored_values(one)
            for record in CATALOGUE.values()
            for one in session.scalars(select(record))
        }


def found(store: Store) -> list[str]:
    from desktop_app.store.tables import search_entry

    with store.raw() as connection:
        return sorted(connection.scalars(select(search_entry.c.text)))


def take_back(store: Store) -> LastChange:
    change = last_change(store)
    assert change
    undo(store, change)
    return change


@pytest.fixture
def store(office: Office) -> Store:
    with office.store.write("the beginning") as session:
        session.add(make.employer())
        session.add(make.worker(1, notes="alt"))
    return office.store


def one(session: Any, record: type[Record] = Worker) -> Any:
    return session.scalars(select(record).order_by(record.id)).first()


def change_name(store: Store, name: str) -> None:
    with store.write(f"name {name}") as session:
        one(session).name = name


def test_a_creation_is_taken_back(store: Store) -> None:
    before, index = state(store), found(store)
    with store.write("enter two") as session:
        session.add(make.worker(2))
        session.add(make.worker(3))
    change = take_back(store)
    assert (change.why, change.count) == ("enter two", 2)
    assert (state(store), found(store)) == (before, index)
    with store.read() as session:
        voided = session.scalars(select(Worker).execution_options(**ALSO_VOIDED)).all()
    assert len(voided) == 3  # in the books, not in use


def test_an_edit_is_taken_back(store: Store) -> None:
    before, index = state(store), found(store)
    with store.write("edit") as session:
        person = one(session)
        person.name, person.notes, person.major = "Lain", None, "Mesin"
    assert found(store) != index
    take_back(store)
    assert (state(store), found(store)) == (before, index)


def test_a_voiding_is_taken_back(store: Store) -> None:
    before, index = state(store), found(store)
    with store.write("void") as session:
        session.void(one(session))
    assert state(store) != before
    take_back(store)
    assert (state(store), found(store)) == (before, index)


def test_two_hundred_at_once_are_taken_back_at_once(store: Store) -> None:
    before, index = state(store), found(store)
    with store.write("import") as session:
        session.bulk(Worker, [{"name": f"Orang {n}"} for n in range(200)])
    assert take_back(store).count == 200
    assert (state(store), found(store)) == (before, index)


def test_one_after_the_other_is_taken_back(store: Store) -> None:
    states = [state(store)]
    for name in ("A", "B", "C"):
        change_name(store, name)
        states.append(state(store))
    for before in reversed(states[:-1]):
        take_back(store)
        assert state(store) == before
    change_name(store, "D")
    assert take_back(store).why == "name D"
    assert state(store) == states[0]
    assert take_back(store).why == "the beginning"
    assert last_change(store) is None  # what is left is the office's own set-up


def test_looking_does_not_stand_in_the_way(store: Store) -> None:
    before = state(store)
    change_name(store, "A")
    with store.write("shown") as session:
        session.accessed(one(session), ["nik"])
    assert take_back(store).why == "name A"
    assert state(store) == before


def test_a_log_of_what_was_handed_out_stays_and_stands_in_nobodys_way(store: Store) -> None:
    before = state(store)
    change_name(store, "A")
    with store.write("export") as session:
        told = handed_out(session, "workers", HandoutKind.EXPORT, "xlsx")
    assert take_back(store).why == "name A"
    after = state(store)
    assert after.pop(told.id)
    assert after == before


def test_a_number_that_was_given_out_is_never_taken_back(store: Store) -> None:
    with store.write("letter") as session:
        issue(session, "minutes", "employer", one(session, Employer).id, day=make.DAY)
    assert last_change(store) is None


def test_a_change_and_a_look_in_one(store: Store) -> None:
    before = state(store)
    with store.write("both") as session:
        person = one(session)
        person.name = "A"
        session.flush()
        session.accessed(person, ["nik"])
    assert take_back(store).why == "both"
    assert state(store) == before


def test_a_change_that_depends_on_order_is_taken_back(store: Store) -> None:
    """Twice the same field in one transaction, and a record made and edited."""
    before = state(store)
    with store.write("twice") as session:
        person = one(session)
        person.name = "A"
        session.flush()
        person.name = "B"
        session.flush()
        new = make.worker(9)
        session.add(new)
        session.flush()
        new.name = "C"
    take_back(store)
    assert state(store) == before


def test_a_step_with_no_way_back_can_still_be_taken_back(office: Office, store: Store) -> None:
    """And headquarters, which gets both lines, accepts them."""
    with store.write("case") as session:
        session.add(make.consultation(one(session, Employer)))
    before = state(store)
    with store.write("held") as session:
        case = one(session, Consultation)
        case.state, case.retain = ConsultationState.HELD, Retain.YES
    with pytest.raises(UserError), store.write("no way") as session:
        one(session, Consultation).state = ConsultationState.DRAFT
    take_back(store)
    assert state(store) == before


def replayed(office: Office, headquarters: Office) -> replay.Outcome:
    author = office.store.author
    stream = journal.Stream(author.node, "hq", author.epoch)
    with office.store.raw() as connection:
        lines = list(journal.lines(connection, stream))
    with headquarters.store.local() as connection:
        ours = headquarters.store.author
        facts = headquarters.store.facts()
        return replay.Replay(connection, ours, author.office, facts).apply(lines)


def test_headquarters_follows_what_was_taken_back(
    office: Office, store: Store, headquarters: Office
) -> None:
    with store.write("case") as session:
        session.add(make.consultation(one(session, Employer)))
    with store.write("held") as session:
        case = one(session, Consultation)
        case.state, case.retain = ConsultationState.HELD, Retain.YES
    take_back(store)
    outcome = replayed(office, headquarters)
    assert outcome.held == []
    theirs = state(headquarters.store)
    assert {id: row for id, row in state(store).items() if row["office"] == "MND"}.items() <= (
        theirs.items()
    )


def test_nothing_sent_is_taken_back(office: Office, store: Store) -> None:
    change_name(store, "A")
    change = last_change(store)
    assert change
    row = {"batch": 1, "file": "x", "sha256": "", "chain": "", "state": "made"}
    with store.local() as connection:
        connection.execute(
            insert(local_batch),
            row
            | {"epoch": change.stream.epoch, "audience": "hq", "first_seq": 1}
            | {"last_seq": change.txn, "at": datetime(2026, 11, 24, tzinfo=UTC)},
        )
    before = state(store)
    with pytest.raises(UserError) as refused:
        undo(store, change)
    assert refused.value.code == "UNDO-SENT"
    assert last_change(store) is None
    assert state(store) == before
    change_name(store, "B")
    take_back(store)
    assert state(store) == before


def test_what_was_overtaken_is_not_taken_back(store: Store) -> None:
    """Another window changed something between the question and the answer."""
    with store.write("enter") as session:
        company = make.employer(2)
        session.add(company)
    asked = last_change(store)
    assert asked
    with store.write("a case that needs it") as session:
        session.add(make.consultation(company))
    before = state(store)
    with pytest.raises(UserError) as refused:
        undo(store, asked)
    assert refused.value.code == "UNDO-CHANGED"
    assert state(store) == before


def test_taking_back_twice_at_once_happens_once(store: Store) -> None:
    before = state(store)
    change_name(store, "A")
    change_name(store, "B")
    asked = last_change(store)
    assert asked
    undo(store, asked)
    with pytest.raises(UserError) as refused:
        undo(store, asked)
    assert refused.value.code == "UNDO-CHANGED"
    take_back(store)
    assert state(store) == before


def test_nobody_takes_back_what_another_officer_did(office: Office, store: Store) -> None:
    other = colleague(office, replace(store.author, officer="b" * 32))
    try:
        change_name(other, "A")
        assert last_change(store) is None
        with pytest.raises(UserError):
            change = last_change(other)
            assert change
            undo(store, change)
        assert take_back(other).why == "name A"
        # The other's change is gone; ours before it is the newest again.
        assert take_back(store).why == "the beginning"
    finally:
        other.close()


def test_the_chain_holds_through_all_of_it(store: Store) -> None:
    change_name(store, "A")
    take_back(store)
    with store.raw() as connection:
        for stream in journal.streams(connection):
            assert journal.first_broken(connection, stream) is None
