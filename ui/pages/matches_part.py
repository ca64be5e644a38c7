"""The graduates who fit a vacancy, with the reasons; one key sends somebody there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk.vacancies import REFERRED, candidates, refer
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import strokes
from desktop_app.processes.matching import Match, Why
from desktop_app.records import Referral
from desktop_app.wording import day_short, integer
from ui.models.record_table import Column, Row
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Label
from ui.widgets.empty import Empty
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys
from ui.widgets.small_table import SmallTable

if TYPE_CHECKING:
    from ui.pages.record_pane import RecordPane

MOST = 100
"""People shown; the best come first."""

_COLUMNS = (
    Column("name", N_("Name"), 12, sortable=False),
    Column("programme", N_("Training programme"), 11, sortable=False),
    Column("place", N_("District or city"), 8, sortable=False),
    Column("ended", N_("Trained until"), 8, tight=True, sortable=False),
    Column("reasons", N_("Why"), 20, sortable=False),
)


class MatchesPart(PartWidget):
    """Who is offered; who works or does not want to be asked is not among them."""

    def __init__(self, pane: RecordPane, vacancy: str) -> None:
        super().__init__()
        self._pane, self._vacancy = pane, vacancy
        self._matches: list[Match] = []
        self.said = Label("", role="muted")
        self.table = SmallTable(_COLUMNS, _("Fitting graduates"))
        self.table.opened.connect(lambda _row: self.send())
        self.row = ActionRow(
            [
                Action(
                    "send",
                    N_("Send to the employer"),
                    self.send,
                    "send",
                    strokes("act")[0],
                    primary=True,
                )
            ]
        )
        nothing = (_("Nobody fits yet"), _("People come here when their training has ended."))
        self.empty = Empty("users", *nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.5))
        layout.addWidget(self.row)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty)
        layout.addWidget(self.said)
        self.empty.hide()
        self.on_escape(self, self.escaped.emit)
        Keys(self, [(key, self.send) for key in strokes("act")])

    def enter(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        store, vacancy = self._pane.store, self._vacancy

        def work() -> list[Match]:
            with store.read() as session:
                return candidates(session, vacancy)

        self._pane.run(work, self._show, key=f"matches {id(self)}")

    def _show(self, found: list[Match]) -> None:
        if not isValid(self):
            return
        place, self._matches = max(0, self.table.currentIndex().row()), found[:MOST]
        self.table.show_rows([_row(match) for match in self._matches])
        self.table.setMaximumHeight(16777215 if found else px(2.6))
        self.empty.setVisible(not found)
        self.row.enable("send", bool(found) and self._pane.may_write)
        if found:
            self.table.selectRow(min(place, len(self._matches) - 1))
        words = translate_n("{n} person fits", "{n} people fit", len(found))
        self.said.setText(words.format(n=integer(len(found))))

    def send(self) -> None:
        """Send the person the cursor is on, who must have agreed to it."""
        row = self.table.currentIndex().row()
        if not 0 <= row < len(self._matches) or not self._pane.may_write:
            return
        match = self._matches[row]
        name = match.graduate.name
        # A consent to send the CV does not tell of this employer: the person is asked.
        agreed = self._pane.shell.dialogs.ask(
            _("Has {name} agreed?").format(name=name),
            _("The employer gets name and training. Without the person's leave nothing is sent."),
            _("The person agreed"),
        )
        if not agreed:
            return
        vacancy, enrolment = self._vacancy, match.graduate.enrolment

        def sent(made: Referral) -> None:
            self.refresh()
            self._pane.shell.document_asked.emit("introduction", made.id)

        self._pane.write(
            REFERRED,
            lambda session: refer(session, vacancy, enrolment, agreed=True),
            lambda _made: _("{name} is referred; the letter can be issued.").format(name=name),
            sent,
        )


def _row(match: Match) -> Row:
    one = match.graduate
    reasons = ", ".join(_(why.label) for why in match.reasons if why is not Why.PROVINCE)
    return {
        "name": one.name,
        "programme": one.programme_name,
        "place": one.place,
        "ended": day_short(one.ended_on),
        "reasons": reasons or "–",
    }
