"""The program as a whole: one window for a home, what others write, how it ends."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import settings
from desktop_app.paths import Home
from desktop_app.records import Employer, Worker
from tests import make
from tests.homes import PASSWORD, Clock, Template, colleague
from tests.ui.starts import Started
from ui.launch import launch
from ui.only_one import OnlyOne
from ui.pages.record_page import RecordPage
from ui.pages.settings import SettingsPage
from ui.start.frame import Frame
from ui.start.sign_in import SignIn


@pytest.fixture
def home(branch_home: Template, tmp_path: Path) -> Home:
    return Home(Path(shutil.copytree(branch_home.folder, tmp_path / "home")))


@pytest.fixture
def started(qtbot: QtBot, home: Home) -> Iterator[Started]:
    made = Started(qtbot, home.folder)
    made.sign_in(PASSWORD)
    yield made
    made.close()


def test_launch_opens_the_sign_in_and_ends_with_the_window(
    home: Home, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    def look() -> None:
        frame = next(w for w in qapp.topLevelWidgets() if isinstance(w, Frame))
        seen.extend([type(frame.page), frame.isVisible()])
        second = OnlyOne(home.folder)
        seen.append(second.take())
        logging.getLogger("desktop_app.window").warning("NIK 7171010101859901")
        frame.close()

    # What stands behind Python's own errors is not a test's to change.
    monkeypatch.setattr("ui.crash.Crashes.install", lambda self: None)
    QTimer.singleShot(300, look)
    assert launch(home.folder, language="id") == 0
    assert seen == [SignIn, True, False]
    noted = (home.logs / "terampil.log").read_text("utf-8")
    assert "desktop_app.window" in noted and "7171" not in noted
    again = OnlyOne(home.folder)
    assert again.take()
    again.release()


def test_a_second_start_calls_the_first(home: Home, qtbot: QtBot) -> None:
    first = OnlyOne(home.folder)
    assert first.take()
    first.listen()
    with qtbot.waitSignal(first.called):
        assert launch(home.folder) == 0
    first.release()


def test_what_another_process_writes_is_seen(started: Started) -> None:
    window = started.window
    heard: list[frozenset[str]] = []
    window.shell.signals.changed.connect(heard.append)
    office = window.shell.office.office
    watch = started.program._watch
    assert watch is not None
    started.rest()
    watch.look()
    started.rest()
    other = colleague(office)
    with other.write("from the command line") as session:
        session.add(make.employer(7))
    other.close()
    assert heard == []
    watch.look()
    started.bot.waitUntil(lambda: heard == [frozenset({"employer"})])
    started.rest()
    before = len(heard)
    watch.look()
    started.rest()
    assert len(heard) == before  # told once


def test_our_own_writes_are_heard_at_once(started: Started) -> None:
    window = started.window
    heard: list[frozenset[str]] = []
    window.shell.signals.changed.connect(heard.append)
    store = window.shell.office.store

    def work(progress: object) -> None:
        with store.write("test") as session:
            session.add(make.worker(3))

    window.shell.jobs.run("", work)
    started.bot.waitUntil(lambda: any("worker" in names for names in heard))
    started.bot.waitUntil(lambda: "3 perubahan" in window.status.sync.text())


def test_the_palette_finds_records(started: Started) -> None:
    window = started.window
    store = window.shell.office.store
    with store.write("test") as session:
        employer = make.employer(7, name="PT Minahasa Garmen")
        session.add_all([employer, make.worker(3, name="Rina Manoppo")])
    window.palette_focus()
    QTest.keyClicks(window.palette_list.line, "minahasa")
    started.bot.waitUntil(lambda: bool(window.palette_list.shown))
    words, run = window.palette_list.shown[-1].text, window.palette_list.shown[-1].run
    assert words.startswith("PT Minahasa Garmen")
    gone: list[tuple[str, object]] = []
    window.shell.go_to.connect(lambda page, what: gone.append((page, what)))
    run()
    assert gone == [("employers", {"id": employer.id})]


def test_the_cursor_stays_in_the_search_while_home_comes(started: Started) -> None:
    """A page whose answer comes late takes no key from what was opened meanwhile."""
    window = started.window
    window.show_page("sync")
    window.show_page("home", part="now")
    window.palette_focus()
    QTest.keyClicks(window.palette_list.line, "beranda")
    started.rest()
    started.bot.wait(50)
    assert window.palette_list.isVisible() and window.palette_list.line.hasFocus()
    assert window.palette_list.line.text() == "beranda"


def test_language_and_theme_change_at_run_time_and_are_kept(started: Started, home: Home) -> None:
    window = started.window
    window.show_page("settings")
    window.shell.change_look(language="en", theme="dark", points=11.0)
    started.bot.waitUntil(lambda: "not sent" in window.status.sync.text())
    page = window.page
    assert isinstance(page, SettingsPage)
    assert page.part == "look"
    kept = settings.load(home.folder)
    assert (kept.language, kept.theme, kept.points) == ("en", "dark", 11.0)


def test_closing_keeps_what_was_typed_and_gives_the_store_back(
    qtbot: QtBot, home: Home, branch_home: Template, clock: Clock
) -> None:
    started = Started(qtbot, home.folder)
    window = started.sign_in(PASSWORD)
    window.show_page("employers", new=True)
    page = window.page
    assert isinstance(page, RecordPage)
    started.bot.waitUntil(lambda: page.pane.view is not None)
    assert page.pane.view is not None
    form = page.pane.view.form
    form.rows["name"].editor.setFocus()
    started.write("PT Setengah Jadi")
    started.close()
    assert not list(home.folder.glob("*-wal"))
    again = Started(qtbot, home.folder)
    window = again.sign_in(PASSWORD)
    store = window.shell.office.store
    from desktop_app.store.local import drafts

    with store.raw() as connection:
        kept = drafts(connection, store.author.officer)
    assert [draft.caption for draft in kept] == ["PT Setengah Jadi"]
    with store.read() as session:
        assert session.query(Employer).count() == 0
        assert session.query(Worker).count() == 0
    again.close()


def test_the_sign_in_is_there_before_the_store(home: Home) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from ui.application import make_application\n"
        "from ui.shell import Look\n"
        "from ui.start.program import Program\n"
        "import ui.start.program as p\n"
        "p._warm = lambda: None\n"
        "make_application(Look())\n"
        "program = Program(Path(sys.argv[1]), Look())\n"
        "program.begin()\n"
        "program.frame.show()\n"
        "print(sorted({'sqlalchemy', 'openpyxl', 'reportlab', 'alembic'} & set(sys.modules)))\n"
        "program.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(home.folder)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
