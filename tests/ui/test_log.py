"""The page of the access log, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.desk.cases import reveal
from desktop_app.office import Office
from tests import make
from tests.end_to_end.hands import Answers
from ui.desk_office import DeskOffice
from ui.jobs import Jobs
from ui.pages.log import LogPage
from ui.shell import Look
from ui.signals import Signals
from ui.window import Window

PATIENCE = 10_000


@pytest.fixture
def window(office: Office, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    with office.store.write("enter") as session:
        people = [make.worker(4711), make.worker(4712)]
        people[0].name, people[1].name = "Siti Ma'ruf", "Budi Santoso"
        session.add_all(people)
    for one in people:
        reveal(office.store, one, ["nik"])
    jobs, signals = Jobs(), Signals()
    made = Window(
        DeskOffice(office),
        Look(theme="light"),
        jobs=jobs,
        signals=signals,
        dialogs=Answers(tmp_path),
    )
    office.store.listeners.append(signals.changed.emit)
    qtbot.addWidget(made)
    made.show_page("log")
    with qtbot.waitExposed(made):
        made.show()
    yield made
    jobs.finish()
    jobs.close()
    office.store.listeners.clear()


def test_a_person_is_searched_and_the_rest_exported(window: Window, qtbot: QtBot) -> None:
    page, answers = window.page, window.shell.dialogs
    assert isinstance(page, LogPage) and isinstance(answers, Answers)
    model = page.list.model
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=PATIENCE)
    assert (model.sort_name, model.descending) == ("when", True), "the newest first"
    page.focus_search()
    QTest.keyClicks(page.list.search, "ma'ruf")
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=PATIENCE)
    page.list.search.clear()
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=PATIENCE)
    page.list.set_filter("handed")
    qtbot.waitUntil(lambda: model.rowCount() == 0, timeout=PATIENCE)
    answers.lines = ["pemeriksaan internal"]
    button = page.list.actions_row.buttons["export"]
    button.setFocus()
    page.list.set_filter("all")
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not window.shell.jobs.running, timeout=PATIENCE)
    [path] = answers.saved
    text = str([row for sheet in load_workbook(path) for row in sheet.values])
    assert "B. S." in text and "S. M." in text and "Santoso" not in text
    # What was exported just now stands there too.
    qtbot.waitUntil(lambda: model.rowCount() == 3, timeout=PATIENCE)


def test_without_a_purpose_nothing_is_exported(window: Window, qtbot: QtBot) -> None:
    page, answers = window.page, window.shell.dialogs
    assert isinstance(page, LogPage) and isinstance(answers, Answers)
    answers.lines = ["  "]
    page.export()
    assert answers.saved == []
    page.period.setCurrentIndex(1)
    page.period.activated.emit(1)
    state = page.state()
    assert state["period"] == 1
    qtbot.waitUntil(lambda: not window.shell.jobs.running, timeout=PATIENCE)
