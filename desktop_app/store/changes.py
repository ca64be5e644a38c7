"""What of a record was changed in a session, and rows that go in without one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import column, insert, inspect, table

from desktop_app.kinds import Stored
from desktop_app.records.record import Record, kinds


def differences(record: Record) -> dict[str, tuple[Stored, Stored]]:
    """The fields changed and not flushed yet, each with its stored value before and now."""
    state = inspect(record)
    changes: dict[str, tuple[Stored, Stored]] = {}
    for name, kind in kinds(type(record)).items():
        history = state.attrs[name].history
        if not history.has_changes():
            continue
        base = history.deleted[0] if history.deleted else None
        new = history.added[0] if history.added else None
        pair = tuple(None if value is None else kind.stored(value) for value in (base, new))
        if pair[0] != pair[1]:
            changes[name] = (pair[0], pair[1])
    return changes


def raw_insert(record: type[Record]) -> Any:
    """A statement that takes rows as they are stored."""
    # Values are in stored form already; the kinds must not touch them again.
    return insert(table(record.__tablename__, *(column(name) for name in kinds(record))))
