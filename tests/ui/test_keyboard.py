"""The keyboard map: complete, without doubles, printed on one page, and every window key works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.i18n import LANGUAGES, language, translate
from desktop_app.keyboard import KEYS, Key, Place, key_named
from desktop_app.office import Office
from exports.key_sheet import key_sheet
from tests import make
from tests.ui.pages import Desk
from ui.pages.help import topics
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
        text = page.extract_text()
        for key in KEYS:
            for word in translate(key.text).split():
                assert word in text


def test_the_window_binds_what_the_map_says(desk: Desk) -> None:
    window = desk.window
    mapped = {key.name for key in KEYS if key.place is Place.WINDOW} - {"page", "tab"}
    assert set(window.acts) == mapped


def test_keys_of_the_window(desk: Desk, qapp: QApplication) -> None:
    window, seen = desk.window, list[str]()
    window.shell.lock_asked.connect(lambda: seen.append("lock"))
    for name in ("Ctrl+1", "Alt+Left", "Alt+Right"):
        stroke(desk, name)
        seen.append(window.page_name)
    assert seen == [window.entries[0].name, "employers", window.entries[0].name]
    stroke(desk, "Ctrl+L")
    assert seen.pop() == "lock"
    desk.show("employers")
    for name in key_named("search").strokes:
        stroke(desk, "F6")
        stroke(desk, name)
        assert desk.hand is desk.page.pane.list.search
    stroke(desk, "F12")
    assert window.bar.isVisible() or QApplication.activeModalWidget() is not None
    if (dialog := QApplication.activeModalWidget()) is not None:
        dialog.close()
    stroke(desk, "F10")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    window.activateWindow()
    stroke(desk, "F11")
    assert window.isFullScreen()
    stroke(desk, "F11")
    stroke(desk, "Shift+F6")
    assert window.rail.isAncestorOf(desk.hand)


def test_keys_of_a_list(desk: Desk) -> None:
    pane: RecordPane = desk.page.pane
    stroke(desk, "Down")
    assert pane.list.table.currentIndex().row() == 1
    stroke(desk, "PgUp")
    assert pane.list.table.currentIndex().row() == 0
    stroke(desk, "Ctrl+Shift+L")
    assert pane.own.panel.isVisible()
    stroke(desk, "Esc")
    stroke(desk, "Ctrl+Shift+K")
    chooser = desk.window.findChild(ColumnChooser)
    assert chooser is not None and chooser.isVisible()
    QTest.keyClick(chooser, Qt.Key.Key_Escape)
    desk.show("employers")
    pane.list.search.setFocus()
    desk.settle()
    for name in ("F2", "Return"):
        stroke(desk, name)
        assert pane.view is not None
        stroke(desk, "Esc")
        assert pane.view is None
    stroke(desk, "Ctrl+D")
    assert pane.view is not None and pane.view.draft.is_new


def test_keys_of_a_form(desk: Desk) -> None:
    pane: RecordPane = desk.page.pane
    stroke(desk, "Ctrl+N")
    assert pane.view is not None
    form = pane.view.form
    stroke(desk, "F8")
    first = desk.hand
    stroke(desk, "Shift+F8")
    assert form.isAncestorOf(first)
    form.rows["contact"].editor.setFocus()
    stroke(desk, "Ctrl+'")
    assert pane.view.draft.get("contact") == "Bu Ani"
    form.rows["name"].editor.setFocus()
    QTest.keyClicks(desk.hand, "PT Baru")
    stroke(desk, "Ctrl+Z")
    assert form.rows["name"].editor.value() is None
    stroke(desk, "Ctrl+Y")
    assert form.rows["name"].editor.value() == "PT Baru"
    here = desk.hand
    stroke(desk, "Return")
    assert desk.hand is not here
    stroke(desk, "Shift+Return")
    assert desk.hand is here
