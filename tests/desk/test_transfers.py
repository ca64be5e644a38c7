"""An officer's open work goes to another: all of it or what was chosen, and back again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import select

from desktop_app.desk import decisions, transfers
from desktop_app.desk.decision_sheet import sheet
from desktop_app.errors import UserError
from desktop_app.i18n import language
from desktop_app.office import Office
from desktop_app.records import (
    CaseMeeting,
    Consultation,
    Decision,
    Disposition,
    Reminder,
    WorkTransfer,
)
from desktop_app.records.case_work import MeetingState
from desktop_app.records.consultation import Agreement, ConsultationState, Retain
from desktop_app.records.office import Role
from desktop_app.store.undo import last_change, undo
from desktop_app.store.writing import Faulty
from desktop_app.wording import WITA
from tests import make
from tests.colleagues import HEAD_PASSWORD, add_colleague, signed_in
from tests.desk.test_incoming import give, letter


@dataclass
class Work:
    """Rina's open work, some that is done, and Budi who takes over."""

    office: Office
    rina: str
    budi: str
    case: str


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language("en"):
        yield


@pytest.fixture
def work(office: Office) -> Iterator[Work]:
    rina = office.store.author.officer
    employer, came = make.employer(1), letter()
    case = make.consultation(
        employer,
        1,
        officer=rina,
        state=ConsultationState.HELD,
        retain=Retain.YES,
        agreement=Agreement.RETAIN,
    )
    ended = make.consultation(employer, 2, officer=rina, state=ConsultationState.CANCELLED)
    with office.store.write("test") as session:
        session.add_all([employer, came, case, ended])
        session.add_all([give(came, rina), give(came, rina, done_on=make.DAY, result="Selesai")])
        session.add(Reminder(text="Telepon", due_on=make.DAY, officer=rina))
        session.add(
            CaseMeeting(consultation=case.id, day=date(2026, 12, 1), officer=rina, subject="Lanjut")
        )
        session.add(
            CaseMeeting(
                consultation=case.id,
                day=make.DAY,
                officer=rina,
                subject="Pertama",
                state=MeetingState.HELD,
            )
        )
        session.flush()
        decisions.ask(session, "agreement", case)
    yield Work(office, rina, add_colleague(office, "budi", Role.VERIFIER), case.id)


def listed(work: Work, officer: str) -> list[str]:
    with work.office.store.read() as session:
        return sorted(item.record for item in transfers.open_work(session, officer))


ALL = ["case_meeting", "consultation", "decision", "disposition", "reminder"]


def test_all_of_it_moves_in_one_act_and_comes_back(work: Work) -> None:
    assert listed(work, work.rina) == ALL
    with work.office.store.read() as session:
        items = transfers.open_work(session, work.rina)
    with work.office.store.write("Work handed over") as session:
        moved = transfers.propose(
            session, work.rina, work.budi, items, day=make.DAY, reason="Cuti melahirkan"
        )
        transfers.carry_out(session, moved)
    assert listed(work, work.rina) == []
    assert listed(work, work.budi) == sorted([*ALL, "reminder"]), "and is told of it"
    with work.office.store.read() as session:
        kept = session.scalars(select(WorkTransfer)).one()
        assert (kept.count, kept.done_on, len(json.loads(kept.moved))) == (5, make.DAY, 5)
        told = session.scalars(select(Reminder).where(Reminder.of_id == kept.id)).one()
        assert "Cuti melahirkan" in told.text
        assert session.scalars(select(Consultation.officer)).all().count(work.rina) == 1
    last = last_change(work.office.store)
    assert last is not None
    undo(work.office.store, last)
    assert listed(work, work.rina) == ALL
    assert listed(work, work.budi) == []


def test_what_was_closed_meanwhile_stays(work: Work) -> None:
    with work.office.store.read() as session:
        items = transfers.open_work(session, work.rina)
    with work.office.store.write("test") as session:
        session.get_one(Consultation, work.case).state = ConsultationState.CANCELLED
    with work.office.store.write("test") as session:
        moved = transfers.propose(
            session, work.rina, work.budi, items, day=make.DAY, reason="Mutasi"
        )
        transfers.carry_out(session, moved)
        assert moved.count == 4
    with work.office.store.read() as session:
        assert session.get_one(Consultation, work.case).officer == work.rina


def test_it_needs_something_somebody_and_a_reason(work: Work) -> None:
    with work.office.store.read() as session:
        items = transfers.open_work(session, work.rina)
    with work.office.store.write("test") as session, pytest.raises(UserError) as error:
        transfers.propose(session, work.rina, work.budi, [], day=make.DAY, reason="Mutasi")
    assert error.value.code == "TRANSFER-NOTHING"
    with work.office.store.write("test") as session, pytest.raises(UserError) as error:
        transfers.propose(session, work.rina, "0" * 32, items, day=make.DAY, reason="Mutasi")
    assert error.value.code == "TRANSFER-OFFICER"
    for taker, reason in ((work.rina, "Mutasi"), (work.budi, "  ")):
        with pytest.raises(Faulty), work.office.store.write("test") as session:
            transfers.propose(session, work.rina, taker, items, day=make.DAY, reason=reason)


def test_one_without_the_right_asks_the_head(work: Work) -> None:
    add_colleague(work.office, "maria", Role.BRANCH_HEAD)
    maria = signed_in(work.office, "maria")
    with work.office.store.read() as session:
        items = [i for i in transfers.open_work(session, work.rina) if i.record == "disposition"]
    with work.office.store.write("test") as session:
        wanted = transfers.propose(
            session, work.rina, work.budi, items, day=make.DAY, reason="Pelatihan"
        )
        asked = decisions.ask(session, "transfer", wanted)
    assert listed(work, work.budi) == []
    page = sheet(maria.store, asked.id, WITA)
    assert [warned.text for warned in page.warnings] == ["Disposition: 1"]
    decisions.decide(maria, {asked.id: page.digest}, HEAD_PASSWORD, approve=True)
    assert listed(work, work.budi) == ["disposition", "reminder"]
    with work.office.store.read() as session:
        assert not decisions.changed(session, session.get_one(Decision, asked.id))
        assert session.scalars(
            select(Disposition.officer).where(Disposition.done_on.is_(None))
        ).all() == [work.budi]
    maria.close()
