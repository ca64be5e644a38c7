"""What puts strokes onto a drawing of reportlab's, and the greens that print well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from exports import fonts

if TYPE_CHECKING:
    pass

DARK, PALE, TRACK, CLOSED = "#0B6E4F", "#8CC3AE", "#E7ECF0", "#EEF2F5"
INK, MUTED = "#17212B", "#52606D"
SIZE = 8.0
TITLE = 10.5
HEAD = 17.0
"""The room of the title."""
_TINY = 6.4


class Pen:
    """Puts strokes onto a drawing, y counted from its top."""

    def __init__(self, width: float, height: float) -> None:
        from reportlab.graphics.shapes import Drawing

        fonts.register()
        self.height = height
        self.drawing = Drawing(width, height)

    def text(
        self,
        words: str,
        x: float,
        y: float,
        *,
        size: float = SIZE,
        font: str = fonts.REGULAR,
        ink: str = INK,
        right: bool = False,
    ) -> None:
        """Words from `x`, or up to it."""
        from reportlab.graphics.shapes import String
        from reportlab.lib.colors import HexColor

        if right:
            x -= sum(fonts.width(piece, used, size) for used, piece in fonts.runs(words, font))
        for used, piece in fonts.runs(words, font):
            at = String(x, self.height - y, piece, fontName=used, fontSize=size)
            at.fillColor = HexColor(ink)
            self.drawing.add(at)
            x += fonts.width(piece, used, size)

    def name(self, words: str, width: float, y: float, font: str = fonts.REGULAR) -> None:
        """Words at the left; too long for a line they take a smaller one, or two."""
        if fonts.width(words, font, SIZE) <= width:
            self.text(words, 0, y, font=font)
            return
        first, *rest = words.split(" ")
        while rest and fonts.width(f"{first} {rest[0]}", font, _TINY) <= width:
            first = f"{first} {rest.pop(0)}"
        if not rest:
            self.text(first, 0, y - 0.5, size=_TINY, font=font)
            return
        for line, at in ((first.removesuffix(" ·"), y - 3.8), (" ".join(rest), y + 3.4)):
            self.text(fitted(line, width, _TINY, font), 0, at, size=_TINY, font=font)

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled area, `y` its upper edge."""
        from reportlab.graphics.shapes import Rect
        from reportlab.lib.colors import HexColor

        area = Rect(x, self.height - y - height, width, height, rx=1.5, ry=1.5)
        area.fillColor, area.strokeColor = HexColor(fill), None
        self.drawing.add(area)

    def upright(self, x: float, top: float, bottom: float, ink: str = INK) -> None:
        """A line downwards."""
        from reportlab.graphics.shapes import Line
        from reportlab.lib.colors import HexColor

        line = Line(x, self.height - top, x, self.height - bottom)
        line.strokeColor, line.strokeWidth = HexColor(ink), 1.2
        self.drawing.add(line)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        ink: str = INK,
        *,
        wide: float = 1.0,
        dashed: bool = False,
    ) -> None:
        """A line through points, y counted from the top."""
        from reportlab.graphics.shapes import PolyLine
        from reportlab.lib.colors import HexColor

        line = PolyLine([number for x, y in points for number in (x, self.height - y)])
        line.strokeColor, line.strokeWidth = HexColor(ink), wide
        if dashed:
            line.strokeDashArray = [3, 2]
        self.drawing.add(line)

    def arc(
        self,
        middle: tuple[float, float],
        radii: tuple[float, float],
        since: float,
        until: float,
        fill: str,
    ) -> None:
        """A part of an upper half ring, from `since` to `until` of it, between two radii."""
        from reportlab.graphics.shapes import Wedge
        from reportlab.lib.colors import HexColor

        outer, inner = radii
        x, y = middle
        part = Wedge(x, self.height - y, outer, 180 - 180 * until, 180 - 180 * since, radius1=inner)
        part.fillColor, part.strokeColor = HexColor(fill), HexColor("#FFFFFF")
        part.strokeWidth = 0.6
        self.drawing.add(part)


def wrapped(words: str, width: float, size: float) -> list[str]:
    """The words on as many lines as they ask."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and fonts.width(longer, fonts.REGULAR, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def fitted(words: str, width: float, size: float = SIZE, font: str = fonts.REGULAR) -> str:
    """The words, cut with dots where the room is short."""
    if fonts.width(words, font, size) <= width:
        return words
    while words and fonts.width(f"{words}…", font, size) > width:
        words = words[:-1]
    return f"{words.rstrip()}…"
