"""Sheets as xlsx and pdf, read back by other people's readers."""

from __future__ import annotations

import errno
import gc
import re
import struct
import tempfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop_app.errors import Cancelled
from exports import fonts
from exports.imprint import A4, F4
from exports.pdf import Paper, write_pdf
from exports.pictures import Bar, Bars
from exports.sheet import Column, Holds, Sheet, numbered
from exports.xlsx import fill_xlsx, plain, write_xlsx

HOSTILE = [
    "=cmd|'/c calc'!A0",
    "+1+2",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "TRUE",
    "'quoted",
    "<b>bold</b> & <img src='x'>",
    "Ma'ruf",
    "A",
    "Siti, S.Pd., M.M.",
    "عبد الله",
    "中文",
    "ꦮꦶ",
    "emoji 🙂",
    "a\tb",
]
COLUMNS = (
    Column("No", Holds.NUMBER, 5),
    Column("Nama", width=28),
    Column("KPJ", Holds.IDENTIFIER, 12),
    Column("Tanggal", Holds.DAY, 11),
    Column("Upah", Holds.MONEY, 14, total=True),
    Column("Hadir", Holds.SHARE, 8),
)


def sheet(names: list[str]) -> Sheet:
    rows = numbered((n, "0908734521", date(2026, 2, 1), 4_200_000, 5540) for n in names)
    return Sheet("Daftar pekerja", COLUMNS, rows, "Kantor Manado")


def header_row(page: Worksheet) -> int:
    return next(int(str(row[0].row)) for row in page.iter_rows() if row[0].value == "No")


def test_xlsx_holds_real_values_and_text_that_stays_text(tmp_path: Path) -> None:
    path = write_xlsx(sheet(HOSTILE), tmp_path / "a.xlsx")
    page = openpyxl.load_workbook(path).worksheets[0]
    top = header_row(page)
    for name, row in zip(HOSTILE, page.iter_rows(min_row=top + 1), strict=False):
        assert row[1].value == name
        assert row[1].data_type == "s"
        assert row[1].quotePrefix
        assert (row[2].value, row[2].number_format) == ("0908734521", "@")
        assert str(row[3].value).startswith("2026-02-01")
        assert row[4].value == 4_200_000
        assert row[5].value == pytest.approx(0.554)
    assert page.freeze_panes == f"A{top + 1}"
    assert page.auto_filter.ref == f"A{top}:F{top + len(HOSTILE)}"
    last = list(page.iter_rows())[-1]
    assert last[4].value == 4_200_000 * len(HOSTILE)
    assert all(c.data_type not in "fe" for row in page.iter_rows() for c in row)


def test_another_reader_sees_the_same(tmp_path: Path) -> None:
    path = write_xlsx(sheet(HOSTILE), tmp_path / "a.xlsx")
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    names = [row[1] for row in rows if row[2] == "0908734521"]
    assert names == HOSTILE


def test_what_no_workbook_can_hold_is_left_out() -> None:
    assert plain("a\x00b\ufffec\ud800") == "abc"
    long = plain("x" * 40_000)
    assert len(long) == 32_767
    assert long.endswith("[…]")


def test_circumstances_stand_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    made = replace(
        sheet(["A"]), info=[("Dicetak oleh", "=WULAN()")], personal=True, provisional=True
    )
    book = openpyxl.load_workbook(write_xlsx(made, tmp_path / "a.xlsx"))
    assert book.sheetnames[1] == "Info"
    assert [c.value for c in book["Info"][2]] == ["Dicetak oleh", "=WULAN()"]
    assert book["Info"]["B2"].data_type == "s"
    said = [row[0].value for row in book.worksheets[0].iter_rows(max_row=5)]
    assert "DATA BELUM FINAL" in said
    assert "TERBATAS – memuat data pribadi" in said


def test_pdf_says_what_the_sheet_says(tmp_path: Path) -> None:
    names = [f"Pekerja ke-{i}" for i in range(1, 121)]
    made = replace(sheet(names), personal=True, provisional=True)
    paper = Paper(footer="Dicetak dari Terampil oleh Wulan pada 10 April 2019 14.30 WITA")
    path = write_pdf(made, tmp_path / "a.pdf", paper)
    reader = PdfReader(path)
    text = "\n".join(page.extract_text() for page in reader.pages)
    for name in names:
        assert name in text
    assert "Rp4.200.000" in text
    assert "01/02/2026" in text
    assert "55,4%" in text
    assert f"Halaman 1 dari {len(reader.pages)}" in text
    assert text.count("TERBATAS – memuat data pribadi") == len(reader.pages)
    assert text.count("DATA BELUM FINAL") == len(reader.pages)
    assert text.count("10 April 2019 14.30 WITA") == len(reader.pages)
    raw = path.read_bytes()
    assert raw.count(b"/FontFile2") == raw.count(b"/Subtype /TrueType") > 0
    assert b"/Type1" not in raw


def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_pdf(sheet(HOSTILE), tmp_path / "a.pdf").read_bytes()
    assert write_pdf(sheet(HOSTILE), tmp_path / "b.pdf").read_bytes() == first
    book = write_xlsx(sheet(HOSTILE), tmp_path / "a.xlsx").read_bytes()
    assert write_xlsx(sheet(HOSTILE), tmp_path / "b.xlsx").read_bytes() == book
    with ZipFile(BytesIO(book)) as archive:
        assert {one.date_time[0] for one in archive.infolist()} == {1980}
        assert re.findall(rb">(\d{4})-", archive.read("docProps/core.xml")) == [b"1980"] * 2


