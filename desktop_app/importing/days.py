"""Dates as spreadsheets hold them: real ones, serial numbers, and text in many shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from desktop_app.importing.tables import Cell
from desktop_app.importing.values import LONGEST
from desktop_app.reading import Unreadable, read_day

_EPOCH = date(1899, 12, 30)
_SERIALS = range(3_000, 80_000)
_TRIPLE = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_TIME = re.compile(r"[T ]+\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?( ?[AP]M)?$", re.IGNORECASE)
_ENGLISH = re.compile(r"([a-z]{3,})\.? (\d{1,2}),? (\d{4})", re.IGNORECASE)


class Order(Enum):
    """How the dates of a list are written, as far as they tell."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    MIXED = "both ways"
    UNKNOWN = "no date tells"


@dataclass(frozen=True)
class DayRead:
    """A date that was read.

    `doubtful` when day and month may well have changed places; `assumed` when
    nothing in the list tells, so that it was read as the country writes.
    """

    day: date
    doubtful: bool = False
    assumed: bool = False


def triple(cell: Cell) -> tuple[int, int, str] | None:
    """The three numbers of ``03/04/1990``."""
    found = _TRIPLE.fullmatch(_bare(cell[:LONGEST])) if isinstance(cell, str) else None
    return (int(found[1]), int(found[2]), found[3]) if found else None


def order_of(cells: Iterable[tuple[Cell, Sequence[date]]]) -> Order:
    """The order that dates in text are in; each comes with the days its NIK allows."""
    day_first = month_first = 0
    for cell, witnesses in cells:
        numbers = triple(cell)
        if numbers is None or numbers[0] == numbers[1]:
            continue
        first, second, _ = numbers
        born = {(day.day, day.month) for day in witnesses}
        if second <= 12 and (first > 12 or (first, second) in born):
            day_first += 1
        elif first <= 12 and (second > 12 or (second, first) in born):
            month_first += 1
    if not day_first and not month_first:
        return Order.UNKNOWN
    # A slip or two do not make a list of another country.
    if day_first > 9 * month_first:
        return Order.DAY_FIRST
    return Order.MIXED if day_first * 9 >= month_first else Order.MONTH_FIRST


def read_cell_day(
    cell: Cell, order: Order, today: date, *, birth: bool = False, born: Sequence[date] = ()
) -> DayRead | None:
    """The day in a cell, None for an empty one; raises `Unreadable`.

    `birth` says that the day has been; `born` are the days the person's NIK allows.
    """
    if isinstance(cell, date):
        return DayRead(cell, bool(born) and cell not in born and _swapped(cell) in born)
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = str(cell)
    elif isinstance(cell, float):
        cell = str(int(cell))
    if not isinstance(cell, str) or len(cell) > LONGEST:
        raise Unreadable("")
    text = _bare(cell)
    if re.fullmatch(r"[0-9]{4,5}", text) and int(text) in _SERIALS:
        return DayRead(_EPOCH + timedelta(days=int(text)))
    if english := _ENGLISH.fullmatch(text):
        text = f"{english[2]} {english[1]} {english[3]}"
    if re.fullmatch(r"(19|20)\d{2}[-/. ]?(0[1-9]|1[0-2])[-/. ]?\d{2}", text):
        digits = re.sub(r"\D", "", text)
        text = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    if numbers := triple(text):
        return _from_triple(numbers, order, today, birth, born)
    if not re.search(r"\d\D+[a-z]{3,}\D+\d{2}|\d{4}-\d|\d{8}", text, re.IGNORECASE):
        raise Unreadable("")  # Shorter forms are for the keyboard, where today is known.
    found = read_day(re.sub(r"['’]", "", text), today)
    short = birth and re.search(r"\D\d{2}$", text)
    return DayRead(_past(found, today) if short else found) if found else None


def _bare(cell: Cell) -> str:
    text = " ".join(str(cell).replace("\u00a0", " ").strip("'` ").split())
    return _TIME.sub("", text).strip(" ,.")


def _swapped(day: date) -> date | None:
    return date(day.year, day.day, day.month) if day.day <= 12 else None


def _past(day: date, today: date) -> date:
    """Of a year of two digits, the century in which the day has been."""
    return day.replace(year=day.year - 100) if day > today and day.year - today.year <= 20 else day


def _from_triple(
    numbers: tuple[int, int, str], order: Order, today: date, birth: bool, born: Sequence[date]
) -> DayRead | None:
    first, second, year = numbers

    def made(day: int, month: int) -> date | None:
        try:
            found = read_day(f"{day}/{month}/{year}", today)
        except Unreadable:
            return None
        return _past(found, today) if found and birth and len(year) == 2 else found

    ours, theirs = made(first, second), made(second, first)
    if ours in born or (first == second and ours):
        return DayRead(ours) if ours else None
    if theirs in born and theirs:
        # Only the NIK speaks for it, unless the whole list is written so.
        return DayRead(theirs, doubtful=order is not Order.MONTH_FIRST)
    if ours and not theirs:
        return DayRead(ours)
    if theirs and not ours:
        return DayRead(theirs, doubtful=order is not Order.MONTH_FIRST)
    if ours and theirs:
        if order is Order.MONTH_FIRST:
            return DayRead(theirs, doubtful=True)
        return DayRead(ours, doubtful=order is Order.MIXED, assumed=order is Order.UNKNOWN)
    raise Unreadable("")
