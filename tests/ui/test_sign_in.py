"""Signing in, locking, and what is said when the office cannot be opened."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.office import place_of
from desktop_app.paths import Home
from desktop_app.settings import Settings
from tests.homes import PASSWORD, Template
from tests.ui.starts import CTRL, Started
from ui.start.lock import Locked
from ui.start.passwords import Patience
from ui.start.sign_in import Recover, SignIn
from ui.start.trouble import TROUBLES, Trouble
from ui.watch import Idle

Key = Qt.Key
Begin = Callable[[], Started]


@pytest.fixture
def home(branch_home: Template, tmp_path: Path) -> Home:
    """A closed home of its own."""
    return Home(Path(shutil.copytree(branch_home.folder, tmp_path / "home")))


@pytest.fixture
def begin(qtbot: QtBot, home: Home) -> Iterator[Begin]:
    made: list[Started] = []

    def begin() -> Started:
        made.append(Started(qtbot, home.folder))
        return made[-1]

    yield begin
    for started in made:
        started.close()


def test_a_wrong_password_is_said_and_a_right_one_opens(begin: Begin) -> None:
    started = begin()
    started.until(SignIn)
    assert started.page.user == "rina"
    started.enter("bukan sandinya ini")
    page = started.page
    started.bot.waitUntil(lambda: "tidak cocok" in page.password.note.text.text(), timeout=20_000)
    assert page.password.field.hasFocus()
    window = started.sign_in(PASSWORD)  # over the wrong one, which is selected
    assert window.header.officer.accessibleName() == "Rina"


def test_five_errors_ask_for_patience() -> None:
    patience = Patience()
    for _ in range(4):
        patience.wrong(100.0)
    assert patience.left(100.0) == 0
    patience.wrong(100.0)
    assert (patience.left(100.0), patience.left(120.0), patience.left(131.0)) == (30, 10, 0)
    patience.wrong(131.0)
    assert patience.left(131.0) == 60
    for _ in range(20):
        patience.wrong(200.0)
    assert patience.left(200.0) == 300


def test_the_pause_is_shown_and_ends(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("ui.start.sign_in.time.monotonic", lambda: now[0])
    started = begin()
    page = started.page
    for _ in range(5):
        started.program._patience.wrong(now[0])
    page._wait()
    assert not page.go.isEnabled()
    assert "30 detik" in page.password.note.text.text()
    assert "enkripsi" in page.password.note.text.text()
    now[0] += 31
    started.bot.waitUntil(page.go.isEnabled)


def test_the_recovery_code_gives_a_new_password(
    begin: Begin, home: Home, branch_home: Template
) -> None:
    started = begin()
    started.page.forgotten.emit("rina")
    started.until(Recover)
    page = started.page
    for text in ("salah", "sandi baru yang panjang", "sandi baru yang panjang"):
        started.enter(text)
    started.bot.waitUntil(lambda: page.code.field.property("state") == "bad", timeout=20_000)
    assert "sembilan kelompok" in page.code.note.text.text()
    page.code.field.selectAll()
    started.write(branch_home.recovery.lower().replace("-", " "))
    page.forward()
    window = started.until_office()
    office = window.shell.office.office
    assert office.officer.public_key == office.keys.officer.verify_key.hex()


def test_locking_hides_everything_and_keeps_the_page(begin: Begin) -> None:
    started = begin()
    window = started.sign_in(PASSWORD)
    window.show_page("settings")
    started.press(Key.Key_L, CTRL)
    started.until(Locked)
    assert not window.isVisible()
    assert "Manado" not in started.program.frame.windowTitle()
    # Keys of the window are dead behind the lock.
    started.press(Key.Key_1, CTRL)
    assert window.page_name == "settings"
    started.enter(PASSWORD)
    assert started.until_office() is window
    assert window.isVisible()
    assert window.page_name == "settings"


def test_six_digits_unlock_and_three_wrong_ask_for_the_password(begin: Begin) -> None:
    started = begin()
    window = started.sign_in(PASSWORD)
    code = window.shell.office.session_code
    code.set("370185")
    started.press(Key.Key_L, CTRL)
    started.until(Locked)
    started.enter("370185")
    assert started.until_office() is window
    started.program.lock()
    said = []
    for _ in range(3):
        started.enter("111222")
        said.append(started.page.secret.note.text.text())
    assert said == [
        "Kode tidak tepat; sisa 2 kali.",
        "Kode tidak tepat; sisa 1 kali.",
        "Kode salah tiga kali. Ketik kata sandi Anda.",
    ]
    started.enter("370185")  # a password now, and a wrong one
    started.bot.waitUntil(started.page.go.isEnabled, timeout=20_000)
    assert isinstance(started.page, Locked)
    started.enter(PASSWORD)
    assert started.until_office() is window


def test_an_idle_desk_locks_itself(begin: Begin) -> None:
    started = begin()
    window = started.sign_in(PASSWORD)
    idle = started.program._idle
    assert isinstance(idle, Idle)
    idle.touch(0.0)
    idle.look(299.0)
    assert started.page is None
    idle.look(300.0)
    started.until(Locked)
    assert not window.isVisible()


def test_another_officer_may_sign_in(begin: Begin) -> None:
    started = begin()
    started.sign_in(PASSWORD)
    started.program.lock()
    started.page.left.emit()
    started.until(SignIn)
    assert started.program.frame.window_of_office is None
    started.sign_in(PASSWORD)


def broken_keys(home: Home) -> None:
    home.keys.write_bytes(home.keys.read_bytes()[:200])


def no_keys(home: Home) -> None:
    home.keys.unlink()


def damaged(home: Home) -> None:
    content = bytearray(home.store.read_bytes())
    content[100] ^= 1
    home.store.write_bytes(content)


def plain(home: Home) -> None:
    home.store.write_bytes(b"SQLite format 3\0" + home.store.read_bytes()[16:])


def missing(home: Home) -> None:
    home.store.unlink()


def empty(home: Home) -> None:
    home.store.write_bytes(b"")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (broken_keys, "KEYS-DAMAGED"),
        (no_keys, "KEYS-MISSING"),
        (damaged, "STORE-DAMAGED"),
        (plain, "STORE-REPLACED"),
        (missing, "STORE-MISSING"),
        (empty, "STORE-EMPTY"),
    ],
)
def test_each_trouble_has_a_page(
    begin: Begin, home: Home, harm: Callable[[Home], None], code: str
) -> None:
    whole = shutil.copytree(home.folder, home.folder.with_name("whole"))
    harm(home)
    started = begin()
    if not code.startswith("KEYS"):
        started.enter(PASSWORD)
    started.until(Trouble)
    assert started.page.code == code
    shutil.rmtree(home.folder)
    shutil.copytree(whole, home.folder)
    started.page.forward()
    started.until(SignIn)


def test_newer_data_has_a_page(begin: Begin, home: Home, branch_home: Template) -> None:
    from sqlalchemy import text

    from desktop_app.store.engine import open_for_migration

    engine = open_for_migration(place_of(home, branch_home.keys, Settings()))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    started = begin()
    started.enter(PASSWORD)
    started.until(Trouble)
    assert started.page.code == "NEWER"


def test_every_trouble_has_steps() -> None:
    assert len({title for title, _steps in TROUBLES.values()}) == len(TROUBLES)
    assert all(steps for _title, steps in TROUBLES.values())
