"""Work in other threads: four endings, each in one place."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.errors import UserError
from desktop_app.progress import Progress
from tests.ui import audit
from ui.jobs import FREE, Jobs
from ui.widgets.job_bar import JobBar


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_result_comes_back_in_the_windows_thread(jobs: Jobs, qtbot: QtBot) -> None:
    where: list[threading.Thread] = []
    results: list[int] = []

    def work(progress: Progress) -> int:
        where.append(threading.current_thread())
        return 42

    def done(result: int) -> None:
        where.append(threading.current_thread())
        results.append(result)

    with qtbot.waitSignal(jobs.ended):
        jobs.run("", work, done)
    assert results == [42]
    assert where[0] is not where[1]
    assert where[1] is threading.main_thread()


def test_the_store_has_one_thread(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[str] = []
    for _ in range(5):
        jobs.run("", lambda progress: threads.append(threading.current_thread().name))
    qtbot.waitUntil(lambda: not jobs.running)
    assert len(set(threads)) == 1


def test_the_users_matter_goes_to_who_asked_or_to_the_bar(jobs: Jobs, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise UserError("FULL", "The disk is full")

    taken: list[str] = []
    with qtbot.assertNotEmitted(jobs.refused), qtbot.waitSignal(jobs.ended):
        jobs.run("", work, failed=lambda error: taken.append(error.code))
    assert taken == ["FULL"]
    with qtbot.waitSignal(jobs.refused) as caught:
        jobs.run("", work)
    assert caught.args[0].code == "FULL"


def test_our_bug_goes_to_the_crash_report(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.crashed) as caught:
        jobs.run("", lambda progress: 1 / 0)
    assert isinstance(caught.args[0], ZeroDivisionError)


def test_cancel_is_silent(jobs: Jobs, qtbot: QtBot) -> None:
    started = threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        for step in range(10_000):
            progress(step, 10_000)
            threading.Event().wait(0.001)

    results: list[object] = []
    job = jobs.run("", work, results.append)
    assert started.wait(5)
    with (
        qtbot.assertNotEmitted(jobs.crashed),
        qtbot.assertNotEmitted(jobs.refused),
        qtbot.waitSignal(jobs.ended),
    ):
        job.cancel()
    assert results == []


def test_a_newer_question_takes_the_place_of_the_older(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    results: list[str] = []

    def slow(progress: Progress) -> str:
        gate.wait(5)
        return "old"

    jobs.run("", slow, results.append, key="search")
    jobs.run("", lambda progress: "new", results.append, key="search")
    gate.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert results == ["new"]


def test_results_for_who_is_gone_are_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    owner = QObject()
    results: list[object] = []
    jobs.run("", lambda progress: gate.wait(5), results.append, owner=owner)
    owner.deleteLater()
    qtbot.wait(1)
    gate.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert results == []


def test_long_work_is_seen_and_can_be_cancelled(jobs: Jobs, qtbot: QtBot) -> None:
    bar = JobBar(jobs)
    qtbot.addWidget(bar)
    gate = threading.Event()

    def work(progress: Progress) -> None:
        while not gate.wait(0.01):
            progress(3, 10)

    job = jobs.run("Menyusun laporan", work, lane=FREE)
    assert bar.isHidden()
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=2000)
    assert bar._cancel.isHidden()
    qtbot.waitUntil(lambda: not bar._cancel.isHidden(), timeout=3000)
    assert bar._text.text() == "Menyusun laporan · 3/10"
    bar._cancel.click()
    assert job.cancelled
    qtbot.waitUntil(lambda: bar.isHidden(), timeout=3000)
    gate.set()


def test_after_the_end_no_work_begins(qtbot: QtBot) -> None:
    jobs, done = Jobs(), list[str]()
    jobs.close()
    job = jobs.run("late", lambda _progress: "done", done.append)
    audit.settle()
    assert job.cancelled
    assert jobs.running == () and done == []
