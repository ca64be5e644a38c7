"""Classes: their days, their seats, and how far they are."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.classes import length, plan_days
from desktop_app.desk.enrolling import seats_left
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.numbers import free_number, next_numbers
from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.records import TrainingClass
from desktop_app.records.record import Record
from desktop_app.records.training import ClassState
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from desktop_app.wording import integer
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.class_parts import acts_of_class, parts_of_class
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.states import CLASS
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_C = ClassState


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
        assert isinstance(record, TrainingClass)
        return parts_of_class(self, record)

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, TrainingClass)
        plan = partial(self.plan, record.id)
        return [
            Action("plan", N_("Plan sessions"), plan, "calendar-days"),
            *acts_of_class(self, record),
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
