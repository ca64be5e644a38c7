"""A month as a sheet of days, walked by keys; each day says what stands on it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.wording import day_full, integer, weekday
from ui.theme import colour, px, scaled

WEEKS = 6
_HEAD = 1.7
_DAY = 1.5
_LINE = 1.25
_WORDS = 6.5
"""Width in em from which a day shows words and not only signs."""


def sheet_of(day: date) -> tuple[date, date]:
    """The first and last day of the six weeks in which a month is shown."""
    first = day.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    return monday, monday + timedelta(days=7 * WEEKS - 1)


def months_later(day: date, months: int) -> date:
    """The same day of another month, or its last."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class Mark:
    """One entry of a day: its words, and the colour of its sign."""

    words: str
    role: str


class MonthView(QWidget):
    """Arrows go day by day, PgUp and PgDn by months, Home to today, Enter opens the day.

    `chosen` tells of another day, `opened` of Enter or a double click.
    """

    chosen = Signal()
    opened = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = self._today = today
        self._marks: Mapping[date, Sequence[Mark]] = {}
        self._holidays: Mapping[date, str] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Calendar"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tell()

    def show_days(self, marks: Mapping[date, Sequence[Mark]], holidays: Mapping[date, str]) -> None:
        """Show what stands on the days of the sheet."""
        self._marks, self._holidays = marks, holidays
        self._tell()

    def go(self, day: date) -> None:
        """Put the cursor on a day."""
        if day != self.day:
            self.day = day
            self._tell()
            self.chosen.emit()

    def _tell(self) -> None:
        here = self._marks.get(self.day, ())
        words = [day_full(self.day)]
        if self.day in self._holidays:
            words.append(self._holidays[self.day])
        count = translate_n("{n} entry", "{n} entries", len(here)).format(n=integer(len(here)))
        words += [count, *(mark.words for mark in here)]
        self.setAccessibleDescription("; ".join(words))
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in steps:
            self.go(self.day + timedelta(days=steps[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go(months_later(self.day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self.go(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number in range(7 * WEEKS):
            if self._cell(number).contains(event.position()):
                self.go(sheet_of(self.day)[0] + timedelta(days=number))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit()

    def sizeHint(self) -> QSize:
        return QSize(px(50), px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(20), px(_HEAD + WEEKS * 1.9))

    # --- drawing -----------------------------------------------------------------

    def _cell(self, number: int) -> QRectF:
        wide, head = self.width() / 7, px(_HEAD)
        tall = (self.height() - head) / WEEKS
        return QRectF(number % 7 * wide, head + number // 7 * tall, wide, tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, _last = sheet_of(self.day)
        painter.setFont(scaled(self.font(), 0.9, bold=True))
        painter.setPen(colour("muted"))
        names = [weekday(first + timedelta(days=column)) for column in range(7)]
        widest = max(painter.fontMetrics().horizontalAdvance(name) for name in names)
        short = widest > self._cell(0).width() - px(0.6)
        for column, name in enumerate(names):
            cell = self._cell(column)
            room = QRectF(cell.x() + px(0.4), 0, cell.width() - px(0.4), px(_HEAD))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name[:3] if short else name)
        for number in range(7 * WEEKS):
            self._draw_day(painter, first + timedelta(days=number), self._cell(number))
        painter.end()

    def _draw_day(self, painter: QPainter, day: date, cell: QRectF) -> None:
        inside = day.month == self.day.month
        closed = day.weekday() >= 5 or day in self._holidays
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("soft" if day == self.day else "raised" if closed else "surface"))
        painter.drawRect(cell.adjusted(0, 0, -1, -1))
        self._draw_number(painter, day, cell, inside)
        room = cell.adjusted(px(0.4), px(_DAY), -px(0.3), -px(0.15))
        if cell.width() >= px(_WORDS) and room.height() >= px(_LINE):
            self._draw_words(painter, day, room)
        else:
            self._draw_signs(painter, day, cell)
        if day == self.day:
            focused = self.hasFocus()
            painter.setPen(QPen(colour("focus" if focused else "border"), 2 if focused else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.adjusted(1, 1, -2, -2))

    def _draw_number(self, painter: QPainter, day: date, cell: QRectF, inside: bool) -> None:
        today = day == self._today
        painter.setFont(scaled(self.font(), 1, bold=today))
        at = QRectF(cell.x() + px(0.25), cell.y() + px(0.1), px(1.7), px(_DAY - 0.1))
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(at, px(0.7), px(0.7))
            painter.setPen(colour("on_accent"))
        elif day in self._holidays:
            painter.setPen(colour("bad"))
        else:
            painter.setPen(colour("text" if inside else "muted"))
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day in self._holidays:
            painter.setFont(scaled(self.font(), 0.8))
            painter.setPen(colour("bad"))
            room = QRectF(
                at.right() + px(0.2), at.y(), cell.right() - at.right() - px(0.4), at.height()
            )
            words = painter.fontMetrics().elidedText(
                self._holidays[day], Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _draw_words(self, painter: QPainter, day: date, room: QRectF) -> None:
        marks = self._marks.get(day, ())
        lines = max(1, int(room.height() // px(_LINE)))
        shown = marks if len(marks) <= lines else marks[: lines - 1]
        painter.setFont(scaled(self.font(), 0.86))
        for number, mark in enumerate(shown):
            line = QRectF(room.x(), room.y() + number * px(_LINE), room.width(), px(_LINE))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(mark.role))
            painter.drawEllipse(QPointF(line.x() + px(0.3), line.center().y()), px(0.25), px(0.25))
            painter.setPen(colour("text"))
            words = painter.fontMetrics().elidedText(
                mark.words, Qt.TextElideMode.ElideRight, int(line.width() - px(0.8))
            )
            painter.drawText(line.adjusted(px(0.8), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        if len(shown) < len(marks):
            painter.setPen(colour("muted"))
            line = QRectF(
                room.x() + px(0.8), room.y() + len(shown) * px(_LINE), room.width(), px(_LINE)
            )
            more = _("{n} more").format(n=integer(len(marks) - len(shown)))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, more)

    def _draw_signs(self, painter: QPainter, day: date, cell: QRectF) -> None:
        """Where words have no room: how many entries there are, beside the number."""
        marks = self._marks.get(day, ())
        if not marks:
            return
        painter.setFont(scaled(self.font(), 0.86, bold=True))
        words = integer(len(marks))
        side = px(1.25)
        at = QRectF(cell.right() - side - px(0.3), cell.bottom() - side - px(0.2), side, side)
        painter.setPen(QPen(colour(marks[0].role), 1.5))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(at, side / 2, side / 2)
        painter.setPen(colour("text"))
        painter.drawText(at, Qt.AlignmentFlag.AlignCenter, words)
