"""Notices between the office and the window: asked in the store's thread, shown at the bell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.shell import Shell
from ui.widgets.notice_list import NoticeList, Told

ASK_AFTER = 500
"""Milliseconds after a change at which notices are asked anew."""


class Teller(Protocol):
    """What is told, and that it was read; both in the store's thread."""

    def told(self) -> Sequence[Told]:
        """All notices, what is unread first."""
        ...

    def read(self, keys: Sequence[str]) -> None:
        """The officer has read these."""
        ...

    def follow(self, notice: Told, shell: Shell) -> None:
        """Show where it is dealt with; in the window's thread."""
        ...


class Noticing(QObject):
    """Keeps the count at the bell and the list beneath it."""

    def __init__(self, shell: Shell, teller: Teller | None) -> None:
        super().__init__(shell)
        self._shell, self._teller = shell, teller
        self._list: NoticeList | None = None
        self._timer = QTimer(self, singleShot=True, interval=ASK_AFTER)
        self._timer.timeout.connect(self.ask)
        shell.signals.changed.connect(lambda _names: self._timer.start())

    def stop(self) -> None:
        """Ask nothing more: the window goes."""
        self._timer.stop()

    def attach(self, window: QWidget, back: QWidget) -> None:
        """Have the list lie over `window`; the cursor goes back to `back`."""
        made = self._list = NoticeList(window, lambda: back.setFocus())
        made.opened.connect(self._open)
        made.read.connect(self._read)
        self.ask()

    def ask(self) -> None:
        """Look what is to be told."""
        if (teller := self._teller) is not None:
            work = self._shell.jobs.run
            work("", lambda _progress: teller.told(), self._show, owner=self, key="notices")

    def open(self) -> None:
        """Show the list, or hide it again."""
        assert self._list is not None
        if self._list.isVisible():
            self._list.close_up()
            return
        self._list.open()
        self.ask()

    def _show(self, found: Sequence[Told]) -> None:
        assert self._list is not None
        if not isValid(self._list.list):  # The window went while it was looked for.
            return
        empty = not self._list.notices
        self._list.show_notices(found)
        self._shell.notices_said.emit(sum(not notice.read for notice in found))
        if self._list.isVisible() and empty and found:
            self._list.list.setFocus()

    def _open(self, row: int) -> None:
        assert self._list is not None
        if self._teller is not None:
            self._teller.follow(self._list.notices[row], self._shell)

    def _read(self, keys: Sequence[str]) -> None:
        if (teller := self._teller) is not None:
            self._shell.jobs.run("", lambda _progress: teller.read(keys), lambda _none: self.ask())
