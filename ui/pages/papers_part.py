"""*Apa yang masih kurang*: the papers a record needs, those that came, the letter for the rest."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk.editing import fetch
from desktop_app.desk.papers import missing, not_received, papers_of, receive
from desktop_app.i18n import N_, current, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.checklist import Item
from desktop_app.store.writing import Write
from desktop_app.wording import day_short, integer
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.pages.opened import Part
from ui.paper import show_scan
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys
from ui.widgets.small_table import SmallTable

SCANS = "PDF, PNG, JPG (*.pdf *.png *.jpg *.jpeg)"

LOW = 17
"""Height in em below which the table has the room of the line beneath it."""

_COLUMNS = (
    Column("paper", N_("Paper"), 24, sortable=False),
    Column("state", N_("State"), 11, state=lambda row: row["role"], sortable=False),
    Column("due", N_("Due"), 7.5, tight=True, sortable=False),
    Column("received", N_("Received on"), 7.5, tight=True, sortable=False),
    Column("scan", N_("Scan"), 6, sortable=False),
    Column("basis", N_("Legal basis"), 9, sortable=False),
)


class PapersPart(PartWidget):
    """The checklist of one record; `letter` is the document that asks for what is missing."""

    def __init__(self, pane: Arrangement, id: str, letter: str) -> None:
        super().__init__()
        self._pane, self._id, self._letter = pane, id, letter
        self.items: list[Item] = []
        self.said = Elided("", role="heading")
        self.table = SmallTable(_COLUMNS, _("Papers"))
        self.table.opened.connect(lambda _row: self.enter_row())
        acts = [
            Action("came", N_("Received"), self.receive, "check", stroke("add")),
            Action("scan", N_("Add scan"), self.add_scan, "paperclip", stroke("row_file")),
            Action("look", N_("Show the scan"), self.look, "eye", stroke("open")),
            Action("not", N_("Not received"), self.take_back, "x", stroke("void"), menu_only=True),
            Action(
                "ask", N_("Ask for what is missing"), self.ask, "send", stroke("act"), primary=True
            ),
        ]
        self.row = ActionRow(acts)
        hints = _("Enter: received, or shows the scan · Ctrl+O adds a scan · F7 writes the letter")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addWidget(self.row)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        self.hints = Elided(hints, role="muted")
        layout.addWidget(self.hints)
        self.on_escape(self, self.escaped.emit)
        Keys(self, [(action.key, action.run) for action in acts])

    def refresh(self) -> None:
        pane = self._pane

        def work() -> list[Item]:
            with pane.store.read() as session:
                record = fetch(session, pane.record, self._id)
                return papers_of(session, record, pane.store.facts())

        pane.run(work, self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hints.setVisible(self.height() >= px(LOW))

    def enter(self) -> None:
        self.table.setFocus()

    def _show(self, items: list[Item]) -> None:
        if not isValid(self):  # The record was closed while its papers were read.
            return
        place = max(0, self.table.currentIndex().row())
        self.items = items
        self.table.show_rows([_row(item) for item in items])
        if items:
            self.table.selectRow(min(place, len(items) - 1))
        self.said.setText(missing_words(items))
        self.row.enable("ask", bool(missing(items)))

    @property
    def item(self) -> Item | None:
        """The paper the cursor is on."""
        row = self.table.currentIndex().row()
        return self.items[row] if 0 <= row < len(self.items) else None

    # --- acts ----------------------------------------------------------------------

    def enter_row(self) -> None:
        """What comes next with a paper: it came in, or its scan is looked at."""
        item = self.item
        if item is not None and item.received is None:
            self.receive()
        elif item is not None and item.received is not None and item.received.file is None:
            self.add_scan()
        else:
            self.look()

    def receive(self, path: Path | None = None) -> None:
        """The paper came in today, with the scan in the file at `path` if there is one."""
        pane, item = self._pane, self.item
        if item is None or (item.received is not None and path is None):
            return
        office, paper = pane.office.office, item.paper

        def act(session: Write) -> None:
            record = fetch(session, pane.record, self._id)
            receive(session, office, record, paper.id, path)

        said = _("Received: {paper}").format(paper=_name(item))
        pane.write(N_("Paper received"), act, lambda _none: said)

    def add_scan(self) -> None:
        """Ask for the scan of the paper; with it the paper has come in."""
        if self.item is None:
            return
        start = Path.home() / "Documents"
        paths = self._pane.shell.dialogs.open_files(_name(self.item), start, SCANS)
        if paths:
            self.receive(paths[0])

    def look(self) -> None:
        """Show the scan."""
        item = self.item
        if item is not None and item.received is not None and item.received.file:
            show_scan(self._pane.shell, item.received.file)

    def take_back(self) -> None:
        """The paper did not come in after all."""
        item = self.item
        if item is None or item.received is None:
            return
        id, said = item.received.id, _("Not received: {paper}").format(paper=_name(item))
        act = partial(_forget, id=id)
        self._pane.write(N_("Paper not received"), act, lambda _none: said)

    def ask(self) -> None:
        """Show the letter that asks for exactly what is missing; it is issued among the letters."""
        if missing(self.items):
            self._pane.shell.document_asked.emit(self._letter, self._id)


def _forget(session: Write, id: str) -> None:
    not_received(session, id)


def _name(item: Item) -> str:
    return (current() == "en" and item.paper.name_en) or item.paper.name


def _row(item: Item) -> Row:
    state, role = _state(item)
    got = item.received
    return {
        "paper": _name(item),
        "state": state,
        "role": role,
        "due": day_short(item.due) if item.due else "–",
        "received": day_short(got.received_on) if got else "",
        "scan": _("Yes") if got and got.file else "",
        "basis": item.paper.basis or "",
    }


def _state(item: Item) -> tuple[str, str]:
    if item.received is not None:
        return _("Received"), "good"
    if not item.paper.mandatory:
        return _("Optional"), "muted"
    if item.left is None:
        return _("Still missing"), "warning"
    if item.left < 0:
        return _("Missing, overdue"), "bad"
    words = translate_n(
        "Missing, {n} working day left", "Missing, {n} working days left", item.left
    )
    if not item.left:
        words = _("Missing, due today")
    return words.format(n=integer(item.left)), "warning" if item.left <= 3 else "info"


def missing_words(items: list[Item]) -> str:
    """How much is missing, and until when."""
    wanted = missing(items)
    if not wanted:
        return _("Nothing is missing")
    words = translate_n("{n} paper is missing", "{n} papers are missing", len(wanted))
    said = [words.format(n=integer(len(wanted)))]
    left = [item.left for item in wanted if item.left is not None]
    if late := sum(n < 0 for n in left):
        said.append(_("{n} overdue").format(n=integer(late)))
    if ahead := [n for n in left if n >= 0]:
        words = translate_n("next in {n} working day", "next in {n} working days", min(ahead))
        if not min(ahead):
            words = _("one due today")
        said.append(words.format(n=integer(min(ahead))))
    return " · ".join(said)


def papers_part(pane: Arrangement, id: str, letter: str) -> Part:
    """The tab with the papers of a record; `letter` asks for those that are missing."""
    return Part("papers", N_("Papers"), partial(PapersPart, pane, id, letter))
