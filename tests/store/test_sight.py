"""What a reader gets to see: nothing voided, no confidential case of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from desktop_app.desk.cases import opened
from desktop_app.office import Office
from desktop_app.records import (
    AffectedWorker,
    Attendee,
    CaseReader,
    Consent,
    Consultation,
    Contact,
    ContactAttempt,
    Enrolment,
    Membership,
    Officer,
    Record,
    Worker,
)
from desktop_app.records.consultation import Side
from desktop_app.records.office import Role
from desktop_app.records.worker import ContactResult
from desktop_app.store import journal, search
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.store import Store
from tests import make
from tests.homes import Clock, colleague

OF_THE_CASE: tuple[type[Record], ...] = (
    Consultation,
    Attendee,
    CaseReader,
    AffectedWorker,
    Enrolment,
    Worker,
    Membership,
    Contact,
    ContactAttempt,
    Consent,
)


@dataclass
class Confidential:
    """A confidential case of Rina's, known to Budi, unknown to Tono."""

    rina: Store
    budi: Store
    tono: Store
    case: Consultation
    person: Worker


@pytest.fixture
def books(office: Office) -> Iterator[Confidential]:
    rina = office.store
    officers = [
        Officer(user=name, name=name, roles=frozenset([Role.CLERK]), public_key="0" * 64)
        for name in ("budi", "tono")
    ]
    company, person, shared = make.employer(), make.worker(1), make.worker(2)
    case = make.consultation(
        company, officer=rina.author.officer, embargo_until=make.DAY + timedelta(days=10)
    )
    public = make.consultation(company, 2)
    affected = make.case(person, case)
    programme = make.programme()
    with rina.write("enter") as session:
        session.add_all([*officers, company, person, shared, case, public, programme, affected])
        session.add_all([make.case(shared, case), make.case(shared, public)])
        session.add(Attendee(consultation=case.id, side=Side.UNION, name="Ketua"))
        session.add(CaseReader(consultation=case.id, officer=officers[0].id))
        session.add(make.enrolment(affected, programme))
        session.add(Membership(worker=person.id, kpj="12345678901"))
        session.add(contact := Contact(worker=person.id, phone="+628123456789"))
        session.add(
            ContactAttempt(
                worker=person.id, at=make.DAY, contact=contact.id, result=ContactResult.REACHED
            )
        )
        session.add(Consent(worker=person.id, purpose="PHOTO", form_version="1", given_on=make.DAY))
    budi, tono = (colleague(office, replace(rina.author, officer=one.id)) for one in officers)
    yield Confidential(rina, budi, tono, case, person)
    budi.close()
    tono.close()


def seen(store: Store) -> dict[str, int]:
    with store.read() as session:
        return {
            record.__name__: len(session.scalars(select(record)).all()) for record in OF_THE_CASE
        }


ALL = {
    "Consultation": 2,
    "Attendee": 1,
    "CaseReader": 1,
    "AffectedWorker": 3,
    "Enrolment": 1,
    "Worker": 2,
    "Membership": 1,
    "Contact": 1,
    "ContactAttempt": 1,
    "Consent": 1,
}
PUBLIC = dict.fromkeys(ALL, 0) | {"Consultation": 1, "AffectedWorker": 1, "Worker": 1}


def test_a_confidential_case_is_seen_by_the_named_only(books: Confidential) -> None:
    assert seen(books.rina) == ALL
    assert seen(books.budi) == ALL
    assert seen(books.tono) == PUBLIC


def test_it_is_neither_counted_nor_reached_by_any_way(books: Confidential) -> None:
    case, person = books.case.id, books.person.id
    other = aliased(Worker)
    with books.tono.read() as session:
        for record in OF_THE_CASE:
            number = PUBLIC[record.__name__]
            assert session.scalar(select(func.count()).select_from(record)) == number
            assert session.scalar(select(func.count(record.id))) == number
        assert session.get(Consultation, case) is None
        assert session.get(Worker, person) is None
        assert session.scalars(select(Worker.name)).all() == ["Pekerja 2"]
        assert session.scalars(select(other.name)).all() == ["Pekerja 2"]
        joined = select(AffectedWorker.id, other.name).join(
            other, other.id == AffectedWorker.worker
        )
        assert [row.name for row in session.execute(joined)] == ["Pekerja 2"]
        within = select(Worker.id).where(Worker.id.in_(select(AffectedWorker.worker)))
        assert len(session.scalars(within).all()) == 1
        both = select(Worker.name).union_all(select(Worker.name))
        assert {row.name for row in session.execute(both)} == {"Pekerja 2"}
        exists = select(select(Worker.id).where(Worker.id == person).exists())
        assert session.scalar(exists) is False
        voided_too = session.scalars(select(Worker).execution_options(**ALSO_VOIDED)).all()
        assert [one.name for one in voided_too] == ["Pekerja 2"]


@pytest.mark.parametrize("typed", ["pekerja 1", "12345678901", "8123456789", make.nik(1)])
def test_search_does_not_find_it(books: Confidential, typed: str) -> None:
    query = search.matching("sqlite", "worker", typed)
    assert query is not None
    found = select(Worker.name).where(Worker.id.in_(query))
    with books.tono.read() as session:
        assert "Pekerja 1" not in session.scalars(found).all()
    with books.budi.read() as session:
        assert "Pekerja 1" in session.scalars(found).all()


def test_on_its_day_everybody_sees_it(books: Confidential, clock: Clock) -> None:
    clock.move(days=9)
    assert seen(books.tono) == PUBLIC
    clock.move(days=1)
    assert seen(books.tono) == ALL


def test_a_reader_taken_away_sees_no_more(books: Confidential) -> None:
    with books.rina.write("no longer") as session:
        session.void(session.scalars(select(CaseReader)).one())
    assert seen(books.budi) == PUBLIC


def test_every_look_is_put_down(books: Confidential, clock: Clock) -> None:
    def looks() -> list[tuple[str, str]]:
        with books.rina.raw() as connection:
            history = journal.history(connection, books.case.id)
        return [(line.by, line.why) for line in history if line.do == "access"]

    with books.budi.write("looked") as session:
        case = session.get(Consultation, books.case.id)
        assert case
        opened(session, case)
    assert looks() == [(books.budi.author.officer, "looked")]
    clock.move(days=10)
    with books.budi.write("looked again") as session:
        case = session.get(Consultation, books.case.id)
        assert case
        opened(session, case)
    assert len(looks()) == 1


def test_what_is_voided_is_seen_only_when_asked_for(office: Office) -> None:
    person = make.worker()
    with office.store.write("enter") as session:
        session.add(person)
    with office.store.write("void") as session:
        found = session.get(Worker, person.id)
        assert found
        session.void(found)
    with office.store.read() as session:
        assert session.scalars(select(Worker)).all() == []
        assert session.get(Worker, person.id) is None
        assert session.scalar(select(func.count()).select_from(Worker)) == 0
        assert session.get(Worker, person.id, execution_options=ALSO_VOIDED) is not None
