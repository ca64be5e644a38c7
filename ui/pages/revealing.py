"""Showing a masked value: put down first, and with a reason by those who only look."""

from __future__ import annotations

from desktop_app.desk.cases import asks_reason, reveal
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right
from desktop_app.records.record import Record
from ui.pages.arrangement import Arrangement
from ui.widgets.record_form import RecordForm


def reveal_in(pane: Arrangement, form: RecordForm, record: Record, name: str) -> None:
    """Take the mask from a field, once the showing is written down."""
    # Who sees the NIK sees the birth date in it.
    names = [n for n in (name, "birth_date" if name == "nik" else "") if n in form.rows]
    store, reason = pane.store, ""
    if pane.office.office.may(Right.REVEAL) and asks_reason(store):
        reason = (
            pane.shell.dialogs.line(_("Show masked values"), _("Why do they have to be seen?"))
            or ""
        )
        if not reason.strip():
            return

    def done(_none: object) -> None:
        for shown in names:
            form.reveal(shown)

    pane.run(lambda: reveal(store, record, names, reason), done)
