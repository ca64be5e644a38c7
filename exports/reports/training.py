"""What training was to be had: providers and programmes with their classes and people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_, translate
from desktop_app.records import (
    Enrolment,
    KbliSection,
    Region,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
)
from desktop_app.records.training import ClassState, EnrolmentState
from exports.people import GONE
from exports.reports.employers import SCOPE, WITH_CASES
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet
from exports.words import label

_S = EnrolmentState
FINISHED = (_S.COMPLETED, _S.ASSESSED, _S.CERTIFIED, _S.PLACED, _S.NOT_PLACED)
TRAINED = (*FINISHED, _S.IN_TRAINING, _S.DROPPED)


def class_days(question: Question) -> list[ColumnElement[bool]]:
    """The conditions of a class that touches the period, in the year asked for."""
    conditions: list[ColumnElement[bool]] = [TrainingClass.state != ClassState.CANCELLED]
    if question.since is not None:
        conditions.append(TrainingClass.ends_on >= question.since)
    if question.until is not None:
        conditions.append(TrainingClass.starts_on <= question.until)
    if question.programme_year is not None:
        conditions.append(TrainingClass.programme_year == question.programme_year)
    return conditions


class _Figures:
    """The rows of a register whose figures each count records."""

    def __init__(self, question: Question) -> None:
        self.all = question.options["scope"] != WITH_CASES
        self.rows: list[tuple[Cell, ...]] = []
        self.behind: dict[tuple[int, int], Behind] = {}

    def add(self, said: Sequence[Cell], *counted: tuple[str, Collection[str]]) -> None:
        """A row: what it says, and the ids it counts with their record type."""
        if not self.all and not any(ids for _record, ids in counted):
            return
        first = 1 + len(said)
        for i, (record, ids) in enumerate(counted):
            if ids:
                self.behind[len(self.rows), first + i] = Behind(record, frozenset(ids))
        self.rows.append((len(self.rows) + 1, *said, *(len(ids) for _record, ids in counted)))


def _providers(session: Session, question: Question) -> Sheet:
    classes = session.execute(
        select(TrainingClass.id, TrainingClass.provider).where(*class_days(question))
    ).all()
    seats: dict[str, set[str]] = {}
    for seat in session.execute(
        select(Enrolment.id, Enrolment.training_class).where(
            Enrolment.training_class.is_not(None), Enrolment.state.not_in(GONE)
        )
    ):
        seats.setdefault(seat.training_class or "", set()).add(seat.id)
    figures = _Figures(question)
    for one, region in session.execute(
        select(TrainingProvider, Region.name)
        .outerjoin(Region, Region.id == TrainingProvider.region)
        .order_by(TrainingProvider.name, TrainingProvider.id)
    ):
        held = {c.id for c in classes if c.provider == one.id}
        people = set().union(*(seats.get(id, set()) for id in held))
        figures.add(
            (
                one.name,
                label(one.type),
                label(one.partner_of),
                one.licence,
                one.licence_until,
                region,
            ),
            ("training_class", held),
            ("enrolment", people),
        )
    return register(
        session,
        question,
        translate(PROVIDERS.title),
        worded(_PROVIDER_COLUMNS),
        figures.rows,
        provisional=question.running,
        personal=False,
        behind=figures.behind,
    )


_PROVIDER_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Training provider"), width=28),
    Column(N_("Type of institution"), width=22),
    Column(N_("Partnership"), width=20),
    Column(N_("Licence number"), Holds.IDENTIFIER, 16),
    Column(N_("Licence valid to"), Holds.DAY, 10),
    Column(N_("District or city"), width=16),
    Column(N_("Classes"), Holds.NUMBER, 8, total=True),
    Column(N_("Participants"), Holds.NUMBER, 8, total=True),
)


def _programmes(session: Session, question: Question) -> Sheet:
    held: dict[str, set[str]] = {}
    for one in session.execute(
        select(TrainingClass.id, TrainingClass.programme).where(*class_days(question))
    ):
        held.setdefault(one.programme, set()).add(one.id)
    asked = question.within(Enrolment.registered_on)
    if question.programme_year is not None:
        asked.append(Enrolment.programme_year == question.programme_year)
    enrolled: dict[str, list[Any]] = {}
    for person in session.execute(
        select(Enrolment.id, Enrolment.programme, Enrolment.state).where(
            Enrolment.state.not_in(GONE), *asked
        )
    ):
        enrolled.setdefault(person.programme, []).append(person)
    figures = _Figures(question)
    for programme, sector in session.execute(
        select(TrainingProgramme, KbliSection.name)
        .outerjoin(KbliSection, KbliSection.id == TrainingProgramme.sector)
        .order_by(TrainingProgramme.code, TrainingProgramme.id)
    ):
        mine = enrolled.get(programme.id, [])
        figures.add(
            (
                programme.code,
                programme.name,
                sector,
                label(programme.purpose),
                programme.days,
                programme.lesson_hours,
                programme.fee,
            ),
            ("training_class", held.get(programme.id, set())),
            ("enrolment", {e.id for e in mine}),
            ("enrolment", {e.id for e in mine if e.state in TRAINED}),
            ("enrolment", {e.id for e in mine if e.state in FINISHED}),
        )
    return register(
        session,
        question,
        translate(PROGRAMMES.title),
        worded(_PROGRAMME_COLUMNS),
        figures.rows,
        provisional=question.running,
        personal=False,
        behind=figures.behind,
    )


_PROGRAMME_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Code"), Holds.IDENTIFIER, 10),
    Column(N_("Training programme"), width=26),
    Column(N_("Sector"), width=20),
    Column(N_("Purpose"), width=12),
    Column(N_("Training days"), Holds.NUMBER, 8),
    Column(N_("Lesson hours (JP)"), Holds.NUMBER, 8),
    Column(N_("Fee per participant"), Holds.MONEY, 13),
    Column(N_("Classes"), Holds.NUMBER, 8, total=True),
    Column(N_("Enrolled"), Holds.NUMBER, 9, total=True),
    Column(N_("Trained people"), Holds.NUMBER, 8, total=True),
    Column(N_("Completed the training"), Holds.NUMBER, 10, total=True),
)

PROVIDERS = Report(
    "providers",
    N_("Training providers"),
    N_("The training providers with their licences, and the classes and people of a period."),
    _providers,
    options=(SCOPE,),
)
PROGRAMMES = Report(
    "programmes",
    N_("Training programmes"),
    N_("The training catalogue with the classes and enrolments of a period."),
    _programmes,
    options=(SCOPE,),
)
