"""What goes on besides typing: changes in the store by whomever, and an idle desk."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta, timezone
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from desktop_app.desk.decision_lists import count_waiting
from desktop_app.desk.news import News
from desktop_app.desk.recent import FILE, remember
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.office import Office
from desktop_app.sync import outbox
from desktop_app.wording import month
from ui.jobs import Jobs
from ui.shell import Shell
from ui.signals import Signals

EVERY = 2000
"""Milliseconds between two looks at what others have written."""


class Watch(QObject):
    """Tells the pages what changed, whoever changed it.

    Our own writes are heard from the store at once, those of the command line
    by looking at the journal whenever the file has moved. `moved` comes after
    anything was written, batches and drafts too.
    """

    moved = Signal()
    _heard = Signal(object)

    def __init__(self, office: Office, jobs: Jobs, signals: Signals) -> None:
        super().__init__()
        self._store, self._jobs, self._signals = office.store, jobs, signals
        self._news = News(office.store)
        self._looking = False
        # The store speaks in its own thread.
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._store.listeners.append(self._listen)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Hear nothing more."""
        self._timer.stop()
        self._store.listeners.remove(self._listen)

    def look(self) -> None:
        """See whether somebody else has written."""
        if not self._looking:
            self._looking = True
            self._jobs.run("", lambda _progress: self._news.look(), self._answer, owner=self)

    def _listen(self, names: frozenset[str]) -> None:
        """In the store's thread, after a write of ours."""
        self._heard.emit(names | (self._news.look() or frozenset()))

    def _answer(self, names: frozenset[str] | None) -> None:
        self._looking = False
        if names is not None:
            self._tell(names)

    def _tell(self, names: frozenset[str]) -> None:
        if names:
            self._signals.changed.emit(names)
        self.moved.emit()


def sending(office: Office) -> tuple[str, str]:
    """How sending stands, in words and as a state of the status bar; in the store's thread."""
    n = sum(outbox.unsent(office.store).values())
    made = outbox.batches(office)
    words = translate_n("{n} change not sent yet", "{n} changes not sent yet", n).format(n=n)
    parts = [words if n else _("Nothing to send")]
    if made:
        at = made[0].at.astimezone(timezone(timedelta(hours=office.offset)))
        day = f"{at.day} {month(at.month)[:3]} {at:%H.%M}"
        parts.append(_("last {day}").format(day=day))
    return " · ".join(parts), "warning" if n else "good"


def tell_standing(office: Office, jobs: Jobs, shell: Shell) -> None:
    """Have the status bar say how sending stands, and the rail what waits for a decision."""

    def ask() -> tuple[tuple[str, str], int]:
        with office.store.read() as session:
            waiting = count_waiting(session)
        return sending(office), waiting

    def tell(found: tuple[tuple[str, str], int]) -> None:
        shell.sync_said.emit(*found[0])
        shell.waiting_said.emit("decisions", found[1])

    jobs.run("", lambda _progress: ask(), tell, owner=shell, key="standing")


def keep_files(office: Office, jobs: Jobs, shell: Shell) -> None:
    """Remember the files that are written among what was opened last."""

    def remembered(path: str) -> None:
        jobs.run("", lambda _progress: remember(office.store, FILE, path))

    shell.file_written.connect(remembered)


class Idle(QObject):
    """Tells `idle` when nobody has touched keys or mouse for `minutes()`; 0 is never."""

    idle = Signal()

    def __init__(self, minutes: Callable[[], int]) -> None:
        super().__init__()
        self._minutes = minutes
        self._touched = time.monotonic()
        # Windows' own events are few; those of all widgets would pass here otherwise.
        app = cast(QGuiApplication, QGuiApplication.instance())
        app.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())
        self._timer = QTimer(self, interval=5000)
        self._timer.timeout.connect(lambda: self.look(time.monotonic()))
        self._timer.start()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.MouseMove,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.Wheel,
        ):
            self.touch(time.monotonic())
        return False

    def touch(self, now: float) -> None:
        """Somebody is here."""
        self._touched = now

    def look(self, now: float) -> None:
        """Tell if nobody has been here for long enough."""
        minutes = self._minutes()
        if minutes and now - self._touched >= 60 * minutes:
            self._touched = now
            self.idle.emit()
