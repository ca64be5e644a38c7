"""The sessions of a class, laid on its days: which days, how many, with how many lesson hours.

Training days are days with sessions; the calendar span is something else and always longer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

DAY = timedelta(days=1)
_FAR = 3 * 366
"""Days beyond which nobody looks for a day of training."""


@dataclass(frozen=True)
class Rhythm:
    """How a class runs: sessions of a day (1 to 3), their JP, and the days (0 is Monday)."""

    sessions_a_day: int = 2
    session_hours: int = 4
    weekdays: frozenset[int] = frozenset(range(5))
    closed: frozenset[date] = frozenset()
    """Holidays of the office's province."""

    def teaches(self, day: date) -> bool:
        """Whether there can be a session on a day."""
        return day.weekday() in self.weekdays and day not in self.closed


@dataclass(frozen=True)
class Slot:
    """One session: its day, its place in the day from 1, its lesson hours (JP)."""

    day: date
    part: int
    lesson_hours: int


@dataclass(frozen=True)
class Laid:
    """A session as it stands in the books; `held` once somebody's attendance is marked in it."""

    id: str
    slot: Slot
    held: bool = False


@dataclass(frozen=True)
class Rearranged:
    """What has to change so that sessions follow the dates of their class.

    `changed` gives a session that is there another slot, so that its topic stays;
    `outside` are held sessions off the dates, which are kept all the same.
    """

    added: tuple[Slot, ...]
    changed: tuple[tuple[str, Slot], ...]
    dropped: tuple[str, ...]
    outside: tuple[str, ...]
    days: int


def teaching_days(since: date, until: date, rhythm: Rhythm) -> list[date]:
    """The days from `since` through `until` on which there is training."""
    span = ((since + DAY * n) for n in range((until - since).days + 1))
    return [day for day in span if rhythm.teaches(day)]


def last_day(since: date, days: int, rhythm: Rhythm) -> date | None:
    """The last of `days` training days from `since` on; None if there is none within 3 years."""
    found = (since + DAY * n for n in range(_FAR) if rhythm.teaches(since + DAY * n))
    for number, day in enumerate(found, 1):
        if number >= days:
            return day
    return None


def lay(days: Sequence[date], rhythm: Rhythm, lesson_hours: int | None = None) -> list[Slot]:
    """Sessions on `days`; `lesson_hours` of the whole are spread evenly, the first get the rest.

    Without a whole each session has the hours of the rhythm. Where there are too few hours
    for so many sessions, a day has fewer of them; a session has one hour at least.
    """
    if not days:
        return []
    parts = rhythm.sessions_a_day
    if lesson_hours is not None:
        parts = min(parts, max(1, lesson_hours // len(days)))
    places = [(day, part) for day in days for part in range(1, parts + 1)]
    hours = _spread(lesson_hours, len(places), rhythm.session_hours)
    return [Slot(day, part, jp) for (day, part), jp in zip(places, hours, strict=True)]


def rearrange(
    laid: Sequence[Laid],
    since: date,
    until: date,
    rhythm: Rhythm,
    lesson_hours: int | None = None,
) -> Rearranged:
    """Lay the sessions of a class anew between two dates, and keep what was held.

    A held session stays as it is, and its hours count in the whole; the others are moved to
    the places that are free, in order, and only what is too many is dropped.
    """
    held = {(one.slot.day, one.slot.part): one for one in laid if one.held}
    wanted = lay(teaching_days(since, until, rhythm), rhythm, lesson_hours)
    places = [slot for slot in wanted if (slot.day, slot.part) not in held]
    if lesson_hours is not None:
        done = sum(one.slot.lesson_hours for one in held.values())
        hours = _spread(max(lesson_hours - done, 0), len(places), rhythm.session_hours)
        places = [Slot(s.day, s.part, jp) for s, jp in zip(places, hours, strict=True)]
    spare = {(one.slot.day, one.slot.part): one for one in laid if not one.held}
    changed: list[tuple[str, Slot]] = []
    homeless = []
    for slot in places:
        one = spare.pop((slot.day, slot.part), None)
        if one is None:
            homeless.append(slot)
        elif one.slot != slot:
            changed.append((one.id, slot))
    left = [spare[place] for place in sorted(spare)]
    changed += [(one.id, slot) for one, slot in zip(left, homeless, strict=False)]
    outside = [one for one in held.values() if not since <= one.slot.day <= until]
    days = {slot.day for slot in places} | {day for day, _part in held}
    return Rearranged(
        tuple(homeless[len(left) :]),
        tuple(changed),
        tuple(one.id for one in left[len(homeless) :]),
        tuple(one.id for one in outside),
        len(days),
    )


def _spread(hours: int | None, places: int, each: int) -> list[int]:
    if hours is None or not places:
        return [each] * places
    share, more = divmod(hours, places)
    return [max(1, share + (1 if n < more else 0)) for n in range(places)]


class Fits(Enum):
    """Whether a number of training days is as the programme wants it."""

    WELL = "WELL"
    UNUSUAL = "UNUSUAL"
    """Outside what is usual (5 to 14): a warning."""
    NEVER = "NEVER"
    """Outside what can be (1 to 90): refused."""


@dataclass(frozen=True)
class Bounds:
    """How many training days are usual, and how many there can be at all."""

    least: int
    most: int
    hard_least: int
    hard_most: int

    @classmethod
    def read(cls, parameter: Callable[[str], Any]) -> Bounds:
        """As the dated parameters say."""
        names = ("min", "max", "hard_min", "hard_max")
        return cls(*(int(parameter(f"training.days.{name}")) for name in names))

    def judge(self, days: int) -> Fits:
        """What a number of training days is to them."""
        if not self.hard_least <= days <= self.hard_most:
            return Fits.NEVER
        return Fits.WELL if self.least <= days <= self.most else Fits.UNUSUAL
