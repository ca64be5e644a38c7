"""The code on a printed form, by which its scan finds the way back to the record.

It names the document, the record and the page, and nobody: a record's id says
nothing of a person. Capital letters, digits and ``*`` only, so that a QR code
of it stays small enough to be read at 200 dots an inch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHAPE = re.compile(r"TPL1\*([A-Z0-9-]{1,40})\*([A-Z0-9.:-]{1,64})\*([0-9]{1,3})")


@dataclass(frozen=True)
class FormCode:
    """Which page of which document about which record."""

    document: str
    """The document's name, as the command line calls it."""
    record_id: str
    page: int = 1

    def text(self) -> str:
        """What the QR code holds."""
        return f"TPL1*{self.document}*{self.record_id}*{self.page}".upper()


def form_code(text: str) -> FormCode | None:
    """What a code read from a scan names; None for a code that is not ours."""
    found = _SHAPE.fullmatch(text.strip())
    if found is None:
        return None
    document, record_id, page = found.groups()
    return FormCode(document.lower(), record_id.lower(), int(page))
