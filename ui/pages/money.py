"""Budget and reimbursement: claims, payments, the budget with its book, and the daily rates."""

from __future__ import annotations

from typing import Any, ClassVar

from desktop_app.i18n import N_
from ui.pages.money_budget import BudgetPane, MovementsPane
from ui.pages.money_claims import ClaimsPane
from ui.pages.money_payments import PaymentsPane
from ui.pages.money_rates import RatesPane
from ui.pages.record_page import RecordPage


class MoneyPage(RecordPage):
    """What is asked for, what is paid, and out of which money."""

    title = N_("Budget and reimbursement")
    shows = frozenset(
        {
            *("claim", "claim_line", "payment", "budget_line", "budget_movement", "rate"),
            *("employer", "training_provider", "training_class", "enrolment", "decision"),
            *("compliance_check", "objection", "received_paper", "issued_letter", "attendance"),
        }
    )
    panes: ClassVar[Any] = (
        (N_("Claims"), ClaimsPane),
        (N_("Payments"), PaymentsPane),
        (N_("Budget"), BudgetPane),
        (N_("Book of the budget"), MovementsPane),
        (N_("Daily rates"), RatesPane),
    )
    inner: ClassVar[Any] = {"compliance_check": "duties"}
