"""Indicators, stages and work on paper: the definition beside the figure, the same bytes again."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from desktop_app.desk.follow_ups import withdraw
from desktop_app.office import Office
from desktop_app.records import Enrolment, FollowUp, IndicatorDefinition
from desktop_app.records.funding import Measured
from desktop_app.records.work import WorkOutcome as W
from exports.handing_out import hand_out_report
from exports.reports import REPORTS, Question
from exports.sheet import Sheet
from tests.cohorts import cohort
from tests.homes import Clock

NEW = ("indicators", "stages", "placement")


def sheet_of(office: Office, name: str, group: str = "year", **asked: Any) -> Sheet:
    question = Question.of(office, options={"group": group}, **asked)
    with office.store.read() as session:
        return REPORTS[name].sheet(session, question)


def table(sheet: Sheet) -> list[dict[str, Any]]:
    titles = [column.title for column in sheet.columns]
    return [dict(zip(titles, row, strict=True)) for row in sheet.rows]


@pytest.fixture
def trained(office: Office) -> Office:
    """232 people of January of whom 23 work as the definition means it, and 20 still in time."""
    cohort(
        office,
        [W.NEW_EMPLOYER] * 23 + [W.SELF_EMPLOYED] * 4 + [W.NOT_WORKING] * 100 + [None] * 105,
    )
    late = {"begun": date(2026, 9, 7), "ended": date(2026, 9, 18), "asked": date(2026, 11, 2)}
    cohort(office, [W.PREVIOUS_EMPLOYER] * 20, number=2, **late)
    return office


def test_a_row_says_all_that_belongs_to_its_figure(trained: Office) -> None:
    sheet = sheet_of(trained, "indicators")
    first = table(sheet)[0]
    assert (first["Versi"], first["Tahun program"]) == ("IND-01 v1", "2026")
    assert (first["Yang dihitung"], first["Dari"], first["Capaian"]) == (23, 232, 991)
    assert first["Dari (uraian)"] == "seluruh peserta yang mulai pelatihan"
    assert (first["Selang 95%"], first["Target"]) == ("6,7%–14,4%", "50% (sementara)")
    assert (first["Belum diketahui"], first["Belum jatuh tempo"]) == (105, 20)
    assert (first["Wirausaha"], first["Di perusahaan baru"]) == (4, 23)
    assert [row["Target"] for row in table(sheet)[1:]] == ["-"] * 8, "a target of its version alone"
    assert sheet.as_of.startswith("Terampil · Per 24 November 2026 · pembukuan sampai ")
    assert any("IND-01 v1" in note and "6 bulan setelah" in note for note in sheet.notes)
    numbers = [one for one in sheet.notes if "SHA-256" in one]
    assert len(numbers) == 1 and len(numbers[0].split()[-1]) == 64


@pytest.mark.parametrize("name", NEW)
def test_every_number_opens_its_rows(trained: Office, name: str) -> None:
    sheet = sheet_of(trained, name)
    assert sheet.behind
    for (row, column), behind in sheet.behind.items():
        assert len(behind.ids) == sheet.rows[row][column]
        if behind.record == "enrolment":
            with trained.store.read() as session:
                found = session.scalars(select(Enrolment.id).where(Enrolment.id.in_(behind.ids)))
                assert set(found) == behind.ids


@pytest.mark.parametrize("name", NEW)
@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_asked_again_it_gives_the_same_bytes(
    trained: Office, clock: Clock, tmp_path: Path, name: str, form: str
) -> None:
    day = date(2026, 10, 31)
    digests = []
    for at in range(2):
        clock.move(hours=5)
        trained.store.refresh()
        question = Question.of(trained, date(2026, 10, 1), day, options={"group": "year"})
        path = tmp_path / f"{at}.{form}"
        hand_out_report(trained, REPORTS[name], question, path, form)
        digests.append(hashlib.sha256(path.read_bytes()).hexdigest())
    assert digests[0] == digests[1]
    cohort(trained, [W.KEPT], number=3)
    hand_out_report(trained, REPORTS[name], question, tmp_path / f"2.{form}", form)
    assert hashlib.sha256((tmp_path / f"2.{form}").read_bytes()).hexdigest() != digests[0]


def test_a_second_version_stands_beside_the_first_with_its_own_target(trained: Office) -> None:
    own = IndicatorDefinition(
        id="IND-01:2",
        code="IND-01",
        version=2,
        name="Tingkat bekerja kembali, termasuk wirausaha",
        numerator="WORKING",
        denominator="STARTED",
        denominator_words="seluruh peserta yang mulai pelatihan",
        outcomes="PREVIOUS_EMPLOYER,NEW_EMPLOYER,SELF_EMPLOYED",
        window_months=1,
        measured=Measured.EVER_WITHIN,
        target=4000,
        provisional=False,
        rank=11,
        valid_from=date(2026, 11, 1),
    )
    with trained.store.write("test", audience="here") as session:
        session.add(own)
    rows = table(sheet_of(trained, "indicators"))
    assert [(r["Versi"], r["Target"], r["Yang dihitung"], r["Dari"]) for r in rows[:2]] == [
        ("IND-01 v1", "50% (sementara)", 23, 232),
        ("IND-01 v2", "40%", 47, 252),
    ]
    assert (rows[0]["Wirausaha"], rows[1]["Wirausaha"]) == (4, 4), "all four kinds in both"
    earlier = table(sheet_of(trained, "indicators", until=date(2026, 10, 31)))
    assert [row["Versi"] for row in earlier[:2]] == ["IND-01 v1", "IND-02 v1"]


def test_groups_and_their_pictures(trained: Office, tmp_path: Path) -> None:
    sheet = sheet_of(trained, "indicators", "class")
    rows = [row for row in table(sheet) if row["Versi"] == "IND-01 v1"]
    assert [(r["Kelas"], r["Yang dihitung"], r["Dari"], r["Belum jatuh tempo"]) for r in rows] == [
        ("MND-001 Program 1", 23, 232, 0),
        ("MND-002 Program 2", 0, 0, 20),
    ]
    assert rows[1]["Capaian"] is None and rows[1]["Selang 95%"] == "-", "n = 0 has no share"
    (bars,) = sheet.pictures
    assert [part.cells for part in bars.parts] == [
        ("MND-001 Program 1", "9,9%", "23 / 232", "50% (sementara)"),
        ("MND-002 Program 2", "-", "0 / 0", "50% (sementara)"),
    ]
    path = tmp_path / "a.pdf"
    question = Question.of(trained, options={"group": "class"})
    hand_out_report(trained, REPORTS["indicators"], question, path, "pdf")
    words = " ".join(" ".join(p.extract_text() for p in PdfReader(path).pages).split())
    assert "Per 24 November 2026" in words and "Dicetak dari" not in words
    assert "Garis: target versi tersebut" in words


def test_stages_and_work_by_group(trained: Office, tmp_path: Path) -> None:
    (stages,) = table(sheet_of(trained, "stages"))
    assert (stages["Dikonsultasikan"], stages["Dilatih"], stages["Lulus"]) == (252, 252, 252)
    assert (stages["Bekerja"], stages["Kompeten"], stages["Bekerja dari dilatih"]) == (47, 0, 1865)
    work = table(sheet_of(trained, "placement", "programme"))
    assert [(row["Program pelatihan"], row["Dilatih"], row["Bekerja"]) for row in work] == [
        ("Program 1", 232, 27),
        ("Program 2", 20, 20),
    ]
    assert (work[0]["Wirausaha"], work[0]["Belum bekerja"], work[0]["Belum diketahui"]) == (
        4,
        100,
        105,
    )
    employers = table(sheet_of(trained, "placement", "employer"))
    assert [row["Perusahaan semula"] for row in employers] == ["PT Contoh 1", "PT Contoh 2"]
    provinces = table(sheet_of(trained, "placement", "province"))
    assert [row["Provinsi"] for row in provinces] == ["Belum diisi"]
    path = tmp_path / "a.xlsx"
    question = Question.of(trained, options={"group": "programme"})
    hand_out_report(trained, REPORTS["placement"], question, path, "xlsx")
    book = openpyxl.load_workbook(path)
    said = [str(cell) for page in book for row in page.values for cell in row if cell]
    assert "Per" in said and not any("Dicetak oleh" in one for one in said)


@pytest.mark.parametrize("name", NEW)
def test_an_answer_withdrawn_since_is_told_beneath_the_figures(trained: Office, name: str) -> None:
    day = date(2026, 10, 31)
    before = sheet_of(trained, name, until=day)
    with trained.store.read() as session:
        one = session.scalars(select(FollowUp.id).where(FollowUp.outcome == W.NEW_EMPLOYER)).first()
    with trained.store.write("Not so") as session:
        withdraw(session, str(one), "Salah orang")
    after = sheet_of(trained, name, until=day)
    assert after.rows == before.rows
    (told,) = set(after.notes) - set(before.notes)
    assert told.startswith("1 jawaban yang berlaku pada 31 Oktober 2026 dibatalkan sesudahnya")
    assert sheet_of(trained, name).rows != before.rows
