"""People whose training is over, for tests of what became of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop_app.records import (
    Consultation,
    Employer,
    Enrolment,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write
from tests import make


def graduate(
    session: Write,
    number: int,
    programme: TrainingProgramme,
    ended: date,
    *,
    employer: Employer | None = None,
    consultation: Consultation | None = None,
    training_class: TrainingClass | None = None,
    state: EnrolmentState = EnrolmentState.COMPLETED,
    **person: Any,
) -> Enrolment:
    """Person `number`, trained until `ended`; laid off by `employer` or that of a consultation."""
    values = {"phone": f"+6281234500{number:03}"} | person
    worker = make.worker(number, **values)
    case = make.case(worker, consultation)
    if employer is not None:
        case.employer = employer.id
    dropped = state is EnrolmentState.DROPPED
    made = make.enrolment(
        case,
        programme,
        number,
        state=state,
        completed_on=None if dropped else ended,
        dropped_on=ended if dropped else None,
        training_class=training_class.id if training_class else None,
    )
    session.add_all([worker, case, made])
    return made
