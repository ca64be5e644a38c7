"""Keys of a part of the window; of parts within each other the innermost one answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.keyboard import strokes


def is_key(event: QKeyEvent, name: str) -> bool:
    """Whether what was pressed is, on the keyboard map, the key `name`."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(QKeyCombination(plain, Qt.Key(event.key())))
    return any(pressed == QKeySequence(stroke) for stroke in strokes(name))


class Keys(QObject):
    """Shortcuts within `widget`.

    Qt does nothing where two parts within each other claim one key; here the
    one nearest to the cursor acts.
    """

    def __init__(self, widget: QWidget, keys: Sequence[tuple[str, Callable[[], object]]]) -> None:
        super().__init__(widget)
        self._acts = dict(keys)
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            shortcut.activatedAmbiguously.connect(lambda key=key: self._nearest(key))

    def _nearest(self, key: str) -> None:
        place = QApplication.focusWidget()
        while place is not None:
            for keys in place.findChildren(Keys, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if key in keys._acts:
                    keys._acts[key]()
                    return
            place = place.parentWidget()
