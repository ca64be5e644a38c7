"""What an office has on which day: talks, meetings, follow-ups, deadlines, classes, reminders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.cases import IN_HAND, Law, case_deadlines
from desktop_app.i18n import N_, current, translate
from desktop_app.kinds import Code
from desktop_app.records import (
    CaseMeeting,
    Consultation,
    Disposition,
    Employer,
    Holiday,
    Reminder,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.case_work import MeetingState
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.record import Facts
from desktop_app.records.training import ClassState
from desktop_app.store.writing import Write
from desktop_app.wording import day_short

_S = ConsultationState
_FAR = timedelta(days=120)
"""No legal deadline lies farther from the dates it counts from."""


class Kind(Code):
    """What stands in a calendar; in this order within a day."""

    DEADLINE = "DEADLINE", "Legal deadline"
    TALK = "TALK", "Talk"
    MEETING = "MEETING", "Meeting"
    FOLLOW_UP = "FOLLOW_UP", "Follow-up"
    PROMISE = "PROMISE", "Promise to rehire"
    DISPOSITION = "DISPOSITION", "Disposition"
    CLASS_BEGINS = "CLASS_BEGINS", "Class begins"
    CLASS_ENDS = "CLASS_ENDS", "Class ends"
    REMINDER = "REMINDER", "Reminder"


@dataclass(frozen=True)
class Entry:
    """Something of one day, and where it is opened: page, id, and tab of a record."""

    day: date
    kind: Kind
    title: str
    note: str
    page: str
    id: str
    part: str = ""
    time: str = ""
    reminder: str = ""
    """The id of the reminder it is; empty for all else."""


def entries(session: Session, facts: Facts, officer: str, since: date, until: date) -> list[Entry]:
    """What stands between two days, in order; reminders and dispositions of `officer`."""
    found = [
        *_talks(session, since, until),
        *_meetings(session, since, until),
        *_deadlines(session, facts, since, until),
        *_classes(session, since, until),
        *_dispositions(session, officer, since, until),
        *_reminders(session, officer, facts.today, since, until),
    ]
    order = list(Kind)
    return sorted(found, key=lambda e: (e.day, e.time or "~", order.index(e.kind), e.title, e.id))


def holidays_between(session: Session, office: str, since: date, until: date) -> dict[date, str]:
    """The holidays of an office by day, with their names."""
    province = session.scalar(select(OfficeRecord.province).where(OfficeRecord.id == office))
    found = session.scalars(
        select(Holiday)
        .where(
            Holiday.day.between(since, until),
            or_(Holiday.province.is_(None), Holiday.province == province),
        )
        .order_by(Holiday.day, Holiday.id)
    )
    names: dict[date, str] = {}
    for holiday in found:
        known = names.get(holiday.day)
        names[holiday.day] = f"{known}, {holiday.name}" if known else holiday.name
    return names


def _talks(session: Session, since: date, until: date) -> Iterator[Entry]:
    rows = session.execute(
        select(Consultation, Employer.name)
        .join(Employer, Employer.id == Consultation.employer)
        .where(
            or_(
                Consultation.held_on.between(since, until),
                Consultation.follow_up_on.between(since, until),
                Consultation.commitment_until.between(since, until),
            ),
            Consultation.state != _S.CANCELLED,
        )
    )
    for case, employer in rows:
        note = f"{case.number} · {translate(case.state.label)}"
        if since <= case.held_on <= until:
            yield Entry(
                *(case.held_on, Kind.TALK, employer, note, "consultations", case.id),
                time=case.time or "",
            )
        follow = case.follow_up_on
        promise = case.commitment_until if case.commitment_met_on is None else None
        if follow and since <= follow <= until and case.state in IN_HAND:
            yield Entry(follow, Kind.FOLLOW_UP, employer, note, "consultations", case.id)
        if promise and case.commitment and since <= promise <= until:
            yield Entry(promise, Kind.PROMISE, employer, note, "consultations", case.id)


def _meetings(session: Session, since: date, until: date) -> Iterator[Entry]:
    rows = session.execute(
        select(CaseMeeting, Employer.name)
        .join(Consultation, Consultation.id == CaseMeeting.consultation)
        .join(Employer, Employer.id == Consultation.employer)
        .where(CaseMeeting.day.between(since, until), CaseMeeting.state != MeetingState.CANCELLED)
    )
    for meeting, employer in rows:
        yield Entry(
            *(meeting.day, Kind.MEETING, employer, meeting.subject, "consultations"),
            meeting.consultation,
            part="meetings",
            time=meeting.time or "",
        )


def _deadlines(session: Session, facts: Facts, since: date, until: date) -> Iterator[Entry]:
    near = (since - _FAR, until + _FAR)
    cases = session.execute(
        select(Consultation, Employer.name)
        .join(Employer, Employer.id == Consultation.employer)
        .where(
            Consultation.state.in_(IN_HAND),
            or_(
                Consultation.notice_on.between(*near),
                Consultation.effective_on.between(*near),
                Consultation.probation_effective_on.between(*near),
                Consultation.bipartite_on.between(*near),
            ),
        )
    ).all()
    law = Law.read(session) if cases else None
    for case, employer in cases:
        for deadline in case_deadlines(session, case, facts, law):
            if deadline.met_on is None and since <= deadline.due <= until:
                rule = deadline.rule
                name = (current() == "en" and rule.name_en) or rule.name
                yield Entry(
                    *(deadline.due, Kind.DEADLINE, employer, name, "consultations", case.id),
                    part="deadlines",
                )


def _classes(session: Session, since: date, until: date) -> Iterator[Entry]:
    rows = session.execute(
        select(TrainingClass, TrainingProgramme.name)
        .join(TrainingProgramme, TrainingProgramme.id == TrainingClass.programme)
        .where(
            TrainingClass.state != ClassState.CANCELLED,
            or_(
                TrainingClass.starts_on.between(since, until),
                TrainingClass.ends_on.between(since, until),
            ),
        )
    )
    for one, programme in rows:
        for day, kind in ((one.starts_on, Kind.CLASS_BEGINS), (one.ends_on, Kind.CLASS_ENDS)):
            if since <= day <= until:
                yield Entry(day, kind, programme, one.code, "programmes", one.id)


def _dispositions(session: Session, officer: str, since: date, until: date) -> Iterator[Entry]:
    found = session.scalars(
        select(Disposition).where(
            Disposition.due_on.between(since, until),
            Disposition.done_on.is_(None),
            Disposition.officer == officer,
        )
    )
    for one in found:
        assert one.due_on is not None
        words = " ".join(one.instruction.split())
        yield Entry(one.due_on, Kind.DISPOSITION, words, "", "letters", one.letter)


_PAGES = {
    "consultation": "consultations",
    "worker": "workers",
    "employer": "employers",
    "training_programme": "programmes",
    "training_class": "programmes",
    "enrolment": "programmes",
    "training_provider": "programmes",
    "incoming_letter": "letters",
    "partner": "partners",
}
"""Where a record is opened that a reminder is about."""


def open_reminders(officer: str) -> ColumnElement[bool]:
    """Those that are not done, and are for `officer` or for everybody."""
    mine = or_(Reminder.officer.is_(None), Reminder.officer == officer)
    return and_(Reminder.done_on.is_(None), mine)


def _reminders(
    session: Session, officer: str, today: date, since: date, until: date
) -> Iterator[Entry]:
    due: ColumnElement[bool] = Reminder.due_on.between(since, until)
    if since <= today <= until:
        due = or_(due, Reminder.due_on < today)
    for one in session.scalars(select(Reminder).where(open_reminders(officer), due)):
        page = _PAGES.get(one.of_record or "", "")
        # What was not done waits on, day by day.
        day = max(one.due_on, today) if since <= today <= until else one.due_on
        note = translate(N_("since {day}")).format(day=day_short(one.due_on))
        yield Entry(
            *(day, Kind.REMINDER, one.text, note if day > one.due_on else "", page),
            (one.of_id or "") if page else "",
            reminder=one.id,
        )


REMINDED = N_("Reminder added")


def remind(
    session: Write, text: str, day: date, of: tuple[str, str] | None = None, *, own: bool = True
) -> Reminder:
    """A reminder on a day, about a record (table and id) or nothing; one's own, or everybody's."""
    made = Reminder(
        text=text.strip(),
        due_on=day,
        officer=session.author.officer if own else None,
        of_record=of[0] if of else None,
        of_id=of[1] if of else None,
    )
    session.add(made)
    return made


def meet(
    session: Write, case: str, day: date, subject: str, time: str | None = None
) -> CaseMeeting:
    """A meeting of a case on a day, still to be held."""
    made = CaseMeeting(
        consultation=case,
        day=day,
        time=time,
        subject=subject.strip()[:160],
        officer=session.author.officer,
    )
    session.add(made)
    return made


def reminded(session: Write, id: str) -> Reminder:
    """A reminder is done."""
    found = session.get_one(Reminder, id)
    found.done_on = session.facts.today
    return found
