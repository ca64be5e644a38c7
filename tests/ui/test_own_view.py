"""Chips of one's own, chosen columns, order and widths: by keys, and still there tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from tests import make
from tests.ui import audit
from tests.ui.pages import CTRL, PLAIN, Desk
from ui.pages.record_pane import RecordPane
from ui.widgets.column_chooser import ColumnChooser

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Open = Callable[[], Desk]


@pytest.fixture
def open_desk(office: Office, qtbot: QtBot) -> Iterator[Open]:
    made: list[Desk] = []
    with office.store.write("test") as session:
        session.add_all(make.employer(n, name=f"PT Nomor {n}") for n in range(1, 4))
        session.add(make.employer(9, name="CV Rina", contact="Bu Rina"))

    def open_desk() -> Desk:
        for desk in made:
            desk.close()
        made.append(Desk(office, qtbot))
        made[-1].show("employers")
        return made[-1]

    yield open_desk
    made[-1].close()


def chips(pane: RecordPane) -> list[str]:
    return [chip.text() for chip in pane.list._chips._chips.values() if not chip.isHidden()]


def asked_for_contact(desk: Desk) -> None:
    """Open the panel and ask for a contact person that has “rina” in it."""
    desk.press(Key.Key_L, CTRL | SHIFT)
    row = desk.page.pane.own.panel.rows[0]
    assert desk.hand is row.field
    row.field.setCurrentIndex(row.field.findText("Narahubung"))
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Tab)
    QTest.keyClicks(desk.hand, "rina")
    desk.qtbot.wait(250)
    desk.settle()


def test_a_filter_is_made_kept_used_renamed_and_deleted(open_desk: Open) -> None:
    desk = open_desk()
    pane = desk.page.pane
    asked_for_contact(desk)
    assert pane.list.model.rowCount() == 1
    desk.answers.lines = ["Milik Rina"]
    keep = next(c for c in desk.window.commands() if c.text.startswith("Simpan sebagai saringan"))
    keep.run()
    desk.settle()
    assert chips(pane)[-1] == "Milik Rina 1"
    assert pane.own.panel.rows == []
    assert pane.list.model.rowCount() == 1
    desk.press(Key.Key_Escape)

    desk = open_desk()  # the next day
    pane = desk.page.pane
    assert chips(pane)[-1] == "Milik Rina 1"
    assert pane.list.model.rowCount() == 4
    pane.list.set_filter("own 1")
    desk.settle()
    assert pane.list.model.rowCount() == 1
    desk.press(Key.Key_L, CTRL | SHIFT)
    desk.answers.lines = ["Bu Rina"]
    for text in ("Ganti nama …", "Hapus saringan ini"):
        next(c for c in desk.window.commands() if c.text == text).run()
        desk.settle()
        assert ("Bu Rina 1" in chips(pane)) is (text == "Ganti nama …")
    assert pane.list.model.rowCount() == 4
    desk.press(Key.Key_Z, CTRL)
    assert "Bu Rina 1" in chips(pane)


@pytest.mark.parametrize("points", [9.5, 14.0])
@pytest.mark.parametrize("size", [(1366, 728), (911, 472)])
def test_the_panel_fits_the_window(
    open_desk: Open, qapp: QApplication, points: float, size: tuple[int, int]
) -> None:
    desk = open_desk()
    desk.window.shell.change_look(points=points)
    desk.window.resize(*size)
    desk.settle()
    desk.press(Key.Key_L, CTRL | SHIFT)
    desk.page.pane.own.panel.add()
    desk.settle()
    assert (desk.window.width(), desk.window.height()) == size
    for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
        assert check(desk.window) == []
    row = desk.page.pane.own.panel.rows[0]
    assert row.field.height() >= row.field.sizeHint().height()


def test_conditions_leave_with_the_panel(open_desk: Open) -> None:
    desk = open_desk()
    asked_for_contact(desk)
    QTest.keyClicks(desk.hand, " tidak ada")
    desk.qtbot.wait(250)
    desk.settle()
    assert desk.page.pane.list.model.rowCount() == 0
    assert [c for c in desk.window.commands() if c.text == "Hapus saringan"]
    desk.press(Key.Key_Escape)
    desk.qtbot.wait(250)
    desk.settle()
    assert desk.page.pane.own.panel.isHidden()
    assert desk.hand is desk.page.pane.list.search
    assert desk.page.pane.list.model.rowCount() == 4


def titles(pane: RecordPane) -> list[str]:
    header, model = pane.list.table.horizontalHeader(), pane.list.model
    return [
        str(model.headerData(header.logicalIndex(n), Qt.Orientation.Horizontal))
        for n in range(model.columnCount())
    ]


def test_columns_are_chosen_moved_widened_and_still_there_tomorrow(open_desk: Open) -> None:
    desk = open_desk()
    pane = desk.page.pane
    before = titles(pane)
    desk.press(Key.Key_K, CTRL | SHIFT)
    chooser = desk.window.findChild(ColumnChooser)
    assert chooser is not None
    for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
        assert check(chooser) == []
    QTest.keyClick(chooser.list, Key.Key_Down, ALT)
    names = [chooser.list.item(row).text() for row in range(chooser.list.count())]
    email = names.index("Surel")
    chooser.list.setCurrentRow(email)
    QTest.keyClick(chooser.list, Key.Key_Space)
    QTest.keyClick(chooser.list, Key.Key_Return, CTRL)
    desk.settle()
    wanted = [before[1], before[0], *before[2:], "Surel"]
    assert titles(pane) == wanted
    pane.list.table.setColumnWidth(0, 222)
    pane.list.table.horizontalHeader().moveSection(0, 2)
    pane.list.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    moved = titles(pane)
    desk.qtbot.wait(450)
    desk.settle()

    desk = open_desk()
    pane = desk.page.pane
    assert titles(pane) == moved
    assert 222 in [pane.list.table.columnWidth(n) for n in range(len(moved))]
    assert pane.list.model.descending
    desk.window.shell.change_look(language="en")
    desk.settle()
    pane = desk.page.pane
    assert "E-mail" in titles(pane)
    pane.own.choose_columns()
    chooser = desk.window.findChild(ColumnChooser)
    assert chooser is not None
    chooser._restore()
    desk.settle()
    assert len(titles(pane)) == len(before)
    assert not pane.list.model.descending


def test_a_hidden_field_through_a_reference_is_shown_and_sorted(open_desk: Open) -> None:
    desk = open_desk()
    pane = desk.page.pane
    paths = {one.path: one.label for one in pane.own.fields}
    assert "sector.code" in paths
    pane.own._show_columns(["name", "sector.code"])
    desk.settle()
    pane.list.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    desk.settle()
    assert pane.list.model.rowCount() == 4


def test_copied_rows_are_text_and_a_table(open_desk: Open, qapp: QApplication) -> None:
    desk = open_desk()
    desk.press(Key.Key_A, CTRL)
    desk.page.pane.list.table.selectAll()
    desk.page.pane.list.table.setFocus()
    desk.press(Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().count("\n") == 4
    assert data.html().count("<tr>") == 5
    assert "PT Nomor 1</td>" in data.html()
    assert "4 dipilih" in desk.window.status.middle.accessibleName()
    desk.press(Key.Key_Home, PLAIN)


def test_f6_reaches_the_preview(open_desk: Open) -> None:
    desk = open_desk()
    desk.window.resize(1366, 728)
    desk.settle()
    preview = desk.page.pane.list.preview
    assert preview.isVisible()
    seen = False
    for _ in range(5):
        desk.press(Key.Key_F6)
        seen = seen or preview.isAncestorOf(desk.hand)
    assert seen
    # With large text the list needs the whole width.
    desk.window.shell.change_look(points=13.0)
    desk.settle()
    assert desk.page.pane.list.isVisible() and not desk.page.pane.list.preview.isVisible()
