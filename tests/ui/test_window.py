"""The window: pages, keys, languages and themes, and what it tells."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.errors import UserError
from tests.ui import audit
from tests.ui.parts import ENTRIES, Desk, ListPage
from ui.crash import Crashes
from ui.jobs import Jobs
from ui.only_one import OnlyOne
from ui.pages import PAGES
from ui.shell import Look
from ui.signals import Signals
from ui.theme import px
from ui.widgets.commands import Command
from ui.widgets.rail import Rail
from ui.window import Window

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier

Make = Callable[..., Window]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    jobs = Jobs()

    def make(look: Look | None = None, **more: Any) -> Window:
        more.setdefault("signals", Signals())
        window = Window(Desk(), look or Look(theme="light"), jobs=jobs, entries=ENTRIES, **more)
        qtbot.addWidget(window)
        window.show_page("workers")
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        audit.settle()
        return window

    yield make
    jobs.close()


def press(window: Window, key: Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_pages_by_role_and_by_key(make: Make) -> None:
    window = make()
    assert list(window.rail.buttons) == ["workers", "help"]
    assert list(window.pages) == ["workers"]  # the others are not even made
    press(window, Key.Key_2)
    assert window.page_name == "help"
    press(window, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page_name == "workers"
    press(window, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.page_name == "help"
    assert window.header.title.accessibleName() == "Bantuan"


def test_f6_goes_round_the_panes(make: Make) -> None:
    window = make()
    panes = []
    for _ in range(3):
        press(window, Key.Key_F6, Qt.KeyboardModifier.NoModifier)
        focus = QApplication.focusWidget()
        assert focus is not None
        parts = (window.rail, window.stack, window.status)
        panes.append(next(i for i, part in enumerate(parts) if part.isAncestorOf(focus)))
    assert panes == [2, 0, 1]


def test_palette_finds_pages_and_records(make: Make, qtbot: QtBot) -> None:
    opened: list[str] = []
    window = make(find=lambda text: [Command(f"Rina ({text})", lambda: opened.append(text))])
    palette = window.palette_list
    press(window, Key.Key_K)
    qtbot.waitUntil(lambda: [c.text for c in palette.shown][:1] == ["Rina ()"])
    QTest.keyClicks(palette.line, "rina")
    qtbot.waitUntil(lambda: [c.text for c in palette.shown][1:] == ["Rina (rina)"])
    QTest.keyClick(palette.line, Key.Key_Down)
    QTest.keyClick(palette.line, Key.Key_Return)
    assert opened == ["rina"]
    press(window, Key.Key_K)
    QTest.keyClicks(palette.line, "bantu")
    QTest.keyClick(palette.line, Key.Key_Return)
    assert window.page_name == "help"


def test_changes_reach_the_pages_that_show_them(make: Make) -> None:
    signals = Signals()
    window = make(signals=signals)
    page = window.pages["workers"]
    assert isinstance(page, ListPage)
    before = page.refreshed
    signals.tell("employer")
    assert page.refreshed == before
    signals.tell("worker", "employer")
    assert page.refreshed == before + 1
    window.show_page("help")
    signals.tell("worker")
    assert page.refreshed == before + 1  # out of sight: later
    window.show_page("workers", id="7")
    assert page.refreshed == before + 2
    assert page.opened == {"id": "7"}


def test_language_and_theme_change_at_once_and_keep_the_page(make: Make) -> None:
    kept: list[Look] = []
    window = make(keep_look=kept.append)
    page = window.pages["workers"]
    assert isinstance(page, ListPage)
    page.list.table.go(5)
    window.status.language.click()
    audit.settle()
    assert window.header.title.accessibleName() == "Workers"
    assert [b.accessibleName() for b in window.rail.buttons.values()] == ["Workers", "Help"]
    again = window.pages["workers"]
    assert isinstance(again, ListPage)
    assert again is not page
    assert again.list.current_id() == "5"
    window.shell.change_look(theme="dark")
    assert kept[-1] == Look("en", "dark", 9.5)


def test_messages_offer_to_undo(make: Make) -> None:
    window = make()
    undone: list[int] = []
    window.shell.messages.success("<b>3 peserta</b> dibatalkan", undo=lambda: undone.append(1))
    assert window.bar.isVisible()
    assert window.bar._text.textFormat() == Qt.TextFormat.PlainText
    window.rail.enter()
    press(window, Key.Key_Z)
    assert undone == [1]
    assert window.bar.isHidden()
    press(window, Key.Key_Z)
    assert undone == [1]


def test_what_a_job_refuses_is_said(make: Make, qtbot: QtBot) -> None:
    window = make()

    def work(progress: object) -> None:
        raise UserError("BUSY", "The disk is full")

    window.shell.jobs.run("", work)
    qtbot.waitUntil(window.bar.isVisible)
    assert "The disk is full" in window.bar.accessibleName()
    assert window.bar.property("state") == "bad"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("points", [9.5, 13.0])
@pytest.mark.parametrize("size", [(1366, 728), (911, 472)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_cut_and_all_is_named(
    make: Make, language: str, points: float, size: tuple[int, int], theme: str
) -> None:
    window = make(Look(language, theme, points))
    window.shell.sync_said.emit("5 perubahan belum dikirim", "warning")
    window.shell.messages.success("3 peserta dibatalkan", undo=lambda: None)
    window.resize(*size)
    audit.settle()
    assert (window.width(), window.height()) == size
    assert audit.truncated(window) == []
    assert audit.cut_off(window) == []
    assert audit.unnamed(window) == []
    assert audit.doubled_mnemonics(window) == []


def test_rail_shows_icons_alone_when_narrow(make: Make) -> None:
    window = make()
    window.resize(1366, 728)
    audit.settle()
    wide = window.rail.width()
    window.resize(911, 472)
    audit.settle()
    assert window.rail.width() < wide / 2
    assert all(b.accessibleName() and b.toolTip() for b in window.rail.buttons.values())


def test_every_line_of_the_rail_fits_its_words(make: Make) -> None:
    window = make(Look("id", "light", 13))
    window.resize(1366, 728)
    audit.settle()
    for button in window.rail.buttons.values():
        assert button.sizeHint().width() <= window.rail.width()


def test_names_of_pages_are_unique() -> None:
    assert len({entry.name for entry in PAGES}) == len(PAGES)
    # The first nine have Ctrl+1 to Ctrl+9; of these, which come last, each has its own.
    assert {"sync", "settings", "help"} == {entry.name for entry in PAGES[-3:]}


def test_one_window_for_each_home(tmp_path: Path, qtbot: QtBot) -> None:
    first, second = OnlyOne(tmp_path), OnlyOne(tmp_path)
    assert first.take()
    first.listen()
    with qtbot.waitSignal(first.called):
        assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_crash_report_holds_nobodys_data(tmp_path: Path, qtbot: QtBot) -> None:
    nik = "3578081708909901"

    def fail(value: str) -> None:
        raise KeyError(value)

    crashes = Crashes(tmp_path, lambda: datetime(2026, 11, 24, tzinfo=UTC))
    try:
        fail(nik)
    except KeyError as error:
        with qtbot.waitSignal(crashes.happened) as caught:
            crashes.take(error)
    text = caught.args[0].read_text("utf-8")
    assert nik not in text
    assert "KeyError" in text
    assert f"{__name__}:" in text
    assert str(tmp_path) not in text


def test_the_window_comes_before_the_store() -> None:
    code = (
        "import sys, ui.window, ui.application\n"
        "heavy = {'sqlalchemy', 'openpyxl', 'reportlab', 'alembic'} & set(sys.modules)\n"
        "print(sorted(heavy))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_rail_is_no_wider_than_short_words(qtbot: QtBot, make: Make) -> None:
    make()  # Which has the program speak Indonesian.
    rail = Rail(PAGES)
    qtbot.addWidget(rail)
    assert rail.width() <= px(17)
    money = rail.buttons["money"]
    assert money.text().strip() == "Keuangan"
    # The reader and the tool tip have the page's whole name.
    assert money.accessibleName() == "Anggaran dan penggantian biaya"
    assert money.toolTip().startswith(money.accessibleName())
    rail.count("decisions", 7)
    assert rail.buttons["decisions"].text().strip() == "Keputusan (7)"
