"""Officers come and go, and the office goes back to a backup: by keys, on the whole program."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from desktop_app.desk import officers
from desktop_app.desk.officers import NewOfficer
from desktop_app.office import Office, open_office
from desktop_app.paths import Home
from desktop_app.records import Worker
from desktop_app.records.office import Role
from desktop_app.store.copies import Why, copies, make
from tests import make as made_up
from tests.end_to_end.hands import ALT, CTRL, Hands, Key, hands
from tests.homes import PASSWORD, Template
from ui.pages.settings import SettingsPage
from ui.pages.settings_backups import BackupsPart
from ui.pages.settings_officers import OfficersPart
from ui.start.lock import Locked
from ui.start.own_password import OwnPassword
from ui.start.restore import Restore
from ui.start.sign_in import SignIn
from ui.start.trouble import Trouble

OWN = "kata sandi milik Budi"
Begin = Callable[[], Hands]


@pytest.fixture
def home(branch_home: Template, tmp_path: Path) -> Home:
    return Home(Path(shutil.copytree(branch_home.folder, tmp_path / "MND")))


@pytest.fixture
def begin(qtbot: QtBot, home: Home, tmp_path: Path) -> Iterator[Begin]:
    made: list[Hands] = []

    def begin() -> Hands:
        made.append(hands(qtbot, home.folder, tmp_path))
        return made[-1]

    yield begin
    for one in made:
        one.close()


def part(hand: Hands, number: int, name: str) -> object:
    """A part of the settings, reached by keys."""
    hand.key(Key.Key_Comma, CTRL)
    hand.key(Key(ord(str(number))), ALT)
    page = hand.window.page
    assert isinstance(page, SettingsPage) and page.part == name
    return page._made[name]


def people(office: Office) -> int:
    with office.store.read() as session:
        return session.query(Worker).count()


def test_an_officer_is_let_in_works_in_the_role_and_goes(begin: Begin, home: Home) -> None:
    hand = begin()
    hand.until(SignIn)
    hand.sign_in(PASSWORD)
    hand.settle()
    shown = part(hand, 4, "officers")
    assert isinstance(shown, OfficersPart)
    hand.key(Key.Key_N, CTRL)
    hand.fill("Budi Santoso", "budi", "Penata Madya", "12345")
    hand.tab_to("Verifikator")
    hand.key(Key.Key_Space)
    hand.do("Simpan")
    hand.bot.waitUntil(lambda: "Kata sandi awal budi" in hand.seen(), timeout=10_000)
    first = next(line for line in hand.seen().split("\n") if line.count("-") == 2)
    hand.key(Key.Key_Return)
    assert first not in hand.seen()
    assert [one.first for one in shown._known] == [True, False]

    # Another officer takes the chair.
    hand.key(Key.Key_L, CTRL)
    hand.until(Locked)
    hand.do("Petugas lain")
    hand.until(SignIn)
    hand.page.users.setFocus()
    hand.key(Key.Key_Down)
    assert hand.page.user == "budi"
    hand.page.password.setFocus()
    hand.enter(first)
    hand.until(OwnPassword)
    hand.fill("pendek", "")
    assert isinstance(hand.page, OwnPassword)
    hand.page.password.field.clear()
    hand.page.password.setFocus()
    hand.fill(OWN, OWN)
    window = hand.until_office()
    hand.settle()
    office = window.shell.office.office
    assert office.roles == {Role.VERIFIER}
    read = part(hand, 4, "officers")
    assert isinstance(read, OfficersPart)
    assert set(read.acts.buttons) == {"work"}
    assert "Kepala kantor cabang" in hand.seen() or "Administrator" in hand.seen()
    hand.key(Key.Key_N, CTRL)
    assert read.form is None

    # And the first one takes the access away again.
    hand.key(Key.Key_L, CTRL)
    hand.until(Locked)
    hand.do("Petugas lain")
    hand.until(SignIn)
    hand.sign_in(PASSWORD)
    hand.settle()
    again = part(hand, 4, "officers")
    assert isinstance(again, OfficersPart)
    hand.bot.waitUntil(lambda: again.table.rowCount() == 2)
    again.table.setFocus()
    again.table.setCurrentCell(0, 0)
    hand.settle()
    assert again.chosen is not None and again.chosen.user == "budi"
    again.remove()
    hand.settle()
    assert again._known[-1].user == "budi" and not again._known[-1].active


def test_the_table_of_rights_is_read_and_printed(begin: Begin, tmp_path: Path) -> None:
    hand = begin()
    hand.until(SignIn)
    hand.sign_in(PASSWORD)
    hand.settle()
    part(hand, 5, "rights")
    hand.do("Simpan sebagai PDF …")
    [path] = hand.answers.saved
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    assert "Peran dan kewenangan" in text
    assert "Menggabungkan dan memisahkan data" in " ".join(text.split())


def test_the_days_backup_comes_by_itself_and_is_rehearsed(begin: Begin, home: Home) -> None:
    hand = begin()
    hand.until(SignIn)
    hand.sign_in(PASSWORD)
    hand.settle()
    [daily] = copies(home.backups)
    assert (daily.why, daily.verified) == (Why.DAILY, True)
    shown = part(hand, 7, "backups")
    assert isinstance(shown, BackupsPart)
    hand.bot.waitUntil(lambda: shown.table.rowCount() == 1)
    assert "Belum ada uji pemulihan" in shown.said.text()
    hand.do("Uji pemulihan")
    hand.bot.waitUntil(lambda: "Hijau: Dapat dipulihkan" in shown.said.text(), timeout=20_000)
    hand.do("Cadangkan sekarang")
    hand.bot.waitUntil(lambda: shown.table.rowCount() == 2, timeout=20_000)


def test_the_office_goes_back_by_keys(begin: Begin, home: Home) -> None:
    office = open_office(home.folder, "rina", PASSWORD)
    make(office, Why.BY_HAND)
    with office.store.write("enter") as session:
        session.add(made_up.worker())
    office.close()
    hand = begin()
    hand.until(SignIn)
    hand.sign_in(PASSWORD)
    hand.settle()
    shown = part(hand, 7, "backups")
    assert isinstance(shown, BackupsPart)
    hand.bot.waitUntil(lambda: shown.table.rowCount() > 0)
    shown.table.setFocus()
    hand.key(Key.Key_End, CTRL)
    hand.do("Pulihkan …")
    hand.until(Restore)
    hand.tab_to("Kata sandi")
    hand.enter("bukan kata sandinya")
    hand.bot.waitUntil(lambda: hand.page.go.isEnabled(), timeout=20_000)
    assert "tidak cocok" in hand.page.password.note.text.text()
    hand.page.password.field.clear()
    hand.enter(PASSWORD)
    window = hand.until_office()
    hand.settle()
    assert people(window.shell.office.office) == 0
    assert "Data dipulihkan" in window.bar.accessibleName()


def test_a_damaged_store_is_restored_from_the_start_page(begin: Begin, home: Home) -> None:
    office = open_office(home.folder, "rina", PASSWORD)
    officers.add(office, NewOfficer("budi", "Budi", frozenset({Role.CLERK})))
    make(office, Why.BY_HAND)
    office.close()
    home.store.write_bytes(b"x" * 9000)
    hand = begin()
    hand.until(SignIn)
    hand.enter(PASSWORD)
    hand.until(Trouble)
    hand.do("Pulihkan …")
    hand.until(Restore)
    hand.tab_to("Kata sandi")
    hand.enter(PASSWORD)
    window = hand.until_office()
    hand.settle()
    assert {one.user for one in officers.colleagues(window.shell.office.office)} == {"rina", "budi"}
