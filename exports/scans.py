"""A scan as a PDF, so that one view shows them all."""

from __future__ import annotations

from io import BytesIO

from desktop_app.errors import UserError
from desktop_app.i18n import N_


def as_pdf(data: bytes, media_type: str) -> bytes:
    """A PDF as it is; an image as a page of A4. Raises UserError SCAN-DAMAGED."""
    if media_type == "application/pdf":
        return data
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UserError(
            "SCAN-DAMAGED", N_("The scan cannot be shown. Please scan the paper again.")
        ) from error
    written = BytesIO()
    # The dots of the longer side over the 11.7 inches of A4.
    picture.save(written, "PDF", resolution=max(72.0, max(picture.size) / 11.7))
    return written.getvalue()
