"""Work that employers offer, whom to offer it to, and what came of sending somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.editing import gone
from desktop_app.desk.no_contact import must_live, of_deceased
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.follow_ups import ENDED
from desktop_app.processes.matching import Graduate, Match, Offer, fitting
from desktop_app.records import (
    AffectedWorker,
    Consent,
    Employer,
    Enrolment,
    FollowUp,
    Referral,
    Region,
    TrainingClass,
    TrainingProgramme,
    Vacancy,
    Worker,
)
from desktop_app.records.training import EnrolmentState
from desktop_app.records.work import ReferralResult, WorkEvidence, WorkOutcome
from desktop_app.store.writing import Write

REFERRED = N_("Person referred to an employer")
RESULT = N_("Result of a referral put down")

CV = "CV_TO_EMPLOYERS"
"""The consent that lets employers have a person's CV."""


def open_vacancies(today: date) -> Select[str]:
    """The vacancies that still take people."""
    own = Vacancy
    return select(own.id).where(
        own.closed_on.is_(None), or_(own.until.is_(None), own.until >= today)
    )


def past_vacancies(today: date) -> Select[str]:
    """The vacancies that were closed, or whose last day has passed."""
    return select(Vacancy.id).where(Vacancy.id.not_in(open_vacancies(today)))


def candidates(session: Session, vacancy: str) -> list[Match]:
    """The graduates who fit a vacancy, the best first; who was sent there already is left out."""
    found = session.get_one(Vacancy, vacancy)
    programme = session.get(TrainingProgramme, found.programme) if found.programme else None
    offer = Offer(found.programme, programme.sector if programme else None, found.region)
    sent = set(
        session.scalars(
            select(AffectedWorker.worker)
            .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
            .join(Referral, Referral.enrolment == Enrolment.id)
            .where(Referral.vacancy == vacancy, Referral.voided_at.is_(None))
        )
    )
    matches = fitting(offer, [one for one in graduates(session) if one.worker not in sent])
    best: dict[str, Match] = {}
    for match in matches:  # Who was trained twice is offered once, by what fits better.
        best.setdefault(match.graduate.worker, match)
    return list(best.values())


def graduates(session: Session) -> list[Graduate]:
    """Everybody whose training is over, with the last answer of each."""
    rows = session.execute(
        select(
            Enrolment.id,
            Enrolment.state,
            Enrolment.completed_on,
            Enrolment.result,
            Enrolment.programme,
            TrainingClass.ends_on,
            TrainingProgramme.name.label("programme_name"),
            TrainingProgramme.sector,
            Worker.id.label("worker"),
            Worker.name,
            Worker.region,
            Region.name.label("place"),
        )
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .join(TrainingProgramme, TrainingProgramme.id == Enrolment.programme)
        .outerjoin(TrainingClass, TrainingClass.id == Enrolment.training_class)
        .outerjoin(Region, Region.id == Worker.region)
        .where(
            Enrolment.state.in_([s for s in ENDED if s is not EnrolmentState.DROPPED]),
            Enrolment.voided_at.is_(None),
            Enrolment.id.not_in(of_deceased()),
        )
        .order_by(Worker.name, Enrolment.id)
    ).all()
    outcomes, consents = _outcomes(session), _consents(session)
    return [
        Graduate(
            row.id,
            row.worker,
            row.name,
            row.programme,
            row.programme_name,
            row.sector,
            row.region,
            row.place or "",
            ended,
            row.result,
            outcomes.get(row.worker),
            row.worker in consents,
        )
        for row in rows
        if (ended := row.completed_on or row.ends_on) is not None
    ]


def _outcomes(session: Session) -> Mapping[str, WorkOutcome]:
    """The last answer of each person, whichever training it was about."""
    rows = session.execute(
        select(AffectedWorker.worker, FollowUp.outcome)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .join(FollowUp, FollowUp.enrolment == Enrolment.id)
        .where(FollowUp.outcome.is_not(None), FollowUp.voided_at.is_(None))
        .order_by(FollowUp.asked_on, FollowUp.month)
    )
    return {row.worker: row.outcome for row in rows}


