"""The registers of a real branch, written and read back by other people's readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import event
from sqlalchemy.engine import Engine

from desktop_app import i18n
from desktop_app.errors import UserError
from desktop_app.importing.answer import AnswerColumn, AnswerTable
from desktop_app.office import NewOffice, Office, set_up
from desktop_app.records import Office as OfficeRecord
from desktop_app.records import PilotPlace
from exports.import_report import import_report
from exports.reports import REPORTS, Question
from exports.reports.writing import write
from exports.sheet import Cell, Holds, Sheet
from exports.xlsx import write_xlsx
from tests import make
from tests.exports.parts import KPJ, NAMES, fill
from tests.homes import PASSWORD, Clock

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def asked(office: Office, name: str, question: Question | None = None) -> Sheet:
    """The answer of a report to a question about November."""
    with office.store.read() as session:
        return REPORTS[name].sheet(session, question or Question.of(office, *NOVEMBER))


def column(sheet: Sheet, title: str) -> list[Cell]:
    """The values under a heading."""
    at = [c.title for c in sheet.columns].index(title)
    return [row[at] for row in sheet.rows]


def test_the_consultation_register_counts_people_by_their_standing(office: Office) -> None:
    fill(office)
    sheet = asked(office, "consultations", Question.of(office))
    assert column(sheet, "Nomor kasus") == ["KONS/MND/0002/2026", "KONS/MND/0001/2026"]
    for title, figures in {
        "Dinyatakan": [None, 7],
        "Terdaftar": [0, 6],
        "Cocok": [0, 5],
        "Ditolak": [0, 1],
        "Didaftarkan": [0, 3],
    }.items():
        assert column(sheet, title) == figures
    assert column(sheet, "Jawaban") == [None, "Ya, dengan syarat"]
    assert column(sheet, "Skema pelatihan") == [None, "Pelatihan melalui mitra"]
    assert column(sheet, "Sektor usaha") == [None, "Industri Pengolahan"]
    assert column(sheet, "Tahun program") == ["2026", "2026"]
    totals = sheet.totals()
    assert totals is not None
    assert [value for value in totals if value is not None] == [7, 6, 5, 1, 3]
    assert sheet.notes[0].startswith("Apakah pekerja dapat dipertahankan")


def test_a_period_takes_the_cases_of_its_days(office: Office) -> None:
    fill(office)
    october = Question.of(office, date(2026, 10, 5), date(2026, 10, 5))
    assert len(asked(office, "consultations", october).rows) == 1
    assert asked(office, "enrolments", october).rows == []
    assert asked(office, "workers", october).rows == []
    assert len(asked(office, "consultations").rows) == 1
    other_year = Question.of(office, programme_year=2025)
    assert asked(office, "enrolments", other_year).rows == []


def test_the_enrolment_register_says_which_termination_is_final(office: Office) -> None:
    fill(office)
    sheet = asked(office, "enrolments")
    assert column(sheet, "Nama") == list(NAMES[:4])
    assert column(sheet, "KPJ") == [f"•••••••00{n:02}" for n in range(1, 5)]
    assert column(sheet, "Kepastian PHK") == ["Final", *["PHK belum final"] * 3]
    assert column(sheet, "Perusahaan") == ["PT Samudra & Anak"] * 4
    assert column(sheet, "Kelas") == ["MND-001"] * 4
    assert sheet.notes == ["PHK belum final: 3"]
    assert sheet.provisional


def test_workers_are_masked_until_a_purpose_is_given(office: Office) -> None:
    fill(office)
    sheet = asked(office, "workers")
    assert set(column(sheet, "Nama")) == set(NAMES)
    assert column(sheet, "Nama")[-1] == "Hj. Siti Aminah, S.Pd., M.M."  # by name, not by title
    for number in range(1, 7):
        assert make.nik(number) not in str(sheet)
        assert KPJ.format(n=number) not in str(sheet)
        assert f"4567{number:03}" not in str(sheet)
    assert set(column(sheet, "Tahun lahir")) == {"1985"}
    assert set(column(sheet, "Jumlah KPJ")) == {2}
    bare = Question.of(office, reveal=True)
    with pytest.raises(UserError) as caught:
        asked(office, "workers", bare)
    assert caught.value.code == "PURPOSE"
    shown = asked(office, "workers", replace(bare, purpose="Audit Satuan Pengawas"))
    assert "7171 0101 0185 9901" in column(shown, "NIK")
    assert date(1985, 1, 1) in column(shown, "Tanggal lahir")
    assert ("Keperluan", "Audit Satuan Pengawas") in shown.info


def test_a_confidential_case_is_absent_for_others(office: Office) -> None:
    fill(office, embargo=True)
    everything = Question.of(office)
    assert column(asked(office, "consultations", everything), "Nomor kasus") == [
        "KONS/MND/0002/2026"
    ]
    assert asked(office, "enrolments", everything).rows == []
    assert asked(office, "workers", everything).rows == []


def test_the_circumstances_stand_with_the_answer(office: Office) -> None:
    i18n.use("en")
    try:
        sheet = asked(office, "consultations")
    finally:
        i18n.use("id")
    info = dict(sheet.info)
    assert info["Kantor"] == "Kantor Cabang Manado (MND)"
    assert info["Periode"] == "1–30 November 2026"
    assert "Tahap" not in info, "Manado takes no part in the pilot"
    assert "percobaan" not in str(sheet)
    assert info["Dicetak oleh"] == "Rina"
    assert info["Waktu"] == "24 November 2026 11.00 WITA"
    assert info["Saringan"] == "Tahun program: Semua tahun"
    assert sheet.title == "Register konsultasi"
    assert sheet.provisional, "November is not over"
    past = Question.of(office, date(2026, 10, 1), date(2026, 10, 31))
    assert not asked(office, "consultations", past).provisional


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"province": "31", "city": None, "name": "Menara Jamsostek"}, "Tahap percobaan: Jakarta"),
        ({"province": "35", "city": "Kota Surabaya"}, "Tahap percobaan: Surabaya"),
        ({"province": "35", "city": None, "name": "Surabaya Rungkut"}, "Tahap percobaan: Surabaya"),
        ({"province": "35", "city": "Malang"}, ""),
        ({"province": "71", "city": "Surabaya"}, ""),
    ],
)
def test_the_pilot_is_named_where_the_office_is_in_it(
    office: Office, values: dict[str, str | None], said: str
) -> None:
    with office.store.write("office") as session:
        record = session.get_one(OfficeRecord, office.code)
        for name, value in values.items():
            setattr(record, name, value)
    sheet = asked(office, "consultations")
    assert dict(sheet.info).get("Tahap", "") == said
    assert sheet.subtitle.endswith(f"· {said}" if said else "November 2026")


def test_an_office_takes_part_in_the_pilot_by_its_code_and_dates(headquarters: Office) -> None:
    ended = date(2026, 9, 30)
    with headquarters.store.write("pilot") as session:
        session.add(PilotPlace(name="Pusat", branch="PST", valid_from=ended, valid_to=ended))
        session.add(PilotPlace(name="Sulut", branch="MND", valid_from=ended))
    september = Question.of(headquarters, date(2026, 9, 1), ended)
    said = dict(asked(headquarters, "consultations", september).info)
    assert said["Tahap"] == "Tahap percobaan: Jakarta, Pusat"
    assert dict(asked(headquarters, "consultations").info)["Tahap"] == "Tahap percobaan: Jakarta"


def test_the_answer_to_an_employer_names_the_office_in_full(office: Office, tmp_path: Path) -> None:
    table = AnswerTable((AnswerColumn("NIK", "identifier"),), (("1",),))
    book = write_xlsx(import_report(table, "daftar.xlsx", office), tmp_path / "a.xlsx")
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["Hasil pemeriksaan daftar", "Info"]
    said = [cell.value for row in sheets["Info"].iter_rows() for cell in row]
    assert "Kantor Cabang Manado (MND)" in said


def test_a_period_that_ends_before_it_begins_is_the_users_matter(office: Office) -> None:
    with pytest.raises(UserError) as caught:
        asked(office, "workers", Question.of(office, NOVEMBER[1], NOVEMBER[0]))
    assert caught.value.code == "PERIOD"


@pytest.mark.parametrize("name", list(REPORTS))
def test_every_report_is_written_as_excel_and_as_pdf(
    name: str, office: Office, tmp_path: Path
) -> None:
    fill(office)
    question = Question.of(office, *NOVEMBER)
    sheet = asked(office, name)
    personal = sheet.personal
    # What says as of when it counts tells the same however often it is printed.
    foot = sheet.as_of or "Dicetak dari Terampil oleh Rina pada 24 November 2026 11.00 WITA"
    with office.store.read() as session:
        book = write(REPORTS[name], question, session, tmp_path / "a.xlsx", "xlsx")
        paper = write(REPORTS[name], question, session, tmp_path / "a.pdf", "pdf")
        with pytest.raises(UserError):
            write(REPORTS[name], question, session, tmp_path / "a.csv", "csv")
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames[-1] == "Info"
    assert all(
        cell.data_type != "f" or str(cell.value).startswith("=SUBTOTAL")
        for row in sheets.worksheets[0].iter_rows()
        for cell in row
    )
    calamine = CalamineWorkbook.from_path(str(book))
    said = str(calamine.get_sheet_by_name("Info").to_python())
    assert "Kantor Cabang Manado (MND)" in said
    reader = PdfReader(paper)
    pages = [page.extract_text() for page in reader.pages]
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert foot[:60] in page
        assert ("TERBATAS – memuat data pribadi" in page) == personal
    for text in (said, *pages):
        assert not any(make.nik(n) in text or KPJ.format(n=n) in text for n in range(1, 7))


def test_figures_come_in_a_handful_of_statements(office: Office) -> None:
    fill(office)
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for name in REPORTS:
            statements.clear()
            asked(office, name)
            # However many people: what a report asks does not grow with them. The exceptions are
            # a dozen questions, and one for the names of each kind of record.
            most = {"exceptions": 24, "indicators": 30}.get(name, 18)
            assert len([s for s in statements if s.startswith("SELECT")]) <= most, name
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_reports_are_asked_of_postgresql_too(fresh_database_url: str, tmp_path: Path) -> None:
    new = NewOffice(
        "PST", "Pusat", "dewi", PASSWORD, headquarters=True, database=fresh_database_url
    )
    office, _recovery = set_up(tmp_path / "home", new, clock=Clock())
    try:
        fill(office)
        for name, rows in {"consultations": 2, "enrolments": 4, "workers": 6}.items():
            sheet = asked(office, name, Question.of(office, programme_year=2026))
            assert len(sheet.rows) == rows
        assert column(asked(office, "consultations"), "Didaftarkan") == [3]
    finally:
        office.close()


def test_identifiers_are_text_and_quantities_numbers(office: Office) -> None:
    fill(office)
    for name in REPORTS:
        sheet = asked(office, name)
        for row in sheet.rows:
            for value, described in zip(row, sheet.columns, strict=True):
                if described.holds is Holds.IDENTIFIER:
                    assert value is None or isinstance(value, str)
                if described.holds is Holds.NUMBER:
                    assert value is None or isinstance(value, int)
