"""Payments: money on its way to one payee."""

from __future__ import annotations

from typing import ClassVar

from desktop_app.desk.lists import Filter as Wanted
from desktop_app.i18n import N_
from desktop_app.records import Payment
from desktop_app.records.claim import PaymentState
from ui.models.record_table import Column
from ui.pages.arrangement import badge
from ui.pages.record_pane import RecordPane
from ui.pages.states import PAYMENT
from ui.widgets.filter_chips import Filter
from ui.widgets.record_list import Wording
from ui.widgets.section import Section

_P = PaymentState


class PaymentsPane(RecordPane):
    """Payments of approved claims, as they go to the bank and come back."""

    record = Payment
    columns = (
        Column("number", N_("Payment number"), 12.5, tight=True),
        Column("payee", N_("Payee"), 15),
        Column("claim", N_("Claim"), 12.5, tight=True),
        Column("gross", N_("Gross"), 9, right=True),
        Column("tax", N_("Tax amount"), 8, right=True),
        Column("paid_on", N_("Paid on"), 8, tight=True),
        Column("state", N_("State"), 9, state=badge("state", PAYMENT)),
    )
    sort: ClassVar[tuple[str, bool]] = ("number", True)
    glance = (
        ("claim", N_("Claim")),
        ("bank", N_("Bank")),
        ("account", N_("Bank account")),
        ("account_holder", N_("Account holder")),
        ("list_number", N_("Payment list")),
        ("paid_on", N_("Paid on")),
        ("reference", N_("Reference of the bank")),
    )
    subtitle = "payee"
    searched: ClassVar[tuple[str, ...]] = ("claim",)
    sections = (
        Section(
            "",
            (
                *("claim", "payee", "bank", "account", "account_holder", "holder_reason"),
                *("gross", "tax"),
            ),
        ),
        Section(
            N_("Details"),
            (
                *("number", "enrolment", "state", "prepared_on", "list_number", "sent_on"),
                *("paid_on", "reference", "return_reason", "reversal_reason"),
            ),
            folded=True,
        ),
    )
    by_acts = True
    filters = (
        Filter("all", N_("All")),
        Filter("prepared", N_("Prepared")),
        Filter("sent", N_("Sent to the bank")),
        Filter("returned", N_("Returned by the bank")),
        Filter("paid", N_("Paid")),
    )
    wording = Wording(
        N_("Search number, payee, claim"),
        empty_heading=N_("No payments yet"),
        empty_text=N_("Payments are prepared from a claim that was approved."),
        to_do=frozenset({"prepared", "returned"}),
    )

    def wanted(self, filter: str) -> Wanted:
        states = {"prepared": _P.PREPARED, "sent": _P.SENT, "returned": _P.RETURNED}
        states["paid"] = _P.PAID
        return Wanted({"state": states[filter]}) if filter in states else Wanted()
