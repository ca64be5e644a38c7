"""Our column types: what a value is, as Python, as stored and as sent.

One form serves the store, the journal and the batch: whatever Python object a
kind has, its stored form is text, a 64-bit integer or None, valid in SQLite
STRICT tables and on PostgreSQL alike. So sealing a batch is copying.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Generic, Self, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from desktop_app.i18n import N_

Stored: TypeAlias = str | int | None
"""A value as the store, the journal and a batch hold it."""

INT64 = 2**63

# Control characters, lone surrogates, non-characters and the marks that turn
# the direction of writing: none has a meaning in a name, several break xlsx,
# PostgreSQL or the reader's eye. A line break is dealt with by `lines`.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


class Code(StrEnum):
    """A closed list of codes; each member knows its label (English source)."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def of(cls, code: str) -> Self:
        """The member with this code. Raises ValueError if there is none."""
        for member in cls:
            if member.value == code:
                return member
        raise ValueError(code)


T = TypeVar("T")


class Kind(TypeDecorator[T], Generic[T]):
    """A type of column. `stored` and `value` are each other's inverse."""

    cache_ok = True
    python: ClassVar[type]
    impl: Any = sa.Text
    # Nothing said is nothing kept: a default is for what was never asked, and
    # the row must hold what the journal holds.
    should_evaluate_none = True

    def stored(self, value: T) -> Stored:
        """The form that is kept and sent."""
        raise NotImplementedError

    def value(self, stored: Any) -> T:
        """The Python object of a stored form.

        Raises ValueError for a form this kind cannot have written.
        """
        raise NotImplementedError

    def fault(self, value: T) -> tuple[str, dict[str, object]] | None:
        """What is wrong with `value`: a message and what goes into it."""
        return None

    def process_bind_param(self, value: T | None, dialect: Dialect) -> Stored:
        return None if value is None else self.stored(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> T | None:
        return None if value is None else self.value(value)

    def process_literal_param(self, value: T | None, dialect: Dialect) -> str:
        stored = self.process_bind_param(value, dialect)
        return "NULL" if stored is None else str(stored)


def clean(text: str) -> str:
    """Text as people meant it: composed characters, single line ends, no rim."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class Text(Kind[str]):
    """Text of at most `length` characters, on one line or several."""

    cache_ok = True
    python = str

    def __init__(self, length: int, *, lines: bool = False) -> None:
        super().__init__()
        self.length = length
        self.lines = lines

    def stored(self, value: str) -> Stored:
        return str(value)

    def value(self, stored: Any) -> str:
        if not isinstance(stored, str):
            raise ValueError("text expected")
        return stored

    def fault(self, value: str) -> tuple[str, dict[str, object]] | None:
        if len(value) > self.length:
            return N_("Too long: at most {most} characters; {n} entered"), {
                "most": self.length,
                "n": len(value),
            }
        if _UNWANTED.search(value) or (not self.lines and re.search(r"[\n\t\u2028\u2029]", value)):
            return N_("Contains characters that cannot be printed; delete them and type anew"), {}
        return None


class RecordId(Kind[str]):
    """The identity of a record: 32 hexadecimal digits, or a code of a list."""

    cache_ok = True
    python = str

    def stored(self, value: str) -> Stored:
        return str(value)

    def value(self, stored: Any) -> str:
        if not isinstance(stored, str) or not re.fullmatch(r"[0-9A-Za-z:._/-]{1,64}", stored):
            raise ValueError("identity expected")
        return stored


class Day(Kind[date]):
    """A date of business, without a time; ISO text sorts as dates do."""

    cache_ok = True
    python = date

    def stored(self, value: date) -> Stored:
        return value.isoformat()

    def value(self, stored: Any) -> date:
        if not isinstance(stored, str) or len(stored) != 10:
            raise ValueError("date expected")
        found = date.fromisoformat(stored)
        if found.isoformat() != stored:  # a week and its day, say: 2024-W01-1
            raise ValueError("date expected")
        return found

    def fault(self, value: date) -> tuple[str, dict[str, object]] | None:
        if not 1900 <= value.year <= 2199:
            return N_("The year must lie between 1900 and 2199"), {}
        return None


class Moment(Kind[datetime]):
    """A point in time, in UTC to the millisecond; its text sorts in order."""

    cache_ok = True
    python = datetime

    def stored(self, value: datetime) -> Stored:
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def value(self, stored: Any) -> datetime:
        if not isinstance(stored, str) or len(stored) != 24 or stored[-1] != "Z":
            raise ValueError("moment expected")
        found = datetime.fromisoformat(stored)
        if self.stored(found) != stored:
            raise ValueError("moment expected")
        return found


class Whole(Kind[int]):
    """A whole number between `least` and `most`."""

    cache_ok = True
    python = int
    impl = sa.BigInteger

    def __init__(self, least: int = 0, most: int = INT64 - 1) -> None:
        super().__init__()
        self.least = least
        self.most = most

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        # STRICT tables know INTEGER, not BIGINT; both hold 64 bits.
        return dialect.type_descriptor(
            sa.Integer() if dialect.name == "sqlite" else sa.BigInteger()
        )

    def stored(self, value: int) -> Stored:
        return int(value)

    def value(self, stored: Any) -> int:
        if not isinstance(stored, int) or isinstance(stored, bool) or not -INT64 <= stored < INT64:
            raise ValueError("whole number expected")
        return stored

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:
        # PostgreSQL adds whole numbers up into a decimal.
        return super().process_result_value(
            int(value) if isinstance(value, Decimal) else value, dialect
        )

    def fault(self, value: int) -> tuple[str, dict[str, object]] | None:
        if not self.least <= value <= self.most:
            return N_("Must lie between {least} and {most}"), {
                "least": self.least,
                "most": self.most,
            }
        return None


class Money(Whole):
    """Whole rupiah, never negative unless a record says so."""

    cache_ok = True

    def __init__(self, least: int = 0, most: int = 10**15) -> None:
        super().__init__(least, most)


class BasisPoints(Whole):
    """A share in hundredths of a per cent: 8000 is 80 %."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(0, 10_000)


class Flag(Kind[bool]):
    """Yes or no, stored as 1 or 0."""

    cache_ok = True
    python = bool
    impl = sa.BigInteger

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(
            sa.Integer() if dialect.name == "sqlite" else sa.BigInteger()
        )

    def stored(self, value: bool) -> Stored:
        return 1 if value else 0

    def value(self, stored: Any) -> bool:
        if stored not in (0, 1) or not isinstance(stored, int):
            raise ValueError("0 or 1 expected")
        return stored == 1


C = TypeVar("C", bound=Code)


class Choice(Kind[C], Generic[C]):
    """One code of a closed list."""

    cache_ok = True
    python = Code

    def __init__(self, codes: type[C]) -> None:
        super().__init__()
        self.codes = codes

    def stored(self, value: C) -> Stored:
        return str(self.codes.of(value).value)

    def value(self, stored: Any) -> C:
        return self.codes.of(stored)


class Choices(Kind[frozenset[C]], Generic[C]):
    """Any number of codes of a closed list, stored in order with commas."""

    cache_ok = True
    python = frozenset

    def __init__(self, codes: type[C]) -> None:
        super().__init__()
        self.codes = codes

    def stored(self, value: frozenset[C]) -> Stored:
        return ",".join(str(code.value) for code in self.codes if code in value)

    def value(self, stored: Any) -> frozenset[C]:
        if not isinstance(stored, str):
            raise ValueError("codes expected")
        found = frozenset(self.codes.of(code) for code in stored.split(",") if code)
        if self.stored(found) != stored:
            raise ValueError("codes expected in order")
        return found
