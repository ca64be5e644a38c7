"""The consultation register: every case of a period with its figures and its answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Executable, case, func, select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_, translate
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Employer,
    Enrolment,
    KbliSection,
    Officer,
    TrainingProgramme,
)
from desktop_app.records.consultation import QUESTION, ConsultationState, Standing
from exports.people import GONE
from exports.reports.report import Question, Report, register
from exports.sheet import Cell, Column, Holds, Sheet, numbered
from exports.words import label, scheme

TITLE = N_("Consultation register")


@dataclass(frozen=True)
class _Tally:
    """How many of a case's people stand where."""

    listed: int = 0
    matched: int = 0
    refused: int = 0
    enrolled: int = 0


def _ask(session: Session, question: Question) -> Sheet:
    tallies = _tallies(session, question)
    rows: list[tuple[Cell, ...]] = []
    drafts = 0
    for row in session.execute(_cases(question)):
        drafts += row.state is ConsultationState.DRAFT
        tally = tallies.get(row.id, _Tally())
        rows.append(
            (
                row.number,
                row.held_on,
                row.employer,
                row.npp,
                row.sector,
                label(row.channel),
                label(row.state),
                row.workers_stated,
                tally.listed,
                tally.matched,
                tally.refused,
                tally.enrolled,
                label(row.retain),
                label(row.agreement),
                scheme(row.scheme),
                row.programme,
                row.follow_up_on,
                row.officer,
                str(row.programme_year),
            )
        )
    notes = [translate(QUESTION)]
    if drafts:
        notes.append(translate(N_("Drafts, which may still change: {n}")).format(n=drafts))
    return register(
        session,
        question,
        translate(TITLE),
        _columns(),
        numbered(rows),
        notes=notes,
        provisional=question.running or bool(drafts),
    )


def _columns() -> list[Column]:
    return [
        Column(translate(N_("No.")), Holds.NUMBER, 4),
        Column(translate(N_("Case number")), Holds.IDENTIFIER, 19),
        Column(translate(N_("Date")), Holds.DAY, 10),
        Column(translate(N_("Employer")), width=24),
        Column(translate(N_("NPP")), Holds.IDENTIFIER, 9),
        Column(translate(N_("Sector")), width=16),
        Column(translate(N_("Channel")), width=10),
        Column(translate(N_("State")), width=10),
        Column(translate(N_("Stated")), Holds.NUMBER, 8, total=True),
        Column(translate(N_("Listed")), Holds.NUMBER, 8, total=True),
        Column(translate(N_("Matched")), Holds.NUMBER, 7, total=True),
        Column(translate(N_("Turned down")), Holds.NUMBER, 7, total=True),
        Column(translate(N_("Enrolled")), Holds.NUMBER, 8, total=True),
        Column(translate(N_("Answer")), width=10),
        Column(translate(N_("Agreement")), width=16),
        Column(translate(N_("Scheme")), width=14),
        Column(translate(N_("Training agreed")), width=18),
        Column(translate(N_("Follow up on")), Holds.DAY, 10),
        Column(translate(N_("Officer")), width=14),
        Column(translate(N_("Programme year")), Holds.IDENTIFIER, 8),
    ]


def _wanted(question: Question) -> list[ColumnElement[bool]]:
    conditions = question.within(Consultation.held_on)
    if question.programme_year is not None:
        conditions.append(Consultation.programme_year == question.programme_year)
    return conditions


def _cases(question: Question) -> Executable:
    query = (
        select(
            Consultation.id,
            Consultation.number,
            Consultation.held_on,
            Employer.name.label("employer"),
            Employer.npp,
            KbliSection.name.label("sector"),
            Consultation.channel,
            Consultation.state,
            Consultation.workers_stated,
            Consultation.retain,
            Consultation.agreement,
            Consultation.scheme,
            TrainingProgramme.name.label("programme"),
            Consultation.follow_up_on,
            Officer.name.label("officer"),
            Consultation.programme_year,
        )
        .select_from(Consultation)
        .outerjoin(Employer, Employer.id == Consultation.employer)
        .outerjoin(KbliSection, KbliSection.id == Employer.sector)
        .outerjoin(TrainingProgramme, TrainingProgramme.id == Consultation.programme)
        .outerjoin(Officer, Officer.id == Consultation.officer)
    )
    return query.where(*_wanted(question)).order_by(Consultation.held_on, Consultation.number)


def _tallies(session: Session, question: Question) -> dict[str, _Tally]:
    """The figures of each case, in two statements however many cases there are."""
    people = (
        select(
            Consultation.id,
            func.count(AffectedWorker.id).label("listed"),
            func.sum(case((AffectedWorker.standing == Standing.MATCHED, 1), else_=0)).label(
                "matched"
            ),
            func.sum(case((AffectedWorker.standing == Standing.REFUSED, 1), else_=0)).label(
                "refused"
            ),
        )
        .join(AffectedWorker, AffectedWorker.consultation == Consultation.id)
        .group_by(Consultation.id)
    )
    found = {
        row.id: _Tally(row.listed, int(row.matched), int(row.refused))
        for row in session.execute(people.where(*_wanted(question)))
    }
    enrolled = (
        select(Consultation.id, func.count(func.distinct(AffectedWorker.id)).label("enrolled"))
        .join(AffectedWorker, AffectedWorker.consultation == Consultation.id)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(Enrolment.state.not_in(GONE))
        .group_by(Consultation.id)
    )
    for row in session.execute(enrolled.where(*_wanted(question))):
        found[row.id] = replace(found[row.id], enrolled=row.enrolled)
    return found


CONSULTATIONS = Report(
    "consultations",
    TITLE,
    N_("Every consultation of a period with its figures, its answer and what was agreed."),
    _ask,
    paper="F4",
)
