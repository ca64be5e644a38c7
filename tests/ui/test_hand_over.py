"""Open work goes to another officer, by keys, in the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop_app.desk import officers
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import Decision, Disposition, Reminder, WorkTransfer
from desktop_app.records.office import Role
from desktop_app.store.undo import last_change
from tests.colleagues import add_colleague, signed_in
from tests.desk.test_incoming import give, letter
from tests.ui import audit
from tests.ui.pages import Key
from ui.desk_office import DeskOffice
from ui.jobs import Jobs
from ui.pages.hand_over import HandOver
from ui.pages.settings import SettingsPage
from ui.pages.settings_officers import OfficersPart
from ui.shell import Look
from ui.signals import Signals
from ui.window import Window

Open = Callable[[Office, str], HandOver]


@pytest.fixture
def ids(office: Office) -> dict[str, str]:
    """Budi with two dispositions, Sari without work; all by their names."""
    made = {name: add_colleague(office, name, Role.VERIFIER) for name in ("budi", "sari")}
    with office.store.write("test") as session:
        session.add(came := letter())
        session.add_all([give(came, made["budi"]), give(came, made["budi"])])
    return made


@pytest.fixture
def window_on(qtbot: QtBot) -> Iterator[Callable[[Office], Window]]:
    jobs, crashes = Jobs(), list[BaseException]()
    jobs.crashed.connect(crashes.append)

    def open(office: Office) -> Window:
        window = Window(DeskOffice(office), Look(theme="light"), jobs=jobs, signals=Signals())
        qtbot.addWidget(window)
        window.resize(911, 472)
        window.show_page("settings", part="officers")
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        rest(window, qtbot)
        return window

    yield open
    jobs.finish()
    jobs.close()
    assert crashes == []


def rest(window: Window, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.waitUntil(lambda: not window.shell.jobs.running, timeout=10_000)
        audit.settle()


def press(window: Window, qtbot: QtBot, key: Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)
    rest(window, qtbot)


def work_of(window: Window, qtbot: QtBot, name: str) -> HandOver:
    """The open work of an officer, opened from the table by keys."""
    page = window.page
    assert isinstance(page, SettingsPage)
    part = page._made["officers"]
    assert isinstance(part, OfficersPart)
    names = [one.name for one in part._known]
    part.table.setFocus()
    press(window, qtbot, Key.Key_Home)
    for _ in range(names.index(name)):
        press(window, qtbot, Key.Key_Down)
    part.acts.buttons["work"].setFocus()
    press(window, qtbot, Key.Key_Space)
    view = part._stack.currentWidget()
    assert isinstance(view, HandOver)
    return view


def fill_in(window: Window, qtbot: QtBot, view: HandOver, taker: str, reason: str) -> None:
    QTest.keyClicks(view.rows["taker"].editor.field, taker)
    view.rows["reason"].editor.setFocus()
    QTest.keyClicks(view.rows["reason"].editor.field, reason)
    view.go.setFocus()
    press(window, qtbot, Key.Key_Space)


def test_handed_over_and_taken_back(
    office: Office, ids: dict[str, str], window_on: Callable[[Office], Window], qtbot: QtBot
) -> None:
    with pytest.raises(UserError) as error:
        officers.remove(office, "budi")
    assert error.value.code == "OPEN-WORK"
    window = window_on(office)
    view = work_of(window, qtbot, "Budi")
    assert len(view.chosen) == 2, "all of it, unless something is left out"
    for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
        assert check(window) == []
    view.go.setFocus()
    press(window, qtbot, Key.Key_Space)
    assert "mohon diisi" in view.said.text.text()
    fill_in(window, qtbot, view, "Sari", "Cuti besar")
    with office.store.read() as session:
        assert set(session.scalars(select(Disposition.officer))) == {ids["sari"]}
        kept = session.scalars(select(WorkTransfer)).one()
        assert (kept.count, kept.reason, kept.on) == (2, "Cuti besar", office.today)
        assert session.scalars(select(Reminder.officer)).all() == [ids["sari"]]
    officers.remove(office, "budi")
    assert last_change(office.store) is None, "an officer's going is not taken back by a key"
    window.close()


def test_without_the_right_it_is_asked_for(
    office: Office, ids: dict[str, str], window_on: Callable[[Office], Window], qtbot: QtBot
) -> None:
    sari = signed_in(office, "sari")
    window = window_on(sari)
    view = work_of(window, qtbot, "Budi")
    assert view.go.text() == "Ajukan pengalihan"
    fill_in(window, qtbot, view, "Sari", "Tukar tugas")
    with office.store.read() as session:
        assert set(session.scalars(select(Disposition.officer))) == {ids["budi"]}
        asked = session.scalars(select(Decision)).one()
        assert (asked.question, asked.remarks) == ("transfer", "Tukar tugas")
    window.close()
    sari.close()
