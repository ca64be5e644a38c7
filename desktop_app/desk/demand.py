"""The demand of the industry: taken from consultations, shown against the catalogue."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.demand import Course, Line, Wish, against, fitting, needs_in
from desktop_app.records import (
    Consultation,
    Employer,
    IndustryNeed,
    KbliSection,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.names import fold
from desktop_app.records.partner import NeedSource
from desktop_app.records.training import ClassState
from desktop_app.store.writing import Write

_PLANNED = (ClassState.PLANNED, ClassState.OPEN, ClassState.FULL, ClassState.RUNNING)


def courses(session: Session, today: date) -> list[Course]:
    """The catalogue, each programme with the seats of its classes that end today or later."""
    seats = (
        select(TrainingClass.programme, func.sum(TrainingClass.capacity).label("seats"))
        .where(
            TrainingClass.state.in_(_PLANNED),
            TrainingClass.ends_on >= today,
            TrainingClass.voided_at.is_(None),
        )
        .group_by(TrainingClass.programme)
        .subquery()
    )
    rows = session.execute(
        select(TrainingProgramme.id, TrainingProgramme.name, seats.c.seats)
        .outerjoin(seats, seats.c.programme == TrainingProgramme.id)
        .where(TrainingProgramme.voided_at.is_(None), TrainingProgramme.alias_of.is_(None))
        .order_by(TrainingProgramme.code)
    )
    return [Course(row.id, row.name, int(row.seats or 0)) for row in rows]


def demand(session: Session, today: date) -> list[Line]:
    """What is asked for still, by sector and skill, against programmes and planned seats."""
    rows = session.execute(
        select(IndustryNeed, KbliSection)
        .outerjoin(KbliSection, KbliSection.id == IndustryNeed.sector)
        .where(
            IndustryNeed.voided_at.is_(None),
            or_(IndustryNeed.needed_until.is_(None), IndustryNeed.needed_until >= today),
        )
        .order_by(IndustryNeed.id)
    )
    wishes = [
        Wish(need.skill, sector.caption if sector else "", need.people, need.programme)
        for need, sector in rows
    ]
    return against(wishes, courses(session, today))


def take_needs(session: Write, consultation: str) -> list[IndustryNeed]:
    """Make needs of what a consultation says of them; what was taken before is passed over.

    Raises UserError when it says nothing.
    """
    case = session.get_one(Consultation, consultation)
    told = needs_in(case.industry_needs or "")
    if not told:
        raise UserError(
            "NEEDS-NONE",
            N_("Write under “Needs of the industry” which skills are asked for, one a line."),
        )
    employer = session.get_one(Employer, case.employer)
    known = {
        fold(skill)
        for skill in session.scalars(
            select(IndustryNeed.skill).where(
                IndustryNeed.consultation == consultation, IndustryNeed.voided_at.is_(None)
            )
        )
    }
    offered = courses(session, session.facts.today)
    made = []
    for skill, people in told:
        if fold(skill) in known:
            continue
        known.add(fold(skill))
        answers = fitting(Wish(skill), offered)
        made.append(
            IndustryNeed(
                skill=skill,
                people=people,
                source=NeedSource.CONSULTATION,
                consultation=case.id,
                employer=case.employer,
                sector=employer.sector,
                region=employer.region,
                programme=answers[0].id if len(answers) == 1 else None,
                noted_on=case.held_on,
            )
        )
    session.add_all(made)
    return made
