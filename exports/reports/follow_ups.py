"""Follow-ups of a period: who was due, how often called, and what was answered."""

from __future__ import annotations

from sqlalchemy import Executable, select
from sqlalchemy.orm import Session

from desktop_app.desk.no_contact import of_deceased
from desktop_app.i18n import N_, translate
from desktop_app.records import (
    AffectedWorker,
    Employer,
    Enrolment,
    FollowUp,
    TrainingClass,
    TrainingProgramme,
    Worker,
)
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet, numbered
from exports.words import label

TITLE = N_("Follow-ups after training")


def _ask(session: Session, question: Question) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    done = 0
    for place, row in enumerate(session.execute(_follow_ups(question))):
        done += row.outcome is not None
        if row.attempts:
            behind[place, _ATTEMPTS] = Behind("follow_up", frozenset({row.id}))
        rows.append(
            (
                row.name,
                row.programme,
                row.code,
                row.month,
                row.due_on,
                row.attempts,
                row.last_attempt_on,
                row.asked_on,
                label(row.outcome) if row.outcome else None,
                row.employer_name or row.employer,
                row.starts_on,
                label(row.evidence) if row.evidence else None,
            )
        )
    words = translate(N_("Due: {due} · answered: {done} · not answered yet: {open}"))
    return register(
        session,
        question,
        translate(TITLE),
        worded(_COLUMNS),
        numbered(rows),
        notes=[words.format(due=len(rows), done=done, open=len(rows) - done)],
        provisional=question.running,
        behind=behind,
    )


def _follow_ups(question: Question) -> Executable:
    """Those due in the period; of the dead only what was answered before."""
    own = FollowUp
    query = (
        select(
            own.id,
            own.month,
            own.due_on,
            own.attempts,
            own.last_attempt_on,
            own.asked_on,
            own.outcome,
            own.employer_name,
            own.starts_on,
            own.evidence,
            Worker.name,
            TrainingProgramme.name.label("programme"),
            TrainingClass.code,
            Employer.name.label("employer"),
        )
        .join(Enrolment, Enrolment.id == own.enrolment)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(TrainingProgramme, TrainingProgramme.id == Enrolment.programme)
        .outerjoin(TrainingClass, TrainingClass.id == Enrolment.training_class)
        .outerjoin(Employer, Employer.id == own.employer)
        .where(
            *question.within(own.due_on),
            own.due_on <= question.today,
            own.outcome.is_not(None) | own.enrolment.not_in(of_deceased()),
        )
    )
    if question.programme_year is not None:
        query = query.where(Enrolment.programme_year == question.programme_year)
    return query.order_by(own.due_on, Worker.name, own.id)


_ATTEMPTS = 6
_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Name"), width=24),
    Column(N_("Training programme"), width=20),
    Column(N_("Class"), width=12),
    Column(N_("Month"), Holds.NUMBER, 6),
    Column(N_("Due on"), Holds.DAY, 10),
    Column(N_("Attempts"), Holds.NUMBER, 8, total=True),
    Column(N_("Last attempt"), Holds.DAY, 10),
    Column(N_("Answered on"), Holds.DAY, 10),
    Column(N_("Outcome"), width=20),
    Column(N_("Company name"), width=20),
    Column(N_("Works since"), Holds.DAY, 10),
    Column(N_("Evidence"), width=16),
)

FOLLOW_UPS = Report(
    "follow-ups",
    TITLE,
    N_("Who was due to be asked in a period, the attempts, and what was answered."),
    _ask,
    paper="F4",
)
