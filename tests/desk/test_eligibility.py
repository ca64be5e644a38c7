"""Eligibility on a real store: facts from the books, verdicts kept, rules set aside, walk-ins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from desktop_app.desk.eligibility import assess_cases, assess_enrolment
from desktop_app.desk.enrolling import enrol
from desktop_app.desk.overrides import decide, decide_enrolment, last_decision
from desktop_app.desk.walk_in import enrol_walk_in
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.eligibility import Outcome
from desktop_app.processes.verdicts import read
from desktop_app.records import (
    AffectedWorker,
    EligibilityDecision,
    Enrolment,
    MembershipCheck,
    MinimumWage,
    Parameter,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.eligibility import Segment, Verdict
from desktop_app.records.employer import Scheme
from desktop_app.records.training import EnrolmentState
from tests import make
from tests.homes import colleague

VIB_DAY = date(2026, 1, 1)


def parameter(office: Office, key: str, value: str, since: date = VIB_DAY) -> None:
    """Headquarters' list, loaded at the branch."""
    with office.store.write("test", audience="here") as session:
        session.add(
            Parameter(
                id=f"{key}:{since}", key=key, label=key, kind="TEXT", value=value, valid_from=since
            )
        )


def vib(office: Office) -> None:
    parameter(office, "eligibility.ruleset", '"VIB_2019"')


def person(
    office: Office, number: int = 1, **over: Any
) -> tuple[Worker, AffectedWorker, TrainingProgramme]:
    """A worker of a consultation laid off three months ago, and a programme."""
    worker = make.worker(number, birth_date=None, nik=None, **over)
    employer, programme = make.employer(number), make.programme(number)
    consultation = make.consultation(employer, number)
    case = make.case(worker, consultation, terminated_on=make.DAY - timedelta(days=92))
    with office.store.write("test") as session:
        session.add_all([worker, employer, programme, consultation, case])
    return worker, case, programme


def check(worker: Worker, **over: Any) -> MembershipCheck:
    values: dict[str, Any] = {
        "worker": worker.id,
        "checked_on": make.DAY,
        "segment": Segment.WAGE_EARNER,
        "active": False,
        "contribution_months": 24,
        "last_month": date(2026, 8, 1),
        "jht_withdrawn": False,
        "wage": 4_000_000,
    }
    return MembershipCheck(**values | over)


def outcomes(office: Office, case: AffectedWorker, programme: str | None = None) -> dict[str, str]:
    with office.store.read() as session:
        (found,) = assess_cases(session, [case.id], make.DAY, programme)
    return {finding.code: finding.outcome.value for finding in found.findings}


def cases(office: Office) -> list[AffectedWorker]:
    with office.store.read() as session:
        return list(session.scalars(select(AffectedWorker)))


def test_the_set_of_rules_is_that_of_the_day(office: Office) -> None:
    _worker, case, _programme = person(office)
    assert set(outcomes(office, case)) == {"TERMINATED", "CONSULTED", "ONCE"}
    vib(office)
    assert len(outcomes(office, case)) == 12
    with office.store.read() as session:
        (before,) = assess_cases(session, [case.id], VIB_DAY - timedelta(days=1))
    assert before.ruleset == "SEED_2019"


def test_what_is_not_recorded_is_not_known(office: Office) -> None:
    _worker, case, _programme = person(office)
    vib(office)
    found = outcomes(office, case)
    unknown = {code for code, outcome in found.items() if outcome == Outcome.UNKNOWN}
    assert unknown == {"SEGMENT", "MONTHS", "WAGE", "INACTIVE", "AGE", "AGREES", "JHT"}
    with office.store.read() as session:
        assert assess_cases(session, [case.id], make.DAY)[0].verdict is Verdict.WARNING


