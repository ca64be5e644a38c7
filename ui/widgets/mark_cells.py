"""How a cell of a grid of marks is painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.models.register_table import DAY_ROLE, GROUND_ROLE, MISSING
from ui.theme import colour, px, scaled
from ui.widgets.mark_heads import COLUMN, ROW


class Cells(QStyledItemDelegate):
    """Paints a cell: letters carry the meaning, the ground repeats it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        role, text = str(index.data(GROUND_ROLE) or ""), str(index.data() or "")
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = {"": "surface", "closed": "raised"}.get(role, f"{role}_soft")
        begins, _today = index.model().headerData(
            index.column(), Qt.Orientation.Horizontal, DAY_ROLE
        )
        painter.save()
        painter.fillRect(option.rect, colour("soft" if here and ground == "surface" else ground))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if begins:
            painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(option.rect.topLeft(), option.rect.bottomLeft())
        if here:
            painter.setPen(QPen(colour("focus"), 2 if self._current(index) else 1))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.setPen(colour(role if role in ("warning", "info", "bad") else "text"))
        if text == MISSING:
            painter.setPen(colour("muted"))
        bold = role in ("warning", "info", "bad")
        painter.setFont(scaled(option.font, 0.86 if len(text) > 2 else 1, bold=bold))
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _current(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        grid = self.parent()
        return isinstance(grid, QTableView) and grid.currentIndex() == index

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(px(COLUMN), px(ROW))
