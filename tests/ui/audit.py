"""What every screen must satisfy, whatever is on it; each answers with complaints."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QWidget,
)

from ui.widgets.basics import Elided
from ui.widgets.mnemonics import letters


def seen(root: QWidget) -> list[QWidget]:
    """The widgets of `root` that are shown, scrolled away or not."""
    return [w for w in root.findChildren(QWidget) if w.isVisible()]


def truncated(root: QWidget) -> list[str]:
    """Texts that do not fit where they stand."""
    found = []
    for widget in seen(root):
        metrics = widget.fontMetrics()
        if isinstance(widget, Elided):
            continue
        if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
            if widget.wordWrap():
                need = widget.heightForWidth(widget.width())
                if need > widget.height() + 1:
                    found.append(f"label {widget.text()!r}: {widget.height()} of {need} high")
            elif widget.minimumSizeHint().width() > widget.width() + 1:
                found.append(f"label {widget.text()!r}")
        elif isinstance(widget, QAbstractButton) and widget.text():
            if isinstance(widget, (QPushButton, QCheckBox)) and (
                widget.sizeHint().width() > widget.width() + 1
            ):
                found.append(f"button {widget.text()!r}")
        elif isinstance(widget, QLineEdit) and not widget.text():
            room = widget.width() - 2 * metrics.height()
            if metrics.horizontalAdvance(widget.placeholderText()) > room:
                found.append(f"placeholder {widget.placeholderText()!r}")
    return found


def cut_off(root: QWidget) -> list[str]:
    """Buttons and fields that lie outside their parents, where nothing scrolls."""
    found = []
    for widget in seen(root):
        if widget.isWindow() or not isinstance(widget, (QPushButton, QLineEdit)):
            continue
        rect = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
        scrolled = any(isinstance(p, QAbstractScrollArea) for p in _parents(widget))
        if not scrolled and not root.rect().contains(rect):
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r} at {rect}")
    return found


def _parents(widget: QWidget) -> list[QWidget]:
    found = []
    while (parent := widget.parentWidget()) is not None:
        found.append(parent)
        widget = parent
    return found


def unnamed(root: QWidget) -> list[str]:
    """Widgets that take the cursor but have nothing a screen reader could say."""
    found = []
    for widget in seen(root):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        if isinstance(widget, QScrollBar) or not widget.isEnabled():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def doubled_mnemonics(root: QWidget) -> list[str]:
    """Letters that two visible labels or buttons claim."""
    texts = [w.text() for w in seen(root) if isinstance(w, (QPushButton, QCheckBox))]
    texts += [w.text() for w in seen(root) if isinstance(w, QLabel) and w.buddy() is not None]
    claimed = Counter(letter for text in texts for letter in letters([text]))
    return [letter for letter, count in claimed.items() if count > 1]


def settle(rounds: int = 4) -> None:
    """Let layouts and queued signals come to rest."""
    for _ in range(rounds):
        QApplication.processEvents()
