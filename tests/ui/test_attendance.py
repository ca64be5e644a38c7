"""The attendance grid by keys: marks, blocks, paste, undo, locks."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop_app.records import Attendance, TrainingClass
from desktop_app.records.training import ClassState
from tests import make
from tests.registers import a_class
from tests.ui import audit
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.attendance_part import AttendancePart

SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(d: Desk, id: str) -> AttendancePart:
    """The class's tab with its attendance, under the cursor."""
    page = d.show("programmes")
    page.pane.open_id(id, "attendance")
    d.settle()
    view = page.pane.view
    assert view is not None
    part = view.inner()
    assert isinstance(part, AttendancePart)
    return part


def rows(part: AttendancePart) -> list[str]:
    """What the grid shows, a text a person; a dot for nothing."""
    table = part.table
    return [
        " ".join(table.text(row, column) or "." for column in range(table.columnCount()))
        for row in range(table.rowCount())
    ]


def go(part: AttendancePart, row: int, column: int) -> None:
    part.grid.place(row, column)


def test_a_class_is_marked_by_keys_and_taken_back(desk: Open) -> None:
    d = desk()
    part = opened(d, a_class(d.office, days=6))
    assert part.grid.hasFocus()
    # The cursor waits on today's first cell; each mark leads to the next person.
    here = part.grid.currentIndex()
    assert (here.row(), here.column()) == (0, 4)
    for key in (Key.Key_H, Key.Key_S, Key.Key_A):
        d.press(key)
    assert rows(part) == [". . . . H .", ". . . . S .", ". . . . A ."]
    assert len(d.saved(Attendance)) == 3
    # Fill down from the first day's first cell, over all beneath.
    go(part, 0, 0)
    d.press(Key.Key_I)
    go(part, 0, 0)
    d.press(Key.Key_D, CTRL)
    assert [row[0] for row in rows(part)] == ["I", "I", "I"]
    # All present in the second session, in one act.
    go(part, 0, 1)
    d.press(Key.Key_F7)
    assert [row[2] for row in rows(part)] == ["H", "H", "H"]
    assert "3 kehadiran" in d.window.bar.accessibleName()
    # One Ctrl+Z an act: all present, then the rows filled, then the first of them.
    for left in (6, 4, 3):
        d.press(Key.Key_Z, CTRL)
        assert len(d.saved(Attendance)) == left
    go(part, 2, 4)
    d.press(Key.Key_Delete)
    assert rows(part)[2] == ". . . . . ."


def test_a_block_is_pasted_in_one_act(desk: Open) -> None:
    d = desk()
    part = opened(d, a_class(d.office))
    go(part, 1, 1)
    QGuiApplication.clipboard().setText("H\ts\r\nizin\tH+20\r\n")
    d.press(Key.Key_V, CTRL)
    assert rows(part) == [". . . . .", ". H S . .", ". I H+20 . ."]
    assert {one.late_minutes for one in d.saved(Attendance)} == {None, 20}
    # A word that is no mark, and a block that is too large, change nothing and say why.
    for text, word in (("H\tX", "“X”"), ("H\nH\nH", "tidak muat")):
        QGuiApplication.clipboard().setText(text)
        d.press(Key.Key_V, CTRL)
        assert word in d.window.bar.accessibleName()
    assert len(d.saved(Attendance)) == 4
    d.press(Key.Key_Z, CTRL)
    assert d.saved(Attendance) == []
    # What is copied is what can be pasted.
    go(part, 0, 0)
    QGuiApplication.clipboard().setText("H\tA")
    d.press(Key.Key_V, CTRL)
    d.press(Key.Key_Right, SHIFT)
    d.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "H\tA"
    # One word fills all that is selected.
    go(part, 0, 3)
    d.press(Key.Key_Down, SHIFT)
    d.press(Key.Key_Down, SHIFT)
    QGuiApplication.clipboard().setText("Sakit")
    d.press(Key.Key_V, CTRL)
    assert [row[6] for row in rows(part)] == ["S", "S", "S"]


def test_minutes_late_and_the_standing_live(desk: Open) -> None:
    d = desk()
    part = opened(d, a_class(d.office))
    go(part, 0, 0)
    d.answers.lines = ["15", "zwölf"]
    d.press(Key.Key_L)
    assert rows(part)[0] == "H+15 . . . ."
    # 4 of 16 JP that are past: three sessions of the first person have no mark.
    assert "25%" in part.table.words(0, 0)
    assert "3 belum diisi" in part.table.words(0, 0)
    d.press(Key.Key_L)
    assert "menit bulat" in d.window.bar.accessibleName()
    for column in range(4):
        go(part, 2, column)
        d.press(Key.Key_A)
    assert "tidak tercapai" in part.table.words(2, 0)
    assert "1 tidak tercapai" in part.said.accessibleName()


def test_days_to_come_are_locked(desk: Open) -> None:
    d = desk()
    part = opened(d, a_class(d.office, days=6))
    go(part, 0, 5)
    d.press(Key.Key_H)
    assert "25 November 2026 belum tiba" in d.window.bar.accessibleName()
    QGuiApplication.clipboard().setText("H\tH")
    go(part, 0, 4)
    d.press(Key.Key_V, CTRL)
    assert d.saved(Attendance) == []


def test_a_reported_class_is_reopened_with_a_reason(desk: Open) -> None:
    d = desk()
    id = a_class(d.office, state=ClassState.REPORTED)
    part = opened(d, id)
    assert "sudah dilaporkan" in part.banner.accessibleName()
    d.press(Key.Key_H)
    assert d.saved(Attendance) == []
    d.answers.lines = ["Salah baris"]
    buttons = part.banner.findChildren(QPushButton)
    next(one for one in buttons if "Buka kembali" in one.text()).setFocus()
    d.press(Key.Key_Space)
    assert [one.reopened_because for one in d.saved(TrainingClass, id=id)] == ["Salah baris"]
    part.grid.setFocus()
    d.press(Key.Key_H)
    assert len(d.saved(Attendance)) == 1


def test_forty_people_and_sixty_sessions_answer_at_once(desk: Open) -> None:
    d = desk()
    starts = make.DAY - timedelta(days=29)
    part = opened(d, a_class(d.office, people=40, days=30, parts=2, starts=starts))
    QGuiApplication.clipboard().setText("\n".join(["\t".join("H" * 60)] * 40))
    go(part, 0, 0)
    d.press(Key.Key_V, CTRL)
    assert len(d.saved(Attendance)) == 2400
    assert not audit.unnamed(part)
    go(part, 0, 0)
    QTest.keyClick(part.grid, Key.Key_S)
    # Shown before the store has answered.
    assert part.table.text(0, 0) == "S"
    d.settle()
    assert part.table.text(0, 0) == "S"
