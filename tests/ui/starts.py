"""The whole program on a home, driven by keys as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.messages import Dialogs
from ui.shell import Look
from ui.start.program import Program
from ui.window import Window

PATIENCE = 20_000
"""Milliseconds for what takes long on a slow machine: imports, keys, a first store."""

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Answering(Dialogs):
    """Dialogs that answer with a path given beforehand."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.path = path
        self.told: list[str] = []

    def tell(self, title: str, text: str) -> None:
        self.told.append(title)

    def save_file(self, title: str, proposed: Path, kinds: str) -> Path | None:
        return self.path

    def folder(self, title: str, start: Path) -> Path | None:
        return self.path

    def open_files(self, title: str, folder: Path, kinds: str) -> list[Path]:
        return [self.path] if self.path else []


class Started:
    """A program under a test's hands."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        path: Path | None = None,
        dialogs: Dialogs | None = None,
    ) -> None:
        self.bot = qtbot
        self.crashes: list[Exception] = []
        self.program = Program(folder, Look(theme="light"), dialogs=dialogs or Answering(path))
        self.program.jobs.crashed.connect(self.crashes.append)
        self.program.begin()
        with qtbot.waitExposed(self.program.frame):
            self.program.frame.show()
        self.program.frame.activateWindow()

    @property
    def page(self) -> Any:
        """The page before or over the office."""
        return self.program.frame.page

    @property
    def window(self) -> Window:
        """The office's window."""
        assert self.program.frame.window_of_office is not None
        return self.program.frame.window_of_office

    @property
    def focus(self) -> QWidget:
        """Where keys go."""
        return QApplication.focusWidget() or self.program.frame

    def write(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, modifier)

    def enter(self, text: str = "") -> None:
        """Type and press Enter."""
        self.write(text)
        self.press(Qt.Key.Key_Return)

    def until(self, kind: type[Any]) -> None:
        """Wait for a page of this kind."""
        self.bot.waitUntil(lambda: isinstance(self.page, kind) or self._fail(), timeout=PATIENCE)
        self._come_forward()

    def until_office(self) -> Window:
        """Wait for the office, with nothing over it."""
        frame = self.program.frame
        self.bot.waitUntil(
            lambda: (frame.window_of_office is not None and frame.page is None) or self._fail(),
            timeout=PATIENCE,
        )
        self._come_forward()
        return self.window

    def _come_forward(self) -> None:
        """Have the keys again: offscreen a window may lose them while it waits."""
        frame = self.program.frame
        frame.activateWindow()
        self.bot.waitUntil(frame.isActiveWindow)

    def rest(self) -> None:
        """Wait until no work is under way."""
        self.bot.waitUntil(lambda: not self.program.jobs.running, timeout=PATIENCE)

    def _fail(self) -> bool:
        if self.crashes:
            raise self.crashes[0]
        return False

    def sign_in(self, password: str) -> Window:
        """Type the password and wait for the office."""
        self.enter(password)
        return self.until_office()

    def close(self) -> None:
        self.program.frame.close()
        if self.crashes:
            raise self.crashes[0]
