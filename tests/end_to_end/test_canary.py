"""People's numbers never leave the places meant for them: not into logs, names, headers, stderr."""

from __future__ import annotations

import shutil
import zipfile
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from desktop_app import logs
from desktop_app.cli import main
from desktop_app.commands import finding
from desktop_app.commands.given import Given
from desktop_app.office import open_office
from desktop_app.records import Worker
from desktop_app.store.writing import Faulty
from tests import make
from tests.homes import PASSWORD, Template
from tests.offices import enrol

PEOPLE = 12
HEADS = ("NIK", "Nama", "No. HP", "Gaji Terakhir", "No. Rekening", "KPJ")


def person(number: int) -> tuple[str, str, str, str, str, str]:
    """A row of an employer's list; nobody has these numbers."""
    return (
        make.nik(number),
        f"Orang {number}",
        f"0812{73_645_100 + number}",
        f"{4_718_300 + number * 11}",
        f"{900_437_215_600 + number * 13}",
        f"{19_064_738_200 + number * 7}",
    )


ROWS = [person(number) for number in range(1, PEOPLE + 1)]
CANARIES = sorted({value.lstrip("0") for row in ROWS for value in (row[0], *row[2:])})


def clear(data: bytes) -> list[str]:
    """The canaries that can be read in `data`, however they are written or grouped."""
    bare = data.translate(None, b" .-_\0")
    return [one for one in CANARIES if one.encode() in data or one.encode() in bare]


@pytest.fixture
def branch(branch_home: Template, tmp_path: Path) -> Path:
    return Path(shutil.copytree(branch_home.folder, tmp_path / "cabang"))


@pytest.fixture
def centre(headquarters_home: Template, tmp_path: Path) -> Path:
    return Path(shutil.copytree(headquarters_home.folder, tmp_path / "pusat"))


def the_list(path: Path) -> Path:
    """The employer's list: a good half, then faults of every sort in rows with canaries."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADS)
    for number, row in enumerate(ROWS):
        values = list(row)
        if number % 3 == 2:
            values[0] += "0"
            values[5] += "9"
        sheet.append(values)
    book.save(path)
    return path


def files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())


def content(path: Path) -> bytes:
    """What a file says to whoever opens it: Excel and PDF unpacked."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return b"\n".join(book.read(name) for name in book.namelist())
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages).encode()
    return path.read_bytes()


def test_fifty_numbers_are_followed(
    branch: Path,
    centre: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert len(CANARIES) >= 50
    monkeypatch.setenv("TERAMPIL_PASSWORD", PASSWORD)
    up, out = tmp_path / "naik", tmp_path / "keluar"
    out.mkdir()
    given = the_list(tmp_path / "daftar.xlsx")
    errors = []

    def call(*words: object, exit: int = 0, home: Path = branch) -> str:
        capsys.readouterr()
        assert main(["--home", str(home), *map(str, words)]) == exit
        said, error = capsys.readouterr()
        errors.append(error)
        return said

    offices = [open_office(home, None, PASSWORD) for home in (branch, centre)]
    enrol(offices[1], offices[0], tmp_path / "surat")
    for office in offices:
        office.close()

    call("import", "workers", given, "--report", out / "jawaban.xlsx")
    call("import", "workers", given)
    with_worker(branch)
    for row in ROWS:
        assert not clear(call("--json", "find", row[0]).encode()), "what is found is masked"
    assert not clear(call("--json", "list", "workers").encode())
    for name in ("workers", "enrolments"):
        for form in ("xlsx", "pdf"):
            call("report", name, "--format", form, "--out", out)
    call("batch", "make", "--out", up)
    call("hq", "collect", up, home=centre)
    call("hq", "collect", up, "--dry-run", home=centre)
    (batch,) = up.glob("*.vkb")
    batch.write_bytes(batch.read_bytes()[:-50])
    call("batch", "read", batch, exit=2, home=centre)
    call("check")

    def fail(given: Given) -> object:
        raise ValueError(" ".join(CANARIES))

    with monkeypatch.context() as patched:
        patched.setattr(finding, "_find", fail)
        call("find", ROWS[0][0], exit=1)
        try:
            fail(Given(branch, Namespace()))
        except ValueError as error:
            at = datetime(2026, 11, 24, tzinfo=UTC)
            crashed = logs.crash_report(branch / "logs", error, at)

    # They are there: in the list that came in, and behind the password.
    assert clear(content(given)) == CANARIES
    assert people(branch) == people(centre) > PEOPLE / 2

    assert not clear("\n".join(errors).encode())
    assert crashed.is_file()
    handed = {given, out / "jawaban.xlsx"}
    looked = [path for path in files(tmp_path) if path not in handed]
    for path in looked:
        assert not clear(str(path).encode()), path
        assert not clear(content(path)), path
    names = {path.name for path in looked}
    assert {"terampil.db", "keys.json", "settings.json", "terampil.log", batch.name} <= names
    assert any(name.startswith("crash-") for name in names)


def with_worker(home: Path) -> None:
    """Save one with all numbers as the form does, and fail to save another."""
    office = open_office(home, None, PASSWORD)
    try:
        with office.store.write("entered") as session:
            session.add(make.worker(999, account="900437215600", family_card=make.nik(998)))
        with pytest.raises(Faulty) as refused, office.store.write("entered") as session:
            session.add(make.worker(997, nik=ROWS[0][0][:-1]))
        assert not clear(str(refused.value).encode())
    finally:
        office.close()


def people(home: Path) -> int:
    office = open_office(home, None, PASSWORD)
    try:
        with office.store.read() as session:
            return session.query(Worker).count()
    finally:
        office.close()
