"""What became of people: the list of follow-ups, and the acts on each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from desktop_app.desk.earlier_answers import due_again, withdrawn
from desktop_app.desk.editing import fetch
from desktop_app.desk.follow_up_lists import FollowUpListing, of_follow_ups
from desktop_app.desk.follow_ups import withdraw, worker_of
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.lists import Listing
from desktop_app.desk.planning import catch_up
from desktop_app.desk.scans import take_in
from desktop_app.desk.vacancies import Proposal
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import FollowUp, Worker
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from desktop_app.wording import integer
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.call_sheet import CallSheet
from ui.pages.papers_part import SCANS
from ui.pages.record_pane import RecordPane
from ui.pages.states import STANDING_OF_CALL, WORK
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

NAME = "enrolment.affected_worker.worker"


class FollowUpsPane(RecordPane):
    """The follow-ups of the branch; they are made when training ends and answered by calls."""

    record = FollowUp
    by_acts = True
    columns = (
        Column(NAME, N_("Name"), 14),
        Column("enrolment.programme", N_("Training programme"), 13),
        Column("month", N_("Month"), 5, right=True),
        Column("due_on", N_("Due on"), 8, tight=True),
        Column(
            "standing",
            N_("Standing"),
            8,
            state=badge("standing", STANDING_OF_CALL),
            sortable=False,
        ),
        Column("attempts", N_("Attempts"), 6, right=True),
        Column("outcome", N_("Outcome"), 13, state=badge("outcome", WORK)),
    )
    sort: ClassVar[tuple[str, bool]] = ("due_on", False)
    glance = (
        ("enrolment.training_class", N_("Class")),
        ("enrolment.affected_worker.employer", N_("Company of the layoff")),
        ("asked_on", N_("Answered on")),
        ("employer_name", N_("Company name")),
        ("starts_on", N_("Works since")),
        ("evidence", N_("Evidence")),
        ("again_on", N_("Call again on")),
    )
    subtitle = "enrolment.programme"
    searched: ClassVar[tuple[str, ...]] = (NAME,)
    sections = (
        Section(
            "",
            (
                *("outcome", "asked_on", "starts_on", "employer_name"),
                *("position", "evidence", "again_on", "notes"),
            ),
        ),
        Section(
            N_("Details"),
            (
                *("month", "due_on", "attempts", "last_attempt_on", "officer", "employer"),
                *("contract", "wage", "fits", "ended_on", "vacancy"),
            ),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("to_call", N_("To call")),
        Filter("overdue", N_("Overdue")),
        Filter("put_off", N_("Put off")),
        Filter("hints", N_("Hints")),
        Filter("working", N_("Work")),
        Filter("not_working", N_("Without work")),
        Filter("unknown", N_("Not known")),
    )
    wording = Wording(
        N_("Search name"),
        empty_heading=N_("No follow-ups yet"),
        empty_text=N_("They are planned by themselves when a training ends."),
        to_do=frozenset({"to_call", "overdue", "hints"}),
        hints=N_("F7 calls · Enter opens · Ctrl+C copies"),
    )

    def wanted(self, filter: str) -> Wanted:
        return of_follow_ups(filter, self.store.facts())

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        return FollowUpListing(
            self.store,
            self.record,
            [path for path in paths if path != "standing"],
            self.office.zone,
            filter=wanted,
            searched=self.searched,
        )

    def refresh(self) -> None:
        """Show what is in the store now, with what nobody had planned yet."""
        self.run(lambda: catch_up(self.office.office), key="catch up")
        super().refresh()
        if isinstance(self.aside, CallSheet) and not self.aside.busy:
            self.aside.refresh()

    # --- acts ------------------------------------------------------------------------

    def list_actions(self) -> list[Action]:
        print_it = partial(self.page.shell.go, "reports", id="call-sheet")
        return [
            Action("paper", N_("Call sheet on paper"), print_it, "printer", reads=True),
            Action("call", N_("Begin calling"), self.call, "phone", stroke("act"), primary=True),
        ]

    def call(self) -> None:
        """Call those who are due, one after the other."""
        self.show_aside(CallSheet(self))

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, FollowUp)
        id = record.id
        known = record.outcome is not None
        words = N_("Better answer or evidence") if known else N_("Put down the answer")
        found = [
            Action("answer", words, partial(self.answer, id), "phone", stroke("act")),
        ]
        if known:
            scan = partial(self.add_scan, id)
            back = partial(self.withdraw, id)
            found += [
                Action("scan", N_("Scan of the evidence"), scan, "paperclip", stroke("row_file")),
                Action("withdraw", N_("Withdraw the answer"), back, "undo-2", menu_only=True),
            ]
        return found

    def answer(self, id: str, proposal: Proposal | None = None) -> None:
        """Put down what became of one person; a `proposal` stands there to be confirmed."""
        self.show_aside(CallSheet(self, id, proposal))

    def add_scan(self, id: str) -> None:
        """Keep the paper that proves the work, sealed."""
        start = Path.home() / "Documents"
        paths = self.shell.dialogs.open_files(_("Scan of the evidence"), start, SCANS)
        if not paths:
            return
        office, path = self.office.office, paths[0]

        def act(session: Write) -> None:
            one = session.get_one(FollowUp, id)
            one.evidence_file = take_in(session, office, path, one).id

        said = _("The scan is kept with the follow-up.")
        self.write(N_("Evidence received"), act, lambda _none: said, lambda _n: self.open_id(id))

    def withdraw(self, id: str) -> None:
        """Take a wrong answer back, with the reason; the person is due again."""
        reason = self.shell.dialogs.line(_("Withdraw the answer"), _("Reason"))
        if not (reason or "").strip():
            return
        self.write(
            str(reason).strip(),
            lambda session: withdraw(session, id, str(reason)),
            lambda _one: _("The answer is withdrawn; the person is due again."),
            lambda _one: self.open_id(id),
        )

    def note(self, session: Read, record: Record) -> str:
        one = fetch(session, FollowUp, record.id)
        assert isinstance(one, FollowUp)
        person = session.get(Worker, worker_of(session, one.enrolment))
        months = translate_n("{n} month after training", "{n} months after training", one.month)
        said = [person.name if person else "", months.format(n=integer(one.month))]
        if (gone := withdrawn(session, [one.id]).get(one.id)) is not None:
            said.append(due_again(gone))
        return " · ".join(part for part in said if part)
