"""Attendance by lesson hours (JP): how much of a class somebody attended, and who is at risk.

Whole numbers only: hours are JP, shares are basis points rounded half up.

A session is *held* for a person when it carries a mark, or when its day is
past without one: then the mark is missing, counts nothing, and is shown as
missing until somebody enters it. A session of today or later without a mark
is still to come and is held against nobody. Sessions after a person left
(`until`) are none of his.

Two different things are said of who falls short:

- *below*: what was attended is less than the least share of what was held so
  far. It may still come right.
- *lost*: even if every session without a mark (those missing included) turns
  out as attended, the least share of the whole class is out of reach.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.i18n import N_, translate
from desktop_app.kinds import Code
from desktop_app.records.teaching import Mark
from desktop_app.wording import integer, share

LEAST = 8_000
"""Basis points where neither the programme nor a parameter says (Permenaker 2/2025 Art. 13)."""


class Risk(Code):
    """Whether somebody comes up to the least attendance."""

    NONE = "NONE", "On course"
    BELOW = "BELOW", "At risk"
    LOST = "LOST", "Out of reach"


@dataclass(frozen=True)
class Rules:
    """What counts as attended, and how much of it is needed (basis points)."""

    least: int = LEAST
    sick_counts: bool = False
    leave_counts: bool = False
    late_minutes: int | None = None
    """Who comes later than so many minutes counts as absent; None for never."""


def rules_of(parameter: Callable[[str], Any], least: int | None = None) -> Rules:
    """The rules in force; `least` is the programme's own, which goes before the parameter."""
    given = parameter("attendance.min_share") if least is None else least
    return Rules(
        LEAST if given is None else int(given),
        bool(parameter("attendance.sick_counts")),
        bool(parameter("attendance.leave_counts")),
        parameter("attendance.late_minutes"),
    )


@dataclass(frozen=True)
class Lesson:
    """A session: its day and how many lesson hours it weighs."""

    id: str
    day: date
    hours: int


@dataclass(frozen=True)
class Seen:
    """A mark as it was entered; `late` in minutes."""

    mark: Mark
    late: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where one person stands, in lesson hours and basis points."""

    attended: int
    held: int
    whole: int
    """Lesson hours of all sessions that are the person's, those to come included."""
    open: int
    """Lesson hours without a mark: missing ones and those to come."""
    missing: int
    """Sessions that are past and have no mark."""
    counts: Mapping[Mark, int]
    """How many sessions carry each mark."""
    least: int

    @property
    def share(self) -> int | None:
        """What was attended of what was held; None before anything was."""
        return share(self.attended, self.held) if self.held else None

    @property
    def within_reach(self) -> int:
        """The share of the whole class if all that is open turns out as attended."""
        return share(self.attended + self.open, self.whole)

    @property
    def risk(self) -> Risk:
        """Compared exactly, not by the rounded shares: 79.996 % is less than 80 %."""
        if (self.attended + self.open) * 10_000 < self.least * self.whole:
            return Risk.LOST
        return Risk.BELOW if self.attended * 10_000 < self.least * self.held else Risk.NONE

    @property
    def word(self) -> str:
        """The standing in a word or two, in the reader's language; empty if nothing is short."""
        if self.risk is Risk.LOST:
            return translate(Risk.LOST.label)
        if self.missing:
            return translate(N_("{n} not marked")).format(n=integer(self.missing))
        return translate(Risk.BELOW.label) if self.risk is Risk.BELOW else ""

    @property
    def passes(self) -> bool:
        """Whether the least share was reached for certain, with nothing left open."""
        return self.open == 0 and self.whole > 0 and self.risk is Risk.NONE


def counts(seen: Seen, rules: Rules) -> bool:
    """Whether a mark counts as attended."""
    if seen.mark is Mark.SICK:
        return rules.sick_counts
    if seen.mark is Mark.LEAVE:
        return rules.leave_counts
    too_late = rules.late_minutes is not None and (seen.late or 0) > rules.late_minutes
    return seen.mark is Mark.PRESENT and not too_late


def standing(
    lessons: Sequence[Lesson],
    marks: Mapping[str, Seen],
    rules: Rules,
    today: date,
    until: date | None = None,
) -> Standing:
    """Where somebody stands whose `marks` are given by session; `until` he took part."""
    mine = [one for one in lessons if until is None or one.day <= until or one.id in marks]
    marked = [(one, marks[one.id]) for one in mine if one.id in marks]
    missing = [one for one in mine if one.id not in marks and one.day < today]
    whole = sum(one.hours for one in mine)
    known = sum(one.hours for one, _seen in marked)
    return Standing(
        attended=sum(one.hours for one, seen in marked if counts(seen, rules)),
        held=known + sum(one.hours for one in missing),
        whole=whole,
        open=whole - known,
        missing=len(missing),
        counts={mark: sum(seen.mark is mark for _one, seen in marked) for mark in Mark},
        least=rules.least,
    )
