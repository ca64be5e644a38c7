"""From the command to the first painted window, against a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Ratio, compare, seconds
from benchmarks.people import office

_QUIT_AT_FIRST_PAINT = """
import sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Watch(QObject):
    def eventFilter(self, thing, event):
        if event.type() == QEvent.Type.Paint and isinstance(thing, QWidget) and thing.isWindow():
            QTimer.singleShot(0, lambda: __import__("os")._exit(0))
        return False

real = QApplication.exec
watch = Watch()
def run(*unused):
    QApplication.instance().installEventFilter(watch)
    return real()
QApplication.exec = run
"""
_HELLO = (
    _QUIT_AT_FIRST_PAINT
    + """
from PySide6.QtWidgets import QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("Halo"))
window.show()
QApplication.exec()
"""
)
_OURS = (
    _QUIT_AT_FIRST_PAINT
    + """
from pathlib import Path
from ui.launch import launch
launch(Path(sys.argv[1]))
"""
)


def _started(code: str, *arguments: str) -> float:
    # Offscreen: what the display costs is the same for both and not ours.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code, *arguments]
    return seconds(lambda: subprocess.run(command, env=environment, check=True, timeout=60))


def run() -> Iterator[Ratio]:
    """A whole process each time, with a warm file cache."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        office(home).close()
        yield compare(
            "start to first painted window / bare PySide6 window",
            lambda: _started(_OURS, str(home)),
            lambda: _started(_HELLO),
            rounds=9,
            aim=1.5,
        )
