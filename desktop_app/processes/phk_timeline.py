"""The course of a termination on one line: what was done, what is due, and where today is.

Notice, the working days that must lie between notice and termination, the
answer of the workers, the bipartite talks, the day it takes effect and the
report. The days come from the case and from the deadlines of its law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from desktop_app.kinds import Code
from desktop_app.processes.deadlines import (
    Case,
    Deadline,
    closed_days,
    deadlines,
    is_working,
    working_days_between,
    working_days_from,
)
from desktop_app.records.reference import DeadlineRule, Direction, Holiday, Unit

SOON = 3
"""Days before something at which it is called soon; of a deadline in its own unit."""


class Timing(Code):
    """How a stop of the course stands today."""

    DONE = "DONE", "On time"
    LATE = "LATE", "Too late"
    MISSED = "MISSED", "Missed"
    SOON = "SOON", "Soon"
    AHEAD = "AHEAD", "To come"


@dataclass(frozen=True)
class Stop:
    """One stop on the line.

    `name` is the date of the case it stands for, ``earliest`` for the first
    day on which the termination may take effect. `day` is when it was done or
    is planned, else the last day for it; `due` that last day, if the law
    names one. `left` counts to it, in working days if `working`; None once done.
    """

    name: str
    day: date
    timing: Timing
    due: date | None = None
    left: int | None = None
    working: bool = True
    days: int | None = None
    """How many days the law gives."""
    basis: str = ""


def timeline(
    case: Case, rules: Iterable[DeadlineRule], holidays: Iterable[Holiday], today: date
) -> list[Stop]:
    """The stops of a case, the earliest first; none without any date."""
    rules, holidays = tuple(rules), tuple(holidays)
    found = deadlines(case, rules, holidays, today)
    stops = [*_dated(case, found, today), *_due(found), *_earliest(case, rules, holidays, today)]
    return sorted(stops, key=lambda stop: (stop.day, _ORDER.index(stop.name)))


_DATES = (
    *("notice_on", "reply_on", "bipartite_on", "bipartite_closed_on"),
    *("probation_effective_on", "effective_on", "reported_on"),
)
_ORDER = ("notice_on", "earliest", *_DATES[1:])


def _dated(case: Case, found: Sequence[Deadline], today: date) -> Iterator[Stop]:
    """What was done or is planned: the dates that the case has."""
    # Where two rules ask for one date (notice, also in probation), the earlier day counts.
    asked = {deadline.rule.met_by: deadline for deadline in reversed(found)}
    for name in _DATES:
        day = case.dates.get(name)
        if day is None:
            continue
        deadline = asked.get(name)
        due = deadline.due if deadline else None
        left = (day - today).days if day > today else None
        if due is not None and day > due:
            timing = Timing.LATE
        elif left is not None:
            timing = Timing.SOON if left <= SOON else Timing.AHEAD
        else:
            timing = Timing.DONE
        yield Stop(name, day, timing, due, left, working=False, **_law(deadline))


def _due(found: Sequence[Deadline]) -> Iterator[Stop]:
    """What the law still waits for, on its last day."""
    for deadline in found:
        name, left = deadline.rule.met_by, deadline.days_left
        if deadline.met_on is None and left is not None and name in _ORDER:
            timing = Timing.MISSED if left < 0 else Timing.SOON if left <= SOON else Timing.AHEAD
            working = deadline.rule.unit is Unit.WORKING
            yield Stop(name, deadline.due, timing, deadline.due, left, working, **_law(deadline))


def _earliest(
    case: Case, rules: Sequence[DeadlineRule], holidays: Sequence[Holiday], today: date
) -> Iterator[Stop]:
    """The first day on which the termination may take effect: the notice's time has run."""
    notice, effective = case.dates.get("notice_on"), case.dates.get("effective_on")
    if notice is None:
        return
    for rule in rules:
        asks = (rule.counts_from, rule.met_by) == ("effective_on", "notice_on")
        if not asks or rule.regime not in (None, case.regime):
            continue
        if rule.direction is not Direction.BEFORE or rule.unit is not Unit.WORKING:
            continue
        if not (rule.valid_from or notice) <= notice <= (rule.valid_to or notice):
            continue
        closed = closed_days(holidays, rule.stopped_by, case.province)
        # A notice on a Sunday counts as one on Monday, as it does when the days
        # are counted back from the day it takes effect.
        given = notice if is_working(notice, closed) else working_days_from(notice, 1, closed)
        day = working_days_from(given, rule.days, closed)
        left = working_days_between(today, day, closed) if day > today else None
        if effective is not None and effective < day:
            timing = Timing.MISSED
        elif left is None:
            timing = Timing.DONE
        else:
            timing = Timing.SOON if left <= SOON else Timing.AHEAD
        yield Stop("earliest", day, timing, None, left, days=rule.days, basis=rule.basis or "")


class _Law(TypedDict):
    days: int | None
    basis: str


def _law(deadline: Deadline | None) -> _Law:
    if deadline is None:
        return _Law(days=None, basis="")
    return _Law(days=deadline.rule.days, basis=deadline.rule.basis or "")
