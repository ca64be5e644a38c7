"""Erasure: what has been kept long enough, approved by two, then blanked."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from desktop_app.desk import erasure
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.fields import describe
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress
from desktop_app.records import CATALOGUE, RetentionItem, RetentionProposal
from desktop_app.records.data_protection import RetentionState
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.wording import integer
from ui.models.record_table import Column
from ui.pages.arrangement import Arrangement, badge
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.states import RETENTION
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.part import TablePart
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_T = RetentionState
_OPEN = (_T.PROPOSED, _T.APPROVED, _T.READY)
_YEARS = 5
"""Years a case is kept where no parameter says otherwise (`domain.md` 5)."""

_ITEMS = (
    Column("record", N_("Record type"), 14, sortable=False),
    Column("fields", N_("Values to be blanked"), 30, sortable=False),
    Column("erased", N_("Erased"), 6, sortable=False),
)


def propose_for(pane: Arrangement, worker: str, request: str) -> None:
    """Put one person's data up for erasure, as that person asked."""
    pane.write(
        N_("Erasure proposed"),
        lambda session: erasure.propose(
            session, [worker], _("Asked for by the person"), request=request
        ),
        lambda made: _("Proposal {number} waits for two approvals.").format(number=made.number),
        lambda made: pane.shell.go("data-protection", record="retention_proposal", id=made.id),
    )


class ErasurePane(RecordPane):
    """Proposals of erasure, from the first look to the certificate."""

    record = RetentionProposal
    columns = (
        Column("number", N_("Proposal number"), 11.5, tight=True),
        Column("reason", N_("Reason"), 20),
        Column("proposed_on", N_("Proposed on"), 8, tight=True),
        Column("first_by", N_("First approval by"), 11),
        Column("second_by", N_("Second approval by"), 11),
        Column("state", N_("State"), 10, state=badge("state", RETENTION)),
    )
    sort: ClassVar[tuple[str, bool]] = ("number", True)
    sections = (
        Section("", ("number", "reason", "proposed_on", "proposed_by", "state", "request")),
        Section(N_("Approvals"), ("first_by", "first_on", "second_by", "second_on", "done_on")),
    )
    filters = (Filter("all", N_("All")), Filter("open", N_("In hand")))
    wording = Wording(
        N_("Search number"),
        empty_heading=N_("Nothing was proposed yet"),
        empty_text=N_(
            "“Find what is due” looks for people of whom nothing has happened for years."
        ),
        to_do=frozenset({"open"}),
    )
    by_acts = True

    def wanted(self, filter: str) -> Wanted:
        return Wanted({"state": set(_OPEN)}) if filter == "open" else Wanted()

    def list_actions(self) -> list[Action]:
        return [Action("due", N_("Find what is due"), self.find_due, "search", primary=True)]

    def note(self, session: Read, record: Record) -> str:
        count = len(erasure.items(session, record.id))
        return translate_n("{n} record", "{n} records", count).format(n=integer(count))

    def parts(self, record: Record) -> list[Part]:
        return [Part("items", N_("Records"), partial(self._items, record.id))]

    def _items(self, id: str) -> TablePart:
        def load() -> list[dict[str, str]]:
            with self.store.read() as session:
                return [_words(item) for item in erasure.items(session, id)]

        return TablePart(_ITEMS, _("Records to be erased"), load, self.run)

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, RetentionProposal)
        if not self.office.office.may(Right.ERASE):
            return []
        if record.state in (_T.PROPOSED, _T.APPROVED):
            return [
                Action("approve", N_("Approve"), partial(self.approve, record.id), "circle-check"),
                Action("refuse", N_("Refuse"), partial(self.refuse, record.id), "x"),
            ]
        if record.state is _T.READY:
            act = partial(self.carry_out, record.id)
            return [Action("erase", N_("Erase for good …"), act, "trash-2")]
        return []

    def find_due(self) -> None:
        """Propose the erasure of everybody whose time has run out."""
        years = int(self.store.facts().parameter("retention.case_years") or _YEARS)

        def work() -> list[str]:
            with self.store.read() as session:
                return erasure.expired(session, self.office.today, years)

        def found(people: list[str]) -> None:
            if not people:
                self.shell.messages.info(
                    _("Nobody's data has been kept longer than {n} years.").format(n=years)
                )
                return
            title = translate_n(
                "Propose the data of {n} person for erasure?",
                "Propose the data of {n} people for erasure?",
                len(people),
            ).format(n=integer(len(people)))
            text = _("Nothing is erased yet: two officers must approve first.")
            if self.shell.dialogs.ask(title, text, _("Propose")):
                self._propose(people, years)

        self.run(work, found)

    def _propose(self, people: list[str], years: int) -> None:
        reason = _("Kept longer than {n} years").format(n=years)
        self.write(
            N_("Erasure proposed"),
            lambda session: erasure.propose(session, people, reason),
            lambda made: _("Proposal {number} waits for two approvals.").format(number=made.number),
            lambda made: self.open_id(made.id, "items"),
        )

    def approve(self, id: str) -> None:
        """Give the approval of the officer at the desk."""
        self.office.office.must(Right.ERASE)
        self.write(
            N_("Erasure approved"),
            lambda session: erasure.approve(session, session.get_one(RetentionProposal, id)),
            lambda _none: _("Your approval is recorded."),
            lambda _none: self.open_id(id),
        )

    def refuse(self, id: str) -> None:
        """Leave the data as they are."""

        def act(session: Any) -> None:
            session.get_one(RetentionProposal, id).state = _T.REFUSED

        self.write(
            N_("Erasure refused"),
            act,
            lambda _none: _("The proposal is refused; nothing was erased."),
            lambda _none: self.open_id(id),
        )

    def carry_out(self, id: str) -> None:
        """Blank the values, after one last question; it cannot be undone."""
        text = _("The values go from all records and from the history. This cannot be undone.")
        if not self.shell.dialogs.ask(_("Erase for good?"), text, _("Erase"), danger=True):
            return

        def work(progress: Progress) -> int:
            return erasure.erase(self.office.office, id, progress)

        def done(count: int) -> None:
            self.shell.messages.success(
                translate_n("{n} record was blanked.", "{n} records were blanked.", count).format(
                    n=integer(count)
                )
            )
            self.open_id(id)

        self.shell.jobs.run(_("Erasing data"), work, done, owner=self)


def _words(item: RetentionItem) -> dict[str, str]:
    record = CATALOGUE[item.of_record]
    labels = [describe(record)[name].label for name in item.fields.split(",")]
    return {
        "record": _(record.title),
        "fields": ", ".join(labels),
        "erased": _("Yes") if item.erased else "",
    }
