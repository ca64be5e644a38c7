"""Results and assessments on the command line, as JSON and in files of certification bodies."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from desktop_app.office import open_office
from tests.classroom import Classroom, body, classroom
from tests.cli.conftest import Call
from tests.homes import PASSWORD

MARKS = ("HHHHHHHHHH", "HHHHHHHHSA", "HHHHHHHAAA")


def taught(branch: Path) -> Classroom:
    office = open_office(branch, "rina", PASSWORD)
    room = classroom(office, marks=MARKS)
    body(office, short_name="LSP-L")
    office.close()
    return room


def test_results_are_set_and_listed(call: Call, branch: Path) -> None:
    room = taught(branch)
    result = ("--home", branch, "--json", "result")
    of = ("--class", room.taught.code)
    assert call(*result, "set", *of, "--all-passed").data["recorded"] == 2
    last = ("--person", room.people[2].number)
    said = call(*result, "set", *of, *last, "--result", "L")
    assert (said.exit, said.data["code"]) == (2, "UNDER-ATTENDANCE")
    said = call(*result, "set", *of, *last, "--score", "77", "--reason", "Sakit")
    assert (said.data["class"], said.data["recorded"]) == ("MND-001", 1)
    rows = call(*result, "list", *of).data["results"]
    told = [(row["name"], row["attendance"], row["short"], row["result"]) for row in rows]
    assert told == [
        ("Ani", 10_000, False, "LULUS"),
        ("Budi", 8_000, False, "LULUS"),
        ("Cici", 7_000, True, "LULUS"),
    ]
    assert (rows[2]["score"], rows[2]["reason"]) == (77, "Sakit")
    said = call(*result, "set", *of, "--person", "X")
    assert (said.exit, said.data["code"]) == (2, "NOT-FOUND")
    said = call(*result, "set", *of, *last, "--result", "K")
    assert (said.exit, said.data["code"]) == (2, "RESULT")


def test_a_list_of_a_certification_body_is_taken_over(
    call: Call, branch: Path, tmp_path: Path
) -> None:
    room = taught(branch)
    book, path = Workbook(), tmp_path / "hasil.xlsx"
    sheet = book.active
    assert sheet is not None
    sheet.append(["Daftar hasil asesmen LSP Logistik"])
    sheet.append(["No", "No. Pendaftaran", "Nama Peserta", "Hasil", "No. Sertifikat"])
    sheet.append([1, room.people[0].number, "ANI", "K", "49000 8344 2 0001234 2026"])
    sheet.append([2, None, "budi", "BK", None])
    book.save(path)
    assess = ("--home", branch, "--json", "assessment")
    of = ("--class", room.taught.code)
    told = (*of, "--scheme", "Operator Forklif", "--date", "23/11/2026")
    said = call(*assess, "import", path, *told, "--body", "Apindo")
    assert (said.exit, said.data["code"]) == (2, "BODY")
    assert call(*assess, "import", path, *told, "--body", "lsp-l").data["recorded"] == 2
    rows = call(*assess, "list", *of).data["assessments"]
    assert [(row["name"], row["verdict"], row["valid_until"]) for row in rows] == [
        ("Ani", "K", "2029-11-23"),
        ("Budi", "BK", None),
    ]
    sheet.append([3, None, "Zaki", "K", None])
    book.save(path)
    said = call(*assess, "import", path, *told, "--body", "LSP Logistik")
    assert (said.exit, said.data["code"]) == (2, "LIST-PEOPLE")
    assert " 5: " in said.out
    path.write_text("Nama;Nilai\nAni;90\n", "utf-8")
    said = call(*assess, "import", path, *told, "--body", "LSP Logistik")
    assert (said.exit, said.data["code"]) == (2, "LIST-HEADS")
