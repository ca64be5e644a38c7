"""A QR code on the screen, dark on light in every theme so that any phone reads it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from exports.qr import QUIET, Matrix
from ui.theme import px


class QrView(QWidget):
    """Draws a code with the light around it that readers need."""

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self._code: Matrix = ()
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_code(self, code: Matrix) -> None:
        """Draw this code."""
        self._code = code
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # Whole dots of the screen for each square: blurred edges are read badly.
        side = len(self._code) + 2 * QUIET
        dot = max(3, px(15) // side)
        return QSize(side * dot, side * dot)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        side = len(self._code) + 2 * QUIET
        dot = self.width() // side
        for y, row in enumerate(self._code):
            for x, dark in enumerate(row):
                if dark:
                    square = QRectF((x + QUIET) * dot, (y + QUIET) * dot, dot, dot)
                    painter.fillRect(square, QColor("black"))
        painter.end()
