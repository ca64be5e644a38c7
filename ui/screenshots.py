"""Pictures of the window: every page, both languages, both themes, both sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.window import Window

SIZES = {"wide": QSize(1366, 728), "small": QSize(911, 472)}
"""A laptop's whole screen, and the same one at 150 %."""

SETTLE = 150
"""Milliseconds for layouts and the store's thread to come to rest."""


def settle(window: Window) -> None:
    """Wait until the window shows what it is going to show."""
    QTest.qWait(SETTLE)
    while window.shell.jobs.running:
        QTest.qWait(SETTLE)
    QTest.qWait(SETTLE)


def shoot(window: Window, folder: Path, names: Sequence[str] = ()) -> Iterator[Path]:
    """Picture the pages called `names` (all of them by default) into `folder`; tells each file."""
    folder.mkdir(parents=True, exist_ok=True)
    # Offscreen the mouse would lie over the first line of the rail.
    QCursor.setPos(QPoint(9000, 9000))
    QApplication.setCursorFlashTime(0)
    for language in ("id", "en"):
        for theme in ("light", "dark"):
            window.shell.change_look(language=language, theme=theme)
            for size_name, size in SIZES.items():
                window.resize(size)
                for entry in window.entries:
                    if names and entry.name not in names:
                        continue
                    window.show_page(entry.name)
                    settle(window)
                    path = folder / f"{entry.name}-{language}-{theme}-{size_name}.png"
                    window.grab().save(str(path))
                    yield path
