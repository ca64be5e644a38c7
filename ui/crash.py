"""What happens when the fault is ours: a report without personal data, and words."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

log = logging.getLogger("desktop_app.window")

_HARMLESS = ("propagateSizeHints",)


class Crashes(QObject):
    """Catches what nobody caught; `happened` carries the report's path."""

    happened = Signal(object)

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._folder = folder
        self._now = now

    def install(self) -> None:
        """Stand behind Python, its threads and Qt's own messages."""
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self.take(args.exc_value) if args.exc_value else None
        qInstallMessageHandler(_qt_said)

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.take(error)

    def take(self, error: BaseException) -> None:
        """Write the report and say where it lies."""
        from desktop_app.logs import crash_report

        try:
            path = crash_report(self._folder, error, self._now())
        except OSError:
            log.error("crash without a report", exc_info=error)
            self.happened.emit(None)
        else:
            log.error("crash: %s", path.name)
            self.happened.emit(path)


def _qt_said(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if any(part in message for part in _HARMLESS):
        return
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    log.log(level, "Qt: %s", message)
