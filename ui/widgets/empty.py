"""What a page shows instead of an empty table: words, and the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
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
        picture = QLabel()
        picture.setPixmap(pixmap(name, "muted", px(3.8)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sentence = self._words(text, "muted")
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(0.6))
        row.addStretch(1)
        for number, (words, run) in enumerate(steps):
            row.addWidget(button(words, run, kind="" if number else "primary"))
        row.addStretch(1)
        self._parts = (self._words(heading, "heading"), buttons, sentence, picture)
        """The most needed first; the next steps stand in the page's own row, too."""
        layout = QVBoxLayout(self)
        layout.setSpacing(px(0.6))
        layout.addStretch(2)
        for part in (picture, self._parts[0], sentence, buttons):
            layout.addWidget(part)
        layout.addStretch(3)

    def _words(self, text: str, role: str) -> Label:
        label = Label(text, role=role)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        return label

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height what is needed least gives way."""
        super().resizeEvent(event)
        layout = self.layout()
        assert layout is not None
        margins = layout.contentsMargins()
        wide = self.width() - margins.left() - margins.right()
        room = self.height() - margins.top() - margins.bottom() + 2
        for part in self._parts:
            high = part.heightForWidth(wide) if part.hasHeightForWidth() else -1
            room -= max(high, part.sizeHint().height() if high < 0 else 0)
            part.setVisible(room >= 0)
            room -= layout.spacing()
