"""Enrolling people, of a consultation or without one, and giving them seats in a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desktop_app.desk.budget import follow
from desktop_app.desk.eligibility import assess_cases
from desktop_app.desk.funding import class_funding
from desktop_app.desk.numbers import next_numbers
from desktop_app.desk.overrides import decide, must_override, overridden
from desktop_app.desk.seats import follow_capacity, must_have_seats, takes_people
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import AffectedWorker, Enrolment, TrainingClass
from desktop_app.records.consultation import CaseOutcome, Standing
from desktop_app.records.eligibility import Verdict
from desktop_app.records.employer import Scheme
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write

_GONE = (EnrolmentState.CANCELLED, EnrolmentState.REJECTED)


@dataclass(frozen=True)
class Enrolled:
    """What an act of enrolling did: new enrolments, and cases passed over.

    `blocked` are those whom an eligibility rule bars, while it is not set aside.
    """

    made: tuple[Enrolment, ...]
    already: tuple[str, ...]
    not_eligible: tuple[str, ...]
    blocked: tuple[str, ...] = ()


def enrol(
    session: Write,
    cases: Sequence[str],
    *,
    programme: str,
    scheme: Scheme,
    today: date,
    year: int,
    training_class: str | None = None,
    no_consultation: str = "",
    override: str = "",
) -> Enrolled:
    """Enrol several cases in one act.

    Passed over are cases refused or called off, those already enrolled in the
    programme, and those whom a rule of eligibility bars; with `override`, the
    reason, these are enrolled too and the verdicts kept. `no_consultation` is
    the reason for people whose employer did not consult the branch.

    Raises UserError when the class has not seats enough, when a consultation
    (or the reason for none) is asked for, when the right to override is missing,
    when the budget has not enough left (with `override` it may go over).
    """
    rows = session.scalars(select(AffectedWorker).where(AffectedWorker.id.in_(cases))).all()
    by_id = {row.id: row for row in rows if row.voided_at is None}
    already = set(
        session.scalars(
            select(Enrolment.affected_worker).where(
                Enrolment.affected_worker.in_(cases),
                Enrolment.programme == programme,
                Enrolment.state.not_in(_GONE),
                Enrolment.voided_at.is_(None),
            )
        )
    )
    barred = {
        case
        for case in cases
        if case not in by_id
        or by_id[case].standing is Standing.REFUSED
        or by_id[case].outcome is CaseOutcome.RETAINED
    }
    chosen = [case for case in dict.fromkeys(cases) if case not in already | barred]
    free = [case for case in chosen if by_id[case].consultation is None]
    reason = _without_consultation(session, free, no_consultation)
    verdicts = assess_cases(session, chosen, today, programme)
    against = [found for found in verdicts if found.verdict is Verdict.BLOCKED]
    settled = overridden(session, chosen, programme)
    against = [f for f in against if f.asked.case and f.asked.case.id not in settled]
    if against and override:
        must_override(session, override)
        for found in against:
            decide(session, found, override)
        against = []
    blocked = {found.asked.case.id for found in against if found.asked.case}
    chosen = [case for case in chosen if case not in blocked]
    if training_class is not None:
        _seats(session, training_class, len(chosen))
    paid = class_funding(session, training_class)
    numbers = next_numbers(session, Enrolment, year, len(chosen))
    state = EnrolmentState.REGISTERED if training_class is None else EnrolmentState.ASSIGNED
    made = tuple(
        Enrolment(
            number=number,
            affected_worker=case,
            programme=programme,
            scheme=paid.way if paid else scheme,
            funding=paid.id if paid else None,
            training_class=training_class,
            state=state,
            registered_on=today,
            programme_year=year,
            no_consultation=reason if case in free else None,
        )
        for case, number in zip(chosen, numbers, strict=True)
    )
    session.add_all(made)
    follow(session, made, override)
    if training_class is not None:
        follow_capacity(session, training_class)
    return Enrolled(
        made,
        tuple(case for case in cases if case in already),
        tuple(case for case in cases if case in barred),
        tuple(case for case in cases if case in blocked),
    )


def _without_consultation(session: Write, free: Sequence[str], reason: str) -> str | None:
    """The reason to keep for cases without consultation, as the parameter asks for it."""
    policy = session.facts.parameter("consultation.required_before_enrolment")
    if free and policy == "BLOCK":
        raise UserError(
            "CONSULTATION-FIRST",
            N_("The employer must consult the branch first; record the consultation."),
        )
    if free and policy == "WARN" and not reason.strip():
        raise UserError(
            "CONSULTATION-REASON", N_("Give the reason for enrolling without consultation.")
        )
    return reason.strip() or None


def _seats(session: Write, training_class: str, wanted: int) -> None:
    takes_people(session.get_one(TrainingClass, training_class))
    must_have_seats(session, training_class, wanted)
