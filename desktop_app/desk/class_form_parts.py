"""What the kinds of forms have in common: what stands in one, and how it differs from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.class_forms import FORMULA, Filled
from desktop_app.processes.class_form_values import read_value
from desktop_app.processes.class_forms import Column, Holds, Row


@dataclass(frozen=True)
class Filling:
    """The table of a form, and what is filled in already."""

    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """One cell that was filled in: what is in the store, and what the provider wrote."""

    row: str
    column: str
    who: str
    what: str
    ours: str
    theirs: str
    value: Any = None
    refused: UserError | None = None
    """Why it cannot be taken over."""


def value_of(
    filled: Filled, row: str, column: str, holds: Holds, today: date
) -> tuple[Any, UserError | None]:
    """What a cell means, or why it means nothing."""
    cell = filled.values.get((row, column))
    if cell is FORMULA:
        words = N_("A formula stands here; the provider shall write the value itself.")
        return None, UserError("FORM-VALUE", words)
    try:
        return read_value(holds, cell, today), None
    except UserError as error:
        return None, error


def raw(filled: Filled, row: str, column: str) -> str:
    """A cell as it was written, shortened for a line."""
    cell = filled.values.get((row, column))
    text = "=…" if cell is FORMULA else " ".join(str(cell).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
