"""Files kept with records, and the history that tells of all that happened to one."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from sqlalchemy import select

from desktop_app.desk import files, merging
from desktop_app.desk.cases import reveal
from desktop_app.desk.handouts import handed_out
from desktop_app.desk.history import About, Line, history
from desktop_app.errors import UserError
from desktop_app.i18n import language
from desktop_app.office import Office
from desktop_app.records import Attachment, Handout, Note, Worker
from desktop_app.records.office import Role
from desktop_app.records.paperwork import HandoutKind
from desktop_app.store import attachments
from desktop_app.wording import WITA
from exports.file_copies import save_copy
from exports.history_sheet import history_sheet
from exports.reports import Question
from exports.xlsx import write_xlsx
from tests import make
from tests.homes import Clock


def picture(kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, kind)
    return made.getvalue()


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.fixture
def worker(office: Office) -> Worker:
    made = make.worker(7, name="Rina", major="Las")
    with office.store.write("Entered") as session:
        session.add(made)
    return made


def keep(office: Office, worker: Worker, data: bytes, label: str = "KTP.png") -> str:
    with office.store.write(files.ADDED) as session:
        return files.take_in(session, office, data, label, worker).id


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpg"),
        (b"%PDF-1.7\n", "pdf"),
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("word/document.xml"), "docx"),
    ],
)
def test_a_file_is_what_its_content_says(data: bytes, ending: str) -> None:
    assert files.ENDINGS[files.media_type(data)] == ending


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00",
        b"<html>",
        b"",
        b"PK\x03\x04 broken",
        zipped("anything"),
        zipped("xl/workbook.xml", "xl/vbaProject.bin"),
    ],
)
def test_others_and_macros_are_not_taken_in(office: Office, worker: Worker, data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        keep(office, worker, data, "surat.pdf")
    assert refused.value.code == "FILE-KIND"
    with office.store.read() as session:
        assert session.scalars(select(Attachment)).all() == []


def test_nothing_of_a_person_stands_in_names_on_the_disk(office: Office, worker: Worker) -> None:
    keep(office, worker, picture(), "KTP Rina Manoppo 7171010101859907.png")
    for path in office.home.folder.rglob("*"):
        assert "Rina" not in path.name and "7171" not in path.name


def test_a_copy_leaves_only_in_writing(office: Office, worker: Worker, tmp_path: Path) -> None:
    data = picture()
    id = keep(office, worker, data)
    written = save_copy(office, id, tmp_path / "berkas.png")
    assert written.read_bytes() == data
    with office.store.read() as session:
        (told,) = session.scalars(select(Handout))
    assert (told.name, told.format, told.of_id) == ("attachment", "png", worker.id)
    office.keys = replace(
        office.keys, officer=replace(office.keys.officer, roles=(Role.REGION_VIEWER.value,))
    )
    with pytest.raises(UserError) as refused:
        save_copy(office, id, tmp_path / "lagi.png")
    assert refused.value.code == "E-RIGHT"
    assert not (tmp_path / "lagi.png").exists()


def test_a_file_is_taken_out_with_a_reason(office: Office, worker: Worker) -> None:
    id = keep(office, worker, picture())
    with pytest.raises(UserError), office.store.write(files.VOIDED) as session:
        files.void(session, [id], " ")
    with office.store.write(files.VOIDED) as session:
        assert files.void(session, [id], "salah orang") == 1
    with office.store.read() as session:
        assert files.belongings(session, worker) == {"notes": 0, "files": 0}
    (path,) = office.home.attachments.iterdir()
    assert path.exists(), "what it held stays"


def test_a_list_of_files_says_what_they_are(office: Office, worker: Worker) -> None:
    id = keep(office, worker, picture())
    listing = files.FileListing(office.store, Attachment, ["label", "media_type", "size"], WITA)
    with language("id"):
        (row,) = listing.rows([id])
    assert (row["label"], row["media_type"], row["by"]) == ("KTP.png", "Gambar", "Rina")
    assert row["size"] == "1 KB"
    assert row["added"] == "24/11/2026 11.00"


def told(office: Office, worker: Worker) -> list[Line]:
    with language("id"):
        return history(office.store, Worker, worker.id, WITA)


def test_the_history_tells_of_everything(office: Office, worker: Worker, clock: Clock) -> None:
    def later() -> None:
        clock.move(minutes=1)

    later()
    with office.store.write("Changed") as session:
        session.get_one(Worker, worker.id).major = "Mesin"
    later()
    reveal(office.store, worker, ["nik"])
    later()
    with office.store.write("Entered") as session:
        session.add(
            Note(of_record="worker", of_id=worker.id, text="Datang lagi", written_at=session.now)
        )
    later()
    keep(office, worker, picture())
    later()
    with office.store.write("test") as session:
        handed_out(
            session,
            "workers",
            HandoutKind.EXPORT,
            "xlsx",
            purpose="rapat",
            of=("worker", worker.id),
        )
    lines = told(office, worker)
    assert [(line.about, line.what, line.old, line.new) for line in lines] == [
        (About.HANDED_OUT, "Disimpan ke berkas", "", "workers.xlsx · rapat"),
        (About.BELONGING, "Berkas “KTP.png”: Dicatat", "", ""),
        (About.BELONGING, "Catatan: Dicatat", "", "Datang lagi"),
        (About.SHOWN, "Ditampilkan", "", "NIK"),
        (About.CHANGE, "Jurusan", "Las", "Mesin"),
        (About.CHANGE, "Dicatat", "", ""),
    ]
    assert {line.who for line in lines} == {"Rina"}
    assert "Pemeriksa" in lines[0].role or "Verifikator" in lines[0].role


def test_what_is_sensitive_stays_masked(office: Office, worker: Worker) -> None:
    with office.store.write("Changed") as session:
        one = session.get_one(Worker, worker.id)
        one.nik, one.birth_date = make.nik(8), make.born(8)
    (line,) = [one for one in told(office, worker) if one.what == "NIK"]
    assert (line.old[-4:], line.new[-4:]) == ("9907", "9908")
    assert "7171" not in line.old + line.new


def test_both_histories_of_a_merged_record(office: Office, worker: Worker) -> None:
    other = make.worker(8, name="Rina M.")
    with office.store.write("Entered") as session:
        session.add(other)
    with office.store.write("Changed") as session:
        session.get_one(Worker, other.id).major = "Listrik"
    with office.store.write(merging.MERGED) as session:
        merging.merge(session, Worker, worker.id, other.id, ["name"])
    lines = [(line.what, line.new) for line in told(office, worker)]
    assert ("Rina M.: Jurusan", "Listrik") in lines
    assert ("Nama lengkap (sesuai KTP)", "Rina M.") in lines


def test_the_history_as_a_workbook(office: Office, worker: Worker, tmp_path: Path) -> None:
    question = Question.of(office, purpose="pemeriksaan")
    sheet = history_sheet(office.store, question, Worker, worker.id, worker.caption)
    path = write_xlsx(sheet, tmp_path / "riwayat.xlsx")
    book = openpyxl.load_workbook(path)
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert any("Dicatat" in row for row in cells)
    info = {row[0].value: row[1].value for row in book["Info"].iter_rows(max_col=2)}
    assert "pemeriksaan" in info.values()


def test_a_file_shown_is_put_down(office: Office, worker: Worker) -> None:
    id = keep(office, worker, picture())
    with office.store.write(files.SHOWN) as session:
        kept, data = files.shown(session, office, id)
    assert data == attachments.get(office, kept) == picture()
    assert told(office, worker)[0].about is About.SHOWN
