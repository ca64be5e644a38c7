"""QR codes as squares, read back by the reader of the same standard."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from exports.qr import QUIET, Matrix, matrix


def picture(code: Matrix, dot: int = 4) -> Image.Image:
    side = (len(code) + 2 * QUIET) * dot
    drawn = Image.new("L", (side, side), 255)
    for y, row in enumerate(code):
        for x, dark in enumerate(row):
            if dark:
                left, top = (x + QUIET) * dot, (y + QUIET) * dot
                drawn.paste(0, (left, top, left + dot, top + dot))
    return drawn


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_what_is_written_is_read(level: str) -> None:
    content = "https://wa.me/6281234567890?text=Selamat%20pagi%2C%20Ma%27ruf"
    code = matrix(content, level)
    assert {len(row) for row in code} == {len(code)}
    assert len(code) % 4 == 1, "a QR code has 17 + 4 x version squares a side"
    (read,) = zxingcpp.read_barcodes(picture(code))
    assert read.text == content


def test_more_safety_needs_more_squares() -> None:
    assert len(matrix("x" * 100, "L")) < len(matrix("x" * 100, "H"))
    assert matrix("sama") == matrix("sama")


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(ValueError):
        matrix("x" * 5000)
