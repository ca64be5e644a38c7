"""Claims: the register of a period, and how long those that wait have waited."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop_app.desk.claim_ageing import amounts, rungs, waiting_claims
from desktop_app.desk.claim_facts import lines_of
from desktop_app.desk.taxes import tax_kinds
from desktop_app.i18n import N_, translate, translate_n
from desktop_app.processes.claims import totals
from desktop_app.records import Claim, Employer, TrainingClass, TrainingProvider
from desktop_app.records.record import Facts
from desktop_app.wording import integer, money
from exports.claim_pictures import ageing
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet, numbered
from exports.words import label

REGISTER, AGEING = N_("Claims register"), N_("Age of claims")


def _wanted(question: Question) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = list(question.within(Claim.received_on))
    if question.programme_year is not None:
        asked.append(Claim.programme_year == question.programme_year)
    return asked


def _names(session: Session) -> Mapping[str, str]:
    """Who is paid, by id."""
    return {
        **dict(session.execute(select(Employer.id, Employer.name)).all()),
        **dict(session.execute(select(TrainingProvider.id, TrainingProvider.name)).all()),
    }


def _payee(names: Mapping[str, str], claim: Claim) -> str | None:
    return names.get(claim.employer or claim.provider or "")


def _register(session: Session, question: Question) -> Sheet:
    names = _names(session)
    codes = dict(session.execute(select(TrainingClass.id, TrainingClass.code)).all())
    claims = session.scalars(
        select(Claim)
        .where(*_wanted(question), Claim.voided_at.is_(None))
        .order_by(Claim.received_on, Claim.number)
    ).all()
    rows: list[tuple[Cell, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    kinds = tax_kinds(session)
    for place, claim in enumerate(claims):
        sums = totals(lines_of(session, claim.id), kinds)
        behind |= {(place, at): Behind("claim", frozenset({claim.id})) for at in range(8, 14)}
        rows.append(
            (
                claim.number,
                label(claim.kind),
                _payee(names, claim),
                codes.get(claim.training_class or ""),
                claim.received_on,
                claim.invoice_number,
                label(claim.state),
                sums.claimed,
                sums.other,
                sums.accepted,
                sums.added,
                sums.tax,
                sums.net,
                claim.due_on,
            )
        )
    return register(
        session,
        question,
        translate(REGISTER),
        worded(_REGISTER),
        numbered(rows),
        provisional=question.running,
        personal=False,
        behind=behind,
    )


_REGISTER = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Number of the claim"), width=18),
    Column(N_("Kind of claim"), width=16),
    Column(N_("Payee"), width=20),
    Column(N_("Class"), width=12),
    Column(N_("Received on"), Holds.DAY, 10),
    Column(N_("Invoice number"), width=12),
    Column(N_("State"), width=10),
    Column(N_("Claimed"), Holds.MONEY, 12, total=True),
    Column(N_("Paid by others"), Holds.MONEY, 12, total=True),
    Column(N_("Accepted"), Holds.MONEY, 12, total=True),
    Column(N_("VAT (PPN)"), Holds.MONEY, 10, total=True),
    Column(N_("Tax amount"), Holds.MONEY, 10, total=True),
    Column(N_("Net"), Holds.MONEY, 12, total=True),
    Column(N_("Due on"), Holds.DAY, 10),
)


def _ageing(session: Session, question: Question) -> Sheet:
    facts = Facts(question.last_day)
    wanted = _wanted(question)
    found = waiting_claims(session, facts, *wanted)
    sums = amounts(session, [one.claim.id for one in found])
    names = _names(session)
    rows = [
        (
            one.claim.number,
            label(one.claim.kind),
            _payee(names, one.claim),
            one.claim.received_on,
            label(one.claim.state),
            one.claim.due_on,
            one.late,
            translate(one.age.value),
            sums.get(one.claim.id, 0),
        )
        for one in found
    ]
    behind = {
        (place, at): Behind("claim", frozenset({one.claim.id}))
        for place, one in enumerate(found)
        for at in (7, 9)
    }
    steps = rungs(session, facts, *wanted)
    notes = [
        f"{translate(rung.age.value)}: "
        + translate_n("{n} claim", "{n} claims", rung.count).format(n=integer(rung.count))
        + f", {money(rung.amount)}"
        for rung in steps
    ]
    return register(
        session,
        question,
        translate(AGEING),
        worded(_AGEING),
        numbered(rows),
        notes=notes if rows else [],
        provisional=question.running,
        personal=False,
        behind=behind,
        pictures=[ageing(steps)] if rows else [],
    )


_AGEING = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Number of the claim"), width=18),
    Column(N_("Kind of claim"), width=18),
    Column(N_("Payee"), width=24),
    Column(N_("Received on"), Holds.DAY, 10),
    Column(N_("State"), width=12),
    Column(N_("Due on"), Holds.DAY, 10),
    Column(N_("Working days late"), Holds.NUMBER, 8),
    Column(N_("Age"), width=20),
    Column(N_("Accepted"), Holds.MONEY, 14, total=True),
)

CLAIMS = Report(
    "claims",
    REGISTER,
    N_("Claims of providers and employers with their sums and how they stand."),
    _register,
)
CLAIMS_AGEING = Report(
    "claims-ageing",
    AGEING,
    N_("Claims that wait for the office, and by how many working days they are late."),
    _ageing,
)
