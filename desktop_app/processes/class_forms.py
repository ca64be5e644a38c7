"""Workbooks that a training provider fills in for a class: declared once, written, read back.

A form is a sheet whose cells are locked but for those to fill in, and a hidden
sheet that says which form it is. The *check value* in it is an HMAC-SHA256
over every cell that is not to be filled in, under a key that never leaves the
office: the id of the line in the log of handouts, which is random and made
anew for each version. So the reader knows the file of this class and this
version again, and notices a name, a row, a heading or the class code that was
changed, a sheet of another class, and one made up without us. It says nothing
of what was filled in, nor by whom: that is what the signed scan beside it is
for. The sheet protection of Excel only guards against slips; it is no lock.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from desktop_app.i18n import N_

MARKER = "terampil-form"
HIDDEN = "Terampil"
"""Name of the sheet that people do not see."""
CHECK = "check"
FIELD_COLUMN = 2
"""Column (from 0) of a field's answer."""

Place = tuple[int, int]
"""Row number as Excel shows it, and column from 0."""


class Holds(Enum):
    """What a cell to fill in takes."""

    MARK = "mark"
    RESULT = "result"
    SCORE = "score"
    TEXT = "text"
    LONG = "long"
    DAY = "day"
    COST = "cost"
    COUNT = "count"
    MONEY = "money"


@dataclass(frozen=True)
class Ask:
    """Something to fill in, once or for each row."""

    name: str
    label: str
    """English source; the workbook is in Indonesian."""
    holds: Holds


@dataclass(frozen=True)
class FormKind:
    """One kind of workbook: what is asked once, and what for each row."""

    name: str
    title: str
    """English source."""
    about: str
    """English source: what the provider does with it, at the head of the sheet."""
    fields: tuple[Ask, ...] = ()
    columns: tuple[Ask, ...] = ()
    """Asked for each row; of attendance the sessions of the class take their place."""
    people: bool = False
    """Whether each participant has a row."""
    lines: int = 0
    """Rows to fill in freely."""


FORMS: Mapping[str, FormKind] = {
    kind.name: kind
    for kind in (
        FormKind(
            "attendance",
            N_("Attendance"),
            N_("Fill in H (present), S (sick), I (excused) or A (absent) for each session."),
            people=True,
        ),
        FormKind(
            "scores",
            N_("Results and scores"),
            N_("Choose LULUS or TIDAK LULUS for each participant; scores go from 0 to 100."),
            fields=(Ask("result_on", N_("Result of"), Holds.DAY),),
            columns=(
                Ask("result", N_("Result"), Holds.RESULT),
                Ask("score", N_("Score"), Holds.SCORE),
            ),
            people=True,
        ),
        FormKind(
            "report",
            N_("Report of the provider"),
            N_("Answer in a few sentences, at most 700 characters each."),
            fields=(
                Ask("course", N_("How the training went"), Holds.LONG),
                Ask("changes", N_("Changes of dates, trainers or content"), Holds.LONG),
                Ask("problems", N_("Problems and how they were solved"), Holds.LONG),
                Ask("learnt", N_("What the participants can do now"), Holds.LONG),
                Ask("advice", N_("Advice to the branch office"), Holds.LONG),
            ),
        ),
        FormKind(
            "invoice",
            N_("Invoice"),
            N_("One row for each cost; the amounts in whole rupiah before tax."),
            fields=(
                Ask("invoice_number", N_("Invoice number"), Holds.TEXT),
                Ask("invoiced_on", N_("Invoiced on"), Holds.DAY),
                Ask("account", N_("Bank account"), Holds.TEXT),
                Ask("account_holder", N_("Account holder"), Holds.TEXT),
            ),
            columns=(
                Ask("cost_kind", N_("Kind of cost"), Holds.COST),
                Ask("description", N_("Description"), Holds.TEXT),
                Ask("quantity", N_("Quantity"), Holds.COUNT),
                Ask("unit_price", N_("Price of one"), Holds.MONEY),
            ),
            lines=20,
        ),
    )
}


@dataclass(frozen=True)
class Row:
    """A row of the table: what it is known by, and the texts before the cells to fill in."""

    key: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column to fill in; `ask.label` is its heading as it stands there."""

    key: str
    ask: Ask


@dataclass(frozen=True)
class Form:
    """A workbook of one class, as plain values, its texts in the paper's language."""

    kind: FormKind
    title: str
    about: str
    code: str
    """Of the class."""
    version: int
    provider: str
    """Who gets it."""
    facts: tuple[tuple[str, str], ...]
    """What stands above: label and value; class and version among them."""
    fields: tuple[Column, ...]
    heads: tuple[str, ...]
    """Headings before those of the columns."""
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """What is filled in already, by row and column."""

    @property
    def first_field(self) -> int:
        """The row of the first field."""
        return 4 + len(self.facts)

    @property
    def head_row(self) -> int:
        """The row of the table's headings."""
        return self.first_field + len(self.fields) + (1 if self.fields else 0)

    def place(self, row: int, column: int) -> Place:
        """Where the cell of a row and a column (both from 0) lies."""
        return self.head_row + 1 + row, len(self.heads) + column

    def open(self) -> dict[Place, tuple[str, str, Holds]]:
        """The cells to fill in: row key, column key (of a field only the latter), what it takes."""
        found = {
            (self.first_field + n, FIELD_COLUMN): ("", one.key, one.ask.holds)
            for n, one in enumerate(self.fields)
        }
        for n, row in enumerate(self.rows):
            for k, column in enumerate(self.columns):
                found[self.place(n, k)] = (row.key, column.key, column.ask.holds)
        return found

    def shown(self) -> dict[Place, str]:
        """The texts of the visible sheet, without what is filled in."""
        found = {(1, 0): self.title, (2, 0): self.about}
        for n, (label, value) in enumerate(self.facts):
            found[3 + n, 0], found[3 + n, FIELD_COLUMN] = label, value
        for n, one in enumerate(self.fields):
            found[self.first_field + n, 0] = one.ask.label
        if self.rows:
            for n, head in enumerate([*self.heads, *(one.ask.label for one in self.columns)]):
                found[self.head_row, n] = head
        for n, row in enumerate(self.rows):
            for k, text in enumerate(row.texts):
                found[self.head_row + 1 + n, k] = text
        return {place: text for place, text in found.items() if text.strip()}

    def told(self) -> list[tuple[str, str, str]]:
        """The lines of the hidden sheet, but for the check value."""
        lines = [
            (MARKER, "1", ""),
            ("kind", self.kind.name, ""),
            ("class", self.code, ""),
            ("version", str(self.version), ""),
        ]
        for n, one in enumerate(self.fields):
            lines.append(("field", one.key, str(self.first_field + n)))
        for n, row in enumerate(self.rows):
            lines.append(("row", row.key, str(self.head_row + 1 + n)))
        for n, column in enumerate(self.columns):
            lines.append(("column", column.key, str(len(self.heads) + n)))
        return lines

    def check(self, key: str) -> str:
        """The check value under a key of the office."""
        return check_value(key, self.shown(), self.told())


def check_value(key: str, shown: Mapping[Place, str], told: list[tuple[str, str, str]]) -> str:
    """26 letters and digits over all that is not to be filled in; blanks do not matter."""
    cells = sorted((row, column, _plain(text)) for (row, column), text in shown.items())
    lines = [[_plain(word) for word in line] for line in told]
    message = json.dumps([cells, lines], ensure_ascii=False, separators=(",", ":"))
    digest = hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii")[:26]


def _plain(text: str) -> str:
    return " ".join(text.split())
