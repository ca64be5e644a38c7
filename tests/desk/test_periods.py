"""A finalised month: nothing dated in it changes, whatever way it is tried."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk import periods
from desktop_app.desk.attendance import Entry, enter, register
from desktop_app.desk.class_days import plan_days, training_dates
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import (
    AffectedWorker,
    Attendance,
    CaseMeeting,
    Claim,
    ClaimLine,
    ClassSession,
    Consultation,
    Enrolment,
    PeriodClosing,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.office import Role
from desktop_app.records.teaching import Mark
from desktop_app.records.training import EnrolmentState
from desktop_app.store.periods import Period
from desktop_app.store.undo import last_change, undo
from desktop_app.store.writing import Write
from tests import make, money
from tests.registers import a_class

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
IN, AFTER = date(2026, 10, 15), date(2026, 11, 2)


@pytest.fixture
def case(office: Office) -> str:
    """A consultation of October with one person, enrolled then."""
    with office.store.write("a case") as session:
        employer, programme = make.employer(), make.programme()
        case = make.consultation(employer, held_on=IN)
        worker = make.worker()
        affected = make.case(worker, case)
        enrolment = make.enrolment(affected, programme, registered_on=IN)
        session.add_all([employer, programme, case, worker, affected, enrolment])
    return case.id


def change(office: Office, **values: Any) -> None:
    with office.store.write("a change") as session:
        found = session.scalars(select(Consultation)).one()
        for name, value in values.items():
            setattr(found, name, value)


def refused(office: Office, **values: Any) -> UserError:
    with pytest.raises(UserError) as caught:
        change(office, **values)
    assert caught.value.code == "PERIOD-FINAL"
    return caught.value


def test_what_is_dated_in_it_stays(office: Office, case: str) -> None:
    periods.finalise(office, OCTOBER)
    error = str(refused(office, place="Aula"))
    assert "1–31 Oktober 2026" in error and "15 Oktober 2026" in error
    assert "Kepala cabang" in error or "Kepala" in error, "who may reopen is named"
    refused(office, held_on=AFTER)  # Nor can it be moved out of the month.
    with pytest.raises(UserError), office.store.write("voiding") as session:
        session.void(session.scalars(select(Consultation)).one())


def test_nothing_is_dated_into_it(office: Office, case: str) -> None:
    periods.finalise(office, OCTOBER)
    for make_one in ("add", "bulk"):
        with pytest.raises(UserError) as caught, office.store.write("late") as session:
            values = {"consultation": case, "day": IN, "subject": "Susulan"}
            if make_one == "add":
                session.add(CaseMeeting(**values))
            else:
                session.bulk(CaseMeeting, [values])
        assert caught.value.code == "PERIOD-FINAL"
    with office.store.write("in time") as session:
        session.add(CaseMeeting(consultation=case, day=AFTER, subject="Lanjutan"))
    with pytest.raises(UserError), office.store.write("moved in") as session:
        session.scalars(select(CaseMeeting)).one().day = IN


def test_states_and_children_move_on(office: Office, case: str) -> None:
    periods.finalise(office, OCTOBER)
    with office.store.write("in november") as session:
        training = make.training_class(session.scalars(select(TrainingProgramme)).one())
        session.add(training)
        enrolment = session.scalars(select(Enrolment)).one()
        enrolment.state, enrolment.training_class = EnrolmentState.ASSIGNED, training.id
        session.scalars(select(Consultation)).one().state = ConsultationState.SCHEDULED
        session.scalars(select(AffectedWorker)).one().position = "Operator"
    with pytest.raises(UserError), office.store.write("but not its data") as session:
        session.scalars(select(Enrolment)).one().registered_on = AFTER


def test_undo_neither_reaches_into_it_nor_opens_it(office: Office, case: str) -> None:
    change(office, place="Aula")
    last = last_change(office.store)
    assert last is not None
    periods.finalise(office, OCTOBER)
    with pytest.raises(UserError):
        undo(office.store, last)
    assert last_change(office.store) is None, "a period is reopened with a reason"
    refused(office, place="Lobi")


def test_it_is_reopened_with_a_reason(office: Office, case: str) -> None:
    periods.finalise(office, OCTOBER, "ab" * 32)
    with pytest.raises(UserError) as double:
        periods.finalise(office, Period(date(2026, 10, 31), AFTER))
    assert double.value.code == "PERIOD-DOUBLE"
    with pytest.raises(UserError) as silent:
        periods.reopen(office, OCTOBER, "  ")
    assert silent.value.code == "REASON"
    periods.reopen(office, OCTOBER, "NPP salah")
    change(office, place="Aula")
    with pytest.raises(UserError) as again:
        periods.reopen(office, OCTOBER, "sekali lagi")
    assert again.value.code == "PERIOD-OPEN"
    periods.finalise(office, OCTOBER)
    with office.store.read() as session:
        found = periods.closings(session)
        assert [(one.reason, one.digest) for one in found] == [
            (None, None),
            ("NPP salah", "ab" * 32),
        ]


def test_only_a_month_that_is_over_and_by_those_who_may(office: Office, case: str) -> None:
    with pytest.raises(UserError) as running:
        periods.finalise(office, periods.month_of("2026-11"))
    assert running.value.code == "PERIOD-RUNNING"
    slot = replace(office.keys.officer, roles=(Role.CLERK.value,))
    office.keys = replace(office.keys, officer=slot)
    for act in (
        lambda: periods.finalise(office, OCTOBER),
        lambda: periods.reopen(office, OCTOBER, "alasan"),
    ):
        with pytest.raises(UserError) as caught:
            act()
        assert caught.value.code == "E-RIGHT"
    with office.store.read() as session:
        assert session.scalars(select(PeriodClosing)).all() == []


@pytest.mark.parametrize("text", ["2026-13", "10-2026", "Oktober", "2018-01", ""])
def test_a_month_is_written_in_one_way(text: str) -> None:
    with pytest.raises(UserError) as caught:
        periods.month_of(text)
    assert caught.value.code == "MONTH"


def test_a_month_ends_with_its_last_day() -> None:
    assert periods.month_of("2028-2").until == date(2028, 2, 29)


def test_two_officers_at_once_finalise_a_month_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_may, allowed = threading.Barrier(2), periods.may_finalise

    def asked(office: Office, period: Period) -> None:
        allowed(office, period)
        both_may.wait(10)

    def finalise() -> str:
        try:
            return periods.finalise(office, OCTOBER) and "done"
        except UserError as error:
            return error.code

    monkeypatch.setattr(periods, "may_finalise", asked)
    with ThreadPoolExecutor(2) as officers:
        ended = [officers.submit(finalise) for _ in range(2)]
    assert sorted(one.result() for one in ended) == ["PERIOD-DOUBLE", "done"]
    periods.reopen(office, OCTOBER, "NPP salah")
    with office.store.read() as session:
        assert not [one for one in periods.closings(session) if one.reopened_on is None]


def test_the_lines_of_a_claim_stay_with_it(office: Office) -> None:
    old, new = money.claim(1, received_on=IN), money.claim(2, received_on=AFTER)
    employer = make.employer()
    line = money.line(old)
    with office.store.write("two claims") as session:
        old.employer = new.employer = employer.id
        session.add_all([employer, old, new, line])
    periods.finalise(office, OCTOBER)
    late = money.line(old, description="Susulan")

    def moved_in(session: Write) -> None:
        free = money.line(new)
        session.add(free)
        session.flush()
        free.claim = old.id

    acts: list[Callable[[Write], object]] = [
        lambda session: setattr(session.get_one(ClaimLine, line.id), "unit_price", 1_000),
        lambda session: setattr(session.get_one(ClaimLine, line.id), "claim", new.id),
        lambda session: session.void(session.get_one(ClaimLine, line.id)),
        lambda session: session.add(late),
        lambda session: session.bulk(
            ClaimLine,
            [{"claim": old.id, "cost_kind": "TRAINING", "description": "x", "unit_price": 1}],
        ),
        moved_in,
    ]
    for act in acts:
        with pytest.raises(UserError) as caught, office.store.write("late") as session:
            act(session)
        assert caught.value.code == "PERIOD-FINAL"
    with office.store.write("verified in november") as session:
        found = session.get_one(ClaimLine, line.id)
        found.accepted, found.accepted_reason = 3_000_000, "Satu hari tidak hadir"
        session.add(money.line(new))
    with office.store.read() as reading:
        found = reading.get_one(ClaimLine, line.id)
        assert found.accepted == 3_000_000
        assert "1–31" in periods.why_fixed(reading, found)
        assert periods.why_fixed(reading, reading.get_one(Claim, new.id)) == ""


def test_sessions_and_their_marks_stay_until_the_month_is_opened_again(office: Office) -> None:
    id = a_class(office, starts=date(2026, 10, 29), code="MND-009")
    with office.store.write("marks") as session:
        sheet = register(session, id, session.facts)
        cells = [Entry(one.id, sheet.people[0].enrolment, Mark.PRESENT) for one in sheet.meetings]
        assert enter(session, id, cells) == 5, "29 October to 4 November"
    periods.finalise(office, OCTOBER)

    def october(session: Session) -> ClassSession:
        first = select(ClassSession).order_by(ClassSession.day, ClassSession.part).limit(1)
        return session.scalars(first).one()

    def mark(session: Session) -> Attendance:
        there = Attendance.session == october(session).id
        return session.scalars(select(Attendance).where(there)).one()

    def moved(session: Write) -> None:
        october(session).day = AFTER

    def longer(session: Write) -> None:
        october(session).lesson_hours += 1

    def corrected(session: Write) -> None:
        mark(session).mark = Mark.ABSENT

    def carried(session: Write) -> None:
        later = session.scalars(select(ClassSession).where(ClassSession.day == AFTER)).one()
        mark(session).session = later.id

    acts: list[Callable[[Write], object]] = [
        *(moved, longer, corrected, carried),
        lambda session: session.void(october(session)),
        lambda session: session.void(mark(session)),
        lambda session: session.add(ClassSession(training_class=id, day=IN, lesson_hours=4)),
        lambda session: session.add(
            Attendance(
                session=october(session).id,
                enrolment=sheet.people[1].enrolment,
                mark=Mark.PRESENT,
            )
        ),
    ]
    for act in acts:
        with pytest.raises(UserError) as caught, office.store.write("late") as session:
            act(session)
        assert caught.value.code == "PERIOD-FINAL"
    with office.store.read() as reading:
        fixed: list[ClassSession | Attendance] = [october(reading), mark(reading)]
        for record in fixed:
            assert "1–31" in periods.why_fixed(reading, record)
    with office.store.write("November goes on") as session:
        late = select(Attendance).join(ClassSession).where(ClassSession.day == AFTER)
        session.scalars(late).one().mark = Mark.ABSENT
    periods.reopen(office, OCTOBER, "Daftar hadir susulan")
    for act in (corrected, longer):
        with office.store.write("put right") as session:
            act(session)


def test_a_class_laid_anew_leaves_the_sessions_of_a_finalised_month(office: Office) -> None:
    id = a_class(office, starts=date(2026, 10, 29), code="MND-009")
    periods.finalise(office, OCTOBER)
    with office.store.write("moved") as session:
        of = session.get_one(TrainingClass, id)
        of.starts_on, of.ends_on = AFTER, date(2026, 11, 12)
        plan_days(session, id)
    with office.store.read() as session:
        days = training_dates(session, id)
    assert days[:4] == [*(date(2026, 10, day) for day in (29, 30, 31)), AFTER]
