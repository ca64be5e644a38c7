"""Cohorts of people trained and asked, for tests of indicators, reports and Home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop_app.office import Office
from desktop_app.records import FollowUp, TrainingClass, TrainingProgramme
from desktop_app.records.consultation import ConsultationState, Retain
from desktop_app.records.record import Record
from desktop_app.records.training import EnrolmentState, TrainingResult
from desktop_app.records.work import WorkEvidence, WorkOutcome
from tests import make

BEGUN, ENDED = date(2026, 1, 12), date(2026, 1, 31)
"""The training of a cohort, unless a test says otherwise; six months later is 31 July 2026."""
ASKED = date(2026, 8, 3)


def cohort(
    office: Office,
    outcomes: Sequence[WorkOutcome | None],
    *,
    number: int = 1,
    begun: date = BEGUN,
    ended: date = ENDED,
    asked: date = ASKED,
    **over: Any,
) -> list[str]:
    """A class of people with what each answered for month 6, None for nobody asked; their ids.

    `number` keeps classes apart; `over` goes into the enrolments.
    """
    programme = make.programme(number)
    employer = make.employer(number)
    talk = make.consultation(employer, number, held_on=begun, programme_year=begun.year)
    talk.state, talk.retain = ConsultationState.HELD, Retain.YES
    held = make.training_class(
        programme, number, starts_on=begun, ends_on=ended, programme_year=begun.year
    )
    made: list[Record] = [programme, employer, talk, held]
    ids = []
    for at, outcome in enumerate(outcomes):
        person = make.worker(number * 1000 + at)
        case = make.case(person, talk)
        enrolled = _enrolment(case, programme, held, number * 1000 + at, over)
        made += [person, case, enrolled]
        ids.append(enrolled.id)
        if outcome is not None:
            made.append(answered(enrolled.id, outcome, asked, begun=ended))
    with office.store.write("A cohort for a test") as session:
        session.add_all(made)
    return ids


def _enrolment(
    case: Any, programme: TrainingProgramme, held: TrainingClass, number: int, over: dict[str, Any]
) -> Any:
    values = {
        "state": EnrolmentState.COMPLETED,
        "training_class": held.id,
        "registered_on": held.starts_on,
        "programme_year": held.programme_year,
        "started_on": held.starts_on,
        "completed_on": held.ends_on,
        "result": TrainingResult.PASSED,
        "result_on": held.ends_on,
    }
    return make.enrolment(case, programme, number, **values | over)


def answered(
    enrolment: str, outcome: WorkOutcome, asked: date, *, begun: date, month: int = 6
) -> FollowUp:
    """What somebody answered; who works does since the first of the month after the training."""
    works = outcome.works
    return FollowUp(
        enrolment=enrolment,
        month=month,
        due_on=asked,
        asked_on=asked,
        outcome=outcome,
        starts_on=date(begun.year + begun.month // 12, begun.month % 12 + 1, 1) if works else None,
        evidence=WorkEvidence.OWN_WORD if works else None,
    )
