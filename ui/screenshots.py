"""Pictures of the window: every page, both languages, both themes, both sizes.

``python -m ui.screenshots FOLDER [page ...]`` makes them of the sample office,
whose clock stands still so that the same program makes the same pictures.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QSize, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from desktop_app.paths import Home
from ui.application import make_application
from ui.jobs import Jobs
from ui.shell import Look
from ui.signals import Signals
from ui.window import Window

SIZES = {"wide": QSize(1366, 728), "small": QSize(911, 472)}
"""A laptop's whole screen, and the same one at 150 %."""

SETTLE = 150
"""Milliseconds for layouts and the store's thread to come to rest."""


NOW = datetime(2026, 11, 24, 6, 5, tzinfo=UTC)
"""When the sample office is looked at: 14.05 WITA."""

PEOPLE = 400


def wait(milliseconds: int) -> None:
    """Let the window and its threads work; `QTest.qWait` would hold Python's lock."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle(window: Window) -> None:
    """Wait until the window shows what it is going to show."""
    wait(SETTLE)
    while window.shell.jobs.running:
        wait(SETTLE)
    wait(SETTLE)


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


def sample_window(folder: Path, jobs: Jobs, people: int = PEOPLE) -> Window:
    """The window on the sample office in `folder`, made if need be; its clock stands at `NOW`."""
    from desktop_app import demo
    from desktop_app.office import open_office
    from ui.desk_office import DeskOffice
    from ui.finding import Finder, Teller
    from ui.watch import tell_standing

    if not Home(folder).exists:
        demo.make(folder, people=people, clock=lambda: NOW)
    office = open_office(folder, demo.USER, demo.PASSWORD, clock=lambda: NOW)
    window = Window(
        DeskOffice(office),
        Look(theme="light"),
        jobs=jobs,
        signals=Signals(),
        find=Finder(office.store, lambda: window.shell),
        teller=Teller(office),
    )
    window.closing.connect(office.close)
    shell = window.shell
    shell.look_changed.connect(lambda: tell_standing(office, jobs, shell))
    return window


def main(arguments: Sequence[str]) -> int:
    """Make the pictures; tells each file."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application(Look(theme="light"))
    jobs = Jobs()
    with tempfile.TemporaryDirectory() as folder:
        window = sample_window(Path(folder) / "sample", jobs)
        window.show_page("home")
        window.show()
        for path in shoot(window, Path(arguments[0]), arguments[1:]):
            print(path.name)
        jobs.finish()
        window.close()
        jobs.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
