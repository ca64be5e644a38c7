"""The dark rail at the left: the pages, with words or as icons alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from desktop_app.i18n import translate as _
from ui.icons import icon
from ui.theme import px


class Line(Protocol):
    """What the rail shows of a page."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def icon(self) -> str: ...


class Rail(QScrollArea):
    """One button a page; Up and Down move, Enter and Space open. `chosen` carries its name."""

    chosen = Signal(str)

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Pages"))
        inner = QFrame()
        inner.setProperty("kind", "rail")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, px(0.4), 0, px(0.4))
        layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        self._places: dict[str, tuple[str, str, int]] = {}
        self._alone = False
        for number, line in enumerate(lines, start=1):
            button = QToolButton()
            button.setProperty("kind", "rail")
            button.setIcon(icon(line.icon, "on_rail"))
            button.setIconSize(QSize(px(1.45), px(1.45)))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, name=line.name: self.chosen.emit(name))
            self._group.addButton(button)
            self.buttons[line.name] = button
            self._places[line.name] = _(line.title), _(line.short or line.title), number
            self._say(line.name, 0)
            layout.addWidget(button)
        layout.addStretch(1)
        self.setWidget(inner)
        self.narrow(False)

    def _say(self, name: str, waiting: int) -> None:
        title, short, place = self._places[name]
        count = f" ({waiting})" if waiting else ""
        words = title + count
        button = self.buttons[name]
        button.setText(f"  {short}{count}")
        button.setAccessibleName(words)
        button.setToolTip(f"{words} · Ctrl+{place}" if place < 10 else words)

    def count(self, name: str, waiting: int) -> None:
        """Say beside a page how much waits there; nothing for none."""
        if name in self.buttons:
            self._say(name, waiting)
            self.narrow(self._alone)

    def narrow(self, alone: bool) -> None:
        """Show icons alone, or icons with words; the width follows the words."""
        self._alone = alone
        style = Qt.ToolButtonStyle
        for button in self.buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if alone else style.ToolButtonTextBesideIcon
            )
        if alone:
            self.setFixedWidth(px(4.2))
        else:
            widest = max((b.sizeHint().width() for b in self.buttons.values()), default=0)
            self.setFixedWidth(max(px(15), widest + px(1.0)))

    def mark(self, name: str) -> None:
        """Show which page is open."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)
            self.ensureWidgetVisible(self.buttons[name])

    def enter(self) -> None:
        """Put the cursor into the rail."""
        chosen = self._group.checkedButton() or next(iter(self.buttons.values()))
        chosen.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = list(self.buttons.values())
        here = next((i for i, b in enumerate(buttons) if b.hasFocus()), None)
        if step is not None and here is not None:
            buttons[(here + step) % len(buttons)].setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here is not None:
            buttons[here].click()
        else:
            super().keyPressEvent(event)
