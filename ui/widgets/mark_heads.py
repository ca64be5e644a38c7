"""The heads of a grid of marks: days above; people with per cent and standing beside.

The standing lies in the head of the row, so that it stays in sight however
many sessions there are.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from desktop_app.i18n import translate as _
from desktop_app.processes.attendance import Risk, Standing
from desktop_app.wording import percent
from ui.models.register_table import DAY_ROLE, STANDING_ROLE
from ui.theme import colour, px, scaled, tabular

COLUMN, ROW = 2.9, 2.2
"""Width and height of a cell in em."""
SHARE, WORD = 4.2, 8.2
"""Width in em of the per cent, and of the standing in a word."""
NAME, LEAST_NAME = 15.0, 11.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def areas(rect: QRect) -> tuple[QRect, QRect, QRect]:
    """Where in a row's head name, per cent and word stand."""
    share, word, edge = px(SHARE), px(WORD), px(0.6)
    name = QRect(rect.x() + edge, rect.y(), rect.width() - share - word - 2 * edge, rect.height())
    middle = QRect(name.right() + 1, rect.y(), share - px(0.6), rect.height())
    last = QRect(name.right() + 1 + share, rect.y(), word, rect.height())
    return name, middle, last


def standing_role(standing: Standing) -> str:
    """The colour's role of a standing; its word says the same."""
    if standing.risk is Risk.LOST:
        return "bad"
    return "muted" if standing.missing or standing.risk is Risk.NONE else "warning"


class PersonHeads(QHeaderView):
    """A row's head: the person, the per cent, the standing."""

    def __init__(self, grid: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(px(ROW))
        self._grid = grid

    def sizeHint(self) -> QSize:
        name = NAME if self._grid.width() > px(70) else LEAST_NAME
        return QSize(px(name + SHARE + WORD), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        standing = model.headerData(section, Qt.Orientation.Vertical, STANDING_ROLE)
        if not isinstance(standing, Standing):
            return
        name, share, last = areas(rect)
        painter.save()
        painter.fillRect(rect, colour("surface"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self.font())
        painter.setPen(colour("text"))
        words = str(model.headerData(section, Qt.Orientation.Vertical))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(name, _LEFT, painter.fontMetrics().elidedText(words, elide, name.width()))
        painter.setPen(colour(standing_role(standing)))
        word = painter.fontMetrics().elidedText(standing.word, elide, last.width())
        painter.drawText(last, _LEFT, word)
        short = standing.risk is not Risk.NONE
        painter.setPen(colour("bad" if standing.risk is Risk.LOST else "text"))
        painter.setFont(tabular(scaled(self.font(), 1, bold=short)))
        shown = "–" if standing.share is None else percent(standing.share)
        painter.drawText(share, _RIGHT, shown)
        painter.restore()


class DayHeads(QHeaderView):
    """A column's head: weekday, day and month, and which session of the day; today stands out."""

    def __init__(self, grid: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(px(COLUMN))

    def sizeHint(self) -> QSize:
        model = self.model()
        first = str(model.headerData(0, Qt.Orientation.Horizontal) or "") if model else ""
        lines = max(2, first.count("\n") + 1)
        return QSize(super().sizeHint().width(), self.fontMetrics().height() * lines + px(0.5))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        told = self.model().headerData(section, Qt.Orientation.Horizontal, DAY_ROLE)
        if told is None:
            return
        begins, today = told
        painter.save()
        painter.fillRect(rect, colour("soft" if today else "raised"))
        painter.setPen(QPen(colour("border" if begins else "line"), 1))
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(colour("on_soft" if today else "muted"))
        painter.setFont(scaled(self.font(), 0.9, bold=True))
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


class Corner(QWidget):
    """What the columns of the rows' heads are called."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("raised"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.setPen(colour("muted"))
        painter.setFont(scaled(self.font(), 0.9, bold=True))
        name, share, last = areas(self.rect())
        painter.drawText(name, _LEFT, _("Name"))
        painter.drawText(share, _RIGHT, "%")
        painter.drawText(last, _LEFT, _("Standing"))
