"""The monthly pack: whole or not there, with its contents, sums and digest."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from desktop_app.desk import periods
from desktop_app.errors import Cancelled, UserError
from desktop_app.office import Office
from desktop_app.records import Handout, PeriodClosing
from exports.pack import SUMS, make_pack
from exports.reports import REPORTS
from tests.exports.parts import NAMES, fill


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where packs go; the office's home is elsewhere."""
    folder = tmp_path / "paket"
    folder.mkdir()
    return folder


NOVEMBER, OCTOBER = periods.month_of("2026-11"), periods.month_of("2026-10")


def test_it_holds_every_report_twice_and_says_so(office: Office, out: Path) -> None:
    fill(office)
    steps: list[tuple[int, int]] = []
    made = make_pack(office, NOVEMBER, out, lambda done, total: steps.append((done, total)))
    assert made.folder == out / "MND-2026-11"
    names = {path.name for path in made.folder.iterdir()}
    for report in REPORTS.values():
        mine = {name for name in names if re.match(rf"\d\d-{report.name}[-.]", name)}
        if report.name == "class-roster":
            assert not mine, "no class is taught in November"
        elif report.right is not None:
            assert not mine, "not everybody's"
        elif report.name == "summary":
            assert len(mine) == 2 * 7, "one for each grouping"
        else:
            assert len(mine) >= 2, report.name
    assert len(names) == made.files + 1
    contents = openpyxl.load_workbook(made.folder / "00-daftar-isi.xlsx").worksheets[0]
    said = [str(cell.value) for row in contents.iter_rows() for cell in row]
    assert "Rekapitulasi bulanan" in said and "Jenis kelamin" in said
    (pdf,) = made.folder.glob("*-summary-jenis-kelamin.pdf")
    assert "1–30 November 2026" in PdfReader(pdf).pages[0].extract_text()
    assert steps == sorted(steps) and steps[-1][0] == steps[-1][1]
    assert not any(name.lower() in file.lower() for file in names for name in NAMES[2:5])


def test_its_sums_prove_it(office: Office, out: Path) -> None:
    fill(office)
    made = make_pack(office, NOVEMBER, out, purpose="Laporan ke Kanwil")
    sums = (made.folder / SUMS).read_bytes()
    assert hashlib.sha256(sums).hexdigest() == made.digest
    for line in sums.decode().splitlines():
        digest, _space, name = line.partition("  ")
        assert hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == digest
    with office.store.read() as session:
        (line_,) = session.scalars(select(Handout).where(Handout.name == "pack"))
    assert line_.purpose == "Laporan ke Kanwil"


def test_a_pack_that_is_stopped_leaves_nothing(office: Office, out: Path) -> None:
    fill(office)

    def stop(done: int, total: int) -> None:
        if done == 3:
            assert list(out.iterdir()), "it was being written"
            raise Cancelled

    with pytest.raises(Cancelled):
        make_pack(office, NOVEMBER, out, stop)
    assert list(out.iterdir()) == []
    with office.store.read() as session:
        assert not session.scalars(select(Handout).where(Handout.name == "pack")).all()


def test_a_second_pack_stands_beside_the_first(office: Office, out: Path) -> None:
    first = make_pack(office, NOVEMBER, out)
    assert make_pack(office, NOVEMBER, out).folder.name == "MND-2026-11 (2)"
    assert first.folder.exists()


def test_the_month_is_finalised_with_it(office: Office, out: Path) -> None:
    with pytest.raises(UserError) as running:
        make_pack(office, NOVEMBER, out, finalising=True)
    assert running.value.code == "PERIOD-RUNNING"
    assert list(out.iterdir()) == []
    made = make_pack(office, OCTOBER, out, finalising=True)
    with office.store.read() as session:
        (one,) = session.scalars(select(PeriodClosing))
    assert (one.since, one.until, one.digest) == (OCTOBER.since, OCTOBER.until, made.digest)
