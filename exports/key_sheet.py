"""The keyboard map on one page, to lie beside the keyboard."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from desktop_app.i18n import N_, translate
from desktop_app.keyboard import KEYS, Key, Place
from exports import fonts
from exports.imprint import A4, MM, draw_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_SIDE, _TOP, _GAP = 15 * MM, 18 * MM, 10 * MM
_KEYS = 31 * MM
"""Width of the column of keys; longer ones push their words onto the next line."""
_SIZE, _STEP = 9.0, 5.0 * MM


def key_sheet() -> bytes:
    """The sheet as a PDF of one A4 page, in the current language."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.register()
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    title = translate(N_("Keyboard shortcuts"))
    canvas.setTitle(title)
    draw_line(canvas, f"Terampil: {title}", _SIDE, A4[1] - _TOP, 15, fonts.BOLD)
    width = (A4[0] - 2 * _SIDE - _GAP) / 2
    top = A4[1] - _TOP - 10 * MM
    for column, places in enumerate(_columns()):
        x, y = _SIDE + column * (width + _GAP), top
        for place in places:
            y = _draw_place(canvas, place, x, y, width)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _columns() -> tuple[tuple[Place, ...], ...]:
    """The headings of the two columns, cut where they come out most even."""
    places = tuple(Place)
    lines = [sum(key.place is place for key in KEYS) + 2 for place in places]
    cut = min(range(1, len(places)), key=lambda n: abs(sum(lines[:n]) - sum(lines[n:])))
    return places[:cut], places[cut:]


def _draw_place(canvas: Canvas, place: Place, x: float, y: float, width: float) -> float:
    draw_line(canvas, translate(place.value), x, y, 10.5, fonts.SEMIBOLD)
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)
    canvas.line(x, y - 4, x + width, y - 4)
    y -= _STEP + 1 * MM
    for key in KEYS:
        if key.place is place:
            y = _draw_key(canvas, key, x, y, width)
    return y - 3 * MM


def _draw_key(canvas: Canvas, key: Key, x: float, y: float, width: float) -> float:
    draw_line(canvas, key.shown, x, y, _SIZE, fonts.SEMIBOLD)
    if fonts.width(key.shown, fonts.SEMIBOLD, _SIZE) > _KEYS - 2 * MM:
        y -= _STEP * 0.8
    line = ""
    for word in translate(key.text).split():
        longer = f"{line} {word}".strip()
        if line and fonts.width(longer, fonts.REGULAR, _SIZE) > width - _KEYS:
            draw_line(canvas, line, x + _KEYS, y, _SIZE)
            line, y = word, y - _STEP * 0.8
        else:
            line = longer
    draw_line(canvas, line, x + _KEYS, y, _SIZE)
    return y - _STEP
