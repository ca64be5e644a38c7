"""The attendance register of a class: read whole, written in blocks, locked when reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.attendance import Lesson, Rules, Seen, Standing, rules_of, standing
from desktop_app.records import (
    AffectedWorker,
    Attendance,
    ClassSession,
    Enrolment,
    TrainingClass,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.names import name_key
from desktop_app.records.record import Facts, derived_id
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.store.periods import Period, finalised_periods, period_of
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.writing import Write
from desktop_app.wording import day_long

MARKED = N_("Attendance entered")

_E = EnrolmentState
AWAY = (_E.REJECTED, _E.CANCELLED, _E.WAITLISTED)
"""Who has no place in the register; who dropped out stays in it until that day."""


def mark_id(session: str, enrolment: str) -> str:
    """The identity of the mark of one person in one session.

    Taken out of use the row stays, and marking the cell again restores it.
    """
    return derived_id("attendance", session, enrolment)


@dataclass(frozen=True)
class Meeting:
    """A column of the register."""

    id: str
    day: date
    part: int
    hours: int
    locked: bool = False
    """Whether its day lies in a finalised period."""


@dataclass(frozen=True)
class Participant:
    """A row of the register; `until` the day on which somebody dropped out."""

    enrolment: str
    number: str
    name: str
    until: date | None = None


@dataclass(frozen=True)
class Entry:
    """What shall stand in a cell; no mark empties it."""

    session: str
    enrolment: str
    mark: Mark | None
    late: int | None = None


@dataclass(frozen=True)
class Register:
    """All there is to see of a class's attendance."""

    training_class: str
    code: str
    state: ClassState
    meetings: tuple[Meeting, ...]
    people: tuple[Participant, ...]
    marks: Mapping[tuple[str, str], Seen]
    """By session and enrolment."""
    rules: Rules
    today: date

    @property
    def lessons(self) -> list[Lesson]:
        """The sessions as the process weighs them."""
        return [Lesson(one.id, one.day, one.hours) for one in self.meetings]

    def standing(self, person: Participant, lessons: Sequence[Lesson] = ()) -> Standing:
        """Where somebody stands; `lessons` where they are at hand already."""
        mine = {
            one.id: seen
            for one in self.meetings
            if (seen := self.marks.get((one.id, person.enrolment))) is not None
        }
        return standing(lessons or self.lessons, mine, self.rules, self.today, person.until)

    def standings(self) -> dict[str, Standing]:
        """Everybody's standing by enrolment."""
        lessons = self.lessons
        return {one.enrolment: self.standing(one, lessons) for one in self.people}

    @property
    def shut(self) -> UserError | None:
        """Why no cell can be changed; None if they can."""
        if self.state is ClassState.REPORTED:
            return UserError(
                "ATT-LOCKED",
                N_("This class has been reported, so its attendance stays until it is reopened."),
            )
        if self.state is ClassState.CANCELLED:
            return UserError("ATT-LOCKED", N_("This class was cancelled; nobody is marked in it."))
        return None

    def closed(self, meeting: Meeting, person: Participant) -> UserError | None:
        """Why a cell cannot be changed; None if it can."""
        if self.shut:
            return self.shut
        if meeting.locked:
            return UserError(
                "ATT-PERIOD",
                N_("{day} lies in a finalised period; its attendance stays."),
                day=day_long(meeting.day),
            )
        if meeting.day > self.today:
            return UserError(
                "ATT-FUTURE",
                N_("{day} is still to come; attendance is marked on the day or after."),
                day=day_long(meeting.day),
            )
        if person.until is not None and meeting.day > person.until:
            return UserError(
                "ATT-LEFT",
                N_("{name} dropped out on {day}; later sessions are not marked."),
                name=person.name,
                day=day_long(person.until),
            )
        return None

    def marked(self, entries: Iterable[Entry]) -> Register:
        """The register as it is after `entries`."""
        marks = dict(self.marks)
        for entry in entries:
            if entry.mark is None:
                marks.pop((entry.session, entry.enrolment), None)
            else:
                marks[entry.session, entry.enrolment] = Seen(entry.mark, entry.late)
        return replace(self, marks=marks)


