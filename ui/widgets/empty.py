"""What a page shows instead of an empty table: words, and the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import px
from ui.widgets.basics import Label, button


class Empty(QWidget):
    """A drawing, a heading, a sentence, and up to two buttons; all texts as shown."""

    def __init__(
        self,
        name: str,
        heading: str,
        text: str,
        *steps: tuple[str, Callable[[], object]],
    ) -> None:
        super().__init__()
        picture = self._picture = QLabel()
        picture.setPixmap(pixmap(name, "muted", px(3.8)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(px(0.6))
        layout.addStretch(2)
        layout.addWidget(picture)
        for words, role in ((heading, "heading"), (text, "muted")):
            label = Label(words, role=role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(px(0.6))
        row.addStretch(1)
        for number, (words, run) in enumerate(steps):
            row.addWidget(button(words, run, kind="" if number else "primary"))
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height the words stand without the drawing."""
        super().resizeEvent(event)
        self._picture.setVisible(self.height() >= px(16))
