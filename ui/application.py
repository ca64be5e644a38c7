"""The program with its window: Qt set up, one instance for each home."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.i18n import translate as _
from ui import theme
from ui.crash import Crashes
from ui.icons import pixmap
from ui.language import speak
from ui.messages import Dialogs
from ui.shell import Look

WAIT = 500
"""Milliseconds another instance has to answer."""


def make_application(look: Look) -> QApplication:
    """Qt, dressed and speaking; nothing of the store is loaded yet."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Terampil")
    app.setDesktopFileName("terampil")
    # Before any widget: the native styles misdraw tables and sheets.
    app.setStyle("Fusion")
    speak(app, look.language)
    theme.apply(app, look.theme, look.points)
    app.setWindowIcon(QIcon(pixmap("graduation-cap", "accent", 64)))
    return app


class OnlyOne(QObject):
    """Sees to it that a home is open in one window; `called` raises that window.

    A lock file says who is there, a local socket (no network) tells it to come
    to the front.
    """

    called = Signal()

    def __init__(self, home: Path) -> None:
        super().__init__()
        name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]
        self._name = f"terampil-{name}"
        self._lock = QLockFile(str(home / "window.lock"))
        # A lock is stale when its process is gone, not when it is old.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

    def take(self) -> bool:
        """Whether this is the only one; otherwise the other one is called."""
        if not self._lock.tryLock(0):
            self._call()
            return False
        QLocalServer.removeServer(self._name)
        self._server.newConnection.connect(self._heard)
        self._server.listen(self._name)
        return True

    def _heard(self) -> None:
        while connection := self._server.nextPendingConnection():
            connection.disconnected.connect(connection.deleteLater)
            self.called.emit()
            connection.disconnectFromServer()

    def _call(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(WAIT):
            socket.disconnectFromServer()

    def release(self) -> None:
        """Let another window open the home."""
        self._server.close()
        self._lock.unlock()


def bring_forward(window: QWidget) -> Callable[[], None]:
    """A slot that shows `window` in front of all others."""

    def act() -> None:
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    return act


def tell_crashes(crashes: Crashes, dialogs: Dialogs) -> None:
    """Have each crash said to the user, once at a time."""
    shown: list[Path | None] = []

    def say(path: Path | None) -> None:
        if shown:
            return
        shown.append(path)
        text = _(
            "The program met a fault of its own. What you typed is kept as a draft. "
            "Please close the program and open it again."
        )
        if path is not None:
            where = _("A report without personal data lies here; send it to the service desk:")
            text = f"{text}\n\n{where}\n{path}"
        dialogs.tell(_("Something went wrong in the program"), text)
        shown.clear()

    crashes.happened.connect(say)