def test_the_latest_check_counts_and_is_cited(office: Office) -> None:
    worker, case, _programme = person(office)
    vib(office)
    with office.store.write("test") as session:
        old = check(worker, checked_on=make.DAY - timedelta(days=30), contribution_months=3)
        session.add_all([check(worker), old])
        gone = check(worker, contribution_months=1)
        session.add(gone)
        session.flush()
        session.void(gone)
    with office.store.read() as session:
        (found,) = assess_cases(session, [case.id], make.DAY)
    line = next(finding for finding in found.findings if finding.code == "MONTHS")
    assert line.outcome is Outcome.MET
    assert "24 November 2026" in line.source
    wage = next(finding for finding in found.findings if finding.code == "WAGE")
    assert "Gunungkidul" in wage.source  # the shipped row
    assert found.check is not None


def test_the_umk_is_that_of_the_last_month_paid(office: Office) -> None:
    worker, case, _programme = person(office)
    vib(office)
    with office.store.write("test", audience="here") as session:
        for year, amount in ((2025, 3_900_000), (2026, 4_100_000)):
            session.add(
                MinimumWage(
                    name="Gunungkidul", region="34.03", amount=amount, valid_from=date(year, 1, 1)
                )
            )
    with office.store.write("test") as session:
        session.add(check(worker, last_month=date(2025, 12, 1)))
    assert outcomes(office, case)["WAGE"] == "MET"
    with office.store.write("test") as session:
        session.add(check(worker, checked_on=make.DAY, last_month=date(2026, 8, 1)))
    assert outcomes(office, case)["WAGE"] == "NOT_MET"


def test_a_training_of_the_merged_person_counts(office: Office) -> None:
    worker, case, programme = person(office)
    twin, other, _programme = person(office, 2)
    with office.store.write("test") as session:
        began = make.enrolment(other, programme, state=EnrolmentState.DROPPED)
        session.add(began)
    assert outcomes(office, case, programme.id)["ONCE"] == "MET"
    with office.store.write("test") as session:
        session.get_one(Worker, twin.id).alias_of = worker.id
    assert outcomes(office, case, programme.id)["ONCE"] == "NOT_MET"
    with office.store.read() as session:
        own = assess_enrolment(session, session.get_one(Enrolment, began.id))
    assert own.person.trainings == ()  # a training does not bar itself


def test_whom_a_rule_bars_needs_the_override(office: Office) -> None:
    worker, case, programme = person(office)
    vib(office)
    with office.store.write("test") as session:
        session.get_one(Worker, worker.id).birth_date = date(1980, 1, 1)
    values: dict[str, Any] = {
        "programme": programme.id,
        "scheme": Scheme.PARTNER,
        "today": make.DAY,
        "year": 2026,
    }
    with office.store.write("test") as session:
        done = enrol(session, [case.id], **values)
    assert (done.made, done.blocked) == ((), (case.id,))
    clerk = colleague(office, replace(office.store.author, role="CLERK"))
    with pytest.raises(UserError) as refused, clerk.write("test") as session:
        enrol(session, [case.id], **values, override="Diminta kepala kantor")
    assert refused.value.code == "E-RIGHT"
    clerk.close()
    with office.store.write("test") as session:
        done = enrol(session, [case.id], **values, override="Satu-satunya pencari nafkah")
    assert len(done.made) == 1
    with office.store.read() as session:
        (kept,) = session.scalars(select(EligibilityDecision)).all()
    assert (kept.overridden, kept.verdict) == (True, Verdict.BLOCKED)
    assert kept.reason == "Satu-satunya pencari nafkah"
    assert kept.decided_by == office.store.author.officer
    age = next(finding for finding in read(kept.findings) if finding.code == "AGE")
    assert (age.outcome, age.line) == (Outcome.NOT_MET, "usia 46, batas 40; aturan v2019-11")


