"""A budget line split to all offices at once, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from desktop_app.desk.budget_split import Split, enter, read_list, split_of
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import BudgetLine, BudgetMovement
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.budget import Movement
from desktop_app.records.office import Level

YEAR = 2026


@pytest.fixture
def whole(headquarters: Office) -> str:
    """Rp100 juta and 50 people for all offices; the books know MND and SBY."""
    made = BudgetLine(
        code="521", name="Pelatihan", programme_year=YEAR, ceiling=100_000_000, quota=50
    )
    with headquarters.store.write("test") as session:
        session.add(made)
        for code, name in (("SBY", "Kantor Surabaya"), ("MND", "Kantor Manado")):
            session.add(OfficeRecord(id=code, name=name, level=Level.BRANCH))
    return made.id


def split(office: Office, whole: str) -> Split:
    with office.store.read() as session:
        return split_of(session, whole)


def told(office: Office, whole: str) -> list[tuple[str, int | None, int | None]]:
    return [(one.office, one.ceiling, one.quota) for one in split(office, whole).shares]


def test_every_office_stands_there_and_gets_its_share(headquarters: Office, whole: str) -> None:
    assert told(headquarters, whole) == [("MND", None, None), ("SBY", None, None)]
    with headquarters.store.write("test") as session:
        shares = {"MND": {"ceiling": 40_000_000, "quota": 20}, "SBY": {"ceiling": 60_000_000}}
        assert enter(session, whole, shares) == 2
    found = split(headquarters, whole)
    assert (found.shared, found.ceiling, found.places) == (100_000_000, 100_000_000, 20)
    manado = found.shares[0]
    with headquarters.store.read() as session:
        line = session.get_one(BudgetLine, manado.line)
        assert (line.code, line.for_office, line.programme_year) == ("521", "MND", YEAR)
    with headquarters.store.write("test") as session:
        assert enter(session, whole, {manado.key: {"quota": 20}}) == 0, "nothing new"
        assert enter(session, whole, {manado.key: {"ceiling": None, "quota": None}}) == 1
    assert told(headquarters, whole)[0] == ("MND", None, None), "taken out of use"


def test_more_than_there_is_is_refused_whole(headquarters: Office, whole: str) -> None:
    for code, shares in (
        ("BUDGET-SPLIT", {"MND": {"ceiling": 60_000_000}, "SBY": {"ceiling": 40_000_001}}),
        ("BUDGET-QUOTA", {"MND": {"quota": 30}, "SBY": {"quota": 21}}),
        ("BUDGET-OFFICE", {"MND": {"ceiling": 1}, "Kantor Gorontalo": {"ceiling": 1}}),
    ):
        with pytest.raises(UserError) as refused, headquarters.store.write("test") as session:
            enter(session, whole, shares)
        assert refused.value.code == code
        assert told(headquarters, whole) == [("MND", None, None), ("SBY", None, None)]


def test_what_is_booked_on_keeps_its_share(headquarters: Office, whole: str) -> None:
    with headquarters.store.write("test") as session:
        enter(session, whole, {"MND": {"ceiling": 40_000_000}})
    line = split(headquarters, whole).shares[0].line
    with headquarters.store.write("test") as session:
        session.add(
            BudgetMovement(
                programme_year=YEAR,
                line=line,
                kind=Movement.ADJUSTMENT,
                amount=1,
                booked_on=date(2026, 11, 2),
                document="SK 1",
                reason="Uji",
            )
        )
    with pytest.raises(UserError) as refused, headquarters.store.write("test") as session:
        enter(session, whole, {line: {"ceiling": None}})
    assert refused.value.code == "BUDGET-BOOKED"


def test_a_list_of_a_spreadsheet_is_read_by_office(headquarters: Office, whole: str) -> None:
    rows = (
        "Kode\tNama\tPagu\tKuota",
        "sby\tKantor Surabaya 2\tRp 60.000.000\t1.0",
        "Jumlah\t\t100.000.000\t",
    )
    with pytest.raises(UserError) as wrong:
        read_list("\r\n".join(rows), split(headquarters, whole))
    assert wrong.value.code == "BUDGET-ROW" and "SBY" in str(wrong.value).upper()
    good = "\n".join((rows[0], "SBY\tKantor Surabaya\tRp 60.000.000\t1.000", "GTO\t40jt", rows[2]))
    entries = read_list(good, split(headquarters, whole))
    assert entries == {
        "SBY": {"ceiling": 60_000_000, "quota": 1000},
        "GTO": {"ceiling": 40_000_000},
    }
    with headquarters.store.write("test") as session:
        enter(session, whole, {key: {"ceiling": one["ceiling"]} for key, one in entries.items()})
    again = read_list("SBY\t1jt", split(headquarters, whole))
    with headquarters.store.read() as session:
        surabaya = session.scalars(select(BudgetLine).where(BudgetLine.for_office == "SBY")).one()
    assert again == {surabaya.id: {"ceiling": 1_000_000}}, "the share that is there"
    with pytest.raises(UserError) as empty:
        read_list("Kode\tPagu", split(headquarters, whole))
    assert empty.value.code == "BUDGET-LIST"
