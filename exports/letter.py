"""What makes a document an office's letter: its head, title, signatures and witnesses.

A document is a list of flowables, made anew for each of two passes: the first
counts the pages, the second prints "Halaman 1 dari 3". Its own text is
Indonesian, for nothing else is handed out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from desktop_app.errors import UserError
from desktop_app.i18n import N_, language
from desktop_app.records.identifiers import show_nip, show_npk
from desktop_app.records.office import Capacity
from exports import fonts
from exports.binding import Paper, keep
from exports.grids import TIGHT, Look, grid
from exports.imprint import BOTTOM, MM, SIDE, TOP, Imprint, Marks, draw_foot, draw_watermark
from exports.markup import BLANK, Story, heading, pdf_text, space, style, text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Flowable


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
                # "a.n. Kepala Kantor Cabang / Kepala Bidang Pelayanan": who is above whom.
                lines = [*self.on_behalf_of.split(" / "), "u.b.", position]
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


_MIDDLE: Look = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")


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


def title_block(title: str, number: str = "") -> Story:
    """The document's name in the middle, its number below."""
    story = [text(pdf_text(title, fonts.BOLD), style(13, font=fonts.BOLD, align=1, after=1))]
    if number:
        story.append(text(f"Nomor: {pdf_text(number)}", style(10, align=1)))
    return [*story, space(4)]


def signatures(
    left: Signer,
    right: Signer,
    width: float,
    *,
    place_and_day: str = "",
) -> Story:
    """Two signature blocks side by side, kept on one page; the date stands over the right one."""
    from reportlab.platypus import KeepTogether

    return [KeepTogether(signature_blocks(left, right, width, place_and_day=place_and_day))]


def signature_blocks(
    left: Signer,
    right: Signer,
    width: float,
    *,
    place_and_day: str = "",
    room: float = 20 * MM,
) -> Story:
    """Two signature blocks side by side, the date over the right one.

    `room` is what the hand and the stamp have.
    """
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
    return [space(5), grid(blocks, [half, 10 * MM, half], TIGHT)]


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
        *(look for look in TIGHT if look[0] != "BOTTOMPADDING"),
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
    file's properties and names no person. Empty while papers are collected to be
    bound (`binding`).
    """
    if keep(Paper(story, size, marks, imprint.form)):
        return b""
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
        draw_foot(canvas, size, template.page, count, imprint.line(), marks, form=imprint.form)
        if marks.across:
            draw_watermark(canvas, size, marks.across)

    document.addPageTemplates([PageTemplate("page", [frame], onPage=foot)])
    document.build(story(width))
    return document.page, written.getvalue()
