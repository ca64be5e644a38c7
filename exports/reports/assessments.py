"""The register of assessments: verdict, number and how long the certificate holds."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.attendance_recap import facts_on
from desktop_app.desk.validity import WARN_DAYS
from desktop_app.i18n import N_, translate
from desktop_app.processes.validity import validity
from desktop_app.records import (
    AffectedWorker,
    Assessment,
    Enrolment,
    Partner,
    TrainingClass,
    Worker,
)
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Cell, Column, Holds, Sheet, numbered
from exports.words import label


def _register(session: Session, question: Question) -> Sheet:
    day = question.last_day
    warn = int(facts_on(session, day).parameter(WARN_DAYS) or 0)
    query = (
        select(Assessment, Worker.name, TrainingClass.code, Partner.name)
        .join(Enrolment, Enrolment.id == Assessment.enrolment)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(TrainingClass, TrainingClass.id == Enrolment.training_class)
        .outerjoin(Partner, Partner.id == Assessment.body)
        .where(*question.within(Assessment.assessed_on))
        .order_by(Assessment.valid_until.is_(None), Assessment.valid_until, Assessment.id)
    )
    if question.programme_year is not None:
        query = query.where(Enrolment.programme_year == question.programme_year)
    rows: list[tuple[Cell, ...]] = []
    for one, name, code, body in session.execute(query):
        stands = validity(one.valid_until, day, warn)
        rows.append(
            (
                name,
                code,
                body,
                one.scheme_name,
                one.assessed_on,
                label(one.verdict),
                one.certificate_number,
                one.registration,
                one.valid_until,
                translate(stands.label) if stands else None,
                one.expiry_reason,
            )
        )
    return register(
        session,
        question,
        translate(ASSESSMENTS.title),
        worded(_COLUMNS),
        numbered(rows),
        notes=[translate(N_("Ordered by the day on which the certificate ends, the next first."))],
        provisional=question.running,
    )


_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Name of the participant"), width=22),
    Column(N_("Class"), width=14),
    Column(N_("Certification body"), width=20),
    Column(N_("Certification scheme"), width=20),
    Column(N_("Assessed on"), Holds.DAY, 10),
    Column(N_("Verdict"), width=14),
    Column(N_("Certificate number"), width=20),
    Column(N_("Registration number"), width=16),
    Column(N_("Valid until"), Holds.DAY, 10),
    Column(N_("Validity"), width=11),
    Column(N_("Reason beyond the licence"), width=16),
)

ASSESSMENTS = Report(
    "assessments",
    N_("Assessments"),
    N_("Who was assessed by which body, and whose certificate ends next."),
    _register,
    paper="F4",
)
