"""A PDF inside the window: pages drawn when they come into sight, and printed.

pypdfium2 keeps to one thread, so all drawing happens in the store's lane.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pypdfium2
from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPixmap, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_app.i18n import translate as _
from desktop_app.progress import Progress
from ui.models.record_table import Runner
from ui.theme import px

_DPI = 200
"""Of a printed page: sharp enough for text, 6 MB for 18 pages (measured)."""


def _image(page: pypdfium2.PdfPage, scale: float) -> QImage:
    bitmap = page.render(scale=scale)
    try:
        picture = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    data = picture.tobytes()
    width, height = picture.size
    return QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """The pages' sizes in points."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [document.get_page_size(i) for i in range(len(document))]
    finally:
        document.close()


def page_image(data: bytes, number: int, scale: float) -> QImage:
    """One page drawn at `scale` pixels a point."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number]
        try:
            return _image(page, scale)
        finally:
            page.close()
    finally:
        document.close()


class PdfView(QScrollArea):
    """The pages of a PDF beneath each other, as wide as there is room."""

    shown = Signal(int)
    """How many pages the new document has."""

    def __init__(self, run: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._data = b""
        self._sizes: list[tuple[float, float]] = []
        self._labels: list[QLabel] = []
        self._drawn: dict[int, int] = {}
        self.setWidgetResizable(True)
        # With a bar that comes and goes the width would swing for ever.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview"))
        self._inner = QWidget()
        self._pages = QVBoxLayout(self._inner)
        self._pages.setSpacing(px(0.8))
        self.setWidget(self._inner)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._draw())

    @property
    def data(self) -> bytes:
        """The document shown; empty for none."""
        return self._data

    def show_pdf(self, data: bytes) -> None:
        """Show another document, from its first page."""

        def done(sizes: list[tuple[float, float]]) -> None:
            self._data, self._sizes = data, sizes
            self._lay()
            self.verticalScrollBar().setValue(0)
            self.shown.emit(len(sizes))

        self._run(lambda: page_sizes(data), done)

    def clear(self) -> None:
        """Show nothing."""
        self._data, self._sizes = b"", []
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay(self) -> None:
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = []
        for number in range(len(self._sizes)):
            label = QLabel()
            label.setAccessibleName(
                _("Page {n} of {count}").format(n=number + 1, count=len(self._sizes))
            )
            label.setStyleSheet("background: white; border: 1px solid #8A97A4;")
            self._pages.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            self._labels.append(label)
        self._fit()

    def _fit(self) -> None:
        room = max(px(12), self.viewport().width() - px(2))
        self._drawn.clear()
        for label, (width, height) in zip(self._labels, self._sizes, strict=True):
            shown = min(room, round(width * 1.6))
            label.setFixedSize(QSize(shown, round(shown * height / width)))
        self._draw()

    def _draw(self) -> None:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        for number, label in enumerate(self._labels):
            near = label.y() <= bottom and label.y() + label.height() >= top
            if near and self._drawn.get(number) != label.width():
                self._drawn[number] = label.width()
                self._draw_page(number)

    def _draw_page(self, number: int) -> None:
        data, ratio = self._data, self.devicePixelRatioF()
        wide = self._labels[number].width()
        scale = wide * ratio / self._sizes[number][0]

        def done(image: QImage) -> None:
            if data is self._data and number < len(self._labels):
                picture = QPixmap.fromImage(image)
                picture.setDevicePixelRatio(ratio)
                self._labels[number].setPixmap(picture)

        self._run(lambda: page_image(data, number, scale), done)


def images_for_print(data: bytes, progress: Progress) -> list[QImage]:
    """All pages at a printer's fineness; progress counts pages."""
    count = len(page_sizes(data))
    images = []
    for number in range(count):
        progress(number, count)
        images.append(page_image(data, number, _DPI / 72))
    return images


def ask_printer(data: bytes, parent: QWidget) -> QPrinter | None:
    """The system's own question for a printer, set to the document's paper; None for no."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    width, height = page_sizes(data)[0]
    layout = QPageLayout(
        QPageSize(QSize(round(min(width, height)), round(max(width, height)))),
        QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() else None


def paint(images: list[QImage], printer: QPrinter) -> None:
    """Put the drawn pages on paper."""
    painter = QPainter(printer)
    for number, image in enumerate(images):
        if number:
            printer.newPage()
        painter.drawImage(QRectF(printer.pageRect(QPrinter.Unit.DevicePixel)), image)
    painter.end()


Drawing: TypeAlias = Callable[[Progress], list[QImage]]
"""Work that draws pages for a printer."""


def print_pdf(data: bytes, parent: QWidget, start: Callable[[Drawing, Any], object]) -> None:
    """Ask for a printer and print; `start(work, done)` runs the drawing as a job."""
    printer = ask_printer(data, parent)
    if printer is None:
        return
    start(lambda progress: images_for_print(data, progress), lambda made: paint(made, printer))
