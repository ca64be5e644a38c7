"""The parts that office documents are put together from: letterhead, facts, tables, signatures.

A document is a list of flowables, made anew for each of two passes: the first
counts the pages, the second prints "Halaman 1 dari 3". Its own text is
Indonesian, for nothing else is handed out; what people typed goes through
`pdf_text`, so that none of it is taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from xml.sax.saxutils import escape

from desktop_app.errors import UserError
from desktop_app.i18n import N_, language
from desktop_app.records.identifiers import show_nip, show_npk
from desktop_app.records.office import Capacity
from exports import fonts
from exports.imprint import BOTTOM, MM, SIDE, TOP, Imprint, Marks, draw_foot

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable, Table

Story: TypeAlias = "list[Flowable]"
Align: TypeAlias = Literal[0, 1, 2]
Look: TypeAlias = tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]
"""A command of reportlab's table style: what, from cell, to cell, how."""

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
BLANK = "." * 40
"""Where something is filled in by hand."""


@dataclass(frozen=True)
class Letterhead:
    """The head of an office's letters.

    `image` is a PNG or JPG of the office's own. One more than four times as
    wide as high is a whole letterhead and takes the place of the text.
    """

    office: str
    agency: str = "BPJS Ketenagakerjaan"
    address: str = ""
    phone: str = ""
    site: str = ""
    image: bytes | None = None


@dataclass(frozen=True)
class Signer:
    """Who signs, and in what capacity; an empty name leaves a dotted line."""

    name: str
    position: str
    number_label: str = ""
    """NPK for staff of the agency, NIP for civil servants."""
    number: str = ""
    capacity: Capacity = Capacity.DEFINITIVE
    on_behalf_of: str = ""
    heading: str = ""
    """What stands above: ``PIHAK PERTAMA``, ``Instruktur``."""

    def titles(self) -> list[str]:
        """The lines above the signature."""
        position = f"{self.position}," if self.position else ""
        match self.capacity:
            case Capacity.ACTING:
                lines = [f"Plt. {position}"]
            case Capacity.DAILY:
                lines = [f"Plh. {position}"]
            case Capacity.BEHALF:
                lines = [f"a.n. {self.on_behalf_of}", position]
            case Capacity.FOR:
                lines = [self.on_behalf_of, "u.b.", position]
            case _:
                lines = [position]
        return [line for line in (self.heading, *lines) if line]

    def shown_number(self) -> str:
        """``NPK. 123456`` or ``NIP. 19630808 198403 1 002``."""
        if not self.number:
            return ""
        if self.number_label == "NPK":
            return show_npk(self.number)
        shown = show_nip(self.number) if self.number_label == "NIP" else self.number
        return f"{self.number_label}. {shown}" if self.number_label else shown


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


def space(millimetres: float) -> Flowable:
    """Empty room below what came before."""
    from reportlab.platypus import Spacer

    return Spacer(1, millimetres * MM)


def letterhead(head: Letterhead, width: float) -> Story:
    """The office's head with a double rule below it."""
    from reportlab.platypus import HRFlowable

    rules = [
        HRFlowable(width="100%", thickness=1.8, color="black", spaceBefore=4, spaceAfter=1.4),
        HRFlowable(width="100%", thickness=0.5, color="black", spaceBefore=0, spaceAfter=10),
    ]
    contact = " · ".join(
        part
        for part in (
            f"Telepon {head.phone}" if head.phone else "",
            head.site,
        )
        if part
    )
    lines = [
        text(pdf_text(head.agency.upper(), fonts.BOLD), style(13, font=fonts.BOLD, align=1)),
        text(pdf_text(head.office, fonts.SEMIBOLD), style(11.5, font=fonts.SEMIBOLD, align=1)),
        *(
            text(pdf_text(" ".join(line.split())), style(8.5, align=1))
            for line in (head.address, contact)
            if line
        ),
    ]
    if head.image is None:
        return [*lines, *rules]
    picture, wide = _picture(head.image, width)
    if wide:
        return [picture, *rules]
    side = 30 * MM
    # An empty column as wide as the picture keeps the text in the middle.
    return [grid([[picture, lines, ""]], [side, width - 2 * side, side], [_MIDDLE]), *rules]


_MIDDLE: Look = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")


def _picture(image: bytes, width: float) -> tuple[Flowable, bool]:
    """The office's image to scale, and whether it is a whole letterhead."""
    from PIL import Image as Pillow
    from reportlab.platypus import Image

    try:
        with Pillow.open(BytesIO(image), formats=("PNG", "JPEG")) as opened:
            opened.load()
            across, down = opened.size
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
        raise UserError(
            "IMAGE", N_("The letterhead image cannot be read. Please choose a PNG or JPG file.")
        ) from error
    wide = across > 4 * down
    room = (width, 35 * MM) if wide else (26 * MM, 22 * MM)
    scale = min(room[0] / across, room[1] / down)
    return Image(BytesIO(image), across * scale, down * scale), wide


