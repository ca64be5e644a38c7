"""Documents: papers about one record, laid out to be signed.

To add one: a module with its layout, a pure function of plain values, and a
line in DOCUMENTS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from exports.imprint import Imprint


@dataclass(frozen=True)
class Document:
    """A paper that the office hands out about a record of one type."""

    name: str
    """As the command line calls it; stable."""
    title: str
    """English source text."""
    about: str
    of: str
    """Name of the record type it is about."""
    build: Callable[[Session, str, Imprint], bytes]
    """Given the store, the record's id and who prints: the PDF."""


DOCUMENTS: dict[str, Document] = {}
