"""Stamp duty (*bea meterai*): what a kind of document carries on a day, in rupiah."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop_app.records.funding import StampDutyRule

RECEIPT, STATEMENT, AGREEMENT, PAYROLL = "receipt", "statement", "agreement", "payroll"
"""The kinds of document that the rules tell apart."""


def duty(
    rules: Iterable[StampDutyRule], document: str, day: date, amount: int | None = None
) -> int:
    """The stamp duty of a document that states `amount` rupiah, or none; 0 where none is due.

    An exemption goes before every rule. A receipt carries it above a sum only,
    statements and agreements whatever the sum.
    """
    fitting = [
        rule
        for rule in rules
        if rule.document == document
        and rule.voided_at is None
        and rule.valid_from <= day
        and (rule.valid_to is None or day <= rule.valid_to)
    ]
    if any(rule.exempt for rule in fitting):
        return 0
    return max((rule.amount for rule in fitting if _reached(rule, amount)), default=0)


def _reached(rule: StampDutyRule, amount: int | None) -> bool:
    if rule.above is None:
        return True
    if amount is None or amount <= rule.above:
        return False
    return rule.to_sum is None or amount <= rule.to_sum
