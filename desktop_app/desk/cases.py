"""Cases: what a consultation still needs, and who of its people is where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_
from desktop_app.processes.deadlines import Case, Deadline, deadlines, moved
from desktop_app.processes.phk_timeline import Stop, timeline
from desktop_app.processes.rights import must_show
from desktop_app.processes.terminations import is_final, regime_on
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    DeadlineRule,
    Employer,
    Enrolment,
    Holiday,
    LegalRegime,
    Worker,
)
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.consultation import ConsultationState, Standing
from desktop_app.records.record import Facts, Record
from desktop_app.records.reference import HolidayKind
from desktop_app.records.training import EnrolmentState
from desktop_app.store.store import Store
from desktop_app.store.writing import Write

IN_HAND = (ConsultationState.SCHEDULED, ConsultationState.HELD, ConsultationState.AGREED)
"""States of a consultation in which something is still to be done."""

DATES = (
    *("notice_on", "reply_on", "bipartite_on", "bipartite_closed_on"),
    *("reported_on", "effective_on", "probation_effective_on"),
)
"""Dates of a consultation that the rules of the law name."""

_GONE = (EnrolmentState.CANCELLED, EnrolmentState.REJECTED)


@dataclass(frozen=True)
class Person:
    """One affected worker of a consultation, as the tally names him or her."""

    case: str
    worker: str
    name: str
    standing: Standing
    enrolled: bool


@dataclass(frozen=True)
class Tally:
    """dinyatakan / terdaftar / cocok / ditolak / didaftarkan, by name."""

    stated: int | None
    listed: tuple[Person, ...]

    @property
    def matched(self) -> tuple[Person, ...]:
        """Those whom the books know as the employer names them."""
        return tuple(p for p in self.listed if p.standing is Standing.MATCHED)

    @property
    def refused(self) -> tuple[Person, ...]:
        """Those who do not take part, each with a reason."""
        return tuple(p for p in self.listed if p.standing is Standing.REFUSED)

    @property
    def open(self) -> tuple[Person, ...]:
        """Those still to be checked."""
        return tuple(p for p in self.listed if p.standing is Standing.OPEN)

    @property
    def enrolled(self) -> tuple[Person, ...]:
        """Those with an enrolment that stands."""
        return tuple(p for p in self.listed if p.enrolled)

    @property
    def counts(self) -> tuple[int | None, int, int, int, int]:
        """The five figures in their order; the first may not be known."""
        return (
            self.stated,
            len(self.listed),
            len(self.matched),
            len(self.refused),
            len(self.enrolled),
        )

    @property
    def missing(self) -> int:
        """How many more the employer stated than are listed; negative for fewer."""
        return 0 if self.stated is None else self.stated - len(self.listed)


def tally(session: Session, consultation: str) -> Tally:
    """Who of a consultation's people stands where."""
    enrolled = (
        select(Enrolment.id)
        .where(
            Enrolment.affected_worker == AffectedWorker.id,
            Enrolment.state.not_in(_GONE),
            Enrolment.voided_at.is_(None),
        )
        .exists()
    )
    rows = session.execute(
        select(
            AffectedWorker.id,
            AffectedWorker.worker,
            Worker.name,
            AffectedWorker.standing,
            enrolled.label("enrolled"),
        )
        .join(Worker, Worker.id == AffectedWorker.worker)
        .where(AffectedWorker.consultation == consultation, AffectedWorker.voided_at.is_(None))
        .order_by(Worker.name)
    )
    stated = session.scalar(
        select(Consultation.workers_stated).where(Consultation.id == consultation)
    )
    return Tally(
        stated,
        tuple(Person(r.id, r.worker, r.name, r.standing, bool(r.enrolled)) for r in rows),
    )


@dataclass(frozen=True)
class Law:
    """What deadlines rest on: regimes, rules and holidays, read once for many cases."""

    regimes: Sequence[LegalRegime]
    rules: Sequence[DeadlineRule]
    holidays: Sequence[Holiday]

    @classmethod
    def read(cls, session: Session) -> Law:
        """The law as the books have it."""
        return cls(
            session.scalars(select(LegalRegime).order_by(LegalRegime.valid_from.desc())).all(),
            session.scalars(select(DeadlineRule).order_by(DeadlineRule.id)).all(),
            session.scalars(select(Holiday)).all(),
        )


def case_deadlines(
    session: Session, consultation: Consultation, facts: Facts, law: Law | None = None
) -> list[Deadline]:
    """The legal deadlines of a consultation, each with the days that are left."""
    law = law or Law.read(session)
    case = _at_home(session, consultation, law)
    return deadlines(case, law.rules, law.holidays, facts.today)


