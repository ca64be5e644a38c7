"""The auditor's lists: every exception with its reason, and a sample to be drawn again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desktop_app.desk import letters
from desktop_app.desk.auditing import Exceptional, ExceptionKind, draw, exceptions
from desktop_app.office import Office
from desktop_app.records import (
    BudgetMovement,
    Contact,
    Decision,
    EligibilityDecision,
    Enrolment,
    IssuedLetter,
    Officer,
    PeriodClosing,
)
from desktop_app.records.budget import Movement
from desktop_app.records.eligibility import Verdict
from desktop_app.records.office import Role
from desktop_app.records.training import EnrolmentState, TrainingResult
from desktop_app.wording import WITA
from tests import make, money
from tests.homes import Clock, colleague

SINCE, UNTIL = make.DAY - timedelta(days=30), make.DAY


def listed(office: Office) -> list[Exceptional]:
    with office.store.read() as session:
        return exceptions(session, SINCE, UNTIL, WITA)


def found(office: Office) -> set[tuple[str, str, str]]:
    return {(one.kind.value, one.record, one.reason) for one in listed(office)}


def test_an_office_without_exceptions_has_none(office: Office) -> None:
    one, other, company = make.worker(1, phone="+6281234567890"), make.worker(2), make.employer()
    with office.store.write("enter") as session:
        session.add_all([one, other, company, make.consultation(company)])
    assert found(office) == set()


def test_each_kind_of_exception_is_found(office: Office) -> None:
    me = office.keys.officer.id
    people = [make.worker(n, account="1234567890", phone="+6281234567890") for n in (1, 2)]
    third, company, programme = make.worker(3), make.employer(), make.programme()
    late = make.consultation(company, held_on=make.DAY - timedelta(days=20))
    case = make.case(people[0], late)
    enrolment = make.enrolment(case, programme)
    with office.store.write("enter") as session:
        session.add_all([*people, third, company, programme, late, case, enrolment])
        session.add(Contact(worker=third.id, phone="+6281234567890"))
        session.add(
            EligibilityDecision(
                affected_worker=case.id,
                ruleset="VIB_2019",
                rules_of=make.DAY,
                findings="[]",
                verdict=Verdict.BLOCKED,
                decided_on=make.DAY,
                decided_by=me,
                overridden=True,
                reason="usia lewat dua hari",
            )
        )
        session.add(
            Decision(
                matter="Kasus",
                question="case",
                of_record="consultation",
                of_id=late.id,
                asked_by=me,
                decided_by=me,
                asked_on=make.DAY,
                digest="0" * 64,
                remarks="kantor satu petugas",
            )
        )
        session.add(
            PeriodClosing(
                since=date(2026, 10, 1),
                until=date(2026, 10, 31),
                finalised_on=make.DAY,
                reopened_on=make.DAY,
                reopened_by=me,
                reason="salah jumlah",
            )
        )
        session.add(
            IssuedLetter(
                number="001/MND/XI/2026",
                series="letter",
                year=2026,
                sequence=1,
                document="call",
                of_record="consultation",
                of_id=late.id,
                issued_on=make.DAY,
                void_on=make.DAY,
                void_reason="salah alamat",
            )
        )
    for state in (EnrolmentState.VERIFIED, EnrolmentState.APPROVED):
        with office.store.write("decide") as session:
            session.get_one(Enrolment, enrolment.id).state = state
    assert found(office) == {
        ("OVERRIDE", "affected_worker", "usia lewat dua hari"),
        ("SAME_HAND", "consultation", "kantor satu petugas"),
        ("SAME_HAND", "enrolment", ""),
        ("BACKDATED", "consultation", ""),
        ("SHARED_ACCOUNT", "worker", ""),
        ("SHARED_PHONE", "worker", ""),
        ("REOPENED", "period_closing", "salah jumlah"),
        ("VOID_NUMBER", "issued_letter", "salah alamat"),
    }
    shared = [e.id for e in listed(office) if e.kind is ExceptionKind.SHARED_PHONE]
    assert set(shared) == {people[0].id, people[1].id, third.id}


def test_what_is_out_of_use_or_of_another_period_is_left_out(office: Office) -> None:
    people = [make.worker(n, phone="+6281234567890") for n in (1, 2)]
    with office.store.write("enter") as session:
        session.add_all(people)
    assert len(listed(office)) == 2
    with office.store.write("void") as session:
        session.void(session.merge(people[1], load=True))
    assert listed(office) == []


def test_a_sample_can_be_drawn_again(office: Office) -> None:
    ids = [f"{n:032x}" for n in range(200)]
    one = draw(ids, 25, 20261124)
    assert draw(list(reversed(ids)), 25, 20261124) == one
    assert len(set(one.ids)) == 25 and one.population == 200
    assert draw(ids, 25, 20261125).ids != one.ids
    assert draw(ids[:3], 25, 1).population == 3
    # Written out once: this sample must come out for ever.
    assert [int(id, 16) for id in draw(ids, 5, 7).ids] == FIVE


FIVE = [77, 106, 151, 114, 44]


def test_one_hand_over_the_end_of_a_month_is_still_one_hand(office: Office, clock: Clock) -> None:
    worker, company, programme = make.worker(1), make.employer(), make.programme()
    case = make.consultation(company)
    affected = make.case(worker, case)
    enrolment = make.enrolment(affected, programme)
    with office.store.write("enter") as session:
        session.add_all([worker, company, programme, case, affected, enrolment])
    clock.move(days=40)
    for state in (EnrolmentState.VERIFIED, EnrolmentState.APPROVED):
        with office.store.write("decide") as session:
            session.get_one(Enrolment, enrolment.id).state = state
    day = office.today

    def hands(since: date, until: date) -> list[date]:
        with office.store.read() as session:
            all_of_them = exceptions(session, since, until, WITA)
        return [one.day for one in all_of_them if one.kind is ExceptionKind.SAME_HAND]

    assert hands(day - timedelta(days=5), day) == [day]
    assert hands(day - timedelta(days=5), day - timedelta(days=1)) == []


def test_a_void_number_is_laid_to_who_made_it_void(office: Office) -> None:
    company = make.employer()
    case = make.consultation(company)
    other = Officer(user="budi", name="Budi", roles=frozenset({Role.CLERK}), public_key="0" * 64)
    letter = IssuedLetter(
        number="001/MND/XI/2026",
        series="letter",
        year=2026,
        sequence=1,
        document="call",
        of_record="consultation",
        of_id=case.id,
        issued_on=make.DAY,
        officer=office.keys.officer.id,
    )
    with office.store.write("enter") as session:
        session.add_all([company, case, other, letter])
    budi = colleague(office, replace(office.store.author, officer=other.id, role="CLERK"))
    with budi.write("void") as session:
        letters.void(session, session.get_one(IssuedLetter, letter.id), "salah alamat")
    budi.close()
    assert [one.officer for one in listed(office)] == [other.id]


def test_who_set_a_rule_of_class_or_money_aside_is_listed_with_the_reason(office: Office) -> None:
    company, programme = make.employer(), make.programme()
    talk, worker = make.consultation(company), make.worker()
    case = make.case(worker, talk)
    seat = make.enrolment(
        case,
        programme,
        state=EnrolmentState.COMPLETED,
        result=TrainingResult.PASSED,
        result_on=make.DAY,
        under_reason="Sakit dua hari, praktik diulang",
    )
    claim = money.claim(employer=company.id, override_reason="Faktur menyusul")
    entry = BudgetMovement(
        programme_year=make.DAY.year,
        kind=Movement.COMMITMENT,
        amount=3_500_000,
        booked_on=make.DAY,
        document="P-MND-2026-0001",
        over_reason="Disetujui lisan oleh Pusat",
    )
    with office.store.write("enter") as session:
        session.add_all([company, programme, talk, worker, case, seat, claim, entry])
    assert found(office) >= {
        ("UNDER_ATTENDANCE", "enrolment", "Sakit dua hari, praktik diulang"),
        ("OVERRIDE", "claim", "Faktur menyusul"),
        ("OVER_BUDGET", "budget_movement", "Disetujui lisan oleh Pusat"),
    }
