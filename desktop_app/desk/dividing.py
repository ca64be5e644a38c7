"""*Bagi ke kelas* in the books: who looks for a seat, and a proposal taken as it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Executable, func, select
from sqlalchemy.orm import Session, aliased

from desktop_app.desk.class_days import plan_sessions, rhythm_of
from desktop_app.desk.numbers import next_numbers
from desktop_app.desk.seats import SEATLESS, TO_SEAT, assign, follow_capacity, put_waiting
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.dividing import BARS, Busy, Proposal, Proposed, Seeker, Terms, faults
from desktop_app.processes.sessions import last_day
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Employer,
    Enrolment,
    Region,
    TrainingClass,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.record import Facts
from desktop_app.records.training import ClassState
from desktop_app.store.writing import Write

DIVIDED = N_("Divided into classes")


@dataclass(frozen=True)
class Divided:
    """What the acceptance of a proposal did."""

    classes: tuple[TrainingClass, ...]
    seated: int
    waiting: int


def looking(session: Session, ids: Collection[str] | None = None) -> dict[str, Seeker]:
    """Those of these enrolments who look for a seat, or all of them; by id, in their order."""
    names = {row.id: row for row in session.execute(_people(ids))}
    busy = _busy(session, {row.worker_id for row in names.values()}, set(names))
    return {
        row.id: Seeker(
            row.id,
            row.name,
            row.number,
            row.programme,
            row.scheme,
            row.registered_on,
            row.place or "",
            row.employer_id,
            row.employer or "",
            row.funding,
            tuple(busy.get(row.worker_id, ())),
        )
        for row in names.values()
    }


def _people(ids: Collection[str] | None) -> Executable:
    consulting = aliased(Employer)
    query = (
        select(
            Enrolment.id,
            Enrolment.number,
            Enrolment.programme,
            Enrolment.scheme,
            Enrolment.funding,
            Enrolment.registered_on,
            Worker.id.label("worker_id"),
            Worker.name,
            Region.name.label("place"),
            func.coalesce(Employer.id, consulting.id).label("employer_id"),
            func.coalesce(Employer.name, consulting.name).label("employer"),
        )
        .select_from(Enrolment)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(Region, Region.id == Worker.region)
        .outerjoin(Employer, Employer.id == AffectedWorker.employer)
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .outerjoin(consulting, consulting.id == Consultation.employer)
        .where(Enrolment.state.in_(TO_SEAT), Enrolment.voided_at.is_(None))
        .order_by(Enrolment.registered_on, Enrolment.number)
    )
    return query if ids is None else query.where(Enrolment.id.in_(ids))


def _busy(
    session: Session, workers: Collection[str], but: Collection[str]
) -> dict[str, list[Busy]]:
    """The classes that people have a seat in, by other enrolments than these."""
    found: dict[str, list[Busy]] = defaultdict(list)
    rows = session.execute(
        select(
            AffectedWorker.worker,
            Enrolment.id,
            TrainingClass.code,
            TrainingClass.starts_on,
            TrainingClass.ends_on,
        )
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .join(TrainingClass, TrainingClass.id == Enrolment.training_class)
        .where(
            Enrolment.state.not_in(SEATLESS),
            Enrolment.voided_at.is_(None),
            TrainingClass.state != ClassState.CANCELLED,
        )
    )
    for row in rows:
        if row.worker in workers and row.id not in but:
            found[row.worker].append(Busy(row.code, row.starts_on, row.ends_on))
    return found


def terms(
    session: Session,
    facts: Facts,
    office: str,
    *,
    starts_on: date,
    capacity: int | None = None,
    least: int | None = None,
) -> Terms:
    """How classes are proposed: as the parameters say, where nothing else is asked for."""
    return Terms(
        starts_on,
        _ends(session, facts, office),
        capacity or int(facts.parameter("class.capacity.default") or 20),
        least or int(facts.parameter("class.least_people") or 1),
    )


def _ends(session: Session, facts: Facts, office: str) -> Callable[[str, date], date]:
    rhythm = rhythm_of(session, facts, office)
    rows = session.execute(select(TrainingProgramme.id, TrainingProgramme.days)).all()
    days = {row.id: row.days for row in rows}

    def ends(programme: str, starts_on: date) -> date:
        return last_day(starts_on, days.get(programme, 1), rhythm) or starts_on

    return ends


def accept(session: Write, proposal: Proposal) -> Divided:
    """Make the classes with their sessions, give the seats, and put the rest on waiting lists.

    Raises UserError DIVIDE-FAULT while a class has more people than seats or impossible
    dates, and SEAT-STATE if somebody got a seat meanwhile.
    """
    wanted = [one for one in proposal.classes if one.people]
    seekers = looking(session, [id for one in wanted for id in one.people])
    for number, one in enumerate(wanted, 1):
        _must_be_sound(number, one, seekers)
    years = [one.starts_on.year for one in wanted]
    codes = {
        year: iter(next_numbers(session, TrainingClass, year, years.count(year)))
        for year in dict.fromkeys(years)
    }
    made = tuple(_make(session, one, next(codes[one.starts_on.year])) for one in wanted)
    for one, training_class in zip(wanted, made, strict=True):
        assign(session, one.people, training_class.id)
    # Who got a seat elsewhere meanwhile keeps it, and waits no more.
    still = looking(session, proposal.waiting)
    waiting = put_waiting(session, [id for id in proposal.waiting if id in still])
    return Divided(made, sum(len(one.people) for one in wanted), len(waiting))


def _must_be_sound(number: int, one: Proposed, seekers: dict[str, Seeker]) -> None:
    if not seekers.keys() >= set(one.people):
        raise UserError(
            "SEAT-STATE",
            N_("Somebody of class {number} got a seat meanwhile. Divide again."),
            number=number,
        )
    if BARS & {*faults(one, 0, seekers)}:
        raise UserError(
            "DIVIDE-FAULT",
            N_("Class {number} has more people than seats, or ends before it begins."),
            number=number,
        )


def _make(session: Write, one: Proposed, code: str) -> TrainingClass:
    """An open class with its sessions."""
    programme = session.get_one(TrainingProgramme, one.kind.programme)
    made = TrainingClass(
        code=code,
        programme=programme.id,
        scheme=one.kind.scheme,
        funding=one.kind.funding,
        employer=one.kind.employer,
        place=one.place or None,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        capacity=one.capacity,
        programme_year=one.starts_on.year,
        state=ClassState.OPEN,
    )
    session.add(made)
    session.flush()
    plan_sessions(session, made, programme.lesson_hours)
    follow_capacity(session, made.id)
    return made
