"""The search over everything: what was opened last, records by what was typed, documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.desk.lists import captions
from desktop_app.desk.notice import Notice
from desktop_app.desk.notices import mark_read, notices
from desktop_app.desk.recent import FILE, Recent, recent
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.office import Office
from desktop_app.records import CATALOGUE, Consultation, Employer, Enrolment, TrainingClass, Worker
from desktop_app.records.record import Record
from desktop_app.store import search
from desktop_app.store.sight import Read
from desktop_app.store.store import Store
from ui.pages import PAGES
from ui.pages.record_page import RecordPage
from ui.shell import Shell
from ui.widgets.commands import Command, rank
from ui.widgets.notice_list import Told

FIRST: tuple[type[Record], ...] = (Worker, Employer, Consultation, TrainingClass, Enrolment)
"""What is looked for before the rest."""

MOST = 5
"""Records shown of each kind."""


class Holder:
    """Where records of a type are opened: the page, its heading and its icon."""

    def __init__(self, page: str, heading: str, icon: str) -> None:
        self.page, self.heading, self.icon = page, heading, icon


def holders() -> dict[type[Record], Holder]:
    """For each record type that a page lists: that page. Loads the pages."""
    found: dict[type[Record], Holder] = {}
    for entry in PAGES:
        page = entry.load()
        if issubclass(page, RecordPage):
            for title, pane in page.panes:
                found.setdefault(pane.record, Holder(entry.name, title, entry.icon))
    first = [record for record in FIRST if record in found]
    return {record: found[record] for record in (*first, *(r for r in found if r not in first))}


class Finder:
    """What the palette and the menu ask, in the store's thread.

    `shell` is there once the window is.
    """

    def __init__(self, store: Store, shell: Callable[[], Shell]) -> None:
        self._store, self._shell = store, shell

    def __call__(self, typed: str) -> list[Command]:
        """Commands that open what fits; with nothing typed, what was opened last."""
        seen = holders()
        if not typed:
            return [command for item in recent(self._store) if (command := self._last(item, seen))]
        with self._store.read() as session:
            records = list(self._records(session, seen, typed))
        return [*records, *self._documents(seen, typed.casefold().split())]

    def _last(self, item: Recent, seen: dict[type[Record], Holder]) -> Command | None:
        group = _(N_("Opened last"))
        if item.kind == FILE:
            opened = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(item.id))
            return Command(item.caption, opened, group, "file-text")
        record = CATALOGUE[item.kind]
        holder = seen.get(record)
        if holder is None:
            return None
        run = partial(self._go, holder.page, id=item.id)
        return Command(f"{item.caption} · {_(record.title)}", run, group, holder.icon)

    def _records(
        self, session: Read, seen: dict[type[Record], Holder], typed: str
    ) -> Iterator[Command]:
        kinds = search.kinds_matching(session.get_bind().dialect.name, typed)
        hit = set() if kinds is None else set(session.scalars(kinds))
        for record, holder in seen.items():
            if search.searched_fields(record) and record.__tablename__ not in hit:
                continue
            for id, caption in captions(session, record, typed, MOST):
                run = partial(self._go, holder.page, id=id)
                yield Command(caption, run, _(holder.heading), holder.icon)

    def _documents(
        self, seen: dict[type[Record], Holder], words: Sequence[str]
    ) -> Iterator[Command]:
        from exports.documents import DOCUMENTS

        for document in DOCUMENTS.values():
            holder = seen.get(CATALOGUE[document.of])
            if holder is not None and rank(_(document.title), words) is not None:
                run = partial(self._print, document.name, document.of, holder.page)
                yield Command(_(document.title), run, _(N_("Documents")), "printer")

    def _go(self, page: str, **what: object) -> None:
        self._shell().go(page, **what)

    def _print(self, name: str, of: str, page: str) -> None:
        """Show a document of the record that is open, or go where one is chosen."""
        shell = self._shell()
        opened = shell.opened_now()
        if opened is not None and opened[0] == of:
            shell.document_asked.emit(name, opened[1])
            return
        shell.go(page, record=of)
        shell.messages.info(_("Open the record first; then the document can be printed."))


class Teller:
    """The office's notices, for the window."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def told(self) -> list[Notice]:
        """All notices, what is unread first."""
        return notices(self._office)

    def read(self, keys: Sequence[str]) -> None:
        """The officer has read these."""
        mark_read(self._office, list(keys))

    def follow(self, notice: Told, shell: Shell) -> None:
        """Show where a notice is dealt with."""
        assert isinstance(notice, Notice)
        shell.go(notice.page, **notice.what)
