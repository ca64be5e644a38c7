"""The numbers and addresses by which offices know people and companies.

Each `Identifier` is a rule, usable in ``field(rules=(nik,))``, that also knows
the canonical form, the form people read and how much of it a mask shows.
Values are kept canonical. Shapes: domain facts, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.fields import Described, Problem, hint, problem
from desktop_app.i18n import N_
from desktop_app.records.rules import counted

BULLET = "•"
DKI = "31"
"""A province every list of regions holds."""


@dataclass(frozen=True)
class Identifier:
    """A kind of identifier: its canonical form, its rules and its looks."""

    name: str
    normalise: Callable[[str], str]
    rules: Callable[[str, str], Iterator[Problem]]
    show: Callable[[str], str] = str

    def __call__(self, field: str, value: str) -> Iterator[Problem]:
        """What is wrong with `value`, which should be canonical already."""
        canonical = self.normalise(value)
        found = list(self.rules(field, canonical))
        yield from found
        if canonical != value and not any(p.hard for p in found):
            yield problem(field, "FORM", N_("Not in its plain form; please type it anew"))


def identifier_of(described: Described) -> Identifier | None:
    """The identifier a field holds, if it holds one."""
    return next((rule for rule in described.field.rules if isinstance(rule, Identifier)), None)


def mask(value: str) -> str:
    """All but the last four characters as bullets; a short value entirely."""
    hidden = len(value) - 4 if len(value) > 4 else len(value)
    return BULLET * hidden + value[hidden:]


def _digits(text: str) -> str:
    """`text` without the spaces and signs people group digits with."""
    return re.sub(r"[\s.\-/,'_\u00a0\u2010-\u2015]", "", text)


def _code(text: str) -> str:
    return re.sub(r"[\s.\-\u2010-\u2015]", "", text).upper()


def _fours(value: str) -> str:
    return " ".join(value[i : i + 4] for i in range(0, len(value), 4))


def _is_digits(text: str) -> bool:
    return re.fullmatch(r"[0-9]+", text) is not None


def _only_digits(field: str, what: str, value: str, *lengths: int) -> Iterator[Problem]:
    if not _is_digits(value):
        yield problem(field, "DIGITS", N_("{what} consists of digits only"), what=what)
    else:
        yield from counted(field, what, value, *lengths)


# --- NIK: PPKKCC DDMMYY SSSS, a woman's day of birth plus 40 ---------------------


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


def _birth_days(text: str) -> list[date]:
    """The days of birth that the NIK's six digits may mean, the earlier first."""
    day, month, year = int(text[6:8]), int(text[8:10]), int(text[10:12])
    days = []
    for century in (1900, 2000):
        try:
            days.append(date(century + year, month, day - 40 if day > 40 else day))
        except ValueError:
            continue
    return days


def _nik_rules(field: str, value: str) -> Iterator[Problem]:
    faults = list(_only_digits(field, "NIK", value, 16))
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
    elif not _birth_days(value):
        shown = f"{int(value[6:8]) % 40:02}-{value[8:10]}-{value[10:12]}"
        yield problem(field, "NIK_DATE", N_("NIK: birth date {date} does not exist"), date=shown)
    elif value[12:] == "0000":
        yield hint(field, "NIK_SERIAL", N_("NIK: the serial 0000 is not issued; please check"))


def years_between(birth: date, day: date) -> int:
    """Full years from `birth` to `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def read_nik(text: str, today: date) -> Nik:
    """What the NIK `text`, in any spacing, says as of `today`.

    The century is the one that makes the person 15 to 80 years old; failing
    that the only one in the past. Raises ValueError for a NIK with a hard
    fault, and for one whose every birth date lies in the future.
    """
    value = normalise_nik(text)
    fault = next((p for p in _nik_rules("nik", value) if p.hard), None)
    if fault:
        raise ValueError(fault.code)
    past = [day for day in _birth_days(value) if day <= today]
    if not past:
        raise ValueError("NIK_FUTURE")
    likely = [day for day in past if 15 <= years_between(day, today) <= 80] or past
    return Nik(
        text=value,
        province=value[:2],
        regency=f"{value[:2]}.{value[2:4]}",
        district=f"{value[:2]}.{value[2:4]}.{value[4:6]}",
        birth_date=likely[0] if len(likely) == 1 else None,
        candidates=tuple(likely),
        sex="P" if int(value[6:8]) > 40 else "L",
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
    future. `region` names a province (``35``) or regency (``35.78``) or answers
    None; `successor` gives the code that replaced a regency's code. Without
    them regions are not looked at. A NIK with a hard fault yields nothing
    here: its rule has said so.
    """
    if any(p.hard for p in _nik_rules(field, value)):
        return
    try:
        read = read_nik(value, today)
    except ValueError:
        yield problem(field, "NIK_FUTURE", N_("NIK: the birth date lies in the future"))
        return
    if birth_date is not None and birth_date not in _birth_days(value):
        yield hint(field, "NIK_BIRTH", N_("The birth date differs from the one in the NIK"))
    if sex is not None and sex != read.sex:
        yield hint(field, "NIK_SEX", N_("The sex differs from the one in the NIK"))
    born = birth_date or read.birth_date
    if born is not None and not 15 <= (age := years_between(born, today)) <= 75:
        yield hint(field, "NIK_AGE", N_("The age would be {age} years; please check"), age=age)
    yield from _nik_region(field, read, region or _nowhere, successor or _nowhere)


