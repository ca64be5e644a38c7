"""The decision desk: what waits for the head, each matter on one page, many decided at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from desktop_app.desk import decisions
from desktop_app.desk.decision_lists import ANEW, CHANGED, DecisionListing
from desktop_app.desk.decision_sheet import sheet
from desktop_app.desk.editing import fetch
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.lists import Listing
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.processes.rights import Right
from desktop_app.records import Decision
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.record import Record
from desktop_app.store.undo import LastChange, last_change
from ui.models.record_table import Column, Row
from ui.pages.decision_case import CasePart
from ui.pages.opened import Part
from ui.pages.record_page import RecordPage
from ui.pages.record_pane import RecordPane
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_D = DecisionState
PLACES = {"consultation": "consultations", "enrolment": "programmes", "claim": "money"}
"""The page on which the record of a matter can be opened."""

_ROLES = {_D.ASKED: "info", _D.APPROVED: "good", _D.RETURNED: "warning", _D.WITHDRAWN: "muted"}


def state_role(row: Row) -> str:
    """The colour of a decision's state, as it reads in a list."""
    said = row.get("state")
    if said in (_(CHANGED), _(ANEW)):
        return "bad"
    return next((role for code, role in _ROLES.items() if _(code.label) == said), "muted")


class DecisionsPane(RecordPane):
    """The matters, those that wait first."""

    record = Decision
    by_acts = True
    columns = (
        Column("matter", N_("Matter"), 22),
        Column("question", N_("Question"), 14, sortable=False),
        Column("asked_by", N_("Asked by"), 8),
        Column("asked_on", N_("Asked on"), 8, tight=True),
        Column("state", N_("State"), 11, state=state_role),
    )
    sort: ClassVar[tuple[str, bool]] = ("asked_on", False)
    glance = (
        ("question", N_("Question")),
        ("asked_by", N_("Asked by")),
        ("asked_on", N_("Asked on")),
        ("due_on", N_("Due on")),
        ("remarks", N_("Remarks")),
        ("decided_by", N_("Decided by")),
        ("decided_at", N_("Decided at")),
        ("reason", N_("Reason")),
    )
    subtitle = "state"
    sections = (
        Section(
            "",
            (
                *("matter", "asked_by", "asked_on", "due_on", "remarks"),
                *("state", "decided_by", "decided_at", "reason"),
            ),
        ),
    )
    filters = (
        Filter("waiting", N_("Waiting")),
        Filter("approved", N_("Approved")),
        Filter("returned", N_("Returned")),
        Filter("all_asked", N_("All")),
    )
    wording = Wording(
        N_("Search matter"),
        empty_heading=N_("Nothing was asked yet"),
        empty_text=N_("“Ask for a decision” stands in consultations and enrolments."),
        hints=N_("Enter opens · F7 approves · Ctrl+R returns"),
        to_do=frozenset({"waiting"}),
    )

    def wanted(self, filter: str) -> Wanted:
        states = {"waiting": _D.ASKED, "approved": _D.APPROVED, "returned": _D.RETURNED}
        return Wanted({"state": states[filter]} if filter in states else {})

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        return DecisionListing(
            self.store, Decision, paths, self.office.zone, filter=wanted, searched=self.searched
        )

    def open_row(self, id: str) -> None:
        self.open_id(id, "case")

    def parts(self, record: Record) -> list[Part]:
        def make() -> CasePart:
            return CasePart(partial(sheet, self.store, record.id, self.office.zone), self.run)

        return [Part("case", N_("Matter"), make)]

    def list_actions(self) -> list[Action]:
        if not self.office.office.may(Right.DECIDE):
            return []
        return [
            Action(
                "return", N_("Return …"), self.give_back_selected, "undo-2", stroke("other_act")
            ),
            Action(
                "approve",
                N_("Approve …"),
                self.approve_selected,
                "check",
                stroke("act"),
                primary=True,
            ),
        ]

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, Decision)
        found = []
        if record.state is _D.ASKED and self.office.office.may(Right.DECIDE):
            yes, no = partial(self.approve, [record.id]), partial(self.give_back, [record.id])
            found += [
                Action("return", N_("Return …"), no, "undo-2", stroke("other_act")),
                Action("approve", N_("Approve …"), yes, "check", stroke("act"), primary=True),
            ]
        if record.of_record in PLACES:
            go = partial(
                self.shell.go,
                PLACES[record.of_record],
                record=record.of_record,
                id=record.of_id,
            )
            found.append(Action("open", N_("Open the record"), go, "external-link"))
        if record.state is _D.ASKED and record.asked_by == self.store.author.officer:
            back = partial(self.withdraw, record.id)
            found.append(Action("withdraw", N_("Withdraw"), back, "x", menu_only=True))
        return found

    # --- deciding --------------------------------------------------------------------

    def approve_selected(self) -> None:
        """Approve the rows selected."""
        if ids := self.list.selected_ids():
            self.approve(ids)

    def give_back_selected(self) -> None:
        """Return the rows selected, all with one reason."""
        if ids := self.list.selected_ids():
            self.give_back(ids)

    def approve(self, ids: Sequence[str]) -> None:
        """Approve, with the password."""
        self._decide(ids, "")

    def give_back(self, ids: Sequence[str]) -> None:
        """Return with a reason and the password."""
        reason = self.shell.dialogs.line(_("Return"), _("What is missing"))
        if reason and reason.strip():
            self._decide(ids, reason.strip())

    def _decide(self, ids: Sequence[str], reason: str) -> None:
        title = translate_n("{n} decision", "{n} decisions", len(ids)).format(n=len(ids))
        label = _("Your password seals it")
        password = self.shell.dialogs.line(title, label, secret=True)
        if not password:
            return
        office, seen = self.office.office, self._seen(ids)

        def work(_progress: object) -> LastChange | None:
            decisions.decide(office, seen(), password, approve=not reason, reason=reason)
            return last_change(self.store)

        def done(last: LastChange | None) -> None:
            words = (
                translate_n("{n} returned", "{n} returned", len(ids))
                if reason
                else translate_n("{n} approved", "{n} approved", len(ids))
            )
            self.tell(words.format(n=len(ids)), last)
            if self.view is not None:
                self.close_view()

        self.shell.jobs.run(_("Sealing the decision"), work, done, owner=self)

    def _seen(self, ids: Sequence[str]) -> Any:
        """What was in sight: the page that is open, or each matter as it was asked."""
        case = self.view.inner() if self.view else None
        if isinstance(case, CasePart) and case.digest:
            shown = {ids[0]: case.digest}
            return lambda: shown

        def asked() -> dict[str, str]:
            with self.store.read() as session:
                found = [fetch(session, Decision, id) for id in ids]
            return {one.id: one.digest for one in found if isinstance(one, Decision)}

        return asked

    def withdraw(self, id: str) -> None:
        """Take back what one has asked."""
        self.write(
            N_("Withdrawn"),
            lambda session: decisions.withdraw(session, id),
            lambda _none: _("It does not wait any more."),
            lambda _none: self.close_view(),
        )


class DecisionsPage(RecordPage):
    """What waits for a decision."""

    title = N_("Waiting for your decision")
    shows = frozenset(
        {
            *("decision", "consultation", "enrolment", "affected_worker", "employer"),
            *("claim", "claim_line"),
        }
    )
    panes: ClassVar[Any] = ((N_("Waiting for your decision"), DecisionsPane),)
    inner: ClassVar[Mapping[str, str]] = {}
