"""The classes of the next two weeks as bars over days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import translate as _
from desktop_app.wording import day_range, day_short
from ui.theme import colour, px, scaled
from ui.widgets.charts import Chart

DAYS = 14
_HEAD = 1.9
_ROW = 2.3


@dataclass(frozen=True)
class Strip:
    """One class: what it is called, when, how full, and its state in words."""

    id: str
    name: str
    since: date
    until: date
    seats: str
    state: str


class Weeks(Chart):
    """Two weeks, one line a class; a line opens its class."""

    def __init__(self, title: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._today = today
        self._strips: tuple[Strip, ...] = ()
        self._told()

    def set_strips(self, strips: Sequence[Strip]) -> None:
        """Show these classes."""
        self._strips = tuple(strips)
        self._told()

    def table(self) -> list[tuple[str, ...]]:
        rows = [
            (strip.name, day_range(strip.since, strip.until), strip.seats, strip.state)
            for strip in self._strips
        ]
        return [(_("Class"), _("Dates"), _("Seats"), _("State")), *rows]

    def sizeHint(self) -> QSize:
        return QSize(px(34), px(3 + _HEAD + _ROW * max(2, len(self._strips))))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(20), px(3 + _HEAD + _ROW * max(1, len(self._strips))))

    def draw(self, painter: QPainter, room: QRectF) -> None:
        if not self._strips:
            painter.setPen(colour("muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, _("No class in these two weeks"))
            return
        metrics = painter.fontMetrics()
        names = min(
            max(metrics.horizontalAdvance(s.name) for s in self._strips) + px(1),
            int(room.width() * 0.38),
        )
        seats = max(metrics.horizontalAdvance(s.seats) for s in self._strips) + px(0.8)
        step = (room.width() - names - seats) / DAYS
        self._days(painter, QRectF(names, room.y(), step * DAYS, room.height()), step)
        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        for number, strip in enumerate(self._strips):
            top = room.y() + px(_HEAD) + number * px(_ROW)
            painter.setPen(colour("text"))
            words = metrics.elidedText(strip.name, Qt.TextElideMode.ElideRight, names - px(0.6))
            painter.drawText(QRectF(0, top, names, px(_ROW)), left | middle, words)
            first = max(0, (strip.since - self._today).days)
            last = min(DAYS - 1, (strip.until - self._today).days)
            bar = QRectF(
                names + first * step + 1, top + px(0.35), (last - first + 1) * step - 2, px(1.6)
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(bar, 4, 4)
            painter.setPen(colour("on_accent"))
            inside = metrics.elidedText(
                strip.state, Qt.TextElideMode.ElideRight, int(bar.width() - px(0.6))
            )
            painter.drawText(bar.adjusted(px(0.4), 0, 0, 0), left | middle, inside)
            painter.setPen(colour("muted"))
            painter.drawText(
                QRectF(room.right() - seats, top, seats, px(_ROW)),
                Qt.AlignmentFlag.AlignRight | middle,
                strip.seats,
            )

    def _days(self, painter: QPainter, room: QRectF, step: float) -> None:
        painter.setFont(scaled(self.font(), 0.86))
        for number in range(DAYS):
            day = self._today + timedelta(days=number)
            cell = QRectF(room.x() + number * step, room.y(), step, room.height())
            if day.weekday() >= 5:
                painter.fillRect(cell.adjusted(0, px(_HEAD) - 2, 0, 0), colour("track"))
            painter.setPen(colour("text" if number == 0 else "muted"))
            words = str(day.day)
            month = day_short(day)[:5]
            if number in (0, 7) and painter.fontMetrics().horizontalAdvance(month) < 1.5 * step:
                words = month
            painter.drawText(
                QRectF(cell.x() - step, cell.y(), 3 * step, px(_HEAD)),
                Qt.AlignmentFlag.AlignHCenter,
                words,
            )
        painter.setPen(QPen(colour("accent"), 1))
        painter.drawLine(QPointF(room.x(), room.y() + px(_HEAD)), room.bottomLeft())
        painter.setFont(self.font())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        head = px(2.4 + _HEAD)
        number = int((event.position().y() - head) // px(_ROW))
        if 0 <= number < len(self._strips):
            self.chosen.emit(self._strips[number].id)
