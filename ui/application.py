"""The program with its window: Qt set up, the window called forward, crashes told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.i18n import translate as _
from ui import theme
from ui.crash import Crashes
from ui.icons import pixmap
from ui.language import speak
from ui.messages import Dialogs
from ui.shell import Look


def make_application(look: Look) -> QApplication:
    """Qt, dressed and speaking; nothing of the store is loaded yet."""
    existing = QApplication.instance()
    # The native styles misdraw tables and sheets. Named here, for `setStyle`
    # answers with a style, and making its class takes longer than the style.
    arguments = [*sys.argv[:1], "-style", "Fusion"]
    app = existing if isinstance(existing, QApplication) else QApplication(arguments)
    app.setApplicationName("Terampil")
    app.setDesktopFileName("terampil")
    speak(app, look.language)
    theme.apply(app, look.theme, look.points)
    app.setWindowIcon(QIcon(pixmap("graduation-cap", "accent", 64)))
    return app


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
