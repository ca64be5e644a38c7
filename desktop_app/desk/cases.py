"""Cases: what a consultation still needs, and who of its people is where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_
from desktop_app.processes.deadlines import Case, Deadline, deadlines
from desktop_app.processes.terminations import is_final, regime_on
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    DeadlineRule,
    Enrolment,
    Holiday,
    LegalRegime,
    Worker,
)
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.consultation import Standing
from desktop_app.records.record import Facts, Record
from desktop_app.records.training import EnrolmentState
from desktop_app.store.store import Store
from desktop_app.store.writing import Write

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
    day = consultation.notice_on or consultation.effective_on or consultation.held_on
    regime = consultation.regime
    if regime is None:
        found = regime_on(law.regimes, day)
        regime = found.id if found else None
    province = session.scalar(
        select(OfficeRecord.province).where(OfficeRecord.id == consultation.office)
    )
    dates = {
        name: getattr(consultation, name)
        for name in ("notice_on", "reply_on", "bipartite_on", "reported_on", "effective_on")
    }
    case = Case(consultation.id, regime, dates, province)
    return deadlines(case, law.rules, law.holidays, facts.today)


def final(session: Session, case: AffectedWorker, *, refused: bool = False) -> bool:
    """Whether a termination is final; otherwise it is shown as *PHK belum final*."""
    regimes = session.scalars(select(LegalRegime).order_by(LegalRegime.valid_from.desc())).all()
    day = case.terminated_on or case.notice_on
    regime = next((r for r in regimes if r.id == case.regime), None)
    if regime is None and day is not None:
        regime = regime_on(regimes, day)
    return regime is not None and is_final(regime, case.proof, refused=refused)


def reveal(store: Store, record: Record, fields: Iterable[str]) -> None:
    """Put down that masked values of a record were shown."""
    with store.write(N_("Masked values shown")) as session:
        session.accessed(record, fields)


def opened(session: Write, consultation: Consultation) -> None:
    """Put down that a confidential case was looked at, if it is one still."""
    until = consultation.embargo_until
    if until is not None and until > session.facts.today:
        session.accessed(consultation, ())
