"""The notes of any record: what is worth remembering, by whom and when."""

from __future__ import annotations

from typing import Any, ClassVar

from desktop_app.i18n import N_
from desktop_app.records import Note
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.record_pane import RecordPane
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class NotesPane(RecordPane):
    """Notes of one record, the newest first."""

    record = Note
    columns = (
        Column("text", N_("Note"), 24),
        Column("written_at", N_("Written at"), 15, tight=True),
        Column("officer", N_("Written by"), 9),
    )
    sort: ClassVar[tuple[str, bool]] = ("written_at", True)
    sections = (Section("", ("text",)),)
    wording = Wording(
        N_("Search notes"),
        empty_heading=N_("No notes yet"),
        empty_text=N_("A note tells colleagues what no field holds."),
        hints=N_("Ctrl+N adds · Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add note")

    def starts(self, session: Write) -> dict[str, Any]:
        return {"written_at": session.now, "officer": session.author.officer}
