"""Money on Home: the budget's curve, claims that wait, what industry asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from exports.pictures import Bars, Curve, Part, Picture, Ring, Weeks
from ui.pages.home_lines import card
from ui.theme import px
from ui.widgets.bar_chart import BarChart
from ui.widgets.basics import Card
from ui.widgets.charts import PictureChart
from ui.widgets.curve_chart import CurveChart
from ui.widgets.ring_chart import RingChart
from ui.widgets.weeks import WeeksChart

_TWO = 64
"""Width in em from which two pictures stand side by side."""


def chart_of(picture: Picture) -> PictureChart[Any]:
    """What draws a picture of this kind."""
    if isinstance(picture, Weeks):
        return WeeksChart(picture)
    if isinstance(picture, Ring):
        return RingChart(picture)
    if isinstance(picture, Curve):
        return CurveChart(picture)
    assert isinstance(picture, Bars)
    return BarChart(picture)


class MoneyBoard(QWidget):
    """The pictures of money: the curve over all the width, the others beneath it."""

    def __init__(self, opened: Callable[[Picture, Part], None]) -> None:
        super().__init__()
        self._opened = opened
        self.charts: list[PictureChart[Any]] = []
        self._cards: list[Card] = []
        self._pictures: Sequence[Picture] = ()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(0.9))

    def show_pictures(self, found: Sequence[Picture]) -> None:
        """Show others; the cursor stays where it is."""
        self._pictures = found
        if not self.charts:
            self.charts = [chart_of(picture) for picture in found]
            for place, chart in enumerate(self.charts):
                chart.chosen.connect(partial(self._open, place))
            self._cards = [card(chart) for chart in self.charts]
            self.lay(self.width())
        for chart, picture in zip(self.charts, found, strict=True):
            chart.show_picture(picture)

    def lay(self, width: int) -> None:
        """Share a width."""
        columns = 2 if width >= px(_TWO) else 1
        if columns == self._columns or not self._cards:
            return
        self._columns = columns
        for place, part in enumerate(self._cards):
            self._grid.removeWidget(part)
            if place == 0:
                self._grid.addWidget(part, 0, 0, 1, columns)
            else:
                self._grid.addWidget(part, 1 + (place - 1) // columns, (place - 1) % columns)
        for row in range(len(self._cards) + 1):
            self._grid.setRowStretch(row, 1 if row == 0 else 0)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def enter(self) -> bool:
        """Put the cursor on the first picture; whether there is one."""
        if self.charts:
            self.charts[0].setFocus()
        return bool(self.charts)

    def _open(self, place: int, part: int) -> None:
        found = self._pictures[place]
        self._opened(found, found.parts[part])
