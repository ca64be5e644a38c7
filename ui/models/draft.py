"""A record being written: what it was, what it is now, what is wrong with it.

A draft knows no database. It becomes a record through the store, and survives
a crash through `as_stored`, which is plain JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop_app.fields import Problem, describe
from desktop_app.records.record import Facts, Record, from_stored, new_id


@dataclass
class Draft:
    """The values of one record under a person's hands.

    `base` are the saved values (none for a new record), `values` those typed;
    `texts` keeps by field what was typed but cannot be read as a value.
    """

    record_type: type[Record]
    id: str = field(default_factory=new_id)
    base: Mapping[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def new(cls, record_type: type[Record], **values: Any) -> Draft:
        """A record that does not exist yet, with its defaults and what sticks."""
        blank = record_type(**values)
        return cls(record_type, blank.id, {}, _values(blank))

    @classmethod
    def of(cls, record: Record) -> Draft:
        """A saved record, about to be changed."""
        values = _values(record)
        return cls(type(record), record.id, values, dict(values))

    @property
    def is_new(self) -> bool:
        """Whether nothing of it is saved yet."""
        return not self.base

    def get(self, name: str) -> Any:
        """The value of a field now."""
        return self.values.get(name)

    def set(self, name: str, value: Any, text: str = "") -> None:
        """Give a field its value, or the text that cannot be read as one."""
        self.values[name] = value
        self.texts.pop(name, None)
        if text:
            self.texts[name] = text

    def changes(self) -> dict[str, Any]:
        """The fields whose value differs from what is saved."""
        return {n: v for n, v in self.values.items() if v != self.base.get(n)}

    @property
    def touched(self) -> bool:
        """Whether anything would be lost without keeping it."""
        start = self.base or _values(self.record_type(id=self.id))
        return bool(self.texts) or any(v != start.get(n) for n, v in self.values.items())

    def record(self) -> Record:
        """A transient record with these values, in no session."""
        return self.record_type(id=self.id, **self.values)

    def problems(self, facts: Facts) -> list[Problem]:
        """All that is wrong; for text that cannot be read the form speaks itself."""
        return [p for p in self.record().problems(facts) if p.field not in self.texts]

    def as_stored(self) -> dict[str, Any]:
        """What a crash must not take, as plain JSON: the changes and the texts."""
        kinds = describe(self.record_type)
        changed = {
            name: None if value is None else kinds[name].kind.stored(value)
            for name, value in self.changes().items()
        }
        return {"id": self.id, "values": changed, "texts": dict(self.texts)}

    def restore(self, stored: Mapping[str, Any]) -> None:
        """Put back what `as_stored` kept."""
        self.id = stored["id"]
        self.values.update(from_stored(self.record_type, stored["values"]))
        self.texts.update(stored["texts"])


def _values(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in describe(type(record))}
