"""Partners: associations and certification bodies, agreements, and what industry asks for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.lists import Listing
from desktop_app.desk.validity import ValidListing, of_validity
from desktop_app.i18n import N_
from desktop_app.records import Partner, PartnerAgreement
from desktop_app.records.partner import PartnerKind
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.needs import DemandPane, NeedsPane
from ui.pages.opened import Part
from ui.pages.record_page import RecordPage
from ui.pages.record_pane import RecordPane
from ui.pages.states import VALIDITY
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

VALID = Column("validity", N_("Validity"), 9, state=badge("validity", VALIDITY), sortable=False)
"""How a licence or agreement stands today."""
ENDING = (Filter("expiring", N_("Expires soon")), Filter("expired", N_("Expired")))
"""The chips of lists of papers with a last day."""


class PaperPane(RecordPane):
    """Records with a licence or a period that ends; the list tells how they stand."""

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        return ValidListing(
            self.store,
            self.record,
            [path for path in paths if path != VALID.name],
            self.office.zone,
            filter=wanted,
            searched=self.searched,
        )

    def wanted(self, filter: str) -> Wanted:
        return of_validity(self.record, filter, self.store.facts())


class PartnersPane(PaperPane):
    """Corporate associations and certification bodies."""

    record = Partner
    columns = (
        Column("name", N_("Partner name"), 18),
        Column("kind", N_("Kind of partner"), 11),
        Column("sector", N_("Sector"), 12),
        Column("contact", N_("Contact person"), 11),
        Column("licence_until", N_("Licence valid to"), 8, tight=True),
        VALID,
    )
    sort: ClassVar[tuple[str, bool]] = ("name", False)
    glance = (
        ("kind", N_("Kind of partner")),
        ("certifies", N_("Certifies under")),
        ("licence", N_("Licence number")),
        ("licence_until", N_("Licence valid to")),
        ("contact", N_("Contact person")),
        ("phone", N_("Phone")),
        ("email", N_("E-mail")),
    )
    subtitle = "short_name"
    sections = (
        Section(
            "",
            (
                *("name", "kind", "short_name", "sector"),
                *("certifies", "licence", "licence_until", "contact"),
            ),
        ),
        Section(N_("Details"), ("phone", "email", "address", "region", "notes"), folded=True),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("associations", N_("Associations")),
        Filter("bodies", N_("Certification bodies")),
        *ENDING,
    )
    wording = Wording(
        N_("Search name, contact"),
        empty_heading=N_("No partners yet"),
        empty_text=N_("Record the associations and certification bodies that work with you."),
        to_do=frozenset({"expiring", "expired"}),
    )
    new_text = N_("New partner")
    sticky = ("kind", "sector", "region")
    not_copied = ("licence",)

    def wanted(self, filter: str) -> Wanted:
        kinds = {"associations": PartnerKind.ASSOCIATION, "bodies": PartnerKind.CERTIFICATION_BODY}
        return Wanted({"kind": kinds[filter]}) if filter in kinds else super().wanted(filter)

    def parts(self, record: Record) -> list[Part]:
        mine = {"partner": record.id}
        return [
            Part("agreements", N_("Agreements"), partial(AgreementsPane, self.page, mine)),
            Part("needs", N_("Needs of the industry"), partial(NeedsPane, self.page, mine)),
        ]


class AgreementsPane(PaperPane):
    """Agreements with partners and training providers, each with its period."""

    record = PartnerAgreement
    columns = (
        Column("number", N_("Agreement number"), 14),
        Column("kind", N_("Kind of agreement"), 10),
        Column("partner", N_("Partner"), 11),
        Column("provider", N_("Training provider"), 11),
        Column("valid_to", N_("Valid to"), 8, tight=True),
        VALID,
    )
    sort: ClassVar[tuple[str, bool]] = ("valid_to", False)
    glance = (
        ("kind", N_("Kind of agreement")),
        ("partner", N_("Partner")),
        ("provider", N_("Training provider")),
        ("signed_on", N_("Signed on")),
        ("valid_from", N_("Valid from")),
        ("valid_to", N_("Valid to")),
    )
    subtitle = "subject"
    searched: ClassVar[tuple[str, ...]] = ("partner", "provider")
    sections = (
        Section(
            "",
            (
                *("number", "kind", "partner", "provider"),
                *("subject", "signed_on", "valid_from", "valid_to"),
            ),
        ),
        Section(N_("Details"), ("notes",), folded=True),
    )
    filters = (Filter("all", N_("All")), *ENDING)
    wording = Wording(
        N_("Search number, partner, provider"),
        empty_heading=N_("No agreements yet"),
        empty_text=N_("Record MoU and PKS with their period; their end is announced in time."),
        to_do=frozenset({"expiring", "expired"}),
    )
    new_text = N_("New agreement")
    sticky = ("kind", "partner", "provider")
    not_copied = ("number", "signed_on", "valid_from", "valid_to")

    def starts(self, session: Write) -> dict[str, Any]:
        return {"valid_from": self.office.today}


class PartnersPage(RecordPage):
    """Partners, agreements, needs and demand."""

    title = N_("Partners")
    shows = frozenset(
        {
            *("partner", "partner_agreement", "industry_need"),
            *("training_programme", "training_class", "kbli_section"),
        }
    )
    panes: ClassVar[Any] = (
        (N_("Associations and certification bodies"), PartnersPane),
        (N_("Agreements"), AgreementsPane),
        (N_("Needs of the industry"), NeedsPane),
        (N_("Demand against the catalogue"), DemandPane),
    )
