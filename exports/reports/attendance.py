"""Attendance by person: sessions by mark, lesson hours, per cent, and who falls short."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.attendance_recap import recap
from desktop_app.i18n import N_, translate
from desktop_app.records import TrainingClass
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState
from desktop_app.wording import percent
from exports.reports.report import Option, Question, Report, register, worded
from exports.reports.training import class_days
from exports.sheet import Cell, Column, Holds, Sheet

ALL = "all"
_OPEN = (ClassState.RUNNING, ClassState.FINISHED)


def _classes(session: Session, question: Question) -> Sequence[tuple[str, str]]:
    """All classes that touch the period, or one of them."""
    return [(ALL, translate(N_("All classes"))), *_of(session, question)]


def _of(session: Session, question: Question) -> list[tuple[str, str]]:
    found = session.execute(
        select(TrainingClass.id, TrainingClass.code)
        .where(*class_days(question), TrainingClass.state != ClassState.CANCELLED)
        .order_by(TrainingClass.starts_on, TrainingClass.code)
    )
    return [(row.id, row.code) for row in found]


def _ask(session: Session, question: Question) -> Sheet:
    chosen = question.options.get("class", ALL)
    rows: list[tuple[Cell, ...]] = []
    open_still = False
    least: set[int] = set()
    for id, code in _of(session, question):
        if chosen not in (ALL, id):
            continue
        found, lines = recap(session, id, question.last_day)
        open_still |= found.state in _OPEN
        least.add(found.rules.least)
        for line in lines:
            one = line.standing
            counts = (one.counts[mark] for mark in Mark)
            hours = (one.attended, one.held, one.share)
            rows.append((len(rows) + 1, code, line.person.name, *counts, *hours, one.word))
    return register(
        session,
        question,
        translate(ATTENDANCE.title),
        worded(_COLUMNS),
        rows,
        notes=_notes(least),
        provisional=open_still or question.running,
    )


def _notes(least: set[int]) -> list[str]:
    words = translate(N_("Least attendance: {share}; counted by lesson hours (JP)."))
    return [
        *(words.format(share=percent(one)) for one in sorted(least)),
        translate(N_("A past session without a mark counts as not attended until it is marked.")),
    ]


_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Class"), width=14),
    Column(N_("Name of the participant"), width=28),
    Column("H", Holds.NUMBER, 5, total=True),
    Column("S", Holds.NUMBER, 5, total=True),
    Column("I", Holds.NUMBER, 5, total=True),
    Column("A", Holds.NUMBER, 5, total=True),
    Column(N_("JP attended"), Holds.NUMBER, 8, total=True),
    Column(N_("JP held"), Holds.NUMBER, 8, total=True),
    Column(N_("Attendance"), Holds.SHARE, 9, share_of=(7, 8)),
    Column(N_("Standing"), width=16),
)

ATTENDANCE = Report(
    "attendance-recap",
    N_("Attendance recap"),
    N_("Each participant of the classes of a period: sessions by mark, lesson hours, per cent."),
    _ask,
    options=(Option("class", N_("Class"), _classes),),
)
