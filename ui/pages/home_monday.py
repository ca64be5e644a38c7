"""The start of the week on the screen: a card for each matter, every line opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.desk.monday import Item, Week
from ui.pages.home_lines import Lines
from ui.theme import px

_TWO = 56
"""Width in em from which the cards stand in two columns."""


class MondayBoard(QWidget):
    """The cards of a week, in one or two columns."""

    def __init__(self, go: Callable[[Item], Callable[[], object]]) -> None:
        super().__init__()
        self._go = go
        self.cards: list[Lines] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(0.9))
        self._sides = [QVBoxLayout(), QVBoxLayout()]
        for side in self._sides:
            side.setSpacing(px(0.9))
            self._row.addLayout(side, 1)
        self._columns = 0

    def show_week(self, week: Week) -> None:
        """Show another week."""
        while len(self.cards) < len(week.blocks):
            self.cards.append(Lines())
            self._columns = 0
        for card, block in zip(self.cards, week.blocks, strict=True):
            card.clear()
            card.heading(block.title)
            for item in block.items:
                role = "warning" if item.icon == "triangle-alert" else "accent"
                card.line(item.icon, item.text, self._go(item), role=role)
            if not block.items:
                card.say(block.empty)
            card.box.addStretch(1)
        self.lay(self.width())

    def lay(self, width: int) -> None:
        """Share a width."""
        columns = 2 if width >= px(_TWO) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for side in self._sides:
            while side.count():
                side.takeAt(0)
        for place, card in enumerate(self.cards):
            self._sides[place % columns].addWidget(card)
        for number, side in enumerate(self._sides):
            side.addStretch(1)
            self._row.setStretch(number, 1 if number < columns else 0)

    def enter(self) -> bool:
        """Put the cursor on the first line; whether there is one."""
        return any(card.enter() for card in self.cards)
