"""An officer's own view of a list: columns, order, saved filters; kept on this PC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from desktop_app.desk.lists import BY_CLASS, Between, Contains, Filled
from desktop_app.fields import Described, describe
from desktop_app.i18n import N_
from desktop_app.kinds import (
    BasisPoints,
    Choice,
    Choices,
    Day,
    Flag,
    Moment,
    RecordId,
    Stored,
    Text,
    Whole,
)
from desktop_app.records.record import Record
from desktop_app.store.local import set_setting, setting
from desktop_app.store.store import Store

LONGEST = 1000
"""Texts that may be longer are no columns: JSON, laws, letters."""


class How(StrEnum):
    """In which way a field is asked."""

    IS = "is"
    CONTAINS = "contains"
    BETWEEN = "between"
    EMPTY = "empty"
    FILLED = "filled"


HOWS = {
    How.IS: N_("is"),
    How.CONTAINS: N_("contains"),
    How.BETWEEN: N_("between"),
    How.EMPTY: N_("is empty"),
    How.FILLED: N_("is filled in"),
}
"""What each is called (English source)."""


@dataclass(frozen=True)
class Offered:
    """A field of a record, or of one it refers to, that can be a column or be asked."""

    path: str
    label: str
    """In the current language: ``Company: Sector``."""
    described: Described


@dataclass(frozen=True)
class Condition:
    """One question of a filter; values in their stored form."""

    path: str
    how: How
    low: Stored = None
    """The value itself, or the lower end."""
    high: Stored = None


@dataclass(frozen=True)
class SavedFilter:
    """A question an officer keeps as a chip: what was searched for, and what fields say."""

    name: str
    title: str
    text: str = ""
    base: str = ""
    """The built-in filter it began from."""
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class View:
    """All of it. Empty columns: those the page has by itself; widths in em."""

    columns: tuple[tuple[str, float], ...] = ()
    sort: str = ""
    descending: bool = False
    filters: tuple[SavedFilter, ...] = ()

    def keep(self, saved: SavedFilter) -> View:
        """With a filter more, or one of that name replaced."""
        others = [one for one in self.filters if one.name != saved.name]
        return replace(self, filters=(*others, saved))

    def free_name(self) -> str:
        """A name no saved filter has."""
        taken = {one.name for one in self.filters}
        return next(f"own {n}" for n in range(1, len(taken) + 2) if f"own {n}" not in taken)


def view(store: Store, name: str) -> View:
    """The officer's view of the list `name`; the default one if there is none."""
    with store.raw() as connection:
        kept = setting(connection, _key(store, name), {})
    return View(
        tuple((path, float(width)) for path, width in kept.get("columns", ())),
        kept.get("sort", ""),
        bool(kept.get("descending")),
        tuple(_saved(one) for one in kept.get("filters", ())),
    )


def _saved(kept: dict[str, Any]) -> SavedFilter:
    asked = (Condition(**{**one, "how": How(one["how"])}) for one in kept["conditions"])
    return SavedFilter(**{**kept, "conditions": tuple(asked)})


def keep_view(store: Store, name: str, kept: View) -> None:
    """Remember the officer's view of the list `name`."""
    with store.local() as connection:
        set_setting(connection, _key(store, name), asdict(kept))


def _key(store: Store, name: str) -> str:
    return f"view:{store.author.officer}:{name}"


def offered(record: type[Record]) -> list[Offered]:
    """The record's fields, then those of the records it refers to."""
    own = [Offered(d.name, d.label, d) for d in describe(record).values() if _fits_a_cell(d)]
    return own + [inner for one in own for inner in _through(one)]


def _through(one: Offered) -> Iterator[Offered]:
    if one.described.target is None:
        return
    target = BY_CLASS[one.described.target]
    for inner in describe(target).values():
        if _fits_a_cell(inner) and inner.name != target.shown_as[-1]:
            yield Offered(f"{one.path}.{inner.name}", f"{one.label}: {inner.label}", inner)


def _fits_a_cell(described: Described) -> bool:
    kind = described.kind
    return not isinstance(kind, Text) or (kind.length or 0) <= LONGEST


def ways(described: Described) -> tuple[How, ...]:
    """How a field can be asked; the usual way first.

    Of what is masked nobody asks what it is: the answers would tell, digit by digit.
    """
    kind = described.kind
    if isinstance(kind, Choices) or described.field.sensitive:
        return (How.EMPTY, How.FILLED)
    first = How.CONTAINS
    if isinstance(kind, (Flag, Choice, RecordId)):
        first = How.IS
    elif isinstance(kind, (Day, Moment, Whole, BasisPoints)):
        first = How.BETWEEN
    return (first, How.EMPTY, How.FILLED)


def asked(record: type[Record], conditions: Sequence[Condition]) -> tuple[tuple[str, Any], ...]:
    """Conditions as a list asks them: path and what is wanted there.

    One of a field that this version does not know, or cannot be asked so, is passed over.
    """
    known = {one.path: one.described for one in offered(record)}
    return tuple(
        (one.path, _wanted(known[one.path], one))
        for one in conditions
        if one.path in known and one.how in ways(known[one.path])
    )


def _wanted(described: Described, condition: Condition) -> Any:
    kind = described.kind

    def value(stored: Stored) -> Any:
        return None if stored is None else kind.value(stored)

    if condition.how is How.IS:
        return value(condition.low)
    if condition.how is How.CONTAINS:
        return Contains(str(condition.low))
    if condition.how is How.BETWEEN and described.name == "birth_date":
        # Lists show the year alone, and so it is asked.
        low, high = value(condition.low), value(condition.high)
        return Between(low and low.replace(month=1, day=1), high and high.replace(month=12, day=31))
    if condition.how is How.BETWEEN:
        return Between(value(condition.low), value(condition.high))
    return None if condition.how is How.EMPTY else Filled()
