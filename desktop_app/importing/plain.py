"""Rows of employers, programmes and providers as values of their records.

The record's own description reads its cells: what kind a field is decides how
a cell is understood, and its rules say what is wrong with the value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from collections.abc import Mapping as Table
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from desktop_app.fields import Described, describe
from desktop_app.i18n import N_, language, translate
from desktop_app.importing.columns import Mapping
from desktop_app.importing.days import Order, order_of, read_cell_day
from desktop_app.importing.entry import Entry
from desktop_app.importing.findings import Named, Weight, finding, from_problem
from desktop_app.importing.rows import named_rows
from desktop_app.importing.tables import Cell, Row, SheetRows
from desktop_app.importing.values import blank, digits_of, money_of, phones_of, text_of
from desktop_app.importing.vocabulary import Vocabulary
from desktop_app.kinds import BasisPoints, Choice, Day, Flag, Money, Whole, clean
from desktop_app.reading import Unreadable
from desktop_app.records.identifiers import identifier_of, phone
from desktop_app.records.names import fold
from desktop_app.records.record import Record, defaults

_NO = frozenset({"tidak", "t", "no", "n", "bukan", "0", "false", "salah"})
_YES = frozenset({"ya", "y", "yes", "1", "true", "benar", "x", "v"})


class PlainReader:
    """Reads the rows of one list of records of a type."""

    def __init__(
        self,
        sheet: SheetRows,
        mapping: Mapping,
        today: date,
        *,
        record: type[Record],
        words: Vocabulary,
    ) -> None:
        self.sheet, self.mapping, self.today = sheet, mapping, today
        self.rows = list(named_rows(sheet, mapping, words))
        self.described = describe(record)
        self.record = record
        self.known = _values(words.name)
        self.orders = {
            name: order_of([(row.cell(column.index), ()) for row in self.rows])
            for name, column in mapping.columns.items()
            if isinstance(self.described[name].kind, Day)
        }

    def entry(self, row: Row, typed: Collection[int] = ()) -> Entry:
        """One row, of which the columns `typed` were corrected by hand."""
        entry = Entry(self.sheet.name, row.number, tuple(row.cells))
        for name, column in self.mapping.columns.items():
            cell = row.cell(column.index)
            if column.index not in typed and self.sheet.is_formula(row, column.index):
                text = N_("Is a formula, not a value")
                advice = N_("Type the value itself (in Excel: copy, then paste as values).")
                entry.findings.append(finding(name, "FORMULA", text, advice))
            elif not blank(cell):
                self._take(entry, self.described[name], cell)
        self._type_by_name(entry)
        self._check(entry)
        return entry

    def _take(self, entry: Entry, field: Described, cell: Cell) -> None:
        if field.target is not None:
            entry.named[field.name] = text_of(cell)
            return
        numeric = isinstance(cell, int | float) and not isinstance(cell, bool)
        if numeric and identifier_of(field) and abs(float(str(cell))) >= 10**15:
            text = N_("Typed as a number, so that Excel has lost the last digits")
            advice = N_("Format the column as Text and type the number again.")
            entry.findings.append(finding(field.name, "ROUNDED", text, advice))
            return
        try:
            entry.values[field.name] = self._value(field, cell)
        except (Unreadable, ValueError):
            text = N_("“{text}” is not understood")
            advice = self._advice(field)
            shown = text_of(cell)[:40]
            entry.findings.append(finding(field.name, "VALUE", text, advice, text=shown))

    def _value(self, field: Described, cell: Cell) -> Any:
        """A cell as the field's kind means it; raises Unreadable or ValueError."""
        kind = field.kind
        rule = identifier_of(field)
        if rule is not None:
            return rule.normalise(phones_of(cell)[0] if rule is phone else digits_of(cell))
        if isinstance(kind, Choice):
            return self._code(field, text_of(cell))
        if isinstance(kind, Day):
            read = read_cell_day(cell, self.orders.get(field.name, Order.UNKNOWN), self.today)
            if read is None:
                raise Unreadable("")
            return read.day
        if isinstance(kind, Flag):
            word = fold(str(cell))
            if word not in _YES | _NO:
                raise Unreadable("")
            return word in _YES
        if isinstance(kind, BasisPoints):
            return _share(cell)
        if isinstance(kind, Money):
            return money_of(cell)[0]
        if isinstance(kind, Whole):
            return _whole(cell)
        return clean(str(cell)) if isinstance(cell, str) else digits_of(cell)

    def _code(self, field: Described, text: str) -> Any:
        kind = field.kind
        assert isinstance(kind, Choice)
        word = fold(text)
        for code in kind.codes:
            with language("id"):
                named = {fold(code.value), fold(code.label), fold(translate(code.label))}
            if word in named or word in self.known.get(field.name, {}).get(code.value, ()):
                return code
        raise ValueError(text)

    def _advice(self, field: Described) -> str:
        if isinstance(field.kind, Choice):
            return N_("Choose one of the values that the empty template names.")
        if isinstance(field.kind, Day):
            return N_("Write it as day, month and year, for example 17-08-1990.")
        return N_("Write it as a plain number.")

    def _type_by_name(self, entry: Entry) -> None:
        """What an institution is, its name says where the list does not."""
        field = self.described.get("type")
        if field is None or "type" in entry.values or not entry.name:
            return
        if any(found.field == "type" for found in entry.findings):
            return
        words = f" {fold(entry.name)} "
        told = (
            code
            for code, starts in self.known.get("type_by_name", {}).items()
            if any(f" {start} " in words for start in starts)
        )
        code = next(told, "LAINNYA")
        entry.values["type"] = field.kind.value(code)
        text = N_("The kind of institution is not given; recorded as “{kind}”")
        advice = N_("Check it once the provider is recorded.")
        label = Named(entry.values["type"].label)
        entry.findings.append(
            finding("type", "GUESSED", text, advice, weight=Weight.REMARK, kind=label)
        )

    def _check(self, entry: Entry) -> None:
        """What the record's own rules say; the same as at the store's door."""
        faulty = {found.field for found in entry.findings}
        begun = defaults(self.record)
        for name, field in self.described.items():
            value = entry.values.get(name)
            missing = field.required and value is None and name not in begun
            if name not in faulty and (value is not None or missing) and field.target is None:
                entry.findings += map(from_problem, field.problems(value))


def _whole(cell: Cell) -> int:
    if isinstance(cell, float):
        raise Unreadable("")
    found = re.fullmatch(
        r"(\d{1,9})(\s*(hari|jp|jam|jpl|level|days?|hours?))?", text_of(cell).lower()
    )
    if not found:
        raise Unreadable("")
    return int(found[1])


def _share(cell: Cell) -> int:
    """80, 0.8 and "80 %" as hundredths of a per cent."""
    text = text_of(cell).rstrip("% ").replace(",", ".")
    share = float(text)
    if 0 < share <= 1 and "%" not in str(cell):
        share *= 100
    return round(share * 100)


@cache
def _values(name: str) -> Table[str, Table[str, list[str]]]:
    """What words stand for which code, by field."""
    text = (files("resources") / "import" / f"{name}_columns.json").read_text("utf-8")
    found: Table[str, Table[str, list[str]]] = json.loads(text).get("values", {})
    return found