def test_pictures_stand_above_the_table_on_paper(tmp_path: Path) -> None:
    bars = Bars("Tahapan", ("Tahap", "Jumlah"), [Bar("Lulus", ("Lulus", "3"), number=3, shown="3")])
    shown = replace(
        sheet(["Ma'ruf"]), pictures=[bars, replace(bars, title="Bekerja")], as_of="Per A"
    )
    path = write_pdf(shown, tmp_path / "a.pdf", Paper(footer=shown.as_of))
    words = " ".join(PdfReader(path).pages[0].extract_text().split())
    assert words.index("Tahapan") < words.index("Bekerja") < words.index("Ma'ruf")
    assert "Per A" in words
    assert "Tahapan" not in " ".join(
        PdfReader(write_pdf(replace(shown, rows=[]), tmp_path / "b.pdf"))
        .pages[0]
        .extract_text()
        .split()
    ), "no picture of nothing"


@pytest.mark.parametrize("size", [A4, F4])
def test_paper(tmp_path: Path, size: tuple[float, float]) -> None:
    path = write_pdf(sheet(["A"]), tmp_path / "a.pdf", Paper(size))
    box = PdfReader(path).pages[0].mediabox
    assert sorted((float(box.width), float(box.height))) == pytest.approx(sorted(size), abs=0.1)


def test_long_text_is_wrapped_and_then_marked(tmp_path: Path) -> None:
    name = "Abdurrahman Wahid Hasyim Asy'ari bin Muhammad Ilyas Ruhiatan"
    endless = "kata " * 200
    text = PdfReader(write_pdf(sheet([name, endless]), tmp_path / "a.pdf")).pages[0].extract_text()
    assert "".join(name.split()) in "".join(text.split())
    assert "…" in text


def test_notes_and_long_titles_are_printed_whole(tmp_path: Path) -> None:
    title = "Register pendaftaran pelatihan vokasi bagi pekerja terdampak " * 2
    made = replace(sheet(["A"]), title=title.strip(), notes=("Konsep: 3", "Catatan " * 30))
    text = "".join(PdfReader(write_pdf(made, tmp_path / "a.pdf")).pages[0].extract_text().split())
    assert "".join(title.split()) in text
    assert "Konsep:3" in text
    assert "Catatan" * 30 in text


def test_figures_are_of_equal_width() -> None:
    fonts.register()
    for name in (fonts.REGULAR, fonts.SEMIBOLD, fonts.BOLD):
        font = pdfmetrics.getFont(name)
        assert isinstance(font, TTFont)
        face: Any = font.face
        advances = face.get_table("hmtx")
        for figure in "0123456789":
            glyph = face.charToGlyph[ord(figure)]
            (units,) = struct.unpack_from(">H", advances, 4 * glyph)
            assert fonts.width(figure, name, 2048) == pytest.approx(units)
            assert fonts.width(figure, name, 1) == fonts.width("0", name, 1)


def test_the_label_of_the_sums_stands_whole_beside_the_numbers(tmp_path: Path) -> None:
    last = PdfReader(write_pdf(sheet(["A"]), tmp_path / "a.pdf")).pages[-1].extract_text()
    assert "Jumlah" in last


def test_a_cancel_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int) -> None:
        if done:
            raise Cancelled

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for write in (write_xlsx, write_pdf):
        with pytest.raises(Cancelled):
            write(sheet(["A"] * 2000), tmp_path / "a", progress=stop)
        assert list(tmp_path.iterdir()) == []


def test_an_empty_sheet_is_still_a_sheet(tmp_path: Path) -> None:
    empty = Sheet("Kosong", COLUMNS[:4], [])
    assert len(PdfReader(write_pdf(empty, tmp_path / "a.pdf")).pages) == 1
    assert openpyxl.load_workbook(write_xlsx(empty, tmp_path / "a.xlsx")).sheetnames[0] == "Kosong"


def test_a_title_becomes_a_name_that_excel_accepts(tmp_path: Path) -> None:
    made = replace(sheet(["A"]), title="'Rekap: [A/B]*?\\ " + "x" * 14 + "'" * 9)
    name = openpyxl.load_workbook(write_xlsx(made, tmp_path / "a.xlsx")).sheetnames[0]
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\")
    assert name == name.strip("'")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Hasil pemeriksaan daftar pekerja", "Hasil pemeriksaan daftar"),
        ("Hasil pemeriksaan daftar tenaga", "Hasil pemeriksaan daftar tenaga"),
        ("x" * 40, "x" * 31),
        ("?/*", "Terampil"),
    ],
)
def test_the_name_of_a_sheet_ends_with_a_word(tmp_path: Path, title: str, name: str) -> None:
    made = replace(sheet(["A"]), title=title)
    assert openpyxl.load_workbook(write_xlsx(made, tmp_path / "a.xlsx")).sheetnames[0] == name


def test_a_full_disk_is_told_once() -> None:
    class Full(BytesIO):
        def write(self, data: Any, /) -> int:
            raise OSError(errno.ENOSPC, "full")

    sheet = Sheet("Daftar", [Column("Nama")], [["Budi"]] * 2000)
    with pytest.raises(OSError, match="full"):
        fill_xlsx(sheet, Full())
    gc.collect()  # What is tidied up later must not fail again: pytest would tell.
