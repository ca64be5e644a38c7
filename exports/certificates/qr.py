"""QR codes as vector rectangles, and the text of those in a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.errors import UserError
from desktop_app.i18n import N_

if TYPE_CHECKING:
    from PIL.Image import Image

_DARK = re.compile(rb"\x00+")
_LARGEST = 40 * 1024 * 1024
_DPI = 200


def modules(text: str) -> list[bytes]:
    """The QR of `text`, row by row from the top; 0 is dark. Error correction M, no margin."""
    import zxingcpp

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    # Its image is a buffer, though its types do not say so.
    image: Any = zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False)
    side, rows = image.shape[0], memoryview(image).tobytes()
    return [rows[at : at + side] for at in range(0, side * side, side)]


def drawn(text: str, x: float, y: float, side: float) -> str:
    """The QR as content of a PDF page: a square of `side` points whose lower left is x, y.

    One rectangle for each run of dark modules, row by row, each row on a base
    line of its own: that compresses to a third less than places on the page.
    """
    rows = modules(text)
    unit = side / len(rows)
    lines = [f"q 0 g {unit:.4f} 0 0 {unit:.4f} {x:.3f} {y + side - unit:.3f} cm"]
    for row in rows:
        runs = [f"{m.start()} 0 {m.end() - m.start()} 1 re" for m in _DARK.finditer(row)]
        lines.append("\n".join([*runs, "f 1 0 0 1 0 -1 cm"]))
    return "\n".join([*lines, "Q"])


def read(path: Path) -> list[str]:
    """The texts of all QR codes in a picture (PNG, JPG) or a PDF. Raises UserError PICTURE."""
    import zxingcpp

    found: list[str] = []
    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for image in _images(path):
        for code in zxingcpp.read_barcodes(image, formats=wanted):
            if code.text not in found:
                found.append(code.text)
    return found


def _images(path: Path) -> Iterator[Image]:
    from PIL import Image as Pillow
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
        if data[:5] == b"%PDF-":
            document = PdfDocument(data)
            try:
                for n in range(len(document)):
                    yield document[n].render(scale=_DPI / 72).to_pil()
            finally:
                document.close()
        else:
            with Pillow.open(BytesIO(data), formats=("PNG", "JPEG", "BMP")) as opened:
                yield opened.convert("L")
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError, PdfiumError):
        raise UserError(
            "PICTURE",
            N_("{name} cannot be read. Please choose a picture (PNG, JPG) or a PDF."),
            name=path.name,
        ) from None
