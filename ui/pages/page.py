"""What a page is: one screen, arrangement and actions; no rules, no SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shell import Shell
from ui.theme import px
from ui.widgets.action_row import Action


@dataclass(frozen=True)
class Place:
    """Somewhere in a page that can be gone to from anywhere: `what` is for its `open`."""

    text: str
    """In the language of the window."""
    what: Mapping[str, Any] = field(default_factory=dict)
    icon: str = ""


class Page(QWidget):
    """One screen of the window, made when first seen.

    Made anew when language, theme or size change: `state` is what survives.
    """

    title: ClassVar[str]
    """English source; also the heading of the window."""
    shows: ClassVar[frozenset[str]] = frozenset()
    """Names of records (tables) whose change makes the page reload."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._stale = False
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(px(1.25), px(0.95), px(1.25), px(0.8))
        self.box.setSpacing(px(0.7))
        self.build()
        shell.signals.changed.connect(self._changed)

    @classmethod
    def places(cls) -> Sequence[Place]:
        """What the palette offers of this page while another one is in sight."""
        return ()

    def build(self) -> None:
        """Put the parts into `self.box`; called once."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what is in the store now. Called when seen first, and after changes."""

    def commands(self) -> list[Action]:
        """What can be done here, for the command palette."""
        return []

    def open_record(self) -> tuple[str, str] | None:
        """The table and id of the saved record that is open here."""
        return None

    def focus_search(self) -> None:
        """Put the cursor where one searches (Ctrl+F, F3)."""

    def beside(self) -> list[tuple[QWidget, Callable[[], None]]]:
        """Parts of the page that F6 stops at after the page itself, and how to go there."""
        return []

    def new(self) -> None:
        """Begin a new record (Ctrl+N)."""

    def open(self, **what: Any) -> None:
        """Show something particular: ``id`` of a record, ``filter`` of a list, ``text``."""

    def leave(self) -> None:
        """Keep what was typed: another page comes, or the window goes."""

    def state(self) -> Mapping[str, Any]:
        """Plain values that bring the page back as it is."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Come back as `state` told, before `refresh`."""

    def run(
        self,
        title: str,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        *,
        key: str = "",
    ) -> None:
        """Have short work done in the store's thread for this page."""
        self.shell.jobs.run(title, lambda _progress: work(), done, owner=self, key=key)

    def in_store(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """A `Runner` for models: silent work in the store's thread."""
        self.run("", work, done)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _changed(self, names: frozenset[str]) -> None:
        if self.shows & names:
            if self.isVisible():
                self.refresh()
            else:
                self._stale = True
