"""What every screen must satisfy, whatever is on it; each answers with complaints."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from ui.widgets.basics import Elided
from ui.widgets.charts import Chart
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
    """Buttons, fields and texts that lie outside what holds them, where nothing scrolls."""
    found = []
    for widget in seen(root):
        if widget.isWindow() or not isinstance(widget, (QPushButton, QLineEdit, QLabel)):
            continue
        for holder in _parents(widget):
            if isinstance(holder.parentWidget(), QAbstractScrollArea):
                break
            rect = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
            if not holder.rect().adjusted(-2, -2, 2, 2).contains(rect):
                name = widget.accessibleName() or getattr(widget, "text", str)()
                found.append(f"{type(widget).__name__} {name!r} at {rect} of {holder.rect()}")
                break
            if holder is root:
                break
    return found


def overlapping(root: QWidget) -> list[str]:
    """Things laid out side by side of which one covers the other."""
    found = []
    for widget in seen(root):
        if isinstance(widget, QAbstractScrollArea) or widget.layout() is None:
            continue
        children = [child for child in widget.children() if isinstance(child, QWidget)]
        parts = [child for child in children if child.isVisible() and not child.isWindow()]
        for one, other in combinations(parts, 2):
            if (both := one.geometry() & other.geometry()).height() > 1 and both.width() > 1:
                found.append(f"{_called(one)} and {_called(other)}")
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


def undescribed(root: QWidget) -> list[str]:
    """Tables and pictures of which a screen reader has no name, or nothing to say."""
    found = []
    for widget in seen(root):
        if isinstance(widget, (QTableView, Chart)) and not (
            widget.accessibleName() and widget.accessibleDescription()
        ):
            found.append(f"{type(widget).__name__} {widget.accessibleName()!r}")
    return found


def stops(root: QWidget) -> list[QWidget]:
    """The widgets at which Tab is to stop."""
    return [
        widget
        for widget in seen(root)
        if widget.isEnabled()
        and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.window() is root.window()
        and not _beside_chosen(widget)
    ]


def _beside_chosen(widget: QWidget) -> bool:
    """Whether it is a tab or chip to which arrows lead from the chosen one."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None and group.exclusive() else None
    return chosen is not None and chosen is not widget


def out_of_order(root: QWidget) -> list[str]:
    """Where Tab does not go on as one reads, misses a widget, or does not come round again."""
    wanted = stops(root)
    if not wanted or not root.isWindow():
        return []
    places = {widget: _place(widget, root) for widget in wanted}
    names = {widget: _called(widget) for widget in wanted}
    wanted[0].setFocus()
    passed = [QApplication.focusWidget()]
    for _ in range(len(wanted) + 3):
        QTest.keyClick(QApplication.focusWidget() or root, Qt.Key.Key_Tab)
        if (here := QApplication.focusWidget()) is passed[0]:
            break
        passed.append(here)
    else:
        return [f"Tab does not come round: {[_called(w) for w in passed[-3:] if w]}"]
    found = [f"Tab misses {names[one]}" for one in wanted if one not in passed and isValid(one)]
    for one, following in pairwise(passed):
        if one in places and following in places and _before(following, one, places):
            found.append(f"Tab goes back from {names[one]} to {names[following]}")
    return found


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


def _place(widget: QWidget, root: QWidget) -> list[tuple[QWidget | None, QRect]]:
    """Where it is, in each area that scrolls and last in `root`."""
    areas = [p for p in _parents(widget) if isinstance(p, QAbstractScrollArea)]
    found: list[tuple[QWidget | None, QRect]] = []
    inner = widget
    for area in (*areas, None):
        found.append((area, QRect(inner.mapTo(root, QPoint(0, 0)), inner.size())))
        inner = area or inner
    return found


def _before(
    one: QWidget, other: QWidget, places: dict[QWidget, list[tuple[QWidget | None, QRect]]]
) -> bool:
    """Whether `one` is read before `other`: above it and not further right, or left in its row."""
    theirs = dict(places[other])
    a, b = next((rect, theirs[area]) for area, rect in places[one] if area in theirs)
    if a.bottom() < b.top():
        return (a.left() < b.right() and b.left() < a.right()) or a.right() < b.left()
    return a.right() < b.left() and b.bottom() >= a.top()
