"""Classes: their days, their seats, and how far they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from shiboken6 import isValid

from desktop_app.desk.class_days import rhythm_of
from desktop_app.desk.classes_by_hand import changed_by_hand
from desktop_app.desk.funding import way_of
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.numbers import free_number, next_numbers
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.processes.sessions import last_day
from desktop_app.records import TrainingClass, TrainingProgramme
from desktop_app.records.record import Record
from desktop_app.records.training import ClassState
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from ui.messages import Offer
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.class_papers import show_class_papers
from ui.pages.class_parts import acts_of_class, parts_of_class
from ui.pages.class_words import class_words, warnings
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.record_view import RecordView
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
        Section(N_("Scheme and employer"), ("funding", "employer", "agreement")),
        Section(
            N_("Details"),
            (
                *("code", "room", "expiry_reason", "cancelled_because", "reopened_because"),
                *("programme_year", "notes"),
            ),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("planned", N_("Planned")),
        Filter("open", N_("Enrolling")),
        Filter("running", N_("Running")),
        Filter("finished", N_("Finished")),
        Filter("cancelled", N_("Called off"), rare=True),
    )
    wording = Wording(
        N_("Search class or programme"),
        empty_heading=N_("No classes yet"),
        empty_text=N_("Plan a class; its sessions are laid on its working days."),
        to_do=frozenset({"running"}),
    )
    new_text = N_("New class")
    sticky = ("programme", "provider", "place", "room", "capacity", "scheme", "funding")
    not_copied = (
        *("code", "starts_on", "ends_on", "cancelled_because", "reopened_because"),
        *("names_checked_on", "names_checked_by"),
    )
    then = "sessions"

    def list_actions(self) -> list[Action]:
        return [Action("papers", N_("Letters and forms"), self.papers, "file-text", reads=True)]

    def papers(self) -> None:
        """The letters and forms of the classes selected, as one PDF."""
        show_class_papers(self, self.list.selected_ids())

    def wanted(self, filter: str) -> Wanted:
        states = {
            "planned": {_C.PLANNED},
            "open": {_C.OPEN, _C.FULL},
            "running": {_C.RUNNING},
            "finished": {_C.FINISHED, _C.REPORTED},
            "cancelled": {_C.CANCELLED},
        }
        return Wanted({"state": states[filter]}) if filter in states else Wanted()

    def starts(self, session: Write) -> dict[str, Any]:
        year = self.office.today.year
        return {
            "code": next_numbers(session, TrainingClass, year)[0],
            "capacity": session.facts.parameter("class.capacity.default") or 20,
            "programme_year": year,
        }

    def fills(self) -> Mapping[str, Callable[[Any], Mapping[str, Any]]]:
        return {"starts_on": self._ends}

    def _ends(self, starts_on: date) -> dict[str, date]:
        """The last day, as many training days later as the programme has."""
        programme = self.view.draft.get("programme") if self.view else None
        if programme is None:
            return {}
        with self.store.read() as session:
            found = session.get(TrainingProgramme, programme)
            rhythm = rhythm_of(session, self.store.facts(), self.office.office.code)
        end = last_day(starts_on, found.days, rhythm) if found else None
        return {"ends_on": end} if end else {}

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        values["scheme"] = way_of(session, values.get("funding"), values["scheme"])
        if new:
            year, wanted = values["programme_year"], values.get("code")
            values["code"] = free_number(session, TrainingClass, year, wanted)

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        assert isinstance(record, TrainingClass)
        changed_by_hand(session, record)

    def note(self, session: Read, record: Record) -> str:
        assert isinstance(record, TrainingClass)
        return class_words(session, record)

    def shown(self, view: RecordView) -> None:
        """Warn of what is unusual, where nothing more urgent stands."""
        record = view.opened.record
        if record is None:
            return

        def work() -> list[str]:
            with self.store.read() as session:
                found = session.get_one(TrainingClass, record.id)
                return warnings(session, found, self.store.facts())

        def done(found: list[str]) -> None:
            if found and isValid(view) and view.banner.isHidden():
                show = Offer(_("Clashes"), lambda: view.show_part("clashes"))
                view.banner.say("warning", " ".join(found), show)

        self.run(work, done)

    def parts(self, record: Record) -> list[Part]:
        assert isinstance(record, TrainingClass)
        return parts_of_class(self, record)

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, TrainingClass)
        return acts_of_class(self, record)
