"""What happens when the fault is ours: a report without personal data, and words.

The report names the kind of error, the places in our code and the versions.
It leaves out messages and local values, which may hold names and numbers of
people.
"""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

log = logging.getLogger("terampil.ui")

_HARMLESS = ("propagateSizeHints",)


def report(error: BaseException, version: str, now: datetime) -> str:
    """The text of a crash report: kinds, places, versions; nobody's data."""
    lines = [
        f"Terampil {version}",
        f"{now.isoformat(timespec='seconds')}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "",
    ]
    link: BaseException | None = error
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [
            f"  {Path(place.filename).name}:{place.lineno} {place.name}"
            for place in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


class Crashes(QObject):
    """Catches what nobody caught; `happened` carries the report's path."""

    happened = Signal(object)

    def __init__(self, folder: Path, version: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._folder = folder
        self._version = version
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
        now = self._now()
        text = report(error, self._version, now)
        log.error("crash: %s", text)
        path = self._folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError:
            self.happened.emit(None)
        else:
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
