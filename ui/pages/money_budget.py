"""The budget: lines of headquarters, split to offices, and the book of what is moved on them."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.i18n import N_
from desktop_app.records import BudgetLine, BudgetMovement
from desktop_app.records.budget import Movement
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.opened import Part
from ui.pages.record_pane import RecordPane
from ui.pages.states import MOVEMENT
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section


class BudgetPane(RecordPane):
    """What is set aside: for a year, an office, a programme, a kind of cost."""

    record = BudgetLine
    columns = (
        Column("code", N_("Budget-line code"), 11),
        Column("name", N_("Budget line name"), 18),
        Column("programme_year", N_("Programme year"), 6, right=True),
        Column("for_office", N_("Office"), 6),
        Column("ceiling", N_("Ceiling (pagu)"), 11, right=True),
        Column("quota", N_("Quota (people)"), 7, right=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("code", False)
    glance = (
        ("programme_year", N_("Programme year")),
        ("for_office", N_("Office")),
        ("programme", N_("Training programme")),
        ("cost_kind", N_("Kind of cost")),
        ("ceiling", N_("Ceiling (pagu)")),
        ("quota", N_("Quota (people)")),
        ("document", N_("Document")),
    )
    subtitle = "name"
    sections = (
        Section(
            "",
            (
                *("code", "name", "programme_year", "ceiling"),
                *("for_office", "quota", "programme", "document"),
            ),
        ),
        Section(N_("Details"), ("cost_kind", "notes"), folded=True),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("year", N_("This year")),
    )
    wording = Wording(
        N_("Search code or name"),
        empty_heading=N_("No budget yet"),
        empty_text=N_("Headquarters sends the budget; until then the ceiling of the programme."),
    )
    new_text = N_("New budget line")
    sticky = ("programme_year", "programme", "cost_kind", "document")
    not_copied = ("code", "for_office", "ceiling", "quota")

    def wanted(self, filter: str) -> Wanted:
        if filter == "year":
            return Wanted({"programme_year": self.office.today.year})
        return Wanted()

    def starts(self, session: Write) -> dict[str, Any]:
        return {"programme_year": self.office.today.year}

    def parts(self, record: Record) -> list[Part]:
        mine = {"line": record.id}
        return [Part("book", N_("Book of the budget"), partial(MovementsPane, self.page, mine))]


class MovementsPane(RecordPane):
    """The book: entries of all lines, in the order of their days; none is ever edited."""

    record = BudgetMovement
    columns = (
        Column("booked_on", N_("Booked on"), 8, tight=True),
        Column("line", N_("Budget line"), 16),
        Column("kind", N_("Kind of movement"), 11, state=badge("kind", MOVEMENT)),
        Column("document", N_("Document"), 14),
        Column("amount", N_("Amount"), 11, right=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("booked_on", True)
    glance = (
        ("line", N_("Budget line")),
        ("kind", N_("Kind of movement")),
        ("document", N_("Document")),
        ("amount", N_("Amount")),
        ("reverses", N_("Reverses")),
        ("reason", N_("Reason")),
        ("over_reason", N_("Reason for going over the ceiling")),
    )
    searched: ClassVar[tuple[str, ...]] = ("line",)
    sections = (
        Section(
            "",
            (
                *("line", "kind", "amount", "booked_on"),
                *("document", "reverses", "reason", "over_reason"),
            ),
        ),
    )
    by_acts = True
    filters: ClassVar[tuple[Filter, ...]] = (
        Filter("all", N_("All")),
        Filter("commitments", N_("Commitments")),
        Filter("realisations", N_("Realisations")),
        Filter("reversals", N_("Reversals")),
    )
    wording = Wording(
        N_("Search document or budget line"),
        empty_heading=N_("Nothing booked yet"),
        empty_text=N_("Seats in classes and payments are booked by themselves."),
    )

    def wanted(self, filter: str) -> Wanted:
        kinds = {
            "commitments": {Movement.COMMITMENT, Movement.RELEASE},
            "realisations": {Movement.REALISATION},
            "reversals": {Movement.REVERSAL},
        }
        return Wanted({"kind": kinds[filter]}) if filter in kinds else Wanted()
