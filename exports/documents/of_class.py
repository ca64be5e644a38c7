"""The blank attendance sheet of a class, gathered from its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from desktop_app.desk.class_days import length
from desktop_app.i18n import N_
from desktop_app.processes.deadlines import closed_days, is_working
from desktop_app.records import (
    AffectedWorker,
    ClassSession,
    Consultation,
    Employer,
    Enrolment,
    Holiday,
    Membership,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
    Worker,
)
from desktop_app.records.names import name_key
from desktop_app.records.reference import HolidayKind
from desktop_app.records.training import EnrolmentState
from exports.documents.attendance import COMMITTEE, INSTRUCTOR, AttendanceSheet, Seat
from exports.documents.attendance_sheet import attendance_sheet
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.office_paper import OfficePaper
from exports.people import GONE, latest_numbers

NAME = "attendance-sheet"

_AWAY = (*GONE, EnrolmentState.WAITLISTED, EnrolmentState.DROPPED)
_CLOSED = ",".join(kind.value for kind in HolidayKind)


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp) -> bytes:
    training_class = the(session, TrainingClass, record_id)
    return attendance_sheet(gathered(paper, session, training_class), paper.imprint, size=size)


def gathered(
    paper: OfficePaper, session: Session, training_class: TrainingClass
) -> AttendanceSheet:
    """What the attendance sheet of `training_class` says."""
    programme = the(session, TrainingProgramme, training_class.programme)
    provider = maybe(session, TrainingProvider, training_class.provider)
    employer = maybe(session, Employer, training_class.employer)
    people = _people(session, training_class)
    committee = [
        signer
        for signer in paper.signers(NAME, training_class.starts_on)
        if signer.name != training_class.instructor
    ]
    return AttendanceSheet(
        letterhead=paper.letterhead,
        class_code=training_class.code,
        programme=programme.name,
        provider=provider.name if provider else employer.name if employer else "",
        place=training_class.place or "",
        city=paper.city,
        days=tuple(_days(session, training_class)),
        people=people,
        seats=len(people) or training_class.capacity,
        calendar_days=length(session, training_class).calendar_days,
        instructor=replace(INSTRUCTOR, name=training_class.instructor or ""),
        committee=replace(committee[0], heading=COMMITTEE.heading) if committee else COMMITTEE,
    )


def _days(session: Session, training_class: TrainingClass) -> Iterator[tuple[date, int]]:
    """The days with sessions and how many; as long as none is planned, the working days."""
    planned = session.execute(
        select(ClassSession.day, func.count(func.distinct(ClassSession.part)))
        .where(ClassSession.training_class == training_class.id)
        .group_by(ClassSession.day)
        .order_by(ClassSession.day)
    )
    found = [(day, min(int(parts), 3)) for day, parts in planned]
    yield from found
    if found:
        return
    closed = closed_days(session.scalars(select(Holiday)), _CLOSED)
    for n in range((training_class.ends_on - training_class.starts_on).days + 1):
        day = training_class.starts_on + timedelta(days=n)
        if is_working(day, closed):
            yield day, 1


def _people(session: Session, training_class: TrainingClass) -> tuple[Seat, ...]:
    """Those with a seat in the class, by name, titles apart."""
    of_class = (
        Enrolment.training_class == training_class.id,
        Enrolment.state.not_in(_AWAY),
    )
    consulting = aliased(Employer)
    spare = latest_numbers(
        session,
        select(AffectedWorker.worker)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(*of_class),
    )
    rows = session.execute(
        select(
            Worker.id,
            Worker.name,
            Membership.kpj,
            func.coalesce(Employer.name, consulting.name).label("employer"),
        )
        .select_from(Enrolment)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(Membership, Membership.id == AffectedWorker.membership)
        .outerjoin(Employer, Employer.id == AffectedWorker.employer)
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .outerjoin(consulting, consulting.id == Consultation.employer)
        .where(*of_class)
    ).all()
    return tuple(
        Seat(row.name, row.kpj or spare.get(row.id, ""), row.employer or "")
        for row in sorted(rows, key=lambda row: (name_key(row.name), row.id))
    )


ATTENDANCE_SHEET = Document(
    NAME,
    "daftar-hadir",
    N_("Attendance sheet"),
    N_("A blank sheet on which the participants of a class sign day by day."),
    "training_class",
    _lay,
    paper="F4",
    numbered=False,
    returns=True,
)
