"""The employers who consulted the branch, with their cases and their people."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_, translate
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Employer,
    Enrolment,
    KbliSection,
    Region,
)
from desktop_app.records.consultation import CaseOutcome
from exports.people import CASE_DAY, GONE
from exports.reports.report import Option, Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet

TITLE = N_("Employers")
WITH_CASES, ALL = "active", "all"


def scopes(session: Session, question: Question) -> Sequence[tuple[str, str]]:
    """Those with something in the period, or all there are."""
    return [
        (WITH_CASES, translate(N_("only with activity in the period"))),
        (ALL, translate(N_("all"))),
    ]


SCOPE = Option("scope", N_("Shown are"), scopes)


def _ask(session: Session, question: Question) -> Sheet:
    cases, people, enrolled, kept = _figures(session, question)
    rows: list[tuple[Cell, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    for row in session.execute(
        select(
            Employer.id,
            Employer.npp,
            Employer.name,
            KbliSection.name.label("sector"),
            Region.name.label("region"),
        )
        .outerjoin(KbliSection, KbliSection.id == Employer.sector)
        .outerjoin(Region, Region.id == Employer.region)
        .order_by(Employer.name, Employer.id)
    ):
        found = [per.get(row.id, frozenset()) for per in (cases, people, enrolled, kept)]
        if not any(found) and question.options["scope"] == WITH_CASES:
            continue
        for i, ids in enumerate(found):
            if ids:
                behind[len(rows), 5 + i] = Behind("affected_worker" if i else "consultation", ids)
        rows.append(
            (len(rows) + 1, row.npp, row.name, row.sector, row.region, *(len(ids) for ids in found))
        )
    return register(
        session,
        question,
        translate(TITLE),
        worded(_COLUMNS),
        rows,
        provisional=question.running,
        personal=False,
        behind=behind,
    )


_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("NPP"), Holds.IDENTIFIER, 10),
    Column(N_("Employer"), width=30),
    Column(N_("Sector"), width=24),
    Column(N_("District or city"), width=18),
    Column(N_("Consultations"), Holds.NUMBER, 9, total=True),
    Column(N_("Affected workers"), Holds.NUMBER, 9, total=True),
    Column(N_("Enrolled"), Holds.NUMBER, 9, total=True),
    Column(N_("Kept by the employer"), Holds.NUMBER, 9, total=True),
)

_Ids = dict[str, frozenset[str]]


def _figures(session: Session, question: Question) -> tuple[_Ids, _Ids, _Ids, _Ids]:
    """Consultations, affected workers, those enrolled and those kept: ids by employer."""
    cases: dict[str, set[str]] = {}
    people: dict[str, set[str]] = {}
    enrolled: dict[str, set[str]] = {}
    kept: dict[str, set[str]] = {}
    held = question.within(Consultation.held_on)
    for case in session.execute(
        select(Consultation.id, Consultation.employer).where(*held, *_year(question))
    ):
        cases.setdefault(case.employer, set()).add(case.id)
    counted = select(Enrolment.affected_worker).where(Enrolment.state.not_in(GONE))
    chosen = set(session.scalars(counted))
    for row in session.execute(
        select(
            AffectedWorker.id,
            AffectedWorker.outcome,
            func.coalesce(AffectedWorker.employer, Consultation.employer).label("employer"),
        )
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .where(*question.within(CASE_DAY), *_year(question))
    ):
        people.setdefault(row.employer, set()).add(row.id)
        if row.id in chosen:
            enrolled.setdefault(row.employer, set()).add(row.id)
        if row.outcome is CaseOutcome.RETAINED:
            kept.setdefault(row.employer, set()).add(row.id)
    first, second, third, fourth = (
        {employer: frozenset(ids) for employer, ids in per.items()}
        for per in (cases, people, enrolled, kept)
    )
    return first, second, third, fourth


def _year(question: Question) -> list[ColumnElement[bool]]:
    year = question.programme_year
    return [] if year is None else [Consultation.programme_year == year]


EMPLOYERS = Report(
    "employers",
    TITLE,
    N_("The employers with their consultations, affected workers and enrolments of a period."),
    _ask,
    options=(SCOPE,),
)
