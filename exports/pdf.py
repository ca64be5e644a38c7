"""A sheet on paper: one text object a column and page, since that is what costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from desktop_app.files import write_atomically
from desktop_app.i18n import N_, language, translate
from desktop_app.progress import Progress, silent
from desktop_app.wording import day_short, integer, money, percent
from exports import fonts
from exports.sheet import FIGURES, Cell, Holds, Sheet

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
F4 = (215 * MM, 330 * MM)
"""Folio, the office paper of Indonesia."""

_MARGIN = 15 * MM
_SIZE = 8.0
_LEADING = 10.4
_PAD = 3.0
_MOST_LINES = 3
_HEAD = 13.0
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


def _draw(sheet: Sheet, file: BinaryIO, paper: Paper, progress: Progress) -> None:
    from reportlab.pdfgen.canvas import Canvas

    fonts.register()
    with language("id"):
        layout = _Layout(sheet, paper)
        canvas = Canvas(file, pagesize=layout.page, invariant=1, pageCompression=1)
        canvas.setTitle(sheet.title)
        canvas.setAuthor("Terampil")
        pages = list(layout.pages(progress))
        for number, rows in enumerate(pages, 1):
            _page(canvas, layout, rows, number, len(pages))
            progress(len(sheet.rows) + number, len(sheet.rows) + len(pages))
        canvas.save()


@dataclass(frozen=True)
class _Row:
    """A row broken into lines: for each column the lines of its cell."""

    cells: Sequence[Sequence[str]]
    lines: int
    strong: bool = False

    @property
    def height(self) -> float:
        return self.lines * _LEADING + 2 * _PAD


class _Layout:
    """Widths, and the rows broken into lines and pages."""

    def __init__(self, sheet: Sheet, paper: Paper) -> None:
        self.sheet = sheet
        self.paper = paper
        wanted = [
            max(c.width, len(c.title) / 2, 4) * _SIZE * 0.55 + 2 * _PAD for c in sheet.columns
        ]
        tall = paper.size
        self.page = tall if sum(wanted) <= tall[0] - 2 * _MARGIN else (tall[1], tall[0])
        room = self.page[0] - 2 * _MARGIN
        self.widths = [w * room / sum(wanted) for w in wanted]
        self.starts = [_MARGIN + sum(self.widths[:i]) for i in range(len(self.widths))]
        self.header = _Row(
            *_measured(
                [
                    _broken(c.title, w - 2 * _PAD, fonts.SEMIBOLD)
                    for c, w in zip(sheet.columns, self.widths, strict=True)
                ]
            )
        )
        self.head_lines = [line for line in (sheet.subtitle,) if line]

    @property
    def first_top(self) -> float:
        """Where the table begins on the first page."""
        return self.page[1] - _MARGIN - 22 - 12 * len(self.head_lines)

    @property
    def next_top(self) -> float:
        """Where the table begins on the other pages."""
        return self.page[1] - _MARGIN

    @property
    def bottom(self) -> float:
        """Where the table ends."""
        return _MARGIN + 14

    def row(self, values: Sequence[Cell], *, strong: bool = False) -> _Row:
        font = fonts.SEMIBOLD if strong else fonts.REGULAR
        cells = [
            _broken(_said(value, column.holds), width - 2 * _PAD, font)
            for value, column, width in zip(values, self.sheet.columns, self.widths, strict=True)
        ]
        return _Row(*_measured(cells), strong=strong)

    def pages(self, progress: Progress) -> Iterator[list[_Row]]:
        """The rows page by page."""
        room = self.first_top - self.bottom - self.header.height
        page: list[_Row] = []
        for row in self._rows(progress):
            if row.height > room and page:
                yield page
                page, room = [], self.next_top - self.bottom - self.header.height
            page.append(row)
            room -= row.height
        yield page

    def _rows(self, progress: Progress) -> Iterator[_Row]:
        total = len(self.sheet.rows)
        for done, values in enumerate(self.sheet.rows):
            if done % 500 == 0:
                progress(done, 2 * total)
            yield self.row(values)
        totals = self.sheet.totals()
        if totals is not None:
            if totals[0] is None:
                totals[0] = translate(N_("Total"))
            yield self.row(totals, strong=True)


def _measured(cells: Sequence[Sequence[str]]) -> tuple[Sequence[Sequence[str]], int]:
    return cells, max((len(lines) for lines in cells), default=1)


def _said(value: Cell, holds: Holds) -> str:
    if value is None:
        return "-" if holds is Holds.MONEY else ""
    if isinstance(value, date):
        return day_short(value)
    if isinstance(value, str):
        return value
    if holds is Holds.MONEY:
        return money(value)
    return percent(value) if holds is Holds.SHARE else integer(value)


def _broken(text: str, room: float, font: str) -> list[str]:
    """`text` in at most three lines that fit; an ellipsis where more was said."""
    if fonts.width(text, font, _SIZE) <= room:
        return [text]
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < _MOST_LINES:
        line = rest.pop(0)
        while rest and fonts.width(f"{line} {rest[0]}", font, _SIZE) <= room:
            line = f"{line} {rest.pop(0)}"
        if fonts.width(line, font, _SIZE) > room:
            kept = _fitting(line, room, font)
            rest.insert(0, line[len(kept) :])
            line = kept
        lines.append(line)
    if rest:
        lines[-1] = _fitting(f"{lines[-1]} {' '.join(rest)}", room, font, "…") + "…"
    return lines or [""]


def _fitting(text: str, room: float, font: str, mark: str = "") -> str:
    """As much of `text` as fits beside `mark`; at least one letter."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fonts.width(text[:middle] + mark, font, _SIZE) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low]