def case_timeline(
    session: Session, consultation: Consultation, facts: Facts, law: Law | None = None
) -> list[Stop]:
    """The course of a consultation's termination, the earliest stop first."""
    law = law or Law.read(session)
    case = _at_home(session, consultation, law)
    return timeline(case, law.rules, law.holidays, facts.today)


def _at_home(session: Session, consultation: Consultation, law: Law) -> Case:
    province = session.scalar(
        select(OfficeRecord.province).where(OfficeRecord.id == consultation.office)
    )
    return _case(consultation, province, law)


def _case(consultation: Consultation, province: str | None, law: Law) -> Case:
    """What the law needs to know of a consultation of an office in `province`."""
    effective = consultation.effective_on or consultation.probation_effective_on
    day = consultation.notice_on or effective or consultation.held_on
    regime = consultation.regime
    if regime is None:
        found = regime_on(law.regimes, day)
        regime = found.id if found else None
    dates = {name: getattr(consultation, name) for name in DATES}
    return Case(consultation.id, regime, dates, province)


@dataclass(frozen=True)
class MovedDeadline:
    """An unmet deadline of a consultation in hand that lies on another day than it did."""

    number: str
    employer: str
    rule: DeadlineRule
    was: date
    now: date


def holidays(store: Store) -> Sequence[Holiday]:
    """The table of holidays as it is now, to be kept for `moved_deadlines`."""
    with store.read() as session:
        return session.scalars(select(Holiday)).all()


def moved_deadlines(
    session: Session, old: Sequence[Holiday], new: Sequence[Holiday], facts: Facts
) -> list[MovedDeadline]:
    """What the `new` table of holidays moves, the earliest first; not what is past either way."""
    days = {day for day, _kind, _province in _days(old) ^ _days(new)}
    if not days:
        return []
    law = Law.read(session)
    # A deadline moves only if a changed day lies on the way to it; no table of
    # holidays makes that way longer than this.
    way = timedelta(days=30 + 2 * max((rule.days for rule in law.rules), default=0))
    found = session.execute(
        select(Consultation, Employer.name, OfficeRecord.province)
        .join(Employer, Employer.id == Consultation.employer)
        .outerjoin(OfficeRecord, OfficeRecord.id == Consultation.office)
        .where(
            Consultation.state.in_(IN_HAND),
            or_(
                *(
                    getattr(Consultation, name).between(min(days) - way, max(days) + way)
                    for name in DATES
                )
            ),
        )
    )
    cases = {case.id: (case, employer, province) for case, employer, province in found}
    shifts = moved(
        (_case(case, province, law) for case, _employer, province in cases.values()),
        law.rules,
        old,
        new,
    )
    listed = [
        MovedDeadline(cases[s.case][0].number, cases[s.case][1], s.rule, s.was, s.now)
        for s in shifts
        if max(s.was, s.now) >= facts.today
    ]
    return sorted(listed, key=lambda one: (one.now, one.number))


def _days(table: Iterable[Holiday]) -> set[tuple[date, HolidayKind, str | None]]:
    return {(holiday.day, holiday.kind, holiday.province) for holiday in table}


def moved_since(store: Store, old: Sequence[Holiday]) -> list[MovedDeadline]:
    """What has moved since `holidays` told the `old` table."""
    new = holidays(store)
    with store.read() as session:
        return moved_deadlines(session, old, new, store.facts())


def final(session: Session, case: AffectedWorker, *, refused: bool = False) -> bool:
    """Whether a termination is final; otherwise it is shown as *PHK belum final*."""
    regimes = session.scalars(select(LegalRegime).order_by(LegalRegime.valid_from.desc())).all()
    day = case.terminated_on or case.notice_on
    regime = next((r for r in regimes if r.id == case.regime), None)
    if regime is None and day is not None:
        regime = regime_on(regimes, day)
    return regime is not None and is_final(regime, case.proof, refused=refused)


def reveal(store: Store, record: Record, fields: Iterable[str], reason: str = "") -> None:
    """Put down that masked values of a record were shown.

    Who only looks (auditor, data protection officer) says why. Raises E-RIGHT,
    and REASON without one.
    """
    must_show(store.author.roles, reason)
    with store.write(reason.strip() or N_("Masked values shown")) as session:
        session.accessed(record, fields)


def opened(session: Write, consultation: Consultation) -> None:
    """Put down that a confidential case was looked at, if it is one still."""
    until = consultation.embargo_until
    if until is not None and until > session.facts.today:
        session.accessed(consultation, ())
