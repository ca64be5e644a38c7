"""Letter numbers: gapless by series and year, void ones kept, nothing given twice."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from desktop_app.desk import letters
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.letter_numbers import letter_number, office_in, sequence_in
from desktop_app.records import IssuedLetter

NOVEMBER, NEXT_YEAR = date(2026, 11, 24), date(2027, 1, 4)


def give(office: Office, document: str, of: str, day: date = NOVEMBER) -> str:
    with office.store.write("issue") as session:
        return letters.issue(session, document, "consultation", of, day=day).number


def test_a_series_counts_by_office_and_year_without_gaps(office: Office) -> None:
    assert give(office, "call", "a") == "001/MND/XI/2026"
    assert give(office, "invitation", "b") == "002/MND/XI/2026"
    assert give(office, "minutes", "a") == "001/BA/MND/XI/2026"
    assert give(office, "call", "c", NEXT_YEAR) == "001/MND/I/2027"
    assert give(office, "call", "d") == "003/MND/XI/2026"


def test_a_paper_keeps_its_number_until_it_is_void(office: Office) -> None:
    first = give(office, "call", "a")
    assert give(office, "call", "a") == first
    with office.store.write("void") as session:
        found = letters.issued(session, "call", "a")
        assert found is not None
        with pytest.raises(UserError):
            letters.void(session, found, "  ")
        letters.void(session, found, "salah alamat")
    assert give(office, "call", "a") == "002/MND/XI/2026"
    with office.store.read() as session:
        register = session.scalars(select(IssuedLetter).order_by(IssuedLetter.sequence)).all()
        assert [letter.sequence for letter in register] == [1, 2]
        assert register[0].void_reason == "salah alamat"


def test_nothing_is_used_up_by_an_act_that_fails(office: Office) -> None:
    with pytest.raises(ZeroDivisionError), office.store.write("issue") as session:
        letters.issue(session, "call", "consultation", "a", day=NOVEMBER)
        raise ZeroDivisionError
    assert give(office, "call", "b") == "001/MND/XI/2026"


@pytest.mark.parametrize("template", ["{seq}", "{seq}/{office}", "{seq/{office}", "{0}", "{seq.x}"])
def test_a_pattern_that_could_give_a_number_twice_is_refused(template: str) -> None:
    with pytest.raises(UserError) as refused:
        letter_number(template, sequence=1, kind="letter", office="MND", day=NOVEMBER)
    assert refused.value.code == "NUMBER-TEMPLATE"
    assert template in str(refused.value)


def test_a_pattern_can_tell_the_pcs_of_an_office_apart() -> None:
    template, given = "{seq:04}/DP/{office}-{pc}/{yyyy}", {"kind": "x", "office": "MND"}
    numbers = [
        letter_number(template, sequence=10_000, day=NOVEMBER, node=node, **given)
        for node in ("7c1a99", "8d2b99")
    ]
    assert numbers == ["10000/DP/MND-7C1A/2026", "10000/DP/MND-8D2B/2026"]
    read = [sequence_in(template, number, year=2026, node="7c1a99", **given) for number in numbers]
    assert read == [10_000, None]
    assert [office_in(template, number) for number in numbers] == ["MND", "MND"]


def test_a_place_that_stands_twice_says_the_same_twice() -> None:
    template = "{office}/{seq:03}/{office}/{yyyy}"
    number = letter_number(template, sequence=7, kind="letter", office="MND", day=NOVEMBER)
    assert number == "MND/007/MND/2026"
    assert office_in(template, number) == "MND"
    assert office_in(template, "MND/007/TMN/2026") == ""
    assert sequence_in(template, number, kind="letter", office="MND", year=2026) == 7
