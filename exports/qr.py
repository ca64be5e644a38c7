"""QR codes as plain squares, to be drawn on paper and on the screen alike."""

from __future__ import annotations

from typing import TypeAlias

Matrix: TypeAlias = tuple[tuple[bool, ...], ...]
"""The rows of a code, dark squares true; four squares of quiet around it are the drawer's."""

QUIET = 4
"""Squares of light that a reader needs around a code."""


def rows(content: str, level: str = "M") -> list[bytes]:
    """The smallest QR code of a text, a byte for each square; 0 is dark.

    `level` is how much of it may be lost: ``L`` 7 %, ``M`` 15 %, ``Q`` 25 %, ``H`` 30 %.
    Raises ValueError for a text that no code holds.
    """
    import zxingcpp

    made = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    picture = zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False)
    height, width = picture.shape
    # Its types do not say that the picture is a buffer; numpy's description of it does.
    dots = memoryview(picture.__array_interface__["data"]).tobytes()
    return [dots[row * width : (row + 1) * width] for row in range(height)]


def matrix(content: str, level: str = "M") -> Matrix:
    """The same as truths, a row at a time. Raises as `rows` does."""
    return tuple(tuple(dot == 0 for dot in row) for row in rows(content, level))
