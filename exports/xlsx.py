"""A sheet as an Excel workbook: real numbers and dates, identifiers as text.

Nothing a person typed becomes a formula: text cells are written as text and
marked as quoted, whatever they begin with. Characters that would make the
file unreadable are left out. The same sheet gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Literal, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop_app.files import write_atomically
from desktop_app.i18n import N_, language, translate
from desktop_app.progress import Progress, silent
from exports.sheet import FIGURES, Cell, Column, Holds, Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as BookCell
    from openpyxl.worksheet.worksheet import Worksheet

    from exports.xlsx_rows import RowSheet, Slot

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST = 32_767
_CUT = " […]"
_NAME_LENGTH = 31
"""Of a sheet, in characters; Excel takes no more."""
_FORMATS = {
    Holds.TEXT: "@",
    Holds.IDENTIFIER: "@",
    Holds.NUMBER: "#,##0",
    Holds.MONEY: '"Rp"#,##0',
    Holds.DAY: "DD/MM/YYYY",
    Holds.SHARE: "0.0%",
}
_EVERY = 500
_FIRST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that an archive knows: that of every workbook."""


def plain(text: str) -> str:
    """`text` as a cell can hold it; what is too long ends in a visible mark."""
    if not text.isprintable():
        text = _UNREADABLE.sub("", text)
    return text if len(text) <= _MOST else text[: _MOST - len(_CUT)] + _CUT


def write_xlsx(sheet: Sheet, path: Path, progress: Progress = silent) -> Path:
    """Write `sheet` to `path`, whole or not at all; returns the path.

    Raises UserError when the file is open elsewhere or the disk is full, and
    Cancelled through `progress`.
    """
    return write_atomically(path, lambda file: fill_xlsx(sheet, file, progress))


def fill_xlsx(sheet: Sheet, file: BinaryIO, progress: Progress = silent) -> None:
    """The same as `write_xlsx`, into an open file."""
    from openpyxl import Workbook

    from exports.xlsx_rows import add_sheet

    with language("id"):
        book = Workbook(write_only=True)
        book.properties.creator = "Terampil"
        try:
            _fill(add_sheet(book, _sheet_name(sheet.title)), sheet, progress)
            _circumstances(_page(add_sheet(book, "Info")), sheet)
        except BaseException:
            _abandon(book)
            raise
        # Packed in memory: a full disk would leave the archive open, to fail once more later.
        packed = BytesIO()
        _pack(book, packed)
        file.write(packed.getbuffer())


class _Undated(ZipFile):
    """An archive whose members say nothing of when they were written."""

    def open(
        self,
        name: str | ZipInfo,
        mode: Literal["r", "w"] = "r",
        pwd: bytes | None = None,
        *,
        force_zip64: bool = False,
    ) -> IO[bytes]:
        if isinstance(name, ZipInfo) and mode == "w":
            name.date_time = _FIRST.timetuple()[:6]
        return super().open(name, mode, pwd, force_zip64=force_zip64)


def _pack(book: Workbook, file: BinaryIO) -> None:
    from openpyxl.writer.excel import ExcelWriter

    # What `Workbook.save` does, but for the moments it writes down.
    book.properties.created = book.properties.modified = _FIRST
    with _Undated(file, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


def _page(rows: RowSheet) -> Worksheet:
    # openpyxl's own sheets of rows take the rest from `Worksheet` too; the types do not say so.
    return cast("Worksheet", rows)


def _abandon(book: Workbook) -> None:
    # What was written so far lies in temporary files of openpyxl's: they hold
    # personal data and would stay.
    for page in cast("list[Any]", book.worksheets):
        page.close()
        page._writer.cleanup()


def _circumstances(page: Worksheet, sheet: Sheet) -> None:
    page.column_dimensions["A"].width = 28
    page.column_dimensions["B"].width = 80
    for name, value in [(translate(N_("Report")), sheet.title), *sheet.info]:
        page.append([_text(page, name, bold=True), _text(page, value)])
    for note in sheet.notes:
        page.append([_text(page, ""), _text(page, note)])


def _fill(rows: RowSheet, sheet: Sheet, progress: Progress) -> None:
    from openpyxl.utils import get_column_letter

    page = _page(rows)
    top = _head(sheet)
    header = len(top) + 1
    last = get_column_letter(len(sheet.columns))
    for i, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(i)].width = max(column.width, 6) + 2
    page.freeze_panes = f"A{header + 1}"
    page.auto_filter.ref = f"A{header}:{last}{header + max(len(sheet.rows), 1)}"
    _paper(page, sheet, header)
    for line in top:
        page.append([_text(page, line, bold=True)])
    page.append([_heading(page, column) for column in sheet.columns])
    rows.slots = [_slot(page, column, i) for i, column in enumerate(sheet.columns, 1)]
    for done, row in enumerate(sheet.rows):
        if done % _EVERY == 0:
            progress(done, len(sheet.rows))
        page.append(row if isinstance(row, tuple) else tuple(row))
    rows.slots = ()
    totals = sheet.totals()
    if totals is not None:
        page.append(_total_row(page, sheet, totals))
    progress(len(sheet.rows), len(sheet.rows))


