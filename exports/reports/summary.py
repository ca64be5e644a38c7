"""The monthly summary (*rekapitulasi*): how far the people enrolled have come, by group.

Shown is what the office's books hold today; what a class's results, certificates
and calls after the training tell joins these columns once they are recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Executable, func, select
from sqlalchemy.orm import Session, aliased

from desktop_app.i18n import N_, translate
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    EducationLevel,
    Employer,
    Enrolment,
    KbliSection,
    Region,
    TerminationReason,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.training import EnrolmentState
from desktop_app.records.worker import Sex
from desktop_app.wording import share
from exports.reports.report import Option, Question, Report, register, worded
from exports.reports.training import FINISHED, TRAINED
from exports.sheet import Behind, Cell, Column, Holds, Sheet

TITLE = N_("Monthly summary")
UNKNOWN = N_("Not filled in")

_S = EnrolmentState

STEPS: tuple[tuple[str, Collection[EnrolmentState]], ...] = (
    (N_("Registered people"), tuple(_S)),
    (N_("Approved people"), (*TRAINED, _S.APPROVED, _S.ASSIGNED)),
    (N_("On the waiting list"), {_S.WAITLISTED}),
    (N_("Rejected people"), {_S.REJECTED}),
    (N_("Cancelled enrolments"), {_S.CANCELLED}),
    (N_("Trained people"), TRAINED),
    (N_("Dropped out people"), {_S.DROPPED}),
    (N_("Completed the training"), FINISHED),
)
"""The figures: who has reached a state, whatever came after it."""

AGES = (25, 30, 35, 40)
"""Where the age groups begin, after the youngest (`domain.md` 4.3)."""


def _age(row: Any) -> tuple[int, str]:
    if row.birth_date is None:
        return 99, ""
    day: date = row.registered_on
    age = day.year - row.birth_date.year
    age -= (day.month, day.day) < (row.birth_date.month, row.birth_date.day)
    starts = (0, *AGES)
    at = max(i for i, start in enumerate(starts) if age >= start or i == 0)
    if at == 0:
        return 0, translate(N_("under {age} years")).format(age=AGES[0])
    if at == len(AGES):
        return at, translate(N_("{age} years and over")).format(age=AGES[-1])
    return at, translate(N_("{first}-{last} years")).format(
        first=starts[at], last=starts[at + 1] - 1
    )


def _sex(row: Any) -> tuple[int, str]:
    sexes = list(Sex)
    return (9, "") if row.sex is None else (sexes.index(row.sex), translate(row.sex.label))


def _named(name: str) -> Callable[[Any], tuple[int, str]]:
    return lambda row: (0, getattr(row, name) or "")


GROUPS: dict[str, tuple[str, Callable[[Any], tuple[int, str]]]] = {
    "programme": (N_("Training programme"), _named("programme")),
    "sector": (N_("Sector"), _named("sector")),
    "reason": (N_("Reason for termination"), _named("reason")),
    "sex": (N_("Sex"), _sex),
    "age": (N_("Age group"), _age),
    "education": (
        N_("Education"),
        lambda row: (99 if row.rank is None else row.rank, row.education or ""),
    ),
    "region": (N_("District or city"), _named("region")),
}
"""By what the people are grouped: the heading, and a row's place and name."""


def _groupings(session: Session, question: Question) -> Sequence[tuple[str, str]]:
    return [(name, translate(title)) for name, (title, _key) in GROUPS.items()]


def _ask(session: Session, question: Question) -> Sheet:
    title, key = GROUPS[question.options["group"]]
    found: dict[tuple[bool, int, str], list[Any]] = {}
    for row in session.execute(_enrolments(question)):
        place, name = key(row)
        found.setdefault((not name, place, name), []).append(row)
    rows: list[tuple[Cell, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    for at, ((unknown, _place, name), members) in enumerate(sorted(found.items())):
        reached = [
            frozenset(row.id for row in members if row.state in states) for _title, states in STEPS
        ]
        behind |= {(at, 2 + i): Behind("enrolment", ids) for i, ids in enumerate(reached) if ids}
        counts = [len(ids) for ids in reached]
        shares = [share(counts[part], counts[whole]) for part, whole in _SHARES]
        rows.append((at + 1, translate(UNKNOWN) if unknown else name, *counts, *shares))
    return register(
        session,
        question,
        translate(TITLE),
        worded(_columns(title)),
        rows,
        notes=[translate(N_("One person may be enrolled more than once; enrolments are counted."))],
        provisional=question.running,
        personal=False,
        behind=behind,
    )


_SHARES = ((5, 0), (7, 5))
"""Trained of those registered (IND-08), and completed of those trained; places in STEPS."""


def _columns(title: str) -> list[Column]:
    trained, completed = ((2 + part, 2 + whole) for part, whole in _SHARES)
    return [
        Column(N_("No."), Holds.NUMBER, 4),
        Column(title, width=30),
        *(Column(step, Holds.NUMBER, 11, total=True) for step, _states in STEPS),
        Column(N_("Trained of registered"), Holds.SHARE, 11, share_of=trained),
        Column(N_("Completed of trained"), Holds.SHARE, 11, share_of=completed),
    ]


def _enrolments(question: Question) -> Executable:
    consulting = aliased(Employer)
    query = (
        select(
            Enrolment.id,
            Enrolment.state,
            Enrolment.registered_on,
            TrainingProgramme.name.label("programme"),
            KbliSection.name.label("sector"),
            TerminationReason.name.label("reason"),
            Worker.sex,
            Worker.birth_date,
            EducationLevel.rank,
            EducationLevel.name.label("education"),
            Region.name.label("region"),
        )
        .select_from(Enrolment)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(TrainingProgramme, TrainingProgramme.id == Enrolment.programme)
        .outerjoin(Employer, Employer.id == AffectedWorker.employer)
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .outerjoin(consulting, consulting.id == Consultation.employer)
        .outerjoin(KbliSection, KbliSection.id == func.coalesce(Employer.sector, consulting.sector))
        .outerjoin(
            TerminationReason,
            TerminationReason.id == func.coalesce(AffectedWorker.reason, Consultation.reason),
        )
        .outerjoin(EducationLevel, EducationLevel.id == Worker.education)
        .outerjoin(Region, Region.id == Worker.region)
        .where(*question.within(Enrolment.registered_on))
    )
    if question.programme_year is not None:
        query = query.where(Enrolment.programme_year == question.programme_year)
    return query


SUMMARY = Report(
    "summary",
    TITLE,
    N_("How far the people registered have come, by programme, sector, reason, sex, age, region."),
    _ask,
    options=(Option("group", N_("Grouped by"), _groupings, each=True),),
)
