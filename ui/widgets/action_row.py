"""The buttons of a page: as many as fit, the rest in a menu, the primary always."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop_app.i18n import translate as _
from ui.icons import icon
from ui.theme import px
from ui.widgets.basics import button, tool


@dataclass(frozen=True)
class Action:
    """Something a page can do; also an entry of the command palette."""

    name: str
    text: str
    """English source."""
    run: Callable[[], object]
    icon: str = ""
    key: str = ""
    """Its shortcut, as Qt writes it (``Ctrl+N``)."""
    primary: bool = False
    menu_only: bool = False
    """Too rare for a button: always in the menu."""
    reads: bool = False
    """It changes nothing: also for those who only look."""


class ActionRow(QWidget):
    """A row of actions, the primary one last; what does not fit goes into ``More``."""

    def __init__(self, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = sorted(actions, key=lambda a: a.primary)
        self.buttons: dict[str, QPushButton] = {}
        self._enabled: dict[str, bool] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.6))
        self._more = tool("ellipsis", _("More actions"), self._open)
        layout.addStretch(1)
        for action in self._actions:
            if action.primary:
                layout.addWidget(self._more)
            if action.menu_only:
                continue
            kind = "primary" if action.primary else ""
            made = button(_(action.text), action.run, kind=kind, name=action.icon, key=action.key)
            self.buttons[action.name] = made
            layout.addWidget(made)
        if layout.indexOf(self._more) < 0:
            layout.addWidget(self._more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fit(0)

    def enable(self, name: str, able: bool) -> None:
        """Allow or forbid an action, button and menu alike."""
        self._enabled[name] = able
        if name in self.buttons:
            self.buttons[name].setEnabled(able)

    def able(self) -> list[Action]:
        """What can be done now, whether it has a button or stands in the menu."""
        return [a for a in self._actions if self._enabled.get(a.name, True)]

    def sizeHint(self) -> QSize:
        return self._room([a for a in self._actions if not a.menu_only], self._rare())

    def minimumSizeHint(self) -> QSize:
        kept = [a for a in self._actions if a.primary]
        return self._room(kept, len(kept) < len(self._actions))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.width())

    def _rare(self) -> bool:
        return any(a.menu_only for a in self._actions)

    def _room(self, shown: Sequence[Action], more: bool) -> QSize:
        hints = [self.buttons[a.name].sizeHint() for a in shown if not a.menu_only]
        hints += [self._more.sizeHint()] if more else []
        gaps = px(0.6) * max(0, len(hints) - 1)
        height = max((h.height() for h in hints), default=0)
        return QSize(sum(h.width() for h in hints) + gaps, height)

    def _fit(self, width: int) -> None:
        """Show buttons from the first on while they fit beside the primary one."""
        shown = [a for a in self._actions if a.primary]
        for action in self._actions:
            rest = len(shown) + 1 < len(self._actions)
            fits = self._room([*shown, action], rest).width() <= width
            if not action.primary and not action.menu_only and fits:
                shown.append(action)
        for action in self._actions:
            if action.name in self.buttons:
                self.buttons[action.name].setVisible(action in shown)
        self._more.setVisible(len(shown) < len(self._actions))

    def _open(self) -> None:
        menu = QMenu(self)
        for action in self._actions:
            made = self.buttons.get(action.name)
            if made is None or made.isHidden():
                drawing = icon(action.icon or "chevron-right")
                entry = menu.addAction(drawing, _(action.text))
                entry.setEnabled(self._enabled.get(action.name, True))
                entry.triggered.connect(lambda _checked=False, run=action.run: run())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
