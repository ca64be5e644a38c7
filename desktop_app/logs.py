"""What the program notes down about itself: events and crashes, nobody's data.

Exceptions and values carry personal data (a database error quotes its
parameters), so a crash report holds types and places only.
"""

from __future__ import annotations

import logging
import platform
import re
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb

from desktop_app import VERSION

SIZE = 1 << 20
KEPT = 5
"""A log file's size in bytes, and how many older ones stay."""

_IDENTIFIERS = re.compile(r"\d(?:[ .\-]?\d){7,}")
"""Eight digits or more, also in groups: NIK, KPJ, telephone and account numbers."""

_NAME = "terampil.log"


def masked(text: str) -> str:
    """`text` without anything that could be somebody's number."""
    return _IDENTIFIERS.sub(lambda found: "*" * len(found[0]), text)


class _Masking(logging.Formatter):
    """Lines in UTC, masked; of an exception only its type and place."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        text = f"{record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[1] is not None:
            text += "\n" + "\n".join(_told(record.exc_info[1]))
        return f"{at} {masked(text)}"


class _File(RotatingFileHandler):
    """What cannot be written is dropped rather than stopping anybody's work."""

    def handleError(self, record: logging.LogRecord) -> None:
        """The folder is full, gone, or another process turns the file over just now."""


def start(folder: Path) -> logging.Handler:
    """Write the log of the program to `folder` from now on; returns its handler."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    handler = _File(folder / _NAME, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(_Masking())
    logger = logging.getLogger("desktop_app")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def stop(handler: logging.Handler) -> None:
    """End what `start` began."""
    logging.getLogger("desktop_app").removeHandler(handler)
    handler.close()


def crash_report(folder: Path, error: BaseException, at: datetime) -> Path:
    """Put down where the program failed; returns the file, new for each crash.

    Type, place and versions only: no message, no values, no paths of this PC.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{at.astimezone(UTC):%Y%m%dT%H%M%S%f}.txt"
    lines = [
        f"Terampil {VERSION}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        at.astimezone(UTC).isoformat(timespec="seconds"),
        "",
        *_told(error),
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _told(error: BaseException) -> list[str]:
    """The error and what it came from: types, and function and line by module."""
    lines: list[str] = []
    seen: set[int] = set()
    step: BaseException | None = error
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        lines.append(f"{'from ' if lines else ''}{type(step).__module__}.{type(step).__qualname__}")
        for frame, line in walk_tb(step.__traceback__):
            module = frame.f_globals.get("__name__", "?")
            lines.append(f"  {module}:{line} {frame.f_code.co_name}")
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    return lines
