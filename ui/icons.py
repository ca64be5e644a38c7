"""Icons: Lucide's drawings, painted in a colour of the theme."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ui.theme import colour, px

STROKE = 1.75
"""Width of the lines on a field of 24: a little finer than Lucide's own."""


@cache
def _drawing(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, role: str = "text", size: int = 18) -> QPixmap:
    """The drawing `name` in the colour of `role`, `size` logical pixels square."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    return _painted(name, colour(role).name(), size, ratio)


@cache
def _painted(name: str, ink: str, size: int, ratio: float) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", QColor(ink).name())
    drawing = drawing.replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(
        painter, QRectF(0, 0, image.width(), image.height())
    )
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, role: str = "text") -> QIcon:
    """The drawing as an icon, in the sizes buttons ask for; pale when disabled."""
    result = QIcon()
    for size in (px(1.25), px(1.4), px(1.6)):
        result.addPixmap(pixmap(name, role, size))
        result.addPixmap(pixmap(name, "muted", size), QIcon.Mode.Disabled)
    return result
