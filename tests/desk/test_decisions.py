"""Decisions: asked, approved under seal, returned with a reason; never by the writer's own hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy import select, update

from desktop_app.desk import decisions
from desktop_app.desk.decision_sheet import sheet
from desktop_app.desk.questions import QUESTIONS
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import language
from desktop_app.office import Office, recover_office
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Decision,
    EligibilityDecision,
    Enrolment,
    Parameter,
)
from desktop_app.records.consultation import Agreement, ConsultationState, Retain, Standing
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.eligibility import Verdict
from desktop_app.records.employer import Scheme
from desktop_app.records.office import Role
from desktop_app.records.record import Record
from desktop_app.records.training import EnrolmentState
from desktop_app.store.approvals import REQUIRED
from desktop_app.store.decision_seals import sound, unsound
from desktop_app.store.undo import last_change, undo
from desktop_app.wording import WITA
from tests import make
from tests.colleagues import HEAD_PASSWORD, PASSWORD, add_colleague, signed_in
from tests.homes import Template

R = TypeVar("R", bound=Record)


@dataclass
class Two:
    """Rina writes, Maria decides; a consultation that was held, and an enrolment."""

    rina: Office
    maria: Office
    case: Consultation
    enrolment: Enrolment

    def ask(self, question: str, record: Record, remarks: str = "") -> Decision:
        with self.rina.store.write(decisions.ASKED) as session:
            found = session.get_one(type(record), record.id)
            return decisions.ask(session, question, found, remarks=remarks)

    def decide(self, *asked: Decision, approve: bool = True, reason: str = "") -> list[Decision]:
        seen = {one.id: sheet(self.maria.store, one.id, WITA).digest for one in asked}
        return decisions.decide(self.maria, seen, HEAD_PASSWORD, approve=approve, reason=reason)

    def now(self, record: R) -> R:
        with self.rina.store.read() as session:
            return session.get_one(type(record), record.id)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language("en"):
        yield


@pytest.fixture
def two(office: Office) -> Iterator[Two]:
    employer, programme, worker = make.employer(1), make.programme(1), make.worker(1)
    case = make.consultation(
        employer,
        1,
        state=ConsultationState.HELD,
        officer=office.store.author.officer,
        retain=Retain.NO,
        agreement=Agreement.TRAIN_THEN_RETURN,
        scheme=Scheme.PARTNER,
    )
    affected = make.case(worker, case, standing=Standing.MATCHED)
    enrolment = make.enrolment(affected, programme)
    with office.store.write("test") as session:
        session.add_all([employer, programme, worker, case, affected, enrolment])
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    maria = signed_in(office, "maria")
    yield Two(office, maria, case, enrolment)
    maria.close()


def code_of(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.code


def test_an_approval_leads_on_and_carries_the_seal(two: Two) -> None:
    asked = two.ask("agreement", two.case, "Mohon persetujuan")
    assert (asked.state, asked.matter) == (DecisionState.ASKED, "KONS/MND/0001/2026 · PT Contoh 1")
    (decided,) = two.decide(asked)
    assert decided.state is DecisionState.APPROVED
    assert two.now(two.case).state is ConsultationState.AGREED
    assert sound(decided, two.maria.keys.officer.verify_key)
    assert not sound(decided, two.rina.keys.officer.verify_key)
    with two.rina.store.raw() as connection:
        assert unsound(connection) == []


def test_several_are_decided_with_one_password_or_none_is(two: Two) -> None:
    first, second = two.ask("agreement", two.case), two.ask("enrolment", two.enrolment)
    with pytest.raises(UserError) as error:
        decisions.decide(
            two.maria, {first.id: first.digest}, "salah sandi sama sekali", approve=True
        )
    assert code_of(error) == "PASSWORD"
    with two.rina.store.write("test") as session:
        session.get_one(Enrolment, two.enrolment.id).scheme = Scheme.REIMBURSEMENT
    with pytest.raises(UserError) as error:
        decisions.decide(
            two.maria,
            {first.id: first.digest, second.id: second.digest},
            HEAD_PASSWORD,
            approve=True,
        )
    assert code_of(error) == "DECISION-CHANGED"
    assert two.now(first).state is DecisionState.ASKED
    assert [d.state for d in two.decide(first, second)] == [DecisionState.APPROVED] * 2
    assert two.now(two.enrolment).state is EnrolmentState.APPROVED


def test_a_return_says_what_is_missing_and_can_be_asked_again(two: Two) -> None:
    asked = two.ask("agreement", two.case)
    with pytest.raises(UserError) as error:
        two.ask("agreement", two.case)
    assert code_of(error) == "DECISION-ASKED"
    with pytest.raises(UserError):
        two.decide(asked, approve=False, reason="  ")
    (returned,) = two.decide(asked, approve=False, reason="Daftar pekerja belum lengkap")
    assert sound(returned, two.maria.keys.officer.verify_key)
    assert two.now(two.case).state is ConsultationState.HELD
    again = two.ask("agreement", two.case)
    assert again.id != asked.id, "what was returned stays as it was sealed"
    with pytest.raises(UserError) as error:
        two.decide(asked)
    assert code_of(error) == "DECISION-GONE"


def test_nobody_decides_on_their_own_writing(two: Two) -> None:
    asked = two.ask("agreement", two.case)
    seen = {asked.id: asked.digest}
    with pytest.raises(UserError) as error:
        decisions.decide(two.rina, seen, PASSWORD, approve=True)
    assert code_of(error) == "DECISION-SELF"
    with two.maria.store.write("test") as session:
        session.get_one(Consultation, two.case.id).workers_stated = 12
    with pytest.raises(UserError) as error:
        two.decide(asked)
    assert code_of(error) == "DECISION-SELF", "who changed it last does not approve it"
    with two.rina.store.write("test") as session:
        session.get_one(Consultation, two.case.id).workers_stated = 13
    assert two.decide(asked)[0].state is DecisionState.APPROVED


def test_who_works_alone_decides_and_it_is_noted(office: Office) -> None:
    employer = make.employer(1)
    case = make.consultation(
        employer, state=ConsultationState.HELD, retain=Retain.YES, agreement=Agreement.RETAIN
    )
    with office.store.write("test") as session:
        session.add_all([employer, case])
    with office.store.write("test") as session:
        asked = decisions.ask(session, "agreement", session.get_one(Consultation, case.id))
    (decided,) = decisions.decide(office, {asked.id: asked.digest}, PASSWORD, approve=True)
    assert "Exception" in (decided.remarks or "")


def test_a_role_without_the_right_decides_nothing(two: Two) -> None:
    asked = two.ask("agreement", two.case)
    add_colleague(two.rina, "budi", Role.VERIFIER)
    budi = signed_in(two.rina, "budi")
    with pytest.raises(UserError) as error:
        decisions.decide(budi, {asked.id: asked.digest}, HEAD_PASSWORD, approve=True)
    assert code_of(error) == "E-RIGHT"
    with pytest.raises(UserError) as error, budi.store.write("test") as session:
        decisions.withdraw(session, asked.id)
    assert code_of(error) == "DECISION-OTHERS"
    budi.close()
    with two.rina.store.write("test") as session:
        decisions.withdraw(session, asked.id)
    assert two.now(asked).state is DecisionState.WITHDRAWN


def test_a_later_change_makes_an_approval_stale(two: Two) -> None:
    asked = two.ask("agreement", two.case)
    two.decide(asked)
    with two.rina.store.write("test") as session:
        session.get_one(Consultation, two.case.id).state = ConsultationState.CLOSED
    with two.rina.store.read() as session:
        assert not decisions.changed(session, two.now(asked)), "going on is no change"
    with two.rina.store.write("test") as session:
        session.get_one(Consultation, two.case.id).workers_stated = 40
    with two.rina.store.read() as session:
        assert decisions.changed(session, two.now(asked))
    shown = [warned.text for warned in sheet(two.rina.store, asked.id, WITA).warnings]
    assert any("Changed after approval" in text for text in shown)
    with two.rina.store.write("test") as session:
        session.get_one(Consultation, two.case.id).state = ConsultationState.AGREED
    (second,) = two.decide(two.ask("agreement", two.case))
    assert second.digest != asked.digest


TAMPERED = {
    "of_id": "0" * 32,
    "question": "rejection",
    "digest": "0" * 64,
    "state": DecisionState.RETURNED,
    "reason": "lain",
    "asked_by": "maria",
    "decided_by": "rina",
    "seal": "00" * 64,
}


def test_no_word_of_a_decision_can_be_changed_unseen(two: Two) -> None:
    (decided,) = two.decide(two.ask("agreement", two.case))
    key = two.maria.keys.officer.verify_key
    officers = {"rina": two.rina.store.author.officer, "maria": two.maria.store.author.officer}

    def set_to(field: str, value: object) -> None:
        with two.rina.store.local() as connection:
            connection.execute(update(Decision).values({field: value}))

    for field, value in TAMPERED.items():
        assert sound(two.now(decided), key)
        set_to(field, officers.get(str(value), value))
        assert not sound(two.now(decided), key), field
        with two.rina.store.raw() as connection:
            assert [error.code for error in unsound(connection)] == ["DECISION-SEAL"], field
        set_to(field, getattr(decided, field))


def test_a_seal_of_one_decision_is_worth_nothing_on_another(two: Two) -> None:
    first, second = two.decide(two.ask("agreement", two.case), two.ask("enrolment", two.enrolment))
    second.seal = first.seal
    assert not sound(second, two.maria.keys.officer.verify_key)
    second.seal = "not even hexadecimal"
    assert not sound(second, two.maria.keys.officer.verify_key)


def test_seals_outlive_a_password_set_anew(two: Two, branch_home: Template) -> None:
    (decided,) = two.decide(two.ask("agreement", two.case))
    again = recover_office(
        two.rina.home.folder,
        branch_home.recovery,
        "maria",
        "sandi yang lain sekali",
        clock=two.rina.clock,
    )
    assert not sound(decided, again.keys.officer.verify_key)
    with again.store.raw() as connection:
        assert unsound(connection) == []
    again.close()


def test_a_rejection_carries_its_reason(two: Two) -> None:
    with pytest.raises(UserError) as error:
        two.ask("rejection", two.enrolment)
    assert code_of(error) == "DECISION-REASON"
    two.decide(two.ask("rejection", two.enrolment, "Bukan pekerja perusahaan"))
    ended = two.now(two.enrolment)
    assert (ended.state, ended.reason) == (EnrolmentState.REJECTED, "Bukan pekerja perusahaan")
    with two.rina.store.read() as session:
        assert session.scalars(select(EligibilityDecision)).one().enrolment == two.enrolment.id
    with pytest.raises(UserError) as error:
        two.ask("enrolment", two.enrolment)
    assert code_of(error) == "DECISION-EARLY"


def test_rules_are_set_aside_by_a_decision(two: Two) -> None:
    verdict = EligibilityDecision(
        affected_worker=two.enrolment.affected_worker,
        ruleset="VIB_2019",
        rules_of=make.DAY,
        verdict=Verdict.BLOCKED,
        findings="[]",
        decided_on=make.DAY,
    )
    with two.rina.store.write("test") as session:
        session.add(verdict)
    asked = two.ask("override", verdict, "Usia lewat dua bulan, ada surat direksi")
    two.decide(asked)
    kept = two.now(verdict)
    assert kept.overridden and kept.reason == "Usia lewat dua bulan, ada surat direksi"
    assert kept.decided_by == two.maria.store.author.officer


def test_what_is_too_early_is_not_asked(two: Two) -> None:
    with two.rina.store.write("test") as session:
        session.get_one(Consultation, two.case.id).agreement = None
    with pytest.raises(UserError) as error:
        two.ask("agreement", two.case)
    assert code_of(error) == "DECISION-EARLY"
    with pytest.raises(UserError) as error:
        two.ask("lunch", two.case)
    assert code_of(error) == "DECISION-QUESTION"


def test_the_page_of_a_matter_names_what_speaks_against_it(two: Two) -> None:
    with two.rina.store.write("test") as session:
        case = session.get_one(Consultation, two.case.id)
        case.workers_stated = 3
        case.notice_on, case.effective_on = date(2026, 11, 20), date(2026, 11, 25)
        session.get_one(AffectedWorker, two.enrolment.affected_worker).standing = Standing.OPEN
    page = sheet(two.maria.store, two.ask("agreement", two.case).id, WITA)
    facts = dict(page.facts)
    assert facts["Employer"] == "PT Contoh 1"
    texts = [warned.text for warned in page.warnings]
    assert "1 worker is not checked yet" in texts
    assert "2 workers fewer are listed than the employer stated" in texts
    assert any("due on" in text or "passed on" in text for text in texts)
    person = sheet(two.maria.store, two.ask("enrolment", two.enrolment).id, WITA)
    assert dict(person.facts)["Birth date"] == "1985", "the year alone"
    assert any(warned.role == "bad" and "identity" in warned.text for warned in person.warnings)
    assert make.nik(1) not in str(person)


def test_an_approval_is_taken_back_whole(two: Two) -> None:
    asked = two.ask("agreement", two.case)
    two.decide(asked)
    last = last_change(two.maria.store)
    assert last is not None
    undo(two.maria.store, last)
    assert (two.now(asked).state, two.now(asked).seal) == (DecisionState.ASKED, None)
    assert two.now(two.case).state is ConsultationState.HELD


def test_a_confidential_matter_is_hidden_from_who_may_not_see_it(two: Two) -> None:
    with two.rina.store.write("test") as session:
        session.get_one(Consultation, two.case.id).embargo_until = date(2027, 1, 1)
    for question, record in (("agreement", two.case), ("enrolment", two.enrolment)):
        two.ask(question, record)
    with two.maria.store.read() as session:
        assert session.scalars(select(Decision)).all() == []
    with two.rina.store.read() as session:
        assert len(session.scalars(select(Decision)).all()) == 2


def test_every_question_is_known_to_its_record() -> None:
    for question in QUESTIONS.values():
        assert set(question.content) <= set(question.record.__table__.columns.keys())
        assert "state" not in question.content


def test_words_that_were_erased_by_law_are_no_broken_seal(two: Two) -> None:
    asked = two.ask("agreement", two.case)
    two.decide(asked, approve=False, reason="Nama Siti salah tulis")
    with two.rina.store.write("erase") as session:
        session.erase(session.get_one(Decision, asked.id), ("matter", "remarks", "reason"))
    with two.rina.store.raw() as connection:
        assert unsound(connection) == []


def require(office: Office) -> None:
    """Have headquarters ask for decisions under seal, from today on."""
    with office.store.write("test") as session:
        session.audience = "here"
        session.add(
            Parameter(
                key=REQUIRED,
                value="true",
                kind="FLAG",
                valid_from=office.today,
                label="Keputusan bersegel",
                office="PUSAT",
            )
        )


def led(office: Office, record: Record, *states: str) -> None:
    """Lead a record by hand, state by state."""
    with office.store.write("test") as session:
        found = session.get_one(type(record), record.id)
        (name,) = record.states
        for state in states:
            setattr(found, name, describe(type(record))[name].kind.value(state))
            session.flush()


def test_without_the_parameter_a_hand_may_lead(two: Two) -> None:
    led(two.maria, two.case, "AGREED", "HELD", "NOT_AGREED")
    led(two.maria, two.enrolment, "VERIFIED", "APPROVED")


def test_where_decisions_are_required_only_a_seal_leads_there(two: Two) -> None:
    require(two.rina)
    for record, states in (
        (two.case, ["AGREED"]),
        (two.case, ["NOT_AGREED"]),
        (two.enrolment, ["VERIFIED", "APPROVED"]),
        (two.enrolment, ["ASSIGNED"]),
        (two.enrolment, ["REJECTED"]),
    ):
        with pytest.raises(UserError) as refused:
            led(two.maria, record, *states)
        assert code_of(refused) == "DECISION-NEEDED"
    two.decide(two.ask("agreement", two.case), two.ask("enrolment", two.enrolment))
    assert two.now(two.case).state is ConsultationState.AGREED
    assert two.now(two.enrolment).state is EnrolmentState.APPROVED
    # What was approved goes on, and waits, and gets its seat, without being asked anew.
    led(two.maria, two.case, "CLOSED", "AGREED", "HELD")
    led(two.maria, two.enrolment, "WAITLISTED", "APPROVED")
    # A talk held anew is decided anew: the old approval does not cover it.
    with pytest.raises(UserError) as refused:
        led(two.maria, two.case, "AGREED")
    assert code_of(refused) == "DECISION-NEEDED"
    two.decide(two.ask("no_agreement", two.case))
    assert two.now(two.case).state is ConsultationState.NOT_AGREED


def test_a_record_cannot_be_entered_as_decided_either(two: Two) -> None:
    require(two.rina)
    made = make.consultation(make.employer(1, id=two.case.employer), 2)
    made.employer, made.state = two.case.employer, ConsultationState.NOT_AGREED
    made.retain = Retain.NO
    with pytest.raises(UserError) as refused, two.rina.store.write("test") as session:
        session.add(made)
    assert code_of(refused) == "DECISION-NEEDED"


def test_handing_work_over_makes_nobody_decide_on_what_they_asked(two: Two) -> None:
    with two.maria.store.write(decisions.ASKED) as session:
        found = session.get_one(Consultation, two.case.id)
        asked = decisions.ask(session, "agreement", found)
    with two.rina.store.write("handed over") as session:
        session.get_one(Decision, asked.id).asked_by = two.rina.store.author.officer
    with pytest.raises(UserError) as error:
        two.decide(asked)
    assert code_of(error) == "DECISION-SELF"
