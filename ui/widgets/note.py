"""A line beneath a field: a hint, a warning or an error, with its sign."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.icons import pixmap
from ui.style import mark
from ui.theme import px
from ui.widgets.basics import Label

_LOOKS = {"bad": "circle-alert", "warning": "triangle-alert", "good": "circle-check"}


class Note(QWidget):
    """The line beneath a field: help, what was read, or what is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text = Label("", role="hint")
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(0.3))
        layout.addWidget(self._icon)
        layout.addWidget(self.text, 1)
        self.hide()

    def say(self, text: str, state: str = "hint") -> None:
        """Show `text` as ``hint``, ``warning`` or ``bad``; nothing for no text."""
        self.text.setText(text)
        mark(self.text, "role", state)
        if state in _LOOKS:
            self._icon.setPixmap(pixmap(_LOOKS[state], state, px(1.1)))
        self._icon.setVisible(state in _LOOKS)
        self.setVisible(bool(text))
