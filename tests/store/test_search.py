"""Finding: the index follows every change, and finds what people type."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text

from desktop_app.office import Office
from desktop_app.records import (
    CATALOGUE,
    Contact,
    Employer,
    Membership,
    Record,
    TrainingClass,
    Worker,
)
from desktop_app.records.record import stored_values
from desktop_app.store import search
from desktop_app.store.store import Store
from desktop_app.store.tables import search_entry
from desktop_app.store.undo import last_change, undo
from tests import make


def hits(store: Store, typed: str, record: type[Record] = Worker) -> set[str]:
    """The captions of what is found."""
    query = search.matching(store.dialect, record.__tablename__, typed)
    assert query is not None
    with store.read() as session:
        return {one.caption for one in session.scalars(select(record).where(record.id.in_(query)))}


def assert_index_fits(store: Store) -> None:
    """The index holds what the records would be indexed with now, and no more."""
    with store.read() as session:
        wanted = {
            row["record_id"]: row
            for record in CATALOGUE.values()
            for one in session.scalars(select(record))
            if (row := search.entry(record, stored_values(one)))
        }
    with store.raw() as connection:
        there = {
            row.record_id: {name: value for name, value in row._asdict().items() if name != "n"}
            for row in connection.execute(select(search_entry))
        }
        if store.dialect == "sqlite":
            matched = connection.scalar(
                text("SELECT count(*) FROM search_text t JOIN search_entry e ON t.rowid = e.n")
            )
            assert matched == len(there)
    assert there == wanted
    if store.dialect == "sqlite":
        with store.local() as connection:
            check = "INSERT INTO search_text(search_text, rank) VALUES ('integrity-check', 1)"
            connection.execute(text(check))


@pytest.fixture
def store(office: Office) -> Store:
    people = [
        make.worker(1, name="Ma'ruf Amin"),
        make.worker(2, name="Siti Nurhaliza, S.Pd., M.M."),
        make.worker(3, name="José Müller"),
        make.worker(4, name="O"),
        make.worker(5, name="Nur-Aini binti Abdul Hamid", phone="+628123456789"),
    ]
    with office.store.write("enter") as session:
        session.add_all(people)
        session.add(Membership(worker=people[0].id, kpj="12345678901"))
        session.add(Membership(worker=people[0].id, kpj="ABCDEFG1234"))
        session.add(Contact(worker=people[1].id, phone="+6285299887766", name="Kakak"))
        company = make.employer(7, name="PT Sinar Jaya (Persero) Tbk")
        session.add(company)
        programme = make.programme(1, name="Juru Las SMAW")
        session.add_all([programme, make.training_class(programme, 3)])
    return office.store


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ma'ruf", {"Ma'ruf Amin"}),
        ("MARUF", {"Ma'ruf Amin"}),
        ("Ma’ruf amin", {"Ma'ruf Amin"}),
        ("aru", {"Ma'ruf Amin"}),
        ("jose muller", {"José Müller"}),
        ("muller jose", {"José Müller"}),
        ("siti m.m.", {"Siti Nurhaliza, S.Pd., M.M."}),
        ("o", {"O"}),
        ("ma", {"Ma'ruf Amin"}),
        ("aini", {"Nur-Aini binti Abdul Hamid"}),
        ("nur aini", {"Nur-Aini binti Abdul Hamid"}),
        ("3456789", {"Nur-Aini binti Abdul Hamid"} | {"Ma'ruf Amin"}),
        (make.nik(3), {"José Müller"}),
        (make.nik(3)[9:], {"José Müller"}),
        ("5678901", {"Ma'ruf Amin"}),
        ("abcdefg1234", {"Ma'ruf Amin"}),
        ("85299887766", {"Siti Nurhaliza, S.Pd., M.M."}),
        ("nobody", set()),
        ("siti maruf", set()),
        ("%%%", None),
        ("100%", set()),
        ("___", None),
        ('"', None),
        ("' OR 1=1 --", set()),
        ("NEAR(siti", set()),
        ("", None),
        ("  ", None),
    ],
)
def test_people_are_found_as_they_are_typed(
    store: Store, typed: str, found: set[str] | None
) -> None:
    if found is None:
        assert search.matching(store.dialect, "worker", typed) is None
    else:
        assert hits(store, typed) == found


def test_other_records_are_found(store: Store) -> None:
    assert hits(store, "sinar jaya", Employer) == {"PT Sinar Jaya (Persero) Tbk"}
    assert hits(store, "0000007", Employer) == {"PT Sinar Jaya (Persero) Tbk"}
    assert hits(store, "mnd-003", TrainingClass) == {"MND-003"}
    assert hits(store, "sinar", Worker) == set()


def test_the_index_follows_every_change(store: Store) -> None:
    assert_index_fits(store)
    with store.write("edit") as session:
        session.scalars(select(Worker).where(Worker.name == "O")).one().name = "Oni Wijaya"
        session.scalars(
            select(Membership).where(Membership.kpj == "ABCDEFG1234")
        ).one().kpj = "98765432109"
    assert_index_fits(store)
    assert hits(store, "oni wijaya") == {"Oni Wijaya"}
    assert hits(store, "abcdefg1234") == set()
    assert hits(store, "98765432109") == {"Ma'ruf Amin"}
    with store.write("void") as session:
        session.void(session.scalars(select(Worker).where(Worker.name == "Oni Wijaya")).one())
    assert_index_fits(store)
    assert hits(store, "oni wijaya") == set()
    for _ in range(2):
        change = last_change(store)
        assert change
        undo(store, change)
        assert_index_fits(store)
    assert hits(store, "oni wijaya") == set()
    assert hits(store, "abcdefg1234") == {"Ma'ruf Amin"}


def test_a_thousand_rows_at_once_are_found(store: Store) -> None:
    rows = [{"name": f"Orang Ke{n:04}", "nik": make.nik(n + 100)} for n in range(1000)]
    with store.write("import") as session:
        session.bulk(Worker, rows)
    assert_index_fits(store)
    assert hits(store, "ke0777") == {"Orang Ke0777"}
    with store.read() as session:
        query = search.matching(store.dialect, "worker", "orang")
        assert query is not None
        count = select(func.count()).select_from(Worker).where(Worker.id.in_(query))
        assert session.scalar(count) == 1000
