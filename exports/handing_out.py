"""Handing out: a report or document is written, and put down who had it, when and why.

What is only looked at inside the program is not put down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.desk.handouts import handed_out
from desktop_app.files import Content, write_atomically
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress, silent
from desktop_app.records.paperwork import HandoutKind
from desktop_app.store.writing import Write
from exports.reports.report import Question, Report
from exports.reports.writing import save
from exports.sheet import Sheet

PRINTED, SAVED = N_("Printed"), N_("Saved to a file")


@dataclass(frozen=True)
class Given:
    """What is handed out: the stable name, and what the log says of it.

    `personal` needs the right to export data of people; `of` is the table and
    id of the record a document is about. What else is put down with the line of
    the log, in the same transaction, is `also`.
    """

    name: str
    format: str
    personal: bool = True
    purpose: str = ""
    rows: int | None = None
    revealed: bool = False
    of: tuple[str, str] | None = None
    also: Callable[[Write], None] | None = None


def allow(office: Office, given: Given | None) -> None:
    """Raise UserError E-RIGHT where the officer may not hand this out."""
    if given is not None and given.personal:
        office.must(Right.EXPORT)


def put_down(office: Office, given: Given | None, kind: HandoutKind) -> None:
    """Add the line of the log; none for a paper about nobody. Raises as `allow` does."""
    allow(office, given)
    if given is None:
        return
    with office.store.write(PRINTED if kind is HandoutKind.PRINT else SAVED) as session:
        handed_out(
            session,
            given.name,
            kind,
            given.format,
            purpose=given.purpose,
            rows=given.rows,
            revealed=given.revealed,
            of=given.of,
        )
        if given.also is not None:
            given.also(session)


def hand_out(office: Office, given: Given | None, path: Path, data: Content) -> Path:
    """Write a file and put it down; what cannot be put down is not left there.

    Raises UserError: no right, a place that is not allowed, a full disk.
    """
    allow(office, given)
    written = write_atomically(office.home.outlet(path), data)
    try:
        put_down(office, given, HandoutKind.EXPORT)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return written


def of_report(report: Report, question: Question, sheet: Sheet, format: str) -> Given:
    """What the log says of a report's answer."""
    return Given(
        report.name,
        format,
        sheet.personal,
        question.purpose,
        len(sheet.rows),
        question.reveal,
    )


def hand_out_report(
    office: Office,
    report: Report,
    question: Question,
    path: Path,
    format: str,
    progress: Progress = silent,
) -> Path:
    """Ask a report, write its answer to `path` as ``xlsx`` or ``pdf``, and put it down.

    Raises UserError as `Report.sheet` and `hand_out` do; Cancelled through `progress`.
    """
    if report.right is not None:
        office.must(report.right)
    if question.reveal:
        office.must(Right.REVEAL)
    with office.store.read() as session:
        sheet = report.sheet(session, question)
    given = of_report(report, question, sheet, format)
    return hand_out(
        office, given, path, lambda file: save(sheet, report, question, file, format, progress)
    )
