"""The whole road by the real program in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop_app.desk.enrolling import enrol
from desktop_app.office import open_office
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    Employer,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.consultation import Retain
from desktop_app.records.employer import Scheme
from desktop_app.sync.outbox import batches
from desktop_app.sync.sealing import BatchState
from tests import make
from tests.homes import PASSWORD

PROGRAM = Path(sys.executable).with_name("terampil")
SAMPLES = Path(__file__).parents[1] / "data" / "samples"
README = json.loads((SAMPLES / "README.json").read_text("utf-8"))
LISTS = ("01_tidy.xlsx", "04_second_sheet.xlsx")


@dataclass(frozen=True)
class Said:
    """How a call ended, and what it said."""

    exit: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


@dataclass
class Shell:
    """A person at a terminal, with one home; remembers all that was said aloud."""

    home: Path
    password: str = PASSWORD
    language: str = "id"
    heard: list[str] = field(default_factory=list)

    def plain(self, *words: object) -> Said:
        """One call, answered in sentences."""
        done = subprocess.run(
            [PROGRAM, "--home", self.home, "--lang", self.language, *map(str, words)],
            capture_output=True,
            env=os.environ | {"TERAMPIL_PASSWORD": self.password},
            stdin=subprocess.DEVNULL,
            timeout=120,
        )
        said = Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
        self.heard += [said.out, said.err]
        assert "Traceback" not in said.err
        return said

    def __call__(self, *words: object) -> Any:
        """What a call answers in JSON, when it is done."""
        said = self.plain("--json", *words)
        assert said.exit == 0, said.out + said.err
        assert said.data["ok"] is True
        return said.data

    def refused(self, code: str, *words: object) -> Any:
        """A call that is the user's matter: its code, and one clear line."""
        said = self.plain("--json", *words)
        assert (said.exit, said.data["ok"], said.data["code"]) == (2, False, code)
        assert said.data["error"]
        assert said.err.count("\n") <= 1
        return said.data


@pytest.fixture
def branch(request: pytest.FixtureRequest, tmp_path: Path) -> Shell:
    """A branch that was set up by command; Indonesian, or as a test's parameter says."""
    made = Shell(tmp_path / "cabang", language=getattr(request, "param", "id"))
    named = ("--branch-code", "MND", "--branch-name", "Manado", "--province", "71")
    told = made("init", *named, "--user", "rina", "--name", "Rina Manoppo")
    assert (told["office"], told["user"]) == ("MND", "rina")
    return made


@pytest.fixture
def centre(request: pytest.FixtureRequest, branch: Shell, tmp_path: Path) -> Shell:
    """Headquarters: beside the Indonesian branch on SQLite, beside the English on PostgreSQL."""
    made = Shell(tmp_path / "pusat", language=branch.language)
    server = branch.language == "en"
    url = ("--database", request.getfixturevalue("fresh_database_url")) if server else ()
    assert made("hq", "init", "--user", "dewi", *url)["office"] == "PUSAT"
    assert (made.home / "terampil.db").exists() is not server
    return made


def enrolled(branch: Shell, centre: Shell, papers: Path) -> None:
    """The four steps of registering, fingerprints compared as on the phone."""
    papers.mkdir()
    named = ("--branch-code", "MND", "--branch-name", "Manado")
    invited = centre("enrol", "invite", *named, "--out", papers)
    asked = branch("enrol", "request", invited["file"], "--out", papers)
    assert asked["sender_fingerprint"] == invited["fingerprint"]
    certified = centre("enrol", "certify", asked["file"], "--out", papers)
    assert certified["sender_fingerprint"] == asked["fingerprint"]
    branch("enrol", "install", certified["file"])


def case(branch: Shell) -> str:
    """A consultation, which the window records; its number."""
    office = open_office(branch.home, "rina", PASSWORD)
    company = Employer(npp="18003456", name="PT Minahasa Garmen")
    programme = TrainingProgramme(code="VOK-001", name="Operator mesin jahit", days=10)
    talk = make.consultation(company, workers_stated=60, retain=Retain.NO, contact="Wulan")
    with office.store.write("recorded") as session:
        session.add_all([company, programme, talk])
        session.add(make.training_class(programme, code="KLS-MND-2026-0001", capacity=60))
    office.close()
    return talk.number


