"""The fonts of everything printed: embedded, so that paper looks alike everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFace

REGULAR = "Inter"
SEMIBOLD = "Inter-SemiBold"
BOLD = "Inter-Bold"
FALLBACK = "DejaVuSans"
"""Has the letters that Inter lacks (Arabic, Armenian, symbols)."""

_FILES = {
    REGULAR: "Inter-Regular.ttf",
    SEMIBOLD: "Inter-SemiBold.ttf",
    BOLD: "Inter-Bold.ttf",
    FALLBACK: "DejaVuSans.ttf",
}
_UNITS = 2048
_FIGURE_ZERO = 1357
_FIGURE_WIDTHS = {REGULAR: 1328, SEMIBOLD: 1325, BOLD: 1324}
"""Inter 4.001: the first glyph of the figures of equal width, and that width in units."""
_MISSING = "\u25a1"
"""Stands visibly where no font of ours has the letter."""


@cache
def register() -> None:
    """Make the fonts known to reportlab, once."""
    from reportlab import rl_config
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in _FILES.items():
        with as_file(files("resources") / "fonts" / file) as path:
            font = TTFont(name, str(path))
        if name in _FIGURE_WIDTHS:
            _equal_figures(font.face, _FIGURE_WIDTHS[name])
        pdfmetrics.registerFont(font)
    # Streams as they are: spelt out in ASCII they are a quarter longer and take twice the time.
    rl_config.useA85 = 0
    addMapping(REGULAR, 0, 0, REGULAR)
    addMapping(REGULAR, 1, 0, BOLD)
    addMapping(REGULAR, 0, 1, REGULAR)
    addMapping(REGULAR, 1, 1, BOLD)


def _equal_figures(face: TTFontFace, width: int) -> None:
    # Inter's own figures differ in width; columns of numbers want those of its
    # feature "tnum", which reportlab cannot ask for by name.
    for figure in range(10):
        face.charToGlyph[ord("0") + figure] = _FIGURE_ZERO + figure
        face.charWidths[ord("0") + figure] = width * 1000 / _UNITS


@cache
def _face(font: str) -> TTFontFace:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    register()
    found = pdfmetrics.getFont(font)
    assert isinstance(found, TTFont)
    return found.face


@cache
def _letters(font: str) -> frozenset[int]:
    return frozenset(_face(font).charToGlyph)


def runs(text: str, font: str) -> Iterator[tuple[str, str]]:
    """`text` cut into pieces with the font that has their letters."""
    if text.isascii():
        yield font, text
        return
    have, spare = _letters(font), _letters(FALLBACK)
    piece, used = "", font
    for letter in text:
        if ord(letter) in have or letter == " ":
            wanted = font
        elif ord(letter) in spare:
            wanted = FALLBACK
        else:
            letter, wanted = _MISSING, FALLBACK
        if wanted != used and piece:
            yield used, piece
            piece = ""
        piece, used = piece + letter, wanted
    if piece:
        yield used, piece


@cache
def _widths(font: str) -> dict[int, float]:
    return dict(_face(font).charWidths)


_FIGURES = str.maketrans("123456789", "000000000")
"""Figures are all of one width, so that texts which differ in them alone measure alike."""


def width(text: str, font: str, size: float) -> float:
    """How wide `text` is, in points."""
    return _measured(text.translate(_FIGURES), font) * size / 1000


@lru_cache(maxsize=1 << 16)
def _measured(text: str, font: str) -> float:
    total = 0.0
    for used, piece in runs(text, font):
        known = _widths(used)
        total += sum(known.get(code, 600) for code in map(ord, piece))
    return total
