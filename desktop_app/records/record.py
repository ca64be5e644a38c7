"""What every record is: a row that means something to the office."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field as part
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar

from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from desktop_app.fields import Problem, describe, table_name
from desktop_app.kinds import Moment, RecordId, Stored, Text


class Owner(Enum):
    """Whose word stands when two offices disagree about a record."""

    HEADQUARTERS = "headquarters"
    BRANCH = "branch"


@dataclass(frozen=True)
class Facts:
    """What rules may know beside the record: the day, parameters, the books.

    `parameter` gives the value of a dated parameter as of `today`; `known`
    tells the name of a record of a type by its id, or None.
    """

    today: date
    parameter: Callable[[str], Any] = part(default=lambda key: None)
    known: Callable[[str, str], str | None] = part(default=lambda record, id: None)


def new_id() -> str:
    """A fresh identity: 32 hexadecimal digits that sort by time of making.

    The shape of UUID version 7. The time only keeps neighbours together in
    the index; nothing ever orders or refuses by it.
    """
    milliseconds = time.time_ns() // 1_000_000
    tail = secrets.randbits(74)
    number = milliseconds << 80 | 7 << 76 | (tail >> 62) << 64 | 2 << 62 | tail & (1 << 62) - 1
    return f"{number:032x}"


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

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return table_name(cls.__name__)

    id: Mapped[str] = mapped_column(RecordId(), primary_key=True, default=new_id)
    office: Mapped[str] = mapped_column(Text(8), index=True)
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
            for problem in described.problems(getattr(self, described.name))
        ]
        faulty = {problem.field for problem in found if problem.hard}
        return found + [p for p in self.check(facts) if not p.hard or p.field not in faulty]

    @property
    def caption(self) -> str:
        """The record's name to people."""
        return " · ".join(str(v) for v in (getattr(self, n) for n in self.shown_as) if v)


def stored_values(record: Record) -> dict[str, Stored]:
    """The record's columns in stored form, those without a value left out."""
    return {
        column.name: column.type.stored(value)  # type: ignore[attr-defined]
        for column in type(record).__table__.columns
        if (value := getattr(record, column.name)) is not None
    }


def from_stored(record: type[Record], values: Mapping[str, Stored]) -> dict[str, Any]:
    """Python values of stored ones.

    Raises ValueError for a form its kind cannot have; unknown names are
    passed over (the journal keeps them).
    """
    columns = record.__table__.columns
    return {
        name: None if value is None else columns[name].type.value(value)  # type: ignore[attr-defined]
        for name, value in values.items()
        if name in columns
    }
