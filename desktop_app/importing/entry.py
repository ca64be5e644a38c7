"""One row of a list, as read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from desktop_app.importing.findings import Finding
from desktop_app.importing.tables import Cell


@dataclass
class Entry:
    """One row of a list, ready to be sorted.

    `values` are those for the fields of the kind's record, empty ones left
    out; `named` are its references in the list's own words. `confirmed` are
    the findings, by field and code, that a person has looked at and found to
    be right.
    """

    sheet: str
    row: int
    cells: tuple[Cell, ...]
    values: dict[str, Any] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    confirmed: frozenset[tuple[str, str]] = frozenset()

    @property
    def name(self) -> str:
        """The name as written, empty if there is none."""
        return str(self.values.get("name", ""))


@dataclass
class Person(Entry):
    """One person of an employer's list.

    `values` belong to `Worker` and `case` to `AffectedWorker`; of references
    `education` and `bank` are codes of the shipped lists, and the reason for
    termination is the employer's own words in `reason`.
    """

    kpj: str | None = None
    case: dict[str, Any] = field(default_factory=dict)
    reason: str | None = None
    other_phones: tuple[str, ...] = ()

    @property
    def worker(self) -> dict[str, Any]:
        """The values of the worker."""
        return self.values

    @property
    def nik(self) -> str | None:
        """The NIK, in plain form, if it was filled in."""
        return self.values.get("nik")
