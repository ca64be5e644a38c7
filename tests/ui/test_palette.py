"""The palette: everything is in it, by keys, and what was opened last comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from tests import make
from tests.ui import audit
from tests.ui.pages import CTRL, PLAIN, Desk
from ui import theme
from ui.language import speak
from ui.widgets.commands import Command, fitting, pieces

Key = Qt.Key
Open = Callable[..., Desk]


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(office, qtbot)
    with office.store.write("test") as session:
        employer = make.employer(7, name="PT Minahasa Garmen")
        worker = make.worker(3, name="Rina Manoppo")
        session.add_all([employer, worker, make.worker(4, name="Presila Tumewu")])
    made.show("workers")
    yield made
    made.close()


def find(desk: Desk, typed: str) -> list[str]:
    """What the palette offers for a text."""
    desk.press(Key.Key_K, CTRL)
    palette = desk.window.palette_list
    palette.line.clear()
    QTest.keyClicks(desk.hand, typed)
    desk.qtbot.wait(200)
    desk.settle()
    return [command.text for command in palette.shown]


def test_a_record_is_found_opened_and_remembered_by_keys(desk: Desk) -> None:
    assert find(desk, "presila") == ["Presila Tumewu"]
    desk.press(Key.Key_Return)
    assert desk.page.pane.view is not None
    assert desk.page.pane.view.draft.get("name") == "Presila Tumewu"
    find(desk, "minahasa")
    desk.press(Key.Key_Return)
    assert desk.window.page_name == "employers"
    desk.press(Key.Key_K, CTRL)
    palette = desk.window.palette_list
    assert [c.text for c in palette.shown][:2] == [
        "PT Minahasa Garmen · Perusahaan",
        "Presila Tumewu · Pekerja",
    ]
    assert palette.shown[0].group == "Terakhir dibuka"
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.window.page_name == "workers"


def test_what_was_opened_last_belongs_to_the_officer_and_lasts(desk: Desk) -> None:
    from desktop_app.desk.recent import FILE, MOST, recent, remember

    store = desk.office.store
    with store.write("test") as session:
        people = [make.worker(100 + i, name=f"Nomor {i}") for i in range(12)]
        session.add_all(people)
    for person in people:
        remember(store, "worker", person.id)
    remember(store, "worker", people[5].id)
    remember(store, FILE, "/nowhere/report.xlsx")
    seen = [item.caption for item in recent(store)]
    assert len(seen) == MOST - 1  # the file is not there any more
    assert seen[:2] == ["Nomor 5", "Nomor 11"]
    with store.write("test") as session:
        found = session.get_one(type(people[5]), people[5].id)
        session.void(found)
    assert recent(store)[0].caption == "Nomor 11"


def test_escape_goes_back_to_where_one_was(desk: Desk) -> None:
    here = desk.hand
    desk.press(Key.Key_K, CTRL)
    assert desk.hand is desk.window.palette_list.line
    desk.press(Key.Key_Escape)
    assert desk.window.palette_list.isHidden()
    assert desk.hand is here


def test_the_arrows_go_round_and_skip_headings(desk: Desk) -> None:
    find(desk, "pekerja")
    palette = desk.window.palette_list
    first = palette.list.currentItem().text()
    desk.press(Key.Key_Up)
    assert palette.list.currentItem().text() == palette.shown[-1].text
    desk.press(Key.Key_Down)
    assert palette.list.currentItem().text() == first
    for _ in palette.shown:
        desk.press(Key.Key_PageDown)
    assert palette.list.currentItem().text() == palette.shown[-1].text
    assert palette.line.accessibleDescription() == palette.shown[-1].text


def test_places_of_pages_out_of_sight(desk: Desk) -> None:
    assert "Perusahaan baru" in find(desk, "perusahaan baru")
    desk.press(Key.Key_Return)
    assert desk.window.page_name == "employers"
    assert desk.page.pane.view is not None and desk.page.pane.view.draft.is_new


def test_acts_of_the_record_that_is_open_with_their_keys(desk: Desk) -> None:
    desk.press(Key.Key_Return)
    view = desk.page.pane.view
    assert view is not None
    commands = {command.text: command for command in desk.window.commands()}
    assert commands["Gandakan"].key == "Ctrl+D"
    assert {"Batalkan data", "Kontak", "Simpan dan baru"} <= set(commands)
    find(desk, "gandakan")
    desk.press(Key.Key_Return)
    assert desk.page.pane.view is not None and desk.page.pane.view.draft.is_new


def test_a_document_is_printed_of_the_record_that_is_open(desk: Desk) -> None:
    with desk.office.store.write("test") as session:
        employer = make.employer(8)
        case = make.consultation(employer, 1)
        session.add_all([employer, case])
    assert "Berita acara konsultasi" in find(desk, "berita acara")
    desk.press(Key.Key_Return)
    assert desk.window.page_name == "consultations"
    assert "Buka datanya dahulu" in desk.window.bar.accessibleName()
    desk.show("consultations", id=case.id)
    find(desk, "berita acara konsultasi")
    desk.press(Key.Key_Return)
    assert desk.asked == [("minutes", case.id)]


def test_the_menu_offers_what_was_opened_last(desk: Desk) -> None:
    desk.press(Key.Key_Return)
    desk.press(Key.Key_F10)
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    assert [a.text() for a in opened.actions()] == ["Presila Tumewu · Pekerja"]
    QTest.keyClick(opened, Key.Key_Left)
    menu = opened.parentWidget()
    assert isinstance(menu, QMenu)
    assert "Kunci\tCtrl+L" in [a.text() for a in menu.actions()]
    QTest.keyClick(menu, Key.Key_Escape)


def test_best_groups_come_first() -> None:
    def act() -> None:
        pass

    commands = [
        Command("Salin pekerja", act, "Halaman ini"),
        Command("Buka", act, "Pekerja"),
        Command("Pekerja", act, "Halaman"),
        Command("Alat (pekerja)", act, "Halaman ini"),
    ]
    assert [c.text for c in fitting(commands, "pek")] == [
        "Pekerja",
        "Salin pekerja",
        "Alat (pekerja)",
    ]
    assert [c.text for c in fitting(commands, "pekerja buk")] == ["Buka"]
    assert fitting(commands, "tidak ada") == []
    assert pieces("Pekerja baru", ["bar", "pek"]) == [
        ("Pek", True),
        ("erja ", False),
        ("bar", True),
        ("u", False),
    ]


@pytest.mark.parametrize("points", [9.5, 14.0])
@pytest.mark.parametrize("size", [(1366, 728), (911, 472)])
def test_it_fits_the_window(
    desk: Desk, qapp: QApplication, points: float, size: tuple[int, int]
) -> None:
    speak(qapp, "en")
    theme.apply(qapp, "dark", points)
    desk.window.rebuild()
    desk.window.resize(*size)
    find(desk, "w")
    palette = desk.window.palette_list
    assert desk.window.rect().contains(palette.geometry())
    for check in (audit.truncated, audit.cut_off, audit.unnamed):
        assert check(palette) == []
    desk.press(Key.Key_Escape, PLAIN)
