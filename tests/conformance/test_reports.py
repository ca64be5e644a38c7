"""What holds for every report, whoever adds one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop_app.i18n import language, translate
from desktop_app.office import Office
from exports.reports import REPORTS, Question, Report
from exports.reports.writing import FORMATS, SIZES, write
from exports.sheet import Holds
from resources.catalogue import merge
from tests import make
from tests.exports.parts import KPJ, LONG_NAME, fill

LOCALE = Path(__file__).parents[2] / "resources" / "locale" / "id" / "LC_MESSAGES"
EVERY = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
WHOLE = re.compile(r"\d{11,}")
"""Digits of nobody's: a NIK has 16, a KPJ 11."""


def words(report: Report, office: Office, folder: Path) -> dict[str, str]:
    """What the report says, by format, as other programs read it."""
    said = {}
    with office.store.read() as session:
        for form in FORMATS:
            path = write(report, Question.of(office), session, folder / f"a.{form}", form)
            if form == "pdf":
                text = " ".join(page.extract_text() for page in PdfReader(path).pages)
            else:
                book = load_workbook(path)
                text = " ".join(str(v) for s in book for row in s.values for v in row if v)
            said[form] = " ".join(text.split())
    return said


@EVERY
def test_it_can_be_named(report: Report) -> None:
    assert REPORTS[report.name] is report
    assert re.fullmatch(r"[a-z-]+", report.name)
    assert report.paper in SIZES
    texts = {key: entry.translation for key, entry in merge(LOCALE).items()}
    for text in (report.title, report.about):
        assert texts.get(text) and texts[text] != text


@EVERY
def test_an_empty_office_gets_an_answer(report: Report, office: Office, tmp_path: Path) -> None:
    with office.store.read() as session:
        sheet = report.sheet(session, Question.of(office))
    assert sheet.rows == []
    assert sheet.columns
    said = words(report, office, tmp_path)
    assert all(sheet.title in text and "Manado" in text for text in said.values())


@EVERY
def test_a_full_office_gets_an_answer(report: Report, office: Office, tmp_path: Path) -> None:
    fill(office)
    with office.store.read() as session:
        sheet = report.sheet(session, Question.of(office))
        past = report.sheet(session, Question.of(office, date(2019, 1, 1), date(2019, 12, 31)))
    assert sheet.rows and past.rows == []
    assert len({column.title for column in sheet.columns}) == len(sheet.columns)
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    said = words(report, office, tmp_path)
    people = any(column.title == "Nama" for column in sheet.columns)
    for text in said.values():
        assert LONG_NAME.split()[0] in text or not people
        assert "TERBATAS" in text or not sheet.personal
        assert not any(make.nik(n) in text or KPJ.format(n=n) in text for n in range(1, 7))
        assert not any(f"4567{n:03}" in text.replace(" ", "") for n in range(1, 7)), "a phone"


@EVERY
def test_no_identifier_is_whole_until_a_purpose_is_given(report: Report, office: Office) -> None:
    fill(office)
    with office.store.read() as session:
        sheet = report.sheet(session, Question.of(office))
    for row in sheet.rows:
        for value, column in zip(row, sheet.columns, strict=True):
            if column.holds is Holds.IDENTIFIER and value:
                assert not WHOLE.search(re.sub(r"\D", "", str(value))), column.title


@EVERY
def test_it_speaks_indonesian_beside_an_english_window(report: Report, office: Office) -> None:
    fill(office)
    with office.store.read() as session:
        with language("id"):
            ours = report.sheet(session, Question.of(office))
        with language("en"):
            theirs = report.sheet(session, Question.of(office))
            assert translate(report.title) == report.title
    assert theirs == ours


@EVERY
def test_a_confidential_case_is_absent(report: Report, office: Office, tmp_path: Path) -> None:
    fill(office, embargo=True)
    for text in words(report, office, tmp_path).values():
        for secret in ("Samudra", "0001/2026", "Ma'ruf", LONG_NAME.split()[0]):
            assert secret not in text
