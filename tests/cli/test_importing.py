"""``import workers`` and ``reference import``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.desk.past_imports import past_imports, take_back
from desktop_app.office import open_office
from desktop_app.records import AffectedWorker, Handout, Worker
from desktop_app.records.office import Role
from tests import make
from tests.cli.conftest import Call
from tests.colleagues import add_colleague
from tests.homes import PASSWORD

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
README = json.loads((SAMPLES / "README.json").read_text("utf-8"))
LISTS = [name for name, told in README.items() if told["rows"]]


@pytest.mark.parametrize("name", LISTS)
def test_the_counts_of_a_sample(call: Call, branch: Path, name: str) -> None:
    told = README[name]
    done = call("--home", branch, "--json", "import", "workers", SAMPLES / name)
    assert done.exit == 0
    said = done.data
    ready = told.get("ready", told["rows"] - told["wrong"])
    assert (said["rows"], said["ready"], said["wrong"]) == (told["rows"], ready, told["wrong"])
    assert (said["exists"], said["check"]) == (told.get("duplicates_in_file", 0), 0)
    assert said["written"] == ready
    assert said["ok"] is True
    wrong = {found["row"] for found in said["problems"] if found["status"] == "wrong"}
    assert len(wrong) == told["wrong"]
    keys = {"row", "field", "code", "problem", "suggestion", "status"}
    assert all(keys <= found.keys() and found["problem"] for found in said["problems"])
    listed = call("--home", branch, "--json", "list", "workers", "--limit", 5).data
    assert (listed["count"], len(listed["workers"])) == (ready, 5)


def test_no_list_of_people(call: Call, branch: Path) -> None:
    done = call("--home", branch, "--json", "import", "workers", SAMPLES / "06_not_a_list.xlsx")
    assert (done.exit, done.data["ok"], done.data["code"]) == (2, False, "NO-LIST")
    assert call("--home", branch, "--json", "list", "workers").data["count"] == 0


def test_a_second_time_all_exist(call: Call, branch: Path) -> None:
    words = ("--home", branch, "--json", "import", "workers", SAMPLES / "01_tidy.xlsx")
    call(*words)
    again = call(*words).data
    assert (again["ready"], again["exists"], again["written"]) == (0, 60, 0)


def test_a_dry_run_writes_nothing(call: Call, branch: Path) -> None:
    words = ("--home", branch, "import", "workers", SAMPLES / "01_tidy.xlsx", "--dry-run")
    done = call(*words)
    assert (done.exit, done.out.splitlines()[-1]) == (0, "Uji coba: tidak ada yang dicatat.")
    assert call("--json", *words).data["ready"] == 60


def test_the_report_holds_the_list_with_reasons(call: Call, branch: Path, tmp_path: Path) -> None:
    report = tmp_path / "hasil.xlsx"
    done = call(
        *("--home", branch, "--lang", "en", "--json", "import", "workers"),
        *(SAMPLES / "02_hr_list.xlsx", "--report", report),
    )
    assert (done.exit, done.data["report"]) == (0, str(report))
    sheet = load_workbook(report).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heads = next(row for row in rows if "Masalah" in row)
    people = [dict(zip(heads, row, strict=True)) for row in rows[rows.index(heads) + 1 :]]
    assert len(people) == 75
    wrong = [person for person in people if person["Status"] == "Salah"]
    assert len(wrong) == README["02_hr_list.xlsx"]["rounded_nik"]
    assert all(person["Masalah"] and person["Saran perbaikan"] for person in wrong)
    assert all(isinstance(person["No. KTP"], str) for person in people)
    assert {"Nama Karyawan", "Divisi", "Gaji Terakhir", "Telepon"} <= set(heads)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_report_that_has_no_place_is_said_before_anybody_is_recorded(
    call: Call, branch: Path, tmp_path: Path
) -> None:
    words = ("--home", branch, "--json", "import", "workers", SAMPLES / "01_tidy.xlsx", "--report")
    done = call(*words, tmp_path / "x" / "y" / "z.xlsx")
    assert (done.exit, done.data["code"]) == (2, "FILE-FOLDER")
    assert call("--home", branch, "--json", "list", "workers").data["count"] == 0
    done = call(*words, tmp_path / "x" / "y.xlsx")
    assert (done.exit, done.data["report"]) == (0, str(tmp_path / "x" / "y.xlsx"))
    assert (tmp_path / "x" / "y.xlsx").exists()


def test_a_report_that_cannot_be_written_does_not_hide_the_import(
    call: Call, branch: Path, tmp_path: Path
) -> None:
    # Longer than any file system takes: the folder is there, the file cannot be.
    out = tmp_path / ("x" * 256 + ".xlsx")
    words = ("import", "workers", SAMPLES / "01_tidy.xlsx", "--report", out)
    done = call("--home", branch, "--lang", "en", "--json", *words)
    assert (done.exit, done.data["ok"], done.data["code"]) == (2, False, "FILE-NAME")
    assert done.data["error"].startswith("The people are recorded; only the report")
    assert (done.data["written"], done.data["report"]) == (60, None)
    assert call("--home", branch, "--json", "list", "workers").data["count"] == 60


def test_a_report_into_a_folder_gets_a_name(call: Call, branch: Path, tmp_path: Path) -> None:
    words = ("--home", branch, "--json", "import", "workers", SAMPLES / "01_tidy.xlsx")
    for out in (tmp_path, f"{tmp_path / 'baru'}/"):
        written = Path(call(*words, "--dry-run", "--report", out).data["report"])
        assert (written.parent, written.suffix, written.exists()) == (Path(out), ".xlsx", True)


def test_a_report_never_takes_the_place_of_the_list(
    call: Call, branch: Path, tmp_path: Path
) -> None:
    source = tmp_path / "daftar.xlsx"
    source.write_bytes((SAMPLES / "01_tidy.xlsx").read_bytes())
    before = source.read_bytes()
    (tmp_path / "lain").mkdir()
    for out in (source, tmp_path / "lain" / ".." / "daftar.xlsx"):
        done = call("--home", branch, "--json", "import", "workers", source, "--report", out)
        assert (done.exit, done.data["code"]) == (2, "OUT-SOURCE")
    assert source.read_bytes() == before
    assert call("--home", branch, "--json", "list", "workers").data["count"] == 0


def test_a_folder_is_no_list(call: Call, branch: Path, tmp_path: Path) -> None:
    for words in (("import", "workers"), ("reference", "import")):
        done = call("--home", branch, "--lang", "en", "--json", *words, tmp_path)
        assert (done.exit, done.data["code"]) == (2, "LIST-FOLDER")
        assert "is a folder" in done.data["error"]


def test_the_answer_is_put_down_and_the_import_can_be_taken_back(
    call: Call, branch: Path, tmp_path: Path
) -> None:
    words = ("import", "workers", SAMPLES / "02_hr_list.xlsx", "--report", tmp_path / "a.xlsx")
    assert call("--home", branch, *words).exit == 0
    office = open_office(branch, "rina", PASSWORD)
    with office.store.read() as session:
        (line,) = session.query(Handout).all()
    assert (line.name, line.rows, line.revealed) == ("import-answer", 75, True)
    (past,) = past_imports(office.store)
    assert (past.name, past.kind) == ("02_hr_list.xlsx", "workers")
    take_back(office.store, past)
    with office.store.read() as session:
        assert session.query(Worker).count() == 0
    office.close()


def test_before_a_large_list_a_backup_is_taken(call: Call, branch: Path) -> None:
    assert call("--home", branch, "import", "workers", SAMPLES / "01_tidy.xlsx").exit == 0
    assert not list((branch / "backups").glob("*-before-import.db"))
    assert call("--home", branch, "import", "workers", SAMPLES / "07_large_5000.xlsx").exit == 0
    (backup,) = (branch / "backups").glob("*-before-import.db")
    assert backup.with_suffix(".json").exists(), "verified"


def test_who_does_not_record_reads_no_list_against_the_books(call: Call, branch: Path) -> None:
    office = open_office(branch, "rina", PASSWORD)
    add_colleague(office, "agus", Role.AUDITOR, password=PASSWORD)
    office.close()
    words = ("--json", "--user", "agus", "import", "workers", SAMPLES / "01_tidy.xlsx")
    for more in ((), ("--dry-run",)):
        done = call("--home", branch, *words, *more)
        assert (done.exit, done.data["code"]) == (2, "E-RIGHT")


def test_formulas_of_the_list_stay_text(call: Call, branch: Path, tmp_path: Path) -> None:
    report = tmp_path / "hasil.xlsx"
    words = ("import", "workers", SAMPLES / "04_second_sheet.xlsx", "--report", report)
    assert call("--home", branch, *words).exit == 0
    cells = [cell for row in load_workbook(report).worksheets[0].iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_a_consultation_by_id_or_number(call: Call, branch: Path) -> None:
    office = open_office(branch, "rina", PASSWORD)
    employer = make.employer()
    consultation = make.consultation(employer)
    with office.store.write("a consultation") as session:
        session.add_all([employer, consultation])
    words = ("--home", branch, "--json", "import", "workers", SAMPLES / "01_tidy.xlsx")
    by_number = call(*words, "--consultation", consultation.number).data
    assert by_number["affected_workers"] == 60
    by_id = call(*words, "--consultation", consultation.id).data
    assert (by_id["consultation"], by_id["affected_workers"]) == (consultation.id, 0)
    with office.store.read() as session:
        assert session.query(AffectedWorker).count() == 60
    office.close()
    missing = call(*words, "--consultation", "K-MND-2026-9999")
    assert (missing.exit, missing.data["code"]) == (2, "NOT-FOUND")


def test_the_list_of_regions(call: Call, branch: Path, tmp_path: Path) -> None:
    path = tmp_path / "wilayah.csv"
    path.write_text("kode,nama,level\n71,Sulawesi Utara,1\n71.71,Kota Manado,2\n", "utf-8")
    words = ("--home", branch, "--json", "reference", "import", path)
    assert call(*words).data == {
        "list": "regions",
        "rows": 2,
        "added": 1,
        "changed": 0,
        "same": 1,
        "ok": True,
    }
    assert call(*words).data["same"] == 2
    path.write_text("a,b\n1,2\n", "utf-8")
    assert call(*words).data["code"] == "REFERENCE-HEADER"


def test_lists_of_other_kinds(call: Call, branch: Path, tmp_path: Path) -> None:
    lists = {
        "employers": "NPP;Nama Perusahaan;Telepon\n12345678;PT Maju (CONTOH);0431123456\n",
        "programmes": "Kode;Nama Program;Hari\nP-1;Menjahit (CONTOH);10\n;Tanpa kode;5\n",
        "providers": "Nama LPK;Alamat\nLPK Karya (CONTOH);Jalan A\n",
    }
    for kind, text in lists.items():
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, "utf-8")
        report = tmp_path / f"{kind}.xlsx"
        words = ("--home", branch, "--json", "import", kind, path)
        dry = call(*words, "--dry-run").data
        assert (dry["ready"], dry["written"]) == (1, 0)
        done = call(*words, "--report", report).data
        wrong = 1 if kind == "programmes" else 0
        assert (done["ok"], done["written"], done["wrong"]) == (True, 1, wrong)
        assert done["verdicts"] == {"accepted": 1, "to_complete": wrong, "not_met": 0}
        assert "Hasil" in [cell.value for cell in load_workbook(report).worksheets[0][4]]
        assert call(*words).data["exists"] == 1


def test_empty_lists_to_hand_out(call: Call, branch: Path, tmp_path: Path) -> None:
    for kind in ("workers", "employers", "programmes", "providers"):
        done = call("--home", branch, "--json", "import", "template", kind, "--out", tmp_path)
        path = Path(done.data["path"])
        assert (done.exit, done.data["kind"], path.parent) == (0, kind, tmp_path)
        assert load_workbook(path).sheetnames[1] == "Petunjuk"
        assert call("--home", branch, "--json", "import", kind, path).data["rows"] == 0
    bad = call("--home", branch, "--json", "import", "template", "cats", "--out", tmp_path)
    assert bad.exit == 2
