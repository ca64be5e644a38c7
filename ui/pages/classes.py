"""Classes: their days, their seats, and who is enrolled."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.classes import length, plan_days
from desktop_app.desk.enrolling import seats_left
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.numbers import free_number, next_numbers
from desktop_app.desk.overrides import decided_now, verdict_on
from desktop_app.desk.todo import OUT, returned_to
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from desktop_app.records import (
    ClassSession,
    Enrolment,
    TrainingClass,
)
from desktop_app.records.record import Record
from desktop_app.records.training import ClassState, EnrolmentState
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from desktop_app.wording import integer
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.asking import asks, decisions_tab
from ui.pages.eligibility_part import EligibilityPart
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.states import CLASS, ENROLMENT
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_C, _E = ClassState, EnrolmentState
WAITING = {_E.REGISTERED, _E.VERIFIED, _E.APPROVED}
"""States in which a seat is still to be found."""


class ClassesPane(RecordPane):
    """The classes, with their days and their seats."""

    record = TrainingClass
    columns = (
        Column("code", N_("Class code"), 12.5, tight=True),
        Column("programme", N_("Training programme"), 20),
        Column("starts_on", N_("First day"), 8, tight=True),
        Column("ends_on", N_("Last day"), 8, tight=True),
        Column("capacity", N_("Seats"), 5, right=True),
        Column("state", N_("State"), 9, state=badge("state", CLASS)),
    )
    sort: ClassVar[tuple[str, bool]] = ("starts_on", True)
    glance = (
        ("provider", N_("Training provider")),
        ("place", N_("Place")),
        ("instructor", N_("Instructor")),
        ("starts_on", N_("First day")),
        ("ends_on", N_("Last day")),
        ("capacity", N_("Seats")),
        ("scheme", N_("Scheme")),
    )
    subtitle = "programme"
    searched: ClassVar[tuple[str, ...]] = ("programme",)
    sections = (
        Section(
            "",
            (
                *("programme", "provider", "starts_on", "ends_on"),
                *("place", "instructor", "capacity", "scheme"),
            ),
        ),
        Section(
            N_("Details"),
            ("code", "employer", "agreement", "expiry_reason", "programme_year", "notes"),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("planned", N_("Planned")),
        Filter("open", N_("Enrolling")),
        Filter("running", N_("Running")),
        Filter("finished", N_("Finished")),
    )
    wording = Wording(
        N_("Search class or programme"),
        empty_heading=N_("No classes yet"),
        empty_text=N_("Plan a class; its sessions are laid on its working days."),
        to_do=frozenset({"running"}),
    )
    new_text = N_("New class")
    sticky = ("programme", "provider", "place", "capacity", "scheme")
    not_copied = ("code", "starts_on", "ends_on")
    then = "sessions"
    steps = {
        _C.OPEN: (N_("Open for enrolment"), "user-plus"),
        _C.FULL: (N_("Mark as full"), "users"),
        _C.RUNNING: (N_("Begin training"), "flag"),
        _C.FINISHED: (N_("Finish training"), "circle-check"),
        _C.REPORTED: (N_("Mark as reported"), "send"),
        _C.PLANNED: (N_("Back to planned"), "undo-2"),
        _C.CANCELLED: (N_("Cancel class"), "x"),
    }

    def wanted(self, filter: str) -> Wanted:
        states = {
            "planned": {_C.PLANNED},
            "open": {_C.OPEN, _C.FULL},
            "running": {_C.RUNNING},
            "finished": {_C.FINISHED, _C.REPORTED},
        }
        return Wanted({"state": states[filter]}) if filter in states else Wanted()

    def starts(self, session: Write) -> dict[str, Any]:
        year = self.office.today.year
        return {
            "code": next_numbers(session, TrainingClass, year)[0],
            "programme_year": year,
        }

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        if new:
            year, wanted = values["programme_year"], values.get("code")
            values["code"] = free_number(session, TrainingClass, year, wanted)

    def note(self, session: Read, record: Record) -> str:
        assert isinstance(record, TrainingClass)
        long = length(session, record)
        return _(
            "{days} training days · {span} calendar days · {hours} JP · {seats} of {all} seats left"
        ).format(
            days=integer(long.training_days),
            span=integer(long.calendar_days),
            hours=integer(long.lesson_hours),
            seats=integer(seats_left(session, record.id)),
            all=integer(record.capacity),
        )

    def parts(self, record: Record) -> list[Part]:
        mine = {"training_class": record.id}
        return [
            Part("sessions", N_("Sessions"), partial(SessionsPane, self.page, mine)),
            Part("enrolments", N_("Enrolments"), partial(EnrolmentsOfClass, self.page, mine)),
        ]

    def acts(self, record: Record) -> list[Action]:
        sheet = partial(self.shell.document_asked.emit, "attendance-sheet", record.id)
        return [
            Action("plan", N_("Plan sessions"), partial(self.plan, record.id), "calendar-days"),
            Action("sheet", N_("Attendance sheet"), sheet, "printer", stroke("print")),
        ]

    def plan(self, id: str) -> None:
        """Lay the class's lessons on its working days."""
        self.write(
            N_("Sessions planned"),
            lambda session: plan_days(session, id),
            lambda days: translate_n(
                "{n} training day planned; days off were skipped",
                "{n} training days planned; days off were skipped",
                days,
            ).format(n=days),
            lambda _days: self.open_id(id, "sessions"),
        )


class SessionsPane(RecordPane):
    """The days of a class on which there is teaching."""

    record = ClassSession
    columns = (
        Column("day", N_("Date"), 12, tight=True),
        Column("part", N_("Session of the day"), 10, right=True),
        Column("lesson_hours", N_("Lesson hours (JP)"), 10, right=True),
    )
    sections = (Section("", ("day", "part", "lesson_hours")),)
    wording = Wording(
        N_("Search"),
        empty_heading=N_("No sessions yet"),
        empty_text=N_("“Plan sessions” lays them on the working days of the class."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add session")
    sticky = ("part", "lesson_hours")


class EnrolmentsOfClass(RecordPane):
    """Who has a seat in a class."""

    record = Enrolment
    columns = (
        Column("affected_worker.worker", N_("Name"), 16),
        Column("affected_worker.worker.nik", N_("NIK"), 12.5, tight=True),
        Column("affected_worker.employer", N_("Employer"), 14),
        Column("number", N_("Number"), 12.5, tight=True),
        Column("state", N_("State"), 9, state=badge("state", ENROLMENT)),
    )
    searched: ClassVar[tuple[str, ...]] = ("affected_worker.worker",)
    wording = Wording(
        N_("Search name, NIK, number"),
        empty_heading=N_("Nobody has a seat yet"),
        empty_text=N_("Enrol people from their consultation and choose this class."),
        hints=N_("Esc back"),
    )


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
        return [eligibility, decisions_tab(self, record.id)]

    def acts(self, record: Record) -> list[Action]:
        return asks(self, record)

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        assert isinstance(record, Enrolment)
        decided_now(session, record)
