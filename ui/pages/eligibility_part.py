"""What the rules say of a person: a list to read, kept with a decision or set aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from desktop_app.desk.decisions import ask
from desktop_app.desk.eligibility import Assessment
from desktop_app.desk.overrides import decide, last_decision
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.eligibility import Outcome
from desktop_app.processes.rights import Right
from desktop_app.processes.verdicts import Finding
from desktop_app.records import EligibilityDecision, Officer
from desktop_app.records.eligibility import Severity, Verdict
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from desktop_app.wording import day_long
from ui.models.record_table import Column, Row
from ui.pages.record_pane import RecordPane
from ui.pages.states import VERDICT
from ui.theme import px
from ui.widgets.action_row import Action, ActionRow
from ui.widgets.basics import Label
from ui.widgets.part import PartWidget
from ui.widgets.shortcuts import Keys
from ui.widgets.small_table import SmallTable

MARKS = {Outcome.MET: "✓", Outcome.NOT_MET: "✗", Outcome.UNKNOWN: "?"}

_COLUMNS = (
    Column("outcome", N_("Result"), 10.5, state=lambda row: row["role"], sortable=False),
    Column("rule", N_("Rule"), 14, sortable=False),
    Column("fact", N_("What is known"), 18, sortable=False),
    Column("severity", N_("If not met"), 8, sortable=False),
)


@dataclass(frozen=True)
class _Told:
    """What the part shows, worked out in the store's thread."""

    verdict: Verdict
    heading: str
    decided: str
    findings: tuple[Finding, ...]


class EligibilityPart(PartWidget):
    """The verdict on one person; `ask` gives it, of a case or an enrolment."""

    def __init__(self, pane: RecordPane, ask: Callable[[Read | Write], Assessment]) -> None:
        super().__init__()
        self._pane, self._ask = pane, ask
        self._findings: tuple[Finding, ...] = ()
        self.heading = Label("", role="heading")
        self.decided = Label("", role="muted")
        self.decided.setWordWrap(True)
        self.table = SmallTable(_COLUMNS, _("Eligibility"))
        self.detail = Label("")
        self.detail.setWordWrap(True)
        keep = Action("keep", N_("Keep this verdict"), self.keep, "clipboard-check", stroke("act"))
        set_aside = Action(
            "override", N_("Set the rules aside"), self.override, "flag", stroke("other_act")
        )
        self.row = ActionRow((keep, set_aside))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.4))
        for widget in (self.heading, self.decided, self.table, self.detail, self.row):
            layout.addWidget(widget, 1 if widget is self.table else 0)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        Keys(self, [(action.key, action.run) for action in (keep, set_aside)])
        self.on_escape(self, self.escaped.emit)

    def refresh(self) -> None:
        self._pane.run(self._load, self._show, key=f"eligibility {id(self)}")

    def _load(self) -> _Told:
        with self._pane.store.read() as session:
            found = self._ask(session)
            asked = found.asked
            decision = None
            if asked.case is not None:
                enrolment = asked.enrolment.id if asked.enrolment else None
                decision = last_decision(session, asked.case.id, enrolment)
            by = session.get(Officer, decision.decided_by) if decision else None
            said = _decided(decision, by.name if by else "") if decision else ""
        heading = _("{verdict} · rules {ruleset} as of {day}").format(
            verdict=_(found.verdict.label), ruleset=found.ruleset, day=day_long(asked.day)
        )
        return _Told(found.verdict, heading, said, found.findings)

    def _show(self, told: _Told) -> None:
        if not isValid(self):  # The record was closed while the rules were asked.
            return
        here = max(0, self.table.currentIndex().row())
        self._findings = told.findings
        self.heading.setText(told.heading)
        self.heading.setAccessibleName(told.heading)
        self.decided.setText(told.decided)
        self.decided.setVisible(bool(told.decided))
        self.table.show_rows([_row(finding) for finding in told.findings])
        self.table.selectRow(min(here, len(told.findings) - 1))
        self._tell()
        self.row.enable("override", told.verdict is Verdict.BLOCKED)

    def _tell(self) -> None:
        """The whole of the finding under the cursor, beneath the list."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._findings):
            finding = self._findings[row]
            words = [finding.line, finding.source, finding.basis]
            self.detail.setText(" · ".join(word for word in words if word))

    def enter(self) -> None:
        self.table.setFocus()

    def keep(self) -> None:
        """Put the verdict down as it is now."""
        self._write(lambda session: decide(session, self._ask(session)), N_("The verdict is kept."))

    def override(self) -> None:
        """Decide against the rules, with a reason; who may not asks the head to."""
        title, asks = _("Set the rules aside"), _("Reason")
        reason = self._pane.shell.dialogs.line(title, asks) or ""
        if not reason.strip():
            return
        if self._pane.office.office.may(Right.OVERRIDE):
            self._write(
                lambda session: decide(session, self._ask(session), reason),
                N_("The rules are set aside for this person."),
            )
        else:
            self._write(
                lambda session: ask(
                    session, "override", decide(session, self._ask(session)), remarks=reason
                ),
                N_("It waits for a decision now."),
            )

    def _write(self, act: Callable[[Write], object], said: str) -> None:
        self._pane.write(N_("Eligibility decided"), act, lambda _done: _(said))


def _row(finding: Finding) -> Row:
    mark = MARKS[finding.outcome]
    barred = finding.severity is Severity.BLOCK and finding.outcome is Outcome.NOT_MET
    role = "bad" if barred else "good" if finding.outcome is Outcome.MET else "warning"
    return {
        "outcome": f"{mark} {_(finding.outcome.label)}",
        "role": role,
        "rule": finding.name,
        "fact": finding.line,
        "severity": _(finding.severity.label),
    }


def _decided(decision: EligibilityDecision, by: str) -> str:
    words = N_("Decided on {day} by {officer}: {verdict}")
    if decision.overridden:
        words = N_("Rules set aside on {day} by {officer}: {reason}")
    return _(words).format(
        day=day_long(decision.decided_on),
        officer=by or "–",
        verdict=_(decision.verdict.label),
        reason=decision.reason or "",
    )


def verdict_rows(found: Sequence[Assessment]) -> list[Row]:
    """Who would be barred, then who has remarks, each with the reasons in one line."""
    rows: list[Row] = []
    for wanted in (Verdict.BLOCKED, Verdict.WARNING):
        for one in found:
            if one.verdict is wanted:
                unmet = [f for f in one.findings if f.outcome is not Outcome.MET]
                unmet.sort(key=lambda f: (f.outcome is Outcome.UNKNOWN, f.severity != "BLOCK"))
                rows.append(
                    {
                        "name": one.asked.worker.name,
                        "verdict": _(wanted.label),
                        "role": VERDICT[wanted],
                        "why": "; ".join(finding.line for finding in unmet),
                    }
                )
    return rows
