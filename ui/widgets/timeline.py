"""A course of days on one line, each stop with its sign, and today among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import translate as _
from desktop_app.wording import day_short
from ui.theme import colour, px, scaled
from ui.widgets.charts import Chart

_TEXT = 2.9
"""Height of a stop's three short lines above or below the line, in em."""
_NOW = 1.3
"""Height of the line that says today."""


@dataclass(frozen=True)
class Point:
    """One stop as it is drawn: never colour alone, but a sign and words too."""

    title: str
    day: date
    words: str
    """How it stands, as shown."""
    role: str
    """Its colour: ``good``, ``bad``, ``warning``, ``info``."""
    sign: str
    """``check``, ``late``, ``cross``, ``soon`` or ``open``."""
    basis: str = ""


class TimeLine(Chart):
    """Stops in their order; arrows walk them, Enter shows the table."""

    def __init__(self, title: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._today = today
        self._points: tuple[Point, ...] = ()
        self._told()

    def set_points(self, points: Sequence[Point]) -> None:
        """Show these stops, the earliest first."""
        self._points = tuple(points)
        coming = (n for n, p in enumerate(self._points) if p.day >= self._today)
        self.place = next(coming, max(0, len(self._points) - 1))
        self._told()

    def table(self) -> list[tuple[str, ...]]:
        rows = [(p.title, day_short(p.day), p.words, p.basis or "–") for p in self._points]
        return [(_("Step"), _("Date"), _("State"), _("Legal basis")), *rows]

    def sizeHint(self) -> QSize:
        return QSize(px(48), px(3 + _NOW + 2 * (_TEXT + 0.9)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(30), px(2.6 + _NOW + 2 * (_TEXT + 0.9)))

    # --- drawing -----------------------------------------------------------------

    def _across(self, room: QRectF) -> tuple[list[float], float]:
        """Where the stops lie, and where today does.

        Half by their days, half evenly, so that a long wait is seen and two
        stops on neighbouring days can still be read.
        """
        days = [point.day.toordinal() for point in self._points]
        now = self._today.toordinal()
        first, last = min(*days, now), max(*days, now)
        order = sorted([*days, now])
        edge = px(5.6)
        width = room.width() - 2 * edge

        def place(day: int, number: int) -> float:
            by_days = (day - first) / max(1, last - first)
            evenly = number / max(1, len(order) - 1)
            return room.x() + edge + width * (by_days + evenly) / 2

        before = sum(day < now for day in days)
        places = [place(day, n if n < before else n + 1) for n, day in enumerate(days)]
        return places, place(now, before)

    def draw(self, painter: QPainter, room: QRectF) -> None:
        if not self._points:
            return
        places, now = self._across(room)
        y = room.y() + px(_NOW + _TEXT + 0.9)
        painter.setPen(QPen(colour("border"), 2))
        painter.drawLine(QPointF(room.x() + px(1), y), QPointF(room.right() - px(1), y))
        self._draw_today(painter, room, now, y)
        for number, (point, x) in enumerate(zip(self._points, places, strict=True)):
            above = number % 2 == 0
            self._draw_sign(painter, point, QPointF(x, y))
            self._draw_words(painter, point, self._slot(places, number, room, y, above), above)
            self.mark(QRectF(x - px(0.95), y - px(0.95), px(1.9), px(1.9)))

    def _slot(
        self, places: list[float], number: int, room: QRectF, y: float, above: bool
    ) -> QRectF:
        """The room of a stop's words: up to those of its neighbours on the same side."""
        x = places[number]
        left = (places[number - 2] + x) / 2 if number >= 2 else room.x()
        right = (places[number + 2] + x) / 2 if number + 2 < len(places) else room.right()
        half = min(x - left, right - x, px(9)) - px(0.2)
        top = y - px(_TEXT + 0.8) if above else y + px(0.8)
        return QRectF(x - half, top, 2 * half, px(_TEXT))

    def _draw_today(self, painter: QPainter, room: QRectF, x: float, y: float) -> None:
        painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, y - px(_TEXT + 0.9)), QPointF(x, y + px(_TEXT + 0.6)))
        painter.setFont(scaled(self.font(), 0.9, bold=True))
        words = _("Today {day}").format(day=day_short(self._today))
        wide = painter.fontMetrics().horizontalAdvance(words) + px(0.8)
        tall = painter.fontMetrics().height()
        at = min(max(room.x(), x - wide / 2), room.right() - wide)
        painter.setPen(colour("accent"))
        place = QRectF(at, y - px(_TEXT + 0.9) - tall, wide, tall)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.setFont(self.font())

    def _draw_words(self, painter: QPainter, point: Point, slot: QRectF, above: bool) -> None:
        base = scaled(self.font(), 0.9)
        lines = (
            (point.title, scaled(self.font(), 0.9, bold=True), "text"),
            (day_short(point.day), base, "muted"),
            (point.words, base, point.role),
        )
        tall = slot.height() / 3
        ground = colour("surface")
        for number, (words, font, role) in enumerate(lines):
            painter.setFont(font)
            shown = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, int(slot.width())
            )
            line = QRectF(slot.x(), slot.y() + number * tall, slot.width(), tall)
            wide = painter.fontMetrics().horizontalAdvance(shown)
            # Today's line must not run through words.
            painter.fillRect(QRectF(line.center().x() - wide / 2, line.y(), wide, tall), ground)
            painter.setPen(colour(role))
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
        painter.setFont(self.font())

    def _draw_sign(self, painter: QPainter, point: Point, at: QPointF) -> None:
        ink, r = colour(point.role), px(0.62)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(colour("surface"))
        if point.sign == "soon":
            painter.drawPolygon(_shape(at, (0, -1.15), (1.1, 0.85), (-1.1, 0.85), by=r))
            painter.drawLine(at + QPointF(0, -r * 0.4), at + QPointF(0, r * 0.25))
        elif point.sign == "late":
            painter.drawPolygon(_shape(at, (0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0), by=r))
            painter.drawLine(at + QPointF(-r * 0.5, 0), at + QPointF(r * 0.5, 0))
        else:
            if point.sign == "check":
                painter.setBrush(ink)
            painter.drawEllipse(at, r, r)
        if point.sign == "check":
            painter.setPen(QPen(colour("surface"), 2))
            painter.drawPolyline(_shape(at, (-0.45, 0.05), (-0.1, 0.4), (0.5, -0.35), by=r))
        elif point.sign == "cross":
            painter.drawLine(at + QPointF(-r, -r) * 0.45, at + QPointF(r, r) * 0.45)
            painter.drawLine(at + QPointF(-r, r) * 0.45, at + QPointF(r, -r) * 0.45)


def _shape(at: QPointF, *corners: tuple[float, float], by: float) -> QPolygonF:
    return QPolygonF([at + QPointF(x, y) * by for x, y in corners])
