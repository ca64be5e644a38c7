"""What is done with certificates from their list, from one of them, and from a class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.desk import certificates as desk
from desktop_app.files import write_atomically
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.progress import Progress
from desktop_app.records import Certificate
from desktop_app.store.writing import Write
from ui.pages.arrangement import Arrangement
from ui.paper import PaperDialog, tell_saved

if TYPE_CHECKING:
    from exports.certificates.printing import Printed


def show_printed(
    pane: Arrangement, title: str, work: Callable[[Progress], Printed], name: str
) -> None:
    """Draw certificates, with progress and cancel, and show them; what leaves is put down."""
    shell, office = pane.shell, pane.office.office

    def done(printed: Printed) -> None:
        file = f"sertifikat-{name.replace('/', '-')}-{office.today:%Y-%m-%d}.pdf"
        PaperDialog(shell, title, file, printed.data, printed.given).open()

    shell.jobs.run(_("Drawing the certificates"), work, done, owner=pane, key="paper")


def print_first(pane: Arrangement, ids: Sequence[str], name: str) -> None:
    """The first print of certificates."""
    office = pane.office.office

    def work(progress: Progress) -> Printed:
        from exports.certificates.printing import first_print

        return first_print(office, ids, progress)

    show_printed(pane, _("Certificates"), work, name)


def print_again(pane: Arrangement, ids: Sequence[str], name: str) -> None:
    """Duplicates, after a reason."""
    reason = pane.shell.dialogs.line(_("Print a duplicate"), _("Reason; it is put down"))
    if not reason:
        return
    office = pane.office.office

    def work(progress: Progress) -> Printed:
        from exports.certificates.printing import duplicates

        return duplicates(office, ids, reason, progress)

    show_printed(pane, _("Duplicate of a certificate"), work, name)


def look(pane: Arrangement, id: str, name: str) -> None:
    """How a certificate looks; the paper says that it is none."""
    shell, office = pane.shell, pane.office.office

    def work(_progress: Progress) -> bytes:
        from exports.certificates.printing import preview

        return preview(office, id)

    def done(data: bytes) -> None:
        from exports.handing_out import Given

        given = Given("certificate", "pdf", of=("certificate", id))
        file = f"pratinjau-{name.replace('/', '-')}.pdf"
        PaperDialog(shell, _("Preview"), file, data, given).open()

    shell.jobs.run(_("Preparing the preview"), work, done, owner=pane, key="paper")


def hand_over(
    pane: Arrangement, ids: Sequence[str], then: Callable[[], object] = lambda: None
) -> None:
    """Put down that certificates were handed over, to each person or to who came instead."""
    to = pane.shell.dialogs.line(
        _("Give out"), _("Who came instead (empty: each person in their own hands)")
    )
    if to is None or not ids:
        return
    today = pane.office.today

    def said(count: int) -> str:
        words = translate_n("{n} certificate handed over", "{n} certificates handed over", count)
        return words.format(n=count)

    pane.write(
        desk.GIVEN_OUT,
        lambda session: desk.hand_over(session, ids, to, today),
        said,
        lambda _n: None,
    )


def revoke(pane: Arrangement, id: str, then: Callable[[], object]) -> None:
    """Take a certificate back, after a reason and a question."""
    dialogs = pane.shell.dialogs
    reason = dialogs.line(_("Revoke the certificate"), _("Reason; it goes to headquarters"))
    if not reason or not dialogs.ask(
        _("Revoke this certificate?"),
        _("Its number is never good again. For a wrong name, replace it instead."),
        _("Revoke"),
        danger=True,
    ):
        return

    def act(session: Write) -> str:
        return desk.revoke(session, session.get_one(Certificate, id), reason).number

    def done(_number: str) -> None:
        then()

    pane.write(desk.REVOKED, act, _revoked, done)


def revoke_number(pane: Arrangement) -> None:
    """Take a number back that may stand in nobody's books here; for headquarters above all."""
    dialogs = pane.shell.dialogs
    number = dialogs.line(_("Revoke a number"), _("Certificate number"))
    reason = dialogs.line(_("Revoke a number"), _("Reason; it is sent out")) if number else None
    if number and reason:
        act = partial(desk.revoke_number, number=number, reason=reason)
        pane.write(desk.REVOKED, lambda session: act(session).number, _revoked)


def _revoked(number: str) -> str:
    return _("Revoked: {number}").format(number=number)


def replace(pane: Arrangement, id: str, then: Callable[[str], object]) -> None:
    """Revoke a wrong certificate and issue another in its place."""
    reason = pane.shell.dialogs.line(
        _("Replace the certificate"), _("What was wrong; the records must be right by now")
    )
    if not reason:
        return
    office, shell = pane.office.office, pane.shell

    def work() -> tuple[str, str]:
        from exports.certificates.issuing import replace as replaced

        new = replaced(office, id, reason)
        return new.id, new.number

    def done(new: tuple[str, str]) -> None:
        shell.messages.success(_("Issued in its place: {number}").format(number=new[1]))
        then(new[0])

    pane.run(work, done)


def write_page(pane: Arrangement) -> None:
    """Write the page by which anybody verifies certificates; headquarters publishes it."""
    office, shell = pane.office.office, pane.shell
    start = Path(office.settings.export_folder or Path.home() / "Documents")
    path = shell.dialogs.save_file(
        _("Verification page"), start / "verifikasi-sertifikat.html", "HTML (*.html)"
    )
    if path is None:
        return

    def work(_progress: Progress) -> Path:
        from exports.certificates.verify_page import verify_page

        return write_atomically(office.home.outlet(path), verify_page(office))

    words = _("Writing {name}").format(name=path.name)
    shell.jobs.run(words, work, partial(tell_saved, shell), owner=pane)


ISSUE = N_("Issue certificates")
