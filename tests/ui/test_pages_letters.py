"""What is missing and the letters of a case: received, asked for, issued, voided, by keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtWidgets import QApplication

from desktop_app.records import (
    Attachment,
    CaseMeeting,
    Consultation,
    IssuedLetter,
    ReceivedPaper,
)
from desktop_app.records.case_work import MeetingState
from desktop_app.records.consultation import ConsultationState, Retain
from exports.documents import DOCUMENTS
from exports.documents.issuing import issue
from tests import make
from tests.ui.pages import CTRL, Desk, Key, Open
from ui.pages.letters_part import LettersPart
from ui.pages.papers_part import PapersPart
from ui.paper import PaperDialog


def a_case(desk: Desk, **over: Any) -> Consultation:
    employer = make.employer(1)
    case = make.consultation(employer, **over)
    with desk.office.store.write("test") as session:
        session.add_all([employer, case])
    return case


def inner(desk: Desk) -> Any:
    view = desk.page.pane.view
    assert view is not None
    return view.inner()


def close_paper(desk: Desk) -> bytes:
    """Close the paper in sight and turn back to the page; tells the PDF."""
    (paper,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PaperDialog)]
    data = paper.preview.data
    paper.close()
    desk.window.activateWindow()
    desk.settle()
    return data


def test_papers_come_in_with_scans_and_the_rest_is_asked_for(desk: Open, tmp_path: Path) -> None:
    d = desk()
    case = a_case(d)
    d.show("consultations", id=case.id, part="papers")
    part = inner(d)
    assert isinstance(part, PapersPart)
    codes = [item.paper.code for item in part.items]
    assert codes == [
        *("REQUEST_LETTER", "WORKER_LIST", "NOTICE"),
        *("MANPOWER_RECEIPT", "JOINT_AGREEMENT"),
    ]
    assert part.said.accessibleName() == "3 dokumen masih kurang · terdekat dalam 5 hari kerja"
    d.press(Key.Key_Down)
    d.press(Key.Key_Return)  # the list of workers came in
    (got,) = d.saved(ReceivedPaper)
    assert (got.paper, got.of_id) == ("consultation:WORKER_LIST", case.id)
    assert got.received_on == make.DAY
    assert part.said.accessibleName().startswith("2 dokumen")
    scan = tmp_path / "daftar.png"
    Image.new("RGB", (40, 60), "white").save(scan)
    d.answers.files = [scan]
    d.press(Key.Key_Return)  # and again: its scan
    (got,) = d.saved(ReceivedPaper)
    (kept,) = d.saved(Attachment, id=got.file)
    assert (kept.media_type, kept.of_id, kept.label) == (
        *("image/png", case.id),
        "Daftar pekerja terdampak",
    )
    assert (d.office.home.attachments / f"{kept.sha256}.age").exists()
    d.press(Key.Key_Return)  # now it is looked at
    assert close_paper(d).startswith(b"%PDF")
    part.table.setFocus()
    d.press(Key.Key_F7)
    assert d.asked == [("missing-papers", case.id)]
    d.press(Key.Key_Delete)
    assert d.saved(ReceivedPaper) == []
    d.press(Key.Key_Z, CTRL)
    assert len(d.saved(ReceivedPaper)) == 1


def test_a_file_that_is_no_scan_is_refused(desk: Open, tmp_path: Path) -> None:
    d = desk()
    case = a_case(d)
    d.show("consultations", id=case.id, part="papers")
    wrong = tmp_path / "scan.pdf"
    wrong.write_text("MZ not a scan")
    d.answers.files = [wrong]
    d.press(Key.Key_O, CTRL)
    assert "PDF" in d.window.bar.accessibleName()
    assert d.saved(ReceivedPaper) == []


def titles(part: LettersPart) -> list[tuple[str, str, str]]:
    rows = [line.row() for line in part.lines]
    return [(row["title"], row["number"], row["state"]) for row in rows]


def test_every_letter_of_a_case_from_one_tab(desk: Open) -> None:
    d = desk()
    d.answers.yes = True
    case = a_case(d, state=ConsultationState.HELD, retain=Retain.NO)
    with d.office.store.write("test") as session:
        session.add(
            CaseMeeting(consultation=case.id, day=make.DAY, subject="Upah", state=MeetingState.HELD)
        )
    d.show("consultations", id=case.id, part="letters")
    part = inner(d)
    assert isinstance(part, LettersPart)
    assert titles(part) == [
        ("Surat undangan konsultasi", "", "Belum diterbitkan"),
        ("Berita acara konsultasi", "", "Belum diterbitkan"),
        ("Permintaan kelengkapan dokumen", "", "Belum diterbitkan"),
        ("Surat pernyataan kesanggupan mempekerjakan kembali", "", "Formulir"),
        ("Pengingat kesanggupan mempekerjakan kembali", "", "Belum diterbitkan"),
        ("Berita acara pertemuan", "", "Belum diterbitkan"),
    ]
    d.press(Key.Key_Down)
    d.press(Key.Key_Return)  # a draft is looked at
    assert d.asked == [("minutes", case.id)]
    d.press(Key.Key_F7)
    assert d.answers.questions == ["Terbitkan “Berita acara konsultasi”?"]
    assert close_paper(d).startswith(b"%PDF")
    assert titles(part)[1] == ("Berita acara konsultasi", "001/BA/MND/XI/2026", "Diterbitkan")
    (letter,) = d.saved(IssuedLetter)
    assert (letter.of_id, letter.addressee) == (case.id, "PT Contoh 1")
    part.table.setFocus()
    d.press(Key.Key_F7)  # it has its number; nothing more is given
    assert len(d.saved(IssuedLetter)) == 1
    d.answers.lines = ["salah ketik"]
    d.press(Key.Key_Delete)
    assert titles(part)[1:3] == [
        ("Berita acara konsultasi", "001/BA/MND/XI/2026", "Batal"),
        ("Berita acara konsultasi", "", "Belum diterbitkan"),
    ]
    assert d.saved(IssuedLetter)[0].void_reason == "salah ketik"
    d.press(Key.Key_Down)
    d.press(Key.Key_F7)
    assert close_paper(d).startswith(b"%PDF")
    assert [one.number for one in d.saved(IssuedLetter)] == [
        "001/BA/MND/XI/2026",
        "002/BA/MND/XI/2026",
    ]


def test_what_is_not_ready_says_why(desk: Open) -> None:
    d = desk()
    d.answers.yes = True
    case = a_case(d)  # a draft: its talk was not held
    d.show("consultations", id=case.id, part="letters")
    d.press(Key.Key_Down)
    d.press(Key.Key_F7)
    assert "belum terlaksana" in d.window.bar.accessibleName()
    assert d.saved(IssuedLetter) == []


def test_the_register_of_letters_shows_and_makes_void(desk: Open) -> None:
    d = desk()
    case = a_case(d)
    letter = issue(d.office, DOCUMENTS["missing-papers"], case.id)
    page = d.show("letters", record="issued_letter")
    pane = page.pane
    (row,) = pane.listing("", "all_issued").rows([letter.id])
    assert (row["number"], row["document"]) == (letter.number, "Permintaan kelengkapan dokumen")
    pane.list.table.setFocus()
    d.press(Key.Key_O, CTRL)
    assert close_paper(d).startswith(b"%PDF")
    d.answers.lines = ["salah alamat"]
    pane.list.table.setFocus()
    d.press(Key.Key_Delete)
    (kept,) = d.saved(IssuedLetter)
    assert (kept.void_on, kept.void_reason) == (make.DAY, "salah alamat")
    pane.list.set_filter("standing")
    d.settle()
    assert pane.list.model.rowCount() == 0
    pane.list.set_filter("void")
    d.settle()
    assert pane.list.model.rowCount() == 1
    assert any("Surat keluar" in place.text for place in type(page).places())
