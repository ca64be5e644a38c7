"""Certificates as pages: front and back, A4 landscape; a pure function of what they say.

What all certificates of a class share is drawn once and used on each page (a
form), so that a page of its own holds the name, the number and the QR.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from desktop_app.i18n import language
from desktop_app.processes.certificates import Snapshot
from desktop_app.progress import Progress, silent
from exports import fonts
from exports.certificates.back import draw_back, draw_own_back
from exports.certificates.front import draw_front, draw_own_front
from exports.certificates.lines import HEIGHT, WIDTH
from exports.certificates.ornament import draw_ground
from exports.imprint import draw_line, draw_watermark

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Sheet:
    """One certificate to print.

    `code` is what its QR holds; `mark` stands framed in a corner (``DUPLIKAT
    ke-2``), `across` over the page where it is no certificate at all.
    """

    snapshot: Snapshot
    code: str
    mark: str = ""
    across: str = ""


@dataclass(frozen=True)
class Stock:
    """The paper: plain, or a pre-printed blank that has ground and title on it already.

    The shifts (points) put the text where the blank wants it.
    """

    preprinted: bool = False
    right: float = 0.0
    up: float = 0.0


def certificates(
    sheets: Iterable[Sheet], stock: Stock | None = None, progress: Progress = silent, total: int = 0
) -> bytes:
    """The PDF, two pages for each certificate; the same sheets give the same bytes.

    Raises Cancelled through `progress`, told of certificates.
    """
    from reportlab.pdfgen.canvas import Canvas

    fonts.register()
    written = BytesIO()
    canvas = Canvas(
        *(written, (WIDTH, HEIGHT)),
        pageCompression=1,
        invariant=1,
        lang="id-ID",
    )
    canvas.setTitle("Sertifikat Pelatihan")
    canvas.setCreator("Terampil")
    printer = _Printer(canvas, stock or Stock())
    with language("id"):
        for done, sheet in enumerate(sheets):
            progress(done, total)
            printer.add(sheet)
    canvas.save()
    return written.getvalue()


class _Printer:
    """One file being drawn."""

    def __init__(self, canvas: Canvas, stock: Stock) -> None:
        self._canvas, self._stock = canvas, stock
        self._classes: dict[Snapshot, int] = {}
        if not stock.preprinted:
            canvas.beginForm("ground", 0, 0, WIDTH, HEIGHT)
            draw_ground(canvas, WIDTH, HEIGHT)
            canvas.endForm()

    def add(self, sheet: Sheet) -> None:
        said = sheet.snapshot
        front, back = self._shared(said)
        canvas = self._canvas
        for form in (front, back):
            if not self._stock.preprinted:
                canvas.doForm("ground")
            canvas.translate(self._stock.right, self._stock.up)
            canvas.doForm(form)
            if form == front:
                draw_own_front(canvas, said, sheet.code)
            else:
                draw_own_back(canvas, said)
            if sheet.mark:
                _mark(canvas, sheet.mark)
            if sheet.across:
                draw_watermark(canvas, (WIDTH, HEIGHT), sheet.across)
            canvas.showPage()

    def _shared(self, said: Snapshot) -> tuple[str, str]:
        """The forms of what every certificate of the class says, drawn when first asked for."""
        common = msgspec.structs.replace(
            *(said,), number="", name="", birth_place="", born=None, salt="", replaces=""
        )
        known = common in self._classes
        n = self._classes.setdefault(common, len(self._classes))
        names = f"front{n}", f"back{n}"
        if not known:
            self._canvas.beginForm(names[0], 0, 0, WIDTH, HEIGHT)
            draw_front(self._canvas, common, not self._stock.preprinted)
            self._canvas.endForm()
            self._canvas.beginForm(names[1], 0, 0, WIDTH, HEIGHT)
            draw_back(self._canvas, common)
            self._canvas.endForm()
        return names


def _mark(canvas: Canvas, mark: str) -> None:
    """Framed in the upper right corner, readable in black and white."""
    wide = fonts.width(mark, fonts.BOLD, 12) + 20
    right, y = WIDTH - 58, 520.0
    canvas.setStrokeColorRGB(0.7, 0.1, 0.1)
    canvas.setFillColorRGB(0.7, 0.1, 0.1)
    canvas.setLineWidth(1.4)
    canvas.rect(right - wide, y - 7, wide, 22)
    draw_line(canvas, mark, right - wide + 10, y, 12, fonts.BOLD)
