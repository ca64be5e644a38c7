"""Asking for a decision from the page of a record, and what was decided on it."""

from __future__ import annotations

from functools import partial

from desktop_app.desk import decisions
from desktop_app.desk.decision_lists import about
from desktop_app.desk.editing import fetch
from desktop_app.desk.questions import QUESTIONS
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.reading import Unreadable, read_day
from desktop_app.records import Officer
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from desktop_app.wording import day_and_clock, day_short
from ui.models.record_table import Column, Row
from ui.pages.decisions import state_role
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.widgets.action_row import Action
from ui.widgets.part import PartWidget, TablePart

_COLUMNS = (
    Column("asked_on", N_("Asked on"), 8, sortable=False),
    Column("question", N_("Question"), 13, sortable=False),
    Column("state", N_("State"), 11, state=state_role, sortable=False),
    Column("decided_at", N_("Decided at"), 10, sortable=False),
    Column("decided_by", N_("Decided by"), 9, sortable=False),
    Column("reason", N_("Reason"), 14, sortable=False),
)


_ASKS: dict[str, tuple[str, str, str]] = {
    "agreement": ("consultation", N_("Ask for a decision"), "send"),
    "no_agreement": ("consultation", N_("Ask to close without agreement"), "x"),
    "enrolment": ("enrolment", N_("Ask for approval"), "send"),
    "rejection": ("enrolment", N_("Ask for rejection"), "x"),
    "claim": ("claim", N_("Ask for approval"), "send"),
    "claim_rejection": ("claim", N_("Ask for rejection"), "x"),
}
"""Question, the record type it stands on, what the action says, and its icon."""


def asks(pane: RecordPane, record: Record) -> list[Action]:
    """The decisions that can be asked for about a record as it stands."""
    return [
        Action(f"ask {name}", text, partial(_ask, pane, name, record, text), icon, menu_only=True)
        for name, (table, text, icon) in _ASKS.items()
        if table == record.__tablename__ and _fit(name, record)
    ]


def _fit(question: str, record: Record) -> bool:
    try:
        QUESTIONS[question].ready(record, "-")
    except UserError:
        return False
    return True


def _ask(pane: RecordPane, question: str, record: Record, text: str) -> None:
    """Put the matter before the head, with remarks."""
    dialogs, today = pane.shell.dialogs, pane.office.today
    remarks = dialogs.line(_(text), _("Remarks for whoever decides"))
    wanted = None if remarks is None else dialogs.line(_(text), _("Wanted by (may stay empty)"))
    if remarks is None or wanted is None:
        return
    try:
        due_on = read_day(wanted, today)
    except Unreadable as unread:
        pane.shell.messages.error(UserError("DATE", unread.message))
        return

    def act(session: Write) -> None:
        found = fetch(session, type(record), record.id)
        decisions.ask(session, question, found, remarks=remarks, due_on=due_on)

    pane.write(
        decisions.ASKED,
        act,
        lambda _none: _("It waits for a decision now."),
        lambda _none: pane.open_id(record.id, "decisions"),
    )


def decisions_tab(pane: RecordPane, id: str) -> Part:
    """The tab with the decisions on the record `id`."""
    return Part("decisions", N_("Decisions"), partial(_make, pane, id))


def _make(pane: RecordPane, id: str) -> PartWidget:
    def load() -> list[Row]:
        with pane.store.read() as session:
            rows: list[Row] = []
            for found in about(session, id):
                one = found["decision"]
                who = session.get(Officer, one.decided_by) if one.decided_by else None
                at = day_and_clock(one.decided_at, pane.office.zone) if one.decided_at else ""
                known = QUESTIONS.get(one.question)
                rows.append(
                    {
                        "asked_on": day_short(one.asked_on),
                        "question": _(known.title) if known else one.question,
                        "state": found["state"],
                        "decided_at": at,
                        "decided_by": who.name if who else "",
                        "reason": one.reason or one.remarks or "",
                    }
                )
        return rows

    nothing = (_("No decisions yet"), _("“Ask for a decision” puts the case before the head."))
    return TablePart(_COLUMNS, _("Decisions"), load, pane.run, nothing)
