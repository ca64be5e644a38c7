"""What lists have of the import: the way to it, and what came in last."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QGuiApplication

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.past_imports import PastImport, brought_in
from desktop_app.i18n import N_
from desktop_app.keyboard import stroke
from desktop_app.records.record import Record
from ui.shell import Shell
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter

IMPORTED = "imported"
JUST_IMPORTED = Filter(IMPORTED, N_("Just imported"), rare=True)
PAGE_OF = {
    "workers": "workers",
    "employers": "employers",
    "programmes": "programmes",
    "providers": "programmes",
}
"""The page that shows each kind of list."""


def import_action(shell: Shell, kind: str, **what: str) -> Action:
    """The way from a list to its import."""
    go = partial(shell.go, "importing", kind=kind, **what)
    return Action("import", N_("Import"), go, "download", stroke("import"))


def imported(shell: Shell, record: type[Record]) -> Wanted:
    """The records that the last import made."""
    past = shell.kept.get(IMPORTED)
    return Wanted(within=brought_in(past, record)) if isinstance(past, PastImport) else Wanted()


def clipboard_table() -> str:
    """The block in the clipboard: cells with tabs between, or a table of a browser."""
    held = QGuiApplication.clipboard().mimeData()
    if held is None:
        return ""
    text = held.text()
    if "\t" not in text and held.hasHtml() and "<table" in held.html().casefold():
        return held.html()
    return text
