"""An officer's own view of a list: conditions in SQL, kept on this PC for each officer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.desk.lists import Filter, Listing
from desktop_app.desk.views import (
    Condition,
    How,
    SavedFilter,
    View,
    asked,
    keep_view,
    offered,
    view,
    ways,
)
from desktop_app.office import Office
from desktop_app.records import CATALOGUE, Consultation, Employer
from desktop_app.records.record import Record
from desktop_app.wording import WITA
from tests import make


@pytest.fixture
def full(office: Office) -> Office:
    with office.store.write("test") as session:
        first = make.employer(1, name="PT Minahasa Garmen")
        second = make.employer(2, name="CV Bitung Jaya", contact="Ibu Rina")
        session.add_all([first, second])
        session.add_all(
            make.consultation(first if n % 2 else second, n, held_on=date(2026, 1, n))
            for n in range(1, 11)
        )
    return office


def found(office: Office, record: type[Record], *conditions: Condition) -> int:
    listing = Listing(
        office.store, record, ["id"], WITA, filter=Filter(also=asked(record, conditions))
    )
    return listing.count()


def test_each_way_of_asking(full: Office) -> None:
    between = Condition("held_on", How.BETWEEN, "2026-01-03", "2026-01-05")
    assert found(full, Consultation, between) == 3
    assert found(full, Consultation, Condition("held_on", How.BETWEEN, None, "2026-01-02")) == 2
    assert found(full, Employer, Condition("name", How.CONTAINS, "GARMEN")) == 1
    assert found(full, Employer, Condition("name", How.CONTAINS, "%")) == 0
    assert found(full, Employer, Condition("contact", How.EMPTY)) == 1
    assert found(full, Employer, Condition("contact", How.FILLED)) == 1
    with full.store.read() as session:
        employer = next(e for e in session.query(Employer) if e.contact is None)
    assert found(full, Consultation, Condition("employer", How.IS, employer.id)) == 5


def test_all_conditions_hold_also_twice_on_one_field_and_through_references(full: Office) -> None:
    name = Condition("employer.contact", How.CONTAINS, "rina")
    assert found(full, Consultation, name) == 5
    assert found(full, Consultation, name, Condition("held_on", How.BETWEEN, "2026-01-07")) == 2
    late = Condition("held_on", How.BETWEEN, "2026-01-04")
    early = Condition("held_on", How.BETWEEN, None, "2026-01-06")
    assert found(full, Consultation, late, early) == 3
    unknown = Condition("no_such_field", How.EMPTY)
    assert found(full, Consultation, unknown) == 10


@pytest.mark.parametrize("record", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_field_can_be_a_column_and_be_asked(office: Office, record: type[Record]) -> None:
    fields = offered(record)
    assert len({one.path for one in fields}) == len(fields)
    listing = Listing(office.store, record, [one.path for one in fields[:50]], WITA)
    listing.rows(listing.ids("", False, 0, 5))
    for one in fields:
        assert all(isinstance(way, How) for way in ways(one.described))
        assert found(office, record, Condition(one.path, How.FILLED)) >= 0


def test_the_view_is_kept_for_each_officer(office: Office) -> None:
    saved = SavedFilter("own 1", "Bulan ini", "rina", "all", (Condition("nik", How.EMPTY),))
    mine = View((("name", 20.5), ("nik", 9.0)), "nik", True, (saved,))
    keep_view(office.store, "WorkersPane", mine)
    assert view(office.store, "WorkersPane") == mine
    assert view(office.store, "EmployersPane") == View()
    assert mine.free_name() == "own 2"
    assert mine.keep(SavedFilter("own 1", "Lain")).filters == (SavedFilter("own 1", "Lain"),)
    author = office.store.author
    try:
        office.store.author = replace(author, officer="somebody else")
        assert view(office.store, "WorkersPane") == View()
    finally:
        office.store.author = author
