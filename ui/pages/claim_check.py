"""What speaks against a claim, its sums, and its course with the day it is due."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk.claim_course import DUE, Stop, course
from desktop_app.desk.claim_facts import Examined, examined
from desktop_app.desk.claims import WENT_ON, claim_of, go_on
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.processes.claims import Finding
from desktop_app.processes.rights import Right
from desktop_app.store.claim_seals import STANDS
from desktop_app.wording import day_short, integer
from ui.models.record_table import Column, Row
from ui.pages.arrangement import Arrangement
from ui.pages.claim_lines import sums_words
from ui.pages.states import CLAIM
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Card, Elided, Label
from ui.widgets.part import PartWidget
from ui.widgets.small_table import SmallTable
from ui.widgets.timeline import Point, TimeLine

TALL = 30
"""Height in em from which the course is drawn above the findings."""

_COLUMNS = (
    Column("weight", N_("If not met"), 11, state=lambda row: row["role"], sortable=False),
    Column("text", N_("Finding"), 40, sortable=False),
    Column("basis", N_("Legal basis"), 10, sortable=False),
)


class CheckPart(PartWidget):
    """The findings on one claim; who has the right goes on in spite of them, with a reason."""

    def __init__(self, pane: Arrangement, id: str) -> None:
        super().__init__()
        self._pane, self._id = pane, id
        self._findings: tuple[Finding, ...] = ()
        self.sums = Elided("", role="heading")
        self.line = TimeLine(_("Course of the claim"), pane.office.today)
        self._card = Card()
        self._card.box.addWidget(self.line)
        self.said = Elided("", role="muted")
        self.table = SmallTable(_COLUMNS, _("Findings"))
        self.detail = Label("")
        self.detail.setWordWrap(True)
        acts = []
        if pane.office.office.may(Right.OVERRIDE):
            acts.append(Action("go on", N_("Go on nevertheless …"), self.go_on, "flag"))
        self.row = ActionRow(acts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.5))
        for widget in (self.sums, self._card, self.said, self.table, self.detail, self.row):
            layout.addWidget(widget, 1 if widget is self.table else 0)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.on_escape(self, self.escaped.emit)

    def refresh(self) -> None:
        pane = self._pane

        def work() -> tuple[Examined, list[Stop]]:
            with pane.store.read() as session:
                claim = claim_of(session, self._id)
                found = examined(session, claim, pane.store.facts())
                return found, course(session, claim, pane.office.office.day)

        pane.run(work, lambda both: self._show(*both), key=f"claim {id(self)}")

    def _show(self, found: Examined, stops: Sequence[Stop]) -> None:
        if not isValid(self):  # The claim was closed while it was examined.
            return
        here = max(0, self.table.currentIndex().row())
        self._findings = found.findings
        self.sums.setText(sums_words(found))
        self.line.set_points([self._point(stop, found) for stop in stops])
        self.said.setText(_said(found))
        aside = found.claim.aside
        self.table.show_rows([_row(one, one.key in aside) for one in found.findings])
        if found.findings:
            self.table.selectRow(min(here, len(found.findings) - 1))
        self._tell()
        if self.row.buttons:
            self.row.enable("go on", found.claim.state not in STANDS)

    def _point(self, stop: Stop, found: Examined) -> Point:
        today = self._pane.office.today
        if stop.title == DUE:
            late = stop.day < today and found.claim.closed_on is None
            role, sign = ("bad", "late") if late else ("info", "open")
            return Point(_(stop.title), stop.day, _("passed") if late else "", role, sign)
        role = CLAIM[stop.state] if stop.state is not None else "info"
        sign = "cross" if role == "bad" else "check"
        return Point(_(stop.title), stop.day, "", "info" if role == "muted" else role, sign)

    def _tell(self) -> None:
        """The whole of the finding under the cursor, beneath the table."""
        row = self.table.currentIndex().row()
        text = self._findings[row].text if 0 <= row < len(self._findings) else ""
        self.detail.setText(text)
        self.detail.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.height() >= px(TALL)
        held = self.line.hasFocus()
        self._card.setVisible(shown)
        if held and not shown:
            self.table.setFocus()

    def enter(self) -> None:
        self.table.setFocus()

    def go_on(self) -> None:
        """Let the claim pass in spite of what blocks it, with a reason."""
        pane = self._pane
        reason = pane.shell.dialogs.line(_("Go on nevertheless"), _("Reason"))
        if reason and reason.strip():
            pane.write(
                WENT_ON,
                lambda session: go_on(session, self._id, reason),
                lambda _claim: _("The claim can be verified now."),
            )


def _row(finding: Finding, aside: bool) -> Row:
    """A finding as a row; `aside` where a reason was given for going on in spite of it."""
    return {
        "weight": _("Set aside") if aside else _(finding.severity.label),
        "role": "bad" if finding.blocks and not aside else "warning",
        "text": finding.text,
        "basis": finding.basis,
    }


def _said(found: Examined) -> str:
    """How many findings there are, why one goes on, and when the claim is due."""
    words = [_("Nothing speaks against it.")]
    if found.findings:
        count = translate_n("{n} finding", "{n} findings", len(found.findings))
        words = [count.format(n=integer(len(found.findings)))]
        if found.open:
            words.append(_("{n} of them block").format(n=integer(len(found.open))))
    if found.claim.override_reason:
        reason = _("goes on nevertheless: {reason}")
        words.append(reason.format(reason=found.claim.override_reason))
    if found.claim.due_on is not None:
        words.append(_("to be paid by {day}").format(day=day_short(found.claim.due_on)))
    return " · ".join(words)
