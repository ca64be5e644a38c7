"""A form whose table was sorted, or gained or lost rows or columns: found again by its texts.

Who a row is about stands in front of it, which session a column is stands above it. As
long as these are as the office wrote them, it does not matter where they stand by now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.importing.answer import column_letters
from desktop_app.importing.class_forms import FORMULA, Filled
from desktop_app.processes.class_forms import Form, Place


@dataclass(frozen=True)
class Stray:
    """Something in the table that the form does not have, or that it has and the table lacks."""

    who: str
    """The row; empty for a column."""
    what: str
    """The column; empty for a row."""
    said: str = ""
    missing: bool = False


def found_again(filled: Filled, form: Form) -> tuple[Filled, list[Stray]] | None:
    """What was filled in, by the texts beside and above it, and what belongs nowhere.

    None where a text was altered: something that should be there is not, and something
    else stands there instead.
    """
    table = {place: cell for place, cell in filled.cells.items() if place[0] > form.head_row}
    headings = {
        column: _text(cell)
        for (row, column), cell in filled.cells.items()
        if row == form.head_row and column >= len(form.heads)
    }
    columns = _columns(headings, form)
    rows = _rows(table, form)
    above, wanted = _above(filled.cells, form), _above(form.shown(), form)
    if rows is None or columns is None or any(above.get(at) != wanted[at] for at in wanted):
        return None
    fields = {cell: value for cell, value in filled.values.items() if not cell[0]}
    values = {
        (rows[row], columns[column]): cell
        for (row, column), cell in table.items()
        if row in rows and column in columns
    }
    more, less = _strays(table, headings, form, rows, columns)
    beside = [
        Stray("", column_letters(at[1]) + str(at[0]), above[at])
        for at in sorted(above)
        if at not in wanted
    ]
    if any(one.who for one in more) and any(one.who for one in less):
        return None
    if any(one.what for one in more) and any(one.what for one in less):
        return None
    return replace(filled, values={**fields, **values}), [*beside, *more, *less]


def _above(cells: Mapping[Place, Any], form: Form) -> dict[Place, str]:
    """What stands above the table and is not to be filled in, the headings of rows with it."""
    answers = form.open()
    return {
        place: _text(cell)
        for place, cell in cells.items()
        if place not in answers
        and (place[0] < form.head_row or (place[0] == form.head_row and place[1] < len(form.heads)))
    }


def _columns(headings: Mapping[int, str], form: Form) -> dict[int, str] | None:
    """The keys of columns by where their headings stand now; None if one stands twice."""
    known = {one.ask.label: one.key for one in form.columns}
    found = {column: known[text] for column, text in headings.items() if text in known}
    once = len(known) == len(form.columns) and len(set(found.values())) == len(found)
    return found if once else None


def _rows(table: Mapping[Place, Any], form: Form) -> dict[int, str] | None:
    """The keys of rows by their number now; None if one stands twice."""
    known = {tuple(map(_text, one.texts)): one.key for one in form.rows}
    found = {
        row: known[texts]
        for row in sorted({row for row, _column in table})
        if (texts := _texts(table, form, row)) in known
    }
    return found if len(set(found.values())) == len(found) else None


def _strays(
    table: Mapping[Place, Any],
    headings: Mapping[int, str],
    form: Form,
    rows: Mapping[int, str],
    columns: Mapping[int, str],
) -> tuple[list[Stray], list[Stray]]:
    """What is in the table beyond the form, and what the table lacks."""
    more = [
        Stray(_name(_texts(table, form, row), row), "", _said(table, row=row))
        for row in sorted({row for row, _column in table if row not in rows})
    ]
    beside = {column for row, column in table if row in rows} | headings.keys()
    more += [
        Stray("", headings.get(one) or column_letters(one), _said(table, column=one))
        for one in sorted(beside - columns.keys())
        if one >= len(form.heads)
    ]
    less = [
        Stray(_name(one.texts, 0), "", missing=True)
        for one in form.rows
        if one.key not in rows.values()
    ]
    less += [
        Stray("", one.ask.label, missing=True)
        for one in form.columns
        if one.key not in columns.values()
    ]
    return more, less


def _texts(table: Mapping[Place, Any], form: Form, row: int) -> tuple[str, ...]:
    return tuple(_text(table.get((row, column))) for column in range(len(form.heads)))


def _name(texts: Sequence[str], row: int) -> str:
    """What a row is called: the last text before what is filled in, else its number."""
    return next((text for text in reversed(texts) if text), str(row))


def _said(table: Mapping[Place, Any], row: int | None = None, column: int | None = None) -> str:
    cells = [
        _text(cell)
        for place, cell in sorted(table.items())
        if row in (None, place[0]) and column in (None, place[1])
    ]
    text = " ".join(cells)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _text(cell: Any) -> str:
    return "=…" if cell is FORMULA else "" if cell is None else " ".join(str(cell).split())
