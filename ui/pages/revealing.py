"""Showing a masked value: put down first, and with a reason by those who only look."""

from __future__ import annotations

from desktop_app.desk.cases import reveal
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right, who_may
from desktop_app.records.record import Record
from ui.pages.arrangement import Arrangement
from ui.why import reason_to_show
from ui.widgets.record_form import RecordForm


def reveal_in(pane: Arrangement, form: RecordForm, record: Record, name: str) -> None:
    """Take the mask from a field, once the showing is written down."""
    # Who sees the NIK sees the birth date in it.
    names = [n for n in (name, "birth_date" if name == "nik" else "") if n in form.rows]
    reason = reason_to_show(pane.shell)
    if reason is None:
        return

    def done(_none: object) -> None:
        for shown in names:
            form.reveal(shown)

    pane.run(lambda: reveal(pane.store, record, names, reason), done)


def bar_masks(pane: Arrangement, form: RecordForm) -> None:
    """Leave all masks on for who may not take them off, and say who may."""
    if pane.office.office.may(Right.REVEAL):
        return
    words = _("Masked data are shown to: {roles}.").format(roles=who_may(Right.REVEAL))
    for row in form.rows.values():
        row.bar(words)
