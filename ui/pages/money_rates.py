"""The daily rates of pocket money and transport, by date and place."""

from __future__ import annotations

from typing import Any, ClassVar

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.i18n import N_
from desktop_app.records import Rate
from desktop_app.records.funding import CostKind
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.record_pane import RecordPane
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class RatesPane(RecordPane):
    """What a day of attendance is worth."""

    record = Rate
    columns = (
        Column("cost_kind", N_("Kind of cost"), 12),
        Column("amount", N_("Amount a day"), 9, right=True),
        Column("region", N_("District or city"), 13),
        Column("least_share", N_("Least part of the day"), 8, right=True),
        Column("valid_from", N_("Valid from"), 8, tight=True),
        Column("valid_to", N_("Valid to"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("valid_from", True)
    glance = (
        ("amount", N_("Amount a day")),
        ("region", N_("District or city")),
        ("least_share", N_("Least part of the day")),
        ("document", N_("Document")),
        ("valid_from", N_("Valid from")),
        ("valid_to", N_("Valid to")),
    )
    sections = (
        Section(
            "",
            (
                *("cost_kind", "amount", "region", "least_share"),
                *("valid_from", "valid_to", "document", "active"),
            ),
        ),
    )
    filters = (Filter("all", N_("All")), Filter("active", N_("In force")))
    wording = Wording(
        N_("Search"),
        empty_heading=N_("No daily rates yet"),
        empty_text=N_("Record what a day of attendance is worth, and from when."),
    )
    new_text = N_("New daily rate")
    sticky = ("cost_kind", "region", "document")

    def wanted(self, filter: str) -> Wanted:
        return Wanted({"active": True}) if filter == "active" else Wanted()

    def starts(self, session: Write) -> dict[str, Any]:
        return {"cost_kind": CostKind.POCKET_MONEY, "valid_from": self.office.today}
