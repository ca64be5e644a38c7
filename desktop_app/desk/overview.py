"""What an officer should know in the morning: figures, what is due, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk import figures
from desktop_app.desk.beginning import Step, steps
from desktop_app.desk.figures import Figure, Quota, Target, figure
from desktop_app.desk.indicator_facts import books
from desktop_app.desk.indicators import definitions
from desktop_app.desk.near_deadlines import CaseDeadline, near_deadlines
from desktop_app.desk.notice import Notice
from desktop_app.desk.notices import backups
from desktop_app.desk.recent import Recent, recent
from desktop_app.desk.spans import Span
from desktop_app.desk.todo import Due, todo
from desktop_app.desk.waiting import waiting
from desktop_app.office import Office
from desktop_app.processes.indicators import Ids, Known, Measurement
from desktop_app.processes.measuring import measure, placed, stages
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Enrolment,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.record import Facts
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.records.work import WorkOutcome
from desktop_app.store.local import StoredDraft, drafts

DAYS = 14
"""How far ahead the classes are shown."""


@dataclass(frozen=True)
class ClassStrip:
    """One class of the next weeks."""

    id: str
    code: str
    programme: str
    state: ClassState
    starts_on: date
    ends_on: date
    taken: int
    capacity: int


@dataclass(frozen=True)
class Overview:
    """All that the books say on Home."""

    consultations: Figure
    running: Figure
    """The classes that are held today."""
    affected: Figure
    enrolled: Figure
    """The enrolments that were neither turned down nor called off."""
    stages: Mapping[str, Ids]
    """Who has come how far (`processes.measuring.STAGES`): each person once a programme year."""
    again: Measurement | None
    """The re-employment that has a target; None where no version is in force."""
    so_far: Mapping[WorkOutcome | None, Ids]
    """Those who began training by their last answer, due or not; None is not known."""
    targets: tuple[Target, ...]
    quota: Quota | None
    """Set by headquarters for the year; None for other spans, or where none is set."""
    due: tuple[Due, ...]
    classes: tuple[ClassStrip, ...]
    deadlines: tuple[CaseDeadline, ...]
    programmes: tuple[tuple[str, str], ...]
    """Programmes to choose from: id and name."""


@dataclass(frozen=True)
class Morning:
    """The books, and what lies on this PC."""

    overview: Overview
    drafts: tuple[StoredDraft, ...] = ()
    recent: tuple[Recent, ...] = ()
    alarms: tuple[Notice, ...] = ()
    """That no backup was made, or that a disk is nearly full."""
    steps: tuple[Step, ...] = field(default=())
    """The first steps of a new office; empty once all are done."""


def morning(office: Office, span: Span) -> Morning:
    """All that Home shows to the officer at the desk."""
    store, officer = office.store, office.store.author.officer
    key = figures.quota_key(office.code, headquarters=office.headquarters)
    with store.read() as session:
        seen = overview(session, store.facts(), officer, span, key)
        alarms = tuple(backups(office, session))
    with store.raw() as connection:
        kept = tuple(drafts(connection, officer))
    begun = steps(office)
    return Morning(
        seen,
        kept,
        tuple(recent(store)),
        alarms,
        begun if any(not step.done for step in begun) else (),
    )


def overview(
    session: Session,
    facts: Facts,
    officer: str = "",
    span: Span | None = None,
    quota: str = figures.QUOTA,
) -> Overview:
    """The office's state in a span (all time), and what waits for `officer`."""
    span, today = span or Span(), facts.today
    known = books(session, today, span, hours=False).known()
    held = select(TrainingClass.id).where(TrainingClass.state == ClassState.RUNNING)
    if span.programme:
        held = held.where(TrainingClass.programme == span.programme)
    lines = (*todo(session, today, officer), *waiting(session, facts, officer))
    return Overview(
        consultations=figure(session, Consultation, figures.consultations(span)),
        running=figure(session, TrainingClass, held),
        affected=figure(session, AffectedWorker, figures.affected(span)),
        enrolled=figure(session, Enrolment, figures.enrolments(span)),
        stages=stages(known, today),
        again=_again(session, known, today),
        so_far=placed(known.people, today),
        targets=tuple(figures.targets(session, span)),
        quota=figures.quota(session, quota, today) if span.whole_year else None,
        due=tuple(due for due in lines if due.count),
        classes=tuple(_classes(session, today, span.programme)),
        deadlines=tuple(near_deadlines(session, facts)),
        programmes=tuple(_offered(session)),
    )


def _again(session: Session, known: Known, today: date) -> Measurement | None:
    """What the newest version of the first re-employment comes to, one with a target for choice."""
    found = [one for one in definitions(session, today) if one.numerator == "WORKING"]
    if not found:
        return None
    first = next((one for one in found if one.target is not None), found[0])
    newest = [one for one in found if one.code == first.code][-1]
    return measure(newest, known, today)


def _offered(session: Session) -> list[tuple[str, str]]:
    """The programmes that have classes or people."""
    used = select(TrainingClass.programme).union(select(Enrolment.programme))
    own = TrainingProgramme
    found = session.execute(
        select(own.id, own.name).where(own.id.in_(used)).order_by(own.name, own.id)
    )
    return [(row.id, row.name) for row in found]


def _classes(session: Session, today: date, programme: str) -> Iterator[ClassStrip]:
    gone = (*figures.GONE, EnrolmentState.WAITLISTED)
    taken = (
        select(Enrolment.training_class, func.count(Enrolment.id).label("taken"))
        .where(Enrolment.state.not_in(gone), Enrolment.voided_at.is_(None))
        .group_by(Enrolment.training_class)
        .subquery()
    )
    own = TrainingClass
    query = (
        select(
            own.id,
            own.code,
            TrainingProgramme.name,
            own.state,
            own.starts_on,
            own.ends_on,
            func.coalesce(taken.c.taken, 0),
            own.capacity,
        )
        .join(TrainingProgramme, TrainingProgramme.id == own.programme)
        .outerjoin(taken, taken.c.training_class == own.id)
        .where(
            own.state != ClassState.CANCELLED,
            own.starts_on < today + timedelta(days=DAYS),
            own.ends_on >= today,
        )
        .order_by(own.starts_on, own.code)
    )
    if programme:
        query = query.where(own.programme == programme)
    for row in session.execute(query):
        yield ClassStrip(*row)
