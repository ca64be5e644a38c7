"""What a column means to people, said once and read by many.

A `Field` carries meaning only: label, help, search, rules, sensitivity. What
the database knows (length, required, choices, what it refers to) is read off
the column. The readers - form, table, sheet, wire, search, import, masking,
conformance tests - all start from `describe(SomeRecord)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Column, ForeignKey
from sqlalchemy.orm import MappedColumn, mapped_column

from desktop_app.i18n import N_, translate
from desktop_app.kinds import Kind, RecordId, Text

if TYPE_CHECKING:
    from desktop_app.records.record import Record


@dataclass(frozen=True)
class Problem:
    """Something about a value that a person should know.

    A hard problem forbids saving; a soft one only asks. `field` is empty when
    the problem belongs to the record as a whole.
    """

    field: str
    code: str
    message: str
    values: tuple[tuple[str, object], ...] = ()
    hard: bool = True

    def __str__(self) -> str:
        return translate(self.message).format(**dict(self.values))


def problem(field: str, code: str, message: str, *, hard: bool = True, **values: object) -> Problem:
    """A `Problem` with its values given by name."""
    return Problem(field, code, message, tuple(values.items()), hard)


def hint(field: str, code: str, message: str, **values: object) -> Problem:
    """A soft `Problem`: said, never in the way."""
    return Problem(field, code, message, tuple(values.items()), False)


ERASED = "(dihapus)"
"""What stands in a text after its value was blanked; in a required one it breaks no rule."""

Rule: TypeAlias = Callable[[str, Any], Iterator[Problem]]
"""Given a field's name and its value (never None), tells what is wrong."""


@dataclass(frozen=True)
class Field:
    """What a column means to people."""

    label: str
    help: str = ""
    search: bool = False
    sensitive: bool = False
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Described:
    """A field together with what its column knows."""

    name: str
    field: Field
    kind: Kind[Any]
    required: bool
    target: str | None
    """Name of the record type this refers to, if it does."""

    @property
    def label(self) -> str:
        """The label in the current language."""
        return translate(self.field.label)

    @property
    def help(self) -> str:
        """The help text in the current language."""
        return translate(self.field.help)

    def problems(self, value: Any) -> Iterator[Problem]:
        """What is wrong with `value` taken by itself."""
        empty = value is None or value == ""
        if self.required and (empty or (isinstance(value, str) and not value.strip())):
            yield problem(self.name, "REQUIRED", N_("Must be filled in"))
            return
        if empty or (self.required and value == ERASED):
            return
        fault = self.kind.fault(value)
        if fault:
            yield Problem(self.name, "KIND", fault[0], tuple(fault[1].items()))
            return
        for rule in self.field.rules:
            yield from rule(self.name, value)


def field(
    label: str,
    kind: Kind[Any],
    *,
    help: str = "",
    search: bool = False,
    sensitive: bool = False,
    rules: tuple[Rule, ...] = (),
    default: Any = None,
    index: bool = False,
) -> MappedColumn[Any]:
    """A column of a record, and what it means to people."""
    meaning = Field(label, help, search, sensitive, rules)
    return mapped_column(kind, default=default, index=index, info={"field": meaning})


def reference(target: str, label: str, *, help: str = "", index: bool = False) -> MappedColumn[Any]:
    """A column that names a record of type `target` by its id.

    `index` where a record's children are looked up by it.
    """
    return mapped_column(
        RecordId(),
        ForeignKey(f"{table_name(target)}.id", deferrable=True, initially="DEFERRED"),
        index=index,
        info={"field": Field(label, help), "target": target},
    )


def table_name(record_type: str) -> str:
    """``TrainingClass`` as its table is called: ``training_class``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record_type).lower()


def _described(column: Column[Any]) -> Described:
    kind = column.type
    assert isinstance(kind, Kind), column
    return Described(
        name=column.name,
        field=column.info["field"],
        kind=kind,
        required=not column.nullable,
        target=column.info.get("target"),
    )


@cache
def describe(record: type[Record]) -> dict[str, Described]:
    """The fields of a record type by name, in the order they are declared."""
    return {
        column.name: _described(column)
        for column in record.__table__.columns
        if isinstance(column, Column) and "field" in column.info
    }


def several_lines(described: Described) -> bool:
    """Whether the field's text may run over several lines."""
    return isinstance(described.kind, Text) and described.kind.lines
