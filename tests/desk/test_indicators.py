"""Indicators out of the books: facts of enrolments, money, and how far the books have come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from desktop_app.desk.attendance_recap import recap
from desktop_app.desk.earlier_answers import withdrawn_since
from desktop_app.desk.follow_ups import answer, withdraw
from desktop_app.desk.handouts import handed_out
from desktop_app.desk.indicator_facts import books
from desktop_app.desk.indicators import as_of, definitions, measured, purse
from desktop_app.desk.spans import Span
from desktop_app.office import Office
from desktop_app.processes.indicators import Measurement
from desktop_app.processes.measuring import stages
from desktop_app.records import (
    Assessment,
    Attendance,
    BudgetLine,
    BudgetMovement,
    Certificate,
    CertificateTemplate,
    ClassSession,
    Enrolment,
    FollowUp,
    Partner,
    TrainingClass,
)
from desktop_app.records.budget import Movement
from desktop_app.records.paperwork import HandoutKind
from desktop_app.records.partner import PartnerKind
from desktop_app.records.teaching import Mark, Verdict
from desktop_app.records.training import EnrolmentState
from desktop_app.records.work import WorkEvidence
from desktop_app.records.work import WorkOutcome as W
from tests.cohorts import ENDED, answered, cohort

DAY = date(2026, 11, 24)


def figures(office: Office, day: date = DAY, year: int = 2026) -> dict[str, Measurement]:
    with office.store.read() as session:
        found = measured(session, definitions(session, day), day, year, office.code)
    return {one.definition.code: one for one in found}


def test_23_of_232_out_of_the_books(office: Office) -> None:
    cohort(office, [W.NEW_EMPLOYER] * 23 + [W.NOT_WORKING] * 100 + [None] * 109)
    found = figures(office)
    again = found["IND-01"]
    assert (again.part, again.whole, again.share) == (23, 232, 991), "9,9 %"
    assert (len(again.unknown), len(again.open)) == (109, 0)
    assert again.definition.target == 5000
    graduates = found["IND-02"]
    assert (graduates.part, graduates.whole, graduates.definition.target) == (23, 232, None)
    assert (found["IND-08"].part, found["IND-08"].whole) == (232, 232)


def test_empty_books_give_no_share(office: Office) -> None:
    for code, one in figures(office).items():
        assert one.share is None, code
        assert (one.part or 0, one.counted) == (0, frozenset()), code


def test_what_is_dated_later_has_not_happened_yet(office: Office) -> None:
    cohort(office, [W.NEW_EMPLOYER, W.KEPT, W.SELF_EMPLOYED, None])
    before = figures(office, date(2026, 7, 30))["IND-01"]
    assert (before.part, before.whole, len(before.open)) == (0, 0, 4)
    due = figures(office, date(2026, 7, 31))["IND-01"]
    assert (due.part, due.whole, len(due.unknown)) == (0, 4, 4), "asked on 3 August"
    after = figures(office)["IND-01"]
    assert (after.part, after.whole, len(after.unknown)) == (1, 4, 1)
    assert {kind: len(ids) for kind, ids in after.kinds.items()} == {
        W.KEPT: 1,
        W.PREVIOUS_EMPLOYER: 0,
        W.NEW_EMPLOYER: 1,
        W.SELF_EMPLOYED: 1,
    }
    assert figures(office, date(2026, 1, 1))["IND-08"].whole == 0


def test_what_is_answered_later_leaves_an_earlier_day_as_it_was(office: Office) -> None:
    cohort(office, [W.NEW_EMPLOYER, W.KEPT, W.NOT_WORKING, None])
    september = date(2026, 9, 30)
    before = figures(office, september)
    assert (before["IND-01"].part, before["IND-01"].whole) == (1, 4), "kept does not count"
    assert before["IND-03"].part == 1
    with office.store.read() as session:
        by_outcome = {one.outcome: one.id for one in session.scalars(select(FollowUp))}
    better: dict[str, Any] = {"evidence": WorkEvidence.EMPLOYER_LETTER}
    with office.store.write("Better evidence") as session:
        answer(session, by_outcome[W.NEW_EMPLOYER], W.NEW_EMPLOYER, better)
    found = {"starts_on": date(2026, 7, 1), "evidence": WorkEvidence.CONTRACT}
    with office.store.write("Another answer") as session:
        answer(session, by_outcome[W.NOT_WORKING], W.SELF_EMPLOYED, found)
    with office.store.write("Not so") as session:
        withdraw(session, by_outcome[W.KEPT], "Perusahaan keliru menyebut nama")
    after = figures(office, september)
    assert {code: one.digest for code, one in after.items()} == {
        code: one.digest for code, one in before.items()
    }
    now = figures(office)
    assert {kind: len(ids) for kind, ids in now["IND-01"].kinds.items()} == {
        W.KEPT: 0,
        W.PREVIOUS_EMPLOYER: 0,
        W.NEW_EMPLOYER: 1,
        W.SELF_EMPLOYED: 1,
    }
    assert now["IND-03"].part == 0
    with office.store.read() as session:
        people = session.scalars(select(Enrolment.id)).all()
        assert withdrawn_since(session, september, people) == 1
        assert withdrawn_since(session, date(2026, 11, 24), people) == 0, "it counts no more"


def test_dropping_out_and_being_turned_away(office: Office) -> None:
    cohort(office, [W.NEW_EMPLOYER] * 2)
    cohort(
        office,
        [None, W.NOT_WORKING],
        number=2,
        state=EnrolmentState.DROPPED,
        dropped_on=date(2026, 1, 20),
        completed_on=None,
        result=None,
        result_on=None,
    )
    turned_away: dict[str, Any] = {
        "state": EnrolmentState.REJECTED,
        "reason": "Tidak memenuhi",
        "training_class": None,
        "started_on": None,
        "completed_on": None,
        "result": None,
        "result_on": None,
    }
    cohort(office, [None] * 4, number=3, **turned_away)
    found = figures(office)
    assert (found["IND-01"].part, found["IND-01"].whole) == (2, 4)
    assert (found["IND-02"].part, found["IND-02"].whole) == (2, 2)
    assert (found["IND-08"].part, found["IND-08"].whole, found["IND-08"].share) == (4, 8, 5000)


def test_kept_of_those_consulted_about(office: Office) -> None:
    cohort(office, [W.KEPT, W.NOT_WORKING, None, None])
    kept = figures(office)["IND-03"]
    assert (kept.part, kept.whole, len(kept.unknown)) == (1, 4, 3)


def test_competence_certificates_and_hours(office: Office) -> None:
    ids = cohort(office, [None] * 4)
    body, template = (
        Partner(name="LSP Contoh", kind=PartnerKind.CERTIFICATION_BODY),
        CertificateTemplate(name="Contoh", valid_from=date(2026, 1, 1)),
    )
    with office.store.read() as session:
        held = session.get_one(Enrolment, ids[0]).training_class
        assert held is not None
    lessons = [
        ClassSession(training_class=held, day=date(2026, 1, d), lesson_hours=8) for d in (12, 13)
    ]
    marks = [(Mark.PRESENT, Mark.PRESENT), (Mark.PRESENT, Mark.SICK), (Mark.ABSENT, Mark.LEAVE)]
    with office.store.write("test") as session:
        session.add_all([body, template, *lessons])
        session.add_all(
            Assessment(
                enrolment=id,
                body=body.id,
                scheme_name="Contoh",
                assessed_on=ENDED,
                verdict=verdict,
            )
            for id, verdict in zip(
                ids, (Verdict.COMPETENT, Verdict.NOT_YET, Verdict.NOT_YET), strict=False
            )
        )
        session.add_all(
            Certificate(
                number=f"{n:05}/SERT-VOK/MND/I/2026",
                series="MND",
                year=2026,
                sequence=n,
                training_class=held,
                enrolment=id,
                template=template.id,
                issued_on=ENDED,
                content="{}",
                payload="x",
                void_on=ENDED if n == 2 else None,
                void_reason="Salah cetak" if n == 2 else None,
            )
            for n, id in enumerate(ids[:2], 1)
        )
        session.add_all(
            Attendance(session=lesson.id, enrolment=id, mark=mark)
            for id, two in zip(ids, marks, strict=False)
            for lesson, mark in zip(lessons, two, strict=True)
        )
    found = figures(office)
    assert (found["IND-04"].part, found["IND-04"].whole, found["IND-04"].share) == (1, 3, 3333)
    assert (found["IND-09"].part, found["IND-09"].whole) == (24, 64), (
        "sick does not count as there, and who was never marked was not"
    )
    with office.store.read() as session:
        reached = stages(books(session, DAY).known(), DAY)
    assert {name: len(ids) for name, ids in reached.items()} == {
        "CONSULTED": 4,
        "REGISTERED": 4,
        "APPROVED": 4,
        "STARTED": 4,
        "PASSED": 4,
        "COMPETENT": 1,
        "CERTIFIED": 1,
        "WORKING": 0,
    }


def test_no_hours_were_held_for_who_never_came(office: Office) -> None:
    (there,) = cohort(office, [None])
    (never,) = cohort(
        office,
        [None],
        number=2,
        state=EnrolmentState.CANCELLED,
        reason="Tidak datang",
        started_on=None,
        completed_on=None,
        result=None,
        result_on=None,
    )
    with office.store.write("test") as session:
        for id, mark in ((there, Mark.PRESENT), (never, Mark.ABSENT)):
            held = session.get_one(Enrolment, id).training_class
            lesson = ClassSession(training_class=held, day=date(2026, 1, 12), lesson_hours=8)
            session.add(lesson)
            session.flush()
            session.add(Attendance(session=lesson.id, enrolment=id, mark=mark))
    hours = figures(office)["IND-09"]
    assert (hours.part, hours.whole) == (8, 8)


def test_hours_are_held_as_the_register_says(office: Office) -> None:
    """Past and not marked is missed; today's and later ones are open; nobody after he left."""
    ids = cohort(office, [None] * 3)
    with office.store.write("test") as session:
        people = [session.get_one(Enrolment, id) for id in ids]
        held = str(people[0].training_class)
        days = [DAY - timedelta(days=n) for n in (3, 2, 1, 0)] + [DAY + timedelta(days=1)]
        lessons = [ClassSession(training_class=held, day=day, lesson_hours=8) for day in days]
        session.add_all(lessons)
        session.flush()
        people[1].state = EnrolmentState.IN_TRAINING
        session.flush()
        people[1].state, people[1].dropped_on = EnrolmentState.DROPPED, days[1]
        for lesson in lessons[:2]:
            session.add(Attendance(session=lesson.id, enrolment=ids[0], mark=Mark.PRESENT))
        session.add(Attendance(session=lessons[3].id, enrolment=ids[0], mark=Mark.SICK))
    found = figures(office)["IND-09"]
    with office.store.read() as session:
        _register, lines = recap(session, held, DAY)
    assert [(line.standing.attended, line.standing.held) for line in lines] == [
        *((16, 32), (0, 16), (0, 24)),
    ]
    assert (found.part, found.whole) == (16, 72)
    earlier = figures(office, DAY - timedelta(days=1))["IND-09"]
    assert (earlier.part, earlier.whole) == (16, 16 + 16 + 16)
    assert "tanpa tanda" in found.definition.denominator_words, "the legend says so"