def all_into_the_class(branch: Shell, number: str) -> None:
    """What F7 does in the window."""
    office = open_office(branch.home, "rina", PASSWORD)
    with office.store.write("enrolled") as session:
        talk = session.query(Consultation).filter_by(number=number).one()
        cases = session.query(AffectedWorker).filter_by(consultation=talk.id).all()
        (seats,) = session.query(TrainingClass).all()
        enrol(
            session,
            [one.id for one in cases],
            programme=seats.programme,
            scheme=Scheme.PARTNER,
            today=office.today,
            year=office.today.year,
            training_class=seats.id,
        )
    office.close()


@pytest.mark.parametrize("branch", ["id", "en"], indirect=True)
def test_the_whole_road(branch: Shell, centre: Shell, tmp_path: Path) -> None:
    up, down, out = (tmp_path / name for name in ("naik", "turun", "keluar"))
    out.mkdir()
    enrolled(branch, centre, tmp_path / "surat")
    number = case(branch)

    dry = branch("import", "workers", SAMPLES / "02_hr_list.xlsx", "--dry-run")
    assert (dry["ready"], dry["wrong"], dry["written"]) == (69, 6, 0)
    people = 0
    answered = out / "jawaban.xlsx"
    for name in LISTS:
        of_the_case = ("--consultation", number) if name == "01_tidy.xlsx" else ()
        done = branch("import", "workers", SAMPLES / name, "--report", answered, *of_the_case)
        assert (done["rows"], done["wrong"]) == (README[name]["rows"], README[name]["wrong"])
        if name == "01_tidy.xlsx":
            assert done["affected_workers"] == 60
        people += done["written"]
        assert any("Masalah" in row for row in load_workbook(answered).worksheets[0].values)
    branch.refused("NO-LIST", "import", "workers", SAMPLES / "06_not_a_list.xlsx")
    branch.refused("NO-FILE", "import", "workers", tmp_path / "tidak-ada.xlsx")
    assert branch("list", "workers", "--limit", 1)["count"] == people
    all_into_the_class(branch, number)

    (found, *_rest) = branch("list", "workers", "--limit", 1)["workers"]
    assert branch("find", found["name"])["found"]
    assert branch("find", "zzzz tidak ada")["found"] == []

    period = ("--from", "1 Januari 2026", "--to", "31 Desember 2026")
    for name, form in (("enrolments", "xlsx"), ("consultations", "pdf")):
        path = out / f"{name}.{form}"
        branch("report", name, "--format", form, *period, "--out", path)
    names = {row[1] for row in load_workbook(out / "enrolments.xlsx").worksheets[0].values}
    assert len(names) >= 60
    assert "Manado" in PdfReader(out / "consultations.pdf").pages[0].extract_text()
    minutes, sheet = out / "berita-acara.pdf", out / "daftar-hadir.pdf"
    branch("document", "minutes", "--id", number, "--out", minutes)
    branch("document", "daftar-hadir", "--class", "KLS-MND-2026-0001", "--out", sheet)
    assert "PT Minahasa Garmen" in PdfReader(minutes).pages[0].extract_text()
    assert len(PdfReader(sheet).pages) > 1, "sixty people need more than one page"
    branch.refused("NOT-FOUND", "document", "minutes", "--id", "K-0", "--out", minutes)

    made = branch("batch", "make", "--out", up)
    counts = made["counts"]
    assert (counts["worker"], counts["enrolment"], counts["affected_worker"]) == (people, 60, 60)
    branch.refused("NOTHING-TO-SEND", "batch", "make", "--out", up)
    assert centre("batch", "inspect", made["file"])["header"]["batch_no"] == 1
    dry = centre("hq", "collect", up, "--dry-run")
    assert (dry["dry_run"], dry["counts"]["applied"]) == (True, 1)
    assert centre("list", "workers", "--limit", 1)["count"] == 0
    (result,) = centre("hq", "collect", up)["files"]
    assert (result["created"], result["totals_matched"]) == (counts, True)
    assert centre("hq", "collect", up)["counts"]["already applied"] == 1
    assert centre("list", "workers", "--limit", 1)["count"] == people

    published = [one["file"] for one in centre("hq", "publish", "--out", down)["files"]]
    assert branch("batch", "read", *published)["counts"]["applied"] == len(published)
    assert branch("batch", "read", *published)["counts"]["already applied"] == len(published)
    office = open_office(branch.home, "rina", PASSWORD)
    assert [one.state for one in batches(office)] == [BatchState.APPLIED]
    office.close()
    assert centre("check")["problems"] == []
    said = branch.plain("check")
    words = {"id": "Semuanya", "en": "Everything"}[branch.language]
    assert (said.exit, said.out.split()[0]) == (0, words)


