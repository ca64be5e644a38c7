"""What industry asks for against what the catalogue offers; and needs read from a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.records.names import fold


@dataclass(frozen=True)
class Wish:
    """A need of the industry: a skill, how many people (if said), the programme chosen for it."""

    skill: str
    sector: str = ""
    people: int | None = None
    programme: str | None = None


@dataclass(frozen=True)
class Course:
    """A programme of the catalogue, with the seats of its classes that are still to end."""

    id: str
    name: str
    seats: int = 0


@dataclass(frozen=True)
class Line:
    """Needs that the same programmes answer, or the same skill that none answers."""

    sector: str
    skills: tuple[str, ...]
    people: int
    uncounted: int
    """Needs that name no number of people."""
    courses: tuple[Course, ...]

    @property
    def seats(self) -> int:
        """Seats planned in the fitting programmes."""
        return sum(course.seats for course in self.courses)

    @property
    def gap(self) -> int:
        """People asked for beyond the seats."""
        return max(0, self.people - self.seats)


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if len(word) > 2]


def fits(skill: str, name: str) -> bool:
    """Whether a programme's name holds every word of a skill; ``forklif`` is ``forklift``."""
    asked, offered = _words(skill), _words(name)
    return bool(asked) and all(any(_alike(word, other) for other in offered) for word in asked)


def _alike(word: str, other: str) -> bool:
    if min(len(word), len(other)) < 4:
        return word == other
    return word.startswith(other) or other.startswith(word)


def fitting(wish: Wish, courses: Iterable[Course]) -> tuple[Course, ...]:
    """The programmes that answer a need: the one chosen for it, or those named like it."""
    if wish.programme is not None:
        return tuple(course for course in courses if course.id == wish.programme)
    return tuple(course for course in courses if fits(wish.skill, course.name))


def against(wishes: Iterable[Wish], courses: Sequence[Course]) -> list[Line]:
    """The demand by sector and skill, the widest gap first.

    Seats of a programme that answers two skills of different lines count in both.
    """
    groups: dict[tuple[str, object], tuple[list[Wish], tuple[Course, ...]]] = {}
    for wish in wishes:
        found = fitting(wish, courses)
        key = frozenset(course.id for course in found) if found else fold(wish.skill)
        groups.setdefault((wish.sector, key), ([], found))[0].append(wish)
    lines = []
    for (sector, _key), (members, found) in groups.items():
        named = {fold(wish.skill): wish.skill for wish in members}
        people = sum(wish.people or 0 for wish in members)
        uncounted = sum(wish.people is None for wish in members)
        lines.append(Line(sector, tuple(sorted(named.values())), people, uncounted, found))
    return sorted(lines, key=lambda line: (-line.gap, line.sector, line.skills))


_PEOPLE = r"(?:orang|org|pekerja|tenaga kerja|people|persons|workers)"
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_COUNTS = (
    re.compile(rf"^(?P<n>\d[\d.]*)\s+(?:{_PEOPLE}\s+)?(?P<skill>\D.*)$", re.IGNORECASE),
    re.compile(rf"^(?P<skill>.*?)\s*[(:=]?\s*(?P<n>\d[\d.]*)\s+{_PEOPLE}\s*\)?$", re.IGNORECASE),
    re.compile(r"^(?P<skill>.*?)\s*[(:=]\s*(?P<n>\d[\d.]*)\s*\)?$"),
)
"""Ways to say how many: ``20 juru las``, ``Juru las (20 orang)``, ``Juru las: 20``."""


def needs_in(text: str) -> list[tuple[str, int | None]]:
    """The skills that a text lists by line, comma or semicolon, with the people asked for."""
    found = []
    for line in re.split(r"[\n;,]", text):
        said = _BULLET.sub("", line).strip().rstrip(".").strip()
        people = None
        for pattern in _COUNTS:
            if match := pattern.match(said):
                said, people = match["skill"].strip(), int(match["n"].replace(".", ""))
                break
        if said and _words(said):
            found.append((said[:160], people if people and people <= 1_000_000 else None))
    return found
