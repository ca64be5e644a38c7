"""One window for each home."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT = 1000
"""Milliseconds another instance has to answer; it may just be starting."""


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
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Whether this is the only one; otherwise the other one is called."""
        if self._lock.tryLock(0):
            return True
        self._call()
        return False

    def listen(self) -> None:
        """From now on be called by others; once the window is there, for it takes a while."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        self._server.newConnection.connect(self._heard)
        self._server.listen(self._name)

    def _heard(self) -> None:
        assert self._server is not None
        while connection := self._server.nextPendingConnection():
            connection.disconnected.connect(connection.deleteLater)
            self.called.emit()
            connection.disconnectFromServer()

    def _call(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        until = time.monotonic() + WAIT / 1000
        while time.monotonic() < until:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(WAIT):
                socket.disconnectFromServer()
                return
            time.sleep(0.05)

    def release(self) -> None:
        """Let another window open the home."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()
