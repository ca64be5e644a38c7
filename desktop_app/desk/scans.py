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


def scan_type(data: bytes) -> str | None:
    """What a scan is by its content; None for anything else."""
    return next((kind for head, kind in KINDS.items() if data.startswith(head)), None)


def take_in(session: Write, office: Office, path: Path, of: Record) -> Attachment:
    """Keep the file at `path` sealed, as a scan that belongs to the record `of`.

    Raises UserError: SCAN-KIND, SCAN-SIZE above the parameter's megabytes,
    SCAN-READ for a file that cannot be read.
    """
    most = attachments.largest(session.facts)
    try:
        if path.stat().st_size > most:
            raise UserError(
                "SCAN-SIZE",
                N_("The file is larger than {most} MB. Scan it in grey or with fewer dots."),
                most=most // 2**20,
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            "SCAN-READ", N_("The file {name} cannot be read."), name=path.name
        ) from error
    kind = scan_type(data)
    if kind is None:
        raise UserError(
            "SCAN-KIND", N_("Please choose a PDF, JPEG or PNG file; others are not taken in.")
        )
    # A file's name may tell of people; the label says what the paper is.
    scan = attachments.put(office, data, kind, of.caption[:120], of=of, most=most)
    session.add(scan)
    return scan
