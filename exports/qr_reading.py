"""The texts of the QR codes in a picture or a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import UserError
from desktop_app.i18n import N_

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST = 40 * 1024 * 1024
_DPI = 200


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
