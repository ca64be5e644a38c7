"""Workers: people, their numbers, contacts and consents, and what befell them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.people import born_from_nik, consultation_of
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.records import AffectedWorker, Consent, Membership, Worker
from desktop_app.records.national_id import read_nik
from desktop_app.records.record import Record
from desktop_app.records.worker import MemberStatus, Sex
from desktop_app.store.writing import Write
from desktop_app.wording import day_long
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.doubles import DoublesPane
from ui.pages.imported import IMPORTED, JUST_IMPORTED, import_action, imported
from ui.pages.opened import Part
from ui.pages.record_page import RecordPage
from ui.pages.record_pane import RecordPane
from ui.pages.states import OUTCOME, STANDING
from ui.pages.worker_checks import ChecksPane
from ui.pages.worker_contacts import AttemptsPane, ContactsPane
from ui.pages.worker_enrolments import EnrolmentsOfWorker
from ui.widgets.action_row import Action
from ui.widgets.basics import Label
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

NOTICE = N_(
    "Your data is used to run the vocational training for laid-off workers, as the law on "
    "personal data protection (UU No. 27 of 2022) allows. Each consent below is separate, "
    "voluntary and may be withdrawn at any time; taking part never depends on it."
)
"""What is told beside the consents (`users.md` 23)."""


class WorkersPane(DoublesPane):
    """The people."""

    record = Worker
    columns = (
        Column("name", N_("Name"), 20),
        Column("nik", N_("NIK"), 12.5, tight=True),
        Column("birth_date", N_("Born"), 5, tight=True),
        Column("phone", N_("Mobile phone"), 10, tight=True),
        Column("region", N_("District or city"), 12),
    )
    glance = (
        ("nik", N_("NIK")),
        ("birth_date", N_("Born")),
        ("sex", N_("Sex")),
        ("phone", N_("Mobile phone")),
        ("email", N_("E-mail")),
        ("education", N_("Education")),
        ("region", N_("District or city")),
    )
    sections = (
        Section(
            "",
            ("nik", "name", "birth_date", "sex", "phone", "email", "education", "region"),
        ),
        Section(
            N_("Address and account"),
            ("address", "postal_code", "bank", "account", "account_holder"),
        ),
        Section(
            N_("Details"),
            ("birth_place", "major", "family_card", "nationality", "special_needs", "notes"),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("without_nik", N_("Without NIK")),
        Filter("without_phone", N_("Without phone")),
        JUST_IMPORTED,
    )
    wording = Wording(
        N_("Search name, NIK, KPJ, phone"),
        empty_heading=N_("No workers yet"),
        empty_text=N_("Workers come in with a consultation, or are recorded here one by one."),
        to_do=frozenset({"without_nik", "without_phone"}),
    )
    new_text = N_("New worker")
    sticky = ("region", "education")
    not_copied = ("nik", "family_card", "phone", "email", "account", "account_holder")
    then = "memberships"
    watched = ("nik", "name", "birth_date")
    told = (
        N_("This NIK is recorded already: {name}"),
        N_("This may be the same person: {name}"),
    )

    def list_actions(self) -> list[Action]:
        return [import_action(self.shell, "workers"), *super().list_actions()]

    def wanted(self, filter: str) -> Wanted:
        if filter == IMPORTED:
            return imported(self.shell, Worker)
        field = {"without_nik": "nik", "without_phone": "phone"}.get(filter)
        return Wanted({field: None}) if field else Wanted()

    def fills(self) -> Mapping[str, Callable[[Any], Mapping[str, Any]]]:
        return {"nik": lambda value: born_from_nik(value, self.office.today)}

    def tells(self) -> Mapping[str, Callable[[str], str]]:
        return {"nik": self.tell_nik}

    def tell_nik(self, nik: str) -> str:
        """``Perempuan, lahir 25 April 1990, Kota Manado``."""
        try:
            read = read_nik(nik, self.office.today)
        except ValueError:
            return ""
        parts = [_(Sex.of(read.sex).label)]
        if read.birth_date is not None:
            parts.append(_("born {day}").format(day=day_long(read.birth_date)))
        region = self.store.facts().region
        if region is not None and (place := region(read.regency) or region(read.province)):
            parts.append(place)
        return ", ".join(parts)

    def parts(self, record: Record) -> list[Part]:
        mine = {"worker": record.id}
        return [
            Part("memberships", N_("KPJ"), partial(MembershipsPane, self.page, mine)),
            Part("contacts", N_("Contacts"), partial(ContactsPane, self.page, mine)),
            Part("attempts", N_("Attempts"), partial(AttemptsPane, self.page, mine)),
            Part("cases", N_("Cases"), partial(CasesPane, self.page, mine)),
            Part(
                "enrolments",
                N_("Enrolments"),
                partial(EnrolmentsOfWorker, self.page, {"affected_worker.worker": record.id}),
            ),
            Part("checks", N_("Membership checks"), partial(ChecksPane, self.page, mine)),
            Part("consents", N_("Data consents"), partial(ConsentsPane, self.page, mine)),
        ]


class MembershipsPane(RecordPane):
    """The KPJ of a person, any number."""

    record = Membership
    columns = (
        Column("kpj", N_("KPJ"), 11, tight=True),
        Column("employer", N_("Employer"), 16),
        Column("since", N_("Member from"), 8, tight=True),
        Column("until", N_("Member until"), 8, tight=True),
        Column(
            "status",
            N_("Status"),
            8,
            state=badge("status", {MemberStatus.ACTIVE: "good", MemberStatus.INACTIVE: "muted"}),
        ),
    )
    sections = (Section("", ("kpj", "employer", "since", "until", "status")),)
    wording = Wording(
        N_("Search employer"),
        empty_heading=N_("No KPJ yet"),
        empty_text=N_("A person may have several; all of them can be searched."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add KPJ")
    sticky = ("employer",)
    not_copied = ("kpj",)


class ConsentsPane(RecordPane):
    """What the person allows beside taking part."""

    record = Consent
    columns = (
        Column("purpose", N_("Purpose"), 22),
        Column("given_on", N_("Given on"), 8, tight=True),
        Column("withdrawn_on", N_("Withdrawn on"), 8, tight=True),
        Column("form_version", N_("Version of the form"), 8),
    )
    sections = (Section("", ("purpose", "given_on", "form_version", "withdrawn_on")),)
    wording = Wording(
        N_("Search purpose"),
        empty_heading=N_("No consents"),
        empty_text=N_("Nothing depends on them; add one only if the person gives it."),
        hints=N_("Enter opens · Esc back"),
    )
    new_text = N_("Add consent")

    def starts(self, session: Write) -> dict[str, Any]:
        return {"given_on": self.office.today, "form_version": "1"}

    def above(self) -> QWidget | None:
        notice = Label(_(NOTICE), role="muted")
        notice.setWordWrap(True)
        return notice


class CasesPane(RecordPane):
    """What befell the person at employers, to look up."""

    record = AffectedWorker
    columns = (
        Column("employer", N_("Employer"), 15),
        Column("consultation", N_("Consultation"), 12.5, tight=True),
        Column("position", N_("Position"), 10),
        Column("terminated_on", N_("Terminated on"), 8, tight=True),
        Column("standing", N_("Identity check"), 9, state=badge("standing", STANDING)),
        Column("outcome", N_("Outcome"), 10, state=badge("outcome", OUTCOME)),
    )
    wording = Wording(
        N_("Search cases"),
        empty_heading=N_("No cases"),
        empty_text=N_("The person is in no consultation."),
        hints=N_("Enter opens the consultation · Esc back"),
    )

    def open_row(self, id: str) -> None:
        def work() -> str | None:
            with self.store.read() as session:
                return consultation_of(session, id)

        def done(found: str | None) -> None:
            if found:
                self.shell.go("consultations", id=found)

        self.run(work, done)


class WorkersPage(RecordPage):
    """Workers."""

    title = N_("Workers")
    shows = frozenset(
        {
            *("worker", "membership", "contact", "contact_attempt", "consent"),
            *("affected_worker", "enrolment", "membership_check", "eligibility_decision"),
        }
    )
    panes: ClassVar[Any] = ((N_("Workers"), WorkersPane),)
    inner: ClassVar[Mapping[str, str]] = {
        "membership": "memberships",
        "contact": "contacts",
        "contact_attempt": "attempts",
        "consent": "consents",
        "membership_check": "checks",
    }
