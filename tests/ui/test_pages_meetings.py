"""The course of a case: its meetings, who was there, and the line of its termination, by keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTableWidget

from desktop_app.records import Attendee, CaseMeeting, Consultation
from tests import make
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.case_attendees import AttendeesPane
from ui.pages.case_deadlines import DeadlinesPart


def a_case(desk: Desk, **over: Any) -> Consultation:
    employer = make.employer(1)
    case = make.consultation(employer, **over)
    with desk.office.store.write("test") as session:
        session.add_all([employer, case])
    return case


def test_meetings_follow_the_first_talk_each_with_its_people(desk: Open) -> None:
    d = desk()
    case = a_case(d)
    d.show("consultations", id=case.id, part="meetings")
    d.press(Key.Key_N, CTRL)
    d.enter("Perundingan upah", "2511")
    d.press(Key.Key_S, CTRL)
    meeting = d.saved(CaseMeeting)[0]
    assert (meeting.consultation, meeting.subject) == (case.id, "Perundingan upah")
    assert meeting.day == make.DAY + timedelta(days=1)
    # Saved, it stays open at those present; Ctrl+N now means one of them.
    d.press(Key.Key_N, CTRL)
    d.enter("Budi", "Ketua serikat")
    QTest.keyClicks(d.hand, "Serikat")
    d.press(Key.Key_S, CTRL)
    present = d.saved(Attendee)
    assert [(a.name, a.meeting, a.consultation) for a in present] == [("Budi", meeting.id, case.id)]
    # The tabs of the meeting turn, not those of the case around it.
    view = d.page.pane.view
    assert view is not None
    assert view.part == "meetings"
    d.press(Key.Key_Tab, CTRL)
    assert view.part == "meetings"
    # Those of the first talk stand apart.
    view.show_part("attendees")
    d.settle()
    inner = view.inner()
    assert isinstance(inner, AttendeesPane)
    assert inner.list.model.rowCount() == 0


def test_the_line_of_a_termination_is_walked_and_read_as_a_table(desk: Open) -> None:
    d = desk()
    case = a_case(d, notice_on=make.DAY, effective_on=make.DAY + timedelta(days=2))
    d.show("consultations", id=case.id, part="deadlines")
    view = d.page.pane.view
    assert view is not None
    part = view.inner()
    assert isinstance(part, DeadlinesPart)
    assert d.hand is part.line
    heads, *rows = part.line.table()
    assert len(heads) == 4
    said = {title: words for title, _day, words, _basis in rows}
    assert said["Pemberitahuan"].startswith("Terlambat: batas")
    assert said["Lewat 14 hari kerja"] == "PHK berlaku lebih awal"
    assert said["PHK berlaku"] == "Segera: 2 hari"
    assert part.line.accessibleDescription().startswith("Pemberitahuan 24/11/2026")  # today
    d.press(Key.Key_Right)
    assert part.line.accessibleDescription().startswith("PHK berlaku 26/11/2026 Segera")
    d.press(Key.Key_Left)
    d.press(Key.Key_Left)
    assert part.line.place == 0
    for _ in range(9):
        d.press(Key.Key_Right)
    assert part.line.place == len(rows) - 1
    assert not part.line.grab().isNull()
    d.press(Key.Key_F2)
    dialog = part.line.findChild(QDialog)
    assert dialog is not None
    table = dialog.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    assert table.rowCount() == len(rows)


def test_a_case_without_dates_shows_no_line(desk: Open) -> None:
    d = desk()
    case = a_case(d)
    d.show("consultations", id=case.id, part="deadlines")
    view = d.page.pane.view
    assert view is not None
    part = view.inner()
    assert isinstance(part, DeadlinesPart)
    assert part.line.table()[1:] == []
    assert not part.line.isVisible()
