"""The quarter behind the sample: its cases, classes and people, entered week by week."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import select

from desktop_app.demo import people, training
from desktop_app.demo.case_work import Meeting, meetings, number_minutes, reminders, take_papers
from desktop_app.demo.cases import Case, cases, employers
from desktop_app.demo.cast import Cast
from desktop_app.demo.diary import Diary
from desktop_app.demo.filling import WHY, Calendar
from desktop_app.demo.people import Dealt
from desktop_app.demo.rows import Row
from desktop_app.demo.staff import Staff
from desktop_app.demo.training import Group
from desktop_app.desk.class_days import plan_sessions
from desktop_app.desk.numbers import next_numbers
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.progress import Progress
from desktop_app.records import (
    Attendee,
    CaseMeeting,
    CaseReader,
    ConsentPurpose,
    Consultation,
    ContactAttempt,
    Employer,
    Enrolment,
    Reminder,
    TrainingClass,
    TrainingProvider,
)
from desktop_app.records.record import Record
from desktop_app.records.training import ClassState
from desktop_app.store.writing import Write

LENGTH = 100
"""How many days ago the office was set up."""
PORTION = 5000
"""People added in one transaction."""
LATE = 18
"""The hour at which those are entered who are not in the books that were sent."""

T = TypeVar("T")


@dataclass(frozen=True)
class Quarter:
    """What is to be entered, and by whom."""

    staff: Staff
    cast: Cast
    calendar: Calendar
    talks: Sequence[Case]
    groups: Sequence[Group]
    dealt: Sequence[Dealt]
    attempts: list[Row] = field(default_factory=list)
    """To reach people, gathered while they are entered."""

    @classmethod
    def plan(cls, staff: Staff, cast: Cast, count: int) -> Quarter:
        """The cases and classes of a quarter, and what befalls `count` people."""
        office = staff.chief
        calendar = Calendar.read(office)
        firms = employers(cast)
        own = training.providers(cast, local=True)
        officers = [staff.chief.keys.officer.id, staff.counter.keys.officer.id]
        talks = cases(cast, firms, officers, calendar.workday, calendar.regime)
        with office.store.read() as session:
            order = TrainingProvider.id
            partners: list[Row] = [
                {"id": one.id, "partner_of": one.partner_of, "licence_until": one.licence_until}
                for one in session.scalars(select(TrainingProvider).order_by(order))
            ]
        groups = training.classes(cast, talks, [*partners, *own], calendar.workday, calendar.ends)
        dealt = people.deal(cast, talks, training.seats(cast, groups), count)
        _state(cast, talks, dealt, groups)
        with staff.counter.store.write(WHY) as session:
            session.bulk(Employer, firms)
            session.bulk(TrainingProvider, own)
            _add_classes(session, groups)
        return cls(staff, cast, calendar, talks, groups, sorted(dealt, key=lambda one: one.day))

    @property
    def counter(self) -> Office:
        """Who enters it."""
        return self.staff.counter

    def enter(self, diary: Diary, last: int, progress: Progress) -> date:
        """Have everything entered at the end of its week; the day on which the books are sent.

        That is yesterday, or the day of person number `last` if there are more
        than so many; these are entered afterwards.
        """
        self._enter_cases(diary)
        sent = self._entered(self.dealt[last - 1].day if last < len(self.dealt) else date.max)
        with self.counter.store.read() as session:
            order = ConsentPurpose.id
            purposes = list(session.scalars(select(ConsentPurpose.id).order_by(order)))
        for first, some in ((0, self.dealt[:last]), (last, self.dealt[last:])):
            done = first
            for day, week in self._weeks(some, lambda one: one.day).items():
                for start in range(0, len(week), PORTION):
                    portion = week[start : start + PORTION]
                    act = partial(self._add_people, portion, purposes, done, progress)
                    diary.on(max(day, sent) if first else day, act, LATE if first else 9)
                    done += len(portion)
        diary.on(self._entered(date.max), self._add_attempts, 12)
        return sent

    def _enter_cases(self, diary: Diary) -> None:
        for day, talks in self._weeks(self.talks, lambda case: case.held_on).items():
            diary.on(day, partial(self._add_cases, talks), 8)
        held = meetings(self.cast, self.talks, self.calendar.workday)
        for day, some in self._weeks(held, lambda meeting: meeting.entered).items():
            diary.on(day, partial(self._add_meetings, some), 11)
        diary.on(self._entered(date.max), self._add_reminders, 11)

    def _entered(self, day: date) -> date:
        """When what happened on a day is in the books: that Friday, yesterday at the latest."""
        yesterday = self.cast.yesterday
        if day >= yesterday:
            return yesterday
        friday = self.calendar.workday(day + _to_friday(day))
        return min(friday if friday >= day else self.calendar.ends(day, 1), yesterday)

    def _weeks(self, all: Iterable[T], day: Callable[[T], date]) -> dict[date, list[T]]:
        """What is entered on which day, the earliest first."""
        found: dict[date, list[T]] = defaultdict(list)
        for one in all:
            found[self._entered(day(one))].append(one)
        return dict(sorted(found.items()))

    # --- what is entered -------------------------------------------------------------

    def _add_cases(self, talks: Sequence[Case]) -> None:
        cast, office = self.cast, self.counter
        with office.store.write(N_("Consultation recorded")) as session:
            numbers = by_year(session, Consultation, talks, self._year)
            for case, number in zip(talks, numbers, strict=True):
                case.row["number"] = number
            session.bulk(Consultation, [case.row for case in talks])
            session.bulk(Attendee, [row for case in talks for row in case.attendees])
            secret = [case.row for case in talks if case.row.get("embargo_until")]
            readers = [
                {"id": cast.id(), "consultation": row["id"], "officer": row["officer"]}
                for row in secret
            ]
            session.bulk(CaseReader, readers)
            for case in talks:
                take_papers(session, office, case)
                if case.minutes:
                    number_minutes(session, case)

    def _year(self, case: Case) -> int:
        return min(case.held_on, self.cast.today).year

    def _add_meetings(self, some: Sequence[Meeting]) -> None:
        with self.counter.store.write(N_("Meeting recorded")) as session:
            session.bulk(CaseMeeting, [one.row for one in some])
            session.bulk(Attendee, [row for one in some for row in one.present])

    def _add_reminders(self) -> None:
        with self.counter.store.write(WHY) as session:
            session.bulk(Reminder, reminders(self.cast, self.talks))

    def _add_people(
        self, portion: Sequence[Dealt], purposes: Sequence[str], done: int, progress: Progress
    ) -> None:
        progress(done, len(self.dealt))
        with self.counter.store.write(WHY) as session:
            enrolled = sorted(
                (one for one in portion if one.registered_on), key=lambda one: one.day
            )
            numbers = by_year(session, Enrolment, enrolled, lambda one: one.day.year)
            for one, number in zip(enrolled, numbers, strict=True):
                one.number = number
            for record, rows in people.rows(self.cast, portion, purposes).of.items():
                if record is ContactAttempt:
                    self.attempts.extend(rows)
                else:
                    session.bulk(record, rows)
        if done + len(portion) == len(self.dealt):
            progress(len(self.dealt), len(self.dealt))

    def _add_attempts(self) -> None:
        with self.counter.store.write(WHY) as session:
            session.bulk(ContactAttempt, self.attempts)
        self.attempts.clear()


def _to_friday(day: date) -> timedelta:
    return timedelta(days=(4 - day.weekday()) % 7)


def by_year(
    session: Write, record: type[Record], rows: Sequence[T], year: Callable[[T], int]
) -> list[str]:
    """The next numbers for `rows` in order, each in its year's series."""
    years = Counter(year(row) for row in rows)
    series = {y: iter(next_numbers(session, record, y, count)) for y, count in years.items()}
    return [next(series[year(row)]) for row in rows]


def _state(
    cast: Cast, talks: Sequence[Case], dealt: Sequence[Dealt], groups: Sequence[Group]
) -> None:
    """What employers stated rarely is what they listed; a full class has no seat left."""
    listed = Counter(one.case.id for one in dealt if one.case)
    for number, case in enumerate(talks):
        more = (0, 0, 2, 0, 1, 5)[number % 6]
        case.row["workers_stated"] = listed[case.id] + more or cast.random.randint(3, 20)
    for group in groups:
        if group.row["state"] is ClassState.FULL and group.taken:
            group.row["capacity"] = group.taken
        elif group.row["state"] is ClassState.FULL:
            group.row["state"] = ClassState.OPEN


def _add_classes(session: Write, groups: Sequence[Group]) -> None:
    codes = by_year(session, TrainingClass, groups, lambda group: group.row["starts_on"].year)
    for group, code in zip(groups, codes, strict=True):
        group.row["code"] = code
    session.bulk(TrainingClass, [group.row for group in groups])
    for group in groups:
        plan_sessions(session, session.get_one(TrainingClass, group.id), group.lesson_hours)
