"""What the agency's books said of a person's membership, each time somebody looked."""

from __future__ import annotations

from typing import Any, ClassVar

from desktop_app.i18n import N_
from desktop_app.records import MembershipCheck
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.record_pane import RecordPane
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class ChecksPane(RecordPane):
    """The membership checks of a person; the latest is what verdicts rest on."""

    record = MembershipCheck
    columns = (
        Column("checked_on", N_("Checked on"), 9, tight=True),
        Column("source", N_("Source"), 12),
        Column("segment", N_("Segment"), 10),
        Column("contribution_months", N_("Months of contributions"), 8, right=True),
        Column("last_month", N_("Last month paid"), 9, tight=True),
        Column("active", N_("Active member"), 7),
        Column("officer", N_("Checked by"), 10),
    )
    sort: ClassVar[tuple[str, bool]] = ("checked_on", True)
    sections = (
        Section(
            "",
            (
                *("checked_on", "source", "segment", "active"),
                *("contribution_months", "last_month", "wage", "jht_withdrawn"),
            ),
        ),
        Section(N_("Details"), ("membership", "officer", "notes"), folded=True),
    )
    wording = Wording(
        N_("Search source"),
        empty_heading=N_("Membership not checked yet"),
        empty_text=N_("Record what the books say, with source and date; the verdict cites it."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add check")

    def starts(self, session: Write) -> dict[str, Any]:
        return {"checked_on": self.office.today, "officer": session.author.officer}

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        if values.get("last_month") is not None:
            values["last_month"] = values["last_month"].replace(day=1)
