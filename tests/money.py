"""Claims as tests need them: written by one officer, approved under seal by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from desktop_app.desk import claims, decisions
from desktop_app.desk.attendance import mark_id
from desktop_app.desk.papers import papers_of, receive
from desktop_app.office import Office
from desktop_app.records import (
    Attendance,
    Claim,
    ClaimLine,
    ClassSession,
    Consultation,
    Employer,
    Enrolment,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
)
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.employer import ProviderType, Scheme
from desktop_app.records.funding import CostKind
from desktop_app.records.record import Record
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState, EnrolmentState
from tests import make
from tests.colleagues import HEAD_PASSWORD


def claim(place: int = 1, **over: Any) -> Claim:
    """A draft; the payee is for the caller to name."""
    values: dict[str, Any] = {
        "number": f"{place:04}/PB/MND/XI/{make.DAY.year}",
        "kind": ClaimKind.REIMBURSEMENT,
        "programme_year": make.DAY.year,
        "received_on": make.DAY,
    }
    return Claim(**values | over)


def line(claim: Claim, price: int = 3_500_000, **over: Any) -> ClaimLine:
    """A training cost of a claim."""
    values: dict[str, Any] = {
        "claim": claim.id,
        "cost_kind": CostKind.TRAINING,
        "description": "Operator forklif",
        "unit_price": price,
    }
    return ClaimLine(**values | over)


def verified(office: Office, *prices: int, **over: Any) -> Claim:
    """A saved claim of an employer with lines, ready to be put before the head.

    Its papers did not come in; a reason says why it goes on nevertheless.
    """
    values = {
        "received_on": office.today,
        "written_by": office.store.author.officer,
    }
    made = claim(**{**values, **over})
    with office.store.write("test") as session:
        employer = Employer(npp="00000001", name="PT Contoh 1")
        made.employer = employer.id
        session.add_all([employer, made, *(line(made, price) for price in prices or (3_500_000,))])
    put_forward(office, made.id)
    return made


def put_forward(office: Office, claim: str, *, aside: bool = True) -> None:
    """Lead a draft to the head; what stands in its way is set aside for a reason."""
    if aside:
        with office.store.write("test") as session:
            claims.go_on(session, claim, "Dokumen menyusul")
    for state in (ClaimState.SUBMITTED, ClaimState.VERIFIED):
        with office.store.write("test") as session:
            session.get_one(Claim, claim).state = state


def approve(office: Office, head: Office, claim: str, question: str = "claim") -> None:
    """Ask at the one desk, decide at the other."""
    with office.store.write(decisions.ASKED) as session:
        asked = decisions.ask(session, question, session.get_one(Claim, claim), remarks="-")
    decisions.decide(head, {asked.id: asked.digest}, HEAD_PASSWORD, approve=True)


@dataclass
class Trained:
    """A class that is over: its people, each with a share of its two sessions of 4 JP."""

    training_class: TrainingClass
    consultation: Consultation
    employer: Employer
    provider: TrainingProvider
    programme: TrainingProgramme
    enrolments: list[Enrolment]


def trained(office: Office, *attended: int, scheme: Scheme = Scheme.PARTNER) -> Trained:
    """A class with one person for each number of sessions attended (0 to 2)."""
    employer = make.employer(1, account="1234567890", account_holder="PT Contoh 1")
    provider = TrainingProvider(name="LPK Contoh", type=ProviderType.PRIVATE)
    programme = make.programme(1, fee=3_500_000)
    day = office.today - timedelta(days=14)
    case = make.consultation(employer, 1, held_on=day, minutes_number="001/BA/MND/XI/2026")
    of = make.training_class(
        programme,
        provider=provider.id,
        scheme=scheme,
        employer=employer.id,
        starts_on=day,
        ends_on=day + timedelta(days=1),
        state=ClassState.FINISHED,
        programme_year=office.today.year,
    )
    sessions = [
        ClassSession(training_class=of.id, day=of.starts_on + timedelta(days=n), lesson_hours=4)
        for n in range(2)
    ]
    people, marks = [], []
    records: list[Record] = []
    for number, there in enumerate(attended, 1):
        worker = make.worker(number)
        affected = make.case(worker, case)
        one = make.enrolment(
            affected,
            programme,
            number,
            scheme=scheme,
            training_class=of.id,
            registered_on=day,
            state=EnrolmentState.COMPLETED,
            completed_on=of.ends_on,
        )
        people.append(one)
        records += [worker, affected, one]
        marks += [
            Attendance(
                id=mark_id(session.id, one.id),
                session=session.id,
                enrolment=one.id,
                mark=Mark.PRESENT if place < there else Mark.ABSENT,
            )
            for place, session in enumerate(sessions)
        ]
    with office.store.write("test") as session:
        session.add_all([employer, provider, programme, case, of, *sessions, *records, *marks])
    return Trained(of, case, employer, provider, programme, people)


def all_papers(office: Office, claim: str) -> None:
    """Every paper of a claim came in today."""
    with office.store.write("test") as session:
        found = session.get_one(Claim, claim)
        for item in papers_of(session, found, session.facts):
            receive(session, office, found, item.paper.id)
