"""Small parts that every page uses: labels, buttons, cards, a wrapping row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon, pixmap
from ui.theme import px

_NO_MORE = cast(QLayoutItem, None)
"""Qt's answer past the last item; its typing knows no None there."""


class Label(QLabel):
    """Plain text in one of the sheet's roles; typed text is never markup."""

    def __init__(self, text: str, *, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)


class Elided(Label):
    """A label that gives way: cut with dots, the whole text in its tooltip."""

    def __init__(self, text: str, *, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role=role, parent=parent)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        self._whole = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + px(0.4), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.width()
        )
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setAccessibleName(self._whole)


def button(
    text: str,
    run: Callable[[], object] | None = None,
    *,
    kind: str = "",
    name: str = "",
    key: str = "",
) -> QPushButton:
    """A button; Enter presses it, `name` is its icon, `key` its shortcut in the tooltip."""
    result = QPushButton(text)
    result.setProperty("kind", kind)
    result.setAutoDefault(True)
    result.setAccessibleName(text.replace("&", ""))
    if name:
        result.setIcon(icon(name, "on_accent" if kind == "primary" else "text"))
        # Wider than the drawing: Qt puts words right against an icon.
        result.setIconSize(QSize(px(1.75), px(1.25)))
    if key:
        result.setToolTip(f"{text.replace('&', '')} ({key})")
        result.setProperty("key", key)
    if run is not None:
        result.clicked.connect(lambda _checked=False: run())
    return result


def tool(
    name: str, spoken: str, run: Callable[[], object] | None = None, *, role: str = "text"
) -> QToolButton:
    """A button of an icon alone; `spoken` is its tooltip and accessible name."""
    result = QToolButton()
    result.setIcon(icon(name, role))
    result.setIconSize(QSize(px(1.4), px(1.4)))
    result.setToolTip(spoken)
    result.setAccessibleName(spoken)
    result.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if run is not None:
        result.clicked.connect(lambda _checked=False: run())
    return result


class Card(QFrame):
    """A white area with a rim; things that belong together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(px(1.1), px(0.9), px(1.1), px(0.9))
        self.box.setSpacing(px(0.5))


class Combo(QComboBox):
    """A list to choose from, with our arrow; the wheel does not change it unawares."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: object) -> None:
        if hasattr(event, "ignore"):
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = px(1.3)
        painter = QPainter(self)
        painter.drawPixmap(
            self.width() - side - px(0.5),
            (self.height() - side) // 2,
            pixmap("chevron-down", "muted", side),
        )
        painter.end()


class SearchLine(QLineEdit):
    """A line to search with; `asks` says what can be found."""

    def __init__(self, asks: str, key: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(f"{asks}  ({key})" if key else asks)
        self.setAccessibleName(asks)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)


class Flow(QLayout):
    """A row that wraps onto the next line when the window is narrow."""

    def __init__(self, parent: QWidget | None = None, spacing: float = 0.5) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(px(spacing))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        # Qt asks past the end and takes None for "no more".
        return self._items[index] if 0 <= index < len(self._items) else _NO_MORE

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else _NO_MORE

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._seen()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        return QSize(
            sum(h.width() for h in hints) + gaps, max((h.height() for h in hints), default=0)
        )

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._seen()]
        return QSize(
            max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0)
        )

    def _seen(self) -> Iterator[QLayoutItem]:
        return (item for item in self._items if not item.isEmpty())

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, tall = rect.x(), rect.y(), 0
        for item in self._seen():
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, tall = rect.x(), y + tall + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            tall = max(tall, size.height())
        return y + tall - rect.y()


def rule() -> QFrame:
    """A faint line between two areas."""
    line = QFrame()
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line
