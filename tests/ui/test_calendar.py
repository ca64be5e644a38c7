"""The calendar by keys: walked, read, opened from, and filled with reminders and meetings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtTest import QTest

from desktop_app.records import CaseMeeting, Consultation, Reminder
from desktop_app.records.consultation import ConsultationState
from tests import make
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.calendar import CalendarPage
from ui.widgets.month_view import months_later, sheet_of


def calendar(desk: Desk, **what: Any) -> CalendarPage:
    """The page, with the cursor in it."""
    desk.come("calendar", **what)
    page = desk.window.page
    assert isinstance(page, CalendarPage)
    return page


def a_case(desk: Desk, **over: Any) -> Consultation:
    employer = make.employer(1)
    case = make.consultation(employer, **over)
    with desk.office.store.write("test") as session:
        session.add_all([employer, case])
    return case


def rows(page: CalendarPage) -> list[tuple[str, ...]]:
    table = page.list
    texts = []
    for row in range(table.rowCount()):
        cells = [table.item(row, column) for column in range(table.columnCount())]
        texts.append(tuple(cell.text() if cell else "" for cell in cells))
    return texts


def test_days_are_walked_and_say_what_stands_on_them(desk: Open) -> None:
    d = desk()
    a_case(d, state=ConsultationState.SCHEDULED, time="09.30")
    page = calendar(d)
    assert d.hand is page.sheet
    assert rows(page) == [
        ("09.30", "PT Contoh 1", "Konsultasi", "KONS/MND/0001/2026 · Dijadwalkan")
    ]
    assert "Selasa, 24 November 2026; 1 agenda; 09.30 PT Contoh 1" in (
        page.sheet.accessibleDescription()
    )
    for key, day in (
        (Key.Key_Right, date(2026, 11, 25)),
        (Key.Key_Down, date(2026, 12, 2)),
        (Key.Key_PageDown, date(2027, 1, 2)),
        (Key.Key_Left, date(2027, 1, 1)),
    ):
        d.press(key)
        assert page.sheet.day == day
    assert "Tahun Baru" in page.day_words.accessibleName()  # a holiday, and named
    assert page.heading.text() == "Januari 2027"
    d.press(Key.Key_PageUp)
    d.press(Key.Key_Up)
    d.press(Key.Key_Home)
    assert page.sheet.day == make.DAY
    assert len(rows(page)) == 1
    assert not page.sheet.grab().isNull()


def test_enter_opens_the_only_entry_or_goes_to_the_list(desk: Open) -> None:
    d = desk()
    case = a_case(d, state=ConsultationState.SCHEDULED)
    calendar(d)
    d.press(Key.Key_Return)
    assert d.window.page_name == "consultations"
    view = d.page.pane.view
    assert view is not None
    assert view.opened.record is not None and view.opened.record.id == case.id
    with d.office.store.write("test") as session:
        session.add(CaseMeeting(consultation=case.id, day=make.DAY, subject="Upah"))
    page = calendar(d)
    d.press(Key.Key_Return)
    assert d.hand is page.list
    d.press(Key.Key_Down)
    d.press(Key.Key_Return)
    assert d.window.page_name == "consultations"
    view = d.page.pane.view
    assert view is not None
    assert view.part == "meetings"


def test_reminders_and_meetings_are_put_down_done_and_undone(desk: Open) -> None:
    d = desk()
    case = a_case(d)
    page = calendar(d)
    d.press(Key.Key_Right)
    d.press(Key.Key_N)
    assert page.bar.isVisible()
    QTest.keyClicks(d.hand, "Nn telepon")  # letters are letters while typing
    page.bar.remind.setFocus()
    d.press(Key.Key_Space)
    (made,) = d.saved(Reminder)
    assert (made.text, made.due_on) == ("Nn telepon", make.DAY + timedelta(days=1))
    assert made.officer == d.office.store.author.officer
    assert d.hand is page.sheet
    assert rows(page)[0][1:3] == ("Nn telepon", "Pengingat")
    page.list.setFocus()
    d.press(Key.Key_Space)
    assert d.saved(Reminder)[0].done_on == make.DAY
    assert rows(page) == []
    d.press(Key.Key_Z, CTRL)
    assert d.saved(Reminder)[0].done_on is None
    d.press(Key.Key_N)
    QTest.keyClicks(d.hand, "Bipartit")
    page.bar.meet.setFocus()
    d.press(Key.Key_Space)  # a meeting is one of a case
    assert page.bar.isVisible()
    assert "Pilih kasus" in page.bar.said.accessibleName()
    d.enter(case.number)
    page.bar.meet.setFocus()
    d.press(Key.Key_Space)
    (meeting,) = d.saved(CaseMeeting)
    assert (meeting.consultation, meeting.subject) == (case.id, "Bipartit")
    assert meeting.day == make.DAY + timedelta(days=1)


def test_any_record_can_be_reminded_of(desk: Open) -> None:
    d = desk()
    case = a_case(d)
    d.show("employers", id=case.employer)
    view = d.page.pane.view
    assert view is not None
    next(action for action in view.acts if action.name == "remind").run()
    d.settle()
    page = d.window.page
    assert isinstance(page, CalendarPage)
    assert "PT Contoh 1" in page.bar.said.accessibleName()
    QTest.keyClicks(d.hand, "Minta NPWP")
    page.bar.remind.setFocus()
    d.press(Key.Key_Space)
    (made,) = d.saved(Reminder)
    assert (made.of_record, made.of_id) == ("employer", case.employer)
    assert [row[1] for row in rows(page)] == ["PT Contoh 1", "Minta NPWP"]
    for key in (Key.Key_Return, Key.Key_Down, Key.Key_Return):
        d.press(key)
    assert d.window.page_name == "employers"


def test_two_weeks_are_a_list_with_their_holidays(desk: Open) -> None:
    d = desk()
    a_case(d, held_on=date(2026, 12, 24), state=ConsultationState.SCHEDULED)
    page = calendar(d, day=date(2026, 12, 20))
    d.press(Key.Key_T)
    assert d.hand is page.list
    assert page.sheet.isHidden()
    said = rows(page)
    assert said[0][:2] == ("Kamis, 24 Desember 2026", "Cuti Bersama Hari Raya Natal")
    assert said[1][1:3] == ("PT Contoh 1", "Konsultasi")
    assert said[2][0] == "Jumat, 25 Desember 2026"
    assert said[2][2] == "Hari libur"
    d.press(Key.Key_Return)  # a holiday leads nowhere
    assert d.window.page_name == "calendar"
    kept = page.state()
    d.window.rebuild()
    d.settle()
    again = d.window.page
    assert again.state() == kept == {"day": "2026-12-20", "view": "weeks"}


@pytest.mark.parametrize(
    "day, months, wanted",
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 14, date(2028, 2, 29)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last(day: date, months: int, wanted: date) -> None:
    assert months_later(day, months) == wanted


def test_the_sheet_begins_on_the_monday_before_the_first() -> None:
    assert sheet_of(date(2026, 11, 24)) == (date(2026, 10, 26), date(2026, 12, 6))
    assert sheet_of(date(2027, 2, 1))[0] == date(2027, 2, 1)