def _nowhere(code: str) -> str | None:
    return None


def _nik_region(
    field: str,
    read: Nik,
    region: Callable[[str], str | None],
    successor: Callable[[str], str | None],
) -> Iterator[Problem]:
    now = successor(read.regency)
    if now:
        text = N_("NIK: old code {old} {name}, now {now}")
        name = region(now) or ""
        yield hint(field, "NIK_REGION_OLD", text, old=read.regency, name=_bare(name), now=now)
    elif region(read.regency) is None and region(DKI):
        # A list that holds provinces only (as shipped) says nothing of regencies.
        province = region(read.province)
        within = (f"{read.province}.{n:02}" for n in range(1, 80))
        if province is None or any(region(code) for code in within):
            unknown = read.regency if province else read.province
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


# --- The rules of the others -----------------------------------------------------


def _family_card_rules(field: str, value: str) -> Iterator[Problem]:
    faults = list(_only_digits(field, "No. KK", value, 16))
    yield from faults
    if not faults and (int(value[6:8]) > 31 or not _birth_days(value)):
        yield hint(field, "KK_DATE", N_("No. KK: digits 7 to 12 are usually a date"))


def _kpj_rules(field: str, value: str) -> Iterator[Problem]:
    faults = list(counted(field, "KPJ", value, 11))
    if not faults and not re.fullmatch(r"[0-9A-Z]{7}[0-9]{4}", value):
        faults = [problem(field, "KPJ", N_("KPJ: digits and letters, the last four digits"))]
    yield from faults
    if not faults and not _is_digits(value):
        yield hint(field, "KPJ_LETTERS", N_("KPJ with letters occurs only on very old cards"))


def _npp_rules(field: str, value: str) -> Iterator[Problem]:
    number, slash, division = value.partition("/")
    faults = list(counted(field, "NPP", number, 8))
    if not faults and not re.fullmatch(r"[0-9A-Z]{2}[0-9]{6}", number):
        text = N_("NPP: two digits or letters, then six digits")
        faults = [problem(field, "NPP", text)]
    if slash and not re.fullmatch(r"[0-9]{3}", division):
        faults.append(problem(field, "NPP_DIVISION", N_("NPP: the division has three digits")))
    yield from faults
    if not faults and not _is_digits(number):
        yield hint(field, "NPP_LETTERS", N_("NPP usually consists of digits; please check"))


