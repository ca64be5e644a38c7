"""The NIK as spreadsheets spoil it: typed as a number, rounded, in scientific notation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.i18n import N_
from desktop_app.importing.findings import Finding, Weight, finding, from_problem
from desktop_app.importing.tables import Cell
from desktop_app.importing.values import blank, digits_of, text_of
from desktop_app.records.national_id import (
    birth_days,
    nik_rules,
    normalise_nik,
    read_nik,
    rounded_by_excel,
)

_SCIENTIFIC = re.compile(r"\d+([.,]\d+)?\s*E\s*\+?\s*\d+", re.IGNORECASE)
_RETYPE = N_(
    "Format the column as Text and type all 16 digits again from the identity card; digits that "
    "Excel has lost do not come back."
)


@dataclass(frozen=True)
class Nik:
    """A NIK that was read (empty if none) and what it says of the person."""

    text: str = ""
    born: tuple[date, ...] = ()
    birth_date: date | None = None
    sex: str = ""


def read_cell_nik(
    cell: Cell, today: date, *, suspicious: bool = False
) -> tuple[Nik, list[Finding]]:
    """The NIK in a cell and what is odd about it; `suspicious` if the list's NIKs end in 0."""
    if blank(cell):
        text = N_("The NIK is missing")
        advice = N_("Ask the employer for the NIK as on the identity card.")
        return Nik(), [finding("nik", "REQUIRED", text, advice)]
    typed = text_of(cell).strip("'\"` ")
    if isinstance(cell, str) and _SCIENTIFIC.fullmatch(typed):
        text = N_("NIK in scientific notation ({text}): its last digits are lost")
        return Nik(), [finding("nik", "NIK_SCIENTIFIC", text, _RETYPE, text=typed[:20])]
    text = normalise_nik(digits_of(cell))
    text = re.sub(r"^(nik|no\.?|ktp|:)+", "", text, flags=re.IGNORECASE)
    number = isinstance(cell, int | float) or re.fullmatch(r"\d{16}[.,]0+", typed) is not None
    found: list[Finding] = []
    if number and text.isdecimal() and (rounded_by_excel(int(text)) or len(text) > 16):
        found.append(_rounded())
    found += (
        _serial() if p.code == "NIK_SERIAL" else from_problem(p) for p in nik_rules("nik", text)
    )
    if suspicious and text.endswith("0") and not any(f.hard for f in found):
        found.append(_rounded())
    if not found and not any(day <= today for day in birth_days(text)):
        message = N_("NIK: the birth date lies in the future")
        advice = N_("Compare the NIK and the birth date with the identity card.")
        found.append(finding("nik", "NIK_FUTURE", message, advice))
    if not found and number:
        message = N_("NIK typed as a number; digits may have been lost")
        advice = N_("Compare all 16 digits with the identity card.")
        found.append(finding("nik", "NIK_NUMBER", message, advice, weight=Weight.LOOK))
    return _read(text, today, any(f.hard for f in found)), found


def _rounded() -> Finding:
    text = N_("NIK rounded by Excel: its last digits are lost")
    return finding("nik", "NIK_ROUNDED", text, _RETYPE)


def _serial() -> Finding:
    """No registry gives out the serial 0000; rounding makes it of 0001 to 0009."""
    text = N_("NIK ends in 0000, which is not issued; Excel makes this of 0001 to 0009")
    advice = N_("Compare the last four digits with the identity card and type the NIK as text.")
    return finding("nik", "NIK_SERIAL", text, advice, weight=Weight.LOOK)


def _read(text: str, today: date, hard: bool) -> Nik:
    """What the NIK says; the birth date stands even in one whose serial was lost."""
    if not re.fullmatch(r"[0-9]{16}", text):
        return Nik(text)
    try:
        read = read_nik(text, today)
    except ValueError:
        return Nik(text)  # Born in the future; `nik_rules` told of the other faults.
    born = tuple(birth_days(text))
    return Nik(text, born) if hard else Nik(text, born, read.birth_date, read.sex)


def doubt_of_rounding(cells: Sequence[Cell]) -> bool:
    """Whether the list's NIKs, text by now, were rounded before: too many end in 0.

    By chance one in ten does; a csv saved from a sheet of numbers has them all so.
    """
    texts = [
        text
        for cell in cells
        if isinstance(cell, str) and re.fullmatch(r"[0-9]{16}", text := normalise_nik(cell))
    ]
    rounded = sum(text.endswith("0") for text in texts)
    return rounded >= 3 and rounded > 0.6 * len(texts)
