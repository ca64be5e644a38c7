"""Classes against the days of two weeks in the calendar, walked and opened by keys."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.desk.class_days import plan_days
from desktop_app.records.training import ClassState
from tests import make
from tests.ui.pages import Desk, Key, Open
from ui.pages.calendar import CalendarPage

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def two_classes(d: Desk) -> tuple[str, str]:
    """One class of this week and the next, one that begins in a fortnight; their ids."""
    programme = make.programme(name="Operator Forklift", days=5, lesson_hours=40)
    soon = make.training_class(programme, 1, starts_on=make.DAY, ends_on=date(2026, 12, 1))
    later = make.training_class(
        programme, 2, starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 11)
    )
    off = make.training_class(
        programme, 3, state=ClassState.CANCELLED, cancelled_because="Batal", starts_on=make.DAY
    )
    with d.office.store.write("test") as session:
        session.add_all([programme, soon, later, off])
    with d.office.store.write("test") as session:
        plan_days(session, soon.id)
    return soon.id, later.id


def test_two_weeks_of_classes_are_walked_turned_and_opened(desk: Open) -> None:
    d = desk()
    soon, later = two_classes(d)
    d.come("calendar")
    page = d.window.page
    assert isinstance(page, CalendarPage)
    d.press(Key.Key_T)
    d.press(Key.Key_T)
    view = page.classes
    assert (page.view, d.hand) == ("classes", view)
    (line,) = view.lines.lines
    assert (line.code, line.people, line.capacity) == ("MND-001", 0, 20)
    # Six days of training from Tuesday, the weekend left out: 7 JP, and 6 on the last two.
    assert sorted(line.hours) == [make.DAY + timedelta(days=n) for n in (0, 1, 2, 3, 6, 7)]
    assert sum(line.hours.values()) == 40
    words = [view.lines.index(0, column).data(SPOKEN) for column in (0, 2, 6, 7)]
    assert words[0] == "Operator Forklift, MND-001, Direncanakan, 0/20"
    assert words[1] == f"MND-001, Selasa, 24 November 2026, {line.hours[make.DAY]} JP"
    assert words[2] == "MND-001, Sabtu, 28 November 2026, tanpa sesi"
    d.press(Key.Key_PageDown)
    assert [one.id for one in view.lines.lines] == [later]
    d.press(Key.Key_Home)
    assert [one.id for one in view.lines.lines] == [soon]
    d.press(Key.Key_Right)
    QTest.keyClick(d.hand, Key.Key_Return)
    d.settle()
    opened = d.page.pane.view
    assert opened is not None and opened.draft.id == soon


def test_a_holiday_is_named_over_its_day(desk: Open) -> None:
    d = desk()
    d.come("calendar", day=date(2026, 12, 25))
    page = d.window.page
    assert isinstance(page, CalendarPage)
    page.look_at("classes")
    d.settle()
    model = page.classes.lines
    told = model.headerData(5, Qt.Orientation.Horizontal, SPOKEN)
    assert told == "Jumat, 25 Desember 2026, Hari Raya Natal"
    assert model.closed(date(2026, 12, 26)) and not model.closed(date(2026, 12, 28))
