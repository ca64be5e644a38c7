"""Pocket money and transport from attendance, with the numbers written out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from desktop_app.processes.attendance import Lesson, Rules, Seen
from desktop_app.processes.daily_allowance import Earned, earned, rate_on
from desktop_app.records.budget import Rate
from desktop_app.records.funding import CostKind
from desktop_app.records.teaching import Mark

FIRST = date(2026, 11, 2)
POCKET, TRANSPORT = CostKind.POCKET_MONEY, CostKind.TRANSPORT


def rate(kind: CostKind, amount: int, **over: Any) -> Rate:
    return Rate(**{"cost_kind": kind, "amount": amount, "valid_from": date(2026, 1, 1)} | over)


def lessons(days: int) -> list[Lesson]:
    """Two sessions a day, of 5 and 3 JP."""
    return [
        Lesson(f"{n}{part}", FIRST + timedelta(days=n), hours)
        for n in range(days)
        for part, hours in (("a", 5), ("b", 3))
    ]


def marks(days: str) -> dict[str, Seen]:
    """One letter a session: ``HH HA`` is a whole day and a morning."""
    found = {}
    for n, pair in enumerate(days.split()):
        for part, letter in zip("ab", pair, strict=True):
            found[f"{n}{part}"] = Seen(Mark.of(letter))
    return found


def test_days_times_the_rate_of_day_and_place() -> None:
    rates = [
        rate(POCKET, 100_000, valid_to=date(2026, 11, 4)),
        rate(POCKET, 120_000, valid_from=date(2026, 11, 5)),
        rate(POCKET, 90_000, region="35"),
        rate(TRANSPORT, 25_000, least_share=5_000),
        rate(TRANSPORT, 40_000, least_share=5_000, region="71.71"),
    ]
    # Five days: whole, whole, morning only (5 of 8 JP), absent, whole.
    found = earned(lessons(5), marks("HH HH HA AA HH"), Rules(), rates, "71.71")
    assert set(found) == {
        Earned(POCKET, 100_000, 2),  # 2 and 3 November
        Earned(POCKET, 120_000, 1),  # 6 November, by the later rate
        Earned(TRANSPORT, 40_000, 4),  # half a day is enough for transport
    }
    # 200.000 + 120.000 + 160.000.
    assert sum(one.total for one in found) == 480_000


def test_sick_and_late_days_count_as_the_rules_say() -> None:
    rates = [rate(POCKET, 100_000)]
    sick = marks("HH SS")
    assert earned(lessons(2), sick, Rules(), rates, None) == [Earned(POCKET, 100_000, 1)]
    paid = Rules(sick_counts=True)
    assert earned(lessons(2), sick, paid, rates, None) == [Earned(POCKET, 100_000, 2)]
    late = {"0a": Seen(Mark.PRESENT, 45), "0b": Seen(Mark.PRESENT)}
    assert earned(lessons(1), late, Rules(late_minutes=30), rates, None) == []
    assert earned(lessons(1), {}, Rules(), rates, None) == []


def test_a_rate_holds_where_it_is_in_force() -> None:
    off = rate(POCKET, 1, active=False)
    far = rate(POCKET, 2, region="35.78")
    assert rate_on([off, far], POCKET, FIRST, "71.71") is None
    assert rate_on([off, far], POCKET, FIRST, "35.78.08") is far
    assert rate_on([far], TRANSPORT, FIRST, "35.78") is None
