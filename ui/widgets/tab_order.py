"""The way of the cursor through parts that were not made in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def in_order(parts: Sequence[QWidget]) -> None:
    """Have Tab and Enter go from part to part, and within each as it was made."""
    stops = [stop for part in parts for stop in _stops(part)]
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def _stops(part: QWidget) -> list[QWidget]:
    # The list that a combo box opens is a window of its own.
    inner = [one for one in (part, *part.findChildren(QWidget)) if one.window() is part.window()]
    return [one for one in inner if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
