"""Pictures of numbers, drawn by our own hand, each with its table.

The numbers come as one object (`Bars`, `Share`) that the page and the printed
report share; a picture never carries a number its table lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QDialog, QMenu, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop_app.i18n import translate as _
from desktop_app.wording import integer, percent, share
from ui.theme import colour, px, scaled
from ui.widgets.shortcuts import is_key


@dataclass(frozen=True)
class Bar:
    """One bar: its label as shown, its number, and the page it opens."""

    label: str
    number: int
    filter: str = ""


class Chart(QWidget):
    """A picture with a title; can be read aloud, copied, and seen as a table (F2, Enter)."""

    chosen = Signal(str)
    """A part was pressed; carries its filter."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)

    def table(self) -> list[tuple[str, ...]]:
        """The numbers as rows of texts, the heads first."""
        raise NotImplementedError

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Paint the picture beneath the title, into `room`."""
        raise NotImplementedError

    def _told(self) -> None:
        """The numbers changed: say them, paint them."""
        self.setAccessibleDescription("; ".join(" ".join(row) for row in self.table()[1:]))
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled(self.font(), 1.16, bold=True))
        painter.setPen(colour("text"))
        head = painter.fontMetrics().height()
        painter.drawText(QRectF(0, 0, self.width(), head), Qt.AlignmentFlag.AlignLeft, self.title)
        top = head + px(0.6)
        painter.setFont(self.font())
        self.draw(painter, QRectF(0, top, self.width(), self.height() - top))
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_key(event, "open") or event.key() == Qt.Key.Key_Enter:
            self.show_table()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_numbers()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Show as table")).triggered.connect(self.show_table)
        menu.addAction(_("Copy numbers")).triggered.connect(self.copy_numbers)
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
        head, *rows = self.table()
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.title)
        table = QTableWidget(len(rows), len(head), dialog)
        table.setAccessibleName(self.title)
        table.setHorizontalHeaderLabels(head)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.setItem(r, c, QTableWidgetItem(text))
        table.resizeColumnsToContents()
        QVBoxLayout(dialog).addWidget(table)
        dialog.resize(px(38), px(20))
        dialog.open()


class Stages(Chart):
    """Bars from many to few, each with its number and its share of the one before."""

    def __init__(self, title: str, bars: Sequence[Bar] = (), parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._bars: tuple[Bar, ...] = ()
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other numbers."""
        self._bars = tuple(bars)
        self._told()

    def _shares(self) -> list[str]:
        pairs = zip(self._bars, self._bars[1:], strict=False)
        return ["", *(percent(share(b.number, a.number)) if a.number else "–" for a, b in pairs)]

    def table(self) -> list[tuple[str, ...]]:
        rows = [
            (bar.label, integer(bar.number), step)
            for bar, step in zip(self._bars, self._shares(), strict=False)
        ]
        return [(_("Stage"), _("Number"), _("Of the stage before")), *rows]

    def sizeHint(self) -> QSize:
        return QSize(px(30), px(3) + px(2.6) * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(18), px(3) + px(2.1) * len(self._bars))

    def draw(self, painter: QPainter, room: QRectF) -> None:
        if not self._bars:
            return
        metrics = painter.fontMetrics()
        labels = min(
            max(metrics.horizontalAdvance(bar.label) for bar in self._bars) + px(0.8),
            int(room.width() * 0.4),
        )
        most = max(1, *(bar.number for bar in self._bars))
        numbers = metrics.horizontalAdvance(integer(most)) + px(1.2)
        shares = metrics.horizontalAdvance("100,0%") + px(0.6)
        full = max(px(3), int(room.width()) - labels - numbers - shares)
        step = room.height() / len(self._bars)
        thick = min(px(1.7), step * 0.62)
        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        for number, (bar, part) in enumerate(zip(self._bars, self._shares(), strict=False)):
            line = QRectF(0, room.y() + number * step, room.width(), step)
            painter.setPen(colour("text"))
            words = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, labels - px(0.6))
            painter.drawText(QRectF(0, line.y(), labels, step), left | middle, words)
            track = QRectF(labels, line.y() + (step - thick) / 2, full, thick)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("track"))
            painter.drawRoundedRect(track, 4, 4)
            track.setWidth(full * bar.number / most)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(track, 4, 4)
            painter.setPen(colour("text"))
            painter.setFont(scaled(self.font(), 1, bold=True))
            place = QRectF(labels + full + px(0.6), line.y(), numbers, step)
            painter.drawText(place, left | middle, integer(bar.number))
            painter.setFont(self.font())
            painter.setPen(colour("muted"))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, part)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        head = px(2.4)
        step = (self.height() - head) / max(1, len(self._bars))
        number = int((event.position().y() - head) // step)
        if 0 <= number < len(self._bars) and self._bars[number].filter:
            self.chosen.emit(self._bars[number].filter)


class Ring(Chart):
    """One share of a whole as a half ring: the number in the middle, the count beneath."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._part, self._whole, self._words = 0, 0, ""
        self._told()

    def set_share(self, part: int, whole: int, words: str) -> None:
        """Show `part` of `whole`; `words` name both (``156 dari 329 peserta``)."""
        self._part, self._whole, self._words = part, whole, words
        self._told()

    def _number(self) -> str:
        return percent(share(self._part, self._whole)) if self._whole else "–"

    def table(self) -> list[tuple[str, ...]]:
        return [
            (self.title, _("Number"), _("Share")),
            (self._words, f"{integer(self._part)}/{integer(self._whole)}", self._number()),
        ]

    def sizeHint(self) -> QSize:
        return QSize(px(22), px(15))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(14), px(11))

    def draw(self, painter: QPainter, room: QRectF) -> None:
        thick = px(1.6)
        below = px(2.4)
        radius = min(room.width() / 2 - px(1), room.height() - below - px(0.4))
        centre = room.center().x()
        base = room.y() + px(0.4) + radius
        arc = QRectF(centre - radius, base - radius, 2 * radius, 2 * radius)
        arc.adjust(thick / 2, thick / 2, -thick / 2, -thick / 2)
        flat = Qt.PenCapStyle.FlatCap
        painter.setPen(QPen(colour("track"), thick, Qt.PenStyle.SolidLine, flat))
        painter.drawArc(arc, 0, 180 * 16)
        if self._whole:
            painter.setPen(QPen(colour("accent"), thick, Qt.PenStyle.SolidLine, flat))
            turn = round(180 * 16 * self._part / self._whole)
            painter.drawArc(arc, 180 * 16, -turn)
        painter.setPen(colour("text"))
        painter.setFont(scaled(self.font(), 2, bold=True))
        tall = painter.fontMetrics().height()
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(0, base - tall, room.width(), tall), middle, self._number())
        painter.setFont(self.font())
        painter.setPen(colour("muted"))
        painter.drawText(QRectF(0, base, room.width(), below), middle, self._words)
