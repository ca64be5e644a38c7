"""The provider's workbooks: out, filled in as in Excel, and back; and every way to tamper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from sqlalchemy import select

from desktop_app.desk.attendance import Entry, enter, register
from desktop_app.desk.class_forms import Returned, read_back, take_over, versions
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.class_forms import FORMS
from desktop_app.records import (
    Attachment,
    Attendance,
    Claim,
    ClaimLine,
    Enrolment,
    Note,
    TrainingClass,
    TrainingProvider,
)
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.employer import PartnerOf, ProviderType
from desktop_app.records.funding import CostKind
from desktop_app.records.teaching import Mark
from desktop_app.records.training import ClassState, TrainingResult
from desktop_app.store.undo import last_change, undo
from exports.class_forms import give_out
from tests import make
from tests.registers import a_class

Fill = Callable[[Worksheet], None]


def given(office: Office, folder: Path, kind: str, id: str) -> Path:
    path = folder / f"{kind}.xlsx"
    give_out(office, kind, id, path)
    return path


def filled(path: Path, fill: Fill, *, name: str = "") -> Path:
    """The workbook with something done to its visible sheet, saved anew."""
    book = load_workbook(path)
    page = book.worksheets[0]
    fill(page)
    path = path.with_name(name or "kembali.xlsx")
    book.save(path)
    return path


def put(cells: dict[str, Any]) -> Fill:
    def fill(page: Worksheet) -> None:
        for place, value in cells.items():
            page[place] = value

    return fill


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(UserError) as caught:
        yield
    assert caught.value.code == code
    assert str(caught.value)


def lines(returned: Returned) -> list[tuple[str, str, str]]:
    return [(one.who, one.ours, one.theirs) for one in returned.differences]


def head_row(page: Worksheet) -> int:
    return next(row for row in range(1, 30) if page.cell(row, 1).value == "No.")


def mark_cell(path: Path, row: int, column: int) -> str:
    """The cell of a person and a session, both from 0."""
    page = load_workbook(path).worksheets[0]
    return str(page.cell(head_row(page) + 1 + row, 4 + column).coordinate)


def test_attendance_goes_out_and_comes_back(office: Office, tmp_path: Path) -> None:
    id = a_class(office)
    with office.store.read() as session:
        sheet = register(session, id, office.store.facts())
    with office.store.write("marks") as session:
        seen = [Entry(sheet.meetings[0].id, one.enrolment, Mark.PRESENT) for one in sheet.people]
        enter(session, id, seen)
    path = given(office, tmp_path, "attendance", id)
    at = {(r, c): mark_cell(path, r, c) for r in range(3) for c in range(5)}
    cells = {at[0, 0]: "H", at[1, 0]: "A", at[0, 1]: "s", at[2, 1]: "Izin", at[1, 2]: "X"}
    back = read_back(office, filled(path, put(dict(cells))), id)
    assert (back.kind, back.version, back.code) == ("attendance", 1, "MND-001")
    # The third person's H of the first day and the first's are there already.
    assert back.alike == 2
    assert lines(back) == [
        ("Peserta 01 CONTOH", "", "S"),
        ("Peserta 02 CONTOH", "H", "A"),
        ("Peserta 02 CONTOH", "", "X"),
        ("Peserta 03 CONTOH", "", "I"),
    ]
    assert [one.theirs for one in back.fresh] == ["S", "I"]
    assert [one.refused.code for one in back.differences if one.refused] == ["ATT-MARK"]
    scan = tmp_path / "bertanda-tangan.png"
    Image.new("L", (20, 20)).save(scan)
    assert take_over(office, back, back.able, scan) == 3
    with office.store.read() as session:
        marks = session.scalars(select(Attendance.mark).order_by(Attendance.mark)).all()
        assert [mark.value for mark in marks] == ["A", "H", "H", "I", "S"]
        kept = session.scalars(select(Attachment).where(Attachment.of_id == id)).all()
        assert sorted(one.media_type.rpartition("/")[2][-5:] for one in kept) == ["png", "sheet"]
    # One act: workbook, scan and marks are taken back together.
    last = last_change(office.store)
    assert last is not None
    undo(office.store, last)
    with office.store.read() as session:
        assert len(session.scalars(select(Attendance)).all()) == 3
        assert session.scalars(select(Attachment)).all() == []


def test_the_sheet_is_locked_but_for_the_marks_and_names_no_nik(
    office: Office, tmp_path: Path
) -> None:
    path = given(office, tmp_path, "attendance", a_class(office, days=2, parts=3))
    book = load_workbook(path)
    page, hidden = book.worksheets
    assert page.protection.sheet
    assert hidden.sheet_state == "veryHidden"
    top = head_row(page) + 1
    free = {c.coordinate for row in page.iter_rows() for c in row if not c.protection.locked}
    asked = {page.cell(top + r, 4 + c).coordinate for r in range(3) for c in range(6)}
    assert free == asked
    (rule,) = page.data_validations.dataValidation
    assert rule.formula1 == '"H,S,I,A"'
    assert all(cell in rule.sqref for cell in asked)
    text = " ".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    assert "MND-001" in text
    assert "Peserta 03 CONTOH" in text
    for number in (1, 2, 3):
        assert make.nik(number) not in text


def test_a_form_of_another_class_is_refused(office: Office, tmp_path: Path) -> None:
    path = given(office, tmp_path, "attendance", a_class(office))
    with office.store.write("another") as session:
        programme = make.programme(2)
        other = make.training_class(programme, 2)
        session.add_all([programme, other])
    with refused("FORM-CLASS"):
        read_back(office, path, other.id)


def test_an_older_version_is_refused(office: Office, tmp_path: Path) -> None:
    id = a_class(office)
    first = given(office, tmp_path, "attendance", id)
    first = first.rename(tmp_path / "satu.xlsx")
    second = given(office, tmp_path, "attendance", id)
    with refused("FORM-OLD"):
        read_back(office, first, id)
    back = read_back(office, filled(second, put({mark_cell(second, 0, 0): "H"})), id)
    assert back.version == 2
    # Replaced between reading and taking over.
    given(office, tmp_path, "attendance", id)
    with refused("FORM-OLD"):
        take_over(office, back, back.able)


def rename(page: Worksheet) -> None:
    page.cell(head_row(page) + 1, 3).value = "Orang Lain"


def swap(page: Worksheet) -> None:
    top = head_row(page) + 1
    for column in (2, 3):
        one, two = page.cell(top, column), page.cell(top + 1, column)
        one.value, two.value = two.value, one.value


def new_date(page: Worksheet) -> None:
    page.cell(head_row(page), 4).value = "Sen 01/01/26 · 1"


def new_code(page: Worksheet) -> None:
    page["C3"] = "MND-777"


@pytest.mark.parametrize("tamper", [rename, swap, new_date, new_code])
def test_what_was_not_to_be_filled_in_was_changed(
    office: Office, tmp_path: Path, tamper: Fill
) -> None:
    id = a_class(office)
    path = given(office, tmp_path, "attendance", id)
    with refused("FORM-CHANGED"):
        read_back(office, filled(path, tamper), id)


def marked(page: Worksheet) -> int:
    """H, S and A for the three people in the first session, as people type them; the first row."""
    top = head_row(page) + 1
    for row, mark in enumerate(("hadir", "S ", "a")):
        page.cell(top + row, 4).value = mark
    return top


def sort_rows(page: Worksheet) -> None:
    top = marked(page)
    rows: list[list[Any]] = [[page.cell(top + n, k).value for k in range(1, 9)] for n in range(3)]
    for n, row in enumerate(reversed(rows)):
        for k, value in enumerate(row, 1):
            page.cell(top + n, k).value = value


def add_row(page: Worksheet) -> None:
    top = marked(page)
    page.insert_rows(top + 1)
    for column, text in enumerate(("4", "", "Orang Titipan", "H"), 1):
        page.cell(top + 1, column).value = text


def delete_row(page: Worksheet) -> None:
    page.delete_rows(marked(page) + 2)


def delete_column(page: Worksheet) -> None:
    marked(page)
    page.delete_cols(6)


def swap_columns(page: Worksheet) -> None:
    top = marked(page)
    for row in range(top - 1, top + 3):
        one, two = page.cell(row, 4), page.cell(row, 6)
        one.value, two.value = two.value, one.value


def remark(page: Worksheet) -> None:
    top = marked(page)
    page["H1"] = "Catatan"
    page.cell(top, 9).value = "Pindah rumah"
    page.cell(top + 4, 3).value = "Jumlah"


WHOLE = ["H", "S", "A"]


@pytest.mark.parametrize(
    ("done", "marks", "strays"),
    [
        (sort_rows, WHOLE, []),
        (add_row, WHOLE, ["Orang Titipan"]),
        (delete_row, ["H", "S"], ["Peserta 03 CONTOH"]),
        (delete_column, WHOLE, ["Min 22/11/26 · 1"]),
        (swap_columns, WHOLE, []),
        (remark, WHOLE, ["H1", "Jumlah", "I"]),
    ],
)
def test_a_table_that_was_moved_about_is_found_again(
    office: Office, tmp_path: Path, done: Fill, marks: list[str], strays: list[str]
) -> None:
    id = a_class(office)
    path = given(office, tmp_path, "attendance", id)
    back = read_back(office, filled(path, done), id)
    able = sorted((one.who, one.what, one.theirs) for one in back.able)
    assert [(who, theirs) for who, _what, theirs in able] == [
        (f"Peserta 0{n} CONTOH", mark) for n, mark in enumerate(marks, 1)
    ]
    assert {what for _who, what, _theirs in able} == {"Jum 20/11/26 · 1"}
    left = [one for one in back.differences if one.refused]
    assert [(one.who if one.who != "–" else one.what) for one in left] == strays
    assert all(one.refused and one.refused.code == "FORM-STRAY" for one in left)
    assert take_over(office, back, back.able) == len(marks)


def test_a_moved_table_is_taken_of_our_own_newest_form_alone(
    office: Office, tmp_path: Path
) -> None:
    id = a_class(office)
    path = given(office, tmp_path, "attendance", id)

    def named_twice(page: Worksheet) -> None:
        top = marked(page)
        for column in range(1, 9):
            page.cell(top + 5, column).value = page.cell(top, column).value

    with refused("FORM-CHANGED"):
        read_back(office, filled(path, named_twice), id)
    with office.store.write("forget") as session:
        (line,) = versions(session, "attendance", id)
        session.void(line)
    given(office, tmp_path, "attendance", id)
    with refused("FORM-CHANGED"):
        read_back(office, filled(path.with_name("kembali.xlsx"), sort_rows), id)


@pytest.mark.parametrize("word", ["version", "kind", "row", "column", "check"])
def test_the_hidden_sheet_was_changed(office: Office, tmp_path: Path, word: str) -> None:
    id = a_class(office)
    path = given(office, tmp_path, "attendance", id)
    book = load_workbook(path)
    hidden = book.worksheets[1]
    for line in hidden.iter_rows(max_col=3):
        if line[0].value == word:
            new = {"version": "7", "kind": "scores", "check": "A" * 26}.get(word, "0" * 32)
            line[1].value = new
            break
    book.save(path)
    with refused("FORM-CHANGED"):
        read_back(office, path, id)


def test_a_file_made_up_without_us_and_other_files(office: Office, tmp_path: Path) -> None:
    id = a_class(office)
    plain = Workbook()
    plain.create_sheet("Daftar")["A1"] = "H"
    plain.save(tmp_path / "lain.xlsx")
    with refused("FORM-UNKNOWN"):
        read_back(office, tmp_path / "lain.xlsx", id)
    # A form of an office that is not this one's: the same class code, another key.
    path = given(office, tmp_path, "attendance", id)
    with office.store.write("forget") as session:
        for line in versions(session, "attendance", id):
            session.void(line)
    with refused("FORM-CHANGED"):
        read_back(office, path, id)
    (tmp_path / "pdf.xlsx").write_bytes(b"%PDF-1.7")
    with refused("NO-TABLE"):
        read_back(office, tmp_path / "pdf.xlsx", id)


def test_bombs_and_macros_do_nothing(office: Office, tmp_path: Path) -> None:
    id = a_class(office)
    path = given(office, tmp_path, "attendance", id)
    bomb = BytesIO()
    with ZipFile(path) as source, ZipFile(bomb, "w", 8) as target:
        for item in source.infolist():
            target.writestr(item, source.read(item))
        target.writestr("xl/media/a.bin", b"\0" * (201 << 20))
    with refused("TOO-LARGE"):
        read_back(office, bomb.getvalue(), id)
    # A macro is never run, and such a file is not taken over.
    macro = BytesIO()
    with ZipFile(path) as source, ZipFile(macro, "w", 8) as target:
        for item in source.infolist():
            target.writestr(item, source.read(item))
        target.writestr("xl/vbaProject.bin", b"Sub Auto_Open")
    with refused("FILE-KIND"):
        read_back(office, macro.getvalue(), id)
    formula = filled(path, put({mark_cell(path, 0, 0): '=IF(1=1,"H","A")'}))
    (one,) = read_back(office, formula, id).differences
    assert one.refused is not None
    assert (one.refused.code, one.theirs) == ("FORM-VALUE", "=…")


def test_marks_of_days_to_come_and_of_a_reported_class_are_refused(
    office: Office, tmp_path: Path
) -> None:
    id = a_class(office, days=6)
    path = given(office, tmp_path, "attendance", id)
    path = filled(path, put({mark_cell(path, 0, 5): "H", mark_cell(path, 0, 4): "H"}))
    back = read_back(office, path, id)
    assert [one.refused.code if one.refused else "" for one in back.differences] == [
        *("", "ATT-FUTURE"),
    ]
    with refused("ATT-FUTURE"):
        take_over(office, back, back.differences)
    with office.store.write("reported") as session:
        of = session.get_one(TrainingClass, id)
        of.state = ClassState.FINISHED
        session.flush()
        of.state = ClassState.REPORTED
    back = read_back(office, path, id)
    assert {one.refused.code for one in back.differences if one.refused} == {"ATT-LOCKED"}
    assert back.able == []


def test_results_and_scores_come_back(office: Office, tmp_path: Path) -> None:
    id = a_class(office)
    with office.store.read() as session:
        sheet = register(session, id, office.store.facts())
    with office.store.write("marks") as session:
        for row, mark in ((0, Mark.PRESENT), (1, Mark.PRESENT), (2, Mark.ABSENT)):
            who = sheet.people[row].enrolment
            enter(session, id, [Entry(one.id, who, mark) for one in sheet.meetings])
    path = given(office, tmp_path, "scores", id)
    page = load_workbook(path).worksheets[0]
    top = head_row(page) + 1
    day = next(n for n in range(1, top) if page.cell(n, 1).value == "Tanggal hasil")
    cells: dict[str, Any] = {
        f"C{day}": date(2026, 11, 24),
        f"D{top}": "LULUS",
        f"E{top}": 85,
        f"D{top + 1}": "TIDAK LULUS",
        f"E{top + 1}": 101,
        f"D{top + 2}": "lulus",
    }
    back = read_back(office, filled(path, put(cells)), id)
    assert [
        (one.who[8:10], one.theirs, getattr(one.refused, "code", "")) for one in back.differences
    ] == [
        ("01", "LULUS", ""),
        ("01", "85", ""),
        ("02", "TIDAK LULUS", ""),
        ("02", "101", "FORM-VALUE"),
        # 0 % attended: LULUS needs a reason that only a person can give.
        ("03", "LULUS", "UNDER-NOW"),
    ]
    take_over(office, back, back.able)
    with office.store.read() as session:
        found = session.scalars(select(Enrolment).order_by(Enrolment.number)).all()
    assert [(one.result, one.score, one.result_on) for one in found] == [
        (TrainingResult.PASSED, 85, date(2026, 11, 24)),
        (TrainingResult.FAILED, None, date(2026, 11, 24)),
        (None, None, None),
    ]
    assert read_back(office, filled(path, put(cells)), id).alike == 3


def test_the_report_becomes_a_note(office: Office, tmp_path: Path) -> None:
    id = a_class(office)
    path = given(office, tmp_path, "report", id)
    page = load_workbook(path).worksheets[0]
    rows = [n for n in range(1, 30) if not page.cell(n, 3).protection.locked]
    assert len(rows) == len(FORMS["report"].fields) == 5
    cells: dict[str, Any] = {
        f"C{rows[0]}": "Berjalan lancar; =1+1 tetap teks.",
        f"C{rows[2]}": "Listrik padam\nsatu hari.",
        f"C{rows[4]}": "x" * 701,
    }
    back = read_back(office, filled(path, put(cells)), id)
    assert [getattr(one.refused, "code", "") for one in back.differences] == ["", "", "FORM-VALUE"]
    take_over(office, back, back.able)
    with office.store.read() as session:
        note = session.scalars(select(Note)).one()
    assert "Berjalan lancar; =1+1 tetap teks." in note.text
    assert "Listrik padam satu hari." in note.text
    assert (note.of_record, note.of_id) == ("training_class", id)
    again = read_back(office, filled(path, put(cells)), id)
    assert (again.alike, len(again.able)) == (2, 0)


def test_the_invoice_becomes_the_draft_of_a_claim(office: Office, tmp_path: Path) -> None:
    with office.store.write("provider") as session:
        provider = TrainingProvider(
            name="LPK CONTOH", type=ProviderType.PRIVATE, partner_of=PartnerOf.AGENCY
        )
        session.add(provider)
    id = a_class(office, provider=provider.id)
    path = given(office, tmp_path, "invoice", id)
    page = load_workbook(path).worksheets[0]
    top = head_row(page) + 1
    rows = [n for n in range(1, top) if not page.cell(n, 3).protection.locked]
    cells: dict[str, Any] = {
        f"C{rows[0]}": "INV/07/2026",
        f"C{rows[1]}": "23/11/2026",
        f"C{rows[2]}": "1234567890",
        f"C{rows[3]}": "LPK CONTOH",
        f"B{top}": "Pelatihan",
        f"C{top}": "Pelatihan 3 peserta",
        f"D{top}": 3,
        f"E{top}": 2_500_000,
        f"B{top + 1}": "Bahan dan alat tulis",
        f"C{top + 1}": "Modul",
        f"E{top + 1}": "150.000",
        f"C{top + 2}": "Tanpa harga",
    }
    with office.store.read() as session:
        assert [one.recipient for one in versions(session, "invoice", id)] == ["LPK CONTOH"]
    back = read_back(office, filled(path, put(cells)), id)
    shown = [(one.what, one.theirs, getattr(one.refused, "code", "")) for one in back.differences]
    assert shown[2:] == [
        ("Nomor rekening", "…7890", ""),
        ("Nama pemilik rekening", "LPK CONTOH", ""),
        ("Pelatihan 3 peserta", "3 × Rp2.500.000", ""),
        ("Modul", "1 × Rp150.000", ""),
        ("Tanpa harga", "", "FORM-LINE"),
    ]
    take_over(office, back, back.able)
    with office.store.read() as session:
        claim = session.scalars(select(Claim)).one()
        costs = session.scalars(select(ClaimLine).order_by(ClaimLine.unit_price)).all()
    assert (claim.kind, claim.state, claim.invoice_number) == (
        *(ClaimKind.INVOICE, ClaimState.DRAFT, "INV/07/2026"),
    )
    assert (claim.provider, claim.training_class, claim.invoiced_on) == (
        *(provider.id, id, date(2026, 11, 23)),
    )
    assert [(one.cost_kind, one.claimed) for one in costs] == [
        (CostKind.MATERIALS, 150_000),
        (CostKind.TRAINING, 7_500_000),
    ]
    # 2 % PPh 23 on the training; nothing on the materials.
    assert [one.tax_amount for one in costs] == [0, 150_000]
    # The same invoice is not recorded twice.
    again = read_back(office, filled(path, put(cells)), id)
    assert {one.refused.code for one in again.differences if one.refused} >= {"FORM-DOUBLE"}
    assert again.able == []


def test_what_leaves_is_in_the_log_and_a_file_that_fails_is_not(
    office: Office, tmp_path: Path
) -> None:
    id = a_class(office)
    given(office, tmp_path, "attendance", id)
    with office.store.read() as session:
        (line,) = versions(session, "attendance", id)
        assert (line.name, line.format, line.rows) == ("form-attendance", "xlsx", 3)
        assert line.recipient is None
    with refused("FORM-EMPTY"):
        give_out(office, "scores", a_class_without_people(office), tmp_path / "kosong.xlsx")
    with refused("FORM-KIND"):
        give_out(office, "lain", id, tmp_path / "lain.xlsx")
    with refused("OUT-OFFICE"):
        give_out(office, "attendance", id, office.home.keys)
    with office.store.read() as session:
        assert len(versions(session, "attendance", id)) == 1


def a_class_without_people(office: Office) -> str:
    with office.store.write("empty") as session:
        programme = make.programme(9)
        found = make.training_class(programme, 9, starts_on=make.DAY - timedelta(days=1))
        session.add_all([programme, found])
    return found.id
