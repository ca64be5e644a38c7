"""Tabs in one row, at most as many as one reads at a glance; the rest in a menu at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.wording import integer
from ui.theme import px
from ui.widgets.basics import button

MOST = 9
"""How many tabs a row shows, however wide it is: more are searched, not read."""


class TabRow(QWidget):
    """Tabs by name, the most used first. The chosen one is always in sight.

    `chosen` is told the name of a tab that was pressed, or taken from the menu.
    """

    def __init__(self, titles: Sequence[tuple[str, str]], chosen: Callable[[str], object]) -> None:
        """`titles` are names and what the tabs say, in the user's language."""
        super().__init__()
        self.tabs: dict[str, QPushButton] = {}
        self._chosen = chosen
        self._fitting = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.5))
        group = QButtonGroup(self)
        for name, title in titles:
            tab = button(title, partial(chosen, name), kind="tab")
            tab.setCheckable(True)
            # Whichever way a tab is chosen: it must be seen.
            tab.toggled.connect(self._fit)
            group.addButton(tab)
            layout.addWidget(tab)
            self.tabs[name] = tab
        self.more = button("", self.open_menu, kind="tab")
        layout.addWidget(self.more)
        layout.addStretch(1)
        if self.tabs:
            next(iter(self.tabs.values())).setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fit()

    def name(self, name: str, title: str) -> None:
        """Have a tab say something else."""
        self.tabs[name].setText(title)
        self.tabs[name].setAccessibleName(title)
        self.updateGeometry()
        self._fit()

    def hidden(self) -> list[str]:
        """The tabs that stand in the menu."""
        return [name for name, tab in self.tabs.items() if tab.isHidden()]

    def sizeHint(self) -> QSize:
        tabs = list(self.tabs.values())
        return self._room(tabs if len(tabs) <= MOST else [*self._first(), self.more])

    def minimumSizeHint(self) -> QSize:
        shown = [tab for tab in self.tabs.values() if tab.isChecked()]
        return self._room([*shown, self.more] if len(shown) < len(self.tabs) else shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _first(self) -> list[QPushButton]:
        """The chosen tab and the first of the others, as many as a row shows at most."""
        tabs = list(self.tabs.values())
        chosen = [tab for tab in tabs if tab.isChecked()]
        others = [tab for tab in tabs if not tab.isChecked()]
        return [*chosen, *others][:MOST]

    def _room(self, shown: Sequence[QPushButton]) -> QSize:
        hints = [one.sizeHint() for one in shown]
        gaps = px(0.5) * max(0, len(hints) - 1)
        return QSize(
            sum(hint.width() for hint in hints) + gaps, max((h.height() for h in hints), default=0)
        )

    def _fit(self) -> None:
        """Arrange them, and once more if that itself has changed the room there is."""
        if self._fitting:
            return
        self._fitting = True
        for _again in range(3):
            width = self.width()
            self._arrange(width)
            if self.width() == width:
                break
        self._fitting = False

    def _arrange(self, width: int) -> None:
        """Show tabs from the first on while they fit, and the chosen one in any case."""
        tabs = list(self.tabs.values())
        shown = tabs
        if len(tabs) > MOST or self._room(tabs).width() > width:
            # Written as if all were in it, for the words must not make the row too wide.
            self._say(len(tabs))
            shown = [tab for tab in tabs if tab.isChecked()]
            for tab in self._first()[len(shown) :]:
                if self._room([*shown, tab, self.more]).width() > width:
                    break
                shown.append(tab)
        for tab in tabs:
            tab.setVisible(tab in shown)
        self._say(len(tabs) - len(shown))
        self.more.setVisible(len(shown) < len(tabs))

    def _say(self, count: int) -> None:
        self.more.setText(_("More ({n}) ▾").format(n=integer(count)))
        words = translate_n("{n} more tab", "{n} more tabs", count)
        self.more.setAccessibleName(words.format(n=integer(count)))

    def open_menu(self) -> None:
        """Drop the menu with the tabs for which there was no room."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in self.hidden():
            entry = menu.addAction(self.tabs[name].text())
            entry.triggered.connect(lambda _checked=False, name=name: self._chosen(name))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])
