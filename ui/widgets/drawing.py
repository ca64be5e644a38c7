"""Strokes that several pictures share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

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
        words = "\n".join(broken(painter.fontMetrics(), words, room.width(), 2))
    middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room, middle, words)


def broken(metrics: QFontMetrics, words: str, width: float, most: int) -> list[str]:
    """The words on as many lines as they ask; the last one allowed ends in dots if need be."""
    lines, rest = [""], words.split(" ")
    while rest:
        tried = f"{lines[-1]} {rest[0]}".strip()
        last = len(lines) == most
        if last or not lines[-1] or metrics.horizontalAdvance(tried) <= width:
            lines[-1] = tried
            rest.pop(0)
        else:
            lines.append("")
    cut = Qt.TextElideMode.ElideRight
    return [metrics.elidedText(line.strip(" ·"), cut, int(width)) for line in lines]


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
