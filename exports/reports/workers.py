"""The workers: who they are, masked, with their latest case and their enrolments."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Executable, Select, func, select
from sqlalchemy.orm import Session, aliased

from desktop_app.i18n import N_, translate
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    EducationLevel,
    Employer,
    Enrolment,
    Membership,
    Worker,
)
from desktop_app.records.identifiers import show_nik, show_phone
from desktop_app.records.names import name_key
from exports.people import CASE_DAY, GONE
from exports.reports.report import Question, Report, register
from exports.sheet import Cell, Column, Holds, Sheet, numbered
from exports.words import label

TITLE = N_("Workers")


def _ask(session: Session, question: Question) -> Sheet:
    latest = {row.worker: row for row in session.execute(_cases(question))}
    numbers: dict[str, int] = dict(session.execute(_numbers()).all())
    enrolled: dict[str, int] = dict(session.execute(_enrolments()).all())
    rows: list[tuple[Cell, ...]] = []
    found = session.execute(_workers(question)).all()
    for row in sorted(found, key=lambda row: (name_key(row.name), row.id)):
        case = latest.get(row.id)
        rows.append(
            (
                row.name,
                question.masked(row.nik, show_nik),
                _birth(row.birth_date, question),
                label(row.sex),
                row.education,
                question.masked(row.phone, show_phone),
                numbers.get(row.id, 0),
                case.employer if case else None,
                case.number if case else None,
                case.day if case else None,
                enrolled.get(row.id, 0),
            )
        )
    return register(session, question, translate(TITLE), _columns(question), numbered(rows))


def _columns(question: Question) -> list[Column]:
    birth = (
        Column(translate(N_("Date of birth")), Holds.DAY, 10)
        if question.reveal
        else Column(translate(N_("Year of birth")), Holds.IDENTIFIER, 8)
    )
    return [
        Column(translate(N_("No.")), Holds.NUMBER, 4),
        Column(translate(N_("Name")), width=29),
        Column(translate(N_("NIK")), Holds.IDENTIFIER, 20),
        birth,
        Column(translate(N_("Sex")), width=10),
        Column(translate(N_("Education")), width=12),
        Column(translate(N_("Mobile phone")), Holds.IDENTIFIER, 18),
        Column(translate(N_("Number of KPJ")), Holds.NUMBER, 8),
        Column(translate(N_("Latest employer")), width=21),
        Column(translate(N_("Latest case")), Holds.IDENTIFIER, 19),
        Column(translate(N_("Date of the case")), Holds.DAY, 10),
        Column(translate(N_("Enrolments")), Holds.NUMBER, 9, total=True),
    ]


def _birth(birth: date | None, question: Question) -> Cell:
    # Beside a masked NIK the whole date would give its digits away.
    if birth is None or question.reveal:
        return birth
    return str(birth.year)


def _workers(question: Question) -> Executable:
    """Everybody, or those with a case within the period."""
    query = select(
        Worker.id,
        Worker.name,
        Worker.nik,
        Worker.birth_date,
        Worker.sex,
        Worker.phone,
        EducationLevel.name.label("education"),
    ).outerjoin(EducationLevel, EducationLevel.id == Worker.education)
    if question.since or question.until or question.programme_year:
        chosen = select(AffectedWorker.worker).outerjoin(
            Consultation, Consultation.id == AffectedWorker.consultation
        )
        query = query.where(Worker.id.in_(chosen.where(*_wanted(question))))
    return query


def _wanted(question: Question) -> list[ColumnElement[bool]]:
    conditions = question.within(CASE_DAY)
    if question.programme_year is not None:
        conditions.append(Consultation.programme_year == question.programme_year)
    return conditions


def _cases(question: Question) -> Executable:
    """The cases in the order of their days, so that the last of a worker is the latest."""
    consulting = aliased(Employer)
    query = (
        select(
            AffectedWorker.worker,
            CASE_DAY.label("day"),
            Consultation.number,
            func.coalesce(Employer.name, consulting.name).label("employer"),
        )
        .select_from(AffectedWorker)
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .outerjoin(Employer, Employer.id == AffectedWorker.employer)
        .outerjoin(consulting, consulting.id == Consultation.employer)
    )
    return query.where(*_wanted(question)).order_by(
        CASE_DAY.is_not(None), CASE_DAY, AffectedWorker.id
    )


def _numbers() -> Select[str, int]:
    return select(Membership.worker, func.count()).group_by(Membership.worker)


def _enrolments() -> Select[str, int]:
    return (
        select(AffectedWorker.worker, func.count())
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(Enrolment.state.not_in(GONE))
        .group_by(AffectedWorker.worker)
    )


WORKERS = Report(
    "workers",
    TITLE,
    N_("The workers with their latest case and their enrolments; sensitive data are masked."),
    _ask,
)
