"""The periodic allowance of somebody out of work (JKP): how much, which month, until when.

Rules are dated data of headquarters, keys ``allowance.JKP.*``; an instalment
follows the rules of the day on which it is due, so that running benefits go
over to new ones. Whole rupiah, rounded half up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.eligibility import months_after
from desktop_app.wording import rounded

KEYS = ("allowance.JKP.rate", "allowance.JKP.cap", "allowance.JKP.months")
"""The parameters: rate by month in basis points, cap of the wage, number of months."""


@dataclass(frozen=True)
class Rules:
    """What holds on a day: the rate of each month in basis points, the cap of the wage."""

    rates: tuple[int, ...]
    cap: int
    months: int


@dataclass(frozen=True)
class Instalment:
    """One month of the allowance; nothing is paid once the person works again."""

    month: int
    due_on: date
    rate: int
    amount: int
    stopped: bool = False


def rules_of(parameter: Callable[[str], Any]) -> Rules | None:
    """The rules that parameters of a day say; None where there are none yet."""
    rates, cap, months = (parameter(key) for key in KEYS)
    if not rates or cap is None or not months:
        return None
    return Rules(tuple(int(rate) for rate in rates), int(cap), int(months))


def amount(wage: int, rules: Rules, month: int) -> int:
    """What a month (from 1) is worth for a wage; 0 after the last."""
    if not 1 <= month <= min(rules.months, len(rules.rates)):
        return 0
    return rounded(min(wage, rules.cap) * rules.rates[month - 1], 10_000)


def schedule(
    wage: int,
    first: date,
    rules_on: Callable[[date], Rules | None],
    works_from: date | None = None,
) -> list[Instalment]:
    """The instalments from the first due day on, month by month.

    From the day somebody works again (`works_from`) they are stopped and worth
    nothing. Raises UserError ALLOWANCE-RULES where no rules hold on the first day, and
    ALLOWANCE-WAGE for a wage below nothing.
    """
    if wage < 0:
        raise UserError("ALLOWANCE-WAGE", N_("A wage is nothing at least."))
    begun = rules_on(first)
    if begun is None:
        raise UserError("ALLOWANCE-RULES", N_("On this day there was no allowance yet."))
    found = []
    for month in range(1, begun.months + 1):
        due = months_after(first, month - 1)
        rules = rules_on(due) or begun
        stopped = works_from is not None and due >= works_from
        worth = 0 if stopped else amount(wage, rules, month)
        rate = rules.rates[month - 1] if month <= len(rules.rates) else 0
        found.append(Instalment(month, due, rate, worth, stopped))
    return found
