"""The numbers of a picture: one object that is drawn, printed, read aloud and copied.

The window and the paper each draw it in their way; neither has a number that
the table lacks. All words are in the language in which it was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Part:
    """One part of a picture: a bar, a class."""

    label: str
    cells: tuple[str, ...]
    """Its row of the table, as shown; the label stands first."""
    opens: Any = None
    """What the window opens for it; None for nothing."""


@dataclass(frozen=True)
class Bar(Part):
    """A part that is as long as its number."""

    number: int = 0
    begun: int | None = None
    """Of `number`, how many are further on: the darker part of the bar."""
    target: int | None = None
    """Where the tick stands; None for no target."""
    shown: str = ""
    """What stands at its end."""
    after: str = ""
    """What stands behind that, more faintly."""
    strong: bool = False
    """Whether it is the sum of others."""


@dataclass(frozen=True)
class Strip(Part):
    """A part that lies between two days."""

    since: date = date.min
    until: date = date.min
    below: str = ""
    """A second line of the label."""
    shown: str = ""
    state: str = ""
    """In words; `role` is its colour: ``accent``, ``info``, ``muted``."""
    role: str = "accent"


@dataclass(frozen=True)
class Picture:
    """Parts under a title; `heads` are those of the table."""

    title: str
    heads: tuple[str, ...]
    parts: Sequence[Part] = ()
    empty: str = ""
    """What is said when there are no parts."""
    note: str = ""
    """A line beneath: what the marks mean, what is provisional."""

    def table(self) -> list[tuple[str, ...]]:
        """The numbers as rows of texts, the heads first."""
        return [self.heads, *(part.cells for part in self.parts)]

    def told(self) -> str:
        """The numbers in words, for who cannot see the picture."""
        said = "; ".join(" ".join(part.cells) for part in self.parts) or self.empty
        return f"{said}. {self.note}" if self.note else said


@dataclass(frozen=True)
class Bars(Picture):
    """Bars beneath each other on one scale."""

    parts: Sequence[Bar] = field(default=())

    @property
    def most(self) -> int:
        """What the whole width stands for."""
        return max((max(b.number, b.target or 0) for b in self.parts if not b.strong), default=1)


@dataclass(frozen=True)
class Weeks(Picture):
    """Strips over the days from `first` on, `closed` of them holidays or week-ends."""

    parts: Sequence[Strip] = field(default=())
    first: date = date.min
    days: int = 14
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Slice(Part):
    """A part of a ring; `role` is its colour: ``accent``, ``accent_pale``, ``muted``, ``track``."""

    number: int = 0
    role: str = "track"
    shown: str = ""
    apart: bool = False
    """Whether it stands beside the ring, no part of the whole."""


@dataclass(frozen=True)
class Ring(Picture):
    """Half a ring of parts of one whole, its share in the middle, a tick at the target."""

    parts: Sequence[Slice] = field(default=())
    shown: str = ""
    """The share, in the middle."""
    below: str = ""
    """What it is a share of, beneath it."""
    target: int | None = None
    """Basis points; None for no target."""

    @property
    def whole(self) -> int:
        """What the ring is made of."""
        return sum(part.number for part in self.parts if not part.apart)

    def arcs(self) -> list[tuple[Slice, float, float]]:
        """Each part that has a length, with its beginning and end as parts of the whole."""
        whole, at, found = max(1, self.whole), 0, []
        for part in self.parts:
            if part.number and not part.apart:
                found.append((part, at / whole, (at + part.number) / whole))
                at += part.number
        return found


@dataclass(frozen=True)
class Point(Part):
    """A month of a curve; the numbers run on, None where the month has not come."""

    number: int | None = None
    promised: int | None = None
    """The number and what is promised beside it."""


@dataclass(frozen=True)
class Curve(Picture):
    """Numbers that run on from month to month, against an even way to the whole."""

    parts: Sequence[Point] = field(default=())
    whole: int = 0
    """Where the dashed line ends; 0 for none."""
    shown: str = ""
    """What stands at the curve's end."""
    top: str = ""
    """What stands at the whole."""

    @property
    def most(self) -> int:
        """What the whole height stands for."""
        numbers = (number for part in self.parts for number in (part.number, part.promised))
        return max([1, self.whole, *(number or 0 for number in numbers)])

    def line(self, name: str) -> list[tuple[int, int]]:
        """The places and numbers of one line: ``number`` or ``promised``."""
        found = ((place, getattr(part, name)) for place, part in enumerate(self.parts))
        return [(place, number) for place, number in found if number is not None]