def _luhn(digits: str) -> bool:
    doubled = [int(d) * 2 if i % 2 else int(d) for i, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _npwp_rules(field: str, value: str) -> Iterator[Problem]:
    faults = list(_only_digits(field, "NPWP", value, 15, 16))
    yield from faults
    if faults:
        return
    if len(value) == 16 and value[0] != "0":
        if any(p.hard for p in _nik_rules(field, value)):
            text = N_("NPWP of 16 digits not starting with 0 should be a valid NIK")
            yield hint(field, "NPWP_NIK", text)
    elif not _luhn(value[-15:][:9]):
        yield hint(field, "NPWP_CHECK", N_("NPWP: the check digit does not fit; please check"))


def _phone_rules(field: str, value: str) -> Iterator[Problem]:
    rest = value.removeprefix("+62")
    if rest == value or not _is_digits(rest):
        yield problem(field, "PHONE", N_("Telephone number: start with 0 or +62, then digits"))
    elif not 8 <= len(rest) <= 13:
        text = N_("Telephone number: 8 to 13 digits after +62; {n} entered")
        yield problem(field, "LENGTH", text, n=len(rest))
    elif rest[0] == "8" and not 9 <= len(rest) <= 12:
        text = N_("Mobile numbers have 10 to 13 digits from 08 on; please check")
        yield hint(field, "PHONE_MOBILE", text)


def _account_rules(field: str, value: str) -> Iterator[Problem]:
    if not re.fullmatch(r"[0-9]{6,20}", value):
        yield problem(field, "ACCOUNT", N_("Account number: 6 to 20 digits"))


def account_against(
    value: str, lengths: tuple[int, ...], field: str = "account"
) -> Iterator[Problem]:
    """Remarks on an account number of a length its bank does not usually use."""
    if lengths and len(value) not in lengths:
        usual = "/".join(map(str, lengths))
        text = N_("This bank's account numbers usually have {usual} digits; {n} entered")
        yield hint(field, "ACCOUNT_LENGTH", text, usual=usual, n=len(value))


def _email_rules(field: str, value: str) -> Iterator[Problem]:
    if not re.fullmatch(r"[^\s@,;<>\"()]+@[^\s@,;<>\"().]+(\.[^\s@,;<>\"().]+)+", value):
        yield problem(field, "EMAIL", N_("E-mail: like name@company.co.id"))


def _nip_rules(field: str, value: str) -> Iterator[Problem]:
    yield from _only_digits(field, "NIP", value, 18)


def _npk_rules(field: str, value: str) -> Iterator[Problem]:
    if not re.fullmatch(r"[0-9A-Z]{4,15}", value):
        yield problem(field, "NPK", N_("NPK: 4 to 15 digits or letters"))


def _vin_rules(field: str, value: str) -> Iterator[Problem]:
    if not re.search(r"[0-9A-Z]", value):
        yield problem(field, "VIN", N_("VIN: the number given by the Ministry of Manpower"))


# --- Canonical forms -------------------------------------------------------------


def normalise_nik(text: str) -> str:
    """``31.74.01 170890 9910`` as 3174011708909910; other text stays to be judged."""
    return _digits(text)


normalise_family_card = normalise_nib = normalise_npwp = normalise_nitku = normalise_nik
normalise_account = normalise_postal_code = normalise_nip = normalise_nik


def normalise_kpj(text: str) -> str:
    """Capital letters and digits without spaces, dots or hyphens."""
    return _code(text)


def normalise_npp(text: str) -> str:
    """``jj 012345-000`` as JJ012345/000."""
    tight = re.sub(r"[\s.]", "", text).upper()
    return re.sub(r"[-\u2010-\u2015](?=[0-9]{3}$)", "/", tight).replace("-", "")


def normalise_phone(text: str) -> str:
    """E.164: ``0812-3456-7890``, ``62 812...`` and ``812...`` as +62812..."""
    number = re.sub(r"[\s.\-/()\u00a0\u2010-\u2015]", "", text)
    number = re.sub(r"^00", "+", number)
    return re.sub(r"^(\+?62|0|(?=8[0-9]{8,11}$))0?", "+62", number, count=1)


def normalise_email(text: str) -> str:
    """Lower case, no spaces around."""
    return text.strip().removeprefix("mailto:").lower()


def normalise_npk(text: str) -> str:
    """The bare number, without the ``NPK.`` people write before it."""
    return re.sub(r"^NPK", "", _code(text))


def normalise_vin(text: str) -> str:
    """Capital letters, single spaces."""
    return " ".join(text.upper().split())


# --- Forms people read -----------------------------------------------------------


def show_nik(value: str) -> str:
    """``3578 0817 0890 9901``."""
    return _fours(value)


show_family_card = show_account = show_nik


def show_npwp(value: str) -> str:
    """15 digits as ``01.312.166.0-091.000``; 16 as they are."""
    if len(value) != 15:
        return value
    v = value
    return f"{v[:2]}.{v[2:5]}.{v[5:8]}.{v[8]}-{v[9:12]}.{v[12:]}"


def show_phone(value: str) -> str:
    """``0812-3456-7890``, ``(021) 5551234``; numbers of other shapes as they are."""
    rest = value.removeprefix("+62")
    if rest == value or len(rest) < 8:
        return value
    if rest[0] == "8":
        return "-".join(part for part in ("0" + rest[:3], rest[3:7], rest[7:]) if part)
    area = 2 if rest[:2] in {"21", "22", "24", "31", "61"} else 3
    return f"(0{rest[:area]}) {rest[area:]}"


def show_npk(value: str) -> str:
    """``NPK. 123456``."""
    return f"NPK. {value}"


def show_nip(value: str) -> str:
    """``19630808 198403 1 002``."""
    return f"{value[:8]} {value[8:14]} {value[14:15]} {value[15:]}" if len(value) == 18 else value


nik = Identifier("NIK", normalise_nik, _nik_rules, show_nik)
family_card = Identifier("No. KK", normalise_family_card, _family_card_rules, show_family_card)
kpj = Identifier("KPJ", normalise_kpj, _kpj_rules)
npp = Identifier("NPP", normalise_npp, _npp_rules)
nib = Identifier("NIB", normalise_nib, lambda f, v: _only_digits(f, "NIB", v, 13))
npwp = Identifier("NPWP", normalise_npwp, _npwp_rules, show_npwp)
nitku = Identifier("NITKU", normalise_nitku, lambda f, v: _only_digits(f, "NITKU", v, 22))
phone = Identifier("phone", normalise_phone, _phone_rules, show_phone)
account = Identifier("account", normalise_account, _account_rules, show_account)
email = Identifier("email", normalise_email, _email_rules)
postal_code = Identifier(
    "postal code", normalise_postal_code, lambda f, v: _only_digits(f, N_("Postal code"), v, 5)
)
npk = Identifier("NPK", normalise_npk, _npk_rules, show_npk)
nip = Identifier("NIP", normalise_nip, _nip_rules, show_nip)
vin = Identifier("VIN", normalise_vin, _vin_rules)
