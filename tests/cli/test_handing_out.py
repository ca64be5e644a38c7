"""``report``, ``document``, ``find`` and ``list``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.office import Office, open_office
from desktop_app.records import CaseReader, Consultation, TrainingClass, Worker
from exports.documents import DOCUMENTS
from exports.reports import REPORTS
from tests import make
from tests.cli.conftest import Call
from tests.homes import PASSWORD

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


@pytest.fixture
def desk(branch: Path) -> Iterator[Office]:
    """The branch's office, opened beside the command line."""
    opened = open_office(branch, "rina", PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def case(desk: Office) -> tuple[Worker, Consultation, TrainingClass]:
    """One worker's way from the consultation into a class."""
    employer, programme = make.employer(), make.programme()
    worker = make.worker(1, name="Siti Ma’ruf", phone="+6281234567801")
    consultation = make.consultation(employer)
    affected = make.case(worker, consultation)
    training_class = make.training_class(programme)
    enrolment = make.enrolment(affected, programme, training_class=training_class.id)
    with desk.store.write("a case") as session:
        session.add_all([employer, programme, worker])
        session.flush()
        session.add_all([consultation, training_class])
        session.flush()
        session.add(affected)
        session.flush()
        session.add(enrolment)
    return worker, consultation, training_class


Case = tuple[Worker, Consultation, TrainingClass]


def test_what_there_is_is_named(call: Call, tmp_path: Path) -> None:
    reports = call("--home", tmp_path, "--json", "report", "list").data["reports"]
    assert [one["name"] for one in reports] == list(REPORTS)
    documents = call("--home", tmp_path, "--json", "document", "list").data["documents"]
    assert [one["name"] for one in documents] == list(DOCUMENTS)
    assert all(one["title"] and one["about"] for one in [*reports, *documents])
    lines = call("--home", tmp_path, "report", "list").out.splitlines()
    assert len(lines) == len(REPORTS)
    named = call("--home", tmp_path, "document", "list").out
    assert all(f"{one.name} ({one.alias})" in named for one in DOCUMENTS.values())


@pytest.mark.parametrize(
    "own",
    [
        *("keys.json", "KEYS.JSON", "keys.json.previous", "terampil.db", "terampil.db-wal"),
        *("settings.json", "anchor.json", "backups/x.xlsx", "inbox/forks/x.xlsx", "logs"),
    ],
)
def test_nothing_is_written_over_the_office(call: Call, branch: Path, case: Case, own: str) -> None:
    before = {path: path.read_bytes() for path in branch.glob("*.json")}
    words = ("--home", branch, "--json")
    for given in (
        ("report", "workers", "--format", "xlsx"),
        ("document", "minutes", "--id", case[1].id),
        ("import", "workers", SAMPLES / "01_tidy.xlsx", "--report"),
        ("batch", "make"),
    ):
        out = (branch / own,) if given[-1] == "--report" else ("--out", branch / own)
        done = call(*words, *given, *out)
        assert (done.exit, done.data["code"]) == (2, "OUT-OFFICE")
    assert {path: path.read_bytes() for path in branch.glob("*.json")} == before
    assert not (branch / "inbox").exists()


def test_the_last_level_of_a_folder_is_made(
    call: Call, branch: Path, case: Case, tmp_path: Path
) -> None:
    words = ("--home", branch, "--json")
    new = tmp_path / "satu" / "x.xlsx"
    assert call(*words, "report", "workers", "--out", new).data["file"] == str(new)
    told = call(
        *words, "document", "minutes", "--id", case[1].id, "--out", f"{tmp_path / 'dua'}/"
    ).data
    assert Path(told["file"]).parent == tmp_path / "dua"
    deep = call(*words, "report", "workers", "--out", tmp_path / "a" / "b" / "x.xlsx")
    assert (deep.exit, deep.data["code"]) == (2, "FILE-FOLDER")
    file = call(*words, "report", "workers", "--out", new / "x.xlsx")
    assert (file.exit, file.data["code"]) == (2, "FILE-FOLDER")


@pytest.mark.parametrize("name", list(REPORTS))
@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_every_report_as_a_file(
    call: Call, branch: Path, case: Case, tmp_path: Path, name: str, form: str
) -> None:
    out = tmp_path / f"laporan.{form}"
    words = ("--home", branch, "--json", "report", name, "--format", form, "--out", out)
    done = call(*words, "--from", "2026-01-01", "--to", "31 Desember 2026")
    assert (done.exit, done.data["file"]) == (0, str(out))
    if form == "pdf":
        assert out.read_bytes().startswith(b"%PDF")
        return
    sheet = load_workbook(out).worksheets[0]
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "(MND)" in text
    if name in ("consultations", "enrolments", "workers"):
        assert case[0].name in text or case[1].number in text


def test_a_folder_gets_a_name_of_its_own(call: Call, branch: Path, tmp_path: Path) -> None:
    words = ("--home", branch, "--json", "report", "workers", "--out", tmp_path)
    first, second = Path(call(*words).data["file"]), Path(call(*words).data["file"])
    assert first != second
    assert {first.suffix, second.suffix} == {".xlsx"}
    assert first.parent == tmp_path


def test_a_day_that_is_none(call: Call, branch: Path, tmp_path: Path) -> None:
    words = ("--home", branch, "--json", "report", "workers", "--out", tmp_path / "x.xlsx")
    done = call(*words, "--from", "31 Februari 2026")
    assert (done.exit, done.data["code"]) == (2, "DATE")
    done = call(*words, "--from", "2026-02-01", "--to", "2026-01-01")
    assert (done.exit, done.data["code"]) == (2, "PERIOD")
    assert not (tmp_path / "x.xlsx").exists()


def test_documents_by_id_number_and_code(
    call: Call, branch: Path, case: Case, tmp_path: Path
) -> None:
    _worker, consultation, training_class = case
    for name, words, record in (
        ("minutes", ("--id", consultation.id), consultation),
        ("minutes", ("--id", consultation.number), consultation),
        ("attendance-sheet", ("--class", training_class.code), training_class),
    ):
        out = tmp_path / "dokumen.pdf"
        done = call("--home", branch, "--json", "document", name, *words, "--out", out)
        assert (done.exit, done.data["id"]) == (0, record.id)
        assert out.read_bytes().startswith(b"%PDF")
        out.unlink()
    missing = call(
        "--home", branch, "--json", "document", "minutes", "--id", "x", "--out", tmp_path
    )
    assert (missing.exit, missing.data["code"]) == (2, "NOT-FOUND")
    unknown = call("--home", branch, "--json", "document", "puisi", "--id", "x", "--out", tmp_path)
    assert (unknown.exit, unknown.data["code"]) == (2, "DOCUMENT")


def test_finding_masks_what_is_sensitive(call: Call, branch: Path, case: Case) -> None:
    worker, consultation, _class = case
    for typed in ("maruf", "SITI", worker.nik, "081234567801"[-8:]):
        done = call("--home", branch, "--json", "find", typed)
        found = {one["id"]: one for one in done.data["found"]}
        assert worker.id in found, typed
        assert str(worker.nik) not in done.out
        assert "81234567801" not in done.out
        assert str(worker.birth_date) not in done.out
        assert found[worker.id]["nik"].endswith(str(worker.nik)[-4:])
    by_number = call("--home", branch, "--json", "find", consultation.number).data
    assert consultation.id in {one["id"] for one in by_number["found"]}
    assert call("--home", branch, "--json", "find", "  ").data["found"] == []
    line = call("--home", branch, "find", "maruf").out
    assert worker.id in line and str(worker.nik) not in line


def test_lists_tell_the_ids(call: Call, branch: Path, case: Case) -> None:
    worker, consultation, training_class = case
    for what, record in (
        ("workers", worker),
        ("consultations", consultation),
        ("classes", training_class),
    ):
        told = call("--home", branch, "--json", "list", what).data
        assert (told["count"], [one["id"] for one in told[what]]) == (1, [record.id])


def test_programs_are_told_the_stored_form(call: Call, branch: Path, case: Case) -> None:
    worker, consultation, training_class = case
    (told,) = call("--home", branch, "--json", "list", "consultations").data["consultations"]
    assert told["held_on"] == consultation.held_on.isoformat()
    assert told["state"] == consultation.state.value
    found = call("--home", branch, "--json", "find", training_class.code).data["found"]
    (told,) = (one for one in found if one["id"] == training_class.id)
    assert told["starts_on"] == training_class.starts_on.isoformat()
    assert told["state"] == training_class.state.value
    (programme,) = call("--home", branch, "--json", "list", "programmes").data["programmes"]
    assert isinstance(programme["days"], int)
    (told,) = call("--home", branch, "--json", "list", "workers").data["workers"]
    assert worker.birth_date is not None
    assert (told["name"], told["birth_date"]) == (worker.name, str(worker.birth_date.year))
    assert told["nik"] != worker.nik
    line = call("--home", branch, "list", "consultations").out
    assert consultation.held_on.isoformat() not in line


def test_signs_alone_find_nothing(call: Call, branch: Path, case: Case) -> None:
    for typed in ("%", "_", "%%%", "”"):
        assert call("--home", branch, "--json", "find", typed).data["found"] == []


def test_a_confidential_case_is_not_found(
    call: Call, branch: Path, case: Case, desk: Office, tmp_path: Path
) -> None:
    worker, consultation, _class = case
    keys = desk.keys.add_officer("budi", "0" * 32, ["CLERK"], "kata sandi budi 1").settled()
    assert keys
    with desk.store.write("kept confidential") as session:
        record = session.get_one(Consultation, consultation.id)
        record.officer = desk.keys.officer.id
        record.embargo_until = desk.today + timedelta(days=30)
    password = tmp_path / "sandi.txt"
    password.write_text("kata sandi budi 1", "utf-8")
    budi = ("--home", branch, "--json", "--user", "budi", "--password-file", password)
    rina = ("--home", branch, "--json", "--user", "rina")
    for words in (("find", "maruf"), ("find", consultation.number)):
        assert call(*rina, *words).data["found"]
        assert call(*budi, *words).data["found"] == []
    out = ("--id", consultation.number, "--out", tmp_path / "x.pdf")
    assert call(*budi, "document", "minutes", *out).data["code"] == "NOT-FOUND"
    with desk.store.read() as session:
        assert session.query(CaseReader).count() == 0
    assert call(*budi, "list", "workers").data["count"] == 0
    assert call(*rina, "list", "workers").data["workers"][0]["id"] == worker.id
