"""The budget goes down from headquarters, what branches book comes up, and the figures agree."""

from __future__ import annotations

import pytest

from desktop_app.demo.road import bring_down, send_up
from desktop_app.desk import budget_lines
from desktop_app.desk.budget import follow
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.budget import Standing
from desktop_app.records import BudgetLine
from desktop_app.records.employer import Scheme
from desktop_app.records.training import EnrolmentState
from tests import make
from tests.offices import World


def standings(office: Office, of: str, year: int) -> dict[str, Standing]:
    with office.store.read() as session:
        return dict(budget_lines.standings(session, year, of, office.store.facts()))


def seat(office: Office) -> None:
    """One person gets a seat in a programme of Rp3.500.000."""
    employer, programme = make.employer(), make.programme(fee=3_500_000)
    case = make.consultation(employer, held_on=office.today)
    day, year = office.today, office.today.year
    held = make.training_class(programme, starts_on=day, ends_on=day, programme_year=year)
    worker = make.worker()
    affected = make.case(worker, case)
    one = make.enrolment(
        affected,
        programme,
        scheme=Scheme.PARTNER,
        training_class=held.id,
        state=EnrolmentState.ASSIGNED,
        registered_on=day,
        programme_year=year,
    )
    with office.store.write("test") as session:
        session.add_all([employer, programme, case, held, worker, affected, one])
        session.flush()
        assert follow(session, [one]) == 1


def test_a_split_budget_is_booked_at_the_branch_and_seen_at_headquarters(world: World) -> None:
    head, branch = world.headquarters, world.branches["MND"]
    year = branch.today.year
    whole = BudgetLine(
        code="521", name="Pelatihan", programme_year=year, ceiling=290_000_000_000, quota=20_000
    )
    ours = BudgetLine(
        code="521.MND", name="Manado", programme_year=year, ceiling=60_000_000, for_office="MND"
    )
    with head.store.write("test") as session:
        session.add_all([whole, ours])
        session.flush()
        budget_lines.must_fit(session, ours)
        budget_lines.adjust(session, ours, 10_000_000, "SK 7", "Tambahan pagu")
    bring_down(head, branch, world.stick / "down")
    # 290 miliar less what was split; 60 and 10 million for Manado.
    before = {whole.id: Standing(289_940_000_000), ours.id: Standing(70_000_000)}
    assert standings(branch, "MND", year) == before
    seat(branch)
    after = before | {ours.id: Standing(70_000_000, 3_500_000)}
    assert standings(branch, "MND", year) == after
    send_up(branch, head, world.stick / "up")
    assert standings(head, "MND", year) == after
    # What headquarters keeps is not the branch's to change.
    with pytest.raises(UserError) as told, branch.store.write("test") as session:
        kept = session.get_one(BudgetLine, ours.id)
        budget_lines.adjust(session, kept, 1, "SK 8", "Sendiri")
    assert told.value.code == "BUDGET-THEIRS"
