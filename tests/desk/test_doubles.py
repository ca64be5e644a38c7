"""Who may be recorded twice: asked for one record, and for a whole office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_app.desk import merging
from desktop_app.desk.comparing import compare
from desktop_app.desk.doubles import (
    like_employer,
    like_worker,
    pairs_of,
    possible_doubles,
    still_there,
)
from desktop_app.errors import Cancelled, UserError
from desktop_app.i18n import language
from desktop_app.office import Office
from desktop_app.records import Employer, Officer, Worker
from desktop_app.records.office import Role
from desktop_app.store.store import Store
from desktop_app.wording import WITA
from tests import make
from tests.homes import colleague

BORN = date(1990, 4, 5)


@pytest.fixture
def books(office: Office) -> Store:
    with office.store.write("enter") as session:
        session.add_all(
            [
                Worker(id=f"{1:032}", name="H. Muhammad Djoko, S.Pd.", birth_date=BORN),
                Worker(id=f"{2:032}", name="Moh. Joko", birth_date=BORN),
                Worker(id=f"{3:032}", name="Muh Joko", birth_date=date(1990, 5, 4)),
                Worker(id=f"{4:032}", name="Budi Santoso", birth_date=BORN),
                make.worker(7, id=f"{5:032}", name="Rina"),
                make.worker(7, id=f"{6:032}", name="Somebody Else"),
                Employer(id=f"{7:032}", name="PT Sinar Djaja Tbk", npp="00000001"),
                Employer(id=f"{8:032}", name="CV Sinar Jaya"),
                Employer(id=f"{9:032}", name="PT Contoh 1"),
                Employer(id=f"{10:032}", name="PT Contoh 2"),
            ]
        )
    return office.store


@pytest.fixture
def tono(office: Office, books: Store) -> Iterator[Store]:
    """A colleague who may check and merge, and does not see the first two people."""
    officer = Officer(
        user="tono", name="Tono", roles=frozenset([Role.VERIFIER]), public_key="0" * 64
    )
    company = make.employer(7)
    case = make.consultation(
        company, officer=books.author.officer, embargo_until=make.DAY + timedelta(days=10)
    )
    with books.write("enter") as session:
        session.add_all([officer, company, case])
        session.add_all([make.case(session.get_one(Worker, f"{n:032}"), case) for n in (1, 2)])
    store = colleague(office, replace(books.author, officer=officer.id, role=Role.VERIFIER.value))
    yield store
    store.close()


def pairs(store: Store, record: type[Worker] | type[Employer]) -> list[tuple[int, int]]:
    return [(int(p.one.id), int(p.other.id)) for p in possible_doubles(store, record)]


def test_what_is_typed_is_looked_for(books: Store) -> None:
    with books.read() as session:
        found = like_worker(session, "M. Joko", "", BORN)
        assert {int(one.id) for one in found} == {1, 2, 3}
        assert like_worker(session, "M. Joko", "", date(1991, 4, 5)) == []
        assert like_worker(session, "M. Joko") == []
        by_nik = like_worker(session, "Whoever", make.nik(7))
        assert {(int(one.id), one.by_number) for one in by_nik} == {(5, True), (6, True)}
        assert [int(o.id) for o in like_worker(session, "", make.nik(7), but=f"{5:032}")] == [6]
        assert {int(o.id) for o in like_employer(session, "UD Sinar Jaya")} == {7, 8}
        assert [int(o.id) for o in like_employer(session, "", "00000001")] == [7]
        assert like_employer(session, "PT") == []
        one = session.get_one(Worker, f"{1:032}")
        assert {(int(p.one.id), int(p.other.id)) for p in pairs_of(session, one)} == {
            (1, 2),
            (1, 3),
        }


def test_a_whole_office(books: Store) -> None:
    assert set(pairs(books, Worker)) == {(5, 6), (1, 2), (1, 3), (2, 3)}
    assert pairs(books, Worker)[0] == (5, 6), "one number for two comes first"
    assert pairs(books, Employer) == [(7, 8)]


def test_what_was_decided_is_not_asked_again(books: Store) -> None:
    found = possible_doubles(books, Worker)
    with books.write(merging.SAID_APART) as session:
        merging.apart(session, Worker, f"{1:032}", f"{2:032}", "kembar")
        merging.merge(session, Worker, f"{5:032}", f"{6:032}")
    assert set(pairs(books, Worker)) == {(1, 3), (2, 3)}
    with books.read() as session:
        assert {(int(p.one.id), int(p.other.id)) for p in still_there(session, Worker, found)} == {
            (1, 3),
            (2, 3),
        }


def test_it_counts_and_can_be_stopped(books: Store) -> None:
    told: list[tuple[int, int]] = []
    possible_doubles(books, Worker, lambda done, total: told.append((done, total)))
    assert told[-1] == (6, 6)

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        possible_doubles(books, Worker, stop)


def test_confidential_people_are_not_told_of(tono: Store) -> None:
    with tono.read() as session:
        assert {int(one.id) for one in like_worker(session, "M. Joko", "", BORN)} == {3}
        with pytest.raises(UserError):
            compare(session, Worker, f"{3:032}", f"{1:032}", WITA)
    assert pairs(tono, Worker) == [(5, 6)]


def test_a_clerk_says_that_two_are_two_and_merges_nothing(office: Office, books: Store) -> None:
    clerk = colleague(office, replace(books.author, role=Role.CLERK.value))
    try:
        with clerk.write(merging.SAID_APART) as session:
            merging.apart(session, Worker, f"{1:032}", f"{2:032}", "kembar")
        with pytest.raises(UserError) as refused, clerk.write(merging.MERGED) as session:
            merging.merge(session, Worker, f"{1:032}", f"{3:032}")
        assert refused.value.code == "E-RIGHT"
    finally:
        clerk.close()


def test_side_by_side(books: Store) -> None:
    company = make.employer(7)
    case = make.consultation(company)
    with books.write("enter") as session:
        session.add_all([company, case])
        session.add_all([make.case(session.get_one(Worker, f"{n:032}"), case) for n in (5, 6)])
        session.get_one(Worker, f"{6:032}").major = "Las"
    with books.read() as session, language("id"):
        found = compare(session, Worker, f"{5:032}", f"{6:032}", WITA)
    fields = {one.name: one for one in found.fields}
    assert (fields["name"].same, fields["nik"].same, fields["major"].proposed) == (
        False,
        True,
        True,
    )
    assert fields["nik"].ours == "•" * 12 + "9907"
    assert fields["birth_date"].ours == "1985"
    assert found.moves == [("Pekerja terdampak", 1)]
    assert [one for one in found.doubts if "konsultasi" in one]
