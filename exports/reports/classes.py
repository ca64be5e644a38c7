"""Classes on paper: who is in one, and which days are taught when and where."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Executable, Select, func, select
from sqlalchemy.orm import Session, aliased

from desktop_app.i18n import N_, translate
from desktop_app.records import (
    AffectedWorker,
    ClassSession,
    Consultation,
    EducationLevel,
    Employer,
    Enrolment,
    Membership,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
    Worker,
)
from desktop_app.records.identifiers import show_phone
from desktop_app.records.names import name_key
from desktop_app.records.training import ClassState
from desktop_app.wording import day_range, weekday
from exports.people import GONE, latest_numbers
from exports.reports.report import Option, Question, Report, register, worded
from exports.reports.training import class_days
from exports.sheet import Behind, Cell, Column, Holds, Sheet, numbered
from exports.words import label


def _classes(session: Session, question: Question) -> Sequence[tuple[str, str]]:
    """The classes that touch the period, the latest first."""
    found = session.execute(
        select(TrainingClass.id, TrainingClass.code)
        .where(*class_days(question))
        .order_by(TrainingClass.starts_on.desc(), TrainingClass.code.desc())
    )
    return [(row.id, row.code) for row in found]


def _roster(session: Session, question: Question) -> Sheet:
    chosen = question.options.get("class", "")
    one = session.get(TrainingClass, chosen) if chosen else None
    spare = latest_numbers(session, _people(chosen))
    rows: list[tuple[Cell, ...]] = []
    found = session.execute(_members(chosen)).all()
    for row in sorted(found, key=lambda row: (name_key(row.worker), row.worker_id)):
        rows.append(
            (
                row.worker,
                label(row.sex),
                question.masked(row.kpj or spare.get(row.worker_id)),
                row.employer,
                row.education,
                question.masked(row.phone, show_phone),
                row.number,
                label(row.state),
            )
        )
    return register(
        session,
        question,
        translate(ROSTER.title),
        worded(_ROSTER_COLUMNS),
        numbered(rows),
        notes=_about(session, one),
        provisional=one is not None and one.state is not ClassState.REPORTED,
    )


_ROSTER_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Name of the participant"), width=28),
    Column(N_("Sex"), width=10),
    Column(N_("KPJ"), Holds.IDENTIFIER, 15),
    Column(N_("Employer"), width=24),
    Column(N_("Education"), width=12),
    Column(N_("Mobile phone"), Holds.IDENTIFIER, 18),
    Column(N_("Enrolment number"), Holds.IDENTIFIER, 19),
    Column(N_("State"), width=14),
)


def _about(session: Session, one: TrainingClass | None) -> list[str]:
    """What the class is: programme, institution, place, days, seats."""
    if one is None:
        return []
    programme = session.get(TrainingProgramme, one.programme)
    provider = session.get(TrainingProvider, one.provider) if one.provider else None
    words = [
        programme.name if programme else None,
        provider.name if provider else None,
        one.place,
        day_range(one.starts_on, one.ends_on),
    ]
    return [
        " · ".join(word for word in words if word),
        translate(N_("Seats: {n}")).format(n=one.capacity),
    ]


def _people(training_class: str) -> Select[str]:
    return (
        select(AffectedWorker.worker)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(Enrolment.training_class == training_class)
    )


def _members(training_class: str) -> Executable:
    consulting = aliased(Employer)
    return (
        select(
            Worker.id.label("worker_id"),
            Worker.name.label("worker"),
            Worker.sex,
            Worker.phone,
            EducationLevel.name.label("education"),
            Membership.kpj,
            func.coalesce(Employer.name, consulting.name).label("employer"),
            Enrolment.number,
            Enrolment.state,
        )
        .select_from(Enrolment)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(EducationLevel, EducationLevel.id == Worker.education)
        .outerjoin(Membership, Membership.id == AffectedWorker.membership)
        .outerjoin(Employer, Employer.id == AffectedWorker.employer)
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .outerjoin(consulting, consulting.id == Consultation.employer)
        .where(Enrolment.training_class == training_class, Enrolment.state.not_in(GONE))
    )


def _calendar(session: Session, question: Question) -> Sheet:
    people: dict[str, set[str]] = {}
    for seat in session.execute(
        select(Enrolment.id, Enrolment.training_class).where(
            Enrolment.training_class.is_not(None), Enrolment.state.not_in(GONE)
        )
    ):
        people.setdefault(seat.training_class or "", set()).add(seat.id)
    rows: list[tuple[Cell, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    for row in session.execute(_sessions(question)):
        members = people.get(row.id, set())
        if members:
            behind[len(rows), 10] = Behind("enrolment", frozenset(members))
        rows.append(
            (
                row.day,
                weekday(row.day),
                row.part,
                row.code,
                row.programme,
                row.provider,
                row.place,
                row.instructor,
                row.lesson_hours,
                len(members),
            )
        )
    return register(
        session,
        question,
        translate(CALENDAR.title),
        worded(_CALENDAR_COLUMNS),
        numbered(rows),
        provisional=question.running,
        personal=False,
        behind=behind,
    )


_CALENDAR_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Date"), Holds.DAY, 10),
    Column(N_("Weekday"), width=8),
    Column(N_("Session of the day"), Holds.NUMBER, 7),
    Column(N_("Class"), width=12),
    Column(N_("Training programme"), width=24),
    Column(N_("Training provider"), width=22),
    Column(N_("Place"), width=20),
    Column(N_("Instructor"), width=18),
    Column(N_("Lesson hours (JP)"), Holds.NUMBER, 8, total=True),
    Column(N_("Participants"), Holds.NUMBER, 8),
)


def _sessions(question: Question) -> Executable:
    query = (
        select(
            TrainingClass.id,
            TrainingClass.code,
            TrainingClass.place,
            TrainingClass.instructor,
            ClassSession.day,
            ClassSession.part,
            ClassSession.lesson_hours,
            TrainingProgramme.name.label("programme"),
            TrainingProvider.name.label("provider"),
        )
        .select_from(ClassSession)
        .join(TrainingClass, TrainingClass.id == ClassSession.training_class)
        .outerjoin(TrainingProgramme, TrainingProgramme.id == TrainingClass.programme)
        .outerjoin(TrainingProvider, TrainingProvider.id == TrainingClass.provider)
        .where(*question.within(ClassSession.day), TrainingClass.state != ClassState.CANCELLED)
        .order_by(ClassSession.day, ClassSession.part, TrainingClass.code)
    )
    if question.programme_year is not None:
        query = query.where(TrainingClass.programme_year == question.programme_year)
    return query


ROSTER = Report(
    "class-roster",
    N_("Class roster"),
    N_("The participants of one class; sensitive data are masked."),
    _roster,
    paper="F4",
    options=(Option("class", N_("Class"), _classes, each=True),),
)
CALENDAR = Report(
    "class-calendar",
    N_("Class calendar"),
    N_("Every training day of a period: class, programme, provider, place and participants."),
    _calendar,
)
