"""Pocket money and transport of a class as a claim, computed from its attendance."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.attendance import register
from desktop_app.desk.numbers import by_pattern
from desktop_app.desk.taxes import settle
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.daily_allowance import Earned, earned
from desktop_app.records import Claim, ClaimLine, Rate, TrainingClass, TrainingProvider
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.funding import CostKind
from desktop_app.records.record import Facts
from desktop_app.store.writing import Write
from desktop_app.wording import integer

ENABLED = "allowance.daily.enabled"
MADE = N_("Pocket money and transport computed")

_WORDS = {CostKind.POCKET_MONEY: "Uang saku", CostKind.TRANSPORT: "Transpor"}


def computed(session: Session, training_class: str, facts: Facts) -> dict[str, list[Earned]]:
    """What each enrolment of a class has earned by its attendance; nothing left out.

    Raises UserError ALLOWANCE-OPEN while marks are missing.
    """
    seen = register(session, training_class, facts)
    missing = sum(one.missing for one in seen.standings().values())
    if missing:
        raise UserError(
            "ALLOWANCE-OPEN",
            N_("Marks of attendance are missing: {n}. Enter them first."),
            n=integer(missing),
        )
    rates = list(session.scalars(select(Rate).where(Rate.voided_at.is_(None)).order_by(Rate.id)))
    region = _region(session, training_class)
    found = {}
    for person in seen.people:
        own = {
            s: mark for (s, enrolment), mark in seen.marks.items() if enrolment == person.enrolment
        }
        found[person.enrolment] = earned(seen.lessons, own, seen.rules, rates, region)
    return {enrolment: lines for enrolment, lines in found.items() if lines}


def claim_for(session: Write, training_class: str) -> Claim:
    """Make the claim of a class's pocket money and transport, a line for each person and kind.

    Raises UserError: ALLOWANCE-OFF while headquarters has it switched off,
    ALLOWANCE-TWICE where a claim stands already, ALLOWANCE-OPEN, and
    ALLOWANCE-NOTHING where nobody has earned anything or no rate holds.
    """
    facts = session.facts
    if facts.parameter(ENABLED) is not True:
        raise UserError("ALLOWANCE-OFF", N_("Pocket money and transport are switched off."))
    standing = session.scalar(
        select(Claim.number).where(
            Claim.training_class == training_class,
            Claim.kind == ClaimKind.ALLOWANCE,
            Claim.state != ClaimState.REJECTED,
            Claim.voided_at.is_(None),
        )
    )
    if standing is not None:
        raise UserError("ALLOWANCE-TWICE", N_("{number} is about this already."), number=standing)
    found = computed(session, training_class, facts)
    if not found:
        raise UserError(
            "ALLOWANCE-NOTHING", N_("Nobody has earned anything, or no daily rate is in force.")
        )
    claim = Claim(
        number=by_pattern(session, Claim, facts.today)[0],
        kind=ClaimKind.ALLOWANCE,
        training_class=training_class,
        programme_year=session.get_one(TrainingClass, training_class).programme_year,
        received_on=facts.today,
        written_by=session.author.officer,
    )
    session.add(claim)
    session.flush()
    for enrolment, lines in found.items():
        for one in lines:
            line = ClaimLine(
                claim=claim.id,
                cost_kind=one.kind,
                enrolment=enrolment,
                description=f"{_WORDS[one.kind]} {one.days} hari",
                quantity=one.days,
                unit_price=one.amount,
            )
            settle(session, claim, line)
            session.add(line)
    return claim


def _region(session: Session, training_class: str) -> str | None:
    """The place of a class: that of who trains."""
    return session.scalar(
        select(TrainingProvider.region)
        .join(TrainingClass, TrainingClass.provider == TrainingProvider.id)
        .where(TrainingClass.id == training_class)
    )
