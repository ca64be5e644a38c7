"""Claims: who asks for money and for what, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.claim_lists import AMOUNT, PAYEE, ClaimListing
from desktop_app.desk.lists import Between, Listing
from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.numbers import by_pattern, free_by_pattern
from desktop_app.i18n import N_
from desktop_app.processes.ageing import WAITING
from desktop_app.records import Claim
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.asking import asks, decisions_tab
from ui.pages.claim_acts import acts_of_claim
from ui.pages.claim_check import CheckPart
from ui.pages.claim_duties import DutiesPane
from ui.pages.claim_lines import LinesPart
from ui.pages.money_pay import payment_acts
from ui.pages.objections import objections_part
from ui.pages.opened import Part
from ui.pages.papers_part import papers_part
from ui.pages.record_pane import RecordPane
from ui.pages.states import CLAIM
from ui.widgets.action_row import Action
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_C = ClaimState


class ClaimsPane(RecordPane):
    """Invoices of providers, reimbursements to employers, allowances of classes."""

    record = Claim
    columns = (
        Column("number", N_("Number of the claim"), 12.5, tight=True),
        Column(PAYEE, N_("Payee"), 15, sortable=False),
        Column(AMOUNT, N_("Amount"), 9, right=True, sortable=False),
        Column("state", N_("State"), 9, state=badge("state", CLAIM)),
        Column("kind", N_("Kind of claim"), 13),
        Column("due_on", N_("Due on"), 8, tight=True),
        Column("received_on", N_("Received on"), 8, tight=True),
    )
    sort: ClassVar[tuple[str, bool]] = ("received_on", True)
    glance = (
        ("kind", N_("Kind of claim")),
        ("training_class", N_("Class")),
        ("invoice_number", N_("Invoice number")),
        ("received_on", N_("Received on")),
        ("due_on", N_("Due on")),
        ("written_by", N_("Written by")),
    )
    subtitle = "kind"
    searched: ClassVar[tuple[str, ...]] = ("employer", "provider", "training_class")
    sections = (
        Section(
            "",
            (
                *("kind", "employer", "provider", "training_class"),
                *("received_on", "invoice_number", "invoiced_on"),
            ),
        ),
        Section(N_("Account to be paid to"), ("bank", "account", "account_holder"), folded=True),
        Section(
            N_("Details"),
            ("number", "programme_year", "funding", "consultation", "reason", "notes"),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("drafts", N_("Drafts")),
        Filter("open", N_("Under way")),
        Filter("due", N_("Due")),
        Filter("approved", N_("To be paid")),
    )
    wording = Wording(
        N_("Search number, employer, provider, class"),
        empty_heading=N_("No claims yet"),
        empty_text=N_("Record an invoice of a provider or a reimbursement to an employer."),
        to_do=frozenset({"open", "due", "approved"}),
    )
    new_text = N_("New claim")
    sticky = ("kind",)
    not_copied = ("number", "invoice_number", "invoiced_on", "received_on", "due_on")
    then = "lines"

    def wanted(self, filter: str) -> Wanted:
        states = {
            "drafts": {_C.DRAFT},
            "open": {_C.SUBMITTED, _C.INCOMPLETE, _C.VERIFIED},
            "approved": {_C.APPROVED},
        }
        if filter == "due":
            return Wanted({"state": set(WAITING), "due_on": Between(until=self.office.today)})
        return Wanted({"state": states[filter]}) if filter in states else Wanted()

    def listed(self, paths: Sequence[str], wanted: Wanted) -> Listing:
        return ClaimListing(
            self.store,
            self.record,
            [path for path in paths if path not in (PAYEE, AMOUNT)],
            self.office.zone,
            filter=wanted,
            searched=self.searched,
        )

    def starts(self, session: Write) -> dict[str, Any]:
        today = self.office.today
        return {
            "number": by_pattern(session, Claim, today)[0],
            "kind": ClaimKind.INVOICE,
            "received_on": today,
            "programme_year": today.year,
        }

    def prepare(self, session: Write, values: dict[str, Any], *, new: bool) -> None:
        if new:
            day, wanted = values["received_on"], values.get("number")
            values["number"] = free_by_pattern(session, Claim, day, wanted)
            values["written_by"] = session.author.officer

    def parts(self, record: Record) -> list[Part]:
        assert isinstance(record, Claim)
        parts = [
            Part("lines", N_("Cost lines"), partial(LinesPart, self, record.id)),
            Part("check", N_("Check"), partial(CheckPart, self, record.id)),
        ]
        if record.kind is not ClaimKind.ALLOWANCE:
            parts.append(papers_part(self, record.id, "claim-return"))
        if record.employer is not None:
            mine = {"employer": record.employer}
            parts.append(Part("duties", N_("Compliance"), partial(DutiesPane, self.page, mine)))
        if record.state not in (_C.DRAFT, _C.SUBMITTED, _C.INCOMPLETE):
            parts.append(decisions_tab(self, record.id))
        if record.state is _C.REJECTED:
            parts.append(objections_part(self, record))
        return parts

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, Claim)
        return [*acts_of_claim(self, record), *payment_acts(self, record), *asks(self, record)]
