"""The reports of breadth: what they count of a small office, written out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.records import Decision, Enrolment, IndustryNeed, Worker
from desktop_app.records.training import EnrolmentState
from exports.reports import REPORTS, Question
from exports.reports.writing import write
from exports.sheet import Sheet
from tests.exports.parts import NAMES, fill
from tests.exports.test_reports import NOVEMBER, asked, column

_S = EnrolmentState


def chosen(office: Office, name: str, **options: str) -> Sheet:
    return asked(office, name, Question.of(office, *NOVEMBER, options=options))


def advance(office: Office, number: int, *states: EnrolmentState) -> None:
    """Lead one enrolment through its states, a save each."""
    for state in states:
        with office.store.write("a step") as session:
            found = session.query(Enrolment).where(Enrolment.number.like(f"%{number:04}/2026"))
            found.one().state = state


def test_the_summary_counts_whoever_reached_a_step(office: Office) -> None:
    fill(office)  # Three in a class, one of them begun; one cancelled.
    advance(office, 1, _S.IN_TRAINING, _S.COMPLETED)
    advance(office, 2, _S.IN_TRAINING, _S.DROPPED)
    sheet = chosen(office, "summary")
    assert [c.title for c in sheet.columns] == [
        *("No.", "Program pelatihan", "Pendaftar", "Disetujui", "Daftar tunggu", "Ditolak"),
        *("Dibatalkan", "Dilatih", "Berhenti", "Selesai pelatihan"),
        *("Dilatih dari pendaftar", "Selesai dari yang dilatih"),
    ]
    assert list(sheet.rows) == [
        (1, "Operator Forklif", 4, 3, 0, 0, 1, 3, 1, 1, 7500, 3333),
    ]
    assert sheet.totals() == [None, None, 4, 3, 0, 0, 1, 3, 1, 1, 7500, 3333]
    assert not sheet.personal


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("sector", ["Industri Pengolahan"]),
        ("reason", ["PHK karena alasan mendesak (pelanggaran berat)"]),
        ("sex", ["Belum diisi"]),
        ("education", ["SMA"]),
        ("region", ["Belum diisi"]),
        ("Kelompok usia", ["40 tahun ke atas"]),
    ],
)
def test_the_summary_is_grouped_as_asked(office: Office, group: str, names: list[str]) -> None:
    fill(office)
    sheet = chosen(office, "summary", group=group)
    found = column(sheet, sheet.columns[1].title)
    if group == "reason":
        assert len(found) == 1 and found != ["Belum diisi"]
    else:
        assert found == names
    assert column(sheet, "Pendaftar") == [4]
    title = {"sector": "Sektor usaha", "Kelompok usia": "Kelompok usia"}.get(group)
    assert title is None or sheet.subtitle.endswith(f"Dikelompokkan menurut: {title}")


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (date(2001, 11, 25), "di bawah 25 tahun"),  # 25 tomorrow
        (date(2001, 11, 24), "25-29 tahun"),  # 25 today
        (date(1986, 11, 25), "35-39 tahun"),
        (date(1986, 11, 24), "40 tahun ke atas"),
        (None, "Belum diisi"),
    ],
)
def test_ages_are_those_on_the_day_of_registration(
    office: Office, born: date | None, group: str
) -> None:
    fill(office)
    with office.store.write("birth dates") as session:
        for worker in session.query(Worker):
            worker.nik, worker.birth_date = None, born
    assert column(chosen(office, "summary", group="age"), "Kelompok usia") == [group]


def test_a_figure_knows_the_records_behind_it(office: Office) -> None:
    fill(office)
    sheet = chosen(office, "summary")
    registered, approved = sheet.counted(0, 2), sheet.counted(0, 3)
    assert registered is not None and approved is not None
    assert registered.record == "enrolment"
    assert (len(registered.ids), len(approved.ids)) == (4, 3)
    assert approved.ids < registered.ids
    total = sheet.counted(1, 2)
    assert total == registered, "the totals' row opens all of them"
    assert sheet.counted(0, 1) is None, "a name is no figure"
    assert sheet.counted(1, 10) is None, "a share counts nobody"


def test_employers_show_their_cases_and_people(office: Office) -> None:
    fill(office)
    sheet = chosen(office, "employers")
    assert [row[1:] for row in sheet.rows] == [
        ("00000001", "PT Samudra & Anak", "Industri Pengolahan", None, 1, 6, 3, 0)
    ]
    behind = sheet.counted(0, 6)
    assert behind is not None and (behind.record, len(behind.ids)) == ("affected_worker", 6)
    everybody = chosen(office, "employers", scope="all")
    assert column(everybody, "Perusahaan") == ["PT Contoh 2", "PT Samudra & Anak"]
    assert column(everybody, "Konsultasi") == [0, 1]


def test_programmes_and_providers_show_their_classes(office: Office) -> None:
    fill(office)
    advance(office, 1, _S.IN_TRAINING)
    december = Question.of(office, date(2026, 12, 1), date(2026, 12, 31))
    providers = asked(office, "providers", december)
    assert [(row[1], row[-2], row[-1]) for row in providers.rows] == [("BLK Bitung", 1, 3)]
    assert asked(office, "providers").rows == [], "the class begins in December"
    programmes = chosen(office, "programmes")
    assert [row[1:] for row in programmes.rows] == [
        (
            "VOK-001",
            "Operator Forklif",
            None,
            "Alih keterampilan (reskilling)",
            10,
            None,
            None,
            0,
            3,
            2,
            0,
        )
    ]


def test_demand_stands_against_the_seats_to_come(office: Office) -> None:
    fill(office)
    with office.store.write("needs") as session:
        session.add(IndustryNeed(skill="OPERATOR  forklif", people=5, noted_on=date(2026, 11, 2)))
        session.add(IndustryNeed(skill="Las bawah air", people=50, noted_on=date(2026, 11, 3)))
    sheet = chosen(office, "demand")
    # 30 forklift operators for whom the catalogue has a class of 20 seats; the rest unmet.
    assert [(row[1], *row[3:5], *row[6:]) for row in sheet.rows] == [
        ("Las bawah air", 1, 50, "belum ada di katalog", 0, 50),
        ("Operator forklif", 1, 30, "VOK-001 Operator Forklif", 20, 10),
        ("OPERATOR  forklif", 1, 5, "belum ada di katalog", 0, 5),
    ]
    assert sheet.totals() == [None, None, None, 3, 85, None, None, None, 65]


def test_a_roster_is_of_one_class_and_masked(office: Office) -> None:
    fill(office)
    question = Question.of(office, options={"class": "mnd-001"})
    sheet = asked(office, "class-roster", question)
    assert sorted(map(str, column(sheet, "Nama peserta"))) == sorted(NAMES[:3])
    assert column(sheet, "KPJ")[0] and "•" in str(column(sheet, "KPJ")[0])
    assert sheet.notes[0].startswith("Operator Forklif · BLK Bitung · Bengkel BLK")
    assert sheet.personal
    with pytest.raises(UserError) as refused:
        asked(office, "class-roster", Question.of(office, options={"class": "MND-999"}))
    assert refused.value.code == "OPTION" and "MND-001" in str(refused.value)
    with pytest.raises(UserError):
        asked(office, "class-roster", Question.of(office, options={"kelas": "MND-001"}))


def test_the_calendar_has_a_line_for_each_session(office: Office) -> None:
    fill(office)
    december = Question.of(office, date(2026, 12, 1), date(2026, 12, 31))
    sheet = asked(office, "class-calendar", december)
    assert column(sheet, "Tanggal")[0] == date(2026, 12, 1)
    assert column(sheet, "Hari")[:2] == ["Selasa", "Rabu"]
    assert len(sheet.rows) == 9, "nine working days of the twelve"
    assert set(column(sheet, "Jumlah peserta")) == {3}
    totals = sheet.totals()
    assert totals is not None and totals[9] == 9 * 8


def test_letters_decisions_and_handouts_are_registers(office: Office) -> None:
    fill(office)
    letters = asked(office, "incoming-letters")
    assert [row[1:] for row in letters.rows] == [
        (
            *("SM-MND-2026-0001", date(2026, 11, 20), "12/HRD/XI/2026", date(2026, 11, 19)),
            *("HRD <Samudra> & Anak", "Permohonan konsultasi", "KONS/MND/0001/2026"),
            *("Rina", date(2026, 11, 24), "Menunggu"),
        )
    ]
    issued = asked(office, "issued-letters")
    assert column(issued, "Nomor surat") == ["001/MND/XI/2026", "002/MND/XI/2026"]
    assert column(issued, "Status") == ["Berlaku", "Batal"]
    assert column(issued, "Dokumen") == ["Surat undangan konsultasi"] * 2
    assert issued.notes == ["Nomor batal, yang tidak pernah dipakai lagi: 1"]
    decisions = asked(office, "decisions")
    assert column(decisions, "Diajukan oleh") == ["Rina"]
    handouts = asked(office, "handouts")
    assert column(handouts, "Waktu") == ["23 November 2026 01.30 WITA"]
    on_the_day_before = Question.of(office, date(2026, 11, 22), date(2026, 11, 22))
    assert asked(office, "handouts", on_the_day_before).rows == []
    on_the_day = Question.of(office, date(2026, 11, 23), date(2026, 11, 23))
    assert len(asked(office, "handouts", on_the_day).rows) == 1


def test_a_decision_is_dated_by_the_offices_clock(office: Office) -> None:
    fill(office)
    with office.store.write("decided") as session:
        one = session.query(Decision).one()
        one.decided_at, one.decided_by = session.now, one.asked_by
    assert column(asked(office, "decisions"), "Diputuskan pada") == [date(2026, 11, 24)]


def test_choices_stand_on_the_info_sheet(office: Office, tmp_path: Path) -> None:
    fill(office)
    question = Question.of(office, *NOVEMBER, options={"group": "sex"})
    with office.store.read() as session:
        path = write(REPORTS["summary"], question, session, tmp_path / "a.xlsx", "xlsx")
    info = {row[0]: row[1] for row in openpyxl.load_workbook(path)["Info"].values}
    assert info["Saringan"] == "Tahun program: Semua tahun; Dikelompokkan menurut: Jenis kelamin"


def test_pages_with_peoples_data_say_from_whom_they_come(office: Office, tmp_path: Path) -> None:
    fill(office)
    question = Question.of(office, *NOVEMBER)
    said = {}
    with office.store.read() as session:
        for name in ("workers", "summary"):
            path = write(REPORTS[name], question, session, tmp_path / f"{name}.pdf", "pdf")
            said[name] = PdfReader(path).pages[0].extract_text()
    assert "MND · Rina · 24 November 2026 11.00 WITA" in said["workers"]
    assert "MND · Rina" not in said["summary"]
