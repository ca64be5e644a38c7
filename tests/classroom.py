"""A class that has been taught: its people, its sessions and who was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop_app.office import Office
from desktop_app.records import (
    AffectedWorker,
    Attendance,
    ClassSession,
    CompetencyUnit,
    Enrolment,
    Partner,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
)
from desktop_app.records.employer import ProviderType
from desktop_app.records.partner import CertificationType, PartnerKind
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState, EnrolmentState
from tests import make

FIRST = date(2026, 11, 9)
"""A Monday; the class lasts the ten working days from here."""
LAST = date(2026, 11, 20)


@dataclass(frozen=True)
class Classroom:
    """What was made."""

    taught: TrainingClass
    programme: TrainingProgramme
    provider: TrainingProvider
    sessions: Sequence[ClassSession]
    cases: Sequence[AffectedWorker]
    people: Sequence[Enrolment]


def classroom(
    office: Office,
    names: Sequence[str] = ("Ani", "Budi", "Cici"),
    *,
    marks: Sequence[str] = (),
    state: EnrolmentState = EnrolmentState.COMPLETED,
    number: int = 1,
    **over: Any,
) -> Classroom:
    """Make it; `marks` are each person's ten marks, ``HHHHHHHHSA``."""
    programme = make.programme(number, name=f"Operator Forklif {number}")
    provider = TrainingProvider(name=f"BLK Bitung {number}", type=ProviderType.BLK_UPTD)
    values: dict[str, Any] = {
        "provider": provider.id,
        "starts_on": FIRST,
        "ends_on": LAST,
        "state": ClassState.FINISHED,
    }
    taught = make.training_class(programme, number, **values | over)
    days = [FIRST + timedelta(days=n) for n in range(12)]
    sessions = [
        ClassSession(training_class=taught.id, day=day, lesson_hours=8)
        for day in days
        if day.weekday() < 5
    ]
    employer = make.employer(number)
    talk = make.consultation(employer, number)
    people, cases, workers = [], [], []
    for n, name in enumerate(names, number * 10):
        worker = make.worker(n, name=name)
        case = make.case(worker, talk)
        seat = make.enrolment(case, programme, n, training_class=taught.id, state=state)
        workers.append(worker)
        cases.append(case)
        people.append(seat)
    seen = [
        Attendance(session=one.id, enrolment=seat.id, mark=Mark.of(mark))
        for seat, row in zip(people, marks, strict=False)
        for one, mark in zip(sessions, row, strict=True)
    ]
    with office.store.write("test") as session:
        session.add_all([programme, provider, employer, talk, taught, *sessions])
        session.add_all([*workers, *cases, *people, *seen])
    return Classroom(taught, programme, provider, sessions, cases, people)


def units(office: Office, room: Classroom, *names: str) -> list[CompetencyUnit]:
    """Units of the class's programme."""
    made = [
        CompetencyUnit(programme=room.programme.id, code=f"H.49FOR00.{n:03}.1", name=name, rank=n)
        for n, name in enumerate(names, 1)
    ]
    with office.store.write("test") as session:
        session.add_all(made)
    return made


def body(office: Office, **over: Any) -> Partner:
    """A certification body under BNSP."""
    values: dict[str, Any] = {
        "name": "LSP Logistik",
        "kind": PartnerKind.CERTIFICATION_BODY,
        "certifies": CertificationType.BNSP_P3,
    }
    made = Partner(**values | over)
    with office.store.write("test") as session:
        session.add(made)
    return made
