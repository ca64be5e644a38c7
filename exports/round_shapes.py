"""Rings and curves on paper, of the same numbers as in the window."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from exports import fonts
from exports.pen import DARK, HEAD, INK, MUTED, PALE, SIZE, TITLE, TRACK, Pen, fitted, wrapped
from exports.pictures import Curve, Picture, Ring

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

FILL = {"accent": DARK, "accent_pale": PALE, "muted": "#9AA5B1", "track": TRACK}
"""The colour of a part by its role."""
_ROW = 12.0
_CURVE = 96.0


def _begin(picture: Picture, width: float, body: float) -> Pen:
    note = wrapped(picture.note, width, 7) if picture.note and picture.parts else []
    pen = Pen(width, HEAD + body + 9 * len(note) + 2)
    pen.text(
        fitted(picture.title, width, TITLE, fonts.SEMIBOLD),
        0,
        TITLE,
        size=TITLE,
        font=fonts.SEMIBOLD,
    )
    for place, words in enumerate(note):
        pen.text(words, 0, HEAD + body + 8 + 9 * place, size=7, ink=MUTED)
    if not picture.parts:
        pen.text(fitted(picture.empty, width), 0, HEAD + 9, ink=MUTED)
    return pen


def draw_ring(picture: Ring, width: float) -> Drawing:
    """Half a ring at the left, what its parts are at the right."""
    pen = _begin(picture, width, max(4, len(picture.parts)) * _ROW + 4)
    if not picture.parts:
        return pen.drawing
    room = min(width * 0.42, 2 * (len(picture.parts) * _ROW - 14))
    outer = room / 2 - 4
    middle = (room / 2, HEAD + outer + 6)
    radii = (outer, outer * 0.68)
    pen.arc(middle, radii, 0, 1, TRACK)
    for part, since, until in picture.arcs():
        pen.arc(middle, radii, since, until, FILL[part.role])
    if picture.target is not None:
        angle = pi * (1 - picture.target / 10_000)
        ends = ((radius * cos(angle), radius * sin(angle)) for radius in (radii[1] - 2, outer + 3))
        pen.line([(middle[0] + x, middle[1] - y) for x, y in ends], INK, wide=1.4)
    at = middle[0] + fonts.width(picture.shown, fonts.SEMIBOLD, 14) / 2
    pen.text(picture.shown, at, middle[1] - 3, size=14, font=fonts.SEMIBOLD, right=True)
    half = fonts.width(picture.below, fonts.REGULAR, 7) / 2
    pen.text(picture.below, middle[0] + half, middle[1] + 8, size=7, ink=MUTED, right=True)
    for place, part in enumerate(picture.parts):
        y = HEAD + 4 + place * _ROW
        if not part.apart:
            pen.box(room + 8, y, 7, 7, FILL[part.role])
        pen.text(fitted(part.label, width - room - 50), room + 19, y + 7)
        pen.text(part.shown, width, y + 7, font=fonts.SEMIBOLD, right=True)
    return pen.drawing


def draw_curve(picture: Curve, width: float) -> Drawing:
    """Lines over the months, the even way dashed."""
    pen = _begin(picture, width, _CURVE)
    points = picture.parts
    if not points:
        return pen.drawing
    left, right, top, bottom = 2.0, width - 2, HEAD + 12, HEAD + _CURVE - 12
    step = (right - left) / max(1, len(points) - 1)

    def at(place: float, number: float) -> tuple[float, float]:
        return left + place * step, bottom - (bottom - top) * number / picture.most

    pen.line([(left, bottom), (right, bottom)], TRACK)
    if picture.whole:
        pen.line(
            [at(0, picture.whole / len(points)), at(len(points) - 1, picture.whole)],
            MUTED,
            dashed=True,
        )
        pen.text(picture.top, right, at(0, picture.whole)[1] - 3, size=7, ink=MUTED, right=True)
    for name, ink, wide in (("promised", PALE, 1.2), ("number", DARK, 1.8)):
        line = [at(place, number) for place, number in picture.line(name)]
        if line:
            pen.line(line if len(line) > 1 else [(left, bottom), line[0]], ink, wide=wide)
    reached = picture.line("number")
    if reached:
        x, y = at(*reached[-1])
        y = min([y, *(at(*one)[1] for one in picture.line("promised")[-1:])])
        end = min(right, max(x, fonts.width(picture.shown, fonts.SEMIBOLD, SIZE)))
        pen.text(picture.shown, end, y - 4, font=fonts.SEMIBOLD, right=True)
    for place, point in enumerate(points):
        half = fonts.width(point.label, fonts.REGULAR, 6.5) / 2
        x = min(right, max(at(place, 0)[0] + half, 2 * half))
        pen.text(point.label, x, bottom + 9, size=6.5, ink=MUTED, right=True)
    return pen.drawing
