"""Who and what is in two classes at once: people, trainers, rooms.

Two sessions meet when their times overlap; one that ends no later than it begins ends on
the day after. Without times they meet when they are the same session of one day, or when
one class has but one session that day, which may take the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop_app.kinds import Code

_DAY = 24 * 60
"""Minutes of a day."""


class Doubled(Code):
    """What is in two classes at once."""

    PERSON = "PERSON", "Person"
    TRAINER = "TRAINER", "Instructor"
    ROOM = "ROOM", "Room"


@dataclass(frozen=True)
class Stretch:
    """One session of a class; `alone` if the class has no other that day."""

    day: date
    part: int = 1
    starts: str | None = None
    ends: str | None = None
    """Clock times, as ``09.30``."""
    alone: bool = False

    def meets(self, other: Stretch) -> bool:
        """Whether both are at the same time."""
        mine, theirs = self._minutes, other._minutes
        if mine and theirs:
            return mine[0] < theirs[1] and theirs[0] < mine[1]
        alike = self.part == other.part or self.alone or other.alone
        return self.day == other.day and alike

    @property
    def _minutes(self) -> tuple[int, int] | None:
        """From when to when, in minutes; None without times."""
        if not (self.starts and self.ends):
            return None
        first, last = (_minute(self.day, clock) for clock in (self.starts, self.ends))
        return first, last if last > first else last + _DAY


@dataclass(frozen=True)
class Taking:
    """Somebody or something that a class needs: a key to compare, a name, from when to when."""

    key: str
    name: str
    since: date = date.min
    until: date = date.max

    def needed_on(self, day: date) -> bool:
        """Whether the class needs it on a day."""
        return self.since <= day <= self.until


@dataclass(frozen=True)
class Course:
    """A class as clashes see it: when it is, and whom and what it needs."""

    id: str
    code: str
    stretches: tuple[Stretch, ...]
    needs: Mapping[Doubled, tuple[Taking, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Clash:
    """Somebody or something is in another class at the same time, on these days."""

    doubled: Doubled
    name: str
    other: str
    """The id of the other class."""
    other_code: str
    days: tuple[date, ...]
    key: str = ""


def clashes(course: Course, others: Iterable[Course]) -> list[Clash]:
    """Everybody and everything of `course` that one of the others has at the same time.

    In the order people, trainers, rooms, each by name.
    """
    found = [clash for other in others if other.id != course.id for clash in _with(course, other)]
    order = list(Doubled)
    return sorted(found, key=lambda c: (order.index(c.doubled), c.name, c.other_code))


def _with(course: Course, other: Course) -> Iterator[Clash]:
    days = sorted(_common_days(course, other))
    if not days:
        return
    for doubled, mine in course.needs.items():
        theirs = {one.key: one for one in other.needs.get(doubled, ())}
        for one in mine:
            also = theirs.get(one.key)
            if also is None:
                continue
            both = tuple(day for day in days if one.needed_on(day) and also.needed_on(day))
            if both:
                yield Clash(doubled, one.name, other.id, other.code, both, one.key)


def _common_days(course: Course, other: Course) -> set[date]:
    """The days on which a session of the one meets a session of the other."""
    by_day: dict[int, list[Stretch]] = {}
    for stretch in other.stretches:
        by_day.setdefault(stretch.day.toordinal(), []).append(stretch)
    return {
        mine.day
        for mine in course.stretches
        for day in range(mine.day.toordinal() - 1, mine.day.toordinal() + 2)
        if any(mine.meets(theirs) for theirs in by_day.get(day, ()))
    }


def _minute(day: date, clock: str) -> int:
    """A clock time (``09.30``) of a day, in minutes from the first day there is."""
    hours, minutes = clock.split(".")
    return day.toordinal() * _DAY + int(hours) * 60 + int(minutes)
