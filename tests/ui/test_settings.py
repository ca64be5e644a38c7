"""Settings and help on a real office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app import settings
from desktop_app.errors import UserError
from desktop_app.office import Office, open_office
from desktop_app.records import Attachment
from desktop_app.store import attachments
from desktop_app.store.keys import recover
from tests.homes import PASSWORD, Template
from tests.ui.starts import PATIENCE, Answering
from ui.desk_office import DeskOffice
from ui.jobs import Jobs
from ui.pages.help import HelpPage, topics
from ui.pages.record_pane import RecordPane
from ui.pages.record_view import RecordView
from ui.pages.settings import LookPart, SettingsPage
from ui.pages.settings_eligibility import EligibilityRulePane, MinimumWagePane
from ui.pages.settings_records import HolidayPane, ListOfHeadquarters, OfficePane
from ui.pages.settings_security import SecurityPart
from ui.shell import Look
from ui.signals import Signals
from ui.start.recovery import RecoveryCode
from ui.window import Window

Show = Callable[..., Window]
Part = TypeVar("Part")


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    jobs = Jobs()
    crashes: list[Exception] = []
    jobs.crashed.connect(crashes.append)

    def show(office: Office, path: Path | None = None) -> Window:
        window = Window(
            DeskOffice(office),
            Look(theme="light"),
            jobs=jobs,
            signals=Signals(),
            dialogs=Answering(path),
        )
        qtbot.addWidget(window)
        window.show_page("settings")
        with qtbot.waitExposed(window):
            window.show()
        return window

    yield show
    jobs.finish()
    jobs.close()
    assert crashes == []


def shown(window: Window, kind: type[Part], name: str) -> Part:
    """The part of the settings called `name`, in sight."""
    page = window.page
    assert isinstance(page, SettingsPage)
    page.show_part(name)
    part = page._made[name]
    assert isinstance(part, kind)
    return part


def opened(qtbot: QtBot, pane: RecordPane) -> RecordView:
    """The record that opens in `pane`."""
    qtbot.waitUntil(lambda: pane.view is not None, timeout=PATIENCE)
    assert pane.view is not None
    return pane.view


def rest(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.shell.jobs.running, timeout=PATIENCE)


def test_choices_hold_at_once_and_are_kept(show: Show, office: Office, tmp_path: Path) -> None:
    window = show(office, tmp_path)
    part = shown(window, LookPart, "look")
    part.minutes.setCurrentIndex(0)
    part.minutes.activated.emit(0)
    part.enter_key.activated.emit(1)
    part.folder.click()
    kept = settings.load(office.home.folder)
    assert (kept.lock_minutes, kept.enter_moves, kept.export_folder) == (1, False, str(tmp_path))
    assert tmp_path.name in part.folder.text()


def test_the_office_is_written_in_place(show: Show, office: Office, qtbot: QtBot) -> None:
    window = show(office)
    pane = shown(window, OfficePane, "office")
    form = opened(qtbot, pane).form
    form.fill({"address": "Jalan Contoh 1", "data_officer": "Rina"})
    form.save()
    rest(qtbot, window)
    office.refresh()
    assert office.record is not None
    assert office.record.address == "Jalan Contoh 1"
    assert pane.view is not None  # the office stays open


def test_enter_saves_where_that_was_chosen(show: Show, office: Office, qtbot: QtBot) -> None:
    office.save_settings(enter_moves=False)
    window = show(office)
    form = opened(qtbot, shown(window, OfficePane, "office")).form
    form.fill({"city": "Manado"})
    with qtbot.waitSignal(form.save_asked):
        QTest.keyClick(form.rows["city"].editor.field, Qt.Key.Key_Return)


def test_the_letterhead_is_an_image_or_refused(
    show: Show, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    image = tmp_path / "kop.png"
    QImage(40, 10, QImage.Format.Format_RGB32).save(str(image))
    window = show(office, image)
    pane = shown(window, OfficePane, "office")
    opened(qtbot, pane)
    pane.choose_letterhead()
    rest(qtbot, window)
    office.refresh()
    assert office.record is not None
    with office.store.read() as session:
        kept = session.get(Attachment, office.record.letterhead)
        assert kept is not None
        assert attachments.get(office, kept) == image.read_bytes()
    image.write_bytes(b"not an image")
    pane.choose_letterhead()
    qtbot.waitUntil(lambda: "PNG" in window.bar.accessibleName(), timeout=PATIENCE)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(HolidayPane, "holidays"), (MinimumWagePane, "wages"), (EligibilityRulePane, "rules")],
)
def test_headquarters_lists_are_read_at_a_branch_and_written_there(
    show: Show,
    office: Office,
    headquarters: Office,
    qtbot: QtBot,
    kind: type[ListOfHeadquarters],
    name: str,
) -> None:
    for here, writes in ((office, False), (headquarters, True)):
        window = show(here)
        pane = shown(window, kind, name)
        assert bool(pane.new_text) is writes
        rest(qtbot, window)
        pane.open_id(pane.list.current_id() or "")
        assert bool(opened(qtbot, pane).opened.locked) is not writes
        rest(qtbot, window)


def test_the_password_is_changed(show: Show, office: Office, qtbot: QtBot) -> None:
    window = show(office)
    part = shown(window, SecurityPart, "security")
    for line in (part.new_one, part.again):
        line.field.setText("kata sandi yang baru")
    part.old.field.setText("bukan ini sandinya")
    part.change_password()
    qtbot.waitUntil(lambda: part.old.note.text.text() != "", timeout=PATIENCE)
    assert part.old.note.text.text() == "Kata sandi sekarang tidak tepat."
    part.old.field.setText(PASSWORD)
    part.change_password()
    qtbot.waitUntil(lambda: part.old.text == "", timeout=PATIENCE)
    again = open_office(office.home.folder, "rina", "kata sandi yang baru", clock=office.clock)
    again.close()
    with pytest.raises(UserError):
        open_office(office.home.folder, "rina", PASSWORD, clock=office.clock)


def test_a_new_recovery_code_makes_the_old_one_worthless(
    show: Show, office: Office, qtbot: QtBot, branch_home: Template
) -> None:
    window = show(office)
    part = shown(window, SecurityPart, "security")
    part.proof.field.setText(PASSWORD)
    part.new_code()
    qtbot.waitUntil(part._shown.isVisible, timeout=PATIENCE)
    code = part._shown.findChildren(RecoveryCode)[0].code
    with pytest.raises(UserError):
        recover(office.home.keys, branch_home.recovery, "rina", "sandi lain yang panjang")
    assert recover(office.home.keys, code, "rina", "sandi lain yang panjang").users == ("rina",)


def test_six_digits_are_fair_and_alike(show: Show, office: Office) -> None:
    window = show(office)
    part = shown(window, SecurityPart, "security")
    code = window.shell.office.session_code
    for first, second, usable in (
        ("370185", "370186", False),
        ("123456", "123456", False),
        ("370185", "370185", True),
    ):
        part.digits.field.setText(first)
        part.digits_again.field.setText(second)
        part.take_code()
        assert code.usable is usable


def test_help_is_searched_and_opens_at_a_topic(show: Show, office: Office) -> None:
    window = show(office)
    window.show_page("help", topic="shortcuts")
    page = window.page
    assert isinstance(page, HelpPage)
    assert "Ctrl+K" in page.text.toPlainText()
    page.search.setText("kode pemulihan")
    assert [topic.name for topic in page._shown] == ["settings"]
    page.search.setText("nothing of the kind")
    assert page.text.toPlainText() == "Tidak ada yang cocok"
    window.show_page("help", topic="about")
    assert "Sumarjono" in page.text.toPlainText()
    assert "{version}" not in page.text.toPlainText()


def test_f1_tells_of_the_page_in_sight(show: Show, office: Office, qtbot: QtBot) -> None:
    window = show(office)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for name in ("settings", "sync"):
        window.show_page(name)
        rest(qtbot, window)
        QTest.keyClick(window, Qt.Key.Key_F1)
        page = window.page
        assert isinstance(page, HelpPage)
        assert page.state()["topic"] == name
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert page.state()["topic"] == "sync"


def test_both_manuals_have_the_same_texts() -> None:
    assert [t.name for t in topics("id")] == [t.name for t in topics("en")]
    from ui.pages import PAGES

    assert {e.name for e in PAGES} - {"help"} <= {t.name for t in topics("id")}
