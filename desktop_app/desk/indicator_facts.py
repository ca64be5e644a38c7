"""The facts that indicators are counted over, read in few questions however many people there are.

Every question is asked as of a day: what is dated later has not happened yet.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.attendance import AWAY
from desktop_app.desk.earlier_answers import told_by
from desktop_app.desk.figures import STARTED
from desktop_app.desk.spans import Span
from desktop_app.processes.attendance import rules_of
from desktop_app.processes.indicators import Consulted, Known, Person
from desktop_app.processes.working import Answer
from desktop_app.records import (
    AffectedWorker,
    Assessment,
    Attendance,
    Certificate,
    CertificateRevocation,
    ClassSession,
    Consultation,
    Enrolment,
    Parameter,
    TrainingClass,
    Worker,
)
from desktop_app.records.consultation import CaseOutcome, ConsultationState, Standing
from desktop_app.records.teaching import Mark, Verdict
from desktop_app.records.training import EnrolmentState, TrainingResult
from desktop_app.records.work import WorkOutcome

_S = ConsultationState
_HELD = (_S.HELD, _S.AGREED, _S.NOT_AGREED, _S.CLOSED)
_APPROVED = (EnrolmentState.APPROVED, EnrolmentState.ASSIGNED, *STARTED)


class Belongs(NamedTuple):
    """What a person's enrolment or case belongs to, by id; None where it is not known."""

    office: str
    year: int
    programme: str | None = None
    training_class: str | None = None
    region: str | None = None
    employer: str | None = None


@dataclass(frozen=True)
class Books:
    """The facts of all people asked for, each with what it belongs to."""

    people: Mapping[str, tuple[Person, Belongs]] = field(default_factory=dict)
    consulted: Mapping[str, tuple[Consulted, Belongs]] = field(default_factory=dict)

    def known(self) -> Known:
        """All of it, for counting."""
        return Known(
            [person for person, _where in self.people.values()],
            [one for one, _where in self.consulted.values()],
        )


