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
