"""What a page may use of the window, passed on and never global."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QObject, QSize, Signal

from ui.jobs import Jobs
from ui.messages import Dialogs, Messages
from ui.signals import Signals

SIZE = QSize(1366, 728)
"""The window's first size in logical pixels; all works down to 911 x 472 (1366x768 at 150 %)."""


class Office(Protocol):
    """What the window itself asks of the office; pages ask their own share more."""

    @property
    def caption(self) -> str:
        """What the office is called: ``KC Manado``."""
        ...

    @property
    def officer(self) -> str:
        """Who is signed in: ``Wulan``; empty for nobody."""
        ...

    @property
    def roles(self) -> frozenset[str]:
        """The officer's roles, as codes."""
        ...

    @property
    def is_sample(self) -> bool:
        """Whether everything here is made up."""
        ...

    def now(self) -> datetime:
        """The office's time, with its zone."""
        ...


@dataclass
class Look:
    """How the window looks and speaks."""

    language: str = "id"
    theme: str = "auto"
    """``auto``, ``light`` or ``dark``."""
    points: float = 9.5


class Shell(QObject):
    """The window's services for its pages.

    `go_to` carries a page's name and what it shall open; `said` what stands
    left and in the middle of the status bar; `sync_said` how sending stands in
    words and as a state; `notices_said` how many notices wait, `waiting_said` how
    much waits on a page; `look_changed`
    asks for another language, theme or size; `lock_asked` for the sign-in;
    `document_asked` carries a document's name and the record it is about;
    `file_written` the path of a file that was made for the officer.
    """

    go_to = Signal(str, object)
    said = Signal(str, str)
    sync_said = Signal(str, str)
    notices_said = Signal(int)
    waiting_said = Signal(str, int)
    look_changed = Signal()
    lock_asked = Signal()
    document_asked = Signal(str, str)
    restore_asked = Signal(str)
    file_written = Signal(str)

    def __init__(
        self,
        office: Any,
        jobs: Jobs,
        signals: Signals,
        messages: Messages,
        dialogs: Dialogs,
        look: Look,
        keep_look: Callable[[Look], None],
    ) -> None:
        super().__init__()
        self.office = office
        self.jobs = jobs
        self.signals = signals
        self.messages = messages
        self.dialogs = dialogs
        self.look = look
        self._keep_look = keep_look
        self.kept: dict[str, Any] = {}
        """What a page keeps for the time it is made anew, if it is more than plain values."""
        self.opened_now: Callable[[], tuple[str, str] | None] = lambda: None
        """The table and id of the record open in the page in sight; the window says."""

    def go(self, page: str, **what: Any) -> None:
        """Show another page, and in it ``id``, ``filter`` or ``text``."""
        self.go_to.emit(page, what)

    def change_look(
        self,
        *,
        language: str | None = None,
        theme: str | None = None,
        points: float | None = None,
    ) -> None:
        """Have the window speak or look otherwise, now and at the next start."""
        self.look.language = language or self.look.language
        self.look.theme = theme or self.look.theme
        self.look.points = points or self.look.points
        self._keep_look(self.look)
        self.look_changed.emit()
