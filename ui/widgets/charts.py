"""Pictures of numbers, drawn by our own hand, each with its table.

The numbers come as one object (`exports.pictures`) that the window and the
paper share; a picture never carries a number its table lacks.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from desktop_app.i18n import translate as _
from exports.pictures import Picture
from ui.theme import colour, px, scaled
from ui.widgets.chart_table import ChartTable
from ui.widgets.shortcuts import is_key

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


P = TypeVar("P", bound=Picture)


class Chart(QWidget):
    """A picture with a title, made of parts.

    Arrows move from part to part, Enter or a click opens what is behind one
    (`chosen`; the table, where nothing is), F2 shows the numbers as a table,
    Ctrl+C copies them as cells; the menu also copies the picture.
    """

    chosen = Signal(int)
    """Enter or a click on a part; its place."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.place = 0
        """The part that the cursor is on."""
        self._areas: list[QRectF] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)

    # --- what a kind of picture says -----------------------------------------------

    def table(self) -> list[tuple[str, ...]]:
        """The numbers as rows of texts, the heads first; a row for each part."""
        raise NotImplementedError

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Paint the picture beneath the title, into `room`; `mark` each part."""
        raise NotImplementedError

    def note(self) -> str:
        """What is said after the numbers."""
        return ""

    def opens(self, place: int) -> bool:
        """Whether there is something behind a part."""
        return False

    def drawn(self) -> int:
        """How many parts are drawn, the first of the table."""
        return len(self.table()) - 1

    def mark(self, area: QRectF) -> None:
        """Say where the next part was drawn, for the mouse and the cursor."""
        self._areas.append(area)

    # --- what they have in common ----------------------------------------------------

    def _told(self) -> None:
        """The numbers changed: say them, paint them."""
        rows = self.table()[1:]
        self.place = max(0, min(self.place, self.drawn() - 1))
        said = "; ".join(" ".join(row) for row in rows)
        said = ". ".join(part for part in (said, self.note()) if part)
        if rows:
            # The part under the cursor is said first, then the whole.
            said = f"{' '.join(rows[self.place])}. {said}"
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled(self.font(), 1.16, bold=True))
        painter.setPen(colour("text"))
        head = painter.fontMetrics().height()
        shown = painter.fontMetrics().elidedText(
            self.title, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(QRectF(0, 0, self.width(), head), Qt.AlignmentFlag.AlignLeft, shown)
        top = head + px(0.6)
        painter.setFont(self.font())
        self._areas = []
        self.draw(painter, QRectF(0, top, self.width(), self.height() - top))
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            if self.place < len(self._areas):
                area = self._areas[self.place]
            painter.drawRoundedRect(area, 4, 4)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), self.drawn() - 1
        if key in _STEPS and last >= 0:
            self._go(self.place + _STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self._go(0 if key == Qt.Key.Key_Home else last)
        elif key in _ENTER and 0 <= self.place <= last and self.opens(self.place):
            self.chosen.emit(self.place)
        elif is_key(event, "open") or key in _ENTER:
            self.show_table()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_numbers()
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        self.place = min(self.drawn() - 1, max(0, place))
        self._told()

    def _at(self, position: QPointF) -> int:
        """The part at a point; -1 for none."""
        return next((n for n, area in enumerate(self._areas) if area.contains(position)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._go(place)
            if self.opens(place):
                self.chosen.emit(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at(QPointF(event.pos()))
            words = " · ".join(cell for cell in self.table()[place + 1] if cell)
            QToolTip.showText(event.globalPos(), words if place >= 0 else "", self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"{_('Show as table')}\tF2").triggered.connect(self.show_table)
        menu.addAction(f"{_('Copy numbers')}\tCtrl+C").triggered.connect(self.copy_numbers)
        menu.addAction(_("Copy picture")).triggered.connect(self.copy_picture)
        menu.popup(event.globalPos() if not event.globalPos().isNull() else QPoint())

    def copy_numbers(self) -> None:
        """Put the table on the clipboard, for a spreadsheet."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in self.table()))

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.grab())

    def show_table(self) -> None:
        """The same numbers as a table, in a window of their own; Esc closes it."""
        dialog = ChartTable(self.title, self.table(), self.note(), self.opens, self)
        dialog.opened.connect(self.chosen.emit)
        dialog.open()


class PictureChart(Chart, Generic[P]):
    """A picture whose numbers are one object; `most` parts are drawn, the table has all."""

    most = 8

    def __init__(self, picture: P, parent: QWidget | None = None) -> None:
        super().__init__(picture.title, parent)
        self.picture = picture
        self._told()

    def show_picture(self, picture: P) -> None:
        """Show other numbers."""
        self.picture = picture
        self._told()

    def table(self) -> list[tuple[str, ...]]:
        return self.picture.table()

    def note(self) -> str:
        return self.picture.note if self.picture.parts else self.picture.empty

    def opens(self, place: int) -> bool:
        return self.picture.parts[place].opens is not None

    def drawn(self) -> int:
        return min(self.most, len(self.picture.parts))

    @property
    def more(self) -> int:
        """How many parts are in the table alone."""
        return len(self.picture.parts) - self.drawn()
