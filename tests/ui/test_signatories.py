"""Settings say who signs on a day that is typed, and where nobody would."""

from __future__ import annotations

from datetime import date

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from desktop_app.records import Signatory
from desktop_app.records.office import Capacity
from tests.ui import audit
from tests.ui.pages import Key
from ui.desk_office import DeskOffice
from ui.jobs import Jobs
from ui.pages.settings import SettingsPage
from ui.pages.settings_records import SignatoryPane
from ui.shell import Look
from ui.signals import Signals
from ui.window import Window


def test_who_signs_on_a_day_and_what_is_missing(office: Office, qtbot: QtBot) -> None:
    head = {"document": "*", "position": "Kepala Kantor Cabang"}
    with office.store.write("test") as session:
        session.add(
            Signatory(
                **head, name="Maria", valid_from=date(2026, 1, 1), valid_to=date(2026, 11, 30)
            )
        )
        session.add(
            Signatory(
                **head,
                name="Johan",
                capacity=Capacity.DAILY,
                decree="SPT/7",
                valid_from=date(2026, 11, 25),
                valid_to=date(2026, 11, 26),
            )
        )
    jobs, crashes = Jobs(), list[BaseException]()
    jobs.crashed.connect(crashes.append)
    window = Window(DeskOffice(office), Look(theme="light"), jobs=jobs, signals=Signals())
    qtbot.addWidget(window)
    window.resize(911, 472)
    window.show_page("settings", part="signatories")
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()

    def rest() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not jobs.running, timeout=10_000)
            audit.settle()

    rest()
    page = window.page
    assert isinstance(page, SettingsPage)
    pane = page._made["signatories"]
    assert isinstance(pane, SignatoryPane)
    assert "Maria (Pejabat definitif)" in pane.signs.says.text()
    assert "dari 01/12/2026" in pane.signs.warns.text()
    field = pane.signs.day.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "25/11/2026")
    rest()
    assert "Johan (Pelaksana harian (Plh.))" in pane.signs.says.text()
    QTest.keyClick(field, Key.Key_Plus)
    rest()
    assert "Johan" in pane.signs.says.text()
    QTest.keyClick(field, Key.Key_PageDown)
    rest()
    assert "belum ada" in pane.signs.says.text()
    for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
        assert check(window) == []
    window.close()
    jobs.close()
    assert crashes == []
