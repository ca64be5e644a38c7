"""Classes against the days of two weeks: a line each, a bar over its days, walked by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop_app.desk.class_calendar import ClassLine
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.records.training import ClassState
from desktop_app.wording import day_full, integer, weekday
from ui.theme import colour, px, scaled

DAYS = 14
_NAME = 15
"""Width in em of the column that names the class."""
_DAY = 3.2
"""Width in em from which the head of a day says three letters of the weekday."""
_LINE_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class _Lines(QAbstractTableModel):
    """The classes and the days; the first column names the class."""

    def __init__(self, states: Mapping[ClassState, str]) -> None:
        super().__init__()
        self.states = states
        self.first = date.min
        self.today = date.min
        self.short = False
        """Whether there is room for a letter of the weekday only."""
        self.lines: Sequence[ClassLine] = ()
        self.holidays: Mapping[date, str] = {}

    def show(self, first: date, lines: Sequence[ClassLine], holidays: Mapping[date, str]) -> None:
        self.beginResetModel()
        self.first, self.lines, self.holidays = first, lines, holidays
        self.endResetModel()

    def day(self, column: int) -> date:
        return self.first + timedelta(days=column - 1)

    def closed(self, day: date) -> bool:
        return day.weekday() >= 5 or day in self.holidays

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        return DAYS + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == _LINE_ROLE:
            return line
        spoken = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.programme} · {line.code}" if index.column() == 0 else ""
        if role in spoken:
            return self._words(line, index.column())
        return None

    def _words(self, line: ClassLine, column: int) -> str:
        if column == 0:
            seats = f"{integer(line.people)}/{integer(line.capacity)}"
            return f"{line.programme}, {line.code}, {_(line.state.label)}, {seats}"
        day = self.day(column)
        words = [line.code, day_full(day)]
        if day in self.holidays:
            words.append(self.holidays[day])
        if day in line.hours:
            words.append(_("{n} JP").format(n=integer(line.hours[day])))
        elif line.spans(day):
            words.append(_("no sessions"))
        return ", ".join(words)

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if way == Qt.Orientation.Vertical:
            return None
        if section == 0:
            return _("Class") if role == Qt.ItemDataRole.DisplayRole else None
        day = self.day(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{weekday(day)[: 1 if self.short else 3]}\n{day.day}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(w for w in (day_full(day), self.holidays.get(day, "")) if w)
        if role == Qt.ItemDataRole.ForegroundRole:
            shade = "bad" if day in self.holidays else "accent" if day == self.today else "muted"
            return colour(shade)
        return None


class _Bars(QStyledItemDelegate):
    """Paints the days of a class as one bar, with the lesson hours of each day on it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if index.column() == 0 or not isinstance(model, _Lines):
            super().paint(painter, option, index)
            return
        day, line = model.day(index.column()), index.data(_LINE_ROLE)
        cell = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        today = "soft" if day == model.today else "surface"
        painter.fillRect(cell, colour("raised" if model.closed(day) else today))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(cell.topRight(), cell.bottomRight())
        if line.spans(day):
            self._bar(painter, cell, day, line, model.states[line.state])
        view = self.parent()
        here = isinstance(view, QTableView) and view.currentIndex() == index
        if here and isinstance(view, QTableView):
            focused = view.hasFocus()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus" if focused else "border"), 2 if focused else 1))
            painter.drawRect(cell.adjusted(1, 1, -2, -2))
        painter.restore()

    def _bar(self, painter: QPainter, cell: QRectF, day: date, line: ClassLine, role: str) -> None:
        """A thick stretch where there is training, a thin one over the days between."""
        ink = colour(role)
        ground = colour("track" if role == "muted" else f"{role}_soft")
        taught = day in line.hours
        inset = cell.height() * (0.2 if taught else 0.46)
        left = px(0.25) if day == line.starts_on else 0
        right = px(0.25) if day == line.ends_on else 0
        bar = cell.adjusted(left, inset, -right, -inset)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground if taught else ink)
        painter.drawRect(bar)
        if taught:
            painter.setPen(QPen(ink, 1.4))
            painter.drawLine(bar.topLeft(), bar.topRight())
            painter.drawLine(bar.bottomLeft(), bar.bottomRight())
            if left:
                painter.drawLine(bar.topLeft(), bar.bottomLeft())
            if right:
                painter.drawLine(bar.topRight(), bar.bottomRight())
            painter.setFont(scaled(painter.font(), 0.9))
            painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, integer(line.hours[day]))


class ClassWeeks(QTableView):
    """Two weeks of classes; `opened` carries a class's id, `turned` how many days to go on.

    Arrows move, PgUp and PgDn turn two weeks, Home goes to today (`turned` with 0), Enter
    opens the class.
    """

    opened = Signal(str)
    turned = Signal(int)

    def __init__(self, today: date, states: Mapping[ClassState, str]) -> None:
        super().__init__()
        self.lines = _Lines(states)
        self.lines.today = today
        self.setModel(self.lines)
        self.setItemDelegate(_Bars(self))
        self.setAccessibleName(_("Classes of two weeks"))
        self.setAccessibleDescription(_("A line for each class, a column for each day."))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(2.4))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(px(1.6))
        head.setMinimumHeight(px(3.2))
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_lines(
        self, first: date, lines: Sequence[ClassLine], holidays: Mapping[date, str]
    ) -> None:
        """Show these classes over the days from `first` on; the cursor stays where it can."""
        row = max(self.currentIndex().row(), 0)
        column = max(self.currentIndex().column(), 1)
        self.lines.show(first, lines, holidays)
        if lines:
            self.setCurrentIndex(self.lines.index(min(row, len(lines) - 1), column))

    def said(self) -> str:
        """How many classes are in sight."""
        n = len(self.lines.lines)
        return translate_n("{n} class", "{n} classes", n).format(n=integer(n))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageUp: -DAYS, Qt.Key.Key_PageDown: DAYS, Qt.Key.Key_Home: 0}
        key = Qt.Key(event.key())
        if key in turns:
            self.turned.emit(turns[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.lines.lines):
            self.opened.emit(self.lines.lines[row].id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        name = min(px(_NAME), int(room * 0.3))
        share, more = divmod(max(room - name, 0), DAYS)
        self.lines.short = share < px(_DAY)
        self.setColumnWidth(0, name)
        for column in range(1, DAYS + 1):
            self.setColumnWidth(column, share + (1 if column <= more else 0))
