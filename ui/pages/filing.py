"""Scan-to-file: a scanned stack of signed forms, looked at, then filed to its records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.progress import Progress
from desktop_app.store.undo import LastChange, last_change, undo
from exports.filing import Filing, Stack, file_away, pages_of, read_stack
from ui.desk_office import DeskOffice
from ui.pages.page import Page, Place
from ui.theme import px
from ui.widgets.action_row import Action
from ui.widgets.basics import Flow, Label, button
from ui.widgets.empty import Empty
from ui.widgets.facts_table import FactsTable
from ui.widgets.pdf_view import PdfView

KEPT = "filing"
"""Under which the shell keeps the stack while the page is made anew."""
FILES = "PDF, PNG, JPEG (*.pdf *.png *.jpg *.jpeg)"


@dataclass
class Desk:
    """The stack on the desk and what an officer leaves out of it."""

    stack: Stack = field(default_factory=lambda: Stack((), ()))
    left_out: set[int] = field(default_factory=set)

    def chosen(self) -> list[Filing]:
        """What will be filed."""
        return [
            filing
            for number, filing in enumerate(self.stack.filings)
            if filing.known and number not in self.left_out
        ]


class FilingPage(Page):
    """Choose scans, look where each paper goes, file all of them in one act."""

    title = N_("File scans")

    @classmethod
    def places(cls) -> Sequence[Place]:
        return [Place(_(cls.title), {}, "paperclip")]

    def build(self) -> None:
        self.desk_office = cast(DeskOffice, self.shell.office)
        self.desk: Desk = self.shell.kept.setdefault(KEPT, Desk())
        about = Label(
            _(
                "Forms printed by Terampil carry a code at the foot. Scan the signed papers in one "
                "stack: each goes to its record, and to the checklist that waits for it."
            ),
            role="muted",
        )
        about.setWordWrap(True)
        self.box.addWidget(about)
        row = QWidget()
        flow = Flow(row, 0.6)
        self.choose = button(
            _("&Choose scans …"), self.choose_files, kind="primary", name="folder-open"
        )
        self.leave_out = button(_("&Leave out"), self.toggle, name="x", key=stroke("void"))
        self.go = button(_("&File"), self.file, name="check", key=stroke("accept"))
        for one in (self.choose, self.leave_out, self.go):
            flow.addWidget(one)
        self.box.addWidget(row)
        heads = (_("Pages"), _("Document"), _("Record"), _("What happens"))
        self.table = FactsTable(_("Papers in the stack"), heads)
        self.table.currentCellChanged.connect(lambda *_places: self._look())
        self.preview = PdfView(self.in_store)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(px(0.6), 0, 0, 0)
        column.addWidget(self.preview)
        split.addWidget(self.table)
        split.addWidget(beside)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.box.addWidget(split, 1)
        self.papers = split
        self.nothing = Empty(
            "paperclip",
            _("No scans on the desk"),
            _("Drop the scanned file here, or choose it. Nothing is filed before you say so."),
        )
        self.box.addWidget(self.nothing, 1)
        for name, act in (("void", self.toggle), ("accept", self.file)):
            key = QShortcut(QKeySequence(stroke(name)), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(act)
        self.setAcceptDrops(True)
        self._show()

    # --- the stack -----------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for scans and read them."""
        folder = Path.home()
        paths = self.shell.dialogs.open_files(_(self.title), folder, FILES)
        if paths:
            self.take(paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Read scans; what they are of is shown, nothing is filed."""
        office = self.desk_office.office

        def work(progress: Progress) -> Stack:
            return read_stack(office, paths, progress)

        self.shell.jobs.run(_("Reading the scans"), work, self._read, owner=self, key=KEPT)

    def _read(self, stack: Stack) -> None:
        self.desk.stack, self.desk.left_out = stack, set()
        self._show()
        self.focus_search()

    def toggle(self) -> None:
        """Leave the marked paper out, or take it in again."""
        number = self.table.currentRow()
        if number >= 0:
            self.desk.left_out ^= {number}
            self._show()

    def file(self) -> None:
        """File what was not left out."""
        office, stack, chosen = self.desk_office.office, self.desk.stack, self.desk.chosen()
        if not chosen:
            self.shell.messages.info(_("Choose scans first. Papers without a code are not filed."))
            return

        def work(progress: Progress) -> tuple[int, LastChange | None]:
            count = file_away(office, stack, chosen, progress)
            return count, last_change(office.store)

        self.shell.jobs.run(_("Filing"), work, self._filed, owner=self)

    def _filed(self, found: tuple[int, LastChange | None]) -> None:
        count, last = found
        store, jobs = self.desk_office.store, self.shell.jobs

        def take_back() -> None:
            assert last is not None
            jobs.run("", lambda _p: undo(store, last), lambda _n: self._taken_back())

        said = translate_n("{n} paper filed.", "{n} papers filed.", count)
        self.shell.messages.success(said.format(n=count), take_back if last else None)
        self._read(Stack((), ()))
        self.choose.setFocus()

    def _taken_back(self) -> None:
        self.shell.messages.info(_("Undone."))

    def _show(self) -> None:
        self.table.show_rows([self._row(n, one) for n, one in enumerate(self.desk.stack.filings)])
        full = bool(self.desk.stack.filings)
        self.papers.setVisible(full)
        self.nothing.setVisible(not full)
        self.leave_out.setEnabled(full)
        self.go.setEnabled(bool(self.desk.chosen()))
        self._look()

    def _row(self, number: int, filing: Filing) -> list[str]:
        pages = filing.sheaf.pages
        shown = str(pages[0] + 1) if len(pages) == 1 else f"{pages[0] + 1}–{pages[-1] + 1}"
        return [shown, filing.title or "–", filing.caption or "–", self._fate(number, filing)]

    def _fate(self, number: int, filing: Filing) -> str:
        if filing.sheaf.code is None or not filing.title:
            return _("No code found; file it by hand")
        if not filing.caption:
            return _("Not of this office")
        return _("Left out") if number in self.desk.left_out else _("Will be filed")

    def _look(self) -> None:
        number, filings = self.table.currentRow(), self.desk.stack.filings
        if not 0 <= number < len(filings):
            self.preview.clear()
            return
        sheaf, stack = filings[number].sheaf, self.desk.stack
        self.run("", lambda: pages_of(stack, sheaf), self.preview.show_pdf, key="filing-look")

    # --- as a page -----------------------------------------------------------------

    def focus_search(self) -> None:
        (self.table if self.desk.stack.filings else self.choose).setFocus()

    def commands(self) -> list[Action]:
        return [
            Action("choose", N_("Choose scans …"), self.choose_files, "folder-open"),
            Action("accept", N_("File"), self.file, "check"),
        ]

    def state(self) -> Mapping[str, Any]:
        return {"place": self.table.currentRow()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self._show()
        self.table.setCurrentCell(state.get("place", 0), 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls()])
