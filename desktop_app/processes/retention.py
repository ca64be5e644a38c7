"""Time limits of the law on personal data: hours of a clock, years of keeping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class TimeLimit:
    """Until when something must be done, and how much of the time is left."""

    until: datetime
    left: timedelta
    """Negative once the limit has passed."""

    @property
    def passed(self) -> bool:
        """Whether the time has run out."""
        return self.left < timedelta(0)

    @property
    def hours(self) -> int:
        """Whole hours left, or by which it is late (never negative)."""
        return int(abs(self.left) / timedelta(hours=1))


def time_limit(since: datetime, hours: int, now: datetime) -> TimeLimit:
    """The limit of `hours` from `since` (UU 27/2022: 3x24 hours), as of `now`.

    Hours of the clock: nights, Sundays and holidays count.
    """
    until = since + timedelta(hours=hours)
    return TimeLimit(until, until - now)


def years_before(day: date, years: int) -> date:
    """The same day `years` ago; of 29 February the 28th where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
