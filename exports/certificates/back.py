"""The back of a certificate: the units or subjects, and the lesson hours in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.processes.certificates import Snapshot
from exports import fonts
from exports.certificates.lines import (
    GREY,
    MIDDLE,
    SIDE,
    WIDTH,
    fitted,
    line,
    right_line,
    rule,
    signature_block,
)
from exports.certificates.ornament import GREEN, INK, draw_rule
from exports.imprint import draw_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def draw_back(canvas: Canvas, said: Snapshot) -> None:
    """The units or subjects, and the lesson hours in all."""
    line(canvas, "DAFTAR MATERI PELATIHAN", 517, 17, fonts.BOLD, colour=GREEN, spread=1.6)
    line(canvas, said.programme, 497, 12, fonts.SEMIBOLD)
    draw_rule(canvas, MIDDLE, 462, 90)
    coded = any(unit.code for unit in said.units)
    step = min(19.0, 292.0 / (len(said.units) + 2))
    size = min(9.5, step * 0.55)
    left, right = SIDE + 26, WIDTH - SIDE - 26
    title = left + 30 + (130 if coded else 0)
    y = 442.0
    heads = [("No.", left), ("Judul unit kompetensi" if coded else "Materi", title)]
    if coded:
        heads.append(("Kode unit", left + 30))
    canvas.setFillColorRGB(*GREEN)
    for text, x in heads:
        draw_line(canvas, text, x, y, size, fonts.SEMIBOLD)
    right_line(canvas, "JP", right, y, size, fonts.SEMIBOLD)
    rule(canvas, left, right, y - step * 0.32, 1.0)
    canvas.setFillColorRGB(*INK)
    for n, unit in enumerate(said.units, 1):
        y -= step
        draw_line(canvas, f"{n}.", left, y, size)
        if coded:
            draw_line(canvas, unit.code, left + 30, y, size)
        draw_line(canvas, *fitted(unit.name, title, y, right - title - 40, size))
        right_line(canvas, str(unit.hours) if unit.hours else "–", right, y, size)
        rule(canvas, left, right, y - step * 0.32, 0.25)
    y -= step
    draw_line(canvas, "Jumlah jam pelajaran (JP @45 menit)", title, y, size, fonts.SEMIBOLD)
    right_line(canvas, str(said.hours), right, y, size, fonts.SEMIBOLD)
    rule(canvas, left, right, y - step * 0.32, 1.0)
    if said.signatures:
        signature_block(canvas, said.signatures[0], WIDTH - 66 - 93, 186)
    for n, words in enumerate(_NOTES):
        canvas.setFillColorRGB(*GREY)
        draw_line(canvas, words, SIDE + 26, 76 - 11 * n, 7.2)


_NOTES = (
    "Sertifikat ini menyatakan telah selesai mengikuti pelatihan dan bukan sertifikat kompetensi.",
    "Sertifikat sah setelah ditandatangani dan dibubuhi cap.",
)


def draw_own_back(canvas: Canvas, said: Snapshot) -> None:
    line(canvas, f"{said.name}  ·  Nomor {said.number}", 477, 9.5, colour=GREY)
