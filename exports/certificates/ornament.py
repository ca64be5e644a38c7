"""The ground of a certificate: woven lines as on securities, of few strokes, in our own colours.

No emblem of the state and of no certification body: their use is limited by law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import cos, pi, sin
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

_Place: TypeAlias = Callable[[float, float], tuple[float, float]]

GREEN = (0.0, 0.33, 0.26)
GOLD = (0.66, 0.52, 0.21)
INK = (0.11, 0.16, 0.15)
_PALE = (0.86, 0.92, 0.89)
_PALE_GOLD = (0.95, 0.92, 0.84)

_EDGE = 26.0
"""From the edge of the paper to the middle of the woven band, in points."""
_WAVE = 19.0
"""About half a wave of the band."""
_BULGE = 4 / (3 * pi)
"""Where a half wave's handles stand, so that it is as steep as a sine."""


def draw_ground(canvas: Canvas, width: float, height: float) -> None:
    """Band, corners and the pale rosette behind the text."""
    canvas.saveState()
    canvas.setLineWidth(0.35)
    _rosette(canvas, width / 2, height / 2 + 6)
    _band(canvas, width, height)
    for x in (_EDGE, width - _EDGE):
        for y in (_EDGE, height - _EDGE):
            _corner(canvas, x, y)
    canvas.setStrokeColorRGB(*GREEN)
    canvas.setLineWidth(1.4)
    _frame(canvas, 14, width, height)
    canvas.setLineWidth(0.5)
    _frame(canvas, 17.5, width, height)
    canvas.setStrokeColorRGB(*GOLD)
    canvas.setLineWidth(0.8)
    _frame(canvas, 38, width, height)
    canvas.restoreState()


def draw_rule(canvas: Canvas, x: float, y: float, half: float) -> None:
    """A thin line that opens around a lozenge."""
    canvas.saveState()
    canvas.setStrokeColorRGB(*GOLD)
    canvas.setFillColorRGB(*GOLD)
    canvas.setLineWidth(0.9)
    canvas.line(x - half, y, x - 10, y)
    canvas.line(x + 10, y, x + half, y)
    path = canvas.beginPath()
    path.moveTo(x - 4.5, y)
    for across, up in ((x, y + 4.5), (x + 4.5, y), (x, y - 4.5)):
        path.lineTo(across, up)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _frame(canvas: Canvas, inset: float, width: float, height: float) -> None:
    canvas.rect(inset, inset, width - 2 * inset, height - 2 * inset)


def _band(canvas: Canvas, width: float, height: float) -> None:
    """Four strands along each side, woven by their phases."""
    for colour, high in ((GOLD, 4.4), (GREEN, 7.4), (GOLD, -4.4), (GREEN, -7.4)):
        canvas.setStrokeColorRGB(*colour)
        path = canvas.beginPath()
        for level in (_EDGE, height - _EDGE):
            _strand(path, _waves(_EDGE, width - _EDGE, high), _along(level))
        for level in (_EDGE, width - _EDGE):
            _strand(path, _waves(_EDGE, height - _EDGE, high), _up(level))
        canvas.drawPath(path, stroke=1, fill=0)


def _along(level: float) -> _Place:
    return lambda along, across: (along, level + across)


def _up(level: float) -> _Place:
    return lambda along, across: (level + across, along)


def _waves(start: float, end: float, high: float) -> Iterator[tuple[float, float, float]]:
    count = 2 * round((end - start) / _WAVE / 2)
    step = (end - start) / count
    for n in range(count):
        yield start + n * step, step, high if n % 2 else -high


def _strand(
    path: PDFPathObject, waves: Iterable[tuple[float, float, float]], place: _Place
) -> None:
    """One line along a side; `place` puts along and across it onto the paper."""
    first = True
    for start, step, high in waves:
        if first:
            path.moveTo(*place(start, 0))
            first = False
        c, lift = _BULGE * step, high * 4 / 3
        path.curveTo(
            *place(start + c, lift), *place(start + step - c, lift), *place(start + step, 0)
        )


def _corner(canvas: Canvas, x: float, y: float) -> None:
    canvas.setFillGray(1)
    canvas.setStrokeColorRGB(*GREEN)
    canvas.circle(x, y, 12.5, stroke=1, fill=1)
    canvas.setStrokeColorRGB(*GOLD)
    path = canvas.beginPath()
    _loop(path, x, y, 12, 7, 11.0, 5.0)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setFillColorRGB(*GREEN)
    canvas.circle(x, y, 2.2, stroke=0, fill=1)


def _rosette(canvas: Canvas, x: float, y: float) -> None:
    for colour, petals, turn, outer, inner in (
        (_PALE, 36, 13, 205.0, 92.0),
        (_PALE_GOLD, 30, 11, 150.0, 60.0),
        (_PALE, 24, 7, 92.0, 30.0),
    ):
        canvas.setStrokeColorRGB(*colour)
        path = canvas.beginPath()
        _loop(path, x, y, petals, turn, outer, inner)
        canvas.drawPath(path, stroke=1, fill=0)


def _loop(
    path: PDFPathObject, x: float, y: float, petals: int, turn: int, outer: float, inner: float
) -> None:
    """One closed line that swings between two circles, `petals` times, `turn` apart."""

    def at(n: float, radius: float, off: float = 0.0) -> tuple[float, float]:
        """On a circle, or by `off` further along its tangent (a handle)."""
        angle, away = 2 * pi * (n + off) / petals, radius / cos(2 * pi * off / petals)
        return x + away * cos(angle), y + away * sin(angle)

    path.moveTo(*at(0, outer))
    for n in range(petals):
        here, there = n * turn, (n + 1) * turn
        path.curveTo(
            *at(here, outer, turn * 0.18),
            *at(here + turn / 2, inner, -turn * 0.18),
            *at(here + turn / 2, inner),
        )
        path.curveTo(
            *at(here + turn / 2, inner, turn * 0.18),
            *at(there, outer, -turn * 0.18),
            *at(there, outer),
        )
    path.close()
