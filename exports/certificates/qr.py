"""The QR of a certificate as few rectangles of a PDF page."""

from __future__ import annotations

import re

from exports.qr import rows

_DARK = re.compile(rb"\x00+")


def drawn(text: str, x: float, y: float, side: float) -> str:
    """The QR as content of a PDF page: a square of `side` points whose lower left is x, y.

    One rectangle for each run of dark modules, row by row, each row on a base
    line of its own: that compresses to a third less than places on the page.
    """
    squares = rows(text)
    unit = side / len(squares)
    lines = [f"q 0 g {unit:.4f} 0 0 {unit:.4f} {x:.3f} {y + side - unit:.3f} cm"]
    for row in squares:
        runs = [f"{m.start()} 0 {m.end() - m.start()} 1 re" for m in _DARK.finditer(row)]
        lines.append("\n".join([*runs, "f 1 0 0 1 0 -1 cm"]))
    return "\n".join([*lines, "Q"])
