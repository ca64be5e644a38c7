"""Any list of the window as a file: the columns shown, the filter, all its rows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.files import safe_name
from desktop_app.i18n import translate as _
from desktop_app.progress import Progress
from ui.pages.purpose import ask_purpose
from ui.paper import tell_saved

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
    purpose = ask_purpose(shell, personal=is_personal(listing))
    if purpose is None:
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

    words = _("Writing {name}").format(name=path.name)
    shell.jobs.run(words, work, partial(tell_saved, shell), owner=pane)
