"""Editors, by keys: what people type becomes what they mean."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.fields import describe
from desktop_app.records.data_protection import DataRequest
from desktop_app.records.employer import Employer, TrainingProgramme
from desktop_app.records.record import Record
from desktop_app.records.worker import Sex, Worker
from ui.widgets.editor import Context, Editor
from ui.widgets.editors import EDITORS, editor_for

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make(qtbot: QtBot, context: Context) -> Any:
    def make(record: type[Record], name: str) -> Editor:
        editor = editor_for(describe(record)[name], context)
        qtbot.addWidget(editor)
        with qtbot.waitExposed(editor):
            editor.show()
        editor.activateWindow()
        editor.setFocus()
        return editor

    return make


def type_in(editor: Editor, text: str) -> None:
    assert isinstance(editor.field, QLineEdit)
    editor.field.clear()
    QTest.keyClicks(editor.field, text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", date(2026, 11, 9)),
        ("9/11", date(2026, 11, 9)),
        ("091126", date(2026, 11, 9)),
        ("9 nov", date(2026, 11, 9)),
        ("h", date(2026, 11, 24)),
        ("k", date(2026, 11, 23)),
        ("b", date(2026, 11, 25)),
        ("17/08/1990", date(1990, 8, 17)),
        ("17-08-1990", date(1990, 8, 17)),
    ],
)
def test_day_takes_what_people_type(make: Any, typed: str, meant: date) -> None:
    editor = make(Worker, "birth_date")
    type_in(editor, typed)
    assert (editor.value(), editor.fault(), editor.raw()) == (meant, "", "")
    editor.leave()
    assert editor.field.text() == f"{meant:%d/%m/%Y}"


def test_day_says_how_it_reads_and_what_it_cannot(make: Any) -> None:
    editor = make(Worker, "birth_date")
    type_in(editor, "17 agu 1990")
    assert editor.echo() == "Jumat, 17 Agustus 1990"
    type_in(editor, "31/2/2026")
    assert editor.value() is None
    assert editor.raw() == "31/2/2026"
    assert editor.fault()


def test_day_moves_by_keys(make: Any, qtbot: QtBot) -> None:
    editor = make(Worker, "birth_date")
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.field, Key.Key_Semicolon, CTRL)
    assert editor.value() == date(2026, 11, 24)
    QTest.keyClicks(editor.field, "+")
    assert editor.value() == date(2026, 11, 25)
    QTest.keyClicks(editor.field, "--")
    assert editor.value() == date(2026, 11, 23)
    QTest.keyClick(editor.field, Key.Key_PageDown)
    assert editor.value() == date(2026, 12, 23)
    editor.set_value(date(2026, 3, 31))
    QTest.keyClick(editor.field, Key.Key_PageUp)
    assert editor.value() == date(2026, 2, 28)


ZONE = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9/11/2026 14.05", datetime(2026, 11, 9, 14, 5, tzinfo=ZONE)),
        ("9 nov 7:30", datetime(2026, 11, 9, 7, 30, tzinfo=ZONE)),
        ("k 9.30", datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)),
        ("23.59", datetime(2026, 11, 24, 23, 59, tzinfo=ZONE)),
        ("s", datetime(2026, 11, 24, 14, 5, tzinfo=ZONE)),
    ],
)
def test_a_moment_is_a_day_and_a_time(make: Any, typed: str, meant: datetime) -> None:
    editor = make(DataRequest, "received_at")
    type_in(editor, typed)
    assert (editor.value(), editor.fault(), editor.raw()) == (meant, "", "")
    editor.leave()
    assert editor.field.text() == f"{meant:%d/%m/%Y %H.%M}"
    assert f"{meant:%H.%M}" in editor.echo()


@pytest.mark.parametrize("typed", ["9/11/2026", "24.00", "12.60", "besok sore", "31/2 09.00"])
def test_a_moment_without_a_sound_time_is_said(make: Any, typed: str) -> None:
    editor = make(DataRequest, "received_at")
    type_in(editor, typed)
    assert editor.value() is None
    assert editor.raw() == typed
    assert editor.fault()


def test_now_by_key(make: Any, qtbot: QtBot) -> None:
    editor = make(DataRequest, "received_at")
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.field, Key.Key_Semicolon, CTRL)
    assert editor.value() == datetime(2026, 11, 24, 14, 5, tzinfo=ZONE)


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_F4, None), (Key.Key_Down, ALT)])
def test_day_from_the_calendar(make: Any, qtbot: QtBot, key: Any, modifier: Any) -> None:
    editor = make(Worker, "birth_date")
    editor.set_value(date(2026, 11, 9))
    QTest.keyClick(editor.field, key, modifier or Qt.KeyboardModifier.NoModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    view = calendar.focusProxy() or calendar
    QTest.keyClick(view, Key.Key_Right)
    QTest.keyClick(view, Key.Key_Return)
    assert editor.value() == date(2026, 11, 10)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1,5jt", 1_500_000), ("250rb", 250_000), ("1500000", 1_500_000), ("Rp1.500.000", 1_500_000)],
)
def test_money_says_what_it_read(make: Any, typed: str, meant: int) -> None:
    editor = make(TrainingProgramme, "fee")
    type_in(editor, typed)
    assert editor.value() == meant
    assert editor.echo() == f"Rp{meant:,}".replace(",", ".")
    editor.leave()
    assert editor.value() == meant


def test_money_keeps_what_it_cannot_read(make: Any) -> None:
    editor = make(TrainingProgramme, "fee")
    type_in(editor, "8,7 M")
    assert (editor.value(), editor.raw()) == (None, "8,7 M")
    assert editor.fault()


def test_numbers_and_shares(make: Any) -> None:
    days = make(TrainingProgramme, "days")
    type_in(days, "1.250")
    assert days.value() == 1250
    type_in(days, "10 hari")
    assert days.fault() == "Ketik bilangan bulat"
    share = make(TrainingProgramme, "pass_attendance")
    for typed, meant in (("80", 8000), ("72,5", 7250), ("72.25%", 7225)):
        type_in(share, typed)
        assert share.value() == meant
        share.leave()
        assert share.value() == meant


def test_identifier_counts_and_forgives(make: Any) -> None:
    editor = make(Worker, "nik")
    type_in(editor, "3578 0817 0890")
    assert editor.echo() == "12/16 digit"
    editor.tell = lambda value: f"NIK {value}"
    type_in(editor, "3578081708909901")
    assert editor.value() == "3578081708909901"
    assert editor.echo() == "NIK 3578081708909901"
    editor.leave()
    assert editor.field.text() == "3578 0817 0890 9901"
    assert editor.value() == "3578081708909901"


def test_choice_by_letter(make: Any, qtbot: QtBot) -> None:
    editor = make(Worker, "sex")
    assert editor.value() is None
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.field, Key.Key_Down)
    assert editor.value() is Sex.MALE
    QTest.keyClick(editor.field, Key.Key_F4)
    assert isinstance(editor.field, QComboBox)
    assert editor.field.view().isVisible()
    editor.field.hidePopup()


def test_flag(make: Any, qtbot: QtBot) -> None:
    editor = make(TrainingProgramme, "local")
    editor.set_value(False)
    with qtbot.waitSignal(editor.changed):
        QTest.keyClick(editor.field, Key.Key_Space)
    assert editor.value() is True


def test_reference_searches_and_takes(make: Any, qtbot: QtBot) -> None:
    editor = make(Worker, "education")
    type_in(editor, "s")
    assert editor.value() is None
    qtbot.waitUntil(lambda: editor._view.isVisible())
    QTest.keyClick(editor._view, Key.Key_Down)
    QTest.keyClick(editor._view, Key.Key_Return)
    assert editor.value() == "1"
    assert editor.field.text() == "SMA/SMK"
    type_in(editor, "s2")
    assert editor.fault() == "Pilih satu dari daftar (F4)"
    editor.leave()
    assert (editor.value(), editor.fault()) == ("3", "")
    type_in(editor, "kursus")
    editor.leave()
    assert (editor.value(), editor.raw()) == (None, "kursus")


def test_reference_opens_its_list(make: Any) -> None:
    editor = make(Worker, "education")
    QTest.keyClick(editor.field, Key.Key_F4)
    assert editor._view.isVisible()
    assert editor._found.rowCount() == 3


def test_lines_leave_with_tab(make: Any, qtbot: QtBot) -> None:
    editor = make(Employer, "address")
    with qtbot.waitSignal(editor.changed):
        QTest.keyClicks(editor.field, "Jalan Sam Ratulangi")
    QTest.keyClick(editor.field, Key.Key_Return)
    QTest.keyClicks(editor.field, "Manado")
    assert editor.value() == "Jalan Sam Ratulangi\nManado"


@pytest.mark.parametrize("record", [Worker, Employer, TrainingProgramme])
def test_every_field_has_an_editor_that_keeps_its_value(
    make: Any, record: type[Record], qtbot: QtBot
) -> None:
    for name, described in describe(record).items():
        assert type(described.kind) in EDITORS
        editor = make(record, name)
        before = editor.value()
        editor.set_value(before)
        assert editor.value() == before
        assert editor.field.accessibleName() == described.label
        told: list[object] = []
        editor.changed.connect(lambda told=told: told.append(1))
        editor.set_read_only(True)
        editor.set_value(before)
        assert told == []