def register(session: Session, training_class: str, facts: Facts) -> Register:
    """The attendance register of a class. Raises UserError if there is no such class."""
    of = session.get(TrainingClass, training_class)
    if of is None or of.voided_at is not None:
        raise UserError("NOT-FOUND", N_("This class is not there."))
    programme = session.get(TrainingProgramme, of.programme)
    periods = finalised_periods(session.connection(), of.office)
    return Register(
        of.id,
        of.code,
        of.state,
        _meetings(session, of.id, periods),
        _people(session, of.id),
        _marks(session, of.id),
        rules_of(facts.parameter, programme.pass_attendance if programme else None),
        facts.today,
    )


def _meetings(
    session: Session, training_class: str, periods: Sequence[Period]
) -> tuple[Meeting, ...]:
    own = ClassSession
    rows = session.execute(
        select(own.id, own.day, own.part, own.lesson_hours)
        .where(own.training_class == training_class, own.voided_at.is_(None))
        .order_by(own.day, own.part, own.id)
    )
    return tuple(
        Meeting(row.id, row.day, row.part, row.lesson_hours, bool(period_of(periods, row.day)))
        for row in rows
    )


def _people(session: Session, training_class: str) -> tuple[Participant, ...]:
    own = Enrolment
    rows = session.execute(
        select(own.id, own.number, Worker.name, own.state, own.dropped_on)
        .join(AffectedWorker, AffectedWorker.id == own.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .where(
            own.training_class == training_class,
            own.state.not_in(AWAY),
            own.voided_at.is_(None),
        )
    )
    found = [
        Participant(
            row.id, row.number, row.name, row.dropped_on if row.state is _E.DROPPED else None
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (name_key(one.name), one.enrolment)))


def _marks(session: Session, training_class: str) -> dict[tuple[str, str], Seen]:
    own = Attendance
    rows = session.execute(
        select(own.session, own.enrolment, own.mark, own.late_minutes)
        .join(ClassSession, ClassSession.id == own.session)
        .where(ClassSession.training_class == training_class, own.voided_at.is_(None))
    )
    return {(row.session, row.enrolment): Seen(row.mark, row.late_minutes) for row in rows}


def enter(session: Write, training_class: str, entries: Sequence[Entry]) -> int:
    """Put marks into cells, all or none; returns how many changed.

    Raises UserError ATT-CELL for a cell that is not of this class, and what
    `Register.closed` says of a locked one: ATT-LOCKED, ATT-PERIOD, ATT-FUTURE, ATT-LEFT.
    """
    sheet = register(session, training_class, session.facts)
    meetings = {one.id: one for one in sheet.meetings}
    people = {one.enrolment: one for one in sheet.people}
    wanted = {mark_id(one.session, one.enrolment): one for one in entries}
    for entry in wanted.values():
        meeting, person = meetings.get(entry.session), people.get(entry.enrolment)
        if meeting is None or person is None:
            raise UserError(
                "ATT-CELL", N_("The class has changed meanwhile; look at it again first.")
            )
        if refusal := sheet.closed(meeting, person):
            raise refusal
    return _written(session, wanted)


def _written(session: Write, wanted: Mapping[str, Entry]) -> int:
    """Make, change, restore and take out the rows of the marks; how many differ now."""
    found = {
        row.id: row
        for row in session.scalars(
            select(Attendance).where(Attendance.id.in_(wanted)), execution_options=ALSO_VOIDED
        )
    }
    fresh, count = [], 0
    for id, entry in wanted.items():
        row = found.get(id)
        if row is None:
            if entry.mark is not None:
                fresh.append(_values(id, entry))
            continue
        before = (row.voided_at is None, row.mark, row.late_minutes)
        if entry.mark is None:
            if row.voided_at is None:
                session.void(row)
        else:
            row.mark, row.late_minutes, row.voided_at = entry.mark, entry.late, None
        count += before != (row.voided_at is None, row.mark, row.late_minutes)
    session.bulk(Attendance, fresh)
    return count + len(fresh)


def _values(id: str, entry: Entry) -> dict[str, object]:
    return {
        "id": id,
        "session": entry.session,
        "enrolment": entry.enrolment,
        "mark": entry.mark,
        "late_minutes": entry.late,
    }
