"""Rows of a sample, gathered before they are added all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from desktop_app.records.record import Record

Row: TypeAlias = dict[str, Any]


@dataclass
class Rows:
    """Rows to be added together, by record type."""

    of: dict[type[Record], list[Row]] = field(default_factory=dict)

    def add(self, record: type[Record], row: Row) -> Row:
        self.of.setdefault(record, []).append(row)
        return row
