"""Long work in another thread, with progress and cancel. All threading is here.

Two lanes: one thread for the store, so that its work never meets itself, and a
small pool for the rest. Work ends in one of four ways, each dealt with in one
place: a result (`done`), the user's matter (`refused`), our bug (`crashed`),
a cancel (silence). Whatever ends comes back to the window's thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from desktop_app.errors import Cancelled, UserError
from desktop_app.progress import Progress

T = TypeVar("T")

STORE, FREE = "store", "free"

TOLD_EVERY = 0.05
"""Seconds between two tellings of progress; more would only busy the window."""


@dataclass(eq=False)
class Job:
    """One piece of work under way."""

    title: str
    """What is being done, in the user's language; empty: nothing to show."""
    done: Callable[[Any], None] | None
    failed: Callable[[UserError], None] | None
    owner: QObject | None
    key: str
    lane: str
    began: float = field(default_factory=time.monotonic)
    steps: tuple[int, int] = (0, 0)
    overtaken: bool = False
    """A newer job with the same key took its place; its result is of no use."""
    _stop: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next progress."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()


class Jobs(QObject):
    """Runs jobs and hands their endings to the window's thread.

    `began`, `moved` and `ended` carry the `Job`; `refused` a `UserError` that
    nobody took; `crashed` an exception.
    """

    began = Signal(object)
    moved = Signal(object)
    ended = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    _came = Signal(object, str, object)

    def __init__(self) -> None:
        super().__init__()
        self._lanes = {
            STORE: ThreadPoolExecutor(1, "store"),
            FREE: ThreadPoolExecutor(2, "free"),
        }
        self._running: list[Job] = []
        self._closed = False
        self._came.connect(self._take)

    def run(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[UserError], None] | None = None,
        owner: QObject | None = None,
        key: str = "",
        lane: str = STORE,
    ) -> Job:
        """Start `work` and return at once; `done` gets its result.

        A job with a `key` takes the place of the one before it with the same
        key. Results for an `owner` that is gone are dropped; once all is
        closed no work begins any more.
        """
        for other in self._running:
            if key and other.key == key:
                other.overtaken = True
                other.cancel()
        job = Job(title, done, failed, owner, key, lane)
        if self._closed:
            job.cancel()
            return job
        self._running.append(job)
        self._lanes[lane].submit(self._work, job, work)
        self.began.emit(job)
        return job

    @property
    def running(self) -> tuple[Job, ...]:
        """What is under way, oldest first."""
        return tuple(self._running)

    def finish(self) -> None:
        """Wait until drafts and other silent work in the store are done; the rest is stopped."""
        for job in self._running:
            if job.title:
                job.cancel()
        self._lanes[STORE].submit(bool).result()

    def close(self) -> None:
        """Stop all work and wait until it has stopped."""
        self._closed = True
        for job in self._running:
            job.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    def _work(self, job: Job, work: Callable[[Progress], Any]) -> None:
        """In the other thread: do it, and tell how it ended."""
        told = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told
            if job.cancelled:
                raise Cancelled
            now = time.monotonic()
            if now - told >= TOLD_EVERY or done == total:
                told = now
                self._came.emit(job, "moved", (done, total))

        try:
            if job.cancelled:
                raise Cancelled
            result = work(progress)
        except Cancelled:
            self._came.emit(job, "cancelled", None)
        except UserError as error:
            self._came.emit(job, "refused", error)
        except Exception as error:
            self._came.emit(job, "crashed", error)
        else:
            self._came.emit(job, "done", result)

    @Slot(object, str, object)
    def _take(self, job: Job, how: str, what: Any) -> None:
        """In the window's thread: the one place where work ends."""
        if job not in self._running:
            return
        if how == "moved":
            job.steps = what
            self.moved.emit(job)
            return
        self._running.remove(job)
        self.ended.emit(job)
        gone = job.owner is not None and not isValid(job.owner)
        if how == "crashed":
            self.crashed.emit(what)
        elif gone or job.overtaken:
            return
        elif how == "done" and job.done is not None:
            job.done(what)
        elif how == "refused":
            (job.failed or self.refused.emit)(what)
