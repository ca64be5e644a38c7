"""What the cells of a column say about its meaning, whatever the heading claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from desktop_app.importing.tables import Cell
from desktop_app.records.national_id import normalise_nik

MOST = 200

_NAME = re.compile(r"[^\W\d_][^\d@/;:=]{1,79}", re.UNICODE)
_DAY = re.compile(r".*\b\d{1,4}[-/. ]+([a-z]{3,}|\d{1,2})[-/. ,']+\d{2,4}\b.*", re.IGNORECASE)
_SEXES = {"l", "p", "lk", "pr", "m", "f", "w", "laki", "pria", "perempuan", "wanita", "male"}
_SEXES |= {"female", "lakilaki", "laki2", "lelaki", "perempuan"}


def _digits(cell: Cell) -> str:
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, int | float):
        return str(int(cell))
    text = normalise_nik(str(cell))
    return text if text.isdecimal() else ""


def _nik(cell: Cell) -> bool:
    digits = _digits(cell)
    if 15 <= len(digits) <= 17:
        return True
    return isinstance(cell, str) and bool(re.fullmatch(r"\d[.,]\d+E\+?15", cell.strip(), re.I))


def _sex(cell: Cell) -> bool:
    return isinstance(cell, str) and re.sub(r"[^a-z2]", "", cell.lower()) in _SEXES


def _day(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    if isinstance(cell, str):
        return bool(_DAY.fullmatch(cell)) or bool(re.fullmatch(r"\d{8}", cell.strip()))
    return isinstance(cell, int) and 7_000 < cell < 60_000


def _amount(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(
            re.fullmatch(r"(rp|idr)?[.\s]*[\d.,]{4,}[-=\s]*(jt|juta)?", cell.strip().lower())
        )
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell >= 1000


def _small(cell: Cell) -> bool:
    return bool(re.match(r"\d{1,4}\b", str(cell).strip()))


def _phone(cell: Cell) -> bool:
    return bool(re.match(r"\+?(62|0|8)[\d\s\-/.()]{7,}$", str(cell).strip()))


_WITNESSES: dict[str, Callable[[Cell], bool]] = {
    "nik": _nik,
    "family_card": _nik,
    "kpj": lambda cell: bool(re.fullmatch(r"[0-9A-Z]{9,11}", re.sub(r"[\s.\-]", "", str(cell)))),
    "name": lambda cell: isinstance(cell, str) and bool(_NAME.fullmatch(cell.strip())),
    "sex": _sex,
    "birth_date": _day,
    "terminated_on": _day,
    "notice_on": _day,
    "birth_place_date": lambda cell: isinstance(cell, str) and _day(cell) and cell[:1].isalpha(),
    "birth_place": lambda cell: isinstance(cell, str) and not _day(cell),
    "phone": _phone,
    "other_phone": _phone,
    "email": lambda cell: isinstance(cell, str) and "@" in cell,
    "wage": _amount,
    "account": lambda cell: 6 <= len(_digits(cell)) <= 20,
    "npp": lambda cell: bool(re.fullmatch(r"[0-9A-Z]{8,12}", re.sub(r"[\s.\-]", "", str(cell)))),
    "npwp": lambda cell: 15 <= len(re.sub(r"\D", "", str(cell))) <= 16,
    "nib": lambda cell: len(_digits(cell)) == 13,
    "days": _small,
    "lesson_hours": _small,
    "level": _small,
    "fee": _amount,
    "licence_until": _day,
}


def evidence(field: str, cells: Sequence[Cell]) -> float:
    """The share of `cells` that look like the field; a half where nothing can be said."""
    witness = _WITNESSES.get(field)
    if witness is None or not cells:
        return 0.5
    some = cells[:MOST]
    return sum(map(witness, some)) / len(some)
