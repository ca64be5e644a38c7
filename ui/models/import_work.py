"""A list on its way into the books: what the wizard knows between its steps."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.desk.importing import Checked, Imported
from desktop_app.desk.importing_workers import Case
from desktop_app.desk.opening_lists import OpenedList
from desktop_app.desk.past_imports import PastImport
from desktop_app.importing.corrections import Corrections
from desktop_app.importing.list_kinds import WORKERS, ListKind

STEPS = ("file", "columns", "check", "done")


@dataclass
class ImportWork:
    """One import, from the file to the end; nothing is written before `done` is there."""

    kind: ListKind = WORKERS
    step: str = "file"
    consultation: str = ""
    """Id of the case whose people these are."""
    case: Case | None = None
    name: str = ""
    """Of the file; empty for the clipboard."""
    sender: str = ""
    """The employer's NPP, where the case tells it."""
    opened: OpenedList | None = None
    checked: Checked | None = None
    history: list[Corrections] = field(default_factory=list)
    """The corrections before each of the last ones, to be taken back."""
    done: Imported | None = None
    past: PastImport | None = None

    @property
    def corrections(self) -> Corrections:
        """What was corrected so far."""
        return self.checked.read.corrections if self.checked else Corrections()

    @property
    def result(self) -> Checked | None:
        """The rows as they stand: before the last step those checked, after it those recorded."""
        return self.done or self.checked

    def begin(self) -> None:
        """Forget the list, and keep what it is for."""
        self.step, self.name = "file", ""
        self.opened = self.checked = self.done = self.past = None
        self.history = []
