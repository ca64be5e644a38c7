"""Deciding with the eligibility rules or against them: verdicts kept, rules set aside."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.editing import gone
from desktop_app.desk.eligibility import Assessment, assess_enrolment
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.rights import Right, must
from desktop_app.processes.verdicts import kept, verdict_of
from desktop_app.records import EligibilityDecision, Enrolment
from desktop_app.records.eligibility import Verdict
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write

_DECIDED = (EnrolmentState.APPROVED, EnrolmentState.REJECTED)


def overridden(
    session: Session, cases: Iterable[str], programme: str | None = None
) -> frozenset[str]:
    """Those of the cases for which the rules were set aside, for this programme or for any."""
    own = EligibilityDecision.programme
    return frozenset(
        session.scalars(
            select(EligibilityDecision.affected_worker).where(
                EligibilityDecision.affected_worker.in_(list(cases)),
                EligibilityDecision.overridden.is_not_distinct_from(True),
                EligibilityDecision.voided_at.is_(None),
                or_(own.is_(None), own == programme),
            )
        )
    )


def must_override(session: Write, reason: str) -> None:
    """Raise UserError unless the officer may set rules aside, and says why."""
    must(session.author.roles, Right.OVERRIDE)
    if not reason.strip():
        raise UserError("OVERRIDE-REASON", N_("Say why the rules are set aside."))


def decide(session: Write, found: Assessment, reason: str = "") -> EligibilityDecision:
    """Keep a verdict as it is now; with `reason` the rules are set aside by it.

    Raises UserError: the right is missing, or there is nothing to set aside.
    """
    verdict, against = found.verdict, bool(reason.strip())
    if found.asked.case is None:
        raise gone()
    if against:
        must_override(session, reason)
        if verdict is not Verdict.BLOCKED:
            raise UserError("OVERRIDE-NOTHING", N_("No rule stands in the way of this person."))
    made = EligibilityDecision(
        affected_worker=found.asked.case.id,
        enrolment=found.asked.enrolment.id if found.asked.enrolment else None,
        programme=found.asked.programme,
        membership_check=found.check,
        ruleset=found.ruleset or "–",
        rules_of=found.asked.day,
        verdict=verdict,
        findings=kept(found.rules, found.person, found.limits.get),
        decided_on=session.facts.today,
        decided_by=session.author.officer,
        overridden=against,
        reason=reason.strip() or None,
    )
    session.add(made)
    return made


def decide_enrolment(session: Write, enrolment: Enrolment) -> EligibilityDecision:
    """Keep the verdict with a decision on an enrolment (approved, rejected).

    Raises UserError when somebody is approved whom a rule bars and for whom it
    was not set aside.
    """
    found = assess_enrolment(session, enrolment)
    approved = enrolment.state is EnrolmentState.APPROVED
    if approved and found.verdict is Verdict.BLOCKED:
        cases = [enrolment.affected_worker]
        if not overridden(session, cases, enrolment.programme):
            raise barred(found)
    return decide(session, found)


def decided_now(session: Write, enrolment: Enrolment) -> EligibilityDecision | None:
    """Keep the verdict if the enrolment is being approved or rejected in this transaction.

    Asked before the change is flushed. Raises UserError as `decide_enrolment` does,
    and when the right to decide is missing.
    """
    history = inspect(enrolment).attrs["state"].history
    if enrolment.state not in _DECIDED or not history.has_changes():
        return None
    must(session.author.roles, Right.DECIDE)
    return decide_enrolment(session, enrolment)


def verdict_on(session: Session, enrolment: str) -> Assessment:
    """What the rules say of an enrolment. Raises UserError if there is none."""
    found = session.get(Enrolment, enrolment)
    if found is None:
        raise gone()
    return assess_enrolment(session, found)


def barred(found: Assessment) -> UserError:
    """What is said where a rule stands in a person's way."""
    why = [f.line for f in found.findings if verdict_of([f]) is Verdict.BLOCKED]
    return UserError(
        "E-ELIGIBLE",
        N_("The rules bar this person: {why}. They must be set aside first, with a reason."),
        why="; ".join(why),
    )


def last_decision(
    session: Session, case: str, enrolment: str | None = None
) -> EligibilityDecision | None:
    """The latest decision on a case, of an enrolment if one is named."""
    query = select(EligibilityDecision).where(
        EligibilityDecision.affected_worker == case, EligibilityDecision.voided_at.is_(None)
    )
    if enrolment is not None:
        own = EligibilityDecision.enrolment
        query = query.where(or_(own == enrolment, own.is_(None)))
    return session.scalars(query.order_by(EligibilityDecision.id.desc()).limit(1)).first()
