"""The keyboard map: complete, without doubles, printed on one page, and every window key works."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop_app.i18n import LANGUAGES, language, translate
from desktop_app.keyboard import KEYS, Key, Place, key_named
from desktop_app.office import Office
from desktop_app.records import AffectedWorker, Contact, Employer, FollowUp, ReceivedPaper, Worker
from desktop_app.records.consultation import Standing
from desktop_app.records.training import EnrolmentState
from desktop_app.records.work import WorkOutcome
from exports.key_sheet import key_sheet
from tests import make
from tests.graduates import graduate
from tests.registers import a_class
from tests.ui.pages import Desk
from ui.pages.attendance_part import AttendancePart
from ui.pages.call_sheet import CallSheet
from ui.pages.case_people import PeoplePane
from ui.pages.dividing import DivideView
from ui.pages.help import topics
from ui.pages.importing import ImportingPage
from ui.pages.merge_view import MergeView
from ui.pages.opened import DATA
from ui.pages.record_pane import RecordPane
from ui.widgets.column_chooser import ColumnChooser


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(office, qtbot)
    with office.store.write("test") as session:
        session.add_all(make.employer(n, name=f"PT Nomor {n}", contact="Bu Ani") for n in (1, 2))
    made.show("employers")
    yield made
    made.close()


def press(desk: Desk, name: str, number: int = 0) -> None:
    """Press the key `name` of the map, the one of its strokes with that number."""
    stroke(desk, key_named(name).strokes[number])


def stroke(desk: Desk, text: str) -> None:
    """Press a key as the map writes it."""
    QTest.keySequence(desk.hand, QKeySequence(text))
    desk.settle()


@pytest.mark.parametrize("key", KEYS, ids=[key.name for key in KEYS])
def test_every_key_is_one_that_qt_knows_and_is_said_in_both_languages(key: Key) -> None:
    for one in key.strokes:
        assert QKeySequence(one).toString(QKeySequence.SequenceFormat.PortableText) == one
    with language("id"):
        assert translate(key.text) != key.text
    for code in LANGUAGES:
        text = next(t.text for t in topics(code) if t.name == "shortcuts")
        with language(code):
            assert f"| {key.shown} | {translate(key.text)} |" in text


@pytest.mark.parametrize("place", Place)
def test_no_key_means_two_things_in_one_place(place: Place) -> None:
    strokes = Counter(s for key in KEYS for s in key.strokes if key.place is place)
    assert [s for s, count in strokes.items() if count > 1] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_sheet_is_one_page_with_every_key(code: str) -> None:
    with language(code):
        (page,) = PdfReader(BytesIO(key_sheet())).pages
        lines: list[float] = []
        text = page.extract_text(visitor_text=lambda said, _cm, tm, *_font: lines.append(tm[5]))
        assert min(y for y in lines if y) > 30, "nothing runs off the paper"
        for key in KEYS:
            for word in translate(key.text).split():
                assert word in text


def test_the_window_binds_what_the_map_says(desk: Desk) -> None:
    window = desk.window
    mapped = {key.name for key in KEYS if key.place is Place.WINDOW} - {"page", "tab"}
    assert set(window.acts) == mapped


def test_every_key_is_pressed_here() -> None:
    """Keys are pressed by their name on the map; the names stand in this file."""
    text = Path(__file__).read_text("utf-8")
    pressed = set(re.findall(r'press\([a-z]+, "(\w+)"', text))
    assert pressed == {key.name for key in KEYS}


def test_no_key_stands_beside_the_map() -> None:
    """What a part of the window binds, it asks the map for."""
    ours = {s for key in KEYS for s in key.strokes if re.search(r"\+.|^F\d|^(Del|Ins|Esc)$", s)}
    folder = Path(str(resources.files("ui")))
    found = {
        f"{file.name}: {node.value}"
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in ours
    }
    assert found == set()


def test_keys_of_the_window(desk: Desk, qapp: QApplication) -> None:
    window, first = desk.window, desk.window.entries[0].name
    asked: list[str] = []
    window.shell.lock_asked.connect(lambda: asked.append("lock"))
    press(desk, "page")
    assert window.page_name == first
    press(desk, "back")
    assert window.page_name == "employers"
    press(desk, "forward")
    assert window.page_name == first
    press(desk, "lock")
    assert asked == ["lock"]
    press(desk, "sync")
    assert window.page_name == "sync"
    press(desk, "settings")
    assert window.page_name == "settings"
    press(desk, "help")
    assert window.page_name == "help"
    desk.show("employers")
    press(desk, "keys")
    assert window.page_name == "help"
    desk.show("programmes")
    press(desk, "tab", 1)
    assert desk.page.here == desk.page.panes[1][1].record.__tablename__
    desk.show("employers")
    for number in range(len(key_named("search").strokes)):
        press(desk, "next_pane")
        press(desk, "search", number)
        assert desk.hand is desk.page.pane.list.search
    press(desk, "previous_pane")
    assert window.rail.isAncestorOf(desk.hand)
    press(desk, "palette")
    assert window.palette_list.isVisible()
    QTest.keyClick(desk.hand, Qt.Key.Key_Escape)
    press(desk, "notices")
    assert desk.hand.window() is window
    QTest.keyClick(desk.hand, Qt.Key.Key_Escape)
    press(desk, "menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    window.activateWindow()
    press(desk, "full_screen")
    assert window.isFullScreen()
    press(desk, "full_screen")


def test_keys_of_a_list(desk: Desk, tmp_path: Path) -> None:
    pane: RecordPane = desk.page.pane
    press(desk, "rows", 1)
    assert pane.list.table.currentIndex().row() == 1
    press(desk, "rows", 2)
    assert pane.list.table.currentIndex().row() == 0
    press(desk, "copy")
    assert "PT Nomor 1" in QGuiApplication.clipboard().text()
    with desk.office.store.write("test") as session:
        session.add(make.employer(3, name="PT Nomor 3"))
    press(desk, "refresh")
    assert pane.list.model.rowCount() == 3
    pane.list.table.setFocus()
    press(desk, "all")
    assert len(pane.list.selected_ids()) == 3
    press(desk, "filter")
    assert pane.own.panel.isVisible()
    stroke(desk, "Esc")
    press(desk, "columns")
    chooser = desk.window.findChild(ColumnChooser)
    assert chooser is not None and chooser.isVisible()
    before = chooser.shown()
    chooser.list.setFocus()
    press(desk, "move", 1)
    assert chooser.shown() != before
    QTest.keyClick(chooser, Qt.Key.Key_Escape)
    desk.answers.saved_in = out = tmp_path / "out"
    out.mkdir()
    desk.answers.lines = ["Uji"] * 2
    desk.show("employers")
    pane.list.table.setFocus()
    press(desk, "export")
    (written,) = out.iterdir()
    written.unlink()
    press(desk, "save_as")
    assert len(list(out.iterdir())) == 1
    pane.list.table.setFocus()
    pane.list.table.selectRow(2)
    press(desk, "void")
    assert pane.list.model.rowCount() == 2
    press(desk, "undo")
    assert pane.list.model.rowCount() == 3
    pane.list.search.setFocus()
    for number in range(len(key_named("open").strokes)):
        press(desk, "open", number)
        assert pane.view is not None
        press(desk, "close")
        assert pane.view is None
    press(desk, "duplicate")
    assert pane.view is not None and pane.view.draft.is_new
    press(desk, "close")
    press(desk, "import")
    assert desk.window.page_name == "importing"


def test_keys_of_a_form(desk: Desk) -> None:
    pane: RecordPane = desk.page.pane
    press(desk, "new")
    assert pane.view is not None
    form = pane.view.form
    press(desk, "next_problem")
    first = desk.hand
    press(desk, "previous_problem")
    assert form.isAncestorOf(first)
    form.rows["contact"].editor.setFocus()
    press(desk, "above")
    assert pane.view.draft.get("contact") == "Bu Ani"
    form.rows["name"].editor.setFocus()
    QTest.keyClicks(desk.hand, "PT Baru")
    stroke(desk, "Ctrl+Z")
    assert form.rows["name"].editor.value() is None
    press(desk, "redo")
    assert form.rows["name"].editor.value() == "PT Baru"
    here = desk.hand
    press(desk, "next_field")
    assert desk.hand is not here
    press(desk, "previous_field")
    assert desk.hand is here
    press(desk, "save_new")
    assert [e.name for e in desk.saved(Employer)][-1] == "PT Baru"
    assert pane.view is not None and pane.view.draft.is_new
    pane.view.form.rows["name"].editor.setFocus()
    QTest.keyClicks(desk.hand, "PT Lagi")
    press(desk, "save")
    assert desk.saved(Employer, name="PT Lagi")
    if pane.view is None:
        press(desk, "open")
    assert pane.view is not None
    press(desk, "next_tab")
    assert pane.view.part != DATA
    press(desk, "previous_tab")
    assert pane.view.part == DATA


def test_keys_while_typing(desk: Desk) -> None:
    desk.show("consultations")
    press(desk, "new")
    view = desk.page.pane.view
    assert view is not None
    day = view.form.rows["held_on"].editor
    day.setFocus()
    press(desk, "today")
    today = day.value()
    assert today == desk.office.today
    press(desk, "day")
    assert day.value() == today + timedelta(days=1)
    press(desk, "month", 1)
    assert day.value().month == today.month % 12 + 1
    press(desk, "choices")
    calendar = QApplication.activePopupWidget()
    assert calendar is not None
    calendar.close()


def test_keys_of_a_record_and_its_parts(desk: Desk, tmp_path: Path) -> None:
    case, worker = make.consultation(make.employer(9)), make.worker(1)
    held = make.employer(9, id=case.employer)
    with desk.office.store.write("test") as session:
        session.add_all([held, case, worker, make.case(worker, case), make.programme(1)])
    desk.show("consultations", id=case.id, part="people")
    view = desk.page.pane.view
    assert view is not None
    people = view.inner()
    assert isinstance(people, PeoplePane)
    people.list.table.setFocus()
    press(desk, "match")
    assert desk.saved(AffectedWorker)[0].standing is Standing.MATCHED
    desk.answers.lines = ["Bukan orangnya"]
    press(desk, "other_act")
    assert desk.saved(AffectedWorker)[0].standing is Standing.REFUSED
    press(desk, "set")
    assert people.list.isAncestorOf(desk.hand) is False
    stroke(desk, "Esc")
    people.list.table.setFocus()
    press(desk, "match")
    press(desk, "act")
    assert people._enrol.isVisible()
    stroke(desk, "Esc")
    people.list.table.setFocus()
    press(desk, "add")
    assert people.isAncestorOf(desk.hand) and desk.hand is not people.list.table
    stroke(desk, "Esc")
    people.list.table.setFocus()
    QGuiApplication.clipboard().setText(f"NIK\tNama\n{make.nik(2)}\tAni\n")
    press(desk, "paste")
    assert len(desk.saved(AffectedWorker)) == 2
    view.show_part("papers")
    desk.settle()
    scan = tmp_path / "pindai.png"
    Image.new("RGB", (40, 60), "white").save(scan)
    desk.answers.files = [scan]
    press(desk, "row_file")
    assert desk.saved(ReceivedPaper)[0].file is not None
    press(desk, "print")
    assert desk.asked == [("minutes", case.id)]


def test_keys_of_the_import_and_of_a_merge(desk: Desk) -> None:
    desk.come("importing", kind="workers")
    rows = [f"{make.nik(n)}\tPekerja {n}\t12" for n in (1, 2)]
    QGuiApplication.clipboard().setText("\n".join(["NIK\tNama\tNo HP", *rows]) + "\n")
    stroke(desk, "Ctrl+V")
    page = desk.window.page
    assert isinstance(page, ImportingPage) and page.work.step == "columns"
    press(desk, "accept")
    assert page.work.step == "check"
    press(desk, "accept_alike")
    assert [item.status.value for item in page.check.model.items] == ["ready"] * 2

    twins = [make.worker(7, id=f"{n:032}", nik=f"{make.nik(n)}", name="Joko") for n in (1, 2)]
    with desk.office.store.write("test") as session:
        session.add_all(twins)
    pane = desk.show("workers").pane
    merge = MergeView(pane, twins[0].id, twins[1].id, pane.close_view)
    pane.show_aside(merge)
    desk.settle()
    merge.table.setFocus()
    press(desk, "reveal")
    desk.settle()
    shown = [merge.table.table.row_at(n) for n in range(merge.table.table.rowCount())]
    assert shown and not any("•" in row["ours"] for row in shown if row)


def test_keys_of_the_attendance_grid(desk: Desk) -> None:
    page = desk.show("programmes")
    page.pane.open_id(a_class(desk.office), "attendance")
    desk.settle()
    part = page.pane.view.inner() if page.pane.view is not None else None
    assert isinstance(part, AttendancePart)
    table = part.table
    for number in range(4):
        part.grid.place(0, number)
        press(desk, "mark", number)
    assert "".join(table.text(0, column) for column in range(4)) == "HSIA"
    part.grid.place(0, 0)
    press(desk, "fill_down")
    assert [table.text(row, 0) for row in range(3)] == ["H"] * 3
    desk.answers.lines = ["10"]
    press(desk, "late")
    assert table.text(0, 0) == "H+10"


def test_keys_of_the_call_sheet(desk: Desk) -> None:
    programme = make.programme(name="Operator Forklif")
    with desk.office.store.write("test") as session:
        session.add(programme)
        for n, name in enumerate(("Agus", "Budi"), 1):
            graduate(session, n, programme, date(2026, 10, 23), name=name)
        agus = session.scalars(select(Worker).where(Worker.name == "Agus")).one()
        session.add(Contact(worker=agus.id, name="Sari, kakak", phone="+6281300000001"))
    desk.show("work")
    press(desk, "act")
    sheet = desk.page.pane.aside
    assert isinstance(sheet, CallSheet)
    for number, place in ((1, 1), (0, 0)):
        press(desk, "number", number)
        assert sheet.person.number.text().splitlines()[place].startswith("▸")
    press(desk, "no_answer")
    assert sheet.form.choice is not None and sheet.form.outcome is None
    press(desk, "next_person")
    assert sheet.due is not None and sheet.due.name == "Budi"
    press(desk, "outcome", 4)
    press(desk, "next_person")
    assert [one.outcome for one in desk.saved(FollowUp, month=1) if one.outcome] == [
        WorkOutcome.NOT_WORKING
    ]


def test_keys_of_dividing_into_classes(desk: Desk) -> None:
    programme = make.programme(days=5, lesson_hours=40)
    workers = [make.worker(n) for n in range(24)]
    cases = [make.case(worker) for worker in workers]
    approved = EnrolmentState.APPROVED
    people = [make.enrolment(case, programme, n, state=approved) for n, case in enumerate(cases)]
    with desk.office.store.write("test") as session:
        session.add_all([programme, *workers, *cases, *people])
    desk.show("programmes", record="enrolment")
    press(desk, "match")
    view = desk.page.pane.aside
    assert isinstance(view, DivideView)

    def heads() -> list[int]:
        return [len(view.proposal.people(place)) for place in view.places]

    assert heads() == [20, 4, 0]
    view.people.setFocus()
    press(desk, "to_waiting")
    press(desk, "to_nobody")
    assert heads() == [18, 5, 1]
    view.groups.selectRow(1)
    press(desk, "to_class", 0)
    assert heads() == [19, 4, 1]
    press(desk, "to_next", 1)
    assert heads() == [19, 3, 2]
    view.groups.selectRow(2)
    press(desk, "to_next", 0)
    assert heads() == [19, 4, 1]
