"""What a provider wrote into a cell of a form, as the value it means."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop_app.errors import UserError
from desktop_app.i18n import LANGUAGES, N_, language, translate
from desktop_app.processes.attendance_text import read_mark
from desktop_app.processes.class_forms import Holds
from desktop_app.reading import Unreadable, read_day, read_money
from desktop_app.records.funding import CostKind
from desktop_app.records.training import TrainingResult

LONGEST = {Holds.TEXT: 160, Holds.LONG: 700}
"""Characters of a text."""

_PASSED = {"LULUS": TrainingResult.PASSED, "TIDAKLULUS": TrainingResult.FAILED}


def choices(holds: Holds) -> tuple[str, ...]:
    """What a cell offers to choose from, in the current language."""
    return {
        Holds.MARK: ("H", "S", "I", "A"),
        Holds.RESULT: ("LULUS", "TIDAK LULUS"),
        Holds.COST: tuple(translate(kind.label) for kind in CostKind),
    }.get(holds, ())


def read_value(holds: Holds, cell: Any, today: date) -> Any:
    """The value of a cell; None for an empty one. Raises UserError FORM-VALUE or ATT-MARK."""
    text = " ".join(str(cell).split()) if cell is not None else ""
    if not text:
        return None
    if holds is Holds.MARK:
        return read_mark(text)
    if holds is Holds.RESULT:
        return _result(text)
    if holds is Holds.COST:
        return _cost(text)
    if holds in (Holds.SCORE, Holds.COUNT):
        return _whole(cell, text, *((0, 100) if holds is Holds.SCORE else (1, 100_000)))
    if holds is Holds.DAY:
        return cell if isinstance(cell, date) else _day(text, today)
    if holds is Holds.MONEY:
        return _money(cell, text)
    if len(text) > LONGEST[holds]:
        raise UserError(
            "FORM-VALUE", N_("This answer is longer than {most} characters."), most=LONGEST[holds]
        )
    return text


def _result(text: str) -> TrainingResult:
    found = _PASSED.get(text.upper().replace(" ", "").replace("_", ""))
    if found is None:
        raise UserError(
            "FORM-VALUE", N_("“{text}” is no result; write LULUS or TIDAK LULUS."), text=text[:30]
        )
    return found


def _cost(text: str) -> CostKind:
    for code in LANGUAGES:
        with language(code):
            for kind in CostKind:
                if text.casefold() in (translate(kind.label).casefold(), kind.value.casefold()):
                    return kind
    raise UserError("FORM-VALUE", N_("“{text}” is no kind of cost of the list."), text=text[:30])


def _whole(cell: Any, text: str, least: int, most: int) -> int:
    if isinstance(cell, bool) or not (isinstance(cell, int) or (text.isascii() and text.isdigit())):
        found = None
    else:
        found = int(text)
    if found is None or not least <= found <= most:
        raise UserError(
            "FORM-VALUE",
            N_("“{text}” is no whole number from {least} to {most}."),
            text=text[:30],
            least=least,
            most=most,
        )
    return found


def _day(text: str, today: date) -> date | None:
    try:
        return read_day(text, today)
    except Unreadable:
        raise UserError(
            "FORM-VALUE", N_("“{text}” is no date; write it as 24/11/2026."), text=text[:30]
        ) from None


def _money(cell: Any, text: str) -> int:
    try:
        found = cell if isinstance(cell, int) else read_money(text)
    except Unreadable:
        found = None
    if found is None or isinstance(cell, bool) or not 0 <= found <= 10**12:
        raise UserError("FORM-VALUE", N_("“{text}” is no amount in whole rupiah."), text=text[:30])
    return found