def test_quota_and_money_of_a_year(office: Office) -> None:
    cohort(office, [None] * 30)
    with office.store.read() as session:
        assert purse(session, DAY, 2026, None).quota == 20_000
        assert purse(session, DAY, 2026, None).ceiling == 290_000_000_000
        assert purse(session, DAY, 2026, "MND").ceiling is None, "the programme's is no branch's"
    line = BudgetLine(
        code="524",
        name="Pelatihan",
        programme_year=2026,
        for_office="MND",
        ceiling=400_000_000,
        quota=120,
    )
    other = BudgetLine(
        code="524", name="Pelatihan", programme_year=2025, for_office="MND", ceiling=1
    )
    paid = BudgetMovement(
        line=line.id,
        programme_year=2026,
        kind=Movement.REALISATION,
        amount=60_000_000,
        booked_on=date(2026, 3, 2),
        document="INV-1",
    )
    with office.store.write("test", audience="here") as session:
        session.add_all([line, other])
    with office.store.write("test") as session:
        session.add_all(
            [
                paid,
                BudgetMovement(
                    line=line.id,
                    programme_year=2026,
                    kind=Movement.COMMITMENT,
                    amount=90_000_000,
                    booked_on=date(2026, 2, 2),
                    document="INV-1",
                ),
                BudgetMovement(
                    line=line.id,
                    programme_year=2026,
                    kind=Movement.REALISATION,
                    amount=15_000_000,
                    booked_on=date(2026, 4, 2),
                    document="INV-2",
                ),
                BudgetMovement(
                    line=line.id,
                    programme_year=2026,
                    kind=Movement.REVERSAL,
                    amount=60_000_000,
                    booked_on=date(2026, 5, 4),
                    document="INV-1",
                    reverses=paid.id,
                    reason="Salah bayar",
                ),
            ]
        )
    found = figures(office)
    assert (found["IND-05"].part, found["IND-05"].whole, found["IND-05"].share) == (30, 120, 2500)
    assert (found["IND-06"].part, found["IND-06"].whole) == (15_000_000, 400_000_000)
    assert found["IND-07"].a_head == 500_000, "15 million for 30 people"
    assert figures(office, date(2026, 4, 30))["IND-06"].part == 75_000_000


