"""Lines of a certificate: each fits into its room, each letter in a font that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.processes.certificates import Signature
from exports import fonts
from exports.certificates.ornament import GREEN, INK
from exports.imprint import A4, draw_line

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

HEIGHT, WIDTH = A4
MIDDLE = WIDTH / 2
ROOM = WIDTH - 2 * 66
"""How wide a line of text may be."""
SIDE = 62.0
GREY = (0.36, 0.40, 0.39)


def fitted(
    text: str, x: float, y: float, room: float, size: float
) -> tuple[str, float, float, float]:
    wide = fonts.width(text, fonts.REGULAR, size)
    return text, x, y, size * min(1.0, room / wide) if wide else size


def line(
    canvas: Canvas,
    text: str,
    y: float,
    size: float,
    font: str = fonts.REGULAR,
    *,
    at: float = MIDDLE,
    room: float = ROOM,
    colour: tuple[float, float, float] = INK,
    spread: float = 0.0,
) -> float:
    """A line in the middle, made smaller until it fits; returns its size.

    `spread` sets letters apart, in points at the size asked for.
    """
    wide = fonts.width(text, font, size) + spread * max(len(text) - 1, 0)
    scale = min(1.0, room / wide) if wide else 1.0
    size, x = size * scale, at - wide * scale / 2
    canvas.setFillColorRGB(*colour)
    for used, piece in fonts.runs(text, font):
        canvas.setFont(used, size)
        canvas.drawString(x, y, piece, charSpace=spread * scale)
        x += fonts.width(piece, used, size) + spread * scale * len(piece)
    return size


def rule(canvas: Canvas, left: float, right: float, y: float, width: float) -> None:
    canvas.setStrokeColorRGB(*GREEN)
    canvas.setLineWidth(width)
    canvas.line(left, y, right, y)


def right_line(
    canvas: Canvas, text: str, x: float, y: float, size: float, font: str = fonts.REGULAR
) -> None:
    draw_line(canvas, text, x - fonts.width(text, font, size), y, size, font)


def signature_block(canvas: Canvas, signature: Signature, middle: float, wide: float) -> None:
    for n, title in enumerate(signature.titles):
        line(canvas, title, 184 - 12.5 * n, 10, at=middle, room=wide)
    name = signature.name or "." * 44
    font = fonts.SEMIBOLD if signature.name else fonts.REGULAR
    size = line(canvas, name, 76, 10.5, font, at=middle, room=wide)
    if signature.name:
        half = fonts.width(name, font, size) / 2
        canvas.setStrokeColorRGB(*INK)
        canvas.setLineWidth(0.6)
        canvas.line(middle - half, 73.5, middle + half, 73.5)
    if signature.number:
        line(canvas, signature.number, 62, 9, at=middle, room=wide)
