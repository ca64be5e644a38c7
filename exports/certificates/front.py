"""The front of a certificate: what the class shares, and what is the person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.processes.certificates import Snapshot
from desktop_app.wording import day_long, day_range
from exports import fonts
from exports.certificates import qr
from exports.certificates.lines import GREY, MIDDLE, SIDE, WIDTH, line, signature_block
from exports.certificates.ornament import GOLD, GREEN, INK, draw_rule
from exports.imprint import MM, draw_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_QR = 33 * MM
_FOOT = 58.0


def draw_front(canvas: Canvas, said: Snapshot, plain: bool) -> None:
    """What the class shares; on a `plain` paper the title, too."""
    if plain:
        hosts = "  ·  ".join(part.upper() for part in (said.provider, said.agency) if part)
        line(canvas, hosts, 520, 10.5, fonts.SEMIBOLD, colour=GREY, spread=1.1)
        line(canvas, "SERTIFIKAT PELATIHAN", 473, 35, fonts.BOLD, colour=GREEN, spread=3.2)
        draw_rule(canvas, MIDDLE, 457, 120)
    line(canvas, "Diberikan kepada", 408, 11, colour=GREY)
    canvas.setStrokeColorRGB(*GOLD)
    canvas.setLineWidth(0.7)
    canvas.line(MIDDLE - 210, 358, MIDDLE + 210, 358)
    line(canvas, "yang telah mengikuti dan menyelesaikan pelatihan", 317, 11, colour=GREY)
    level = f" · Jenjang {said.level} KKNI" if said.shows_level and said.level else ""
    line(canvas, said.programme + level, 292, 19, fonts.SEMIBOLD)
    line(canvas, _held(said), 272, 11)
    _result(canvas, 240)
    _code_words(canvas, said)
    _signatures(canvas, said)


def _held(said: Snapshot) -> str:
    """By whom, where, when and for how long."""
    place = f" di {said.place}" if said.place else ""
    days = f"{said.days} hari, " if said.days else ""
    return (
        f"yang diselenggarakan oleh {said.provider}{place} pada"
        f" {day_range(said.starts, said.ends)} ({days}{said.hours} JP @45 menit)"
    )


def _result(canvas: Canvas, y: float) -> None:
    words, result = "dan dinyatakan", "LULUS"
    wide = fonts.width(result, fonts.BOLD, 19) + 4 * 3.0
    lead = fonts.width(words, fonts.REGULAR, 11) + 12
    start = MIDDLE - (lead + wide) / 2
    canvas.setFillColorRGB(*GREY)
    draw_line(canvas, words, start, y, 11)
    canvas.setFillColorRGB(*GREEN)
    canvas.setFont(fonts.BOLD, 19)
    canvas.drawString(start + lead, y - 2, result, charSpace=3.0)


def _code_words(canvas: Canvas, said: Snapshot) -> None:
    """Beside the QR: it is a code to verify by, and no signature."""
    x, y = SIDE + _QR + 10, _FOOT + 3
    canvas.setFillColorRGB(*INK)
    draw_line(canvas, "Kode verifikasi", x, y + 22, 7.5, fonts.SEMIBOLD)
    canvas.setFillColorRGB(*GREY)
    draw_line(canvas, "Pindai untuk memeriksa keaslian", x, y + 11, 6.8)
    draw_line(canvas, said.address.removeprefix("https://"), x, y, 6.8)


def _signatures(canvas: Canvas, said: Snapshot) -> None:
    """The blocks at the right, from the outside in; the date stands over the outermost."""
    wide = 186.0
    for n, signature in enumerate(reversed(said.signatures)):
        middle = WIDTH - 66 - wide / 2 - n * (wide + 14)
        if n == 0:
            line(canvas, f"{said.city}, {day_long(said.issued)}", 199, 10, at=middle, room=wide)
        signature_block(canvas, signature, middle, wide)


def draw_own_front(canvas: Canvas, said: Snapshot, code: str) -> None:
    """What this one says: number, name, birth, code."""
    line(canvas, f"Nomor {said.number}", 434, 11)
    line(canvas, said.name, 369, 31, fonts.BOLD)
    if said.shows_birth and (said.birth_place or said.born):
        day = day_long(said.born) if said.born else ""
        born = ", ".join(part for part in (said.birth_place, day) if part)
        line(canvas, f"lahir di {born}" if said.birth_place else f"lahir {born}", 341, 11)
    if said.replaces:
        line(canvas, f"Pengganti sertifikat nomor {said.replaces}", 418 + 5, 8, colour=GREY)
    canvas.addLiteral(qr.drawn(code, SIDE, _FOOT, _QR))