def test_a_decision_on_an_enrolment_keeps_its_verdict(office: Office) -> None:
    worker, case, programme = person(office)
    vib(office)
    with office.store.write("test") as session:
        enrolment = make.enrolment(case, programme, state=EnrolmentState.VERIFIED)
        session.add_all([enrolment, check(worker)])
    with office.store.write("test") as session:
        one = session.get_one(Enrolment, enrolment.id)
        one.state = EnrolmentState.APPROVED
        made = decide_enrolment(session, one)
    assert (made.verdict, made.overridden) == (Verdict.WARNING, False)
    assert (made.enrolment, made.ruleset) == (enrolment.id, "VIB_2019")
    assert made.membership_check is not None
    with office.store.write("test") as session:
        one = session.get_one(Enrolment, enrolment.id)
        one.state = EnrolmentState.VERIFIED
        session.get_one(Worker, worker.id).birth_date = date(1980, 1, 1)
    with pytest.raises(UserError) as refused, office.store.write("test") as session:
        one = session.get_one(Enrolment, enrolment.id)
        one.state = EnrolmentState.APPROVED
        decide_enrolment(session, one)
    assert refused.value.code == "E-ELIGIBLE"
    with office.store.write("test") as session:
        decide(session, assess_enrolment(session, session.get_one(Enrolment, enrolment.id)), "Ya")
    with office.store.write("test") as session:
        one = session.get_one(Enrolment, enrolment.id)
        one.state = EnrolmentState.APPROVED
        decide_enrolment(session, one)
    with office.store.read() as session:
        latest = last_decision(session, case.id, enrolment.id)
        assert latest is not None and not latest.overridden
        assert len(session.scalars(select(EligibilityDecision)).all()) == 3


def test_nothing_is_set_aside_where_nothing_bars(office: Office) -> None:
    _worker, case, _programme = person(office)
    with pytest.raises(UserError) as refused, office.store.write("test") as session:
        decide(session, assess_cases(session, [case.id], make.DAY)[0], "Tidak perlu")
    assert refused.value.code == "OVERRIDE-NOTHING"


def test_a_walk_in_needs_a_reason_or_is_refused(office: Office) -> None:
    worker, other, programme = make.worker(3), make.worker(103), make.programme(3)
    with office.store.write("test") as session:
        session.add_all([worker, other, programme])

    def walk_in(reason: str, who: Worker = worker) -> tuple[Enrolment, ...]:
        with office.store.write("test") as session:
            return enrol_walk_in(
                session,
                who.id,
                programme=programme.id,
                scheme=Scheme.PARTNER,
                reason=reason,
                today=make.DAY,
                terminated_on=date(2026, 6, 1),
            ).made

    with pytest.raises(UserError) as refused:
        walk_in(" ")
    assert refused.value.code == "CONSULTATION-REASON"
    assert cases(office) == []
    (made,) = walk_in("Perusahaan sudah tutup")
    assert made.no_consultation == "Perusahaan sudah tutup"
    (case,) = cases(office)
    assert (case.consultation, case.terminated_on) == (None, date(2026, 6, 1))
    with pytest.raises(UserError) as refused:
        walk_in("Sekali lagi")
    assert refused.value.code == "ENROLLED"
    parameter(office, "consultation.required_before_enrolment", '"BLOCK"')
    with pytest.raises(UserError) as refused:
        walk_in("Perusahaan sudah tutup", other)
    assert refused.value.code == "CONSULTATION-FIRST"


def test_a_walk_in_who_is_barred_leaves_nothing_behind(office: Office) -> None:
    vib(office)
    worker, programme = make.worker(3, birth_date=date(1970, 1, 1), nik=None), make.programme(3)
    with office.store.write("test") as session:
        session.add_all([worker, programme])
    values: dict[str, Any] = {
        "programme": programme.id,
        "scheme": Scheme.PARTNER,
        "today": make.DAY,
    }
    with pytest.raises(UserError) as refused, office.store.write("test") as session:
        enrol_walk_in(session, worker.id, **values, reason="Datang sendiri")
    assert refused.value.code == "E-ELIGIBLE"
    assert "usia 56, batas 40" in str(refused.value)
    assert cases(office) == []
    with office.store.write("test") as session:
        done = enrol_walk_in(
            session, worker.id, **values, reason="Datang sendiri", override="Kebijakan"
        )
    assert len(done.made) == 1
