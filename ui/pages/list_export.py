"""Any list of the window as a file: the columns shown, the filter, all its rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import UserError
from desktop_app.files import safe_name
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.progress import Progress
from ui.messages import Offer
from ui.paper import open_path

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane


def export_list(pane: RecordPane) -> None:
    """Ask for the purpose, where people's data are in it, and for a file; write and put down."""
    from exports.lists import is_personal

    office, shell, shown = pane.office.office, pane.shell, pane.list
    listing = pane.listing(shown.search.text().strip(), shown.filter)
    columns = [(c.name, c.title, round(c.width * 1.6)) for c in shown.model.columns]
    order = (shown.model.sort_name, shown.model.descending)
    chosen = next((_(one.title) for one in pane.filters if one.name == shown.filter), "")
    said = " · ".join(word for word in (chosen, shown.search.text().strip()) if word)
    name, title = pane.record.__tablename__, pane.record.title
    purpose = ""
    if is_personal(listing):
        asked = shell.dialogs.line(
            _("Export"), _("What are these personal data for? The purpose is put down.")
        )
        if asked is None:
            return
        purpose = asked.strip()
        if not purpose:
            shell.messages.error(UserError("PURPOSE", N_("Say what the personal data are for.")))
            return
    proposed = safe_name(f"{name}-{office.code}-{office.today:%Y-%m-%d}", name)
    start = Path(office.settings.export_folder or Path.home() / "Documents")
    path = shell.dialogs.save_file(
        _(title), start / f"{proposed}.xlsx", "Excel (*.xlsx);;PDF (*.pdf)"
    )
    if path is None:
        return

    def work(progress: Progress) -> Path:
        from exports.handing_out import Given, allow, hand_out
        from exports.lists import list_sheet, save_list

        format = "pdf" if path.suffix.lower() == ".pdf" else "xlsx"
        allow(office, Given(name, format, is_personal(listing)))
        sheet = list_sheet(
            office, listing, columns, order, progress, title=title, filter=said, purpose=purpose
        )
        given = Given(name, format, sheet.personal, purpose, len(sheet.rows))
        return hand_out(
            office, given, path, lambda file: save_list(office, sheet, file, format, progress)
        )

    def done(written: Path) -> None:
        shell.file_written.emit(str(written))
        shell.messages.info(
            _("Saved: {name}").format(name=written.name),
            Offer(_("Open"), lambda: open_path(written)),
            Offer(_("Open folder"), lambda: open_path(written.parent)),
        )

    shell.jobs.run(_("Writing {name}").format(name=path.name), work, done, owner=pane)