def _page(canvas: Canvas, layout: _Layout, rows: Sequence[_Row], number: int, count: int) -> None:
    top = layout.next_top
    if number == 1:
        _title(canvas, layout)
        top = layout.first_top
    _backgrounds(canvas, layout, rows, top)
    if layout.sheet.provisional:
        _watermark(canvas, layout)
    _column_texts(canvas, layout, [layout.header], top, fonts.SEMIBOLD, white=True)
    body = [row for row in rows if not row.strong]
    under = top - layout.header.height
    _column_texts(canvas, layout, body, under, fonts.REGULAR)
    strong = [row for row in rows if row.strong]
    if strong:
        _column_texts(
            canvas, layout, strong, under - sum(row.height for row in body), fonts.SEMIBOLD
        )
    _foot(canvas, layout, number, count)
    canvas.showPage()


def _title(canvas: Canvas, layout: _Layout) -> None:
    y = layout.page[1] - _MARGIN - _HEAD
    _line(canvas, layout.sheet.title, _MARGIN, y, fonts.BOLD, _HEAD)
    for text in layout.head_lines:
        y -= 13
        _line(canvas, text, _MARGIN, y, fonts.REGULAR, 9)


def _line(canvas: Canvas, text: str, x: float, y: float, font: str, size: float) -> None:
    for used, piece in fonts.runs(text, font):
        canvas.setFont(used, size)
        canvas.drawString(x, y, piece)
        x += fonts.width(piece, used, size)


def _backgrounds(canvas: Canvas, layout: _Layout, rows: Sequence[_Row], top: float) -> None:
    left, width = _MARGIN, sum(layout.widths)
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
    layout: _Layout,
    rows: Sequence[_Row],
    top: float,
    font: str,
    *,
    white: bool = False,
) -> None:
    for i, column in enumerate(layout.sheet.columns):
        text = canvas.beginText()
        text.setFont(font, _SIZE)
        text.setFillGray(1 if white else 0)
        right = column.holds in FIGURES
        y = top
        for row in rows:
            line_y = y - _PAD - _SIZE
            for line in row.cells[i]:
                if line:
                    _put(text, line, layout, i, line_y, font, right=right)
                line_y -= _LEADING
            y -= row.height
        canvas.drawText(text)


def _put(
    text: PDFTextObject, line: str, layout: _Layout, i: int, y: float, font: str, *, right: bool
) -> None:
    x = layout.starts[i] + _PAD
    if right:
        x = layout.starts[i] + layout.widths[i] - _PAD - fonts.width(line, font, _SIZE)
    text.setTextOrigin(x, y)
    if line.isascii():
        text.textOut(line)
        return
    for used, piece in fonts.runs(line, font):
        text.setFont(used, _SIZE)
        text.textOut(piece)
    text.setFont(font, _SIZE)


def _watermark(canvas: Canvas, layout: _Layout) -> None:
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.setFont(fonts.BOLD, 48)
    canvas.translate(layout.page[0] / 2, layout.page[1] / 2)
    canvas.rotate(30)
    canvas.drawCentredString(0, 0, translate(N_("DATA NOT FINAL")))
    canvas.restoreState()


def _foot(canvas: Canvas, layout: _Layout, number: int, count: int) -> None:
    y = _MARGIN - 2
    canvas.setStrokeGray(_LINE)
    canvas.line(_MARGIN, y + 10, layout.page[0] - _MARGIN, y + 10)
    left = layout.paper.footer
    if layout.sheet.personal:
        mark = translate(N_("RESTRICTED – contains personal data"))
        left = f"{mark}   {left}" if left else mark
    _line(canvas, left, _MARGIN, y, fonts.REGULAR, 7)
    page = translate(N_("Page {n} of {count}")).format(n=number, count=count)
    canvas.setFont(fonts.REGULAR, 7)
    canvas.drawRightString(layout.page[0] - _MARGIN, y, page)
