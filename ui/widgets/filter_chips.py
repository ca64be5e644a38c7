"""The saved filters of a list, as a row of chips of which one is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop_app.i18n import translate as _
from desktop_app.wording import integer
from ui.theme import px
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
        self._rare = {filter.name for filter in filters if filter.rare}
        self._titles: dict[str, str] = {}
        self._chips: dict[str, QPushButton] = {}
        self._flow = Flow(self)
        self._group = QButtonGroup(self)
        for filter in filters:
            self._add(filter.name, _(filter.title))
        if filters:
            self.mark(filters[0].name)
        # Shown before it has a place it would be a window of its own, and take the cursor along.
        if not filters:
            self.hide()

    def _add(self, name: str, title: str) -> None:
        chip = button(title, partial(self.chosen.emit, name))
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        self._group.addButton(chip)
        self._flow.addWidget(chip)
        self._chips[name], self._titles[name] = chip, title

    def set_saved(self, saved: Sequence[tuple[str, str]]) -> None:
        """Show the officer's own filters, name and title, after those of the page."""
        built_in = {filter.name for filter in self._filters}
        for name in [n for n in self._chips if n not in built_in]:
            chip = self._chips.pop(name)
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        if saved and not self._filters:
            self._add("", _("All"))
        for name, title in saved:
            self._add(name, title.replace("&", "&&"))
        self.setVisible(bool(self._chips))

    @property
    def any(self) -> bool:
        """Whether there are filters at all."""
        return bool(self._chips)

    def mark(self, name: str) -> bool:
        """Show a filter as the one chosen; whether there is one of this name."""
        if name in self._chips:
            self._chips[name].setChecked(True)
        for rare in self._rare:
            self._chips[rare].setVisible(rare == name)
        return name in self._chips

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many records each filter has; a low window shows only those that have some."""
        low = self.window().height() < px(40)
        for name, chip in self._chips.items():
            if name in counts:
                words = f"{self._titles[name]} {integer(counts[name])}"
                chip.setText(words)
                chip.setAccessibleName(words.replace("&&", "&"))
                if name not in self._rare:
                    chip.setVisible(bool(not low or counts[name] or chip.isChecked()))
