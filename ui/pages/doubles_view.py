"""The records of an office that may be one, pair by pair."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk import merging
from desktop_app.desk.doubles import Pair, possible_doubles, still_there
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.store.writing import Write
from desktop_app.wording import integer
from ui.models.record_table import Column, Row
from ui.theme import px
from ui.widgets.basics import Elided, button, tool
from ui.widgets.empty import Empty
from ui.widgets.part import PartWidget
from ui.widgets.small_table import SmallTable

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane

_COLUMNS = (
    Column("one", N_("Entered first"), 17, sortable=False),
    Column("other", N_("Entered later"), 17, sortable=False),
    Column("why", N_("Why"), 10, state=lambda row: row["role"], sortable=False),
)


class DoublesView(PartWidget):
    """Pairs that may be one: Enter compares, Del says that they are two."""

    def __init__(
        self,
        pane: RecordPane,
        compare: Callable[[str, str, Callable[[], None]], None],
        pairs: list[Pair] | None = None,
    ) -> None:
        super().__init__()
        self.pane, self._compare = pane, compare
        self.pairs = pairs
        self.title = Elided(_("Possible duplicates"), role="heading")
        self.table = SmallTable(_COLUMNS, _("Possible duplicates"))
        self.table.doubleClicked.connect(lambda _index: self.open())
        self.none = Empty(
            "circle-check", _("No duplicates found"), _("Every record stands for itself.")
        )
        self.none.hide()
        head = QHBoxLayout()
        head.setSpacing(px(0.6))
        head.addWidget(tool("arrow-left", _("Back to the list (Esc)"), self._back))
        head.addWidget(self.title, 1)
        head.addWidget(
            button(_("&Look again"), self.look, name="refresh-cw", key=stroke("other_act"))
        )
        head.addWidget(button(_("Not the &same"), self.say_apart, name="x", key=stroke("void")))
        head.addWidget(button(_("Compare"), self.open, kind="primary", name="copy", key="Enter"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        layout.addLayout(head)
        layout.addWidget(self.none, 1)
        layout.addWidget(self.table, 1)
        for key, act in (
            ("Return", self.open),
            ("Enter", self.open),
            (stroke("void"), self.say_apart),
            (stroke("other_act"), self.look),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self.on_escape(self, self._back)

    def _back(self) -> None:
        self.pane.close_view()

    def refresh(self) -> None:
        if self.pairs is None:
            self.look()
            return
        store, record, pairs = self.pane.store, self.pane.record, self.pairs

        def work() -> list[Pair]:
            with store.read() as session:
                return still_there(session, record, pairs)

        self.pane.run(work, self._show, key="doubles there")

    def look(self) -> None:
        """Go through the office; the window stays free meanwhile."""
        store, record = self.pane.store, self.pane.record
        self.pane.shell.jobs.run(
            _("Looking for duplicates"),
            partial(possible_doubles, store, record),
            self._show,
            owner=self,
            key="possible doubles",
        )

    def _show(self, pairs: list[Pair], row: int = 0) -> None:
        if not isValid(self):  # It was left while the pairs were looked for.
            return
        self.pairs = pairs
        count = translate_n("{n} possible duplicate", "{n} possible duplicates", len(pairs))
        self.title.setText(count.format(n=integer(len(pairs))))
        self.table.show_rows([_row(pair) for pair in pairs])
        self.table.setVisible(bool(pairs))
        self.none.setVisible(not pairs)
        self.table.setCurrentIndex(self.table.table.index(min(row, len(pairs) - 1), 0))
        self.table.setFocus()

    def enter(self) -> None:
        self.table.setFocus()

    def _chosen(self) -> Pair | None:
        row = self.table.currentIndex().row()
        return self.pairs[row] if self.pairs and 0 <= row < len(self.pairs) else None

    def open(self) -> None:
        """Put the pair side by side; afterwards the rest of the list is here again."""
        if (pair := self._chosen()) is not None:
            pane, compare, rest = self.pane, self._compare, self.pairs

            def back() -> None:
                pane.show_aside(DoublesView(pane, compare, rest))

            compare(pair.one.id, pair.other.id, back)

    def say_apart(self) -> None:
        """The two are not one; they are not asked about again."""
        pair = self._chosen()
        reason = pair and self.pane.shell.dialogs.line(_("Not the same"), _("Reason"))
        if pair is None or not reason or not reason.strip():
            return
        record = self.pane.record

        def act(session: Write) -> object:
            return merging.apart(session, record, pair.one.id, pair.other.id, reason)

        def done(_made: object) -> None:
            row = self.table.currentIndex().row()
            self._show([one for one in self.pairs or [] if one is not pair], row)

        self.pane.write(merging.SAID_APART, act, lambda _made: _("Put down: they are two."), done)


def _row(pair: Pair) -> Row:
    first = pair.one
    number = _("The same number")
    name = _("Alike: {n} of 100").format(n=first.likeness)
    return {
        "one": first.name,
        "other": pair.other.name,
        "why": number if first.by_number else name,
        "role": "bad" if first.by_number else "warning",
    }
