"""The enrolment register: who was enrolled in what, and whether the termination is final."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, func, select
from sqlalchemy.orm import Session, aliased

from desktop_app.i18n import N_, translate
from desktop_app.processes.terminations import is_final, regime_on
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Employer,
    Enrolment,
    LegalRegime,
    Membership,
    TerminationReason,
    TrainingClass,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.consultation import CaseOutcome, Reply
from exports.people import latest_numbers
from exports.reports.report import Question, Report, register
from exports.sheet import Cell, Column, Holds, Sheet, numbered
from exports.words import label, scheme

TITLE = N_("Enrolment register")
FINAL = N_("Final")
NOT_FINAL = N_("Termination not final")
CALLED_OFF = N_("Layoff called off")


def _ask(session: Session, question: Question) -> Sheet:
    regimes = session.scalars(select(LegalRegime).order_by(LegalRegime.valid_from.desc())).all()
    spare = latest_numbers(session, _without_number(question))
    rows: list[tuple[Cell, ...]] = []
    open_cases = 0
    for row in session.execute(_enrolments(question)):
        standing = _standing(row, regimes)
        open_cases += standing == NOT_FINAL
        rows.append(
            (
                row.number,
                row.registered_on,
                row.worker,
                question.masked(row.kpj or spare.get(row.worker_id)),
                row.employer,
                row.programme,
                scheme(row.scheme),
                row.training_class,
                label(row.state),
                str(row.programme_year),
                row.terminated_on,
                row.reason,
                translate(standing),
            )
        )
    notes = []
    if open_cases:
        notes.append(translate(N_("Terminations not final yet: {n}")).format(n=open_cases))
    return register(
        session,
        question,
        translate(TITLE),
        _columns(),
        numbered(rows),
        notes=notes,
        provisional=question.running or bool(open_cases),
    )


def _columns() -> list[Column]:
    return [
        Column(translate(N_("No.")), Holds.NUMBER, 4),
        Column(translate(N_("Enrolment number")), Holds.IDENTIFIER, 19),
        Column(translate(N_("Date")), Holds.DAY, 10),
        Column(translate(N_("Name")), width=28),
        Column(translate(N_("KPJ")), Holds.IDENTIFIER, 15),
        Column(translate(N_("Employer")), width=22),
        Column(translate(N_("Training programme")), width=22),
        Column(translate(N_("Scheme")), width=14),
        Column(translate(N_("Class")), width=12),
        Column(translate(N_("State")), width=12),
        Column(translate(N_("Programme year")), Holds.IDENTIFIER, 8),
        Column(translate(N_("Date of termination")), Holds.DAY, 10),
        Column(translate(N_("Reason for termination")), width=20),
        Column(translate(N_("Standing of the termination")), width=12),
    ]


def _standing(row: Any, regimes: Sequence[LegalRegime]) -> str:
    """Whether the person's termination is final (English source)."""
    if row.outcome is CaseOutcome.RETAINED:
        return CALLED_OFF
    day = row.terminated_on or row.notice_on
    regime = next((r for r in regimes if r.id == row.regime), None)
    if regime is None and day is not None:
        regime = regime_on(regimes, day)
    refused = row.reply is Reply.REFUSED
    if regime is not None and is_final(regime, row.proof, refused=refused):
        return FINAL
    return NOT_FINAL


def _wanted(question: Question) -> list[ColumnElement[bool]]:
    conditions = question.within(Enrolment.registered_on)
    if question.programme_year is not None:
        conditions.append(Enrolment.programme_year == question.programme_year)
    return conditions


def _without_number(question: Question) -> Select[str]:
    """The people enrolled whose case names no membership."""
    query = (
        select(AffectedWorker.worker)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(AffectedWorker.membership.is_(None))
    )
    return query.where(*_wanted(question))


def _enrolments(question: Question) -> Executable:
    consulting = aliased(Employer)
    query = (
        select(
            Enrolment.number,
            Enrolment.registered_on,
            Enrolment.scheme,
            Enrolment.state,
            Enrolment.programme_year,
            Worker.id.label("worker_id"),
            Worker.name.label("worker"),
            Membership.kpj,
            func.coalesce(Employer.name, consulting.name).label("employer"),
            TrainingProgramme.name.label("programme"),
            TrainingClass.code.label("training_class"),
            AffectedWorker.terminated_on,
            AffectedWorker.notice_on,
            AffectedWorker.regime,
            AffectedWorker.proof,
            AffectedWorker.outcome,
            TerminationReason.name.label("reason"),
            Consultation.reply,
        )
        .select_from(Enrolment)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(Membership, Membership.id == AffectedWorker.membership)
        .outerjoin(Employer, Employer.id == AffectedWorker.employer)
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .outerjoin(consulting, consulting.id == Consultation.employer)
        .outerjoin(TrainingProgramme, TrainingProgramme.id == Enrolment.programme)
        .outerjoin(TrainingClass, TrainingClass.id == Enrolment.training_class)
        .outerjoin(TerminationReason, TerminationReason.id == AffectedWorker.reason)
    )
    return query.where(*_wanted(question)).order_by(Enrolment.registered_on, Enrolment.number)


ENROLMENTS = Report(
    "enrolments",
    TITLE,
    N_("Every enrolment of a period: person, programme, class, and the standing of the layoff."),
    _ask,
    paper="F4",
)
