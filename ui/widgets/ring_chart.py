"""Half a ring: what a share is made of, with a tick at its target and the unknown among it."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from exports.pictures import Ring, Slice
from ui.theme import colour, px, scaled
from ui.widgets.charts import PictureChart
from ui.widgets.drawing import draw_empty, draw_note, elided

_ROW = 1.5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SWEEP = 180 * 16
"""Half a circle, as Qt counts angles."""


class RingChart(PictureChart[Ring]):
    """The ring at the left, its parts in words at the right: a row each, to step through."""

    def _rows(self) -> int:
        return max(3, self.drawn()) + (2 if self.picture.note else 0)

    def sizeHint(self) -> QSize:
        return QSize(px(26), px(2.6) + px(_ROW * self._rows()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(18), px(2.4) + px(1.4 * self._rows()))

    def draw(self, painter: QPainter, room: QRectF) -> None:
        if not self.picture.parts:
            draw_empty(painter, room, self.picture.empty)
            return
        room = draw_note(painter, room, self.picture.note)
        wide = min(room.width() * 0.42, 2 * (room.height() - px(2)), px(16))
        self._draw_ring(painter, QRectF(room.x(), room.y(), wide, room.height()))
        step = min(room.height() / self.drawn(), px(2.2))
        left = room.x() + wide + px(0.8)
        for place, part in enumerate(self.picture.parts):
            row = QRectF(left, room.y() + place * step, room.right() - left, step)
            self.mark(row.adjusted(1, 1, -1, -1))
            self._draw_row(painter, part, row)

    def _draw_ring(self, painter: QPainter, room: QRectF) -> None:
        thick = max(px(0.9), room.width() * 0.13)
        outer = room.width() / 2 - px(0.4)
        middle = QPointF(room.center().x(), room.y() + min(room.height() - px(1.8), outer + px(1)))
        circle = QRectF(middle.x() - outer, middle.y() - outer, 2 * outer, 2 * outer)
        circle.adjust(thick / 2, thick / 2, -thick / 2, -thick / 2)
        arcs = [(part.role, since, until) for part, since, until in self.picture.arcs()]
        for role, since, until in [("track", 0.0, 1.0), *arcs]:
            pen = QPen(colour(role), thick)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            length = -round((until - since) * _SWEEP)
            painter.drawArc(circle, round((1 - since) * _SWEEP), length)
        if self.picture.target is not None:
            angle = pi * (1 - self.picture.target / 10_000)
            along = QPointF(cos(angle), -sin(angle))
            painter.setPen(QPen(colour("text"), 2))
            painter.drawLine(middle + along * (outer - thick - 3), middle + along * (outer + 3))
        painter.setPen(colour("text"))
        painter.setFont(scaled(self.font(), 1.5, bold=True))
        share = QRectF(room.x(), middle.y() - px(2.3), room.width(), px(2.2))
        painter.drawText(share, Qt.AlignmentFlag.AlignCenter, self.picture.shown)
        painter.setFont(scaled(self.font(), 0.9))
        painter.setPen(colour("muted"))
        below = QRectF(room.x(), middle.y(), room.width(), px(1.5))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.picture.below)
        painter.setFont(self.font())

    def _draw_row(self, painter: QPainter, part: Slice, row: QRectF) -> None:
        size = px(0.75)
        if not part.apart:
            swatch = QRectF(row.x() + px(0.2), row.center().y() - size / 2, size, size)
            painter.setPen(QPen(colour("muted"), 0.8))
            painter.setBrush(colour(part.role))
            painter.drawRoundedRect(swatch, 2, 2)
        painter.setFont(scaled(self.font(), 1, bold=True))
        number = painter.fontMetrics().horizontalAdvance(part.shown) + px(0.6)
        painter.setPen(colour("text"))
        painter.drawText(row.adjusted(0, 0, -px(0.2), 0), _RIGHT, part.shown)
        painter.setFont(self.font())
        words = row.adjusted(px(1.3), 0, -number, 0)
        painter.drawText(words, _LEFT, elided(painter, part.label, words.width()))
