"""All enrolments of the branch."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from desktop_app.desk.budget import follow
from desktop_app.desk.funding import way_of
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.overrides import decided_now, verdict_on
from desktop_app.desk.seats_by_hand import changed_by_hand, class_left, takes_seat
from desktop_app.desk.todo import OUT, returned_to
from desktop_app.i18n import N_
from desktop_app.keyboard import stroke
from desktop_app.records import Enrolment
from desktop_app.records.record import Record
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.asking import asks, decisions_tab
from ui.pages.assessments import AssessmentsPane
from ui.pages.dividing import DivideView
from ui.pages.eligibility_part import EligibilityPart
from ui.pages.objections import objections_part
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.seating import Seating
from ui.pages.skill_gaps import gaps_tab
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
            (
                *("funding", "agreed_on", "no_consultation", "number", "programme_year"),
                *("waiting_rank", "started_on", "completed_on", "dropped_on", "notes"),
            ),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("without_class", N_("Without class")),
        Filter("waiting", N_("Waiting list")),
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
        if filter == "waiting":
            return Wanted({"state": EnrolmentState.WAITLISTED})
        if filter != "without_class":
            return Wanted()
        return Wanted({"training_class": None, "state": WAITING})

    @cached_property
    def seating(self) -> Seating:
        """The bar that gives seats, and what stands behind it."""
        return Seating(self)

    def above(self) -> QWidget:
        return self.seating.bar

    def list_actions(self) -> list[Action]:
        return [
            Action("divide", N_("Divide into classes"), self.divide, "users", stroke("match")),
            Action("seat", N_("Give a seat"), self.seating.begin, "user-plus", stroke("act")),
            Action("wait", N_("To the waiting list"), self.seating.wait, "clock", menu_only=True),
        ]

    def divide(self) -> None:
        """Propose classes for those selected; for one alone, for all who look for a seat."""
        chosen = self.list.selected_ids()
        self.show_aside(DivideView(self, chosen if len(chosen) > 1 else None))

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        values["scheme"] = way_of(session, values.get("funding"), values["scheme"])

    def parts(self, record: Record) -> list[Part]:
        make = partial(EligibilityPart, self, partial(verdict_on, enrolment=record.id))
        eligibility = Part("eligibility", N_("Eligibility"), make)
        assert isinstance(record, Enrolment)
        assessed = partial(AssessmentsPane, self.page, {"enrolment": record.id})
        parts = [
            eligibility,
            Part("assessments", N_("Assessments"), assessed),
            gaps_tab(self, record.affected_worker),
            decisions_tab(self, record.id),
        ]
        if getattr(record, "state", None) is _E.REJECTED:
            parts.append(objections_part(self, record))
        return parts

    def acts(self, record: Record) -> list[Action]:
        return asks(self, record)

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        assert isinstance(record, Enrolment)
        left, took = class_left(record), takes_seat(record)
        decided_now(session, record)
        changed_by_hand(session, record, left, took=took)
        follow(session, [record])
