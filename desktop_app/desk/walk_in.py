"""Enrolling somebody who lost the job earlier, without a consultation (`domain.md` 1.3)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from desktop_app.desk.eligibility import assess_cases
from desktop_app.desk.enrolling import Enrolled, enrol
from desktop_app.desk.overrides import barred
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import AffectedWorker
from desktop_app.records.consultation import CaseOutcome
from desktop_app.records.employer import Scheme
from desktop_app.store.writing import Write


def case_without_consultation(
    session: Write, worker: str, *, employer: str | None, terminated_on: date | None
) -> AffectedWorker:
    """The person's case outside any consultation; the one there is, or a new one.

    It is the same case while employer and day of the layoff do not differ.
    """
    for case in session.scalars(
        select(AffectedWorker).where(
            AffectedWorker.worker == worker,
            AffectedWorker.consultation.is_(None),
            AffectedWorker.voided_at.is_(None),
        )
    ):
        if case.employer == employer and case.terminated_on == terminated_on:
            return case
    made = AffectedWorker(
        worker=worker,
        employer=employer,
        terminated_on=terminated_on,
        outcome=CaseOutcome.TERMINATED if terminated_on else CaseOutcome.OPEN,
    )
    session.add(made)
    return made


def enrol_walk_in(
    session: Write,
    worker: str,
    *,
    programme: str,
    scheme: Scheme,
    reason: str,
    today: date,
    employer: str | None = None,
    terminated_on: date | None = None,
    training_class: str | None = None,
    override: str = "",
) -> Enrolled:
    """Enrol a recorded worker whose employer did not consult the branch.

    Raises UserError as `enrol` does, and when the person is enrolled in the
    programme already or barred by a rule; then nothing is written.
    """
    case = case_without_consultation(
        session, worker, employer=employer, terminated_on=terminated_on
    )
    session.flush()
    done = enrol(
        session,
        [case.id],
        programme=programme,
        scheme=scheme,
        today=today,
        year=today.year,
        training_class=training_class,
        no_consultation=reason,
        override=override,
    )
    if done.already:
        raise UserError("ENROLLED", N_("This person is enrolled in the programme already."))
    if done.blocked:
        raise barred(assess_cases(session, done.blocked, today, programme)[0])
    return done