def heading(words: str) -> Flowable:
    """A heading of our own, never alone at the foot of a page."""
    look = style(font=fonts.SEMIBOLD, before=6, after=3)
    look.keepWithNext = 1
    return text(words, look)


def title_block(title: str, number: str = "") -> Story:
    """The document's name in the middle, its number below."""
    story = [text(pdf_text(title, fonts.BOLD), style(13, font=fonts.BOLD, align=1, after=1))]
    if number:
        story.append(text(f"Nomor: {pdf_text(number)}", style(10, align=1)))
    return [*story, space(4)]


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
    return grid(rows, widths, [("TOPPADDING", (0, 0), (-1, -1), 0.8), *_TIGHT])


def two_column_facts(pairs: Sequence[tuple[str, str]], width: float) -> Flowable:
    """Facts in two columns, read downwards: the left half, then the right."""
    look = style(9)
    half = (len(pairs) + 1) // 2

    def cells(index: int) -> list[Flowable | str]:
        if index >= len(pairs):
            return ["", "", ""]
        label, value = pairs[index]
        return [text(pdf_text(label), look), text(":", look), text(pdf_text(value) or "-", look)]

    rows = [[*cells(i), *cells(half + i)] for i in range(half)]
    side = [30 * MM, 4 * MM, width / 2 - 34 * MM]
    return grid(rows, side * 2, [("TOPPADDING", (0, 0), (-1, -1), 0.5), *_TIGHT])


_TIGHT: list[Look] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.8),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def numbered(items: Sequence[str]) -> Story:
    """Numbered paragraphs of markup."""
    look = style(after=3, indent=7 * MM)
    return [text(item, look, f"{n}.") for n, item in enumerate(items, 1)]


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


def signatures(
    left: Signer,
    right: Signer,
    width: float,
    *,
    place_and_day: str = "",
    room: float = 20 * MM,
) -> Story:
    """Two signature blocks side by side, kept on one page; the date stands over the right one.

    `room` is what the hand and the stamp have.
    """
    from reportlab.platypus import KeepTogether

    half = (width - 10 * MM) / 2
    most = max(len(left.titles()), len(right.titles()))
    numbers = bool(left.number or right.number)
    look = style(align=1)

    def column(signer: Signer, above: str) -> list[Flowable]:
        titles = signer.titles()
        lines = [above, *titles, *[""] * (most - len(titles))]
        name = f"<u>{pdf_text(signer.name, fonts.SEMIBOLD)}</u>" if signer.name else BLANK
        return [
            *(text(pdf_text(line) or "&nbsp;", look) for line in lines),
            space(room / MM),
            text(name, style(font=fonts.SEMIBOLD, align=1)),
            *([text(pdf_text(signer.shown_number()) or "&nbsp;", look)] if numbers else []),
        ]

    blocks = [[column(left, ""), "", column(right, place_and_day)]]
    return [KeepTogether([space(5), grid(blocks, [half, 10 * MM, half], _TIGHT)])]


def witnesses(people: Sequence[tuple[str, str]], width: float) -> Story:
    """Names and positions of those who saw it, each with a line to sign on."""
    from reportlab.platypus import KeepTogether

    if not people:
        return []
    look = style()
    rows = [
        [
            f"{n}.",
            text(pdf_text(f"{name} ({position})" if position else name), look),
            f"{n}. {'.' * 34}",
        ]
        for n, (name, position) in enumerate(people, 1)
    ]
    widths = [7 * MM, width - 77 * MM, 70 * MM]
    looks: list[Look] = [
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
        *(look for look in _TIGHT if look[0] != "BOTTOMPADDING"),
    ]
    return [KeepTogether([heading("Saksi-saksi:"), space(2), grid(rows, widths, looks)])]


def write(
    story: Callable[[float], Story],
    imprint: Imprint,
    *,
    title: str,
    size: tuple[float, float],
    marks: Marks,
) -> bytes:
    """The document as PDF; `story` is called with the width of the text.

    The same content and imprint give the same bytes. `title` goes into the
    file's properties and names no person.
    """
    fonts.register()
    with language("id"):
        count, _ = _printed(story, imprint, title, size, marks, 0)
        return _printed(story, imprint, title, size, marks, count)[1]


def _printed(
    story: Callable[[float], Story],
    imprint: Imprint,
    title: str,
    size: tuple[float, float],
    marks: Marks,
    count: int,
) -> tuple[int, bytes]:
    """How many pages it took, and the file that says it has `count`."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    written = BytesIO()
    document = BaseDocTemplate(
        written,
        pagesize=size,
        title=title,
        author="",
        creator="Terampil",
        lang="id-ID",
        invariant=1,
        initialFontName=fonts.REGULAR,
    )
    width, height = size[0] - 2 * SIDE, size[1] - TOP - BOTTOM
    frame = Frame(SIDE, BOTTOM, width, height, 0, 0, 0, 0)

    def foot(canvas: Canvas, template: BaseDocTemplate) -> None:
        draw_foot(canvas, size, template.page, count, imprint.line(), marks)

    document.addPageTemplates([PageTemplate("page", [frame], onPage=foot)])
    document.build(story(width))
    return document.page, written.getvalue()
