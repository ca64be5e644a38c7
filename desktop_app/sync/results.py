"""What became of a file that was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from desktop_app.errors import UserError
from desktop_app.kinds import Code
from desktop_app.store.replay import Held
from desktop_app.sync.envelope import Header
from desktop_app.sync.payload import Totals


class State(Code):
    """What became of a file."""

    APPLIED = "applied", "Recorded"
    ALREADY = "already applied", "Recorded before"
    HELD = "held", "Waits for an earlier file"
    REFUSED = "refused", "Not taken in"


@dataclass
class Result:
    """What became of one file. `error` says why it is held or refused.

    `created` and `changed` count rows by record type, `held` names the changes
    that were set aside; `freed` counts those of before that could now be
    applied. In a dry run nothing of it has happened.
    """

    path: Path
    state: State
    error: UserError | None = None
    office: str = ""
    node: str = ""
    audience: str = ""
    batch_no: int = 0
    created: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    freed: int = 0
    missing: tuple[int, ...] = ()
    totals: Totals = field(default_factory=Totals)
    totals_matched: bool = True
    unsent: int = 0

    def name(self, header: Header) -> None:
        """Put down whose file it is."""
        self.office, self.node = header.sender.office, header.sender.node
        self.audience, self.batch_no = header.sender.audience, header.batch_no

    @property
    def code(self) -> str:
        """The code of `error`, empty without one."""
        return self.error.code if self.error else ""

    @property
    def message(self) -> str:
        """`error` as a sentence in the current language."""
        return str(self.error) if self.error else ""


Preview: TypeAlias = Result
"""What reading one file would do."""