def test_what_is_refused(branch: Shell, centre: Shell, tmp_path: Path) -> None:
    """Wrong password, damaged, truncated, forged, misdirected, missing, repeated."""
    enrolled(branch, centre, tmp_path / "surat")
    stranger = Shell(branch.home, password="bukan kata sandinya", language=branch.language)
    stranger.refused("PASSWORD", "batch", "make", "--out", tmp_path)

    files = []
    for name in ("01_tidy.xlsx", "05_clipboard.txt", "03_semicolon_cp1252.csv"):
        branch("import", "workers", SAMPLES / name)
        files.append(Path(branch("batch", "make", "--out", tmp_path / "naik")["file"]))
    first, second, third = files

    good = first.read_bytes()
    middle = len(good) // 2
    bad = {
        "E-TRUNC": good[:-1],
        "E-SIG": good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :],
        "E-TYPE": b"PK\x03\x04" + good[4:],
    }
    paths = {code: tmp_path / f"{code}.vkb" for code in bad} | {"FILE-MISSING": tmp_path / "a.vkb"}
    for code, data in bad.items():
        paths[code].write_bytes(data)
    told = centre.plain("--json", "batch", "read", *paths.values())
    assert (told.exit, told.data["ok"]) == (2, False)
    codes = {Path(one["file"]).stem: one["code"] for one in told.data["files"]}
    assert codes == {path.stem: code for code, path in paths.items()}
    assert all(one["state"] == "refused" and one["error"] for one in told.data["files"])
    branch.refused("E-NOT-FOR-ME", "batch", "read", first)

    # One more headquarters: whatever comes from there was forged in our eyes.
    other = Shell(tmp_path / "lain", language=branch.language)
    other("hq", "init", "--user", "budi")
    other.refused("E-KEY-REVOKED", "batch", "read", first)
    forged = tmp_path / "palsu"
    twin = Shell(tmp_path / "kembar", language=branch.language)
    twin("init", "--branch-code", "MND", "--branch-name", "Manado", "--user", "rina")
    enrolled(twin, other, forged)
    twin("import", "workers", SAMPLES / "01_tidy.xlsx")
    seal = Path(twin("batch", "make", "--out", forged)["file"])
    centre.refused("E-KEY-REVOKED", "batch", "read", seal)

    gap = centre("batch", "read", third)["files"][0]
    assert (gap["state"], gap["code"], gap["missing"]) == ("held", "E-GAP", [1, 2])
    assert centre("list", "workers", "--limit", 1)["count"] == 0
    assert centre("batch", "read", first)["counts"]["applied"] == 1
    assert centre("batch", "read", second)["counts"]["applied"] == 2, "the one that waited too"
    again = centre("batch", "read", first, second, third)
    assert again["counts"]["already applied"] == 3
    mine = branch("list", "workers", "--limit", 1)["count"]
    assert centre("list", "workers", "--limit", 1)["count"] == mine
    assert centre("check")["problems"] == []
