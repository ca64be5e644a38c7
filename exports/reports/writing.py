"""A report's answer as a file."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_, language
from desktop_app.progress import Progress, silent
from exports.imprint import A4, F4, Imprint
from exports.pdf import Paper, write_pdf
from exports.pdf import pdf_bytes as table_bytes
from exports.reports.report import Question, Report
from exports.xlsx import write_xlsx

FORMATS = ("xlsx", "pdf")
SIZES = {"A4": A4, "F4": F4}


def write(
    report: Report,
    question: Question,
    session: Session,
    path: Path,
    format: str,
    progress: Progress = silent,
) -> Path:
    """Ask `report` and write the answer to `path` as ``xlsx`` or ``pdf``.

    Raises UserError for another format, for what the report refuses, and for
    a file that cannot be written; Cancelled through `progress`.
    """
    if format not in FORMATS:
        raise UserError(
            "FORMAT", N_("Choose one of these formats: {formats}"), formats=", ".join(FORMATS)
        )
    sheet = report.sheet(session, question)
    if format == "xlsx":
        return write_xlsx(sheet, path, progress)
    return write_pdf(sheet, path, _paper(report, question), progress)


def pdf_bytes(
    report: Report, question: Question, session: Session, progress: Progress = silent
) -> bytes:
    """The answer as it would be printed, for looking at; nothing is written."""
    return table_bytes(report.sheet(session, question), _paper(report, question), progress)


def _paper(report: Report, question: Question) -> Paper:
    with language("id"):
        line = Imprint(question.printed_by, question.now, question.zone).line()
    return Paper(SIZES[report.paper], line)
