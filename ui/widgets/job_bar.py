"""What is under way, shown when it takes long: a mark, then a bar with cancel."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from desktop_app.i18n import translate as _
from ui.jobs import Job, Jobs
from ui.theme import px
from ui.widgets.basics import Label, button

MARK_AFTER, BAR_AFTER = 0.3, 1.0
"""Seconds after which work is seen at all, and can be cancelled."""


class JobBar(QWidget):
    """Shows the oldest job that has run for long; hidden otherwise."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._text = Label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(px(10))
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = button(_("Cancel work"), self._stop, kind="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        for widget in (self._text, self._bar, self._cancel):
            layout.addWidget(widget)
        self._clock = QTimer(self, interval=100)
        self._clock.timeout.connect(self._look)
        jobs.began.connect(self._begin)
        jobs.moved.connect(self._look)
        jobs.ended.connect(self._look)
        self.hide()

    def _begin(self, job: Job) -> None:
        self._clock.start()

    def _look(self, _job: Job | None = None) -> None:
        now = time.monotonic()
        running = self._jobs.running
        job = next((j for j in running if now - j.began >= MARK_AFTER), None)
        if not running:
            self._clock.stop()
        self.setVisible(job is not None)
        if job is None:
            return
        done, total = job.steps
        long = now - job.began >= BAR_AFTER
        name = job.title or _("Please wait")
        self._text.setText(f"{name} · {done}/{total}" if total and long else name)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._cancel.setVisible(long)
        self._cancel.setEnabled(not job.cancelled)

    def _stop(self) -> None:
        for job in self._jobs.running[:1]:
            job.cancel()
        self._look()
