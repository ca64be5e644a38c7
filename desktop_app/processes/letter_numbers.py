"""Numbers of letters by template: ``007/MND/XI/2026``."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.wording import roman_month

PLACES = frozenset({"seq", "kind", "office", "pc", "roman_month", "mm", "yyyy"})


def pc_of(node: str) -> str:
    """What tells the PCs of one office apart in a number: ``7C1A``."""
    return node[:4].upper()


def letter_number(
    template: str, *, sequence: int, kind: str, office: str, day: date, node: str = ""
) -> str:
    """The number that `template` gives; its place ``{pc}`` stands for the PC (`node`).

    Raises UserError for a template that is not understood, or that would give
    two offices the same number (it must hold ``{seq}``, ``{office}`` and the year).
    """
    try:
        names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
        if not {"seq", "office", "yyyy"} <= names <= PLACES:
            raise ValueError
        return template.format(
            seq=sequence,
            kind=kind,
            office=office,
            pc=pc_of(node),
            roman_month=roman_month(day.month),
            mm=f"{day.month:02}",
            yyyy=day.year,
        )
    except (ValueError, KeyError, IndexError, AttributeError):
        raise UserError(
            "NUMBER-TEMPLATE",
            N_(
                "The pattern for letter numbers is not understood: {template}. It needs the "
                "places seq, office and yyyy in braces."
            ),
            template=template,
        ) from None


def sequence_in(
    template: str, number: str, *, kind: str, office: str, year: int, node: str = ""
) -> int | None:
    """The place in its series that a number after `template` tells; None for any other text."""
    found = _read(
        template,
        number,
        kind=re.escape(kind),
        office=re.escape(office),
        pc=re.escape(pc_of(node)),
        yyyy=str(year),
    )
    return int(found["seq"]) if found else None


def office_in(template: str, number: str) -> str:
    """The code of the office that a number after `template` tells; empty for any other text."""
    found = _read(template, number)
    return found["office"] if found else ""


def _read(template: str, number: str, **known: str) -> re.Match[str] | None:
    """A number read after its template; `known` has patterns of places that are known closer."""
    patterns = {
        "seq": r"\d+",
        "kind": "[^/]+",
        "office": "[A-Z0-9]{2,8}",
        "pc": "[0-9A-Z]{4}",
        "roman_month": "[IVX]+",
        "mm": r"\d\d",
        "yyyy": r"\d{4}",
    } | known
    pattern, before = "", set[str]()
    for text, name, *_ in Formatter().parse(template):
        pattern += re.escape(text)
        if name:
            # A place that stands twice says the same twice.
            pattern += f"(?P={name})" if name in before else f"(?P<{name}>{patterns[name]})"
            before.add(name)
    return re.fullmatch(pattern, number)
