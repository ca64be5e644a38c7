"""The numbers and addresses by which offices know people and companies.

Each `Identifier` is a rule, usable in ``field(rules=(nik,))``, that also knows
the canonical form, the form people read and how much of it a mask shows.
Values are kept canonical. Shapes: domain facts, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.fields import Described, Problem, hint, problem
from desktop_app.i18n import N_
from desktop_app.records.national_id import (
    Nik,
    birth_days,
    nik_against,
    nik_rules,
    normalise_nik,
    read_nik,
    rounded_by_excel,
)
from desktop_app.records.rules import counted, digits_only, is_digits

__all__ = [
    "Identifier",
    "Nik",
    "account",
    "account_against",
    "email",
    "family_card",
    "identifier_of",
    "kpj",
    "mask",
    "nib",
    "nik",
    "nik_against",
    "nip",
    "nitku",
    "normalise_account",
    "normalise_email",
    "normalise_family_card",
    "normalise_kpj",
    "normalise_nib",
    "normalise_nik",
    "normalise_nip",
    "normalise_nitku",
    "normalise_npk",
    "normalise_npp",
    "normalise_npwp",
    "normalise_phone",
    "normalise_postal_code",
    "normalise_vin",
    "npk",
    "npp",
    "npwp",
    "phone",
    "postal_code",
    "read_nik",
    "rounded_by_excel",
    "show_account",
    "show_family_card",
    "show_nik",
    "show_nip",
    "show_npk",
    "show_npwp",
    "show_phone",
    "vin",
]

BULLET = "•"


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


def _code(text: str) -> str:
    return re.sub(r"[\s.\-\u2010-\u2015]", "", text).upper()


def _fours(value: str) -> str:
    return " ".join(value[i : i + 4] for i in range(0, len(value), 4))


# --- The rules of the others -----------------------------------------------------


def _family_card_rules(field: str, value: str) -> Iterator[Problem]:
    faults = list(digits_only(field, "No. KK", value, 16))
    yield from faults
    if not faults and (int(value[6:8]) > 31 or not birth_days(value)):
        yield hint(field, "KK_DATE", N_("No. KK: digits 7 to 12 are usually a date"))


def _kpj_rules(field: str, value: str) -> Iterator[Problem]:
    faults = list(counted(field, "KPJ", value, 11))
    if not faults and not re.fullmatch(r"[0-9A-Z]{7}[0-9]{4}", value):
        faults = [problem(field, "KPJ", N_("KPJ: digits and letters, the last four digits"))]
    yield from faults
    if not faults and not is_digits(value):
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
    if not faults and not is_digits(number):
        yield hint(field, "NPP_LETTERS", N_("NPP usually consists of digits; please check"))


def _luhn(digits: str) -> bool:
    doubled = [int(d) * 2 if i % 2 else int(d) for i, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _npwp_rules(field: str, value: str) -> Iterator[Problem]:
    faults = list(digits_only(field, "NPWP", value, 15, 16))
    yield from faults
    if faults:
        return
    if len(value) == 16 and value[0] != "0":
        if any(p.hard for p in nik_rules(field, value)):
            text = N_("NPWP of 16 digits not starting with 0 should be a valid NIK")
            yield hint(field, "NPWP_NIK", text)
    elif not _luhn(value[-15:][:9]):
        yield hint(field, "NPWP_CHECK", N_("NPWP: the check digit does not fit; please check"))


def _phone_rules(field: str, value: str) -> Iterator[Problem]:
    rest = value.removeprefix("+62")
    if rest == value or not is_digits(rest):
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


def _postal_code_rules(field: str, value: str) -> Iterator[Problem]:
    if not re.fullmatch(r"[0-9]{5}", value):
        yield problem(field, "POSTAL_CODE", N_("Postal code: 5 digits"))


def _nip_rules(field: str, value: str) -> Iterator[Problem]:
    yield from digits_only(field, "NIP", value, 18)


def _npk_rules(field: str, value: str) -> Iterator[Problem]:
    if not re.fullmatch(r"[0-9A-Z]{4,15}", value):
        yield problem(field, "NPK", N_("NPK: 4 to 15 digits or letters"))


def _vin_rules(field: str, value: str) -> Iterator[Problem]:
    if not re.search(r"[0-9A-Z]", value):
        yield problem(field, "VIN", N_("VIN: the number given by the Ministry of Manpower"))


# --- Canonical forms -------------------------------------------------------------


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


nik = Identifier("NIK", normalise_nik, nik_rules, show_nik)
family_card = Identifier("No. KK", normalise_family_card, _family_card_rules, show_family_card)
kpj = Identifier("KPJ", normalise_kpj, _kpj_rules)
npp = Identifier("NPP", normalise_npp, _npp_rules)
nib = Identifier("NIB", normalise_nib, lambda f, v: digits_only(f, "NIB", v, 13))
npwp = Identifier("NPWP", normalise_npwp, _npwp_rules, show_npwp)
nitku = Identifier("NITKU", normalise_nitku, lambda f, v: digits_only(f, "NITKU", v, 22))
phone = Identifier("phone", normalise_phone, _phone_rules, show_phone)
account = Identifier("account", normalise_account, _account_rules, show_account)
email = Identifier("email", normalise_email, _email_rules)
postal_code = Identifier("postal code", normalise_postal_code, _postal_code_rules)
npk = Identifier("NPK", normalise_npk, _npk_rules, show_npk)
nip = Identifier("NIP", normalise_nip, _nip_rules, show_nip)
vin = Identifier("VIN", normalise_vin, _vin_rules)
