"""The classes of the next weeks as bars over days."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from desktop_app.wording import day_short
from exports.pictures import Strip, Weeks
from ui.theme import colour, px, scaled
from ui.widgets.charts import PictureChart
from ui.widgets.drawing import draw_empty, draw_rest, elided

_HEAD = 1.7
_ROW = 2.75
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ON = {"accent": "on_accent", "info": "on_soft", "muted": "text"}
_GROUND = {"accent": "accent", "info": "soft", "muted": "track"}


class WeeksChart(PictureChart[Weeks]):
    """A row a class: its name, its days with the state in words, its seats."""

    def _high(self) -> int:
        more = self.more > 0
        return px(2.3 + _HEAD + _ROW * max(1, self.drawn()) + 1.6 * more)

    def sizeHint(self) -> QSize:
        return QSize(px(30), self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(20), self._high())

    def draw(self, painter: QPainter, room: QRectF) -> None:
        strips = list(self.picture.parts[: self.drawn()])
        if not strips:
            draw_empty(painter, room, self.picture.empty)
            return
        room = draw_rest(painter, room, self.more)
        metrics = painter.fontMetrics()
        wide = max(metrics.horizontalAdvance(s.label) for s in strips)
        names = min(wide + px(1), int(room.width() * 0.42))
        seats = max(metrics.horizontalAdvance(s.shown) for s in strips) + px(0.8)
        step = (room.width() - names - seats) / self.picture.days
        under = room.y() + px(_HEAD) + len(strips) * px(_ROW)
        days = QRectF(room.x() + names, room.y(), step * self.picture.days, under - room.y())
        self._draw_days(painter, days, step)
        for place, strip in enumerate(strips):
            line = QRectF(room.x(), room.y() + px(_HEAD) + place * px(_ROW), room.width(), px(_ROW))
            self.mark(line.adjusted(1, 1, -1, -1))
            self._draw_name(painter, strip, line, names - px(0.7))
            self._draw_strip(painter, strip, line, days, step)
            painter.setPen(colour("muted"))
            painter.drawText(line.adjusted(0, 0, -px(0.2), 0), _RIGHT, strip.shown)

    def _draw_name(self, painter: QPainter, strip: Strip, line: QRectF, width: float) -> None:
        half = QRectF(line.x() + px(0.2), line.y() + px(0.15), width, line.height() / 2)
        painter.setPen(colour("text"))
        painter.drawText(half, _LEFT, elided(painter, strip.label, width))
        painter.setFont(scaled(self.font(), 0.86))
        painter.setPen(colour("muted"))
        half.translate(0, line.height() / 2 - px(0.25))
        painter.drawText(half, _LEFT, elided(painter, strip.below, width))
        painter.setFont(self.font())

    def _draw_strip(
        self, painter: QPainter, strip: Strip, line: QRectF, days: QRectF, step: float
    ) -> None:
        first = max(0, (strip.since - self.picture.first).days)
        last = min(self.picture.days - 1, (strip.until - self.picture.first).days)
        thick = px(1.65)
        bar = QRectF(
            days.x() + first * step + 1,
            line.center().y() - thick / 2,
            (last - first + 1) * step - 2,
            thick,
        )
        painter.setPen(QPen(colour("accent"), 1))
        painter.setBrush(colour(_GROUND[strip.role]))
        painter.drawRoundedRect(bar, 4, 4)
        painter.setPen(colour(_ON[strip.role]))
        words = strip.state
        if painter.fontMetrics().horizontalAdvance(words) > bar.width() - px(0.6):
            # A letter that can be read is more than a word that cannot.
            words = words[:1]
        painter.drawText(bar.adjusted(px(0.4), 0, 0, 0), _LEFT, words)

    def _draw_days(self, painter: QPainter, room: QRectF, step: float) -> None:
        painter.setFont(scaled(self.font(), 0.86))
        wide = painter.fontMetrics().horizontalAdvance("00")
        every = 1 if wide < step else 2
        for number in range(self.picture.days):
            day = self.picture.first + timedelta(days=number)
            cell = QRectF(room.x() + number * step, room.y(), step, room.height())
            if day in self.picture.closed:
                painter.fillRect(cell.adjusted(0, px(_HEAD) - 2, 0, 0), colour("raised"))
            if number % every:
                continue
            painter.setPen(colour("text" if number == 0 else "muted"))
            words, month = str(day.day), day_short(day)[:5]
            begins = number == 0 or day.day <= every
            if begins and painter.fontMetrics().horizontalAdvance(month) < (every + 0.7) * step:
                words = month
            area = QRectF(cell.x() - step, cell.y(), 3 * step, px(_HEAD))
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, words)
        painter.setPen(QPen(colour("accent"), 1))
        painter.drawLine(QPointF(room.x(), room.y() + px(_HEAD)), room.bottomLeft())
        painter.setFont(self.font())
