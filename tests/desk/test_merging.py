"""Two records made one, and two again: nothing is lost on the way there or back."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop_app.desk import merging, periods
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.office import Office
from desktop_app.records import (
    CATALOGUE,
    AffectedWorker,
    Attachment,
    Consultation,
    Contact,
    DataRequest,
    Employer,
    Handout,
    Membership,
    Merge,
    Note,
    Officer,
    Record,
    Worker,
)
from desktop_app.records.data_protection import RequestKind
from desktop_app.records.office import Role
from desktop_app.records.paperwork import HandoutKind
from desktop_app.records.record import stored_values
from desktop_app.store import journal, replay
from desktop_app.store.periods import Period
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.store import Store
from desktop_app.store.tables import search_entry
from desktop_app.store.undo import last_change, undo
from tests import make
from tests.homes import colleague


def rows(store: Store, but: tuple[type[Record], ...] = (Merge,)) -> dict[tuple[str, str], Any]:
    """Every record in stored form, voided ones too."""
    with store.read() as session:
        return {
            (name, one.id): stored_values(one)
            for name, record in CATALOGUE.items()
            if record not in but
            for one in session.scalars(select(record).execution_options(**ALSO_VOIDED))
        }


def index(store: Store) -> list[tuple[str, str, str]]:
    with store.raw() as connection:
        e = search_entry.c
        found = connection.execute(select(e.record_id, e.found_id, e.text))
        return sorted((row.record_id, row.found_id, row.text) for row in found)


def note(of: Record, text: str = "Catatan") -> Note:
    return Note(
        of_record=of.__tablename__, of_id=of.id, text=text, written_at=make_now(), officer=None
    )


def make_now() -> Any:
    from datetime import UTC, datetime

    return datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def two(office: Office) -> tuple[Worker, Worker]:
    """One person recorded twice, each with what belongs to it."""
    kept, merged = (
        make.worker(1, name="Djoko Widodo", phone=None, major="Mesin"),
        make.worker(2, name="Joko Widodo", phone="+6281244556677", major="Las"),
    )
    company = make.employer(1)
    case = make.consultation(company)
    with office.store.write("the beginning") as session:
        session.add_all([kept, merged, company, case])
        session.add(Membership(worker=kept.id, kpj="19087345218", employer=company.id))
        session.add(Membership(worker=merged.id, kpj="19087345226"))
        session.add(gone := Contact(worker=merged.id, phone="+6281244556688"))
        session.add(make.case(merged, case))
        session.add(note(merged))
        session.add(
            Handout(
                name="export",
                kind=HandoutKind.EXPORT,
                format="xlsx",
                at=make_now(),
                of_record="worker",
                of_id=merged.id,
            )
        )
        session.flush()
        session.void(gone)
    return kept, merged


def merge(store: Store, kept: Record, merged: Record, *taken: str) -> str:
    with store.write(merging.MERGED) as session:
        return merging.merge(session, type(kept), kept.id, merged.id, taken, "satu orang").id


def take_apart(store: Store, id: str) -> merging.TakenApart:
    with store.write(merging.TAKEN_APART) as session:
        return merging.take_apart(session, id)


def test_the_record_kept_takes_over(office: Office, two: tuple[Worker, Worker]) -> None:
    kept, merged = two
    merge(office.store, kept, merged, "phone", "name")
    with office.store.read() as session:
        assert [w.id for w in session.scalars(select(Worker))] == [kept.id]
        one = session.get_one(Worker, kept.id)
        assert (one.name, one.phone, one.major) == ("Joko Widodo", "+6281244556677", "Mesin")
        assert (
            len(session.scalars(select(Membership).where(Membership.worker == kept.id)).all()) == 2
        )
        (case,) = session.scalars(select(AffectedWorker))
        assert case.worker == kept.id
        (written,) = session.scalars(select(Note))
        assert written.of_id == kept.id
        (told,) = session.scalars(select(Handout))
        assert told.of_id == merged.id, "a log tells of the past"
        gone = session.get(Worker, merged.id, execution_options=ALSO_VOIDED)
        assert gone is not None
        assert (gone.alias_of, gone.name) == (kept.id, "Joko Widodo")
        assert merging.kept_of(session, gone) == kept.id
        (put_down,) = session.scalars(merging.merges_of(Worker, kept.id))
        assert (put_down.merged, put_down.reason) == (merged.id, "satu orang")


def test_the_search_finds_the_kept_by_the_numbers_of_both(
    office: Office, two: tuple[Worker, Worker]
) -> None:
    kept, merged = two
    merge(office.store, kept, merged)
    found = {found for _id, found, text in index(office.store) if text in ("19087345226",)}
    assert found == {kept.id}
    assert merged.id not in {found for _id, found, _text in index(office.store)}


def test_taken_apart_all_is_as_before(office: Office, two: tuple[Worker, Worker]) -> None:
    before, searched = rows(office.store), index(office.store)
    id = merge(office.store, *two, "phone", "name", "major")
    assert rows(office.store) != before
    assert take_apart(office.store, id) == merging.TakenApart()
    assert (rows(office.store), index(office.store)) == (before, searched)
    with pytest.raises(UserError) as refused:
        take_apart(office.store, id)
    assert refused.value.code == "MERGE-APART"


def test_ctrl_z_takes_a_merge_back(office: Office, two: tuple[Worker, Worker]) -> None:
    before, searched = rows(office.store), index(office.store)
    merge(office.store, *two, "phone")
    change = last_change(office.store)
    assert change is not None
    undo(office.store, change)
    assert (rows(office.store), index(office.store)) == (before, searched)


def test_later_edits_stay(office: Office, two: tuple[Worker, Worker]) -> None:
    kept, merged = two
    id = merge(office.store, kept, merged, "phone", "major")
    with office.store.write("edit") as session:
        one = session.get_one(Worker, kept.id)
        one.email, one.major = "joko@contoh.id", "Listrik"
        number = session.scalars(select(Membership).where(Membership.kpj == "19087345226")).one()
        session.void(number)
        other = make.worker(3)
        session.add(other)
        session.flush()
        number.worker = other.id
        session.add(note(one, "sesudah digabung"))
    left = take_apart(office.store, id)
    assert left == merging.TakenApart(("major",), 1)
    with office.store.read() as session:
        one, two_ = (session.get_one(Worker, i) for i in (kept.id, merged.id))
        assert (one.email, one.major, one.phone) == ("joko@contoh.id", "Listrik", None)
        assert (two_.major, two_.phone, two_.alias_of) == ("Las", "+6281244556677", None)
        places = {n.text: n.of_id for n in session.scalars(select(Note))}
        assert places == {"Catatan": merged.id, "sesudah digabung": kept.id}


def test_an_erased_value_does_not_come_back(office: Office, two: tuple[Worker, Worker]) -> None:
    kept, merged = two
    id = merge(office.store, kept, merged, "phone", "major")
    with office.store.read() as session:
        assert "6677" not in session.get_one(Merge, id).moved
    with office.store.write("erase") as session:
        session.erase(session.get_one(Worker, kept.id), ["phone"])
    assert take_apart(office.store, id) == merging.TakenApart(("phone",))
    with office.store.read() as session:
        one = session.get_one(Worker, kept.id)
        assert (one.phone, one.major) == (None, "Mesin")


def test_companies_and_their_one_npp(office: Office) -> None:
    kept, merged = make.employer(1, npp=None, name="PT Sinar"), make.employer(2, name="Sinar, PT")
    with office.store.write("enter") as session:
        session.add_all([kept, merged])
        session.add(make.consultation(merged))
    before = rows(office.store)
    id = merge(office.store, kept, merged, "npp")
    with office.store.read() as session:
        (company,) = session.scalars(select(Employer))
        assert (company.id, company.npp) == (kept.id, "00000002")
    take_apart(office.store, id)
    assert rows(office.store) == before


def test_merged_on_and_on(office: Office) -> None:
    people = [make.worker(n) for n in (1, 2, 3)]
    with office.store.write("enter") as session:
        session.add_all(people)
        session.flush()
        session.add_all([note(person, person.name) for person in people])
    states = [rows(office.store)]
    first = merge(office.store, people[1], people[0])
    states.append(rows(office.store))
    second = merge(office.store, people[2], people[1], "name")
    with office.store.read() as session:
        aliases = {
            w.id: w.alias_of
            for w in session.scalars(select(Worker).execution_options(**ALSO_VOIDED))
        }
        assert aliases[people[0].id] == aliases[people[1].id] == people[2].id
        assert {n.of_id for n in session.scalars(select(Note))} == {people[2].id}
    with pytest.raises(UserError) as refused:
        take_apart(office.store, first)
    assert refused.value.code == "MERGE-LATER"
    take_apart(office.store, second)
    assert rows(office.store) == states[1]
    take_apart(office.store, first)
    assert rows(office.store) == states[0]


def test_only_who_may_and_only_what_is_seen(office: Office, two: tuple[Worker, Worker]) -> None:
    kept, merged = two
    clerk = colleague(office, replace(office.store.author, role=Role.CLERK.value))
    tono = Officer(user="tono", name="Tono", roles=frozenset([Role.VERIFIER]), public_key="0" * 64)
    hidden = make.consultation(
        make.employer(7),
        7,
        officer=office.store.author.officer,
        embargo_until=make.DAY + timedelta(days=10),
    )
    with office.store.write("enter") as session:
        session.add(tono)
        session.add(make.employer(7, id=hidden.employer))
        session.add_all([hidden, secret := make.worker(9)])
        session.add(make.case(secret, hidden))
    other = colleague(
        office, replace(office.store.author, officer=tono.id, role=Role.VERIFIER.value)
    )
    before = rows(office.store)
    try:
        for store, one, second, code in (
            (clerk, kept, merged, "E-RIGHT"),
            (other, kept, secret, "E-GONE"),
            (other, secret, kept, "E-GONE"),
            (office.store, kept, kept, "MERGE-ONE"),
        ):
            with pytest.raises(UserError) as refused:
                merge(store, one, second)
            assert refused.value.code == code
        assert rows(office.store) == before
        id = merge(other, kept, merged)
        with pytest.raises(UserError):
            take_apart(clerk, id)
    finally:
        clerk.close()
        other.close()


def test_said_to_be_different(office: Office, two: tuple[Worker, Worker]) -> None:
    kept, merged = two
    with office.store.write(merging.SAID_APART) as session:
        merging.apart(session, Worker, kept.id, merged.id, "kembar")
    with office.store.read() as session:
        assert merging.said_apart(session, Worker) == {frozenset((kept.id, merged.id))}
        assert session.scalars(merging.merges_of(Worker, kept.id)).all() == []


def test_every_reference_is_known() -> None:
    """Whatever record type is added, its references to people and companies are moved."""
    for record in merging.MERGEABLE:
        known = {place.key for place in merging.places(record)}
        for name, other in CATALOGUE.items():
            for d in describe(other).values():
                if d.target == record.__name__:
                    assert f"{name}.{d.name}" in known
        assert {"note.of_id", "attachment.of_id", "decision.of_id"} <= known


def replayed(office: Office, headquarters: Office) -> None:
    author = office.store.author
    with office.store.raw() as connection:
        stream = journal.Stream(author.node, "hq", author.epoch)
        lines = list(journal.lines(connection, stream))
    with headquarters.store.local() as connection:
        ours, facts = headquarters.store.author, headquarters.store.facts()
        outcome = replay.Replay(connection, ours, author.office, facts).apply(lines)
    assert outcome.held == []


@pytest.mark.parametrize("apart_again", [False, True])
def test_headquarters_follows(
    office: Office, headquarters: Office, two: tuple[Worker, Worker], apart_again: bool
) -> None:
    id = merge(office.store, *two, "phone", "name")
    if apart_again:
        take_apart(office.store, id)
    replayed(office, headquarters)
    ours = {k: v for k, v in rows(office.store, ()).items() if v["office"] == "MND"}
    assert ours.items() <= rows(headquarters.store, ()).items()
    assert {key for key in index(office.store) if key[1] == two[0].id} <= set(
        index(headquarters.store)
    )


CHOICES = merging.choosable(Worker)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(seed=st.integers(0, 10**6), taken=st.sets(st.sampled_from(CHOICES)))
def test_there_and_back_whatever_the_data(office: Office, seed: int, taken: set[str]) -> None:
    chance = random.Random(seed)
    people = [some_worker(chance, n) for n in range(3)]
    with office.store.write("enter") as session:
        session.add_all(people)
        session.flush()
        for person in people:
            for number in range(chance.randrange(3)):
                kpj = f"{seed % 10**7:07}{people.index(person)}{number:03}"
                session.add(Membership(worker=person.id, kpj=kpj))
                session.add(note(person, f"catatan {number}"))
                session.add(
                    Attachment(
                        sha256="0" * 64,
                        size=1,
                        media_type="x/y",
                        label="Berkas",
                        of_record="worker",
                        of_id=person.id,
                    )
                )
            if chance.random() < 0.5:
                session.add(make.case(person))
    before, searched = rows(office.store), index(office.store)
    # A NIK belongs to its birth date and sex; the rules see to that.
    taken = (
        taken - {"nik", "birth_date", "sex"}
        if chance.random() < 0.5
        else taken | {"nik", "birth_date", "sex"}
    )
    id = merge(office.store, people[0], people[1], *taken)
    with office.store.read() as session:
        assert json.loads(session.get_one(Merge, id).moved).keys() == {"at", "fields"}
    assert take_apart(office.store, id) == merging.TakenApart()
    assert (rows(office.store), index(office.store)) == (before, searched)


def some_worker(chance: random.Random, n: int) -> Worker:
    def perhaps(value: Any) -> Any:
        return value if chance.random() < 0.6 else None

    number = chance.randrange(99_000)
    numbered = chance.random() < 0.6
    return Worker(
        name=f"Orang {n}",
        nik=make.nik(number) if numbered else None,
        birth_date=make.born(number) if numbered else perhaps(date(1990, 1, 1 + n)),
        phone=perhaps(f"+62812445566{n:02}"),
        email=perhaps(f"orang{n}@contoh.id"),
        major=perhaps(f"Jurusan {n}"),
        address=perhaps("Jalan Contoh\nManado"),
        notes=perhaps("catatan"),
        account_holder=perhaps(f"Orang {n}"),
    )


def verifier(office: Office) -> Store:
    """The office's file in the hands of somebody who may merge, and no more than that."""
    return colleague(office, replace(office.store.author, role="VERIFIER"))


