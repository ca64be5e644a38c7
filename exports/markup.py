"""Text on documents: our own words as markup, people's words never.

What people typed goes through `pdf_text`, so that none of it is taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias
from xml.sax.saxutils import escape

from exports import fonts
from exports.imprint import MM

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable


Story: TypeAlias = "list[Flowable]"

Align: TypeAlias = Literal[0, 1, 2]

BLANK = "." * 40
"""Where something is filled in by hand."""

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def pdf_text(text: str, font: str = fonts.REGULAR) -> str:
    """`text` as markup that shows exactly it; the only way for people's text onto a page.

    Letters that `font` lacks are taken from the fallback font, control
    characters are left out, line ends are kept.
    """
    lines = re.split(r"\n+", text.replace("\r\n", "\n").replace("\t", " "))
    return "<br/>".join(_marked_up(_CONTROL.sub("", line), font) for line in lines)


def _marked_up(line: str, font: str) -> str:
    return "".join(
        escape(piece) if used == font else f'<font name="{used}">{escape(piece)}</font>'
        for used, piece in fonts.runs(line, font)
    )


def style(
    size: float = 10,
    *,
    font: str = fonts.REGULAR,
    align: Align = 0,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    tight: bool = False,
) -> ParagraphStyle:
    """A paragraph's look; `align` is 0 left, 1 centred, 2 right."""
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        "text",
        fontName=font,
        fontSize=size,
        leading=size * (1.2 if tight else 1.38),
        alignment=align,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        bulletFontName=font,
        bulletFontSize=size,
        splitLongWords=1,
    )


def text(markup: str, look: ParagraphStyle | None = None, bullet: str | None = None) -> Flowable:
    """A paragraph of `markup`: our own words, people's words only through `pdf_text`."""
    from reportlab.platypus import Paragraph

    return Paragraph(markup, look or style(after=4), bulletText=bullet)


def heading(words: str) -> Flowable:
    """A heading of our own, never alone at the foot of a page."""
    look = style(font=fonts.SEMIBOLD, before=6, after=3)
    look.keepWithNext = 1
    return text(words, look)


def space(millimetres: float) -> Flowable:
    """Empty room below what came before."""
    from reportlab.platypus import Spacer

    return Spacer(1, millimetres * MM)


def numbered(items: Sequence[str]) -> Story:
    """Numbered paragraphs of markup."""
    look = style(after=3, indent=7 * MM)
    return [text(item, look, f"{n}.") for n, item in enumerate(items, 1)]
