"""Tables of 20,000 rows as xlsx and pdf, against the bare libraries."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from benchmarks.measure import Ratio, compare, seconds
from exports import fonts
from exports.pdf import write_pdf
from exports.sheet import Cell, Column, Holds, Sheet
from exports.xlsx import write_xlsx

ROWS = 20_000
COLUMNS = (
    Column("No.", Holds.NUMBER, 6),
    Column("Nama", width=28),
    Column("NIK", Holds.IDENTIFIER, 18),
    Column("Perusahaan", width=28),
    Column("Tanggal", Holds.DAY, 11),
    Column("Upah", Holds.MONEY, 14, total=True),
    Column("Program", width=24),
    Column("Status", width=14),
    Column("Kota", width=14),
    Column("Hadir", Holds.SHARE, 8),
)


def _sheet() -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            i,
            f"Pekerja {i} (CONTOH)",
            f"{7_171_000_000_000_000 + i}",
            "PT Contoh Sejahtera",
            date(2026, 1, 1 + i % 28),
            4_200_000 + i,
            "Operator Forklift",
            "Terdaftar",
            "Manado",
            9_000 + i % 1000,
        )
        for i in range(ROWS)
    ]
    return Sheet("Tabel", COLUMNS, rows)


def run() -> Iterator[Ratio]:
    """The same cells; the floors know no fonts to fit, no safety and no furniture."""
    sheet = _sheet()
    fonts.register()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def bare_xlsx() -> None:
            book = Workbook(write_only=True)
            page = book.create_sheet()
            for row in sheet.rows:
                page.append(row)
            book.save(folder / "floor.xlsx")

        def bare_pdf() -> None:
            canvas = Canvas(str(folder / "floor.pdf"), pagesize=(842, 595))
            for start in range(0, ROWS, 38):
                for column in range(len(COLUMNS)):
                    text = canvas.beginText(40 + 76 * column, 540)
                    text.setFont(fonts.REGULAR, 8)
                    text.setLeading(13)
                    for row in sheet.rows[start : start + 38]:
                        text.textLine(str(row[column]))
                    canvas.drawText(text)
                canvas.showPage()
            canvas.save()

        yield compare(
            f"xlsx of {ROWS:,} rows / bare openpyxl write-only",
            lambda: seconds(lambda: write_xlsx(sheet, folder / "ours.xlsx")),
            lambda: seconds(bare_xlsx),
            rounds=3,
            aim=1.1,
        )
        yield compare(
            f"pdf of {ROWS:,} rows / bare canvas, one text object a column",
            lambda: seconds(lambda: write_pdf(sheet, folder / "ours.pdf")),
            lambda: seconds(bare_pdf),
            rounds=3,
        )
