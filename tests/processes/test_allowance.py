"""The vectors of JKP under the rules of 2021 and 2025 (`domain.md` 1.5)."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from desktop_app.errors import UserError
from desktop_app.processes.allowance import Rules, amount, rules_of, schedule

ROWS = json.loads((files("resources") / "reference" / "parameters.json").read_text("utf-8"))


def rules_on(day: date) -> Rules | None:
    """By the parameters that are shipped."""

    def parameter(key: str) -> Any:
        rows = [r for r in ROWS if r["key"] == key and r["valid_from"] <= day.isoformat()]
        return json.loads(max(rows, key=lambda r: r["valid_from"])["value"]) if rows else None

    return rules_of(parameter)


def sums(wage: int, first: date, works_from: date | None = None) -> list[int]:
    return [one.amount for one in schedule(wage, first, rules_on, works_from)]


OLD, NEW = date(2023, 5, 2), date(2025, 2, 7)


def test_sixty_per_cent_up_to_the_cap() -> None:
    rules = rules_on(NEW)
    assert rules == Rules((6_000,) * 6, 5_000_000, 6)
    assert amount(4_200_000, rules, 1) == 2_520_000
    assert amount(7_000_000, rules, 1) == 3_000_000
    assert [amount(7_000_000, rules, month) for month in (0, 6, 7)] == [0, 3_000_000, 0]
    assert sum(sums(7_000_000, NEW)) == 18_000_000


def test_the_rules_of_2021_fall_after_three_months() -> None:
    assert sums(5_000_000, OLD) == [2_250_000] * 3 + [1_250_000] * 3
    assert sum(sums(5_000_000, OLD)) == 10_500_000


def test_a_running_benefit_goes_over_to_the_new_rules() -> None:
    found = sums(5_000_000, date(2025, 1, 15))
    assert found == [2_250_000] + [3_000_000] * 5
    assert sum(found) == 17_250_000


def test_it_stops_when_work_is_recorded() -> None:
    found = schedule(5_000_000, NEW, rules_on, works_from=date(2025, 4, 7))
    assert [one.amount for one in found] == [3_000_000, 3_000_000, 0, 0, 0, 0]
    assert [one.stopped for one in found] == [False, False, True, True, True, True]


def test_a_month_that_is_shorter_ends_with_its_last_day() -> None:
    found = schedule(4_000_000, date(2025, 8, 31), rules_on)
    assert [one.due_on.isoformat() for one in found[:3]] == [
        "2025-08-31",
        "2025-09-30",
        "2025-10-31",
    ]


def test_half_a_rupiah_is_rounded_up_and_before_2021_there_is_nothing() -> None:
    assert amount(3, Rules((5_000,), 10, 1), 1) == 2
    with pytest.raises(UserError) as told:
        schedule(5_000_000, date(2021, 2, 1), rules_on)
    assert told.value.code == "ALLOWANCE-RULES"


def test_a_wage_below_nothing_is_a_slip_of_the_hand() -> None:
    assert sums(0, NEW) == [0] * 6
    with pytest.raises(UserError) as told:
        schedule(-5_000_000, NEW, rules_on)
    assert told.value.code == "ALLOWANCE-WAGE"
