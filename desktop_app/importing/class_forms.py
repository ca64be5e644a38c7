"""A provider's workbook as it came back: which form it says it is, and what was filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.tables import Cell, SheetRows
from desktop_app.processes.class_forms import (
    CHECK,
    FIELD_COLUMN,
    FORMS,
    HIDDEN,
    MARKER,
    Form,
    FormKind,
    Place,
    check_value,
)

FORMULA = object()
"""In place of a cell that is a formula: what it shows is not what somebody wrote."""
_MOST = 100_000
"""Cells to fill in; 40 people by 180 sessions are 7,200."""


@dataclass(frozen=True)
class Filled:
    """What a workbook says; nothing of it is believed before the check value agrees."""

    kind: FormKind
    code: str
    version: int
    values: Mapping[tuple[str, str], Any]
    """By row and column; of a field the row is empty. Cells left empty are not there."""
    _check: str
    _shown: Mapping[Place, str]
    _told: list[tuple[str, str, str]]
    cells: Mapping[Place, Any]
    """All that stands on the sheet people see."""

    def agrees(self, key: str) -> bool:
        """Whether all that was not to be filled in is as the office wrote it under `key`."""
        return check_value(key, self._shown, self._told) == self._check

    def stems_from(self, form: Form, key: str) -> bool:
        """Whether it is that form under `key`, though cells may have been moved."""
        return self._told == form.told() and form.check(key) == self._check


def read_form(sheets: Sequence[SheetRows]) -> Filled:
    """The form in a workbook. Raises UserError FORM-UNKNOWN for anything else."""
    hidden = next((sheet for sheet in sheets if sheet.name == HIDDEN), None)
    page = next((sheet for sheet in sheets if sheet.name != HIDDEN), None)
    if hidden is None or page is None:
        raise _unknown()
    told = [_line(row.cells) for row in hidden.rows]
    said = {name: value for name, value, _place in reversed(told)}
    kind = FORMS.get(said.get("kind", ""))
    if not told or told[0][0] != MARKER or kind is None or not said.get("version", "").isdigit():
        raise _unknown()
    places = _open(told)
    shown: dict[Place, str] = {}
    cells: dict[Place, Any] = {}
    values: dict[tuple[str, str], Any] = {}
    for row in page.rows:
        for column, cell in enumerate(row.cells):
            if cell is None:
                continue
            place = row.number, column
            cells[place] = cell
            if place not in places:
                shown[place] = str(cell)
            else:
                values[places[place]] = cell
    for place in page.formulas:  # Whether or not anything was worked out for it.
        cells[place] = FORMULA
        if place in places:
            values[places[place]] = FORMULA
        else:
            shown[place] = "=…"
    return Filled(
        kind,
        said.get("class", ""),
        int(said["version"]),
        values,
        said.get(CHECK, ""),
        shown,
        [line for line in told if line[0] != CHECK],
        cells,
    )


def _line(cells: Sequence[Cell]) -> tuple[str, str, str]:
    words = ["" if cell is None else str(cell) for cell in cells[:3]]
    words += [""] * (3 - len(words))
    return words[0], words[1], words[2]


def _open(told: Sequence[tuple[str, str, str]]) -> dict[Place, tuple[str, str]]:
    """The cells to fill in, by what the hidden sheet says of them."""
    of: dict[str, list[tuple[str, int]]] = {"field": [], "row": [], "column": []}
    for name, key, place in told:
        if name in of:
            if not place.isdigit() or len(place) > 6:
                raise _unknown()
            of[name].append((key, int(place)))
    if len(of["row"]) * len(of["column"]) > _MOST:
        raise _unknown()
    found = {(row, FIELD_COLUMN): ("", key) for key, row in of["field"]}
    found |= {(row, column): (key, name) for key, row in of["row"] for name, column in of["column"]}
    return found


def _unknown() -> UserError:
    return UserError(
        "FORM-UNKNOWN",
        N_(
            "This is no workbook that was written here for a training provider. Choose the file"
            " that came back, as it was saved in Excel."
        ),
    )
