"""What industry asks for, against what the catalogue offers (`domain.md` S11)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_, translate
from desktop_app.records import IndustryNeed, KbliSection, TrainingClass, TrainingProgramme
from desktop_app.records.names import fold
from desktop_app.records.training import ClassState
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet

TITLE = N_("Demand of the industry")
TO_COME = (ClassState.PLANNED, ClassState.OPEN, ClassState.FULL, ClassState.RUNNING)
"""Classes in these states still give seats."""


def _ask(session: Session, question: Question) -> Sheet:
    seats = _seats(session, question)
    needs: dict[tuple[str, str], list[IndustryNeed]] = {}
    for need in session.scalars(
        select(IndustryNeed)
        .where(*question.within(IndustryNeed.noted_on))
        .order_by(IndustryNeed.noted_on, IndustryNeed.id)
    ):
        needs.setdefault((fold(need.skill), need.programme or ""), []).append(need)
    programmes = {
        id: f"{code} {name}"
        for id, code, name in session.execute(
            select(TrainingProgramme.id, TrainingProgramme.code, TrainingProgramme.name)
        )
    }
    sectors = dict(session.execute(select(KbliSection.id, KbliSection.name)).all())
    rows: list[tuple[Cell, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    for (_skill, programme), told in sorted(needs.items(), key=_most_people):
        ids = frozenset(need.id for need in told)
        behind |= {(len(rows), column): Behind("industry_need", ids) for column in (3, 4)}
        people, given = _people(told), seats.get(programme, 0)
        rows.append(
            (
                len(rows) + 1,
                told[-1].skill,
                ", ".join(sorted({sectors[need.sector] for need in told if need.sector})),
                len(told),
                people,
                max((need.needed_until for need in told if need.needed_until), default=None),
                programmes.get(programme) or translate(N_("not in the catalogue yet")),
                given,
                max(0, people - given),
            )
        )
    return register(
        session,
        question,
        translate(TITLE),
        worded(_COLUMNS),
        rows,
        notes=[translate(N_("Seats are those of classes that are planned, open or running."))],
        provisional=question.running,
        personal=False,
        behind=behind,
    )


_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Skill or occupation"), width=28),
    Column(N_("Sector"), width=22),
    Column(N_("Times told"), Holds.NUMBER, 8, total=True),
    Column(N_("People needed"), Holds.NUMBER, 9, total=True),
    Column(N_("Needed until"), Holds.DAY, 10),
    Column(N_("Fitting programme"), width=28),
    Column(N_("Seats"), Holds.NUMBER, 8),
    Column(N_("Still missing"), Holds.NUMBER, 9, total=True),
)


def _people(told: Sequence[IndustryNeed]) -> int:
    return sum(need.people or 0 for need in told)


def _most_people(
    entry: tuple[tuple[str, str], Sequence[IndustryNeed]],
) -> tuple[int, tuple[str, str]]:
    key, told = entry
    return -_people(told), key


def _seats(session: Session, question: Question) -> dict[str, int]:
    """The seats of each programme's classes that are still to come."""
    query = select(TrainingClass.programme, TrainingClass.capacity).where(
        TrainingClass.state.in_(TO_COME)
    )
    if question.programme_year is not None:
        query = query.where(TrainingClass.programme_year == question.programme_year)
    seats: dict[str, int] = {}
    for programme, capacity in session.execute(query):
        seats[programme] = seats.get(programme, 0) + capacity
    return seats


DEMAND = Report(
    "demand",
    TITLE,
    N_("The skills that industry asks for, against the catalogue and the seats of its classes."),
    _ask,
)
