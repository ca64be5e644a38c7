"""Scans of papers: taken in by what they are, not by how they are called."""

from __future__ import annotations

from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.records import Attachment
from desktop_app.records.record import Record
from desktop_app.store import attachments
from desktop_app.store.writing import Write

KINDS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
"""How the files that a scan may be begin, and their type."""

LARGEST = "attachment.max_mb"
"""Key of the parameter for the largest scan, in MB."""


def media_type(data: bytes) -> str:
    """What a file is by its content. Raises UserError SCAN-KIND for anything but a scan."""
    for head, kind in KINDS.items():
        if data.startswith(head):
            return kind
    raise UserError(
        "SCAN-KIND", N_("Please choose a PDF, JPEG or PNG file; others are not taken in.")
    )


def take_in(session: Write, office: Office, path: Path, of: Record) -> Attachment:
    """Keep the file at `path` sealed, as a scan that belongs to the record `of`.

    Raises UserError: SCAN-KIND, SCAN-SIZE above the parameter's megabytes,
    SCAN-READ for a file that cannot be read.
    """
    most = int(session.facts.parameter(LARGEST) or attachments.LARGEST // 2**20)
    try:
        if path.stat().st_size > most * 2**20:
            raise UserError(
                "SCAN-SIZE",
                N_("The file is larger than {most} MB. Scan it in grey or with fewer dots."),
                most=most,
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            "SCAN-READ", N_("The file {name} cannot be read."), name=path.name
        ) from error
    # A file's name may tell of people; the label says what the paper is.
    scan = attachments.put(office, data, media_type(data), of.caption[:120], of=of)
    session.add(scan)
    return scan
