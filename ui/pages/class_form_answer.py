"""What a provider's form would change: accepted one by one or all, written in one act."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.desk.class_form_parts import Difference
from desktop_app.desk.class_forms import Returned, take_over
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.class_forms import FORMS
from desktop_app.store.undo import LastChange, last_change
from desktop_app.wording import integer
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.pages.papers_part import SCANS
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Elided
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys
from ui.widgets.small_table import SmallTable

_COLUMNS = (
    Column("state", N_("Take over"), 8, state=lambda row: row["role"], sortable=False),
    Column("who", N_("Name"), 13, sortable=False),
    Column("what", N_("Cell"), 12, sortable=False),
    Column("ours", N_("In the store"), 9, sortable=False),
    Column("theirs", N_("From the provider"), 12, sortable=False),
    Column("why", N_("Note"), 18, sortable=False),
)


class FormAnswer(PartWidget):
    """The differences of one form. What is new is chosen; what stands against ours is not."""

    def __init__(self, pane: Arrangement, returned: Returned) -> None:
        super().__init__()
        self._pane, self.returned = pane, returned
        self.chosen = {id(one) for one in returned.fresh}
        self.lines = sorted(returned.differences, key=_rank)
        self.scan: Path | None = None
        self._said = Elided("", role="heading")
        self.told = Elided("", role="muted")
        self.table = SmallTable(_COLUMNS, _("Differences"))
        self.table.opened.connect(self.turn)
        acts = [
            Action("back", N_("Back"), self.escaped.emit, "arrow-left"),
            Action("all", N_("Choose all"), self.all, "list-checks", stroke("all")),
            Action("scan", N_("Add signed scan …"), self.add_scan, "paperclip", stroke("row_file")),
            Action("take", N_("Take over"), self.take, "circle-check", stroke("act"), primary=True),
        ]
        self.row = ActionRow(acts)
        top = QHBoxLayout()
        top.addWidget(self._said, 1)
        top.addWidget(self.row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addLayout(top)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)
        hints = _("Space or Enter chooses · Ctrl+A all · Ctrl+O signed scan · F7 takes over")
        layout.addWidget(Elided(hints, role="muted"))
        self.on_escape(self, self.escaped.emit)
        Keys(self, [(action.key, action.run) for action in acts if action.key])
        space = QShortcut(QKeySequence("Space"), self.table)
        space.activated.connect(lambda: self.turn(self.table.currentIndex().row()))
        self._show()

    def enter(self) -> None:
        self.table.setFocus()

    def _show(self) -> None:
        place = max(0, self.table.currentIndex().row())
        found = self.lines
        self.table.show_rows([self._row(one) for one in found])
        if found:
            self.table.selectRow(place)
        n, kind = len(found), FORMS[self.returned.kind]
        words = translate_n("{n} difference", "{n} differences", n).format(n=integer(n))
        head = _("{form}, version {n}").format(form=_(kind.title), n=self.returned.version)
        self._said.setText(f"{head} · {words}")
        alike = self.returned.alike
        told = [
            _("{n} chosen").format(n=integer(len(self.chosen))),
            _("{n} the same as in the store").format(n=integer(alike)),
        ]
        if self.scan is not None:
            told.append(_("Signed scan: {name}").format(name=self.scan.name))
        self.told.setText(" · ".join(told))
        self.row.enable("take", bool(self.chosen) or self.scan is not None)

    def _row(self, one: Difference) -> Row:
        state, role = (_("Yes"), "good") if id(one) in self.chosen else (_("No"), "muted")
        if one.refused is not None:
            state, role = _("Not possible"), "warning"
        return {
            "state": state,
            "role": role,
            "who": one.who,
            "what": one.what,
            "ours": one.ours or "–",
            "theirs": one.theirs,
            "why": str(one.refused) if one.refused else "",
        }

    # --- acts --------------------------------------------------------------------------

    def turn(self, row: int) -> None:
        """Choose a difference, or choose it no longer."""
        if not 0 <= row < len(self.lines):
            return
        one = self.lines[row]
        if one.refused is not None:
            self._pane.shell.messages.error(one.refused)
            return
        self.chosen ^= {id(one)}
        self._show()

    def all(self) -> None:
        """Choose all that can be taken over."""
        self.chosen = {id(one) for one in self.returned.able}
        self._show()

    def add_scan(self) -> None:
        """Ask for the scan of the signed paper, kept beside the form."""
        start = Path.home() / "Documents"
        paths = self._pane.shell.dialogs.open_files(_("Signed scan"), start, SCANS)
        if paths:
            self.scan = paths[0]
            self._show()

    def take(self) -> None:
        """Write what was chosen in one act, and keep form and scan."""
        pane, returned, scan = self._pane, self.returned, self.scan
        chosen = [one for one in returned.differences if id(one) in self.chosen]
        if not chosen and scan is None:
            return

        def work() -> tuple[int, LastChange | None]:
            count = take_over(pane.office.office, returned, chosen, scan)
            return count, last_change(pane.store)

        def done(result: tuple[int, LastChange | None]) -> None:
            words = translate_n(
                "{n} entry of the provider taken over",
                "{n} entries of the provider taken over",
                result[0],
            )
            pane.tell(words.format(n=integer(result[0])), result[1])
            self.escaped.emit()

        pane.run(work, done)


def _rank(one: Difference) -> int:
    """What a person has to look at comes first: against ours, not possible, then what is new."""
    if one.refused is not None:
        return 1
    return 0 if one.ours else 2