def test_the_books_stand_still_while_nothing_counted_changes(office: Office) -> None:
    ids = cohort(office, [None, W.NEW_EMPLOYER])
    with office.store.read() as session:
        point = as_of(session, DAY)
    assert point.line > 0 and point.at is not None
    with office.store.write("Printed") as session:
        handed_out(session, "indicators", HandoutKind.EXPORT, "pdf")
    with office.store.read() as session:
        assert as_of(session, DAY) == point
    with office.store.write("Asked") as session:
        session.add(answered(ids[0], W.NOT_WORKING, date(2026, 8, 3), begun=ENDED))
    with office.store.read() as session:
        assert as_of(session, DAY) != point


def test_a_scope_reads_its_people_alone_and_the_questions_are_few(office: Office) -> None:
    cohort(office, [W.NEW_EMPLOYER] * 3)
    early = {"begun": date(2025, 1, 13), "ended": date(2025, 1, 31), "asked": date(2025, 8, 4)}
    cohort(office, [W.NEW_EMPLOYER] * 5, number=2, **early)
    statements: list[str] = []
    with office.store.read() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
        of_2025 = books(session, DAY, Span(programme_year=2025))
        assert len(statements) <= 14
        (programme,) = {where.programme for _one, where in of_2025.people.values()}
        assert (len(of_2025.people), len(of_2025.consulted)) == (5, 5)
        assert len(books(session, DAY, Span(programme=programme or "")).people) == 5
        assert len(books(session, DAY).people) == 8


@pytest.mark.parametrize("state", [EnrolmentState.IN_TRAINING, EnrolmentState.COMPLETED])
def test_books_that_know_the_state_alone_take_the_days_of_the_class(
    office: Office, state: EnrolmentState
) -> None:
    days: dict[str, Any] = {
        "started_on": None,
        "completed_on": None,
        "result": None,
        "result_on": None,
    }
    (id,) = cohort(office, [None], state=state, **days)
    with office.store.read() as session:
        person, where = books(session, DAY).people[id]
        held = session.get_one(TrainingClass, where.training_class)
    assert (person.started_on, person.ends_on) == (held.starts_on, held.ends_on)
