"""A sheet on paper: one text object a column and page, since that is what costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from desktop_app.files import write_atomically
from desktop_app.i18n import language
from desktop_app.progress import Progress, silent
from exports import fonts
from exports.imprint import A4, Marks, draw_foot, draw_line, draw_watermark
from exports.sheet import FIGURES, Sheet
from exports.table import MARGIN, PAD, SUBTITLE, TITLE, Layout, Row

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

_DARK = (0.043, 0.43, 0.31)
_ZEBRA = 0.945
_LINE = 0.72


@dataclass(frozen=True)
class Paper:
    """What stands around a table: size, and who printed it when.

    `footer` is the whole left foot line; landscape is chosen by the sheet.
    """

    size: tuple[float, float] = A4
    footer: str = ""


def write_pdf(
    sheet: Sheet, path: Path, paper: Paper | None = None, progress: Progress = silent
) -> Path:
    """Write `sheet` to `path`, whole or not at all. The same sheet gives the same bytes.

    Raises UserError when the file is open elsewhere, Cancelled through `progress`.
    """
    return write_atomically(path, lambda file: _draw(sheet, file, paper or Paper(), progress))


def pdf_bytes(sheet: Sheet, paper: Paper | None = None, progress: Progress = silent) -> bytes:
    """The same as `write_pdf`, for looking at before anything is written."""
    from io import BytesIO

    file = BytesIO()
    _draw(sheet, file, paper or Paper(), progress)
    return file.getvalue()


def _draw(sheet: Sheet, file: BinaryIO, paper: Paper, progress: Progress) -> None:
    from reportlab.pdfgen.canvas import Canvas

    fonts.register()
    with language("id"):
        layout = Layout(sheet, paper.size)
        # Named by keyword: the published types take the font's name for a number.
        options: dict[str, Any] = {"initialFontName": fonts.REGULAR, "lang": "id-ID"}
        canvas = Canvas(file, layout.page, invariant=1, pageCompression=1, **options)
        canvas.setTitle(sheet.title)
        canvas.setAuthor("Terampil")
        canvas.setCreator("Terampil")
        marks = Marks(sheet.personal, sheet.provisional)
        pages = list(layout.pages(progress))
        for number, rows in enumerate(pages, 1):
            under = _page(canvas, layout, rows, first=number == 1)
            if number == len(pages):
                _notes(canvas, layout, under)
            draw_foot(canvas, layout.page, number, len(pages), paper.footer, marks, side=MARGIN)
            canvas.showPage()
            progress(len(sheet.rows) + number, len(sheet.rows) + len(pages))
        canvas.save()


def _page(canvas: Canvas, layout: Layout, rows: Sequence[Row], *, first: bool) -> float:
    """Draw the table of one page; where it ends."""
    top = layout.next_top
    if first:
        _title(canvas, layout)
        top = layout.first_top
    _backgrounds(canvas, layout, rows, top)
    if layout.sheet.provisional:
        draw_watermark(canvas, layout.page)
    _column_texts(canvas, layout, [layout.header], top, fonts.SEMIBOLD, white=True)
    body = [row for row in rows if not row.strong]
    top -= layout.header.height
    _column_texts(canvas, layout, body, top, fonts.REGULAR)
    top -= sum(row.height for row in body)
    strong = [row for row in rows if row.strong]
    if strong:
        _column_texts(canvas, layout, strong, top, fonts.SEMIBOLD)
    return top - sum(row.height for row in strong)


def _title(canvas: Canvas, layout: Layout) -> None:
    y = layout.page[1] - MARGIN
    for lines, font, size in (
        (layout.title, fonts.BOLD, TITLE),
        (layout.subtitle, fonts.REGULAR, SUBTITLE),
    ):
        for line in lines:
            y -= size * 1.35
            draw_line(canvas, line, MARGIN, y + size * 0.25, size, font)


def _notes(canvas: Canvas, layout: Layout, top: float) -> None:
    y = top - PAD
    for line in layout.notes:
        y -= layout.leading
        draw_line(canvas, line, MARGIN, y, layout.size)


def _backgrounds(canvas: Canvas, layout: Layout, rows: Sequence[Row], top: float) -> None:
    left, width = MARGIN, sum(layout.widths)
    canvas.setFillColorRGB(*_DARK)
    canvas.rect(left, top - layout.header.height, width, layout.header.height, stroke=0, fill=1)
    y = top - layout.header.height
    canvas.setFillGray(_ZEBRA)
    canvas.setStrokeGray(_LINE)
    canvas.setLineWidth(0.4)
    for i, row in enumerate(rows):
        y -= row.height
        if i % 2 and not row.strong:
            canvas.rect(left, y, width, row.height, stroke=0, fill=1)
        if row.strong:
            canvas.line(left, y + row.height, left + width, y + row.height)
        canvas.line(left, y, left + width, y)
    canvas.setFillGray(0)


def _column_texts(
    canvas: Canvas,
    layout: Layout,
    rows: Sequence[Row],
    top: float,
    font: str,
    *,
    white: bool = False,
) -> None:
    for i, column in enumerate(layout.sheet.columns):
        text = canvas.beginText()
        text.setFont(font, layout.size)
        text.setFillGray(1 if white else 0)
        right = column.holds in FIGURES
        y = top
        for row in rows:
            line_y = y - PAD - layout.size
            for line in row.cells[i]:
                if line:
                    _put(text, line, layout, i, line_y, font, right=right)
                line_y -= layout.leading
            y -= row.height
        canvas.drawText(text)


def _put(
    text: PDFTextObject, line: str, layout: Layout, i: int, y: float, font: str, *, right: bool
) -> None:
    x = layout.starts[i] + PAD
    if right:
        x = layout.starts[i] + layout.widths[i] - PAD - fonts.width(line, font, layout.size)
    text.setTextOrigin(x, y)
    if line.isascii():
        text.textOut(line)
        return
    for used, piece in fonts.runs(line, font):
        text.setFont(used, layout.size)
        text.textOut(piece)
    text.setFont(font, layout.size)
