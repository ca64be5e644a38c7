"""Tab goes on as one reads: by where things stand, not by when they were made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QScrollArea,
    QWidget,
)

TOUCH = 2
"""Pixels by which neighbours may overlap."""


class ReadInOrder(QWidget):
    """A window in which Tab goes on as one reads."""

    def focusNextPrevChild(self, next: bool) -> bool:
        return go_on(self, forward=next)


def stops(root: QWidget, here: QWidget | None = None) -> Iterator[QWidget]:
    """The widgets within `root` at which Tab stops, in the order of reading; `here` is one too."""
    children = [child for child in root.children() if isinstance(child, QWidget)]
    there = [w for w in children if not w.isHidden() and not w.isWindow() and w.isEnabled()]
    for widget in _in_order(there):
        if widget is here or _takes_tab(widget):
            yield widget
        yield from stops(widget, here)


def go_on(root: QWidget, *, forward: bool) -> bool:
    """Put the cursor on the next stop within `root`, or the one before; round and round."""
    here = QApplication.focusWidget()
    found = list(stops(root, here))
    if not found:
        return False
    at = found.index(here) if here in found else -1 if forward else len(found)
    at = (at + (1 if forward else -1)) % len(found)
    target = found[at]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    outer = target.parentWidget()
    while outer is not None:
        if isinstance(outer, QScrollArea):
            outer.ensureWidgetVisible(target)
        outer = outer.parentWidget()
    return True


def _takes_tab(widget: QWidget) -> bool:
    if widget.focusProxy() is not None or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive() or group.checkedButton() is None:
        return True
    # Of tabs and chips Tab stops at the chosen one; arrows lead to the others.
    return group.checkedButton() is widget


def _in_order(widgets: Sequence[QWidget]) -> list[QWidget]:
    """As they are read: row by row; within a row column by column, and so on inwards."""
    for groups in (_cut(widgets, QRect.top, QRect.bottom), _cut(widgets, QRect.left, QRect.right)):
        if len(groups) > 1:
            return [widget for group in groups for widget in _in_order(group)]
    return sorted(widgets, key=lambda widget: (widget.y(), widget.x()))


def _cut(
    widgets: Sequence[QWidget], begin: Callable[[QRect], int], end: Callable[[QRect], int]
) -> list[list[QWidget]]:
    """Groups between which nothing reaches across."""
    groups: list[list[QWidget]] = []
    reach = 0
    for widget in sorted(widgets, key=lambda widget: begin(widget.geometry())):
        place = widget.geometry()
        if groups and begin(place) < reach - TOUCH:
            groups[-1].append(widget)
            reach = max(reach, end(place))
        else:
            groups.append([widget])
            reach = end(place)
    return groups
