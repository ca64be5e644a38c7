"""How a state stands in a table: a pill with words, border and soft ground."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.models.record_table import STATE_ROLE, RecordTable
from ui.theme import colour, px, scaled, tabular


class Badges(QStyledItemDelegate):
    """Paints cells that have a state as pills; figures stand in columns."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if isinstance(model, RecordTable) and model.columns[index.column()].figures:
            option.font = tabular(option.font)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state = index.data(STATE_ROLE)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not state or not text:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        style = widget.style() if isinstance(widget, QWidget) else None
        if style is not None:
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        ink = colour("text" if state == "muted" else str(state))
        ground = colour("raised" if state == "muted" else f"{state}_soft")
        font = scaled(option.font, 0.9)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        room = option.rect.width() - px(0.8)
        words = metrics.elidedText(str(text), Qt.TextElideMode.ElideRight, room - px(1.4))
        width = metrics.horizontalAdvance(words) + px(1.4)
        height = metrics.height() + px(0.25)
        right = bool(option.displayAlignment & Qt.AlignmentFlag.AlignRight)
        pill = QRectF(
            option.rect.right() - px(0.4) - width if right else option.rect.x() + px(0.4),
            option.rect.y() + (option.rect.height() - height) / 2,
            width,
            height,
        )
        painter.setPen(QPen(ink, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()
