"""Bars beneath each other: stages, or what is reached against its target."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from exports.pictures import Bar, Bars
from ui.theme import colour, px, scaled
from ui.widgets.charts import PictureChart
from ui.widgets.drawing import draw_empty, draw_name, draw_note, draw_rest

_ROW = 2.25
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BarChart(PictureChart[Bars]):
    """A row a bar: label, bar on its track with a tick at the target, number."""

    def _lines(self) -> float:
        below = bool(self.picture.note) + (self.more > 0)
        return max(2, self.drawn()) + 0.75 * below

    def sizeHint(self) -> QSize:
        return QSize(px(26), px(2.6) + px(_ROW * self._lines()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(18), px(2.4) + px(1.95 * self._lines()))

    def draw(self, painter: QPainter, room: QRectF) -> None:
        bars = list(self.picture.parts[: self.drawn()])
        if not bars:
            draw_empty(painter, room, self.picture.empty)
            return
        room = draw_note(painter, room, self.picture.note)
        room = draw_rest(painter, room, self.more)
        metrics = painter.fontMetrics()
        wide = [metrics.horizontalAdvance(bar.label) for bar in bars]
        labels = min(max(wide) + px(0.9), int(room.width() * 0.44))
        bold = QFontMetrics(scaled(self.font(), 1, bold=True))
        numbers = max(bold.horizontalAdvance(bar.shown) for bar in bars) + px(0.7)
        after = max(metrics.horizontalAdvance(bar.after) for bar in bars)
        after += px(0.8) if after else 0
        track = max(px(3), room.width() - labels - numbers - after)
        step = min(room.height() / len(bars), px(2.9))
        for place, bar in enumerate(bars):
            line = QRectF(room.x(), room.y() + place * step, room.width(), step)
            self.mark(line.adjusted(1, 1, -1, -1))
            painter.setPen(colour("text"))
            name = QRectF(line.x() + px(0.2), line.y(), labels - px(0.7), step)
            draw_name(painter, name, bar.label, scaled(self.font(), 1, bold=bar.strong))
            thick = min(px(1.5), step * 0.56)
            area = QRectF(line.x() + labels, line.center().y() - thick / 2, track, thick)
            self._draw_bar(painter, bar, area)
            painter.setPen(colour("text"))
            painter.setFont(scaled(self.font(), 1, bold=True))
            painter.drawText(line.adjusted(0, 0, -after - px(0.2), 0), _RIGHT, bar.shown)
            painter.setFont(self.font())
            painter.setPen(colour("muted"))
            painter.drawText(line.adjusted(0, 0, -px(0.2), 0), _RIGHT, bar.after)

    def _draw_bar(self, painter: QPainter, bar: Bar, area: QRectF) -> None:
        # A sum has a scale of its own: beside it the others would be too short to see.
        most = max(bar.number, bar.target or 0) if bar.strong else self.picture.most
        most = max(1, most)
        whole = area.width() * max(bar.number, bar.target or 0) / most
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("track"))
        area_of_track = QRectF(area)
        if bar.target is not None:
            area_of_track.setWidth(whole)
        painter.drawRoundedRect(area_of_track, 4, 4)
        for number, role in ((bar.number, "accent_pale"), (bar.begun, "accent")):
            if bar.begun is None and role == "accent_pale":
                role = "accent"
            if number:
                part = QRectF(area)
                part.setWidth(max(3.0, area.width() * number / most))
                painter.setBrush(colour(role))
                painter.drawRoundedRect(part, 4, 4)
        if bar.target is not None:
            x = min(area.x() + area.width() * bar.target / most, area.right() - 1)
            painter.setPen(QPen(colour("text"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            over = px(0.28)
            painter.drawLine(QPointF(x, area.y() - over), QPointF(x, area.bottom() + over))
