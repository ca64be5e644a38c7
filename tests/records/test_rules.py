"""What records say of themselves: rules over several fields, and steps of state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from desktop_app.errors import UserError
from desktop_app.kinds import Code
from desktop_app.office import Office
from desktop_app.records import (
    CATALOGUE,
    Claim,
    Consent,
    Consultation,
    DataIncident,
    DataRequest,
    Decision,
    Enrolment,
    Officer,
    Payment,
    Record,
    RetentionProposal,
    TrainingClass,
)
from desktop_app.records.claim import ClaimState
from desktop_app.records.consultation import Agreement, ConsultationState, Retain, Standing
from desktop_app.records.data_protection import RequestKind
from desktop_app.records.employer import Scheme
from desktop_app.records.office import Role
from desktop_app.records.record import Facts
from desktop_app.records.training import EnrolmentState
from desktop_app.store.claim_seals import DECIDED
from tests import make

FACTS = Facts(make.DAY, {"training.days.min": 5, "training.days.max": 14}.get)
LATER, EARLIER = make.DAY + timedelta(days=1), make.DAY - timedelta(days=1)
HELD = {"state": ConsultationState.HELD, "retain": Retain.YES}
AGREED = {"state": ConsultationState.AGREED, "retain": Retain.YES}
TRAINED = AGREED | {"agreement": Agreement.TRAIN_THEN_RETURN}


def codes(record: Record, facts: Facts = FACTS) -> set[str]:
    record.office = "MND"
    return {f"{p.field}:{p.code}{'' if p.hard else '?'}" for p in record.problems(facts)}


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({}, set()),
        ({"state": ConsultationState.SCHEDULED}, set()),
        ({"state": ConsultationState.HELD}, {"retain:RETAIN"}),
        ({"state": ConsultationState.NOT_AGREED}, {"retain:RETAIN"}),
        ({"state": ConsultationState.CLOSED}, {"retain:RETAIN"}),
        ({"state": ConsultationState.CANCELLED}, set()),
        (HELD, set()),
        (HELD | {"retain": Retain.CONDITIONAL}, {"conditions:CONDITIONS"}),
        (HELD | {"retain": Retain.CONDITIONAL, "conditions": "Lulus uji"}, set()),
        (AGREED, {"agreement:AGREEMENT"}),
        (AGREED | {"agreement": Agreement.RETAIN}, set()),
        (TRAINED, {"scheme:SCHEME"}),
        (TRAINED | {"scheme": Scheme.PARTNER}, set()),
        (
            AGREED | {"agreement": Agreement.REIMBURSE, "scheme": Scheme.PARTNER},
            {"scheme:SCHEME"},
        ),
        (AGREED | {"agreement": Agreement.REIMBURSE, "scheme": Scheme.REIMBURSEMENT}, set()),
        ({"notice_on": make.DAY, "effective_on": EARLIER}, {"effective_on:ORDER?"}),
        ({"follow_up_on": EARLIER}, {"follow_up_on:ORDER?"}),
        ({"channel": None}, {"channel:REQUIRED"}),
    ],
)
def test_what_a_case_needs_in_each_state(values: dict[str, Any], problems: set[str]) -> None:
    assert codes(make.consultation(make.employer(), **values)) == problems


def test_the_question_is_mandatory_unless_headquarters_says_otherwise() -> None:
    held = make.consultation(make.employer(), state=ConsultationState.HELD)
    for said, problems in ((True, {"retain:RETAIN"}), (None, {"retain:RETAIN"}), (False, set())):
        answer = {"consultation.retain_question.required": said}
        assert codes(held, replace(FACTS, parameter=answer.get)) == problems


@pytest.mark.parametrize(("days", "said"), [(4, True), (5, False), (14, False), (15, True)])
def test_days_of_a_programme_are_remarked_upon(days: int, said: bool) -> None:
    assert codes(make.programme(days=days)) == ({"days:DAYS?"} if said else set())


@pytest.mark.parametrize("name", ["", "  ", "\n", "\u3000"])
def test_spaces_are_no_name(name: str) -> None:
    assert codes(make.employer(name=name)) == {"name:REQUIRED"}


def test_other_rules() -> None:
    person, programme = make.worker(), make.programme()
    case = make.case(person)
    assert codes(make.case(person, standing=Standing.REFUSED)) == {"standing_reason:REASON"}
    late = make.training_class(programme, ends_on=make.DAY)
    assert codes(late) == {"ends_on:ORDER"}
    employed = make.training_class(programme, scheme=Scheme.REIMBURSEMENT)
    assert codes(employed) == {"employer:SCHEME?", "agreement:SCHEME?"}
    for state, problem in (
        (EnrolmentState.REJECTED, "reason:REASON"),
        (EnrolmentState.CANCELLED, "reason:REASON"),
        (EnrolmentState.ASSIGNED, "training_class:CLASS"),
        (EnrolmentState.IN_TRAINING, "training_class:CLASS"),
    ):
        assert codes(make.enrolment(case, programme, state=state)) == {problem}
    consent = {"worker": person.id, "purpose": "x", "form_version": "1", "given_on": make.DAY}
    assert codes(Consent(**consent, withdrawn_on=EARLIER)) == {"withdrawn_on:ORDER"}
    assert codes(Consent(**consent, withdrawn_on=make.DAY)) == set()
    assert codes(make.worker(birth_date=LATER, nik=None)) == {"birth_date:FUTURE"}


# --- Steps -----------------------------------------------------------------------

STEPS = [
    (record, name, before, after)
    for record in CATALOGUE.values()
    for name, steps in record.states.items()
    for before in steps
    for after in steps
    if before != after
]


@pytest.fixture
def whole(office: Office) -> dict[type[Record], str]:
    """One record of each kind that has states, with all that any state asks of it."""
    company, person, programme = make.employer(), make.worker(), make.programme()
    answers: dict[str, Any] = TRAINED | {"state": ConsultationState.DRAFT, "scheme": Scheme.PARTNER}
    consultation = make.consultation(company, **answers)
    case = make.case(person, consultation)
    training = make.training_class(programme, cancelled_because="ada")
    enrolment = make.enrolment(case, programme, training_class=training.id, reason="ada")
    me = office.keys.officer.id
    other = Officer(user="budi", name="Budi", roles=frozenset({Role.DPO}), public_key="0" * 64)
    about = {"of_record": "consultation", "of_id": consultation.id}
    decision = Decision(
        matter="Kasus",
        question="case",
        asked_by=me,
        asked_on=make.DAY,
        digest="0" * 64,
        decided_by=other.id,
        reason="ada",
        **about,
    )
    request = DataRequest(
        number="PSD-1",
        kind=RequestKind.ACCESS,
        requester="Rina",
        identity_checked=True,
        received_at=office.now,
        answer="ada",
    )
    incident = DataIncident(
        number="INS-1",
        noticed_at=office.now,
        what="ada",
        data="ada",
        measures="ada",
        agency_told_at=office.now,
        subjects_told_at=office.now,
    )
    erasure = RetentionProposal(
        number="MUS-1", proposed_on=make.DAY, reason="ada", first_by=me, second_by=other.id
    )
    provider = make.provider()
    claim = make.claim(provider, reason="ada")
    proofs: dict[str, Any] = {"paid_on": make.DAY, "reference": "ada", "return_reason": "ada"}
    paid = make.claim(provider, 2, reason="ada")
    payment = make.payment(paid, **proofs, reversal_reason="ada")
    with office.store.write("enter") as session:
        session.add_all([provider, claim, paid, payment])
        session.add_all([company, person, programme, consultation, case, training, enrolment])
        session.add_all([other, decision, request, incident, erasure])
    return {
        Claim: claim.id,
        Payment: payment.id,
        Decision: decision.id,
        DataRequest: request.id,
        DataIncident: incident.id,
        RetentionProposal: erasure.id,
        Consultation: consultation.id,
        TrainingClass: training.id,
        Enrolment: enrolment.id,
    }


def test_only_the_steps_of_the_table_are_taken(
    office: Office, whole: dict[type[Record], str]
) -> None:
    assert {record for record, *_rest in STEPS} == set(whole)

    def step(record: type[Record], name: str, to: Code, *, why: str) -> None:
        with office.store.write(why) as session:
            found = session.get(record, whole[record])
            assert found
            setattr(found, name, to)

    for record, name, before, after in STEPS:
        # "UNDO" may go any way: it puts the record where the step begins.
        step(record, name, before, why="UNDO 0")
        # A claim is decided on under seal alone; only a payment taken back leads there again.
        sealed = record is Claim and after in DECIDED and before is not ClaimState.PAID
        allowed = after in record.states[name][before]
        if allowed and not sealed:
            step(record, name, after, why="step")
            continue
        with pytest.raises(UserError) as refused:
            step(record, name, after, why="step")
        assert refused.value.code == ("DECISION-NEEDED" if allowed else "E-STATE")
        assert "{" not in str(refused.value)
    with office.store.read() as session:
        assert len(session.scalars(select(Enrolment)).all()) == 1
