"""The rows that an import adds, by record type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from desktop_app.records.record import Record

Row: TypeAlias = dict[str, Any]


@dataclass
class Plan:
    """Rows in the order of the list; each has its id already."""

    rows: dict[type[Record], list[Row]] = field(default_factory=dict)

    def add(self, record: type[Record], row: Row) -> str:
        """Plan a row; returns its id."""
        self.rows.setdefault(record, []).append(row)
        return str(row["id"])

    def ids(self, record: type[Record]) -> tuple[str, ...]:
        """The ids of the rows of a type."""
        return tuple(row["id"] for row in self.rows.get(record, ()))

    def __len__(self) -> int:
        return sum(map(len, self.rows.values()))

    def __iter__(self) -> Iterator[tuple[type[Record], list[Row]]]:
        return iter(self.rows.items())
