"""An erasure travels: what headquarters holds is blanked too, sent before or not."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from desktop_app.fields import ERASED
from desktop_app.office import Office
from desktop_app.processes.verdicts import read
from desktop_app.records import AffectedWorker, EligibilityDecision, Enrolment, Worker
from desktop_app.records.consultation import Standing
from desktop_app.records.eligibility import Verdict
from desktop_app.records.training import EnrolmentState
from desktop_app.store import journal
from desktop_app.store.store import Store
from desktop_app.store.tables import local_held
from desktop_app.sync import inbox, outbox
from desktop_app.sync.inbox import State
from desktop_app.sync.verify import verify
from tests import make
from tests.offices import World


def send(world: World) -> None:
    made = outbox.make(world.branches["MND"], world.stick)
    (result,) = inbox.read(world.headquarters, [made.path])
    assert result.state is State.APPLIED, result.message


def enter(store: Store) -> str:
    person = make.worker(7, name="Markus Rahasia")
    with store.write("enter") as session:
        session.add(person)
    return person.id


def erase(store: Store, id: str) -> None:
    with store.write("erase") as session:
        session.erase(session.get_one(Worker, id), ("name", "nik"))


def held_of(office: Office, id: str) -> str:
    with office.store.read() as session, office.store.raw() as connection:
        row = session.get_one(Worker, id)
        assert (row.name, row.nik) == (ERASED, None)
        return repr(journal.history(connection, id))


@pytest.mark.parametrize("sent_before", [True, False])
def test_it_is_gone_at_headquarters_too(any_world: World, sent_before: bool) -> None:
    branch, headquarters = any_world.branches["MND"], any_world.headquarters
    id = enter(branch.store)
    if sent_before:
        send(any_world)
    erase(branch.store, id)
    send(any_world)
    left = held_of(headquarters, id)
    assert "Markus" not in left
    assert make.nik(7) not in left
    assert verify(headquarters) == []
    assert verify(branch) == []


def test_work_goes_on_after_it(world: World) -> None:
    branch = world.branches["MND"]
    id = enter(branch.store)
    erase(branch.store, id)
    with branch.store.write("change") as session:
        session.get_one(Worker, id).notes = "tetap dapat dicatat"
    send(world)
    with world.headquarters.store.read() as session:
        assert session.get_one(Worker, id).notes == "tetap dapat dicatat"


def test_what_needs_a_reason_still_has_one_there(world: World) -> None:
    """A reason is erased, and headquarters' rules hold nothing back because of it."""
    branch, headquarters = world.branches["MND"], world.headquarters
    person, company, programme = make.worker(7), make.employer(), make.programme()
    consultation = make.consultation(company)
    case = make.case(
        person, consultation, standing=Standing.REFUSED, standing_reason="Bukan Markus"
    )
    enrolment = make.enrolment(
        case, programme, state=EnrolmentState.REJECTED, reason="Markus sakit"
    )
    verdict = EligibilityDecision(
        affected_worker=case.id,
        ruleset="VIB_2019",
        rules_of=make.DAY,
        findings="[]",
        verdict=Verdict.BLOCKED,
        decided_on=make.DAY,
        overridden=True,
        reason="Markus genap usia",
    )
    with branch.store.write("enter") as session:
        session.add_all([person, company, programme, consultation, case, enrolment, verdict])
    send(world)
    with branch.store.write("erase") as session:
        for record, fields in (
            (session.get_one(AffectedWorker, case.id), ("standing_reason",)),
            (session.get_one(Enrolment, enrolment.id), ("reason",)),
            (session.get_one(EligibilityDecision, verdict.id), ("reason", "findings")),
        ):
            session.erase(record, fields)
    send(world)
    with headquarters.store.read() as session:
        assert session.get_one(AffectedWorker, case.id).standing_reason == ERASED
        assert session.get_one(Enrolment, enrolment.id).reason == ERASED
        kept = session.get_one(EligibilityDecision, verdict.id)
        assert kept.reason == ERASED
        assert read(kept.findings) == ()
    with headquarters.store.raw() as connection:
        assert connection.execute(select(local_held)).all() == []
