"""Promises to take workers back: how many, by when, and how many are back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desktop_app.desk.editing import gone
from desktop_app.desk.lists import Filter, Listing
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.kinds import Code
from desktop_app.processes.follow_ups import ENDED
from desktop_app.records import AffectedWorker, Consultation, Employer, Enrolment, FollowUp
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.work import WorkOutcome
from desktop_app.store.writing import Write
from desktop_app.wording import integer

MET = N_("Promise to rehire met")
SOON = timedelta(days=30)
"""How long before its day a promise is listed as due."""

BACK = (WorkOutcome.KEPT, WorkOutcome.PREVIOUS_EMPLOYER)
"""The answers that keep a promise: with the previous company again, or never away."""


class PromiseStanding(Code):
    """How a promise stands on a day."""

    MET = "MET", "Met"
    KEPT = "KEPT", "All are back"
    OPEN = "OPEN", "Time left"
    SOON = "SOON", "Due soon"
    OVERDUE = "OVERDUE", "Overdue"


@dataclass(frozen=True)
class Promise:
    """One employer's promise; `days` are those left to its day, negative when it is over."""

    consultation: str
    number: str
    employer: str
    held_on: date
    """The day of the talk in which it was made."""
    promised: int | None
    trained: int
    back: int
    until: date | None
    met_on: date | None
    days: int
    people: frozenset[str]
    """The follow-ups that say who is back."""

    @property
    def missing(self) -> int:
        """How many are still to be taken back; where no number was promised, of those trained."""
        return max(0, (self.promised or self.trained) - self.back)

    @property
    def standing(self) -> PromiseStanding:
        """Met once an officer said so; until then by number and day."""
        if self.met_on is not None:
            return PromiseStanding.MET
        if self.back and not self.missing:
            return PromiseStanding.KEPT
        if self.until is not None and self.days < 0:
            return PromiseStanding.OVERDUE
        if self.until is not None and self.days <= SOON.days:
            return PromiseStanding.SOON
        return PromiseStanding.OPEN


def promised() -> Select[str]:
    """The consultations in which the employer promised to take people back."""
    own = Consultation
    return select(own.id).where(
        own.commitment.is_not_distinct_from(True),
        own.state != ConsultationState.CANCELLED,
        own.voided_at.is_(None),
    )


def promises(session: Session, today: date, ids: Sequence[str] | None = None) -> list[Promise]:
    """All promises, or those of some consultations; the next to fall due first."""
    query = (
        select(Consultation, Employer.name)
        .join(Employer, Employer.id == Consultation.employer)
        .where(Consultation.id.in_(promised()))
    )
    if ids is not None:
        query = query.where(Consultation.id.in_(ids))
    rows = session.execute(query).all()
    chosen = [case.id for case, _name in rows]
    trained, back = _trained(session, chosen), _back(session, chosen)
    found = [
        _promise(case, name, trained.get(case.id, 0), back.get(case.id, {}), today)
        for case, name in rows
    ]
    return sorted(found, key=lambda one: (one.until or date.max, one.number))


def promise_of(session: Session, case: Consultation, today: date) -> Promise:
    """The promise of one consultation, whatever its state."""
    employer = session.get_one(Employer, case.employer).name
    trained, back = _trained(session, [case.id]), _back(session, [case.id])
    return _promise(case, employer, trained.get(case.id, 0), back.get(case.id, {}), today)


def _promise(
    case: Consultation, employer: str, trained: int, back: dict[str, str], today: date
) -> Promise:
    until = case.commitment_until
    return Promise(
        case.id,
        case.number,
        employer,
        case.held_on,
        case.commitment_workers,
        trained,
        len(back),
        until,
        case.commitment_met_on,
        (until - today).days if until else 0,
        frozenset(back.values()),
    )


def _trained(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """How many people of each case have ended a training."""
    rows = session.execute(
        select(AffectedWorker.consultation, func.count(AffectedWorker.worker.distinct()))
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(
            AffectedWorker.consultation.in_(ids),
            AffectedWorker.voided_at.is_(None),
            Enrolment.state.in_(ENDED),
            Enrolment.voided_at.is_(None),
        )
        .group_by(AffectedWorker.consultation)
    )
    return {str(row[0]): int(row[1]) for row in rows}


def _back(session: Session, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Of each case the people who are back by their last known answer, and that answer."""
    unknown = [outcome for outcome in WorkOutcome if not outcome.known]
    rows = session.execute(
        select(AffectedWorker.consultation, AffectedWorker.worker, FollowUp.id, FollowUp.outcome)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .join(FollowUp, FollowUp.enrolment == Enrolment.id)
        .where(
            AffectedWorker.consultation.in_(ids),
            AffectedWorker.voided_at.is_(None),
            FollowUp.outcome.is_not(None),
            FollowUp.outcome.not_in(unknown),
            FollowUp.voided_at.is_(None),
        )
        .order_by(FollowUp.asked_on, FollowUp.month)
    )
    last: dict[str, dict[str, tuple[str, WorkOutcome | None]]] = {}
    for case, worker, id, outcome in rows:
        last.setdefault(str(case), {})[worker] = (id, outcome)
    return {
        case: {worker: id for worker, (id, outcome) in people.items() if outcome in BACK}
        for case, people in last.items()
    }


def mark_met(session: Write, consultation: str) -> Consultation:
    """Put down that the employer has kept the promise, today. Raises UserError if it has before."""
    found = session.get(Consultation, consultation)
    if found is None or found.voided_at is not None:
        raise gone()
    if not found.commitment:
        raise UserError("NO-PROMISE", N_("The employer has promised nothing in this case."))
    if found.commitment_met_on is not None:
        raise UserError("PROMISE-MET", N_("This promise is recorded as met already."))
    found.commitment_met_on = session.facts.today
    return found


def of_promises(filter: str, today: date) -> Filter:
    """The question behind a chip; every other name is all promises."""
    own = Consultation
    still = promised().where(own.commitment_met_on.is_(None))
    if filter == "open":
        return Filter(within=still)
    if filter == "due":
        return Filter(within=still.where(own.commitment_until <= today + SOON))
    if filter == "overdue":
        return Filter(within=still.where(own.commitment_until < today))
    if filter == "met":
        return Filter(within=promised().where(own.commitment_met_on.is_not(None)))
    return Filter(within=promised())


class PromiseListing(Listing):
    """A list of promises; each row also tells ``trained``, ``back`` and ``standing``."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say, and how each promise stands."""
        rows = super().rows(ids)
        with self.store.read() as session:
            found = {one.consultation: one for one in promises(session, self.store.today, ids)}
        for id, row in zip(ids, rows, strict=True):
            if (one := found.get(id)) is not None:
                row["trained"], row["back"] = integer(one.trained), integer(one.back)
                row["standing"] = translate(one.standing.label)
        return rows
