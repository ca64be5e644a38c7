"""Strokes that several pictures share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from desktop_app.i18n import translate as _
from desktop_app.wording import integer
from ui.theme import colour, px, scaled

_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def elided(painter: QPainter, words: str, width: float) -> str:
    """The words, cut with dots where the room is short; the whole is in tooltip and table."""
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))


def draw_name(painter: QPainter, room: QRectF, words: str, font: QFont) -> None:
    """A name at the left; one that is too long takes two smaller lines."""
    painter.setFont(font)
    if painter.fontMetrics().horizontalAdvance(words) > room.width():
        painter.setFont(scaled(font, 0.84, bold=font.bold()))
        words = "\n".join(_two_lines(painter, words, room.width()))
    middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room, middle, words)


def _two_lines(painter: QPainter, words: str, width: float) -> list[str]:
    metrics = painter.fontMetrics()
    first, *rest = words.split(" ")
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}") <= width:
        first = f"{first} {rest.pop(0)}"
    lines = [first, " ".join(rest)] if rest else [first]
    return [elided(painter, line, width) for line in lines]


def draw_empty(painter: QPainter, room: QRectF, words: str) -> None:
    """Say that there is nothing to draw."""
    painter.setPen(colour("muted"))
    painter.drawText(room, int(_WRAP) | int(Qt.TextFlag.TextWordWrap), words)


def draw_note(painter: QPainter, room: QRectF, words: str) -> QRectF:
    """Say at the foot what the marks mean; the room that is left above it."""
    if not words:
        return room
    font = painter.font()
    painter.setFont(scaled(font, 0.9))
    painter.setPen(colour("muted"))
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
    flags |= int(Qt.TextFlag.TextWordWrap)
    used = painter.boundingRect(room, flags, words)
    painter.drawText(room, flags, words)
    painter.setFont(font)
    return room.adjusted(0, 0, 0, -used.height() - px(0.3))


def draw_rest(painter: QPainter, room: QRectF, more: int) -> QRectF:
    """Say at the foot how many more the table has; the room that is left above it."""
    if more <= 0:
        return room
    words = _("and {n} more (F2 shows all as a table)").format(n=integer(more))
    return draw_note(painter, room, words)
