"""A document about one record, looked at inside the program, printed or saved as PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.desk import files
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.office import Office
from desktop_app.progress import Progress
from desktop_app.records.paperwork import HandoutKind
from ui.desk_office import DeskOffice
from ui.messages import Offer
from ui.shell import Shell
from ui.theme import px
from ui.why import reason_to_show
from ui.widgets.basics import Label, button
from ui.widgets.pdf_view import Drawing, PdfView, print_pdf

if TYPE_CHECKING:
    from exports.documents import Document
    from exports.handing_out import Given


class PaperDialog(QDialog):
    """The paper as it will be handed out; Ctrl+P prints, Ctrl+S saves, Esc closes."""

    save_text = N_("&Save as PDF")

    def __init__(
        self, shell: Shell, title: str, name: str, data: bytes, given: Given | None = None
    ) -> None:
        """`given` is what the log says of it when it leaves; None for papers about nobody."""
        super().__init__(shell.dialogs.parent)
        self.shell, self.name, self.data, self.given = shell, name, data, given
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.preview = PdfView(self._run)
        row = QHBoxLayout()
        row.setSpacing(px(0.6))
        row.addWidget(Label(title, role="heading"), 1)
        row.addWidget(button(_("Close (Esc)"), self.close))
        row.addWidget(button(_("P&rint"), self.print, name="printer", key=stroke("print")))
        row.addWidget(
            button(
                _(self.save_text), self.save, kind="primary", name="file-text", key=stroke("save")
            )
        )
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.preview, 1)
        for key, act in ((stroke("print"), self.print), (stroke("save"), self.save)):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.resize(_room(shell.dialogs.parent, px(68)), px(46))
        self.preview.show_pdf(data)
        self.preview.setFocus()

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        self.shell.jobs.run("", lambda _progress: work(), done, owner=self)

    def print(self) -> None:
        """Ask for a printer, and print."""
        print_pdf(self.data, self, partial(run_print, self.shell, self.given))

    def save(self) -> None:
        """Write it to a file the user names, and be done."""
        office, data, shell = cast(DeskOffice, self.shell.office).office, self.data, self.shell
        given = self.given
        start = Path(office.settings.export_folder or Path.home() / "Documents")
        path = shell.dialogs.save_file(self.windowTitle(), start / self.name, "PDF (*.pdf)")
        if path is None:
            return

        def work(_progress: Progress) -> Path:
            from exports.handing_out import hand_out

            return hand_out(office, given, path, data)

        words = _("Writing {name}").format(name=path.name)
        shell.jobs.run(words, work, partial(tell_saved, shell), owner=shell)
        self.close()


def run_print(shell: Shell, given: Given | None, work: Drawing, done: Any) -> None:
    """Have pages drawn for the printer; before they go there, they are put down."""
    office = cast(DeskOffice, shell.office).office

    def drawn(progress: Progress) -> Any:
        from exports.handing_out import put_down

        images = work(progress)
        put_down(office, given, HandoutKind.PRINT)
        return images

    shell.jobs.run(_("Printing"), drawn, done, owner=shell)


def show_paper(shell: Shell, name: str, record_id: str) -> None:
    """Build the document `name` about a record and show it."""
    reason = _why(shell, name)
    if reason is None:
        return

    def build(office: Office, document: Document) -> bytes:
        from exports.documents.issuing import laid

        return laid(office, document, record_id, reason=reason)

    _show(shell, name, build, lambda document: (document.of, record_id))


def show_letter(shell: Shell, name: str, letter_id: str) -> None:
    """Show a letter of the document `name` as it went out."""
    reason = _why(shell, name)
    if reason is None:
        return

    def build(office: Office, document: Document) -> bytes:
        from exports.documents.issuing import went_out

        return went_out(office, document, letter_id, reason)

    _show(shell, name, build, lambda _document: ("issued_letter", letter_id))


def show_scan(shell: Shell, attachment_id: str) -> None:
    """Show a sealed scan of a record; that it was looked at is put down."""
    office, reason = cast(DeskOffice, shell.office).office, reason_to_show(shell)
    if reason is None:
        return

    def work(_progress: Progress) -> tuple[str, bytes]:
        from exports.scans import as_pdf

        with office.store.write(reason or N_("Scan shown")) as session:
            kept, data = files.shown(session, office, attachment_id, reason)
        return kept.label, as_pdf(data, kept.media_type)

    def done(found: tuple[str, bytes]) -> None:
        file = f"{_('Scan')}-{office.code}-{office.today:%Y-%m-%d}.pdf"
        PaperDialog(shell, found[0], file, found[1], scan_given("attachment", attachment_id)).open()

    shell.jobs.run(_("Preparing the preview"), work, done, owner=shell, key="paper")


def _why(shell: Shell, name: str) -> str | None:
    """Why a paper that hides nothing is looked at; None where it was not said."""
    from exports.documents import DOCUMENTS

    return reason_to_show(shell) if DOCUMENTS[name].reveals else ""


def scan_given(of_record: str, id: str) -> Given:
    """What the log says of a record's scan that is printed or saved."""
    from exports.handing_out import Given

    return Given("attachment", "pdf", of=(of_record, id))


def _show(
    shell: Shell,
    name: str,
    build: Callable[[Office, Document], bytes],
    about: Callable[[Document], tuple[str, str]],
) -> None:
    from exports.documents import DOCUMENTS
    from exports.handing_out import Given

    office, document = cast(DeskOffice, shell.office).office, DOCUMENTS[name]

    def done(data: bytes) -> None:
        file = f"{document.alias}-{office.code}-{office.today:%Y-%m-%d}.pdf"
        given = Given(document.name, "pdf", of=about(document))
        PaperDialog(shell, _(document.title), file, data, given).open()

    shell.jobs.run(
        _("Preparing the preview"),
        lambda _progress: build(office, document),
        done,
        owner=shell,
        key="paper",
    )


def tell_saved(shell: Shell, written: Path) -> None:
    """Say that a file was written, and offer to open it."""
    shell.file_written.emit(str(written))
    shell.messages.info(
        _("Saved: {name}").format(name=written.name),
        Offer(_("Open"), lambda: open_path(written)),
        Offer(_("Open folder"), lambda: open_path(written.parent)),
    )


def _room(parent: QWidget | None, wanted: int) -> int:
    """As wide as wanted, and no wider than the program."""
    return wanted if parent is None else min(wanted, parent.width())


def open_path(path: Path) -> None:
    """Have the system open a file or a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
