"""A value as people read it, in the current language; nothing handed out looks otherwise.

Indonesian form: ``Rp1.234.567``, ``55,4%``, ``10 April 2019``, ``14.30 WIB``. What people type is
read by `desktop_app.reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal, Protocol, TypeAlias, runtime_checkable

from desktop_app.fields import Described
from desktop_app.i18n import N_, current, translate
from desktop_app.kinds import BasisPoints, Choice, Choices, Code, Day, Flag, Moment, Money, Whole

MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


# --- Numbers and money -----------------------------------------------------------


def rounded(numerator: int, denominator: int) -> int:
    """The quotient rounded half up (away from zero), in whole numbers only."""
    quotient = (2 * abs(numerator) + denominator) // (2 * denominator)
    return quotient if numerator >= 0 else -quotient


def integer(number: int) -> str:
    """``1.234``."""
    text = f"{number:,}"
    return text.replace(",", ".") if current() == "id" else text


def tenths(number: int) -> str:
    """A number of tenths, ``87`` as ``8,7``; whole ones without a decimal."""
    whole, rest = divmod(abs(number), 10)
    point = "," if current() == "id" else "."
    sign = "-" if number < 0 else ""
    return sign + integer(whole) + (f"{point}{rest}" if rest else "")


def percent(basis_points: int) -> str:
    """``55,4%`` for 5540 or 5543; ``50%`` for 5000."""
    return tenths(rounded(basis_points, 10)) + "%"


def share(part: int, whole: int) -> int:
    """The share of `part` in `whole` in basis points; 0 of nothing."""
    if not whole:
        return 0
    near = rounded(part * 10_000, whole)
    # A five that was rounded up to must not be rounded up once more where tenths are shown:
    # 15 of 137 are 10,949%, and that is 10,9%.
    return near - (near % 10 == 5 and near * whole > part * 10_000)


def money(rupiah: int) -> str:
    """``Rp1.234.567``, ``-Rp500.000``."""
    return ("-" if rupiah < 0 else "") + "Rp" + integer(abs(rupiah))


def rupiah_official(rupiah: int) -> str:
    """``Rp125.000.000,00``, as deeds and receipts have it."""
    return money(rupiah) + (",00" if current() == "id" else ".00")


_GREAT = ((10**12, "triliun", "tn"), (10**9, "miliar", "bn"), (10**6, "juta", "mn"))


def money_short(rupiah: int) -> str:
    """``Rp8,7 miliar``, ``Rp2,4 juta``; under a million in full."""
    for size, indonesian, english in _GREAT:
        # The greater unit from where the lesser would read 1.000,0.
        if rounded(abs(rupiah) * 10, size // 1000) >= 10_000:
            unit = indonesian if current() == "id" else english
            sign = "-" if rupiah < 0 else ""
            return f"{sign}Rp{tenths(rounded(abs(rupiah) * 10, size))} {unit}"
    return money(rupiah)


# --- Days and times --------------------------------------------------------------


def month(number: int) -> str:
    """The name of a month, 1 to 12."""
    return MONTHS[current()][number - 1]


def weekday(day: date) -> str:
    """``Rabu``."""
    return WEEKDAYS[current()][day.weekday()]


def day_long(day: date) -> str:
    """``10 April 2019``."""
    return f"{day.day} {month(day.month)} {day.year}"


def day_full(day: date) -> str:
    """``Rabu, 10 April 2019``."""
    return f"{weekday(day)}, {day_long(day)}"


def day_short(day: date) -> str:
    """``10/04/2019``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def day_range(first: date, last: date) -> str:
    """``7–22 November 2019``, naming month and year once where they agree."""
    if first == last:
        return day_long(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_long(last)}"
    start = day_long(first) if first.year != last.year else f"{first.day} {month(first.month)}"
    return f"{start} – {day_long(last)}"


