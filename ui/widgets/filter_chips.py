"""The saved filters of a list, as a row of chips of which one is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop_app.i18n import translate as _
from desktop_app.wording import integer
from ui.widgets.basics import Flow, button


@dataclass(frozen=True)
class Filter:
    """A saved question about the list; the first one is ``everything``."""

    name: str
    title: str
    """English source."""
    rare: bool = False
    """Shown only while it is chosen: asked for from elsewhere."""


class FilterChips(QWidget):
    """The chips; `chosen` carries the name of the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, filters: Sequence[Filter]) -> None:
        super().__init__()
        self._filters = tuple(filters)
        self._chips: dict[str, QPushButton] = {}
        flow = Flow(self)
        group = QButtonGroup(self)
        for filter in filters:
            chip = button(_(filter.title), partial(self.chosen.emit, filter.name))
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            group.addButton(chip)
            flow.addWidget(chip)
            self._chips[filter.name] = chip
        if filters:
            self.mark(filters[0].name)

    def mark(self, name: str) -> bool:
        """Show a filter as the one chosen; whether there is one of this name."""
        if name in self._chips:
            self._chips[name].setChecked(True)
        for filter in self._filters:
            if filter.rare:
                self._chips[filter.name].setVisible(filter.name == name)
        return name in self._chips

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many records each filter has."""
        for filter in self._filters:
            if filter.name in counts:
                words = f"{_(filter.title)} {integer(counts[filter.name])}"
                self._chips[filter.name].setText(words)
                self._chips[filter.name].setAccessibleName(words)
