"""Of when figures are: a month, a quarter, a year, a programme year; and of which programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression

from desktop_app.i18n import N_, translate
from desktop_app.wording import month


class Length(StrEnum):
    """How long a span is."""

    PROGRAMME_YEAR = "programme_year"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


LENGTHS = {
    Length.PROGRAMME_YEAR: N_("Programme year"),
    Length.YEAR: N_("Calendar year"),
    Length.QUARTER: N_("Quarter"),
    Length.MONTH: N_("Month"),
}
"""What each is called (English source)."""

_MONTHS = {Length.MONTH: 1, Length.QUARTER: 3}


@dataclass(frozen=True)
class Span:
    """Of when the figures are: two days, either end open, or a programme year; and of what."""

    since: date | None = None
    until: date | None = None
    programme_year: int | None = None
    programme: str = ""
    """The id of a training programme; empty for all."""

    @property
    def whole_year(self) -> bool:
        """Whether a quota for the year can be held against it."""
        return self.programme_year is not None and not self.programme

    def year(self, today: date) -> int:
        """The programme year it lies in."""
        return self.programme_year or (self.since or today).year

    def of(
        self,
        day: SQLColumnExpression[Any],
        year: SQLColumnExpression[Any],
        programme: SQLColumnExpression[Any],
    ) -> list[ColumnElement[bool]]:
        """The conditions that keep records inside it."""
        wanted = self.within(day)
        if self.programme_year is not None:
            wanted.append(year == self.programme_year)
        if self.programme:
            wanted.append(programme == self.programme)
        return wanted

    def within(self, day: SQLColumnExpression[Any]) -> list[ColumnElement[bool]]:
        """The conditions that keep a day inside it."""
        ends: list[ColumnElement[bool]] = []
        if self.since is not None:
            ends.append(day >= self.since)
        if self.until is not None:
            ends.append(day <= self.until)
        return ends


def _first(length: Length, day: date) -> date:
    """The first day of the stretch of that length around a day."""
    many = _MONTHS.get(length, 12)
    return date(day.year, (day.month - 1) // many * many + 1, 1)


def moved(length: Length, day: date, step: int) -> date:
    """The first day of the stretch that many before or after the one around `day`."""
    first = _first(length, day)
    months = first.year * 12 + first.month - 1 + step * _MONTHS.get(length, 12)
    return date(months // 12, months % 12 + 1, 1)


def span_around(length: Length, day: date, programme: str = "") -> Span:
    """The span of that length around a day."""
    if length is Length.PROGRAMME_YEAR:
        return Span(programme_year=day.year, programme=programme)
    last = moved(length, day, 1) - timedelta(days=1)
    return Span(_first(length, day), last, programme=programme)


def words_of(length: Length, day: date) -> str:
    """``2026``, ``Triwulan 4 2026``, ``November 2026``."""
    if length is Length.MONTH:
        return f"{month(day.month)} {day.year}"
    if length is Length.QUARTER:
        words = translate(N_("Quarter {n} of {year}"))
        return words.format(n=(day.month - 1) // 3 + 1, year=day.year)
    return str(day.year)


def said(length: Length, day: date, programme: str = "") -> str:
    """``Tahun program 2026 · Operator forklif``, given the programme's name."""
    words = words_of(length, day)
    if length not in _MONTHS:
        words = f"{translate(LENGTHS[length])} {words}"
    return f"{words} · {programme}" if programme else words
