"""Lists: all counted, few loaded, everything by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui import audit
from tests.ui.parts import COLUMNS, Numbers, people
from ui import theme
from ui.language import speak
from ui.models.record_table import PAGE, PAGES_KEPT, STATE_ROLE, Column, RecordTable
from ui.theme import px
from ui.widgets.list_table import ListTable
from ui.widgets.record_list import RecordList

Key = Qt.Key
Display = Qt.ItemDataRole.DisplayRole


@pytest.mark.parametrize("size", [0, 1, PAGE, 250])
def test_model_is_sound(qtmodeltester: Any, size: int) -> None:
    model = RecordTable(COLUMNS)
    qtmodeltester.check(model)
    model.show(Numbers(size))
    audit.settle()
    assert model.rowCount() == size
    qtmodeltester.check(model)


def test_only_what_is_looked_at_is_loaded(qtbot: QtBot) -> None:
    model, source = RecordTable(COLUMNS), Numbers(100_000)
    model.show(source)
    assert (model.rowCount(), len(source.asked)) == (100_000, 1)
    assert model.index(5, 0).data(Display) == "Dewi Saputra 5"
    assert model.index(90_000, 0).data(Display) == ""
    qtbot.waitUntil(lambda: model.index(90_000, 0).data(Display) == "Dewi Saputra 90000")
    assert len(source.asked) == 2
    for row in range(0, 100_000, 50):
        model.index(row, 0).data(Display)
    audit.settle()
    assert len(source.asked) < 10
    assert len(model._pages) <= PAGES_KEPT


def test_sorting_is_the_sources_matter() -> None:
    model, source = RecordTable(COLUMNS), Numbers(300)
    model.show(source)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert source.asked[-1] == ("nik", True, 0, PAGE)
    assert model.id_at(0) == "299"
    assert model.ids_of([0, 1, 250]) == ["299", "298", "49"]
    assert model.index(2, 2).data(STATE_ROLE) in {"info", "good", "bad"}


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., RecordList]:
    def make(
        size: Callable[[str, str], int] = lambda text, filter: 300,
        opened: Callable[[], object] = lambda: None,
        width: int = 1150,
    ) -> RecordList:
        made = people(size, opened)
        qtbot.addWidget(made)
        made.resize(width, 420)
        with qtbot.waitExposed(made):
            made.show()
        made.activateWindow()
        made.search.setFocus()
        made.reload()
        audit.settle()
        return made

    return make


def test_search_field_moves_the_table_and_opens(make: Any, qtbot: QtBot) -> None:
    made = make()
    assert made.current_id() == "0"
    for _ in range(3):
        QTest.keyClick(made.search, Key.Key_Down)
    QTest.keyClick(made.search, Key.Key_Up)
    with qtbot.waitSignal(made.opened) as caught:
        QTest.keyClick(made.search, Key.Key_Return)
    assert caught.args == ["2"]
    assert made.search.hasFocus()


def test_shortcuts_of_rows_work_from_the_search_field(make: Any) -> None:
    done: list[int] = []
    made = make(opened=lambda: done.append(1))
    QTest.keyClick(made.search, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert done == [1]


def test_search_waits_for_a_pause(make: Any, qtbot: QtBot) -> None:
    asked: list[str] = []

    def size(text: str, filter: str) -> int:
        asked.append(text)
        return 300

    made = make(size)
    asked.clear()
    QTest.keyClicks(made.search, "rina")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked), timeout=1000)
    assert set(asked) == {"rina"}


def search_in_vain(made: RecordList) -> None:
    made.search.setText("zzz")
    made.reload()


@pytest.mark.parametrize(
    ("act", "heading", "button"),
    [
        (lambda made: None, "Belum ada data", "Pekerja"),
        (lambda made: made.set_filter("to do"), "Semua selesai", None),
        (
            lambda made: (made.search.setText("zzz"), made.reload()),
            "Tidak ada yang cocok",
            "Hapus saringan",
        ),
    ],
)
def test_three_kinds_of_nothing(make: Any, act: Any, heading: str, button: str | None) -> None:
    made = make(lambda text, filter: 0)
    act(made)
    audit.settle()
    empty = made._stack.currentWidget()
    assert heading in [label.text() for label in empty.findChildren(QLabel)]
    assert [b.text() for b in empty.findChildren(QPushButton)] == ([button] if button else [])


def test_clearing_brings_everything_back(make: Any) -> None:
    made = make(lambda text, filter: 0 if text else 300)
    made.search.setText("zzz")
    made.reload()
    audit.settle()
    made.clear()
    audit.settle()
    assert made._stack.currentWidget() is made.table
    assert made.model.rowCount() == 300


def test_copy_is_what_is_seen(make: Any) -> None:
    made = make()
    made.table.selectRow(1)
    QTest.keyClick(made.table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, *rows = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[1] == "NIK"
    assert rows == [f"Dewi Saputra 1\t{'•' * 12}9894\tLulus"]


def test_everything_selected_costs_nothing(make: Any) -> None:
    made = make(lambda text, filter: 100_000)
    made.table.selectAll()
    assert "100.000 dipilih dari 100.000" in made._footer.accessibleName()


def test_view_comes_back(make: Any) -> None:
    first = make()
    first.search.setText("rina")
    first.reload()
    QTest.keyClick(first.search, Key.Key_Down)
    first.table.setColumnWidth(0, 333)
    second = make()
    second.restore_view(first.view_state())
    second.reload()
    audit.settle()
    assert second.search.text() == "rina"
    assert second.current_id() == "1"
    assert second.table.columnWidth(0) == 333


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("points", [9.5, 13.0])
@pytest.mark.parametrize("width", [1150, 830])
def test_nothing_is_cut(
    make: Any, qapp: QApplication, language: str, points: float, width: int
) -> None:
    speak(qapp, language)
    theme.apply(qapp, "light", points)
    made = make(width=width)
    made.set_counts({"all": 100_000, "to do": 12})
    audit.settle()
    assert made.width() == width
    assert audit.truncated(made) == []
    assert audit.cut_off(made) == []
    assert audit.unnamed(made) == []


def test_buttons_give_way_to_a_menu(make: Any, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 13)
    made = make(width=830)
    row = made.actions_row
    assert row.buttons["new"].isVisible()
    hidden = [name for name, b in row.buttons.items() if not b.isVisible()]
    assert hidden
    assert row._more.isVisible()
    made.resize(2000, 420)
    audit.settle()
    assert all(b.isVisible() for b in row.buttons.values())
    assert not row._more.isVisible()


def test_a_sum_is_never_cut_short(qtbot: QtBot) -> None:
    columns = (Column("name", "Name", 12), Column("sum", "Sum", 12, right=True))
    table = ListTable(RecordTable(columns))
    qtbot.addWidget(table)
    table.spread(px(16))
    assert table.columnWidth(1) >= px(12) > table.columnWidth(0)
