"""A report on its way out: saved or printed, with what people's data in it are for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from desktop_app.i18n import translate as _
from desktop_app.progress import Progress
from ui.desk_office import DeskOffice
from ui.pages.purpose import ask_purpose
from ui.paper import run_print, tell_saved
from ui.shell import Shell
from ui.widgets.pdf_view import print_pdf

if TYPE_CHECKING:
    from exports.reports import Question, Report
    from exports.sheet import Sheet


@dataclass(frozen=True)
class Answered:
    """A report's answer, and between what could have been chosen."""

    report: Report
    question: Question
    sheet: Sheet
    paper: bytes
    choices: Mapping[str, Sequence[tuple[str, str]]]


def save_report(
    shell: Shell, owner: QWidget, answered: Answered, format: str, *, whole: bool = False
) -> None:
    """Write a report to a file the user names; `whole` shows masked values, for a reason."""
    office, report = cast(DeskOffice, shell.office).office, answered.report
    purpose = ask_purpose(
        shell,
        personal=answered.sheet.personal,
        words=_("Why must the data be seen unmasked? The reason is put down.") if whole else "",
    )
    if purpose is None:
        return
    question = replace(answered.question, purpose=purpose, reveal=whole)
    name = f"{report.name}-{office.today:%Y-%m-%d}.{format}"
    start = Path(office.settings.export_folder or Path.home() / "Documents")
    path = shell.dialogs.save_file(_(report.title), start / name, f"{format.upper()} (*.{format})")
    if path is None:
        return

    def work(progress: Progress) -> Path:
        from exports.handing_out import hand_out_report

        return hand_out_report(office, report, question, path, format, progress)

    words = _("Writing {name}").format(name=name)
    shell.jobs.run(words, work, partial(tell_saved, shell), owner=owner)


def print_report(shell: Shell, owner: QWidget, answered: Answered) -> None:
    """Print the paper of a report as it is shown."""
    from exports.handing_out import of_report

    purpose = ask_purpose(shell, personal=answered.sheet.personal)
    if purpose is None:
        return
    question = replace(answered.question, purpose=purpose)
    given = of_report(answered.report, question, answered.sheet, "pdf")
    print_pdf(answered.paper, owner, partial(run_print, shell, given))
