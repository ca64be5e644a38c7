"""Erasure by law: whose time has run out, two officers, and nothing left of a person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop_app.desk import erasure
from desktop_app.errors import UserError
from desktop_app.fields import ERASED
from desktop_app.office import Office
from desktop_app.processes.retention import time_limit, years_before
from desktop_app.records import (
    Contact,
    Membership,
    Note,
    Officer,
    RetentionItem,
    RetentionProposal,
    Worker,
)
from desktop_app.records.data_protection import RetentionState
from desktop_app.records.office import Role
from desktop_app.records.training import EnrolmentState
from desktop_app.store.store import Store
from desktop_app.store.writing import Author
from tests import make
from tests.homes import colleague

OLD = make.DAY - timedelta(days=365 * 6)


@pytest.fixture
def second(office: Office) -> Store:
    """The store under the hands of another officer."""
    other = Officer(user="budi", name="Budi", roles=frozenset({Role.DPO}), public_key="0" * 64)
    with office.store.write("enter") as session:
        session.add(other)
    me = office.store.author
    author = Author(other.id, "DPO", me.office, me.node, me.epoch)
    return colleague(office, author)


def person(office: Office, number: int, day: date, **enrolled: object) -> str:
    """Somebody with a case on `day`, a KPJ, a contact and a note; with an enrolment if asked."""
    worker, company = make.worker(number), make.employer(number)
    consultation = make.consultation(company, number, held_on=day)
    case = make.case(worker, consultation, notes="dipanggil dua kali")
    programme = make.programme(number)
    about = {"of_record": "worker", "of_id": worker.id}
    with office.store.write("enter") as session:
        session.add_all([worker, company, consultation, case, programme])
        session.add(Membership(worker=worker.id, kpj=f"{number:011}"))
        session.add(Contact(worker=worker.id, name="Adik", phone="+6281234567890"))
        session.add(Note(text="titip pesan", written_at=office.now, **about))
        if enrolled:
            session.add(make.enrolment(case, programme, number, **enrolled))
    return worker.id


def proposed(office: Office, *workers: str) -> str:
    with office.store.write("propose") as session:
        return erasure.propose(session, workers, "masa simpan habis").id


def approve(store: Store, id: str) -> RetentionState:
    with store.write("approve") as session:
        proposal = session.get_one(RetentionProposal, id)
        erasure.approve(session, proposal)
        return proposal.state


def test_whose_time_has_run_out(office: Office) -> None:
    old = person(office, 1, OLD)
    done = person(office, 2, OLD, registered_on=OLD, state=EnrolmentState.CANCELLED, reason="ada")
    person(office, 3, make.DAY - timedelta(days=30))
    person(office, 4, OLD, registered_on=OLD, state=EnrolmentState.WAITLISTED)
    person(office, 5, OLD, registered_on=make.DAY, state=EnrolmentState.CANCELLED, reason="ada")
    with office.store.read() as session:
        assert set(erasure.expired(session, make.DAY, 5)) == {old, done}
        assert erasure.expired(session, make.DAY, 7) == []


def test_two_officers_and_neither_twice(office: Office, second: Store) -> None:
    id = proposed(office, person(office, 1, OLD))
    assert approve(office.store, id) is RetentionState.APPROVED
    with pytest.raises(UserError) as refused:
        approve(office.store, id)
    assert refused.value.code == "TWO"
    with pytest.raises(UserError), office.store.write("erase") as session:
        erasure.carry_out(session, session.get_one(RetentionProposal, id))
    assert approve(second, id) is RetentionState.READY
    second.close()


def test_nothing_of_the_person_is_left_and_the_figures_stay(office: Office, second: Store) -> None:
    gone, stays = person(office, 1, OLD, registered_on=OLD), person(office, 2, OLD)
    id = proposed(office, gone)
    for store in (office.store, second):
        approve(store, id)
    with office.store.write("enter") as session:
        session.add(Contact(worker=gone, name="Kakak", phone="+6281234567891"))
    # The data protection officer records no workers, and yet may erase what two approved.
    with second.write("erase") as session:
        count = erasure.carry_out(session, session.get_one(RetentionProposal, id))
    with office.store.read() as session:
        items = session.scalars(select(RetentionItem)).all()
        assert {item.of_record for item in items} == {
            *("worker", "membership", "contact", "affected_worker", "note"),
        }
        assert count == len(items) + 1  # the contact entered meanwhile
        assert all(item.erased for item in items)
        assert session.get_one(Worker, gone).name == ERASED
        assert session.get_one(Worker, stays).name == "Pekerja 2"
        phones = session.scalars(select(Contact.phone).where(Contact.worker == gone)).all()
        assert phones == [ERASED, ERASED]
        assert erasure.targets(session, gone) == []
        assert len(erasure.targets(session, stays)) == 5
        assert gone not in erasure.expired(session, make.DAY, 5)
    second.close()
    with pytest.raises(UserError) as refused:
        proposed(office, gone)
    assert refused.value.code == "NOTHING"


def test_a_clerk_erases_nothing(office: Office) -> None:
    id = person(office, 1, OLD)
    me = office.store.author
    clerk = colleague(office, Author(me.officer, "CLERK", me.office, me.node, me.epoch))
    with pytest.raises(UserError) as refused, clerk.write("erase") as session:
        session.erase(session.get_one(Worker, id), ("name",))
    clerk.close()
    assert refused.value.code == "E-RIGHT"


def test_limits_are_hours_of_the_clock(office: Office) -> None:
    limit = time_limit(office.now, 72, office.now + timedelta(hours=70, minutes=30))
    assert (limit.hours, limit.passed) == (1, False)
    late = time_limit(office.now, 72, office.now + timedelta(hours=75))
    assert (late.hours, late.passed) == (3, True)
    assert years_before(date(2024, 2, 29), 5) == date(2019, 2, 28)
