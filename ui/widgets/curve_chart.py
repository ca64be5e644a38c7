"""Numbers that run on from month to month, against the even way to the whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen

from exports.pictures import Curve
from ui.theme import colour, px, scaled
from ui.widgets.charts import PictureChart
from ui.widgets.drawing import draw_empty, draw_note

_HIGH = 13.0


class CurveChart(PictureChart[Curve]):
    """A curve with its filled ground; the promised a thin line above it, the plan dashed."""

    most = 12

    def sizeHint(self) -> QSize:
        return QSize(px(30), px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(20), px(_HIGH - 2))

    def draw(self, painter: QPainter, room: QRectF) -> None:
        points = list(self.picture.parts)
        if not points:
            draw_empty(painter, room, self.picture.empty)
            return
        room = draw_note(painter, room, self.picture.note)
        small = scaled(self.font(), 0.84)
        under = QFontMetrics(small).height() + px(0.3)
        area = room.adjusted(px(0.3), px(1.5), -px(0.3), -under)
        step = area.width() / len(points)

        def at(place: float, number: float) -> QPointF:
            high = area.height() * number / self.picture.most
            return QPointF(area.x() + (place + 0.5) * step, area.bottom() - high)

        painter.setPen(QPen(colour("track"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for place in range(len(points)):
            self.mark(QRectF(area.x() + place * step, room.y(), step, room.height()))
        self._draw_plan(painter, at)
        promised = [at(*one) for one in self.picture.line("promised")]
        self._draw_line(painter, promised, "info", 1.4)
        reached = [at(*one) for one in self.picture.line("number")]
        self._draw_ground(painter, reached, area.bottom())
        self._draw_line(painter, reached, "accent", 2.4)
        self._draw_words(painter, reached, promised[-1].y() if promised else area.bottom(), area)
        painter.setFont(small)
        painter.setPen(colour("muted"))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        for place, point in enumerate(points):
            box = QRectF(area.x() + place * step, area.bottom(), step, under)
            painter.drawText(box, middle, point.label)
        painter.setFont(self.font())

    def _draw_plan(self, painter: QPainter, at: Callable[[float, float], QPointF]) -> None:
        if self.picture.whole:
            months = len(self.picture.parts)
            painter.setPen(QPen(colour("muted"), 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(at(0, self.picture.whole / months), at(months - 1, self.picture.whole))

    def _draw_line(self, painter: QPainter, line: list[QPointF], role: str, wide: float) -> None:
        painter.setPen(QPen(colour(role), wide))
        painter.drawPolyline(line)
        if line:
            painter.setBrush(colour(role))
            painter.drawEllipse(line[-1], wide + 1, wide + 1)

    def _draw_ground(self, painter: QPainter, line: list[QPointF], bottom: float) -> None:
        if len(line) > 1:
            path = QPainterPath(QPointF(line[0].x(), bottom))
            for point in (*line, QPointF(line[-1].x(), bottom)):
                path.lineTo(point)
            ground = colour("accent_pale")
            ground.setAlphaF(0.45)
            painter.fillPath(path, ground)

    def _draw_words(
        self, painter: QPainter, line: list[QPointF], over: float, area: QRectF
    ) -> None:
        """What is reached above the curve's end (`over` it is something), the whole at the top."""
        painter.setPen(colour("muted"))
        top = QRectF(area.x(), area.y() - px(1.5), area.width(), px(1.4))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight, self.picture.top)
        if line:
            painter.setFont(scaled(self.font(), 1, bold=True))
            wide = painter.fontMetrics().horizontalAdvance(self.picture.shown)
            high = painter.fontMetrics().height()
            x = min(area.right() - wide, max(area.x(), line[-1].x() - wide - px(0.4)))
            y = max(area.y(), min(over, line[-1].y()) - high - px(0.3))
            painter.setPen(colour("text"))
            painter.drawText(QRectF(x, y, wide + 2, high), self.picture.shown)
            painter.setFont(self.font())