def _head(sheet: Sheet) -> list[str]:
    lines = [sheet.title]
    if sheet.subtitle:
        lines.append(sheet.subtitle)
    if sheet.provisional:
        lines.append(translate(N_("DATA NOT FINAL")))
    if sheet.personal:
        lines.append(translate(N_("RESTRICTED – contains personal data")))
    return [*lines, ""]


def _sheet_name(title: str) -> str:
    # Excel calls a file damaged whose sheet's name has these signs, or an apostrophe at an end.
    name = " ".join(re.sub(r"[\[\]:*?/\\]", " ", plain(title)).split()).strip("' ")
    if len(name) > _NAME_LENGTH:
        whole = name[: _NAME_LENGTH + 1].rpartition(" ")[0]  # Ends with a word, if it can.
        name = whole or name[:_NAME_LENGTH]
    return name.strip(" '") or "Terampil"


def _paper(page: Worksheet, sheet: Sheet, header: int) -> None:
    wide = sum(max(column.width, 6) for column in sheet.columns) > 90
    page.page_setup.orientation = "landscape" if wide else "portrait"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    fit = page.sheet_properties.pageSetUpPr
    assert fit is not None
    fit.fitToPage = True
    page.print_title_rows = f"{header}:{header}"
    foot = page.oddFooter
    assert foot is not None and foot.right is not None and foot.left is not None
    foot.right.text = translate(N_("Page &P of &N"))
    if sheet.personal:
        foot.left.text = translate(N_("RESTRICTED – contains personal data"))


def _text(page: Worksheet, text: str, *, bold: bool = False) -> BookCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(page)
    cell.number_format = "@"
    cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return _set(cell, Holds.TEXT, text)


def _heading(page: Worksheet, column: Column) -> BookCell:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = _text(page, column.title)
    cell.font = Font(bold=True, color="FFFFFFFF")
    cell.fill = PatternFill("solid", start_color="FF0B6E4F")
    cell.alignment = Alignment(
        horizontal="right" if column.holds in FIGURES else "left",
        vertical="center",
        wrap_text=True,
    )
    cell.border = Border(bottom=Side("thin", color="FF10302A"))
    return cell


def _slot(page: Worksheet, column: Column, number: int) -> Slot:
    from exports.xlsx_rows import Slot

    pattern = _pattern(page, column)
    pattern.column = number
    return Slot(pattern, share=column.holds is Holds.SHARE)


def _pattern(page: Worksheet, column: Column) -> BookCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(page)
    cell.number_format = _FORMATS[column.holds]
    if column.holds in (Holds.TEXT, Holds.IDENTIFIER):
        cell.quotePrefix = True
        cell.alignment = Alignment(vertical="top", wrap_text=column.width > 24)
    else:
        cell.alignment = Alignment(vertical="top")
    return cell


def _set(cell: BookCell, holds: Holds, value: Cell) -> BookCell:
    if value is None or value == "":
        cell.value = None
    elif isinstance(value, str):
        # The type is set after the value: openpyxl takes "=..." for a formula
        # and "#N/A" for an error.
        cell.value = plain(value)
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.value = value
    else:
        cell.value = value / 10_000 if holds is Holds.SHARE else value
    return cell


def _total_row(page: Worksheet, sheet: Sheet, totals: Sequence[Cell]) -> list[BookCell]:
    from openpyxl.styles import Border, Font, Side

    row: list[Any] = []
    for i, (column, total) in enumerate(zip(sheet.columns, totals, strict=True)):
        if i == 0 and total is None:
            cell = _text(page, translate(N_("Total")))
        else:
            cell = _set(_pattern(page, column), column.holds, total)
        cell.font = Font(bold=True)
        cell.border = Border(top=Side("thin", color="FF10302A"))
        row.append(cell)
    return row