@dataclass(frozen=True)
class Zone:
    """One of Indonesia's three times: its name and its hours east of Greenwich."""

    name: str
    hours: int

    def local(self, moment: datetime) -> datetime:
        """The wall-clock time of a moment that has a time zone."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return moment.astimezone(timezone(timedelta(hours=self.hours)))


WIB, WITA, WIT = Zone("WIB", 7), Zone("WITA", 8), Zone("WIT", 9)


def zone_of(province_code: str) -> Zone:
    """The zone of a province or of any place in it (``71``, ``71.71``)."""
    province = int(province_code[:2])
    if province in (51, 52, 53, 63, 64, 65) or 71 <= province <= 76:
        return WITA
    return WIT if province >= 81 else WIB


def clock(moment: datetime, zone: Zone) -> str:
    """``14.30 WIB``."""
    point = "." if current() == "id" else ":"
    local = zone.local(moment)
    return f"{local.hour:02}{point}{local.minute:02} {zone.name}"


def day_and_clock(moment: datetime, zone: Zone) -> str:
    """``10 April 2019 14.30 WIB``."""
    return f"{day_long(zone.local(moment).date())} {clock(moment, zone)}"


def short_moment(moment: datetime, zone: Zone) -> str:
    """``10/04/2019 14.30``, for the narrow columns of a table."""
    return f"{day_short(zone.local(moment).date())} {clock(moment, zone).split()[0]}"


def age(birth: date, day: date) -> int:
    """Full years from `birth` to `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def roman_month(number: int) -> str:
    """``IV`` for April, as letter numbers have it."""
    return _ROMAN[number - 1]


# --- Terbilang: numbers and dates in words, always Indonesian ----------------------

Style: TypeAlias = Literal["lower", "sentence", "title", "upper"]

_STYLES: dict[Style, Callable[[str], str]] = {
    "lower": str,
    "sentence": lambda text: text[:1].upper() + text[1:],
    "title": str.title,
    "upper": str.upper,
}
_DIGITS = (
    *("nol", "satu", "dua", "tiga", "empat", "lima"),
    *("enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"),
)
_GROUPS = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")


def _hundreds(n: int) -> list[str]:
    """The words of a number from 0 to 999; none for 0."""
    if n >= 100:
        head = ["seratus"] if n < 200 else [_DIGITS[n // 100], "ratus"]
        return head + _hundreds(n % 100)
    if n < 12:
        return [_DIGITS[n]] if n else []
    if n < 20:
        return [_DIGITS[n - 10], "belas"]
    return [_DIGITS[n // 10], "puluh", *_hundreds(n % 10)]


def in_words(n: int, style: Style = "lower") -> str:
    """`n` spoken in Indonesian: ``dua juta empat ratus ribu``.

    1000 is ``seribu``, but ``satu juta satu ribu`` within a greater number.
    Raises ValueError from 10**18 on.
    """
    if abs(n) >= 10**18:
        raise ValueError("number too great for words")
    words: list[str] = []
    rest = abs(n)
    for power in range(len(_GROUPS) - 1, -1, -1):
        group, rest = divmod(rest, 1000**power)
        if group == 1 and power == 1 and not words:
            words.append("seribu")
        elif group:
            words += [*_hundreds(group), *([_GROUPS[power]] if power else [])]
    text = " ".join(words) or "nol"
    return _STYLES[style]("minus " + text if n < 0 else text)


def rupiah_in_words(rupiah: int, style: Style = "lower") -> str:
    """``dua juta empat ratus ribu rupiah``."""
    return _STYLES[style](in_words(rupiah) + " rupiah")


def day_in_words(day: date) -> str:
    """As minutes have it: ``Rabu, tanggal sepuluh bulan April tahun dua ribu sembilan belas``."""
    return (
        f"{WEEKDAYS['id'][day.weekday()]}, tanggal {in_words(day.day)}"
        f" bulan {MONTHS['id'][day.month - 1]} tahun {in_words(day.year)}"
    )


# --- A record's name, and its value by its kind -------------------------------------


@runtime_checkable
class Shows(Protocol):
    """A rule that knows how its values look, as identifiers do."""

    show: Callable[[str], str]


def yes_or_no(flag: bool) -> str:
    """``Ya`` or ``Tidak``."""
    return translate(N_("Yes") if flag else N_("No"))


def called(parts: Iterable[Any]) -> str:
    """A record's name out of its parts: days, codes and numbers as people read them."""
    return " · ".join(_part(part) for part in parts if part not in (None, ""))


def _part(part: Any) -> str:
    if isinstance(part, Code):
        return translate(part.label)
    if isinstance(part, date) and not isinstance(part, datetime):
        return day_long(part)
    return integer(part) if isinstance(part, int) else str(part)


def show(described: Described, value: Any, zone: Zone) -> str:
    """The value of a field as people read it; empty for None.

    `zone` is the office's, for moments. Nothing is masked here.
    """
    if value is None:
        return ""
    match described.kind:
        case Choice():
            return translate(value.label)
        case Choices():
            return ", ".join(
                translate(code.label) for code in described.kind.codes if code in value
            )
        case Flag():
            return yes_or_no(value)
        case Money():
            return money(value)
        case BasisPoints():
            return percent(value)
        case Whole(least=least, most=most):
            # A number that can only be a year is written without a point.
            return str(value) if least >= 1000 and most <= 2999 else integer(value)
        case Day():
            return day_long(value)
        case Moment():
            return day_and_clock(value, zone)
    for rule in described.field.rules:
        if isinstance(rule, Shows):
            return rule.show(value)
    return str(value)
