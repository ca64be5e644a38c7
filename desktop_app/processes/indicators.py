"""Indicators: versioned definitions, the plain facts they ask for, and what they come to.

`processes.measuring` counts (`domain.md` 1.8).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from math import sqrt
from typing import NamedTuple, TypeAlias

from desktop_app.processes.working import Answer
from desktop_app.records.funding import Measured
from desktop_app.records.work import WorkOutcome
from desktop_app.wording import rounded, share

WORK = tuple(one for one in WorkOutcome if one.works)
"""The four kinds of work, which every report shows apart."""


class Unit(StrEnum):
    """What an indicator is a quotient of."""

    PEOPLE = "PEOPLE"
    HOURS = "HOURS"
    MONEY = "MONEY"
    MONEY_A_HEAD = "MONEY_A_HEAD"
    """Rupiah for each person; no share."""


@dataclass(frozen=True)
class Definition:
    """One version of an indicator; `outcomes` are the kinds of work that count as working."""

    code: str
    version: int
    name: str
    numerator: str
    denominator: str
    denominator_words: str
    outcomes: tuple[WorkOutcome, ...] = ()
    window_months: int | None = None
    measured: Measured | None = None
    target: int | None = None
    """Basis points; belongs to this version and no other."""
    provisional: bool = True
    basis: str = ""
    name_en: str = ""
    words_en: str = ""
    """The denominator in English words; of the names Indonesian is meant where there is none."""

    @property
    def id(self) -> str:
        """``IND-01:1``, as it is printed beside every figure."""
        return f"{self.code}:{self.version}"


class Person(NamedTuple):
    """One enrolment, as far as indicators ask. A day is None where it has not come."""

    id: str
    worker: str
    year: int
    """The programme year."""
    registered_on: date
    approved: bool = False
    started_on: date | None = None
    ends_on: date | None = None
    """When the training ended for this person: the day from which follow-ups are due."""
    passed_on: date | None = None
    assessed_on: date | None = None
    competent_on: date | None = None
    certified_on: date | None = None
    attended: int = 0
    """Lesson hours (JP) the person was there for, of `held`."""
    held: int = 0
    answers: tuple[Answer, ...] = ()


class Consulted(NamedTuple):
    """One worker about whom an employer talked to the office."""

    id: str
    worker: str
    year: int
    held_on: date
    kept: bool | None = None
    """None while nothing is decided."""


@dataclass(frozen=True)
class Known:
    """All that indicators are counted over; money and quota are None where nobody set them."""

    people: Sequence[Person] = ()
    consulted: Sequence[Consulted] = ()
    quota: int | None = None
    ceiling: int | None = None
    spent: int | None = None


Ids: TypeAlias = frozenset[str]
NOBODY: Ids = frozenset()


@dataclass(frozen=True)
class Measurement:
    """What an indicator comes to: `part` of `whole`, and the ids behind each number."""

    definition: Definition
    as_of: date
    unit: Unit = Unit.PEOPLE
    part: int | None = None
    whole: int | None = None
    counted: Ids = NOBODY
    out_of: Ids = NOBODY
    unknown: Ids = NOBODY
    """Below the line, but nobody knows the answer."""
    open: Ids = NOBODY
    """Their window is still open: neither above nor below the line."""
    kinds: Mapping[WorkOutcome, Ids] = field(default_factory=dict)
    record: str = "enrolment"
    """The table of the ids."""

    @property
    def share(self) -> int | None:
        """Basis points; None of nothing, and where it is no share."""
        if self.part is None or not self.whole or self.unit is Unit.MONEY_A_HEAD:
            return None
        return share(self.part, self.whole)

    @property
    def a_head(self) -> int | None:
        """Whole rupiah for each person; None for shares, and for nobody."""
        if self.part is None or not self.whole or self.unit is not Unit.MONEY_A_HEAD:
            return None
        return rounded(self.part, self.whole)

    @property
    def interval(self) -> tuple[int, int] | None:
        """Where the share of people lies with 95 % certainty; None where people are not drawn."""
        if self.unit is not Unit.PEOPLE or self.part is None or not self.whole:
            return None
        return wilson(self.part, self.whole) if self.part <= self.whole else None

    @property
    def digest(self) -> str:
        """SHA-256 of the definition, the day and the ids: the same wherever it is counted."""
        told = asdict(self.definition) | {
            "as_of": self.as_of.isoformat(),
            "of": [self.part, self.whole],
            "kinds": {kind: sorted(ids) for kind, ids in self.kinds.items()},
            **{
                name: sorted(getattr(self, name))
                for name in ("counted", "out_of", "unknown", "open")
            },
        }
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def wilson(part: int, whole: int) -> tuple[int, int]:
    """The 95 % interval of Wilson (1927) of a share, in basis points; good for few people too."""
    z, p = 1.959963984540054, part / whole
    middle = p + z * z / (2 * whole)
    reach = z * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    low, high = (max(0.0, middle - reach) / scale, min(scale, middle + reach) / scale)
    return int(low * 10_000 + 0.5), int(high * 10_000 + 0.5)
