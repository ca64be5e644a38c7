"""Referrals: who was sent to which employer, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from desktop_app.desk.follow_ups import worker_of
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.vacancies import RESULT, Proposal, proposal, settle
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import Referral, Worker
from desktop_app.records.record import Record
from desktop_app.records.work import ReferralResult
from desktop_app.store.sight import Read
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.record_pane import RecordPane
from ui.pages.states import REFERRAL
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_R = ReferralResult
NAME = "enrolment.affected_worker.worker"

_RESULTS = {
    _R.HIRED: (N_("Was hired"), "circle-check"),
    _R.REFUSED: (N_("Was not taken"), "x"),
    _R.DECLINED: (N_("Declined the work"), "undo-2"),
    _R.WAITING: (N_("Answer is open again"), "clock"),
}
"""What the action leading to each result says, and its icon."""


class ReferralsPane(RecordPane):
    """All referrals; a result of “hired” proposes the answer of the follow-up."""

    record = Referral
    by_acts = True
    columns: ClassVar[tuple[Column, ...]] = (
        Column(NAME, N_("Name"), 14),
        Column("vacancy.position", N_("Position"), 13),
        Column("vacancy.employer_name", N_("Company name"), 13),
        Column("referred_on", N_("Referred on"), 8, tight=True),
        Column("result", N_("Result"), 10, state=badge("result", REFERRAL)),
        Column("result_on", N_("Result on"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("referred_on", True)
    glance = (
        ("enrolment.programme", N_("Training programme")),
        ("vacancy.place", N_("Place")),
        ("notes", N_("Notes")),
    )
    searched: ClassVar[tuple[str, ...]] = (NAME, "vacancy")
    sections = (
        Section(
            "",
            ("vacancy", "enrolment", "referred_on", "agreed", "result", "result_on", "notes"),
        ),
    )
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("all", N_("All")),
        Filter("waiting", N_("Without an answer")),
        Filter("hired", N_("Hired people")),
    )
    wording = Wording(
        N_("Search name, position"),
        empty_heading=N_("No referrals yet"),
        empty_text=N_("Open a vacancy and send a graduate who fits."),
        to_do=frozenset({"waiting"}),
    )

    def wanted(self, filter: str) -> Wanted:
        results = {"waiting": _R.WAITING, "hired": _R.HIRED}
        return Wanted({"result": results[filter]}) if filter in results else Wanted()

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, Referral)
        letter = partial(self.shell.document_asked.emit, "introduction", record.id)
        found = [Action("letter", N_("Introduction"), letter, "file-text", stroke("print"))]
        for result, (words, icon) in _RESULTS.items():
            if result is not record.result:
                act = partial(self.settle, record.id, result)
                first = result is _R.HIRED
                key = stroke("act") if first else ""
                found.append(Action(f"result {result}", words, act, icon, key, menu_only=not first))
        return found

    def note(self, session: Read, record: Record) -> str:
        assert isinstance(record, Referral)
        return session.get_one(Worker, worker_of(session, record.enrolment)).name

    def settle(self, id: str, result: ReferralResult) -> None:
        """Put down the answer; being hired proposes what the follow-up is to say."""

        def work(found: Proposal | None) -> None:
            if found is None:
                self.open_id(id)
            else:
                self.shell.go("work", record="follow_up", proposal=found)

        self.write(
            RESULT,
            lambda session: settle(session, id, result) and proposal(session, id),
            lambda _found: _(result.label),
            work,
        )


class ReferralsOfVacancy(ReferralsPane):
    """Who was sent to one employer."""

    filters = ()
    columns = (
        Column(NAME, N_("Name"), 14),
        Column("enrolment.programme", N_("Training programme"), 13),
        Column("referred_on", N_("Referred on"), 8, tight=True),
        Column("result", N_("Result"), 10, state=badge("result", REFERRAL)),
        Column("result_on", N_("Result on"), 8, tight=True),
    )
    wording = Wording(
        N_("Search name"),
        empty_heading=N_("Nobody was sent there yet"),
        empty_text=N_("“Fitting graduates” proposes whom to send."),
        hints=N_("Enter opens · Esc back"),
    )
