"""Every screen in one look; each look is a test file, so that they can run beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import i18n
from tests.ui import audit
from tests.ui.screens import screens
from ui.jobs import Jobs
from ui.screenshots import sample_window
from ui.window import Window

WIDE, SMALL = QSize(1366, 728), QSize(911, 472)


@contextmanager
def opened(sample: Path, qtbot: QtBot) -> Iterator[Window]:
    """The window on the small sample office in `sample`, made if need be."""
    jobs = Jobs()
    crashes: list[Exception] = []
    jobs.crashed.connect(crashes.append)
    made = sample_window(sample, jobs, people=20)
    qtbot.addWidget(made)
    made.show_page("home")
    try:
        yield made
    finally:
        jobs.finish()
        made.close()
        jobs.close()
    assert crashes == []


def spoken(root: QWidget) -> set[str]:
    """What the screen says, by whichever widget."""
    said: set[str] = set()
    for widget in audit.seen(root):
        if isinstance(widget, (QLabel, QAbstractButton)):
            said.add(widget.text().replace("&", ""))
        if isinstance(widget, QLineEdit):
            said.add(widget.placeholderText())
        said.add(widget.accessibleName())
        said.add(widget.toolTip())
    return {text for text in said if text}


@cache
def sources() -> frozenset[str]:
    """English texts that read otherwise in Indonesian."""
    catalogue = i18n._catalogue("id")
    known = getattr(catalogue, "_catalog", {})
    return frozenset(
        source.replace("&", "")
        for source, shown in known.items()
        if isinstance(source, str) and source and " " in source and shown != source
    )


CHECKS = (
    audit.truncated,
    audit.cut_off,
    audit.overlapping,
    audit.unnamed,
    audit.undescribed,
    audit.doubled_mnemonics,
)


def complaints(name: str, root: QWidget, language: str) -> list[str]:
    """What is wrong with what is in sight."""
    found = [f"{name}: {check.__name__} {what}" for check in CHECKS for what in check(root)]
    if language == "id":
        found += [f"{name}: English {text!r}" for text in sorted(spoken(root) & sources())]
    return found


def look_at_every_screen(
    window: Window, language: str, theme: str, points: float, size: QSize
) -> None:
    """Go through all screens in this look, and say all that is wrong at once."""
    window.show()
    window.activateWindow()
    window.shell.change_look(language=language, theme=theme, points=points)
    window.resize(size)
    found: list[str] = []
    for name, root in screens(window):
        if window.size() != size:
            found.append(f"{name}: window grew to {window.size()}")
        found += complaints(name, root, language)
        found += [f"{name}: {what}" for what in audit.out_of_order(root)]
    assert not found, "\n".join(dict.fromkeys(found))
