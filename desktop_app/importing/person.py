"""One person of an employer's list, as read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from desktop_app.importing.findings import Finding
from desktop_app.importing.tables import Cell


@dataclass
class Person:
    """One person of a list, ready to be sorted.

    `worker` and `case` hold values for the fields of `Worker` and
    `AffectedWorker`, empty ones left out; of references `education` and `bank`
    are codes of the shipped lists, and the reason for termination is the
    employer's own words in `reason`.
    """

    sheet: str
    row: int
    cells: tuple[Cell, ...]
    worker: dict[str, Any] = field(default_factory=dict)
    kpj: str | None = None
    case: dict[str, Any] = field(default_factory=dict)
    reason: str | None = None
    other_phones: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    @property
    def nik(self) -> str | None:
        """The NIK, in plain form, if it was filled in."""
        return self.worker.get("nik")

    @property
    def name(self) -> str:
        """The name as written, empty if there is none."""
        return str(self.worker.get("name", ""))
