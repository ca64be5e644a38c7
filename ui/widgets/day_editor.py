"""The editor of a day: typed in any usual way, or picked from a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.fields import Described
from desktop_app.i18n import current
from desktop_app.i18n import translate as _
from desktop_app.reading import read_day
from desktop_app.wording import day_full, day_short
from ui.icons import icon
from ui.style import mark
from ui.theme import colour, px
from ui.widgets.editor import Context, LineEditor, pressed
from ui.widgets.shortcuts import is_key


def month_later(day: date, months: int) -> date:
    """The same day `months` on, or the month's last day."""
    count = day.year * 12 + day.month - 1 + months
    for number in (day.day, 30, 29, 28):
        try:
            return date(count // 12, count % 12 + 1, number)
        except ValueError:
            continue
    raise ValueError(day)


def make_calendar(parent: QWidget, day: date) -> QCalendarWidget:
    """A calendar from Monday on, in our colours, with `day` chosen."""
    calendar = QCalendarWidget(parent)
    calendar.setLocale(QLocale(current()))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setMinimumSize(px(24), px(19))
    # Qt's own red is too dark for a dark ground.
    weekend = QTextCharFormat()
    weekend.setForeground(colour("bad"))
    for free in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(free, weekend)
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    return calendar


class DayEditor(LineEditor):
    """A day.

    Takes ``9``, ``9/11``, ``091126``, ``9 nov``, ``h`` (today), ``k``, ``b``;
    plus and minus go one day on or back, PgUp and PgDn one month, Ctrl+; is
    today, F4 or Alt+Down open the calendar. Tab leaves at once.
    """

    def __init__(self, described: Described, context: Context) -> None:
        super().__init__(described, context)
        self.field.setPlaceholderText(_("dd/mm/yyyy"))
        position = QLineEdit.ActionPosition.TrailingPosition
        self._open = self.field.addAction(icon("calendar", "muted"), position)
        self._open.setToolTip(_("Calendar (F4)"))
        self._open.triggered.connect(self.open_calendar)

    def _today(self) -> date:
        return self.context.facts().today

    def read(self, text: str) -> Any:
        return read_day(text, self._today())

    def write(self, value: Any) -> str:
        return day_short(value)

    def echo(self) -> str:
        value = self.value()
        return "" if value is None else day_full(value)

    def set_read_only(self, fixed: bool) -> None:
        super().set_read_only(fixed)
        self._open.setVisible(not fixed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = pressed(event)
        if key and not self.field.isReadOnly() and self._key(key):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Act on a key of ours; False leaves it to the line."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_key(event, "choices"):
            self.open_calendar()
        elif is_key(event, "today"):
            self.put(self._today())
        elif event.text() in ("+", "-") and self._whole():
            self.put(self._start() + timedelta(days=1 if event.text() == "+" else -1))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not modifiers:
            self.put(month_later(self._start(), -1 if key == Qt.Key.Key_PageUp else 1))
        else:
            return False
        return True

    def _start(self) -> date:
        value = self.value()
        return value if isinstance(value, date) else self._today()

    def _whole(self) -> bool:
        """Whether a whole day stands there, so that a minus is no separator."""
        value = self.value()
        return not self._text() or (value is not None and self._text() == self.write(value))

    def open_calendar(self) -> None:
        """Show the calendar beneath the field; Enter takes the day, Esc none."""
        if self.field.isReadOnly():
            return
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setObjectName("calendar")
        mark(popup, "kind", "card")
        calendar = make_calendar(popup, self._start())
        calendar.setAccessibleName(self.described.label)
        calendar.activated.connect(lambda day: self._picked(popup, day))
        calendar.clicked.connect(lambda day: self._picked(popup, day))
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(px(0.3), px(0.3), px(0.3), px(0.3))
        layout.addWidget(calendar)
        popup.adjustSize()
        popup.move(self.field.mapToGlobal(QPoint(0, self.field.height())))
        popup.show()
        # Qt gives the buttons its own arrows when it dresses them, so ours come last.
        for name, drawing in (("prev", "chevron-left"), ("next", "chevron-right")):
            arrow = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if arrow is not None:
                arrow.setIcon(icon(drawing))
        calendar.setFocus()

    def _picked(self, popup: QFrame, day: QDate) -> None:
        self.put(date(day.year(), day.month(), day.day()))
        popup.close()
        self.field.setFocus()
