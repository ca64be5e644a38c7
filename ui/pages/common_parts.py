"""What every record has beside its own parts: notes, files and its history."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop_app.desk.files import belongings
from desktop_app.i18n import N_
from desktop_app.records import Attachment, Note
from desktop_app.records.record import Record
from ui.pages.history_part import HistoryPart
from ui.pages.letters_part import LETTERED, letters_part
from ui.pages.opened import Part
from ui.widgets.part import PartWidget

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane

PART_OF = {"note": "notes", "attachment": "files"}
"""The tab in which the records that belong to any other are."""

BELONGING = frozenset({*PART_OF, "decision", "handout", "issued_letter"})
"""What is told of in these tabs, whatever the page shows."""

_OWNED = (Note, Attachment)


def common_parts(pane: RecordPane, record: Record, own: Sequence[Part]) -> list[Part]:
    """The tabs that every record has beside its `own`; a note has no notes of its own.

    Letters only where there are papers about such a record.
    """
    history = Part("history", N_("History"), partial(HistoryPart, pane, record))
    if isinstance(record, _OWNED):
        return [history]
    mine = {"of_record": record.__tablename__, "of_id": record.id}
    lettered = record.__tablename__ in LETTERED and "letters" not in {part.name for part in own}
    return [
        *([letters_part(pane, record.id)] if lettered else []),
        Part("notes", N_("Notes"), partial(_notes, pane, mine)),
        Part("files", N_("Files"), partial(_files, pane, mine)),
        history,
    ]


def counted(pane: RecordPane, record: Record) -> dict[str, int]:
    """How much is in those tabs. In the store's thread."""
    with pane.store.read() as session:
        return belongings(session, record)


# Panes themselves, whose module knows this one.


def _notes(pane: RecordPane, mine: dict[str, Any]) -> PartWidget:
    from ui.pages.notes_pane import NotesPane

    return NotesPane(pane.page, mine)


def _files(pane: RecordPane, mine: dict[str, Any]) -> PartWidget:
    from ui.pages.files_pane import FilesPane

    return FilesPane(pane.page, mine)
