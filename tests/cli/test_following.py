"""What became of people, on the command line; hints go from headquarters to a branch by file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from openpyxl import Workbook

from desktop_app.office import open_office
from tests import make
from tests.cli.conftest import Call
from tests.graduates import graduate
from tests.homes import PASSWORD


def test_people_are_planned_called_and_answered(call: Call, branch: Path) -> None:
    office = open_office(branch, "rina", PASSWORD)
    ended = office.today - timedelta(days=31)
    with office.store.write("test") as session:
        programme = make.programme(name="Juru Las")
        session.add(programme)
        one = graduate(session, 1, programme, ended, name="Dewi")
    office.close()
    home = ("--home", branch)
    assert call(*home, "--json", "follow-up", "plan").data["planned"] == 3
    assert call(*home, "--json", "follow-up", "plan").data["planned"] == 0
    (due,) = call(*home, "--json", "follow-up", "due").data["due"]
    assert (due["name"], due["month"], due["standing"]) == ("Dewi", 1, "DUE")
    words = (*home, "--json", "follow-up", "set", one.number, "--outcome")
    refused = call(*words, "NEW_EMPLOYER", "--evidence", "OWN_WORD")
    assert (refused.exit, refused.data["code"]) == (2, "E-RULE"), "the first day is missing"
    assert call(*words, "BEKERJA").data["code"] == "CODE"
    first = office.today.isoformat()
    put = call(*words, "new_employer", "--evidence", "OWN_WORD", "--starts", first).data
    assert (put["outcome"], put["state"], put["month"]) == ("NEW_EMPLOYER", "PLACED", 1)
    said = call(*home, "--lang", "id", "follow-up", "due")
    assert said.out == "Tidak ada yang perlu dihubungi hari ini.\n"


def test_a_branch_reads_no_hints(call: Call, branch: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Aktif", 0).append(["NIK", "Tanggal"])
    book.save(tmp_path / "aktif.xlsx")
    refused = call("--home", branch, "--json", "follow-up", "hints", tmp_path / "aktif.xlsx")
    assert (refused.exit, refused.data["code"]) == (2, "NOT-HEADQUARTERS")


def test_headquarters_reads_hints_and_names_rows_it_cannot_place(
    call: Call, centre: Path, tmp_path: Path
) -> None:
    office = open_office(centre, "dewi", PASSWORD)
    with office.store.write("test") as session:
        programme = make.programme(name="Juru Las")
        session.add(programme)
        one = graduate(session, 1, programme, office.today - timedelta(days=31), name="Dewi")
    office.close()
    listed = tmp_path / "aktif.csv"
    listed.write_text(
        f"Nomor pendaftaran;Tanggal\n{one.number};{office.today:%d/%m/%Y}\nTIDAK/ADA;1/1/2026\n",
        "utf-8",
    )
    words = ("--home", centre, "--lang", "id", "follow-up", "hints", listed)
    said = call(*words)
    assert said.out.splitlines() == [
        "1 petunjuk dibaca",
        "Baris 3: orangnya tidak ditemukan dengan pelatihan yang telah selesai",
    ]
    again = call(*words, "--json").data
    assert (again["made"], again["known"], again["unknown_rows"]) == (0, 1, [3])
    listed.write_text("Nama;Kota\nDewi;Manado\n", "utf-8")
    assert call(*words, "--json").data["code"] == "HINT-COLUMNS"
