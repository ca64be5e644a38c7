"""Claims: who asks for money and for what, line by line."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.desk.numbers import by_pattern, free_by_pattern
from desktop_app.desk.taxes import settle
from desktop_app.i18n import N_
from desktop_app.records import Claim, ClaimLine
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.money_pay import payment_acts
from ui.pages.opened import Part
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
        Column("kind", N_("Kind of claim"), 14),
        Column("employer", N_("Employer"), 13),
        Column("provider", N_("Training provider"), 13),
        Column("received_on", N_("Received on"), 8, tight=True),
        Column("due_on", N_("Due on"), 8, tight=True),
        Column("state", N_("State"), 9, state=badge("state", CLAIM)),
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
            ("number", "programme_year", "funding", "consultation", "notes"),
            folded=True,
        ),
    )
    filters = (
        Filter("all", N_("All")),
        Filter("drafts", N_("Drafts")),
        Filter("open", N_("Under way")),
        Filter("approved", N_("To be paid")),
    )
    wording = Wording(
        N_("Search number, employer, provider, class"),
        empty_heading=N_("No claims yet"),
        empty_text=N_("Record an invoice of a provider or a reimbursement to an employer."),
        to_do=frozenset({"open", "approved"}),
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
        return Wanted({"state": states[filter]}) if filter in states else Wanted()

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
        mine = {"claim": record.id}
        return [Part("lines", N_("Cost lines"), partial(LinesPane, self.page, mine))]

    def acts(self, record: Record) -> list[Action]:
        assert isinstance(record, Claim)
        return payment_acts(self, record)


class LinesPane(RecordPane):
    """The costs of one claim, for a person or for the class."""

    record = ClaimLine
    columns = (
        Column("description", N_("Description"), 16),
        Column("cost_kind", N_("Kind of cost"), 11),
        Column("enrolment.affected_worker.worker", N_("Worker"), 12),
        Column("quantity", N_("Quantity"), 5, right=True),
        Column("unit_price", N_("Price of one"), 9, right=True),
        Column("other_amount", N_("Paid by others"), 9, right=True),
        Column("tax_amount", N_("Tax amount"), 8, right=True),
    )
    sections = (
        Section(
            "",
            (
                *("cost_kind", "description", "enrolment", "quantity", "unit_price"),
                *("other_funding", "other_amount", "receipt_number"),
            ),
        ),
        Section(N_("Accepted"), ("accepted", "accepted_reason", "budget_line"), folded=True),
        Section(N_("Tax"), ("tax", "tax_amount", "tax_reason", "tax_slip"), folded=True),
    )
    wording = Wording(
        N_("Search"),
        empty_heading=N_("No cost lines yet"),
        empty_text=N_("Record each cost: the training, the certification, for whom and how much."),
        hints=N_("Enter opens · Del takes out of use · Esc back"),
    )
    new_text = N_("Add cost line")

    def saved(self, session: Write, record: Record, *, new: bool) -> None:
        assert isinstance(record, ClaimLine)
        settle(session, session.get_one(Claim, record.claim), record)

    sticky = ("cost_kind", "description", "unit_price", "budget_line")