def _consents(session: Session) -> set[str]:
    return set(
        session.scalars(
            select(Consent.worker).where(
                Consent.purpose == CV,
                Consent.withdrawn_on.is_(None),
                Consent.voided_at.is_(None),
            )
        )
    )


def refer(session: Write, vacancy: str, enrolment: str, *, agreed: bool) -> Referral:
    """Send a graduate to an employer; nothing of the person goes there without `agreed`.

    Raises UserError: not agreed, sent there already, a vacancy that is over, a person
    who has died.
    """
    offered = session.get(Vacancy, vacancy)
    if offered is None or offered.voided_at is not None:
        raise gone()
    today = session.facts.today
    if offered.closed_on is not None or (offered.until is not None and offered.until < today):
        raise UserError("VACANCY-OVER", N_("This vacancy is over; nobody can be sent there."))
    must_live(session, enrolment)
    if session.scalar(
        select(Referral.id).where(
            Referral.vacancy == vacancy,
            Referral.enrolment == enrolment,
            Referral.voided_at.is_(None),
        )
    ):
        raise UserError("REFERRED", N_("This person was sent to this employer already."))
    made = Referral(vacancy=vacancy, enrolment=enrolment, referred_on=today, agreed=agreed)
    session.add(made)
    session.flush()
    return made


def settle(session: Write, referral: str, result: ReferralResult) -> Referral:
    """Put down what the employer answered, today."""
    one = session.get(Referral, referral)
    if one is None or one.voided_at is not None:
        raise gone()
    waiting = result is ReferralResult.WAITING
    one.result, one.result_on = result, None if waiting else session.facts.today
    session.flush()
    return one


@dataclass(frozen=True)
class Proposal:
    """An answer that a referral proposes for a follow-up; a person confirms it."""

    follow_up: str
    outcome: WorkOutcome
    details: Mapping[str, Any]


def proposal(session: Session, referral: str) -> Proposal | None:
    """The follow-up that being hired answers: the next one open, else the last one.

    None while the person is not hired, or no follow-up is planned.
    """
    one = session.get_one(Referral, referral)
    if one.result is not ReferralResult.HIRED:
        return None
    planned = session.scalars(
        select(FollowUp)
        .where(FollowUp.enrolment == one.enrolment, FollowUp.voided_at.is_(None))
        .order_by(FollowUp.month)
    ).all()
    if not planned:
        return None
    follow = next((f for f in planned if f.outcome is None), planned[-1])
    vacancy = session.get_one(Vacancy, one.vacancy)
    enrolment = session.get_one(Enrolment, one.enrolment)
    before = session.get_one(AffectedWorker, enrolment.affected_worker).employer
    back = vacancy.employer is not None and vacancy.employer == before
    return Proposal(
        follow.id,
        WorkOutcome.PREVIOUS_EMPLOYER if back else WorkOutcome.NEW_EMPLOYER,
        {
            "vacancy": vacancy.id,
            "employer": vacancy.employer,
            "employer_name": employer_name(session, vacancy),
            "position": vacancy.position,
            "wage": vacancy.pay,
            "evidence": WorkEvidence.OWN_WORD,
        },
    )


def employer_name(session: Session, vacancy: Vacancy) -> str:
    """Who offers the work."""
    employer = session.get(Employer, vacancy.employer) if vacancy.employer else None
    return employer.name if employer else vacancy.employer_name or ""


def results_of(session: Session, vacancies: Sequence[str]) -> dict[str, list[tuple[str, Any]]]:
    """The referrals to each vacancy, id and result."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for row in session.execute(
        select(Referral.vacancy, Referral.id, Referral.result).where(
            Referral.vacancy.in_(vacancies), Referral.voided_at.is_(None)
        )
    ):
        found.setdefault(row.vacancy, []).append((row.id, row.result))
    return found