def test_references_follow_a_merge_whoever_may_write_their_rows(
    office: Office, two: tuple[Worker, Worker]
) -> None:
    kept, merged = two
    asked = DataRequest(
        number="DP/1",
        kind=RequestKind.ACCESS,
        worker=merged.id,
        requester="Joko",
        received_at=make_now(),
    )
    with office.store.write("test") as session:
        session.add(asked)
    store = verifier(office)
    with pytest.raises(UserError) as refused, store.write("test") as session:
        session.get_one(DataRequest, asked.id).requester = "Orang lain"
        session.flush()
    assert refused.value.code == "E-RIGHT"
    made = merge(store, kept, merged)
    with store.read() as session:
        assert session.get_one(DataRequest, asked.id).worker == kept.id
    take_apart(store, made)
    with store.read() as session:
        assert session.get_one(DataRequest, asked.id).worker == merged.id
    merge(store, kept, merged)
    last = last_change(store)
    assert last is not None
    undo(store, last)
    with store.read() as session:
        assert session.get_one(DataRequest, asked.id).worker == merged.id


def test_references_follow_a_merge_into_a_finalised_period(office: Office) -> None:
    kept, merged = make.employer(1), make.employer(2)
    case = make.consultation(merged, held_on=date(2026, 9, 15))
    with office.store.write("test") as session:
        session.add_all([kept, merged, case])
    periods.finalise(office, Period(date(2026, 9, 1), date(2026, 9, 30)))
    with pytest.raises(UserError) as refused, office.store.write("test") as session:
        session.get_one(Consultation, case.id).place = "Aula"
        session.flush()
    assert refused.value.code == "PERIOD-FINAL"
    merge(office.store, kept, merged)
    with office.store.read() as session:
        assert session.get_one(Consultation, case.id).employer == kept.id


def test_only_a_reference_follows_and_only_for_who_may_merge(
    office: Office, two: tuple[Worker, Worker]
) -> None:
    kept, merged = two
    clerk = colleague(office, replace(office.store.author, role="CLERK"))
    with office.store.read() as session:
        owned = session.scalars(select(Membership).where(Membership.worker == merged.id)).first()
    assert owned is not None
    with pytest.raises(UserError) as refused, clerk.write("test") as session:
        session.refer(session.get_one(Membership, owned.id), "worker", kept.id)
    assert refused.value.code == "E-RIGHT"
    nothing = pytest.raises(ValueError, match="refers to nothing")
    with nothing, office.store.write("test") as session:
        session.refer(session.get_one(Membership, owned.id), "kpj", "12345678901")
    with pytest.raises(UserError, match="KPJ"), verifier(office).write("test") as session:
        row = session.get_one(Membership, owned.id)
        session.refer(row, "worker", kept.id)
        row.kpj = "nonsense"  # More than the reference: an edit as any.
