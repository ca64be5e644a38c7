"""What is kept of a person after training: shown to the person, merged along, and erased."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import select

from desktop_app.desk import erasure, merging
from desktop_app.desk.call_sheet import people_to_call
from desktop_app.desk.person_file import collected
from desktop_app.office import Office
from desktop_app.records import (
    Assessment,
    Attendance,
    Claim,
    ClaimLine,
    ClassSession,
    Enrolment,
    FollowUp,
    Note,
    Partner,
    Payment,
    Referral,
    SkillGap,
    Vacancy,
    Worker,
)
from desktop_app.records.claim import ClaimKind
from desktop_app.records.funding import CostKind
from desktop_app.records.partner import PartnerKind
from desktop_app.records.teaching import Mark, Verdict
from desktop_app.records.work import WorkEvidence, WorkOutcome
from desktop_app.wording import WITA
from tests import make
from tests.graduates import graduate


def trained(office: Office) -> str:
    """Somebody with one record of every kind that comes after enrolling; the person's id."""
    day = date(2026, 10, 23)
    with office.store.write("test") as session:
        programme = make.programme()
        held = make.training_class(programme)
        lesson = ClassSession(training_class=held.id, day=held.starts_on, lesson_hours=8)
        session.add_all([programme, held, lesson])
        one = graduate(session, 1, programme, day, training_class=held, name="Dewi")
        body = Partner(name="LSP Logam", kind=PartnerKind.CERTIFICATION_BODY)
        offered = Vacancy(position="Operator", employer_name="PT Gudang", told_on=day)
        claim = Claim(
            number="0001/PB/MND/X/2026",
            kind=ClaimKind.ALLOWANCE,
            training_class=held.id,
            programme_year=2026,
            received_on=day,
        )
        session.add_all([body, offered, claim])
        session.add_all(
            [
                FollowUp(
                    enrolment=one.id,
                    month=1,
                    due_on=date(2026, 11, 23),
                    asked_on=make.DAY,
                    outcome=WorkOutcome.NEW_EMPLOYER,
                    employer_name="PT Baru",
                    position="Operator",
                    wage=3_900_000,
                    starts_on=day,
                    evidence=WorkEvidence.OWN_WORD,
                    notes="Senang di sana",
                ),
                Referral(
                    vacancy=offered.id,
                    enrolment=one.id,
                    referred_on=day,
                    agreed=True,
                    notes="Datang sendiri",
                ),
                Attendance(session=lesson.id, enrolment=one.id, mark=Mark.SICK, note="Demam"),
                SkillGap(
                    affected_worker=one.affected_worker,
                    skill="Mengelas",
                    wanted=3,
                    before=1,
                    before_by="Instruktur",
                ),
                Assessment(
                    enrolment=one.id,
                    body=body.id,
                    scheme_name="Juru Las",
                    assessed_on=day,
                    verdict=Verdict.NOT_YET,
                ),
                ClaimLine(
                    claim=claim.id,
                    enrolment=one.id,
                    cost_kind=CostKind.POCKET_MONEY,
                    description="Uang saku Dewi",
                    unit_price=50_000,
                ),
                Payment(
                    number="0001/BYR/MND/X/2026",
                    claim=claim.id,
                    enrolment=one.id,
                    payee="Dewi",
                    account="1234567890",
                    account_holder="Dewi",
                    gross=50_000,
                    prepared_on=day,
                ),
            ]
        )
        person: str = session.scalars(select(Worker.id).where(Worker.name == "Dewi")).one()
    return person


AFTER = {
    *("follow_up", "referral", "attendance", "skill_gap", "assessment"),
    *("claim_line", "payment"),
}


def test_the_person_is_shown_all_of_it(office: Office) -> None:
    person = trained(office)
    with office.store.read() as session:
        shown = {one.table for one in collected(session, person, WITA).records}
    assert shown >= AFTER | {"worker", "enrolment"}


def test_nothing_in_it_is_named_by_its_id_or_by_a_date_of_the_machine(office: Office) -> None:
    person = trained(office)
    with office.store.write("test") as session:
        said = {"text": "Datang lagi", "written_at": session.now}
        session.add(Note(of_record="worker", of_id=person, **said))
    with office.store.read() as session:
        kept = collected(session, person, WITA).records
    values = [value for one in kept for _label, value in one.fields]
    assert not [v for v in values if re.match(r"[0-9a-f]{32}$|[0-9]{4}-[0-9]{2}-[0-9]{2}", v)]
    (note,) = ([value for _label, value in one.fields] for one in kept if one.table == "note")
    assert note[:2] == ["Pekerja", "Dewi"]


def test_what_tells_who_it_is_goes_and_the_figures_stay(office: Office) -> None:
    person = trained(office)
    with office.store.read() as session:
        targets = {one.record: set(one.fields) for one in erasure.targets(session, person)}
    assert targets["follow_up"] == {"employer_name", "position", "wage", "notes"}
    assert targets["payment"] == {"payee", "account", "account_holder"}
    assert targets["referral"] == {"notes"}
    assert targets["attendance"] == {"note"}
    assert targets["claim_line"] == {"description"}
    # Levels of skills and the verdict of a body are figures without a name.
    assert {"skill_gap", "assessment"} & targets.keys() == set()
    for record in targets:
        kept = {"outcome", "starts_on", "evidence", "mark", "gross", "verdict", "unit_price"}
        assert not targets[record] & kept


def test_when_two_people_are_one_the_calls_follow(office: Office) -> None:
    with office.store.write("test") as session:
        programme = make.programme()
        session.add(programme)
        one = graduate(session, 1, programme, date(2026, 10, 23), name="Dewi")
        same = make.worker(2, name="Dewi Lestari", phone="+6281234500777")
        session.add(same)
        session.add(FollowUp(enrolment=one.id, month=1, due_on=date(2026, 11, 23)))
    with office.store.write("test") as session:
        old: str = session.scalars(select(Worker.id).where(Worker.name == "Dewi")).one()
        merging.merge(session, Worker, same.id, old, reason="Orang yang sama")
    with office.store.read() as session:
        (due,) = people_to_call(session, office.store.facts())
        assert (due.worker, due.name) == (same.id, "Dewi Lestari")
        assert session.get_one(Enrolment, due.enrolment).number == one.number
