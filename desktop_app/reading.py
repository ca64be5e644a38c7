"""What people type, as the value they mean: days and amounts of money.

Empty text means no value (None). Text that cannot be read raises `Unreadable`,
which says why; nothing is ever guessed between two readings.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from fractions import Fraction

from desktop_app.i18n import N_, translate
from desktop_app.wording import MONTHS, WEEKDAYS


class Unreadable(ValueError):
    """Text without a meaning here; `message` is an English source text saying why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return translate(self.message)


_NO_DAY = N_("Not a date; for example 9/11/2026 or 9 nov")
_NO_SUCH_DAY = N_("This day does not exist in the calendar")
_NO_MONEY = N_("Not an amount; for example 1.500.000, 1,5jt or 250rb")
_SEN = N_("Amounts are whole rupiah, without sen")
_TWO_WAYS = N_("This could mean two amounts; write it without points and commas")

_WORDS = {"h": 0, "hari ini": 0, "today": 0, "k": -1, "kemarin": -1, "yesterday": -1}
_WORDS |= {"b": 1, "besok": 1, "tomorrow": 1}

_MONTH_NAMES = {
    name.casefold(): number
    for names in MONTHS.values()
    for number, name in enumerate(names, start=1)
} | {"pebruari": 2, "nopember": 11, "agt": 8, "ags": 8}

_WEEKDAY = re.compile(
    rf"^({'|'.join(map(str.casefold, (*WEEKDAYS['id'], *WEEKDAYS['en'])))}|jum'at)\b,? ?"
)


def _month(word: str) -> int:
    found = {n for name, n in _MONTH_NAMES.items() if len(word) >= 3 and name.startswith(word)}
    if len(found) != 1:
        raise Unreadable(_NO_DAY)
    return found.pop()


def _year(text: str, today: date) -> int:
    """Four digits as they are; two as the year from 79 ago to 20 ahead."""
    if len(text) == 4:
        return int(text)
    if len(text) != 2:
        raise Unreadable(_NO_DAY)
    year = today.year // 100 * 100 + int(text)
    return year - 100 if year > today.year + 20 else year


def _date(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Unreadable(_NO_SUCH_DAY) from None
    if not 1900 <= year <= 2199:
        raise Unreadable(N_("The year must lie between 1900 and 2199"))
    return found


def read_day(text: str, today: date, current: date | None = None) -> date | None:
    """The day meant by ``9``, ``9/11``, ``091126``, ``9 nov``, ``10 April 2019``, ``2019-04-10``.

    ``h`` is today, ``k`` yesterday, ``b`` tomorrow; ``+`` and ``-`` (with or
    without a number of days) count from `current`, or else from today. What is
    left out is taken from today.
    """
    typed = " ".join(text.casefold().split())
    typed = _WEEKDAY.sub("", typed)
    if not typed:
        return None
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    if step := re.fullmatch(r"([+-]) ?([0-9]{0,4})", typed):
        days = int(step[2] or 1)
        return (current or today) + timedelta(days=days if step[1] == "+" else -days)
    if iso := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", typed):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    run = re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{2}|[0-9]{4})?", typed)
    parts = run or re.fullmatch(
        r"([0-9]{1,2})(?:[ /.\-]+([0-9]{1,2}|[a-z]+)(?:[ /.\-]+([0-9]{2,4}))?)?", typed
    )
    if not parts:
        raise Unreadable(_NO_DAY)
    day, month, year = parts.groups()
    if month and month.isalpha():
        month = str(_month(month))
    return _date(_year(year, today) if year else today.year, int(month or today.month), int(day))


_NO_MOMENT = N_("Not a date with a time; for example 9/11/2026 14.05, or 14.05 for today")


def read_moment(text: str, now: datetime) -> datetime | None:
    """The moment meant by ``9/11/2026 14.05``, ``k 9.30``, ``14:05`` (today), ``s`` (now).

    To the minute, in the zone of `now`.
    """
    typed = " ".join(text.casefold().split())
    if not typed:
        return None
    if typed in ("s", "sekarang", "n", "now"):
        return now.replace(second=0, microsecond=0)
    match = re.fullmatch(r"(.*?)[ ,]*\b([01]?[0-9]|2[0-3])[.:]([0-5][0-9])", typed)
    if match is None:
        raise Unreadable(_NO_MOMENT)
    day = read_day(match[1], now.date()) or now.date()
    return datetime(day.year, day.month, day.day, int(match[2]), int(match[3]), tzinfo=now.tzinfo)


_UNITS = {
    "": 1,
    "rb": 10**3,
    "ribu": 10**3,
    "jt": 10**6,
    "juta": 10**6,
    "mlr": 10**9,
    "miliar": 10**9,
    "milyar": 10**9,
    "tn": 10**12,
    "triliun": 10**12,
    "trilyun": 10**12,
}


def read_money(text: str) -> int | None:
    """Whole rupiah meant by ``1500000``, ``Rp 4.200.000,-``, ``1,5jt``, ``250rb``.

    Before a unit a single point is a decimal (the keypad has no comma). Sen
    other than 0 and amounts with two readings (``4,200``) are Unreadable; so
    is ``M``, which is *miliar* to some and a million to others.
    """
    typed = re.sub(r"[\s\u00a0]", "", text.casefold())
    negative = typed.startswith(("-", "("))
    typed = re.sub(r"^\((.*)\)$", r"\1", typed).removeprefix("-")
    typed = re.sub(r"^(rp|idr)\.?", "", typed)
    typed = re.sub(r"[.,](-|–|—|=)+$", "", typed).strip("-–—")
    if not typed:
        return None
    match = re.fullmatch(r"([0-9][0-9.,]*)([a-z]*)\.?", typed)
    if not match or match[2] not in _UNITS:
        raise Unreadable(_NO_MONEY)
    amount = _number(match[1], unit=bool(match[2])) * _UNITS[match[2]]
    if amount.denominator != 1:
        raise Unreadable(_SEN)
    return -int(amount) if negative else int(amount)


def _number(digits: str, *, unit: bool) -> Fraction:
    """A number with points and commas, in either country's habit where that is plain."""
    if re.fullmatch(r"[0-9]+", digits):
        return Fraction(digits)
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", digits) and not (
        unit and re.fullmatch(r"[0-9]+\.[0-9]{3}", digits)
    ):
        return Fraction(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", digits) and len(digits) > 7:
        return Fraction(digits.replace(",", ""))
    if re.fullmatch(r"[0-9]+[.,][0-9]{3}", digits):
        raise Unreadable(_TWO_WAYS)
    if re.fullmatch(r"[0-9]+[.,][0-9]+", digits):
        return Fraction(digits.replace(",", "."))
    raise Unreadable(_NO_MONEY)
