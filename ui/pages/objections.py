"""Objections to a refusal: taken in, and decided by another person than who refused."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from desktop_app.desk import objections
from desktop_app.desk.editing import fetch
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.rights import Right
from desktop_app.reading import Unreadable, read_day
from desktop_app.records import CATALOGUE, Objection
from desktop_app.records.claim import ObjectionOutcome
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from desktop_app.wording import day_long
from ui.models.record_table import Column
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.widgets.action_row import Action
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_O = ObjectionOutcome
_ACTS = (
    (_O.REFUSED, N_("Refuse the objection …"), "x", ""),
    (_O.PARTLY, N_("Grant in part …"), "circle-dot", ""),
    (_O.GRANTED, N_("Grant …"), "check", stroke("act")),
)


class ObjectionsPane(RecordPane):
    """The objections about one record."""

    record = Objection
    by_acts = True
    columns = (
        Column("received_on", N_("Received on"), 8, tight=True),
        Column("grounds", N_("Grounds"), 24),
        Column("due_on", N_("Due on"), 8, tight=True),
        Column("outcome", N_("Outcome"), 9),
        Column("decided_by", N_("Decided by"), 9),
    )
    sort: ClassVar[tuple[str, bool]] = ("received_on", True)
    sections = (
        Section(
            "",
            (
                *("received_on", "grounds", "due_on"),
                *("outcome", "reason", "decided_by", "decided_on"),
            ),
        ),
    )
    wording = Wording(
        N_("Search"),
        empty_heading=N_("No objections"),
        empty_text=N_("An objection to a refusal is taken in here; another person decides it."),
        hints=N_("Ins takes an objection in · Enter opens · Esc back"),
    )

    def list_actions(self) -> list[Action]:
        return [Action("object", N_("Take in an objection …"), self.take_in, "plus", stroke("add"))]

    def take_in(self) -> None:
        """Ask for grounds and day, and put the objection down."""
        dialogs, today = self.shell.dialogs, self.office.today
        title = _("Take in an objection")
        grounds = dialogs.line(title, _("What it rests on"))
        typed = grounds and dialogs.line(title, _("Received on (empty: today)"))
        if not grounds or typed is None:
            return
        try:
            day = read_day(typed, today) or today
        except Unreadable as unread:
            self.shell.messages.error(UserError("DATE", unread.message))
            return
        of, id = CATALOGUE[str(self.fixed["of_record"])], str(self.fixed["of_id"])

        def act(session: Write) -> Objection:
            return objections.take_in(session, fetch(session, of, id), grounds, day)

        self.write(objections.TAKEN_IN, act, _taken)

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, Objection)
        if record.outcome is not None or not self.office.office.may(Right.DECIDE):
            return []
        return [
            Action(code.value, text, partial(self.decide, record.id, code, text), icon, key)
            for code, text, icon, key in _ACTS
        ]

    def decide(self, id: str, outcome: ObjectionOutcome, text: str) -> None:
        """Decide the objection, with the reason that is told to who objected."""
        reason = self.shell.dialogs.line(_(text), _("Reason"))
        if reason and reason.strip():
            self.write(
                objections.DECIDED,
                lambda session: objections.decide(session, id, outcome, reason),
                lambda done: f"{_(done.outcome.label)}." if done.outcome else "",
                lambda _done: self.open_id(id),
            )


def _taken(made: Objection) -> str:
    assert made.due_on is not None
    return _("Taken in; to be decided by {day}.").format(day=day_long(made.due_on))


def objections_part(pane: RecordPane, record: Record) -> Part:
    """The tab with the objections to what was decided on a record."""
    fixed = {"of_record": record.__tablename__, "of_id": record.id}
    return Part("objections", N_("Objections"), partial(ObjectionsPane, pane.page, fixed))
