"""What a NIK says: PPKKCC DDMMYY SSSS, a woman's day of birth plus 40.

The first six digits are the place of first registration; a NIK never changes,
so what differs from it is only remarked upon. Source: domain facts, 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.fields import Problem, hint, problem
from desktop_app.i18n import N_
from desktop_app.records.rules import digits_only
from desktop_app.wording import age


def normalise_nik(text: str) -> str:
    """``31.74.01 170890 9910`` as 3174011708909910; other text stays to be judged."""
    return re.sub(r"[\s.\-/,'_\u00a0\u2010-\u2015]", "", text)


@dataclass(frozen=True)
class Nik:
    """What a NIK says: where it was first registered, birth date, sex, serial.

    `birth_date` is None when both centuries are possible; `candidates` then
    holds both days and a person must choose. `sex` is ``L`` or ``P``.
    """

    text: str
    province: str
    regency: str
    district: str
    birth_date: date | None
    candidates: tuple[date, ...]
    sex: str
    serial: str


def birth_days(text: str) -> list[date]:
    """The days of birth that the NIK's six digits may mean, the earlier first."""
    day, month, year = int(text[6:8]), int(text[8:10]), int(text[10:12])
    days = []
    for century in (1900, 2000):
        try:
            days.append(date(century + year, month, day - 40 if day > 40 else day))
        except ValueError:
            continue
    return days


def nik_rules(field: str, value: str) -> Iterator[Problem]:
    """What is wrong with a NIK by itself, on any day."""
    faults = list(digits_only(field, "NIK", value, 16))
    if faults:
        yield from faults
    elif not 1 <= int(value[6:8]) % 40 <= 31 or int(value[6:8]) > 71:
        yield problem(
            field, "NIK_DAY", N_("NIK: day of birth {day} does not exist"), day=value[6:8]
        )
    elif not 1 <= int(value[8:10]) <= 12:
        yield problem(
            field, "NIK_MONTH", N_("NIK: month of birth {month} does not exist"), month=value[8:10]
        )
    elif not birth_days(value):
        shown = f"{int(value[6:8]) % 40:02}-{value[8:10]}-{value[10:12]}"
        yield problem(field, "NIK_DATE", N_("NIK: birth date {date} does not exist"), date=shown)
    elif value[12:] == "0000":
        yield hint(field, "NIK_SERIAL", N_("NIK: the serial 0000 is not issued; please check"))


def read_nik(text: str, today: date) -> Nik:
    """What the NIK `text`, in any spacing, says as of `today`.

    The century is the one that makes the person 15 to 80 years old; failing
    that the only one in the past. Raises ValueError for a NIK with a hard
    fault, and for one whose every birth date lies in the future.
    """
    value = normalise_nik(text)
    fault = next((p for p in nik_rules("nik", value) if p.hard), None)
    if fault:
        raise ValueError(fault.code)
    past = [day for day in birth_days(value) if day <= today]
    if not past:
        raise ValueError("NIK_FUTURE")
    likely = [day for day in past if 15 <= age(day, today) <= 80] or past
    return Nik(
        text=value,
        province=value[:2],
        regency=f"{value[:2]}.{value[2:4]}",
        district=f"{value[:2]}.{value[2:4]}.{value[4:6]}",
        birth_date=likely[0] if len(likely) == 1 else None,
        candidates=tuple(likely),
        sex="F" if int(value[6:8]) > 40 else "M",
        serial=value[12:],
    )


def nik_against(
    value: str,
    *,
    birth_date: date | None,
    sex: str | None,
    today: date,
    region: Callable[[str], str | None] | None = None,
    successor: Callable[[str], str | None] | None = None,
    field: str = "nik",
) -> Iterator[Problem]:
    """How a NIK differs from what else is known of the person.

    Soft throughout (a NIK stays as it was issued), but for a birth date in the
    future. `region` names a province (``35``) or regency (``35.78``) and
    answers None for one that does not exist; `successor` gives the code that
    replaced a regency's. Without them regions are not looked at. A NIK with a
    hard fault yields nothing here: its rule has said so.
    """
    if any(p.hard for p in nik_rules(field, value)):
        return
    try:
        read = read_nik(value, today)
    except ValueError:
        yield problem(field, "NIK_FUTURE", N_("NIK: the birth date lies in the future"))
        return
    if birth_date is not None and birth_date not in birth_days(value):
        yield hint(field, "NIK_BIRTH", N_("The birth date differs from the one in the NIK"))
    if sex is not None and sex != read.sex:
        yield hint(field, "NIK_SEX", N_("The sex differs from the one in the NIK"))
    born = birth_date or read.birth_date
    if born is not None and not 15 <= (years := age(born, today)) <= 75:
        yield hint(field, "NIK_AGE", N_("The age would be {age} years; please check"), age=years)
    now = successor(read.regency) if successor else None
    if now:
        name = region(now) if region else None
        old = f"{read.regency} {_bare(name or '')}".strip()
        yield hint(field, "NIK_REGION_OLD", N_("NIK: old code {old}, now {now}"), old=old, now=now)
    elif region and region(read.regency) is None:
        unknown = read.province if region(read.province) is None else read.regency
        text = N_("NIK: region code {region} is not known")
        yield hint(field, "NIK_REGION", text, region=unknown)


def _bare(name: str) -> str:
    """``Kabupaten Jayawijaya`` as people write it: Jayawijaya."""
    return re.sub(r"^(KAB\.|KABUPATEN)\s+", "", name.strip(), flags=re.IGNORECASE)


def rounded_by_excel(number: float | int) -> bool:
    """Whether a number of a spreadsheet cell may have lost digits.

    Excel keeps 15 digits and ends longer numbers in 0; beyond 2**53 a float
    cannot hold every whole number. Such a NIK is never to be believed.
    """
    return number >= 10**15 and (number > 2**53 or number % 10 == 0)
