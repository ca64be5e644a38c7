"""Employers: who they are, and how their consultations stand."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.i18n import N_
from desktop_app.records import Consultation, Employer
from desktop_app.records.record import Record
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.claim_duties import DutiesPane
from ui.pages.doubles import DoublesPane
from ui.pages.imported import IMPORTED, JUST_IMPORTED, import_action, imported
from ui.pages.opened import Part
from ui.pages.record_page import RecordPage
from ui.pages.record_pane import RecordPane
from ui.pages.states import CONSULTATION
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class EmployersPane(DoublesPane):
    """The employers of the branch."""

    record = Employer
    columns = (
        Column("name", N_("Company name"), 18),
        Column("npp", N_("NPP"), 8, tight=True),
        Column("sector", N_("Sector"), 14),
        Column("contact", N_("Contact person"), 12),
        Column("region", N_("District or city"), 12),
    )
    glance = (
        ("npp", N_("NPP")),
        ("contact", N_("Contact person")),
        ("contact_position", N_("Position of the contact")),
        ("phone", N_("Phone")),
        ("email", N_("E-mail")),
        ("address", N_("Address")),
    )
    subtitle = "sector"
    sections = (
        Section(
            "",
            ("npp", "name", "contact", "contact_position", "phone", "email", "sector", "region"),
        ),
        Section(N_("Address"), ("address", "postal_code")),
        Section(
            N_("Details"),
            ("nib", "npwp", "nitku", "bank", "account", "account_holder", "notes"),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("without_npp", N_("Without NPP")),
        Filter("without_contact", N_("Without contact person")),
        JUST_IMPORTED,
    )
    wording = Wording(
        N_("Search name, NPP, contact"),
        empty_heading=N_("No employers yet"),
        empty_text=N_("Record the first employer; consultations are kept under it."),
        to_do=frozenset({"without_npp", "without_contact"}),
    )
    new_text = N_("New employer")
    sticky = ("sector", "region")
    watched = ("npp", "name")
    told = (
        N_("This NPP is recorded already: {name}"),
        N_("This may be the same company: {name}"),
    )
    not_copied = ("npp", "nib", "npwp", "nitku", "account", "account_holder")

    def list_actions(self) -> list[Action]:
        return [import_action(self.shell, "employers"), *super().list_actions()]

    def wanted(self, filter: str) -> Wanted:
        if filter == IMPORTED:
            return imported(self.shell, Employer)
        field = {"without_npp": "npp", "without_contact": "contact"}.get(filter)
        return Wanted({field: None}) if field else Wanted()

    def parts(self, record: Record) -> list[Part]:
        make = partial(CasesOfEmployer, self.page, {"employer": record.id})
        mine = {"employer": record.id}
        return [
            Part("consultations", N_("Consultations"), make),
            Part("duties", N_("Compliance"), partial(DutiesPane, self.page, mine)),
        ]

    def acts(self, record: Record) -> list[Action]:
        values = {"employer": record.id}
        begin = partial(self.shell.go, "consultations", new=True, values=values)
        consult = Action("consult", N_("New consultation"), begin, "message-square-text")
        return [consult, *super().acts(record)]


class CasesOfEmployer(RecordPane):
    """The consultations of one employer, to look up."""

    record = Consultation
    columns = (
        Column("number", N_("Case number"), 12.5, tight=True),
        Column("held_on", N_("Date"), 8, tight=True),
        Column("state", N_("State"), 8, state=badge("state", CONSULTATION)),
        Column("workers_stated", N_("Workers stated"), 8, right=True),
        Column("agreement", N_("Agreement"), 14),
    )
    sort: ClassVar[tuple[str, bool]] = ("held_on", True)
    wording = Wording(
        N_("Search case number"),
        empty_heading=N_("No consultations yet"),
        empty_text=N_("This employer has not consulted the branch."),
        hints=N_("Enter opens"),
    )

    def open_row(self, id: str) -> None:
        self.shell.go("consultations", id=id)


class EmployersPage(RecordPage):
    """Employers."""

    title = N_("Employers")
    shows = frozenset({"employer", "consultation", "compliance_check"})
    panes: ClassVar[Any] = ((N_("Employers"), EmployersPane),)
    inner: ClassVar[Any] = {"compliance_check": "duties"}
