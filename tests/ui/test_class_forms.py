"""The provider's forms by keys: written, read back, chosen, taken over, taken back."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from PIL import Image
from PySide6.QtCore import Qt

from desktop_app.desk.attendance import Entry, enter, register
from desktop_app.records import Attachment, Attendance, Handout
from desktop_app.records.teaching import Mark
from tests.registers import a_class
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.class_forms import FormsPart


def opened(d: Desk, id: str) -> FormsPart:
    page = d.show("programmes")
    page.pane.open_id(id, "forms")
    d.settle()
    view = page.pane.view
    assert view is not None
    part = view.inner()
    assert isinstance(part, FormsPart)
    return part


def test_attendance_goes_out_and_comes_back_by_keys(desk: Open, tmp_path: Path) -> None:
    d = desk()
    id = a_class(d.office)
    with d.office.store.read() as session:
        sheet = register(session, id, d.office.store.facts())
    with d.office.store.write("there") as session:
        enter(session, id, [Entry(sheet.meetings[0].id, sheet.people[0].enrolment, Mark.PRESENT)])
    part = opened(d, id)
    assert part.table.hasFocus()
    d.answers.saved_in = tmp_path
    d.press(Key.Key_E, CTRL | Qt.KeyboardModifier.ShiftModifier)
    (path,) = tmp_path.glob("*.xlsx")
    assert [one.name for one in d.saved(Handout)] == ["form-attendance"]
    book = load_workbook(path)
    page = book.worksheets[0]
    top = next(n for n in range(1, 30) if page.cell(n, 1).value == "No.") + 1
    for row, marks in enumerate(("AHS", "H", "HX")):
        for column, mark in enumerate(marks):
            page.cell(top + row, 4 + column).value = mark
    book.save(tmp_path / "kembali.xlsx")
    scan = tmp_path / "daftar.png"
    Image.new("L", (20, 20)).save(scan)

    d.answers.files = [tmp_path / "kembali.xlsx"]
    d.press(Key.Key_O, CTRL)
    answer = part.answer
    assert answer is not None
    assert answer.table.hasFocus()
    # One stands against ours, four are new, one is no mark.
    assert "6 perbedaan" in answer._said.accessibleName()
    assert "4 dipilih" in answer.told.accessibleName()
    # What has to be looked at stands first: against ours, then what is no mark.
    assert [bool(one.ours) for one in answer.lines[:2]] == [True, False]
    d.press(Key.Key_Down)
    d.press(Key.Key_Return)
    assert "bukan tanda" in d.window.bar.accessibleName()
    d.press(Key.Key_Down)
    d.press(Key.Key_Space)
    assert "3 dipilih" in answer.told.accessibleName()
    d.press(Key.Key_Space)
    d.answers.files = [scan]
    d.press(Key.Key_O, CTRL)
    assert "daftar.png" in answer.told.accessibleName()
    d.press(Key.Key_F7)
    assert part.answer is None
    assert part.table.hasFocus()
    assert "4 isian" in d.window.bar.accessibleName()
    there = {(one.session, one.enrolment): one.mark for one in d.saved(Attendance)}
    first = sheet.meetings[0].id, sheet.people[0].enrolment
    assert (len(there), there[first]) == (5, Mark.PRESENT)
    assert len(d.saved(Attachment, of_id=id)) == 2
    d.press(Key.Key_Z, CTRL)
    assert len(d.saved(Attendance)) == 1
    assert d.saved(Attachment) == []

    # All: also what stands against ours.
    d.answers.files = [tmp_path / "kembali.xlsx"]
    d.press(Key.Key_O, CTRL)
    d.press(Key.Key_A, CTRL)
    d.press(Key.Key_F7)
    there = {(one.session, one.enrolment): one.mark for one in d.saved(Attendance)}
    assert there[first] is Mark.ABSENT

    # Esc leads from what came back to the forms, and from them to the list.
    d.answers.files = [tmp_path / "kembali.xlsx"]
    d.press(Key.Key_O, CTRL)
    d.press(Key.Key_Escape)
    assert part.answer is None
    d.press(Key.Key_Escape)
    assert d.page.pane.view is None


def test_a_form_of_another_class_says_so(desk: Open, tmp_path: Path) -> None:
    d = desk()
    part = opened(d, a_class(d.office))
    d.answers.saved_in = tmp_path
    d.press(Key.Key_Return)
    (path,) = tmp_path.glob("*.xlsx")
    book = load_workbook(path)
    book.worksheets[0]["C3"] = "MND-777"
    book.save(path)
    d.answers.files = [path]
    d.press(Key.Key_O, CTRL)
    assert part.answer is None
    assert "tidak boleh diisi" in d.window.bar.accessibleName()
