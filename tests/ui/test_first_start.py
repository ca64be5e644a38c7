"""From an empty folder to the shell, by keys only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.errors import UserError
from desktop_app.store.recovery_code import new_code
from tests.homes import PASSWORD
from tests.ui.starts import Started
from ui.start import passwords
from ui.start.first_start import FirstOfficer, KeepCode, TheOffice, Welcome, provinces
from ui.start.recovery import write_sheet

Key = Qt.Key


@pytest.fixture
def started(qtbot: QtBot, tmp_path: Path) -> Iterator[Started]:
    made = Started(qtbot, tmp_path / "home", tmp_path / "kode.pdf")
    yield made
    made.close()


def test_from_nothing_to_the_shell_by_keys(started: Started, tmp_path: Path) -> None:
    started.until(Welcome)
    started.press(Key.Key_Return)
    started.until(TheOffice)
    for text in ("", "mnd", "Manado"):
        started.enter(text)
    assert started.page.province.hasFocus()
    started.write("sul")  # the first that begins so: Barat, Selatan, Tengah, Tenggara, Utara
    for _ in range(4):
        started.press(Key.Key_Down)
    started.enter()
    started.until(FirstOfficer)
    assert started.page.answers.province == "71"
    for text in ("Rina Manoppo", "", PASSWORD):
        started.enter(text)
    started.enter(PASSWORD)
    started.until(KeepCode)
    code = started.page.shown.code
    started.page.shown.save()
    assert (tmp_path / "kode.pdf").read_bytes().startswith(b"%PDF")
    started.enter("ZZZZ")
    assert isinstance(started.page, KeepCode)
    assert started.page.shown.back.note.text.text() == "Ini bukan kelompok 4 dari kode."
    started.page.shown.back.field.selectAll()
    started.enter(code.split("-")[3].lower())
    window = started.until_office()
    assert window.page_name == "home"
    desk = window.shell.office
    assert (desk.office.code, desk.caption, desk.officer) == ("MND", "Manado", "Rina Manoppo")
    assert desk.zone.name == "WITA"
    started.bot.waitUntil(lambda: "belum dikirim" in window.status.sync.text())


def test_faults_are_said_in_place(started: Started) -> None:
    started.press(Key.Key_Return)
    started.until(TheOffice)
    page = started.page
    page.forward()
    assert started.page is page
    assert page.code.note.text.text() == "2 sampai 8 huruf dan angka, misalnya MND."
    assert page.code.field.hasFocus()
    page.code.field.setText("MND")
    page.name.field.setText("Manado")
    page.forward()
    assert page.note.text.text() == "Pilih provinsi."
    page.province.setCurrentIndex(1)
    page.forward()
    started.until(FirstOfficer)
    page = started.page
    page.officer.field.setText("Rina")
    page.user.field.setText("rina")
    page.password.field.setText("pendek")
    page.again.field.setText("lain")
    page.forward()
    assert started.page is page
    assert page.password.note.text.text() == "Kata sandi paling sedikit 12 karakter."
    assert page.again.note.text.text() == "Kedua kata sandi tidak sama."
    started.press(Key.Key_Escape)
    started.until(TheOffice)
    assert started.page.code.text == "MND"


def test_the_language_changes_in_the_middle(started: Started) -> None:
    started.press(Key.Key_Return)
    started.until(TheOffice)
    started.page.code.field.setText("MND")
    started.page.language_asked.emit("en")
    started.until(TheOffice)
    assert started.page.windowTitle() == "Which office is this?"
    assert started.page.code.text == "MND"


def test_a_sample_is_made_opened_and_can_be_stopped(
    started: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERAMPIL_HOME", str(tmp_path / "real"))
    first = started.page
    first.sample.click()
    started.bot.waitUntil(lambda: first.bar.maximum() > 0, timeout=60_000)
    started.press(Key.Key_Escape)
    started.bot.waitUntil(lambda: not first.stop.isVisible(), timeout=60_000)
    assert first.next.isEnabled()
    assert not (tmp_path / "real-CONTOH" / "keys.json").exists()


def test_the_sheet_is_written_or_the_reason_said(tmp_path: Path) -> None:
    code, _secret = new_code()
    write_sheet(tmp_path / "a.pdf", code, "Manado (MND)")
    assert (tmp_path / "a.pdf").stat().st_size > 2000
    with pytest.raises(UserError) as refused:
        write_sheet(tmp_path / "nowhere" / "a.pdf", code, "Manado")
    assert refused.value.code == "NOT-WRITTEN"


@pytest.mark.parametrize(
    ("password", "state"),
    [
        ("", "hint"),
        ("pendek", "hint"),
        ("aaaaaaaaaaaaaaa", "warning"),
        ("rahasia12345678", "warning"),
        ("rina-rina-rina!", "warning"),
        ("kuda baterai", "good"),
        ("empat kata tanpa kaitan", "good"),
    ],
)
def test_strength_in_words(password: str, state: str) -> None:
    words, found = passwords.strength(password, "rina")
    assert words
    assert found == state


def test_provinces_are_there_without_a_store() -> None:
    found = provinces()
    assert len(found) == 38
    assert ("71", "Sulawesi Utara") in found
