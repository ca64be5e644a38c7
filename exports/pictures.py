"""Pictures as pages."""

from __future__ import annotations

from io import BytesIO

from desktop_app.errors import UserError
from desktop_app.i18n import N_


def as_pdf(picture: bytes) -> bytes:
    """A PNG or JPG as a PDF of one page. Raises UserError IMAGE if it cannot be read."""
    from PIL import Image

    written = BytesIO()
    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            opened.convert("RGB").save(written, "PDF", resolution=150)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UserError("IMAGE", N_("The picture cannot be read. Please scan it again.")) from error
    return written.getvalue()
