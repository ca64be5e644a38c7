"""Notes, files and history of any record: by keys, on a real office."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QSize, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from desktop_app.records import Attachment, Employer, Handout, Note
from desktop_app.store import attachments
from tests import make
from tests.ui import audit
from tests.ui.pages import CTRL, Answers, Desk, Key, Open
from ui.pages.files_pane import FileDialog, FilesPane
from ui.pages.history_part import HistoryPart
from ui.pages.notes_pane import NotesPane
from ui.pages.record_view import RecordView
from ui.shell import Look


class Paths(Answers):
    """Dialogs that also name files."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[Path] = []
        self.target: Path | None = None

    def open_files(self, title: str, folder: Path, kinds: str) -> list[Path]:
        return self.chosen

    def save_file(self, title: str, proposed: Path, kinds: str) -> Path | None:
        return self.target


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Open]:
    made: list[Desk] = []

    def desk(look: Look | None = None) -> Desk:
        made.append(Desk(office, qtbot, look))
        return made[-1]

    yield desk
    for one in made:
        one.close()


def opened(d: Desk, part: str) -> RecordView:
    """An employer's tab, with dialogs that answer."""
    d.window.shell.dialogs = Paths()
    with d.office.store.write("test") as session:
        session.add(company := make.employer(1))
    d.show("employers", id=company.id, part=part)
    view = d.page.pane.view
    assert view is not None
    return view


def answers(d: Desk) -> Paths:
    found = d.window.shell.dialogs
    assert isinstance(found, Paths)
    return found


def png(path: Path) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(made, "PNG")
    path.write_bytes(made.getvalue())
    return made.getvalue()


def test_a_note_by_keys(desk: Open) -> None:
    d = desk()
    view = opened(d, "notes")
    pane = view.inner()
    assert isinstance(pane, NotesPane)
    d.press(Key.Key_N, CTRL)
    assert isinstance(d.hand, (QPlainTextEdit, QLineEdit))
    QTest.keyClicks(d.hand, "Minta dihubungi sore")
    d.press(Key.Key_S, CTRL)
    (note,) = d.saved(Note)
    assert (note.text, note.of_record, note.of_id) == (
        "Minta dihubungi sore",
        Employer.__tablename__,
        view.draft.id,
    )
    assert note.officer == d.office.store.author.officer
    assert view.tabs["notes"].text() == "Catatan (1)"
    d.press(Key.Key_Z, CTRL)
    assert d.saved(Note) == []
    assert view.tabs["notes"].text() == "Catatan"


def test_a_draft_of_a_note_is_found_again(desk: Open) -> None:
    d = desk()
    view = opened(d, "notes")
    d.press(Key.Key_N, CTRL)
    QTest.keyClicks(d.hand, "belum selesai")
    d.page.leave()
    d.settle()
    draft = d.page.pane.drafts.all()[0]
    assert draft.record == "note"
    d.page.pane.close_view()
    page = d.show("employers", draft=draft.id)
    again = page.pane.view
    assert again is not None
    assert (again.draft.id, again.part) == (view.draft.id, "notes")


def test_a_file_is_kept_shown_copied_and_taken_out(desk: Open, tmp_path: Path) -> None:
    d = desk()
    view = opened(d, "files")
    data = png(tmp_path / "KTP.png")
    answers(d).chosen = [tmp_path / "KTP.png"]
    d.press(Key.Key_N, CTRL)
    (kept,) = d.saved(Attachment)
    assert (kept.label, kept.media_type, kept.of_id) == ("KTP.png", "image/png", view.draft.id)
    assert attachments.get(d.office, kept) == data
    assert view.tabs["files"].text() == "Berkas (1)"
    d.press(Key.Key_Return)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, FileDialog)]
    assert dialog.preview.data.startswith(b"%PDF")
    answers(d).target = tmp_path / "salinan.png"
    dialog.save()
    d.settle()
    assert (tmp_path / "salinan.png").read_bytes() == data
    (told,) = d.saved(Handout)
    assert (told.name, told.of_id) == ("attachment", view.draft.id)
    d.window.activateWindow()
    d.settle()
    pane = view.inner()
    assert isinstance(pane, FilesPane)
    pane.list.table.setFocus()
    answers(d).lines = ["salah perusahaan"]
    d.press(Key.Key_Delete)
    assert d.saved(Attachment) == []
    d.press(Key.Key_Z, CTRL)
    assert [a.void_reason for a in d.saved(Attachment)] == [None]


