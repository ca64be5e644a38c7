"""All enrolments of the branch."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from desktop_app.desk.budget import follow
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.overrides import decided_now, verdict_on
from desktop_app.desk.todo import OUT, returned_to
from desktop_app.i18n import N_
from desktop_app.records import Enrolment
from desktop_app.records.record import Record
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.asking import asks, decisions_tab
from ui.pages.assessments import AssessmentsPane
from ui.pages.eligibility_part import EligibilityPart
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.states import ENROLMENT
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_E = EnrolmentState
WAITING = {_E.REGISTERED, _E.VERIFIED, _E.APPROVED}
"""States in which a seat is still to be found."""


class EnrolmentsPane(RecordPane):
    """All enrolments of the branch."""

    record = Enrolment
    columns = (
        Column("affected_worker.worker", N_("Name"), 15),
        Column("number", N_("Number"), 12.5, tight=True),
        Column("programme", N_("Training programme"), 14),
        Column("training_class", N_("Class"), 12.5, tight=True),
        Column("affected_worker.employer", N_("Employer"), 13),
        Column("registered_on", N_("Registered on"), 8, tight=True),
        Column("state", N_("State"), 9, state=badge("state", ENROLMENT)),
    )
    sort: ClassVar[tuple[str, bool]] = ("number", True)
    searched: ClassVar[tuple[str, ...]] = ("affected_worker.worker", "programme")
    sections = (
        Section("", ("programme", "scheme", "training_class", "registered_on", "state", "reason")),
        Section(
            N_("Details"),
            ("agreed_on", "no_consultation", "number", "programme_year", "notes"),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("without_class", N_("Without class")),
        Filter("returned", N_("Came back undecided"), rare=True),
    )
    steps = {
        _E.VERIFIED: (N_("Verified"), "user-round-check"),
        _E.APPROVED: (N_("Approve"), "circle-check"),
        _E.WAITLISTED: (N_("To the waiting list"), "clock"),
        _E.REJECTED: (N_("Reject"), "x"),
    }
    wording = Wording(
        N_("Search name, NIK, number"),
        empty_heading=N_("No enrolments yet"),
        empty_text=N_("People are enrolled from their consultation, many in one act."),
        to_do=frozenset({"without_class"}),
    )

    def wanted(self, filter: str) -> Wanted:
        if filter == "returned":
            still = set(EnrolmentState) - set(OUT)
            return Wanted({"state": still}, within=returned_to(self.store.author.officer))
        if filter != "without_class":
            return Wanted()
        return Wanted({"training_class": None, "state": WAITING})

    def parts(self, record: Record) -> list[Part]:
        make = partial(EligibilityPart, self, partial(verdict_on, enrolment=record.id))
        eligibility = Part("eligibility", N_("Eligibility"), make)
        assessed = partial(AssessmentsPane, self.page, {"enrolment": record.id})
        return [
            eligibility,
            Part("assessments", N_("Assessments"), assessed),
            decisions_tab(self, record.id),
        ]

    def acts(self, record: Record) -> list[Action]:
        return asks(self, record)

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        assert isinstance(record, Enrolment)
        decided_now(session, record)
        follow(session, [record])
