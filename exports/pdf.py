"""A sheet on paper: one text object a column and page, since that is what costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from desktop_app.files import write_atomically
from desktop_app.i18n import language
from desktop_app.progress import Progress, silent
from exports import fonts
from exports.imprint import A4, Marks, draw_foot, draw_line, draw_origin, draw_watermark
from exports.sheet import FIGURES, Sheet
from exports.table import BETWEEN, MARGIN, PAD, SUBTITLE, TITLE, Layout, Row
from exports.texts import Placed, draw_lines

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_DARK = (0.043, 0.43, 0.31)
_ZEBRA = 0.945
_LINE = 0.72


@dataclass(frozen=True)
class Paper:
    """What stands around a table: size, and who printed it when.

    `footer` is the whole left foot line, `watermark` what stands faintly across
    each page; landscape is chosen by the sheet.
    """

    size: tuple[float, float] = A4
    footer: str = ""
    watermark: str = ""


def write_pdf(
    sheet: Sheet, path: Path, paper: Paper | None = None, progress: Progress = silent
) -> Path:
    """Write `sheet` to `path`, whole or not at all. The same sheet gives the same bytes.

    Raises UserError when the file is open elsewhere, Cancelled through `progress`.
    """
    return write_atomically(path, lambda file: draw_pdf(sheet, file, paper or Paper(), progress))


def draw_pdf(sheet: Sheet, file: BinaryIO, paper: Paper, progress: Progress = silent) -> None:
    """The same as `write_pdf`, into an open file."""
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
            under = _page(canvas, layout, rows, paper.watermark, first=number == 1)
            if number == len(pages):
                _signed(canvas, layout, _notes(canvas, layout, under))
            draw_foot(canvas, layout.page, number, len(pages), paper.footer, marks, side=MARGIN)
            canvas.showPage()
            progress(len(sheet.rows) + number, len(sheet.rows) + len(pages))
        canvas.save()


def _page(
    canvas: Canvas, layout: Layout, rows: Sequence[Row], watermark: str, *, first: bool
) -> float:
    """Draw the table of one page; where it ends."""
    top = layout.next_top
    if first:
        _title(canvas, layout)
        _pictures(canvas, layout)
        top = layout.first_top
    _backgrounds(canvas, layout, rows, top)
    if watermark:
        draw_origin(canvas, layout.page, watermark)
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


def _pictures(canvas: Canvas, layout: Layout) -> None:
    from reportlab.graphics.renderPDF import draw

    top = layout.pictures_top
    for pair, height in layout.pairs():
        x = MARGIN
        for one in pair:
            draw(one, canvas, x, top - one.height)
            x += one.width + BETWEEN
        top -= height


def _notes(canvas: Canvas, layout: Layout, top: float) -> float:
    """The notes; where they end."""
    y = top - PAD
    for line in layout.notes:
        y -= layout.leading
        draw_line(canvas, line, MARGIN, y, layout.size)
    return y


def _signed(canvas: Canvas, layout: Layout, top: float) -> None:
    """The signatures beside each other, each in the middle of its part of the width."""
    signed = layout.sheet.signed
    most = max((len(one.above) for one in signed), default=0)
    step, part = layout.leading * 1.15, (layout.page[0] - 2 * MARGIN) / max(1, len(signed))
    for n, one in enumerate(signed):
        middle, y = MARGIN + part * (n + 0.5), top - step
        lines = [(text, fonts.REGULAR) for text in one.above + ("",) * (most - len(one.above))]
        lines += [("", fonts.REGULAR)] * 4
        lines += [(one.name or "." * 40, fonts.SEMIBOLD), (one.number, fonts.REGULAR)]
        for text, font in lines:
            y -= step
            if text:
                wide = fonts.width(text, font, layout.size)
                draw_line(canvas, text, middle - wide / 2, y, layout.size, font)


def _backgrounds(canvas: Canvas, layout: Layout, rows: Sequence[Row], top: float) -> None:
    left, width = MARGIN, sum(layout.widths)
    canvas.setFillColorRGB(*_DARK)
    canvas.rect(left, top - layout.header.height, width, layout.header.height, stroke=0, fill=1)
    canvas.setFillGray(_ZEBRA)
    canvas.setStrokeGray(_LINE)
    canvas.setLineWidth(0.4)
    y = top - layout.header.height
    shades, lines = [], []
    for i, row in enumerate(rows):
        if row.strong:
            lines.append(y)
        y -= row.height
        if i % 2 and not row.strong:
            shades.append(f"{left:.2f} {y:.2f} {width:.2f} {row.height:.2f} re")
        lines.append(y)
    # One path for all of them: a call of reportlab's for each row would cost more than its texts.
    if shades:
        canvas.addLiteral("\n".join((*shades, "f")))
    paths = [f"{left:.2f} {y:.2f} m {left + width:.2f} {y:.2f} l" for y in lines]
    canvas.addLiteral("\n".join((*paths, "S")) if paths else "")
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
    canvas.setFillGray(1 if white else 0)
    for i in range(len(layout.widths)):
        draw_lines(canvas, _placed(layout, rows, i, top, font), font, layout.size)


def _placed(layout: Layout, rows: Sequence[Row], i: int, top: float, font: str) -> Iterator[Placed]:
    """The lines of one column, figures to the right."""
    left, size = layout.starts[i] + PAD, layout.size
    right = left + layout.widths[i] - 2 * PAD
    figures = layout.sheet.columns[i].holds in FIGURES
    for row in rows:
        y = top - PAD - size
        for line in row.cells[i]:
            if line:
                yield (right - fonts.width(line, font, size) if figures else left), y, line
            y -= layout.leading
        top -= row.height
