"""Which backups stay: the newest of 7 days, of 4 weeks and of 12 months."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime

DAYS, WEEKS, MONTHS = 7, 4, 12


def kept(copies: Sequence[datetime], now: datetime, day: Callable[[datetime], date]) -> set[int]:
    """The positions in `copies` of those that stay; `day` is the office's date of a moment.

    All of today's stay, and the newest ever. When a copy lies in the future
    the clock was set back, and then all stay: nobody knows which is old.
    """
    if any(at > now for at in copies):
        return set(range(len(copies)))
    order = sorted(range(len(copies)), key=lambda n: copies[n], reverse=True)
    stay = {n for n in order if day(copies[n]) == day(now)} | set(order[:1])
    periods: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
        (DAYS, lambda d: d),
        (WEEKS, lambda d: d.isocalendar()[:2]),
        (MONTHS, lambda d: (d.year, d.month)),
    )
    for most, period in periods:
        seen: set[Hashable] = set()
        for n in order:
            name = period(day(copies[n]))
            if name not in seen and len(seen) < most:
                seen.add(name)
                stay.add(n)
    return stay
