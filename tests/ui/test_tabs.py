"""Tabs of an opened record: one row, the rest in a menu; letters wherever there are papers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from exports.documents import DOCUMENTS
from tests import make
from tests.ui import audit
from tests.ui.pages import CTRL, NAMES, Desk, Key
from ui.pages.letters_part import LETTERED, LettersPart
from ui.shell import Look
from ui.widgets.tab_row import MOST, TabRow


@pytest.fixture
def filled(office: Office) -> Office:
    employer, programme = make.employer(1), make.programme(1)
    case = make.consultation(employer, embargo_until=make.DAY)
    worker = make.worker(1)
    affected = make.case(worker, case)
    with office.store.write("test") as session:
        session.add_all([employer, programme, case, worker, affected])
        session.add(make.training_class(programme))
        session.add(make.enrolment(affected, programme))
        session.add_all(make.employer(n) for n in range(2, 20))
        session.add_all(make.worker(n) for n in range(2, 20))
    return office


@pytest.fixture
def desk(filled: Office, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(filled, qtbot, Look("id", "light", 13.0))
    made.show("consultations")
    made.window.resize(911, 472)
    yield made
    made.close()


def test_tabs_stand_in_one_row_and_ctrl_tab_walks_them_all(desk: Desk) -> None:
    pane = desk.page.pane
    pane.list.open_current()
    desk.settle()
    view = pane.view
    assert view is not None
    row = view.head.row
    assert row.height() == next(iter(view.tabs.values())).height()
    assert row.hidden() and row.more.isVisible()
    assert row.more.text() == f"Lainnya ({len(row.hidden())}) ▾"
    walked = []
    for _step in view.tabs:
        desk.press(Key.Key_Tab, CTRL)
        walked.append(view.part)
        assert view.tabs[view.part].isVisible()
        assert audit.cut_off(desk.window) == []
    assert walked == [*list(view.tabs)[1:], "data"]
    last = row.hidden()[-1]
    row.more.setFocus()
    desk.press(Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    desk.settle()
    assert view.part == last and view.tabs[last].isVisible()
    desk.window.resize(1366, 728)
    desk.settle()
    wide = len(row.hidden())
    desk.window.resize(911, 472)
    desk.settle()
    assert wide < len(row.hidden())


def test_a_row_shows_no_more_than_one_reads_at_a_glance(qtbot: QtBot) -> None:
    names = [f"tab{n}" for n in range(MOST + 3)]
    row = TabRow([(name, name.title()) for name in names], lambda _name: None)
    qtbot.addWidget(row)
    row.resize(5000, 40)
    row.show()
    assert row.hidden() == names[MOST:]
    row.tabs[names[-1]].setChecked(True)
    assert row.hidden() == names[MOST - 1 : -1]
    few = TabRow([(name, name.title()) for name in names[:MOST]], lambda _name: None)
    qtbot.addWidget(few)
    few.resize(5000, 40)
    few.show()
    assert few.hidden() == [] and few.more.isHidden()


def test_letters_are_offered_wherever_there_are_papers(desk: Desk) -> None:
    assert {document.of for document in DOCUMENTS.values()} == LETTERED
    for page, record in (("workers", "worker"), ("programmes", "training_class")):
        shown = desk.show(page, record=record)
        shown.pane.list.open_current()
        desk.settle()
        view = shown.pane.view
        assert view is not None and record in LETTERED
        view.show_part("letters")
        desk.settle()
        part = view.inner()
        assert isinstance(part, LettersPart)
        assert {line.document.of for line in part.lines} == {record}
    shown = desk.show("employers")
    shown.pane.list.open_current()
    desk.settle()
    assert shown.pane.view is not None and "letters" not in shown.pane.view.tabs


def test_a_low_window_keeps_five_rows_of_a_list(filled: Office, qtbot: QtBot) -> None:
    desk = Desk(filled, qtbot)
    few: dict[str, int] = {}
    for name in NAMES:
        page = desk.show(name)
        desk.window.resize(911, 472)
        for pane in page._types:
            page.show_pane(pane)
            desk.settle()
            table = page.pane.list.table
            if page.pane.list.model.rowCount():
                few[f"{name} {pane}"] = table.viewport().height() // table.rowHeight(0)
    desk.close()
    assert {place: rows for place, rows in few.items() if rows < 5} == {}
