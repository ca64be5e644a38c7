"""How an employer meets its duties, at a date: kept with the employer, seen on its claims."""

from __future__ import annotations

from typing import Any, ClassVar

from desktop_app.i18n import N_
from desktop_app.records import ComplianceCheck
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.record_pane import RecordPane
from ui.pages.states import COMPLIANCE
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class DutiesPane(RecordPane):
    """The checks of one employer, the latest first."""

    record = ComplianceCheck
    columns = (
        Column("checked_on", N_("Checked on"), 8, tight=True),
        Column("compliance", N_("Compliance"), 20, state=badge("compliance", COMPLIANCE)),
        Column("arrears_months", N_("Months in arrears"), 8, right=True),
        Column("source", N_("Source"), 16),
    )
    sort: ClassVar[tuple[str, bool]] = ("checked_on", True)
    sections = (Section("", ("checked_on", "compliance", "arrears_months", "source", "notes")),)
    wording = Wording(
        N_("Search"),
        empty_heading=N_("Not checked yet"),
        empty_text=N_("Put down how the employer meets its duties before its costs are paid."),
        hints=N_("Ctrl+N adds · Enter opens · Esc back"),
    )
    new_text = N_("Add check")

    def starts(self, session: Write) -> dict[str, Any]:
        return {"checked_on": self.office.today}
