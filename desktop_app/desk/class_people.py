"""Who learns in a class, or has learnt there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from desktop_app.records import AffectedWorker, Consultation, Employer, Enrolment, Worker
from desktop_app.records.names import name_key
from desktop_app.records.training import EnrolmentState

_E = EnrolmentState

FINISHED = (_E.COMPLETED, _E.ASSESSED, _E.CERTIFIED, _E.PLACED, _E.NOT_PLACED)
"""Who went through the training."""
IN_CLASS = (_E.ASSIGNED, _E.IN_TRAINING, *FINISHED)
"""Who has a seat that counts: nobody waiting, gone or dropped out."""


@dataclass(frozen=True)
class Learner:
    """A person with a seat in a class."""

    enrolment: Enrolment
    case: str
    name: str
    employer: str

    @property
    def id(self) -> str:
        return self.enrolment.id


def learners(
    session: Session, training_class: str, states: tuple[EnrolmentState, ...] = IN_CLASS
) -> list[Learner]:
    """The people of a class by name; those who left it are left out."""
    consulting = aliased(Employer)
    rows = session.execute(
        select(
            Enrolment,
            Enrolment.affected_worker,
            Worker.id,
            Worker.name,
            func.coalesce(Employer.name, consulting.name, "").label("employer"),
        )
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(Employer, Employer.id == AffectedWorker.employer)
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .outerjoin(consulting, consulting.id == Consultation.employer)
        .where(
            Enrolment.training_class == training_class,
            Enrolment.state.in_(states),
            Enrolment.voided_at.is_(None),
        )
    ).all()
    return [
        Learner(row.Enrolment, row.affected_worker, row.name, row.employer)
        for row in sorted(rows, key=lambda row: (name_key(row.name), row.id))
    ]
