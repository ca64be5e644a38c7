"""The four numbers of Home, and how its cards share the room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from desktop_app.wording import integer
from exports.home_pictures import Number
from ui.icons import pixmap
from ui.theme import px
from ui.widgets.basics import Card, Elided, Label, button

FOUR = 56
"""Width in em from which the four numbers stand side by side."""
TWO, THREE = 56, 78
"""Widths in em from which the cards stand in two and in three columns."""
LINES = 25
"""Width in em of the lines beside the pictures."""


class Figure(Card):
    """One number that people ask for; its button opens the records behind it."""

    def __init__(self, number: Number, run: Callable[[], object]) -> None:
        super().__init__()
        self.box.setSpacing(px(0.2))
        head = QHBoxLayout()
        picture = QLabel()
        picture.setPixmap(pixmap(number.icon, "accent", px(1.4)))
        head.addWidget(picture)
        head.addWidget(Label(number.title, role="muted"))
        head.addStretch(1)
        self.box.addLayout(head)
        shown = integer(number.number)
        self.figure = figure = button(shown, run, kind="figure")
        figure.setAccessibleName(f"{number.title}: {shown}")
        figure.setAccessibleDescription(number.note)
        # The sheet asks for no height of its own, and a full page would take it all.
        figure.ensurePolished()
        figure.setMinimumHeight(figure.fontMetrics().height() + px(0.3))
        self.box.addWidget(figure, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(Elided(number.note, role="hint"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def enter(self) -> None:
        """Put the cursor on the number."""
        self.figure.setFocus()


class Figures(QWidget):
    """The four side by side, or two by two."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Figure] = []
        self._wide = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(0.9))

    def show_numbers(
        self, numbers: Sequence[Number], run: Callable[[Number], Callable[[], object]]
    ) -> None:
        """Show others; the cursor stays on the number of the same place."""
        focused = next((i for i, c in enumerate(self.cards) if _holds(c)), -1)
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [Figure(number, run(number)) for number in numbers]
        self.lay(self._wide)
        if focused >= 0:
            self.cards[focused].enter()

    def lay(self, width: int) -> None:
        """Share a width."""
        self._wide = width
        columns = 4 if width >= px(FOUR) else 2
        for i, card in enumerate(self.cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, i // columns, i % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def _holds(card: QWidget) -> bool:
    focus = card.window().focusWidget()
    return focus is not None and card.isAncestorOf(focus)


class Board(QWidget):
    """The cards of Home in one, two or three columns, as the width allows.

    `charts` are stages, targets, classes and demand; `lines` what waits, `more`
    what lies open and was opened last.
    """

    def __init__(self, figures: Figures, charts: Sequence[Card], lines: Card, more: Card) -> None:
        super().__init__()
        self._figures, self._charts = figures, list(charts)
        self._lines, self._more = lines, more
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(0.9))
        self._columns = 0

    def lay(self, width: int) -> None:
        """Share a width."""
        self._figures.lay(width)
        columns = 3 if width >= px(THREE) else 2 if width >= px(TWO) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for part in (self._figures, *self._charts, self._lines, self._more):
            self._grid.removeWidget(part)
        self._grid.addWidget(self._figures, 0, 0, 1, columns)
        for part, *place in self._places(columns):
            self._grid.addWidget(part, *place)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
            lines = columns == 3 and column == 2
            self._grid.setColumnMinimumWidth(column, px(LINES) if lines else 0)
        for row in range(8):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(3 if columns == 3 else 7, 1)

    def _places(self, columns: int) -> Sequence[tuple[QWidget, int, int, int, int]]:
        """Each card with its row and column, and how many of both it takes."""
        stages, targets, weeks, demand = self._charts
        if columns == 3:
            return (
                (stages, 1, 0, 1, 1),
                (demand, 2, 0, 1, 1),
                (targets, 1, 1, 2, 1),
                (weeks, 3, 0, 2, 2),
                (self._lines, 1, 2, 3, 1),
                (self._more, 4, 2, 1, 1),
            )
        if columns == 2:
            return (
                (self._lines, 1, 0, 3, 1),
                (stages, 1, 1, 1, 1),
                (targets, 2, 1, 1, 1),
                (demand, 3, 1, 1, 1),
                (weeks, 4, 0, 1, 2),
                (self._more, 5, 0, 1, 2),
            )
        order = (self._lines, stages, targets, weeks, demand, self._more)
        return [(part, row, 0, 1, 1) for row, part in enumerate(order, start=1)]


def scrolled(spoken: str) -> QScrollArea:
    """An area whose content is as wide as itself, and scrolls up and down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(spoken)
    return area
