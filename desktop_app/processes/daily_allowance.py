"""Pocket money and transport out of attendance: days that count, times the rate of day and place.

Whole rupiah. A day counts where at least the rate's part of its lesson hours was
attended; of several rates of a kind the one for the nearest place holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.processes.attendance import Lesson, Rules, Seen, counts
from desktop_app.records.budget import DAILY, Rate
from desktop_app.records.funding import CostKind


@dataclass(frozen=True)
class Earned:
    """So many days of a kind at one rate."""

    kind: CostKind
    amount: int
    days: int

    @property
    def total(self) -> int:
        """In rupiah."""
        return self.amount * self.days


def day_shares(
    lessons: Iterable[Lesson], marks: Mapping[str, Seen], rules: Rules
) -> dict[date, tuple[int, int]]:
    """For each day with lessons, the hours attended and the hours there were."""
    found: dict[date, tuple[int, int]] = {}
    for one in lessons:
        attended, whole = found.get(one.day, (0, 0))
        seen = marks.get(one.id)
        there = one.hours if seen is not None and counts(seen, rules) else 0
        found[one.day] = attended + there, whole + one.hours
    return found


def rate_on(rates: Iterable[Rate], kind: CostKind, day: date, region: str | None) -> Rate | None:
    """The rate of a kind on a day for a place; None where none holds."""
    fitting = [
        rate
        for rate in rates
        if rate.cost_kind is kind
        and rate.active
        and rate.voided_at is None
        and rate.valid_from <= day
        and (rate.valid_to is None or day <= rate.valid_to)
        and (rate.region is None or (region or "").startswith(rate.region))
    ]
    return max(fitting, key=lambda rate: (len(rate.region or ""), rate.valid_from), default=None)


def earned(
    lessons: Sequence[Lesson],
    marks: Mapping[str, Seen],
    rules: Rules,
    rates: Sequence[Rate],
    region: str | None,
) -> list[Earned]:
    """What somebody has earned, by kind and rate; nothing for days without a rate."""
    days: Counter[tuple[CostKind, int]] = Counter()
    for day, (attended, whole) in day_shares(lessons, marks, rules).items():
        for kind in DAILY:
            rate = rate_on(rates, kind, day, region)
            if rate is not None and attended and attended * 10_000 >= rate.least_share * whole:
                days[kind, rate.amount] += 1
    return [Earned(kind, amount, count) for (kind, amount), count in days.items()]
