"""The days by which the law wants something done, counted in working days.

A working day is Monday to Friday and no holiday of a kind that stops the
deadline. The day counted from does not count itself. Sources stand in each
rule's `basis`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop_app.records.reference import DeadlineRule, Direction, Holiday, Unit

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """What deadlines need of a case: its law, its province and its dates by name."""

    id: str
    regime: str | None
    dates: Mapping[str, date | None] = field(default_factory=dict)
    province: str | None = None


@dataclass(frozen=True)
class Deadline:
    """One deadline of a case.

    `days_left` counts in the rule's unit from today to `due`, negative once
    it has passed, and is None when the thing was done (`met_on`).
    """

    rule: DeadlineRule
    start: date
    due: date
    met_on: date | None
    days_left: int | None

    @property
    def missed(self) -> bool:
        """Done too late, or not done although the day has passed."""
        if self.met_on is not None:
            return self.met_on > self.due
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True)
class Moved:
    """A deadline not yet met whose day differs under another table of holidays."""

    case: str
    rule: DeadlineRule
    was: date
    now: date


def closed_days(
    holidays: Iterable[Holiday], stopped_by: str, province: str | None = None
) -> frozenset[date]:
    """The holidays of the kinds in `stopped_by` (codes with commas) in a province.

    A holiday without a province holds everywhere, one taken out of use nowhere.
    """
    kinds = {kind.strip() for kind in stopped_by.split(",")}
    return frozenset(
        holiday.day
        for holiday in holidays
        if str(holiday.kind) in kinds
        and holiday.province in (None, province)
        and holiday.voided_at is None
    )


def is_working(day: date, closed: frozenset[date]) -> bool:
    """Monday to Friday and not closed."""
    return day.weekday() < 5 and day not in closed


def working_days_from(start: date, days: int, closed: frozenset[date]) -> date:
    """The working day `days` after `start`, or before it if negative; 0 is `start`."""
    step = DAY if days > 0 else -DAY
    day, left = start, abs(days)
    while left:
        day += step
        left -= is_working(day, closed)
    return day


def working_days_between(start: date, end: date, closed: frozenset[date]) -> int:
    """Working days after `start` up to `end`; negative if `end` comes first."""
    if end < start:
        return -working_days_between(end, start, closed)
    # By weeks and not by days: what lies years back is asked as often as what is due.
    weeks, rest = divmod((end - start).days, 7)
    days = 5 * weeks + sum((start + DAY * n).weekday() < 5 for n in range(1, rest + 1))
    return days - sum(start < day <= end and day.weekday() < 5 for day in closed)


def due(
    rule: DeadlineRule, start: date, holidays: Iterable[Holiday], province: str | None = None
) -> date:
    """The last day for what `rule` asks, counted from `start`."""
    days = rule.days if rule.direction is Direction.AFTER else -rule.days
    if rule.unit is Unit.CALENDAR:
        return start + DAY * days
    return working_days_from(start, days, closed_days(holidays, rule.stopped_by, province))


def deadlines(
    case: Case, rules: Iterable[DeadlineRule], holidays: Iterable[Holiday], today: date
) -> list[Deadline]:
    """All deadlines of a case whose starting date is known, the earliest first."""
    table = tuple(holidays)
    found = [_deadline(case, rule, start, table, today) for rule, start in _applying(case, rules)]
    return sorted(found, key=lambda deadline: (deadline.due, deadline.rule.id))


def moved(
    cases: Iterable[Case],
    rules: Iterable[DeadlineRule],
    old: Iterable[Holiday],
    new: Iterable[Holiday],
) -> list[Moved]:
    """The unmet deadlines that lie elsewhere under the `new` table of holidays."""
    rules, old, new = tuple(rules), tuple(old), tuple(new)
    found = []
    for case in cases:
        for rule, start in _applying(case, rules):
            was = due(rule, start, old, case.province)
            now = due(rule, start, new, case.province)
            if was != now and _met_on(case, rule) is None:
                found.append(Moved(case.id, rule, was, now))
    return found


def _applying(case: Case, rules: Iterable[DeadlineRule]) -> Iterator[tuple[DeadlineRule, date]]:
    """The rules of the case's law that have a date to count from, with that date."""
    for rule in rules:
        start = case.dates.get(rule.counts_from)
        if start is None or rule.regime not in (None, case.regime):
            continue
        if (rule.valid_from or start) <= start <= (rule.valid_to or start):
            yield rule, start


def _met_on(case: Case, rule: DeadlineRule) -> date | None:
    return case.dates.get(rule.met_by) if rule.met_by else None


def _deadline(
    case: Case, rule: DeadlineRule, start: date, holidays: tuple[Holiday, ...], today: date
) -> Deadline:
    day = due(rule, start, holidays, case.province)
    met_on = _met_on(case, rule)
    left = None
    if met_on is None and rule.unit is Unit.CALENDAR:
        left = (day - today).days
    elif met_on is None:
        closed = closed_days(holidays, rule.stopped_by, case.province)
        left = working_days_between(today, day, closed)
        # A deadline passed on a Friday is missed on Saturday, though no working day went by.
        left = min(left, -1) if day < today else left
    return Deadline(rule, start, day, met_on, left)
