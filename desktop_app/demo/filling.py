"""Putting the sample into its offices: headquarters' lists, the branch's quarter, today's work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from sqlalchemy import select

from desktop_app.demo import people, training
from desktop_app.demo.case_work import add_case_work
from desktop_app.demo.cases import Case, cases, employers
from desktop_app.demo.cast import Cast
from desktop_app.demo.people import Dealt
from desktop_app.demo.picture import logo
from desktop_app.demo.training import Group
from desktop_app.desk.classes import plan_sessions
from desktop_app.desk.enrolling import enrol
from desktop_app.desk.numbers import next_numbers
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.deadlines import closed_days, is_working, working_days_from
from desktop_app.processes.terminations import regime_on
from desktop_app.progress import Progress
from desktop_app.records import (
    AffectedWorker,
    Attendee,
    CaseReader,
    ConsentPurpose,
    Consultation,
    Employer,
    Enrolment,
    Holiday,
    LegalRegime,
    Signatory,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
    Worker,
)
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.consultation import Channel, ConsultationState, Retain, Standing
from desktop_app.records.employer import Scheme
from desktop_app.records.office import Capacity
from desktop_app.records.record import Record
from desktop_app.records.reference import HolidayKind
from desktop_app.records.training import ClassState
from desktop_app.store import attachments
from desktop_app.store.writing import Write

Row: TypeAlias = dict[str, Any]
WHY = N_("Sample data (CONTOH)")
PORTION = 5000
"""People added in one transaction."""
TODAY = 3
"""People of the consultation that was held today."""


@dataclass(frozen=True)
class Calendar:
    """The working days and laws that the office's lists know."""

    closed: frozenset[date]
    regimes: Sequence[LegalRegime]

    @classmethod
    def read(cls, office: Office) -> Calendar:
        """As the office's store has them."""
        kinds = ",".join(kind.value for kind in HolidayKind)
        with office.store.read() as session:
            newest_first = LegalRegime.valid_from.desc()
            return cls(
                closed_days(session.scalars(select(Holiday)), kinds),
                session.scalars(select(LegalRegime).order_by(newest_first)).all(),
            )

    def workday(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        return working_days_from(day + timedelta(days=1), -1, self.closed)

    def ends(self, first: date, days: int) -> date:
        """The working day on which something of `days` working days ends."""
        return working_days_from(first, days - is_working(first, self.closed), self.closed)

    def regime(self, day: date) -> str | None:
        """The id of the law in force on a day."""
        found = regime_on(self.regimes, day)
        return found.id if found else None


def fill_headquarters(office: Office, cast: Cast) -> None:
    """The catalogue and the partners that headquarters hands down."""
    with office.store.write(WHY) as session:
        session.bulk(TrainingProgramme, training.programmes())
        session.bulk(TrainingProvider, training.providers(cast, local=False))


def dress(office: Office, cast: Cast) -> None:
    """The branch's paper: letterhead, address and who signs."""
    with office.store.write(WHY) as session:
        record = session.get_one(OfficeRecord, office.code)
        record.city = "Manado"
        record.address = "Jalan Contoh Raya No. 1, Manado"
        record.postal_code = "95111"
        record.phone = "+624310000001"
        record.email = "manado@contoh.example"
        record.site = "www.contoh.example"
        record.data_officer = f"{cast.name()}, pdp@contoh.example"
        picture = attachments.put(office, logo(), "image/png", "Logo CONTOH", of=record)
        session.add(picture)
        record.letterhead = picture.id
        session.bulk(Signatory, _signatories(cast))
    office.refresh()


def _signatories(cast: Cast) -> list[Row]:
    change = cast.today - timedelta(days=120)
    head = {"document": "*", "position": "Kepala Kantor Cabang", "number_label": "NPK"}
    return [
        head
        | {
            "id": cast.id(),
            "name": cast.name(),
            "number": "990000002",
            "capacity": Capacity.ACTING,
            "decree": "CONTOH/SK/001",
            "valid_from": change - timedelta(days=200),
            "valid_to": change,
        },
        head
        | {
            "id": cast.id(),
            "name": cast.name(),
            "number": "990000001",
            "valid_from": change + timedelta(days=1),
        },
    ]


def fill_branch(office: Office, cast: Cast, count: int) -> list[Dealt]:
    """A quarter of a branch, and what befalls the `count` people still to be added."""
    calendar = Calendar.read(office)
    firms = employers(cast)
    own = training.providers(cast, local=True)
    talks = cases(cast, firms, office.keys.officer.id, calendar.workday, calendar.regime)
    with office.store.read() as session:
        partners: list[Row] = [
            {"id": one.id, "partner_of": one.partner_of}
            for one in session.scalars(select(TrainingProvider).order_by(TrainingProvider.id))
        ]
    groups = training.classes(cast, talks, [*partners, *own], calendar.workday, calendar.ends)
    dealt = people.deal(cast, talks, training.seats(cast, groups), count)
    _state(cast, talks, dealt, groups)
    dress(office, cast)
    with office.store.write(WHY) as session:
        session.bulk(Employer, firms)
        session.bulk(TrainingProvider, own)
        _add_cases(session, cast, talks)
        add_case_work(session, cast, talks, calendar.workday)
        _add_classes(session, groups)
        _number(session, dealt)
    return dealt


def add_people(
    office: Office, cast: Cast, dealt: Sequence[Dealt], first: int, last: int, progress: Progress
) -> None:
    """Add people number `first` to `last`, in transactions of 5,000 of them."""
    with office.store.read() as session:
        purposes = list(session.scalars(select(ConsentPurpose.id).order_by(ConsentPurpose.id)))
    last = min(last, len(dealt))
    for start in range(first, last, PORTION):
        progress(start, len(dealt))
        made = people.rows(cast, dealt[start : min(start + PORTION, last)], purposes)
        with office.store.write(WHY) as session:
            for record, rows in made.of.items():
                session.bulk(record, rows)
    progress(last, len(dealt))


def _state(
    cast: Cast, talks: Sequence[Case], dealt: Sequence[Dealt], groups: Sequence[Group]
) -> None:
    """What employers stated rarely is what they listed; a full class has no seat left."""
    listed = Counter(one.case.id for one in dealt if one.case)
    for number, case in enumerate(talks):
        more = (0, 0, 2, 0, 1, 5)[number % 6]
        case.row["workers_stated"] = listed[case.id] + more or cast.random.randint(3, 20)
    for group in groups:
        if group.row["state"] is ClassState.FULL:
            group.row["capacity"] = max(group.taken, 1)


def _by_year(
    session: Write, record: type[Record], rows: Sequence[Any], year: Callable[[Any], int]
) -> list[str]:
    """The next numbers for `rows` in order, each in its year's series."""
    years = Counter(year(row) for row in rows)
    series = {y: iter(next_numbers(session, record, y, count)) for y, count in years.items()}
    return [next(series[year(row)]) for row in rows]


def _add_cases(session: Write, cast: Cast, talks: Sequence[Case]) -> None:
    numbers = _by_year(session, Consultation, talks, lambda c: min(c.held_on, cast.today).year)
    for case, number in zip(talks, numbers, strict=True):
        case.row["number"] = number
    session.bulk(Consultation, [case.row for case in talks])
    session.bulk(Attendee, [row for case in talks for row in case.attendees])
    secret = [case.row for case in talks if case.row.get("embargo_until")]
    session.bulk(
        CaseReader,
        [{"id": cast.id(), "consultation": row["id"], "officer": row["officer"]} for row in secret],
    )


def _add_classes(session: Write, groups: Sequence[Group]) -> None:
    codes = _by_year(session, TrainingClass, groups, lambda group: group.row["starts_on"].year)
    for group, code in zip(groups, codes, strict=True):
        group.row["code"] = code
    session.bulk(TrainingClass, [group.row for group in groups])
    for group in groups:
        plan_sessions(session, session.get_one(TrainingClass, group.id), group.lesson_hours)


def _number(session: Write, dealt: Sequence[Dealt]) -> None:
    enrolled = sorted(
        (one for one in dealt if one.registered_on), key=lambda one: one.registered_on or date.max
    )
    numbers = _by_year(session, Enrolment, enrolled, lambda one: one.registered_on.year)
    for one, number in zip(enrolled, numbers, strict=True):
        one.number = number


def work_today(office: Office, cast: Cast) -> None:
    """What the officer did this morning; nothing of it has been sent yet."""
    today, city = office.today, cast.cities[0]
    with office.store.write(N_("Consultation recorded")) as session:
        firm = session.scalars(select(Employer).order_by(Employer.npp)).first()
        assert firm is not None
        (number,) = next_numbers(session, Consultation, today.year)
        talk = Consultation(
            id=cast.id(),
            number=number,
            employer=firm.id,
            state=ConsultationState.HELD,
            held_on=today,
            channel=Channel.VISIT_TO_BRANCH,
            officer=office.keys.officer.id,
            contact=firm.contact,
            contact_position=firm.contact_position,
            workers_stated=TODAY,
            programme_year=today.year,
            retain=Retain.NO,
            skill_gap=cast.pick("themes")["gap"],
        )
        session.add(talk)
        listed = []
        for _ in range(TODAY):
            name, sex = cast.person()
            born = cast.born()
            worker = Worker(
                id=cast.id(), name=name, sex=sex, birth_date=born, nik=cast.nik(born, sex, city)
            )
            case = AffectedWorker(
                id=cast.id(),
                worker=worker.id,
                employer=firm.id,
                consultation=talk.id,
                standing=Standing.MATCHED,
            )
            session.add_all((worker, case))
            listed.append(case.id)
    with office.store.write(N_("Workers enrolled")) as session:
        seat = session.scalars(
            select(TrainingClass)
            .where(TrainingClass.state == ClassState.OPEN, TrainingClass.scheme == Scheme.PARTNER)
            .order_by(TrainingClass.code)
        ).first()
        assert seat is not None
        enrol(
            session,
            listed[:2],
            programme=seat.programme,
            scheme=Scheme.PARTNER,
            today=today,
            year=today.year,
            training_class=seat.id,
        )
