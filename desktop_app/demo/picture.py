"""The sample's letterhead image: a ring around the word CONTOH, drawn here, nobody's logo."""

from __future__ import annotations

import struct
import zlib

SIZE = 240
"""Pixels on each side."""
_DOT = 5
_BLUE, _WHITE, _DARK = b"\x1f\x5f\x8b", b"\xff\xff\xff", b"\x20\x2a\x33"

# Five by seven dots for each letter, a row of bits per line.
_LETTERS = {
    "C": (14, 17, 16, 16, 16, 17, 14),
    "O": (14, 17, 17, 17, 17, 17, 14),
    "N": (17, 25, 21, 21, 19, 17, 17),
    "T": (31, 4, 4, 4, 4, 4, 4),
    "H": (17, 17, 17, 31, 17, 17, 17),
}


def logo(word: str = "CONTOH") -> bytes:
    """The image as PNG."""
    width = (6 * len(word) - 1) * _DOT
    left, top = (SIZE - width) // 2, (SIZE - 7 * _DOT) // 2
    rows = []
    for y in range(SIZE):
        row = bytearray(b"\0")
        for x in range(SIZE):
            inside = _letter(word, x - left, y - top)
            row += _DARK if inside else _ring(x, y)
        rows.append(bytes(row))
    return png(SIZE, SIZE, b"".join(rows))


def _letter(word: str, x: int, y: int) -> bool:
    column, line = x // _DOT, y // _DOT
    if not (0 <= line < 7 and 0 <= column < 6 * len(word) and column % 6 < 5):
        return False
    return bool(_LETTERS[word[column // 6]][line] >> (4 - column % 6) & 1)


def _ring(x: int, y: int) -> bytes:
    middle = SIZE / 2
    distance = ((x + 0.5 - middle) ** 2 + (y + 0.5 - middle) ** 2) ** 0.5
    # The edge fades over one pixel, so that it prints smoothly.
    cover = min(1.0, max(0.0, min(middle - 2 - distance, distance - middle + 14)))
    return bytes(round(w + (b - w) * cover) for w, b in zip(_WHITE, _BLUE, strict=True))


def png(width: int, height: int, rows: bytes) -> bytes:
    """RGB `rows`, each led by a filter byte, as a PNG file at 300 dots per inch."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", head),
            chunk(b"pHYs", struct.pack(">2IB", 11811, 11811, 1)),
            chunk(b"IDAT", zlib.compress(rows, 9)),
            chunk(b"IEND", b""),
        )
    )
