"""What stands around the text of every printed page: who printed it, and which page it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desktop_app.i18n import N_, translate
from desktop_app.processes.form_code import FormCode
from desktop_app.wording import Zone, day_and_clock
from exports import fonts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
F4 = (215 * MM, 330 * MM)
"""Folio, the office paper of Indonesia."""

SIDE = 20 * MM
"""Left and right of the text."""
TOP = 15 * MM
BOTTOM = 22 * MM
"""Below the text; holds the foot lines."""

DRAFT = N_("DRAFT OF A LETTER")
"""What a paper says that was not issued: ``KONSEP``."""

_SMALL = 7.5


@dataclass(frozen=True)
class Imprint:
    """Who had something printed, when (a moment) and in which of the three times."""

    user: str
    at: datetime
    zone: Zone
    form: FormCode | None = None
    """By what a scan of the page is filed; none for what does not come back."""

    def line(self) -> str:
        """``Dicetak dari Terampil oleh Rina pada 10 April 2019 14.30 WITA``."""
        return translate(N_("Printed from Terampil by {user} on {moment}")).format(
            user=self.user, moment=day_and_clock(self.at, self.zone)
        )

    def stamp(self) -> str:
        """``Rina · 10 April 2019 14.30 WITA``, for a watermark."""
        return f"{self.user} · {day_and_clock(self.at, self.zone)}"


@dataclass(frozen=True)
class Marks:
    """What a page warns of."""

    personal: bool = False
    """It shows personal data."""
    provisional: bool = False
    """Its content may still change."""
    draft: bool = False
    """It was not issued: it has no number and binds nobody."""

    @property
    def across(self) -> str:
        """What stands across the page (English source); empty for nothing."""
        return DRAFT if self.draft else N_("DATA NOT FINAL") if self.provisional else ""


def draw_foot(
    canvas: Canvas,
    size: tuple[float, float],
    number: int,
    count: int,
    line: str,
    marks: Marks,
    side: float = SIDE,
    form: FormCode | None = None,
) -> None:
    """The foot of page `number` of `count`: who printed it, what it warns of, where it belongs."""
    canvas.saveState()
    width, _height = size
    y = BOTTOM - 8 * MM
    right = width - side
    if form is not None:
        from exports.form_mark import SIDE as WIDE
        from exports.form_mark import draw_form_code

        draw_form_code(canvas, replace(form, page=number), right, 5 * MM)
        right -= WIDE + 3 * MM
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)
    canvas.line(side, y + 9, right, y + 9)
    canvas.setFillGray(0.25)
    page = translate(N_("Page {n} of {count}")).format(n=number, count=count)
    draw_line(canvas, page, right - fonts.width(page, fonts.REGULAR, _SMALL), y, _SMALL)
    draw_line(canvas, line, side, y, _SMALL)
    if marks.personal:
        mark = translate(N_("RESTRICTED – contains personal data"))
        draw_line(canvas, mark, side, y - 10, _SMALL, fonts.SEMIBOLD)
    canvas.restoreState()


def draw_line(
    canvas: Canvas, text: str, x: float, y: float, size: float, font: str = fonts.REGULAR
) -> None:
    """One line of text from `x`, each letter in a font that has it."""
    for used, piece in fonts.runs(text, font):
        canvas.setFont(used, size)
        canvas.drawString(x, y, piece)
        x += fonts.width(piece, used, size)


def draw_watermark(canvas: Canvas, size: tuple[float, float], words: str = "") -> None:
    """``DATA BELUM FINAL`` (or other words) across the page, light enough to read through."""
    canvas.saveState()
    text = translate(words or N_("DATA NOT FINAL"))
    canvas.setFillGray(0.5)
    canvas.setFillAlpha(0.18)
    middle, height = size[0] / 2, size[1] / 2
    canvas.translate(middle, height)
    canvas.rotate(35)
    letters = min(0.75 * size[0] / fonts.width(text, fonts.BOLD, 1), 0.16 * size[0])
    canvas.setFont(fonts.BOLD, letters)
    canvas.drawCentredString(0, -letters / 3, text)
    canvas.restoreState()


def draw_origin(canvas: Canvas, size: tuple[float, float], text: str) -> None:
    """From whom a page with personal data comes, twice across it; told apart from a copy.

    Lighter than the shade of a table's rows, so that it hurts neither reading nor a fax.
    """
    canvas.saveState()
    canvas.setFillGray(0.4)
    canvas.setFillAlpha(0.13)
    width, height = size
    letters = min(22.0, 0.8 * width / fonts.width(text, fonts.SEMIBOLD, 1))
    middle = width / 2
    for level in (0.3 * height, 0.68 * height):
        canvas.saveState()
        canvas.translate(middle, level)
        canvas.rotate(18)
        at = -fonts.width(text, fonts.SEMIBOLD, letters) / 2
        draw_line(canvas, text, at, 0, letters, fonts.SEMIBOLD)
        canvas.restoreState()
    canvas.restoreState()
