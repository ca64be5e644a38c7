"""The book of the budget follows what is done at the desk."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from desktop_app.desk import budget_lines, seats
from desktop_app.desk.budget import entries_about, follow
from desktop_app.desk.enrolling import enrol
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.budget import Standing
from desktop_app.records import BudgetLine, BudgetMovement, Enrolment, Parameter
from desktop_app.records.budget import Movement
from desktop_app.records.employer import Scheme
from desktop_app.records.training import EnrolmentState
from desktop_app.store.undo import last_change, undo
from tests import make

YEAR = make.DAY.year


@dataclass
class Class:
    """A class, and the cases of those who shall sit in it."""

    id: str
    programme: str
    cases: list[str]


def planned(office: Office, people: int = 2, fee: int = 3_500_000) -> Class:
    employer, programme = make.employer(7), make.programme(fee=fee)
    case = make.consultation(employer)
    held = make.training_class(programme)
    with office.store.write("test") as session:
        session.add_all([employer, programme, case, held])
        cases = []
        for number in range(1, people + 1):
            worker = make.worker(number)
            one = make.case(worker, case)
            session.add_all([worker, one])
            cases.append(one.id)
    return Class(held.id, programme.id, cases)


def line(office: Office, ceiling: int, **over: object) -> str:
    made = BudgetLine(
        **{"code": "521", "name": "Pelatihan", "programme_year": YEAR, "ceiling": ceiling} | over
    )
    with office.store.write("test") as session:
        session.add(made)
    return made.id


def seat(office: Office, planned: Class, override: str = "") -> list[Enrolment]:
    with office.store.write("test") as session:
        done = enrol(
            session,
            planned.cases,
            programme=planned.programme,
            scheme=Scheme.PARTNER,
            today=make.DAY,
            year=YEAR,
            training_class=planned.id,
            override=override,
        )
    return list(done.made)


def standings(office: Office) -> dict[str, Standing]:
    with office.store.read() as session:
        found = budget_lines.standings(session, YEAR, office.code, office.store.facts())
    return dict(found)


def test_a_seat_promises_the_fee_and_leaving_lets_it_fall(office: Office) -> None:
    id = line(office, 70_000_000, for_office="MND")
    one, two = seat(office, planned(office))
    assert standings(office) == {id: Standing(70_000_000, 7_000_000, 0)}
    with office.store.write("test") as session:
        left = session.get_one(Enrolment, one.id)
        left.state, left.reason = EnrolmentState.CANCELLED, "Diterima bekerja"
        assert follow(session, [left]) == 1
        assert follow(session, [left, session.get_one(Enrolment, two.id)]) == 0
    assert standings(office) == {id: Standing(70_000_000, 3_500_000, 0)}
    with office.store.read() as session:
        kinds = [entry.kind for entry in entries_about(session, one.id)]
        assert kinds == [Movement.COMMITMENT, Movement.RELEASE]
        documents = {entry.document for entry in session.scalars(select(BudgetMovement))}
        assert documents == {one.number, two.number}


def test_a_seat_taken_back_by_undo_can_be_given_again_and_again(office: Office) -> None:
    id = line(office, 70_000_000, for_office="MND")
    (one,) = seat(office, planned(office, people=1))
    with office.store.write("test") as session:
        seats.release(session, [one.id])
    for _ in range(3):
        with office.store.write("test") as session:
            seats.assign(session, [one.id], str(one.training_class))
        assert standings(office)[id].committed == 3_500_000
        last = last_change(office.store)
        assert last is not None
        undo(office.store, last)
        assert standings(office)[id].committed == 0


def test_over_the_budget_nobody_gets_a_seat_without_a_reason(office: Office) -> None:
    id = line(office, 6_000_000)
    there = planned(office)
    with pytest.raises(UserError) as told:
        seat(office, there)
    assert told.value.code == "BUDGET-OVER"
    assert standings(office) == {id: Standing(6_000_000)}
    with office.store.read() as session:
        assert session.scalars(select(Enrolment)).all() == []
    seat(office, there, override="Disetujui lisan oleh Pusat")
    assert standings(office)[id].remainder == -1_000_000
    with office.store.read() as session:
        reasons = set(session.scalars(select(BudgetMovement.over_reason)))
    # The first seat was covered, the second went over.
    assert reasons == {None, "Disetujui lisan oleh Pusat"}


def test_without_lines_the_ceiling_of_the_programme_holds(office: Office) -> None:
    assert standings(office) == {"": Standing(290_000_000_000)}
    seat(office, planned(office))
    assert standings(office) == {"": Standing(290_000_000_000, 7_000_000)}


def test_ceilings_are_split_adjusted_and_carried_over(office: Office) -> None:
    whole = line(office, 100_000_000)
    line(office, 60_000_000, for_office="MND")
    with pytest.raises(UserError) as told, office.store.write("test") as session:
        more = BudgetLine(
            code="522", name="x", programme_year=YEAR, ceiling=40_000_001, for_office="SBY"
        )
        session.add(more)
        budget_lines.must_fit(session, more)
    assert told.value.code == "BUDGET-SPLIT"
    with office.store.write("test") as session:
        kept = session.get_one(BudgetLine, whole)
        entry = budget_lines.adjust(session, kept, -10_000_000, "SK 12/2026", "Penghematan")
    # 100.000.000 less 60.000.000 of Manado less 10.000.000 by paper.
    assert standings(office)[whole] == Standing(30_000_000)
    with office.store.write("test") as session:
        budget_lines.take_back(session, session.get_one(BudgetMovement, entry.id), "SK dicabut")
    assert standings(office)[whole] == Standing(40_000_000)
    with pytest.raises(UserError) as again, office.store.write("test") as session:
        budget_lines.take_back(session, session.get_one(BudgetMovement, entry.id), "Lagi")
    assert again.value.code == "BUDGET-TAKEN"
    with pytest.raises(UserError) as carried, office.store.write("test") as session:
        budget_lines.carry_over(session, YEAR, "BA 1/2027")
    assert carried.value.code == "BUDGET-CARRY"


def test_a_remainder_goes_to_the_next_year_where_headquarters_says_so(office: Office) -> None:
    id = line(office, 10_000_000, for_office="MND")
    later = line(office, 50_000_000, for_office="MND", programme_year=YEAR + 1)
    seat(office, planned(office))
    with office.store.write("test", audience="here") as session:
        values = {"key": "budget.carry_over", "value": "true", "kind": "FLAG", "label": "x"}
        session.add(Parameter(id="carry", valid_from=make.DAY, provisional=True, **values))
    with office.store.write("test") as session:
        assert budget_lines.carry_over(session, YEAR, "BA 1/2027") == 1
    # 10.000.000 less two seats of 3.500.000 leaves 3.000.000.
    assert standings(office)[id] == Standing(7_000_000, 7_000_000)
    with office.store.read() as session:
        found = budget_lines.standings(session, YEAR + 1, "MND", office.store.facts())
    assert found[later] == Standing(53_000_000)
