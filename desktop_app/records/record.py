"""What every record is: a row that means something to the office."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as part
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeAlias

from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.sql.schema import ScalarElementColumnDefault, Table

from desktop_app.fields import Problem, describe, table_name
from desktop_app.i18n import current
from desktop_app.kinds import Code, Kind, Moment, RecordId, Stored, Text
from desktop_app.wording import called

States: TypeAlias = Mapping[str, Mapping[Code, Collection[Code]]]
"""For each field that is a state: from which code to which a change may lead."""


class Owner(Enum):
    """Whose word stands when two offices disagree about a record."""

    HEADQUARTERS = "headquarters"
    BRANCH = "branch"


@dataclass(frozen=True)
class Body:
    """What rules ask of a partner: whether it assesses, under whom, and until when."""

    assesses: bool
    certifies: str | None
    licence_until: date | None


@dataclass(frozen=True)
class Facts:
    """What rules may know beside the record: the day, parameters, regions.

    `parameter` gives the value of a dated parameter as of `today`; `region`
    names a province (``35``) or regency (``35.78``) and answers None for one
    that the books do not know; `successor` gives the code that took the
    place of one no longer given out; `trains_until` gives the last day on
    which a training provider's licence and agreement are both in force;
    `body` tells what a partner certifies, None for one it does not know yet.
    """

    today: date
    parameter: Callable[[str], Any] = part(default=lambda key: None)
    region: Callable[[str], str | None] | None = None
    successor: Callable[[str], str | None] | None = None
    trains_until: Callable[[str], date | None] | None = None
    body: Callable[[str], Body | None] | None = None


def new_id() -> str:
    """A fresh identity: 32 hexadecimal digits that sort by time of making.

    The shape of UUID version 7. The time only keeps neighbours together in
    the index; nothing ever orders or refuses by it.
    """
    milliseconds = time.time_ns() // 1_000_000
    tail = secrets.randbits(74)
    number = milliseconds << 80 | 7 << 76 | (tail >> 62) << 64 | 2 << 62 | tail & (1 << 62) - 1
    return f"{number:032x}"


def derived_id(*about: object) -> str:
    """The identity of a record that follows from what it is about.

    Two PCs of an office that make it before they hear of each other make the same
    record: alike, the second is what is there already; otherwise it is held as a
    difference that a person settles. With ids of their own both would count.
    """
    return hashlib.sha256("/".join(map(str, about)).encode()).hexdigest()[:32]


class Record(DeclarativeBase):
    """A row that means something to the office.

    Made by an office (`office`, its code), voided rather than deleted. A
    subclass names its `owner`, its fields and, in `check`, the rules that
    need several of them.
    """

    owner: ClassVar[Owner] = Owner.BRANCH
    title: ClassVar[str]
    """What one such record is called (English source)."""
    shown_as: ClassVar[tuple[str, ...]] = ("name",)
    """The fields that name a record to people, in lists and lookups."""
    states: ClassVar[States] = {}
    published: ClassVar[bool] = False
    """Whether headquarters' own rows of this type go down to all branches."""

    distinct: ClassVar[tuple[str, ...]] = ()
    """The fields of which an office enters each value but once."""

    dated_by: ClassVar[str | None] = None
    """The date by which a record belongs to a period; a finalised period keeps it as it is."""

    dated_with: ClassVar[str | None] = None
    """The reference to the record whose period this one shares, where it has no date of its own."""

    goes_on: ClassVar[tuple[str, ...]] = ()
    """Fields that may change although the period is finalised, beside the states: they tell of
    later days, or of whose the record is after a merge or a transfer of work."""

    searched_as: ClassVar[str | None] = None
    """The reference through which searching this record finds another one."""

    def __init_subclass__(cls, **options: Any) -> None:
        if "__abstract__" not in vars(cls):
            cls.__tablename__ = table_name(cls.__name__)
        super().__init_subclass__(**options)

    def __init__(self, **values: Any) -> None:
        # Defaults and the identity are there from the first moment, so that
        # rules see the record as it will be saved.
        known = kinds(type(self))
        for name, value in {**defaults(type(self)), **values}.items():
            if name not in known:
                raise TypeError(f"{type(self).__name__} has no {name}")
            setattr(self, name, value)
        if "id" not in values:
            self.id = new_id()

    id: Mapped[str] = mapped_column(RecordId(), primary_key=True)
    office: Mapped[str] = mapped_column(Text(8))
    voided_at: Mapped[datetime | None] = mapped_column(Moment())

    def check(self, facts: Facts) -> Iterator[Problem]:
        """What is wrong with the fields taken together."""
        return iter(())

    def problems(self, facts: Facts) -> list[Problem]:
        """All that is wrong with this record, field by field, then as a whole.

        The same answer in the form, at the store's door and at headquarters.
        """
        found = [
            problem
            for described in describe(type(self)).values()
            if (value := getattr(self, described.name)) is not None or described.required
            for problem in described.problems(value)
        ]
        faulty = {problem.field for problem in found if problem.hard}
        return found + [p for p in self.check(facts) if not p.hard or p.field not in faulty]

    @property
    def caption(self) -> str:
        """The record's name to people, in their language where it has one."""
        return called(
            (current() == "en" and getattr(self, f"{name}_en", None)) or getattr(self, name)
            for name in self.shown_as
        )


@event.listens_for(Table, "after_parent_attach")
def _strict(table: Table, parent: Any) -> None:
    # Every table refuses values of a wrong type; plain SQLite would keep them.
    if parent is Record.metadata:
        table.dialect_options["sqlite"]["strict"] = True


@cache
def defaults(record: type[Record]) -> dict[str, Any]:
    """What a new record of a type begins with."""
    return {
        column.name: column.default.arg
        for column in record.__table__.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }


@cache
def kinds(record: type[Record]) -> dict[str, Kind[Any]]:
    """The kind of every column of a record type, by name."""
    found = {}
    for column in record.__table__.columns:
        assert isinstance(column.type, Kind), column
        found[column.name] = column.type
    return found


def stored_values(record: Record) -> dict[str, Stored]:
    """The record's columns in stored form, those without a value left out."""
    return {
        name: kind.stored(value)
        for name, kind in kinds(type(record)).items()
        if (value := getattr(record, name)) is not None
    }


def from_stored(record: type[Record], values: Mapping[str, Stored]) -> dict[str, Any]:
    """Python values of stored ones.

    Raises ValueError for a form its kind cannot have; unknown names are
    passed over (the journal keeps them).
    """
    known = kinds(record)
    return {
        name: None if value is None else known[name].value(value)
        for name, value in values.items()
        if name in known
    }
