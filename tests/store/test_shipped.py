"""The lists that come with the program: all there, once, and never overwritten."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from sqlalchemy import func, select

from desktop_app.office import Office
from desktop_app.records import Parameter, Province
from desktop_app.records.record import stored_values
from desktop_app.store import journal, local
from desktop_app.store.shipped import LISTS, rows, ship
from desktop_app.store.store import Store
from desktop_app.store.writing import SHIPPED
from tests.homes import Clock


def journalled(store: Store) -> int:
    with store.raw() as connection:
        return sum(journal.head(connection, s).seq for s in journal.streams(connection))


@pytest.mark.parametrize("name", LISTS)
def test_every_row_is_there_under_its_id(office: Office, name: str) -> None:
    source = json.loads((files("resources") / "reference" / f"{name}.json").read_text("utf-8"))
    with office.store.read() as session:
        there = {one.id: stored_values(one) for one in session.scalars(select(LISTS[name]))}
    assert set(there) == {row["id"] for row in source}
    assert len(source) == len(there)
    for row in source:
        kept = there[row["id"]]
        assert kept["office"] == SHIPPED
        given = {key: value for key, value in row.items() if key in kept and value is not None}
        assert {key: kept[key] for key in given} == given


def test_they_are_the_same_in_every_office(office: Office, headquarters: Office) -> None:
    def all_of(store: Store) -> dict[str, object]:
        with store.read() as session:
            return {
                f"{name} {one.id}": stored_values(one)
                for name, record in LISTS.items()
                for one in session.scalars(select(record))
            }

    assert all_of(office.store) == all_of(headquarters.store)


def test_they_never_travel(office: Office, headquarters: Office) -> None:
    for one, audience in ((office, "hq"), (headquarters, "all")):
        author = one.store.author
        stream = journal.Stream(author.node, audience, author.epoch)
        with one.store.raw() as connection:
            sent = {line.rec for line in journal.lines(connection, stream)}
        assert sent & {record.__tablename__ for record in LISTS.values()} == set()


def test_shipping_again_is_harmless(office: Office) -> None:
    before = journalled(office.store)
    ship(office.store)
    assert journalled(office.store) == before
    with office.store.local() as connection:
        local.set_setting(connection, "shipped", "another version")
    ship(office.store)
    assert journalled(office.store) == before


def test_what_headquarters_changed_stays(headquarters: Office) -> None:
    store = headquarters.store
    with store.write("list changed") as session:
        province = session.get(Province, "71")
        assert province
        province.name = "Sulawesi Utara (diubah)"
        gone = session.get(Province, "72")
        assert gone
        session.void(gone)
    with store.local() as connection:
        local.set_setting(connection, "shipped", "another version")
    ship(store)
    with store.read() as session:
        found = session.get(Province, "71")
        assert found
        assert found.name == "Sulawesi Utara (diubah)"
        assert session.get(Province, "72") is None
        assert session.scalar(select(func.count(Province.id))) == len(rows("provinces")) - 1


def test_rules_know_the_parameters_of_their_day(headquarters: Office, clock: Clock) -> None:
    store = headquarters.store
    assert store.facts().parameter("training.days.max") == 14
    assert store.facts().parameter("no such thing") is None
    values = {"key": "training.days.max", "label": "Hari", "kind": "WHOLE"}
    with store.write("changed from tomorrow") as session:
        day = store.today.replace(day=25)
        session.add(Parameter(**values, value="30", valid_from=day))
    assert store.facts().parameter("training.days.max") == 14
    clock.move(days=1)
    assert store.facts().parameter("training.days.max") == 30