def books(
    session: Session,
    day: date,
    span: Span | None = None,
    *,
    hours: bool = True,
) -> Books:
    """The facts of everybody in a span as of a day; without `hours` no attendance is added up.

    Of a span with days are who was registered in it, and who was talked about in it.
    """
    own, held, span = Enrolment, TrainingClass, span or Span()
    of = span.of(own.registered_on, own.programme_year, own.programme)
    wanted = [own.registered_on <= day, *of]
    answers = _answers(session, day, wanted)
    assessed, competent, certified = _assessed(session, day, wanted)
    certified |= _issued(session, day, wanted)
    attended = _hours(session, day, wanted) if hours else {}
    people: dict[str, tuple[Person, Belongs]] = {}
    query = (
        select(
            own.id,
            AffectedWorker.worker,
            own.programme_year,
            own.registered_on,
            own.state,
            own.started_on,
            own.completed_on,
            own.dropped_on,
            own.result,
            own.result_on,
            held.starts_on,
            held.ends_on,
            own.office,
            own.programme,
            own.training_class,
            Worker.region,
            AffectedWorker.employer,
        )
        .join(AffectedWorker, AffectedWorker.id == own.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(held, held.id == own.training_class)
        .where(*wanted)
    )
    for row in session.execute(query):
        id, worker, year, registered, state, started, completed, dropped, *rest = row
        result, result_on, first_day, last_day, office, *belongs = rest
        # Books of before the days were kept know the state alone.
        begun = started or ((first_day or registered) if state in STARTED else None)
        ends = (dropped if state is EnrolmentState.DROPPED else completed) or last_day
        passes = result is TrainingResult.PASSED
        passed = (result_on or ends or registered) if passes else None
        there = attended.get(id, (0, 0))
        person = Person(
            *(id, worker, year, registered, state in _APPROVED, begun, ends, passed),
            *(assessed.get(id), competent.get(id), certified.get(id), *there),
            tuple(answers.get(id, ())),
        )
        people[id] = person, Belongs(office, year, *belongs)
    return Books(people, _consulted(session, day, span))


def _answers(
    session: Session, day: date, wanted: list[ColumnElement[bool]]
) -> Mapping[str, list[Answer]]:
    """What was answered by `day`, by enrolment, as it stood then."""
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    for query in told_by(day, *wanted):
        for _case, enrolment, *answer in session.execute(query):
            found[enrolment].append(Answer(*answer))
    return found


def _assessed(
    session: Session, day: date, wanted: list[ColumnElement[bool]]
) -> tuple[dict[str, date], dict[str, date], dict[str, date]]:
    """The first day on which each was assessed, found competent, and certified as such."""
    own = Assessment
    query = (
        select(own.enrolment, own.assessed_on, own.verdict, own.certificate_number)
        .join(Enrolment, Enrolment.id == own.enrolment)
        .where(own.assessed_on <= day, *wanted)
        .order_by(own.assessed_on)
    )
    found: tuple[dict[str, date], dict[str, date], dict[str, date]] = ({}, {}, {})
    for enrolment, on, verdict, number in session.execute(query):
        reached = (True, verdict is Verdict.COMPETENT, bool(number))
        for days, there in zip(found, reached, strict=True):
            if there:
                days.setdefault(enrolment, on)
    return found


def _issued(session: Session, day: date, wanted: list[ColumnElement[bool]]) -> dict[str, date]:
    """Who holds a certificate of ours that was neither voided nor revoked by `day`."""
    own, revoked = Certificate, CertificateRevocation
    query = (
        select(own.enrolment, own.issued_on)
        .join(Enrolment, Enrolment.id == own.enrolment)
        .where(
            own.issued_on <= day,
            or_(own.void_on.is_(None), own.void_on > day),
            own.number.not_in(select(revoked.number).where(revoked.revoked_on <= day)),
            *wanted,
        )
    )
    return dict(session.execute(query).all())


def _hours(
    session: Session, day: date, wanted: list[ColumnElement[bool]]
) -> dict[str, tuple[int, int]]:
    """The lesson hours (JP) attended, and held, by enrolment, as the register has them.

    Held is what `processes.attendance` says: a session with a mark, or one that was over
    before `day` without one; none after somebody dropped out.
    """
    own, mark, held = Enrolment, Attendance, ClassSession
    came = case((and_(mark.id.is_not(None), _counts(session, day)), held.lesson_hours), else_=0)
    left = and_(own.state == EnrolmentState.DROPPED, own.dropped_on < held.day)
    query = (
        select(own.id, func.sum(came), func.sum(held.lesson_hours))
        .join(held, held.training_class == own.training_class)
        .outerjoin(
            mark,
            and_(mark.session == held.id, mark.enrolment == own.id, mark.voided_at.is_(None)),
        )
        .where(
            held.day <= day,
            held.voided_at.is_(None),
            or_(mark.id.is_not(None), and_(held.day < day, func.coalesce(left, False).is_(False))),
            own.state.not_in(AWAY),
            *wanted,
        )
        .group_by(own.id)
    )
    return {id: (int(there), int(whole)) for id, there, whole in session.execute(query)}


def _consulted(session: Session, day: date, span: Span) -> dict[str, tuple[Consulted, Belongs]]:
    """The workers of the cases talked about by `day`, and whether they were kept."""
    own, talk = AffectedWorker, Consultation
    of = span.of(talk.held_on, talk.programme_year, talk.programme)
    query = (
        select(
            *(own.id, own.worker, talk.programme_year, talk.held_on, own.outcome),
            *(own.office, talk.programme, Worker.region, own.employer),
        )
        .join(talk, talk.id == own.consultation)
        .join(Worker, Worker.id == own.worker)
        .where(talk.held_on <= day, talk.state.in_(_HELD), own.standing != Standing.REFUSED, *of)
    )
    kept = set(_kept(session, day))
    found: dict[str, tuple[Consulted, Belongs]] = {}
    for id, worker, year, held_on, outcome, office, programme, region, employer in session.execute(
        query
    ):
        stays = id in kept or outcome is CaseOutcome.RETAINED
        decided = stays or outcome is not CaseOutcome.OPEN
        found[id] = (
            Consulted(id, worker, year, held_on, stays if decided else None),
            Belongs(office, year, programme, None, region, employer),
        )
    return found


def _kept(session: Session, day: date) -> list[str]:
    """The cases of whom a follow-up said, as of a day, that the layoff was called off."""
    return [
        case
        for query in told_by(day, outcome=WorkOutcome.KEPT)
        for case, *_answer in session.execute(query)
    ]


def _counts(session: Session, day: date) -> ColumnElement[bool]:
    """Whether a mark counts as attended, by the rules of that day (`processes.attendance`)."""
    rules = rules_of(lambda key: parameter(session, key, day))
    present: ColumnElement[bool] = Attendance.mark == Mark.PRESENT
    if rules.late_minutes is not None:
        late = func.coalesce(Attendance.late_minutes, 0)
        present = and_(present, late <= rules.late_minutes)
    also = [
        Attendance.mark == mark
        for mark, counts in ((Mark.SICK, rules.sick_counts), (Mark.LEAVE, rules.leave_counts))
        if counts
    ]
    return or_(present, *also)


def parameter(session: Session, key: str, day: date) -> Any:
    """The value of a dated parameter; None where none was in force."""
    return parameters(session, [key], day).get(key)


def parameters(session: Session, keys: Collection[str], day: date) -> dict[str, Any]:
    """The values of dated parameters, by key; of those that were in force on a day."""
    rows = session.execute(
        select(Parameter.key, Parameter.value)
        .where(Parameter.key.in_(keys), Parameter.valid_from <= day)
        .order_by(Parameter.valid_from)
    )
    return {key: json.loads(value) for key, value in rows}
