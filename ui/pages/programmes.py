"""Programmes, providers and classes: what is taught, by whom, and when."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.i18n import N_
from desktop_app.records import (
    TrainingProgramme,
    TrainingProvider,
)
from desktop_app.records.record import Record
from ui.models.record_table import Column
from ui.pages.classes import ClassesPane
from ui.pages.enrolments import EnrolmentsPane
from ui.pages.imported import IMPORTED, JUST_IMPORTED, import_action, imported
from ui.pages.opened import Part
from ui.pages.partners import ENDING, VALID, AgreementsPane, PaperPane
from ui.pages.record_page import RecordPage
from ui.pages.record_pane import RecordPane
from ui.pages.units import UnitsPane
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class ProgrammesPane(RecordPane):
    """The catalogue of trainings."""

    record = TrainingProgramme
    columns = (
        Column("code", N_("Code"), 8, tight=True),
        Column("name", N_("Programme name"), 18),
        Column("purpose", N_("Purpose"), 9),
        Column("mode", N_("Mode"), 7),
        Column("days", N_("Days"), 5, right=True),
        Column("lesson_hours", N_("JP"), 5, right=True),
        Column("fee", N_("Fee"), 8, right=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("code", False)
    glance = (
        ("sector", N_("Sector")),
        ("purpose", N_("Purpose")),
        ("days", N_("Training days")),
        ("lesson_hours", N_("Lesson hours (JP)")),
        ("fee", N_("Fee per participant")),
        ("certifier", N_("Certified by")),
    )
    subtitle = "name"
    sections = (
        Section(
            "",
            ("code", "name", "sector", "purpose", "mode", "days", "lesson_hours", "fee"),
        ),
        Section(
            N_("Details"),
            ("certifier", "level", "pass_attendance", "local", "alias_of"),
            folded=True,
        ),
    )
    filters = (Filter("all", N_("All")), Filter("local", N_("Local")), JUST_IMPORTED)
    wording = Wording(
        N_("Search code or name"),
        empty_heading=N_("No programmes yet"),
        empty_text=N_("Headquarters sends the catalogue; local programmes are entered here."),
    )
    new_text = N_("New programme")
    sticky = ("sector", "purpose", "mode", "days")
    not_copied = ("code", "alias_of")

    def list_actions(self) -> list[Action]:
        return [import_action(self.shell, "programmes")]

    def wanted(self, filter: str) -> Wanted:
        if filter == IMPORTED:
            return imported(self.shell, TrainingProgramme)
        return Wanted({"local": True}) if filter == "local" else Wanted()

    def parts(self, record: Record) -> list[Part]:
        make = partial(UnitsPane, self.page, {"programme": record.id})
        return [Part("units", N_("Units of competence"), make)]


class ProvidersPane(PaperPane):
    """Those who train."""

    record = TrainingProvider
    columns = (
        Column("name", N_("Name"), 18),
        Column("type", N_("Type"), 14),
        Column("region", N_("District or city"), 11),
        Column("contact", N_("Contact person"), 11),
        Column("licence_until", N_("Licence valid to"), 8, tight=True),
        VALID,
    )
    glance = (
        ("type", N_("Type")),
        ("partner_of", N_("Partnership")),
        ("contact", N_("Contact person")),
        ("phone", N_("Phone")),
        ("licence", N_("Licence number")),
        ("licence_until", N_("Licence valid to")),
    )
    sections = (
        Section(
            "",
            (
                *("name", "type", "partner_of", "contact"),
                *("phone", "email", "region", "licence_until"),
            ),
        ),
        Section(N_("Details"), ("address", "licence", "vin", "local", "alias_of"), folded=True),
    )
    filters = (Filter("all", N_("All")), *ENDING, JUST_IMPORTED)
    wording = Wording(
        N_("Search name"),
        empty_heading=N_("No providers yet"),
        empty_text=N_("Record who trains: a training centre, an institution, an employer."),
        to_do=frozenset({"expiring", "expired"}),
    )
    new_text = N_("New provider")
    sticky = ("type", "region")
    not_copied = ("licence", "vin", "alias_of")

    def list_actions(self) -> list[Action]:
        return [import_action(self.shell, "providers")]

    def wanted(self, filter: str) -> Wanted:
        if filter == IMPORTED:
            return imported(self.shell, TrainingProvider)
        return super().wanted(filter)

    def parts(self, record: Record) -> list[Part]:
        make = partial(AgreementsPane, self.page, {"provider": record.id})
        return [Part("agreements", N_("Agreements"), make)]


class ProgrammesPage(RecordPage):
    """Classes, enrolments, programmes and providers."""

    title = N_("Programmes and classes")
    shows = frozenset(
        {
            *("training_programme", "training_provider", "training_class", "class_session"),
            *("enrolment", "partner_agreement", "decision", "class_instructor", "attendance"),
            *("eligibility_decision", "membership_check", "funding_scheme"),
            *("competency_unit", "assessment", "assessed_unit", "skill_gap"),
            *("class_visit", "course_evaluation"),
        }
    )
    panes: ClassVar[Any] = (
        (N_("Classes"), ClassesPane),
        (N_("Enrolments"), EnrolmentsPane),
        (N_("Programmes"), ProgrammesPane),
        (N_("Providers"), ProvidersPane),
    )
