"""The recap of a class: worked figures on paper and as a report, many sessions over sheets."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

from pypdf import PdfReader

from desktop_app.desk.attendance import Entry, enter, register
from desktop_app.office import Office
from desktop_app.records.teaching import Mark
from exports.documents import DOCUMENTS
from exports.office_paper import office_paper
from exports.reports import REPORTS, Question
from tests import make
from tests.registers import a_class


def marked(office: Office, id: str, *rows: str) -> None:
    """Mark the sessions of each person by a text such as ``HHSA``; a dot marks nothing."""
    with office.store.read() as session:
        sheet = register(session, id, office.store.facts())
    entries = [
        Entry(meeting.id, person.enrolment, Mark.of(mark))
        for person, row in zip(sheet.people, rows, strict=True)
        for meeting, mark in zip(sheet.meetings, row, strict=False)
        if mark != "."
    ]
    with office.store.write("marks") as session:
        enter(session, id, entries)


def test_the_report_adds_up(office: Office) -> None:
    # Five sessions of 4 JP; the last is today's and not marked.
    marked(office, a_class(office), "HHHH", "HHSA", "H..H")
    with office.store.read() as session:
        sheet = REPORTS["attendance-recap"].sheet(session, Question.of(office))
    assert [row[2:] for row in sheet.rows] == [
        ("Peserta 01 CONTOH", 4, 0, 0, 0, 16, 16, 10_000, ""),
        ("Peserta 02 CONTOH", 2, 1, 0, 1, 8, 16, 5000, "Tidak tercapai"),
        ("Peserta 03 CONTOH", 2, 0, 0, 0, 8, 16, 5000, "2 belum diisi"),
    ]
    # 32 of 48 JP are 66.67 %.
    assert sheet.totals() is not None
    assert list(sheet.totals() or ())[3:10] == [8, 1, 0, 1, 32, 48, 6667]
    assert sheet.provisional
    assert "Kehadiran minimum: 80%" in sheet.notes[0]
    # As of an earlier day nothing later counts, and nothing later is missing.
    early = Question.of(office, date(2026, 11, 20), date(2026, 11, 21))
    with office.store.read() as session:
        sheet = REPORTS["attendance-recap"].sheet(session, early)
    assert [row[7:9] for row in sheet.rows] == [(8, 8), (8, 8), (4, 4)]


def test_many_sessions_go_on_to_further_sheets(office: Office) -> None:
    starts = make.DAY - timedelta(days=19)
    id = a_class(office, people=3, days=20, parts=3, starts=starts)
    marked(office, id, "H" * 60, "HHA" * 20, "S" * 60)
    with office.store.read() as session:
        paper = office_paper(office, session)
        for size in ("A4", "F4"):
            pdf = DOCUMENTS["attendance-recap"].build(paper, session, id, size)
            pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
            assert len(pages) > 2
            assert f"Lembar {len(pages)} dari {len(pages)}" in pages[-1]
            assert "Instruktur," in pages[-1]
            assert "160/240" in pages[-1]
            assert "66,7%" in pages[-1]
            blank = DOCUMENTS["attendance-sheet"].build(paper, session, id, size)
            words = " ".join(page.extract_text() for page in PdfReader(BytesIO(blank)).pages)
            assert words.count("Sore") == words.count("Pagi") == 20
