"""A block from a spreadsheet, pasted into a case."""

from __future__ import annotations

from desktop_app.desk.importing import Imported, checked
from desktop_app.desk.importing_workers import case_of
from desktop_app.desk.opening_lists import open_list
from desktop_app.desk.past_imports import record_list
from desktop_app.importing.list_kinds import WORKERS
from desktop_app.processes.rights import Right
from desktop_app.store.undo import LastChange, last_change
from ui.pages.arrangement import Arrangement
from ui.pages.case_words import imported_words


def paste_list(pane: Arrangement, consultation: str, text: str) -> None:
    """Take a block of people into the case.

    One in which all is in order comes in at once, with a bar to take it back;
    any other is looked at in the import first.
    """
    store, shell, office = pane.store, pane.shell, pane.office.office

    def work() -> tuple[Imported, LastChange | None] | None:
        office.must(Right.RECORD)
        case = case_of(store, consultation)
        opened = open_list(store, text, WORKERS)
        found = checked(store, opened.read(store), case) if opened.sure else None
        if found is None or found.counts.check or found.counts.wrong:
            return None
        done, _past = record_list(office, found, "")
        return done, last_change(store)

    def done(found: tuple[Imported, LastChange | None] | None) -> None:
        if found is None:
            shell.go("importing", kind="workers", consultation=consultation, text=text)
            return
        imported, last = found
        pane.tell(imported_words(imported), last if imported.cases else None)

    pane.run(work, done)
