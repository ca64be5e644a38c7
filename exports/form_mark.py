"""The small QR code at the foot of a form, by which its scan is filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.processes.form_code import FormCode
from exports.qr import matrix

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
SIDE = 12.5 * MM
"""Height and width: 29 or 33 squares of at least 0.37 mm."""


def draw_form_code(canvas: Canvas, code: FormCode, right: float, bottom: float) -> None:
    """Draw the code with its lower right corner there; runs of dark squares are one area."""
    rows = matrix(code.text(), "L")
    step = SIDE / len(rows)
    left, top = right - SIDE, bottom + SIDE
    canvas.saveState()
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for number, row in enumerate(rows, 1):
        start = None
        for column, dark in enumerate((*row, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                x, y = left + start * step, top - number * step
                path.rect(x, y, (column - start) * step, step)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
