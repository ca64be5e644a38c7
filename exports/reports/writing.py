"""A report's answer as a file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.files import write_atomically
from desktop_app.i18n import N_, language
from desktop_app.progress import Progress, silent
from exports.imprint import A4, F4, Imprint
from exports.pdf import Paper, draw_pdf
from exports.reports.report import Question, Report
from exports.sheet import Sheet
from exports.xlsx import fill_xlsx

FORMATS = ("xlsx", "pdf")
SIZES = {"A4": A4, "F4": F4}


def save(
    sheet: Sheet,
    report: Report,
    question: Question,
    file: BinaryIO,
    format: str,
    progress: Progress = silent,
) -> None:
    """Write the answer `sheet` of a report into `file` as ``xlsx`` or ``pdf``.

    Raises UserError for another format; Cancelled through `progress`.
    """
    if format == "xlsx":
        fill_xlsx(sheet, file, progress)
    elif format == "pdf":
        draw_pdf(sheet, file, _paper(report, question, sheet), progress)
    else:
        raise UserError(
            "FORMAT", N_("Choose one of these formats: {formats}"), formats=", ".join(FORMATS)
        )


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
    sheet = report.sheet(session, question)
    return write_atomically(
        path, lambda file: save(sheet, report, question, file, format, progress)
    )


def paper_bytes(
    sheet: Sheet, report: Report, question: Question, progress: Progress = silent
) -> bytes:
    """The answer as it would be printed, for looking at; nothing is written."""
    file = BytesIO()
    save(sheet, report, question, file, "pdf", progress)
    return file.getvalue()


def _paper(report: Report, question: Question, sheet: Sheet) -> Paper:
    imprint = Imprint(question.printed_by, question.now, question.zone)
    with language("id"):
        mark = f"{question.office_code} · {imprint.stamp()}" if sheet.personal else ""
        return Paper(SIZES[report.paper], sheet.as_of or imprint.line(), mark)