def test_a_picture_is_pasted_and_files_are_dropped(desk: Open, tmp_path: Path) -> None:
    d = desk()
    view = opened(d, "files")
    picture = QImage(12, 8, QImage.Format.Format_RGB32)
    picture.fill(0x00AA00)
    QGuiApplication.clipboard().setImage(picture)
    d.press(Key.Key_V, CTRL)
    assert [a.media_type for a in d.saved(Attachment)] == ["image/png"]
    pane = view.inner()
    assert isinstance(pane, FilesPane)
    png(tmp_path / "denah.png")
    (tmp_path / "program.exe").write_bytes(b"MZ")
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(tmp_path / "denah.png"))])
    assert pane.take_mime(brought)
    d.settle()
    assert {a.label for a in d.saved(Attachment)} == {"Gambar tempel", "denah.png"}
    brought.setUrls([QUrl.fromLocalFile(str(tmp_path / "program.exe"))])
    pane.take_mime(brought)
    d.settle()
    assert len(d.saved(Attachment)) == 2
    assert "PDF" in d.window.bar.accessibleName()
    words = QMimeData()
    words.setText("hanya teks")
    assert not pane.take_mime(words)


def test_the_history_is_narrowed_taken_back_and_saved(desk: Open, tmp_path: Path) -> None:
    d = desk()
    view = opened(d, "data")
    view.form.fill({"contact": "Rina"})
    view.save_and_stay()
    d.settle()
    again = d.page.pane.view
    assert again is not None
    view = again
    view.show_part("history")
    d.settle()
    part = view.inner()
    assert isinstance(part, HistoryPart)
    lines = part.table.table
    assert lines.rowCount() == 2
    row = lines.row_at(0)
    assert row is not None
    assert (row["what"], row["old"], row["new"]) == ("Narahubung", "–", "Rina")
    assert row["role"] == "9 peran"
    part.kinds.setFocus()
    d.press(Key.Key_Down)
    d.press(Key.Key_Down)
    assert part.kinds.currentText() == "Ditampilkan"
    assert lines.rowCount() == 0 and part._empty.isVisible()
    d.press(Key.Key_Home)
    answers(d).lines = ["pemeriksaan internal"]
    answers(d).target = tmp_path / "riwayat.xlsx"
    part.export()
    d.settle()
    book = openpyxl.load_workbook(tmp_path / "riwayat.xlsx")
    assert "Narahubung" in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    (told,) = d.saved(Handout)
    assert (told.name, told.purpose, told.of_id) == (
        "history",
        "pemeriksaan internal",
        view.draft.id,
    )


def test_the_last_change_is_taken_back_through_the_history(desk: Open) -> None:
    d = desk()
    view = opened(d, "data")
    with d.office.store.write("Changed") as session:
        session.get_one(Employer, view.draft.id).contact = "Rina"
    view.show_part("history")
    d.settle()
    part = view.inner()
    assert isinstance(part, HistoryPart)
    part.back.setFocus()
    d.press(Key.Key_Space)
    assert [e.contact for e in d.saved(Employer)] == [None]
    other = make.employer(2)
    with d.office.store.write("Entered") as session:
        session.add(other)
    part.refresh()
    d.settle()
    assert not part.back.isEnabled(), "the newest change is another record's"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("points", [9.5, 13.0])
@pytest.mark.parametrize("size", [QSize(1366, 728), QSize(911, 472)], ids=["wide", "small"])
def test_nothing_is_cut_off(desk: Open, language: str, points: float, size: QSize) -> None:
    d = desk(Look(language=language, theme="light", points=points))
    worker = make.worker(1)
    with d.office.store.write("test") as session:
        session.add(worker)
    d.show("workers", id=worker.id)
    d.window.resize(size)
    view = d.page.pane.view
    assert view is not None
    for part in ("notes", "files", "history"):
        view.show_part(part)
        d.settle()
        assert d.window.size() == size
        for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
            assert check(d.window) == [], part
