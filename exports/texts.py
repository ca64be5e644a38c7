"""Many lines of text in one text object: what a table on paper costs is its texts.

reportlab encodes and positions each line anew. In a table the font stays for a
whole column, so plain text goes into the page as it is, and only letters
beyond ASCII take reportlab's way.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from exports import fonts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Placed: TypeAlias = tuple[float, float, str]
"""Where a line begins, in points from the left and from the bottom, and the line."""

_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def draw_lines(canvas: Canvas, lines: Iterable[Placed], font: str, size: float) -> None:
    """Draw all `lines` in one font and size, with the fill colour that is set."""
    own = _Font(canvas, font, size)
    parts = ["BT", own.select(0)]
    before_x = before_y = 0
    for left, bottom, line in lines:
        # In hundredths of a point, so that many steps add up to the place meant.
        x, y = round(left * 100), round(bottom * 100)
        parts.append(_step(x - before_x, y - before_y))
        before_x, before_y = x, y
        if line.isascii() and line.isprintable():
            if "(" in line or ")" in line or "\\" in line:
                line = line.translate(_ESCAPED)
            parts.append(f"({line}) Tj")
        else:
            parts += _foreign(canvas, own, line, size)
    parts.append("ET")
    canvas.addLiteral("\n".join(parts))


@lru_cache(maxsize=4096)
def _step(x: int, y: int) -> str:
    return f"{x / 100:g} {y / 100:g} Td"


class _Font:
    """A font in one document: how it is called there, and a text's codes in it.

    Its first subset holds ASCII under its own codes (reportlab's ``ttfAsciiReadable``).
    """

    def __init__(self, canvas: Canvas, name: str, size: float) -> None:
        from reportlab.pdfbase import pdfmetrics

        # The published types know neither the document nor fonts with subsets.
        self._font: Any = pdfmetrics.getFont(name)
        self._document: Any = vars(canvas)["_doc"]
        self._size = size

    def select(self, subset: int) -> str:
        name = self._font.getSubsetInternalName(subset, self._document)
        return f"{name} {self._size:g} Tf"

    def codes(self, text: str) -> list[tuple[int, bytes]]:
        found: list[tuple[int, bytes]] = self._font.splitString(text, self._document)
        return found


def _foreign(canvas: Canvas, own: _Font, line: str, size: float) -> Iterable[str]:
    """A line with letters beyond ASCII, each in a font that has it; ends in the own font."""
    for name, piece in fonts.runs(line, own._font.fontName):
        font = _Font(canvas, name, size)
        for subset, codes in font.codes(piece):
            yield font.select(subset)
            yield f"<{codes.hex()}> Tj"
    yield own.select(0)
