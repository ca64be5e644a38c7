"""Tables and facts on documents; long text in a cell is wrapped, never cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from exports import fonts
from exports.imprint import MM
from exports.markup import BLANK, pdf_text, style, text

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable, Table


Look: TypeAlias = tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]
"""A command of reportlab's table style: what, from cell, to cell, how."""

TIGHT: list[Look] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.8),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def grid(
    rows: Sequence[list[Any]],
    widths: Sequence[float],
    looks: Sequence[Look],
    *,
    repeat: int = 0,
    heights: Sequence[float | None] | None = None,
) -> Table:
    """Cells under each other in columns of `widths`, the first `repeat` rows on every page."""
    from reportlab.platypus import Table

    # Cells of plain text would be set in a font that is not embedded.
    embedded: Look = ("FONT", (0, 0), (-1, -1), fonts.REGULAR, 10, 13.8)
    return Table(
        rows,
        colWidths=widths,
        rowHeights=heights,
        style=[embedded, *looks],
        repeatRows=repeat,
        hAlign="LEFT",
    )


def facts(
    pairs: Sequence[tuple[str, str]], width: float, *, indent: float = 0, bullet: str = ""
) -> Flowable:
    """Label, colon, value, one below the other; an empty value is left to the pen.

    `bullet` stands before the first, in the room of `indent`.
    """
    look = style()
    rows = [
        [
            text(bullet, look) if bullet and n == 0 else "",
            text(pdf_text(label), look),
            text(":", look),
            text(pdf_text(value) if value else BLANK, look),
        ]
        for n, (label, value) in enumerate(pairs)
    ]
    widths = [indent, 40 * MM, 4 * MM, width - indent - 44 * MM]
    return grid(rows, widths, [("TOPPADDING", (0, 0), (-1, -1), 0.8), *TIGHT])


def two_column_facts(pairs: Sequence[tuple[str, str]], width: float) -> Flowable:
    """Facts in two columns, read downwards: the left half, then the right."""
    look = style(9)
    half = (len(pairs) + 1) // 2

    def cells(index: int) -> list[Flowable | str]:
        if index >= len(pairs):
            return ["", "", ""]
        label, value = pairs[index]
        return [text(pdf_text(label), look), text(":", look), text(pdf_text(value) or "-", look)]

    rows = [[*cells(i), "", *cells(half + i)] for i in range(half)]
    side, between = [26 * MM, 4 * MM, width / 2 - 32 * MM], [4 * MM]
    return grid(rows, [*side, *between, *side], [("TOPPADDING", (0, 0), (-1, -1), 0.5), *TIGHT])


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    size: float = 8.5,
    centred: Sequence[int] = (),
) -> Table:
    """A ruled table whose head is repeated on every page; long text is wrapped."""
    left, middle = style(size), style(size, align=1)
    head = style(size, font=fonts.SEMIBOLD, align=1)
    cells: list[list[Flowable | str]] = [[text(pdf_text(h, fonts.SEMIBOLD), head) for h in heads]]
    for row in rows:
        cells.append(
            [
                _cell(v, w - 8, middle if i in centred else left)
                for i, (v, w) in enumerate(zip(row, widths, strict=True))
            ]
        )
    looks: list[Look] = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("BACKGROUND", (0, 0), (-1, 0), "#e6e6e6"),
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("FONT", (0, 1), (-1, -1), fonts.REGULAR, size, size * 1.38),
        *(("ALIGN", (i, 1), (i, -1), "CENTER") for i in centred),
    ]
    return grid(cells, widths, looks, repeat=1)


def _cell(value: str, room: float, look: ParagraphStyle) -> Flowable | str:
    # A plain text is drawn many times faster than a paragraph.
    short = fonts.width(value, fonts.REGULAR, look.fontSize) <= room
    if short and value.isascii() and value.isprintable():
        return value
    return text(pdf_text(value), look)
