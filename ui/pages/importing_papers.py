"""What the import hands out: the answer workbook, the page to sign, the empty list."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.i18n import translate as _
from desktop_app.importing.list_kinds import ListKind
from desktop_app.progress import Progress
from desktop_app.records import Employer
from ui.desk_office import DeskOffice
from ui.models.import_work import ImportWork
from ui.paper import PaperDialog, tell_saved
from ui.shell import Shell

if TYPE_CHECKING:
    from exports.import_summary import CheckedList

_EXCEL = "Excel (*.xlsx)"


def save_answer(shell: Shell, office: DeskOffice, work: ImportWork) -> None:
    """Write the list with result, problem and proposal for each row, to be sent back."""
    found, name = work.result, work.name
    if found is None:
        return
    proposed = f"hasil-{Path(name).stem or 'daftar'}-{office.today:%Y-%m-%d}.xlsx"
    path = shell.dialogs.save_file(_("Answer workbook"), _folder(office) / proposed, _EXCEL)
    if path is None:
        return

    def write(progress: Progress) -> Path:
        from exports.import_report import hand_out_answer

        return hand_out_answer(office.office, found, name, path, progress)

    shell.jobs.run(_("Writing the answer"), write, partial(tell_saved, shell), owner=shell)


def save_template(shell: Shell, office: DeskOffice, kind: ListKind) -> None:
    """Write the empty list of a kind, to be handed out."""
    from exports.import_template import template_name

    proposed = f"{template_name(kind)}.xlsx"
    path = shell.dialogs.save_file(_("Empty list"), _folder(office) / proposed, _EXCEL)
    if path is None:
        return

    def write(_progress: Progress) -> Path:
        from exports.import_template import write_template

        office.office.home.outlet(path)
        return write_template(kind, path)

    shell.jobs.run(_("Writing the empty list"), write, partial(tell_saved, shell), owner=shell)


def show_summary(shell: Shell, office: DeskOffice, work: ImportWork) -> None:
    """Show the page to be signed, to print or save it."""
    title = _("Summary to sign")

    def build(_progress: Progress) -> bytes:
        from exports.import_summary import import_summary
        from exports.office_paper import office_paper

        with office.store.read() as session:
            checked = _checked(office, work)
            return import_summary(checked, office_paper(office.office, session))

    def done(data: bytes) -> None:
        from exports.handing_out import Given
        from exports.import_summary import DOCUMENT

        assert work.result is not None
        items, about = work.result.items, work.result.about
        given = Given(DOCUMENT, "pdf", False, rows=len(items), of=about)
        name = f"ringkasan-impor-{office.today:%Y-%m-%d}.pdf"
        PaperDialog(shell, title, name, data, given).show()

    shell.jobs.run(title, build, done, owner=shell)


def _checked(office: DeskOffice, work: ImportWork) -> CheckedList:
    from exports.import_summary import CheckedList

    assert work.result is not None
    sender = contact = number = ""
    if work.case is not None:
        case = work.case.consultation
        with office.store.read() as session:
            employer = session.get_one(Employer, case.employer)
        sender, number = employer.name, case.number
        contact = case.contact or employer.contact or ""
    return CheckedList(work.result.read.kind, work.result.items, work.name, sender, contact, number)


def _folder(office: DeskOffice) -> Path:
    return Path(office.office.settings.export_folder or Path.home() / "Documents")
