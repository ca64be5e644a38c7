"""Copies of files that are kept with records: they leave the office only in writing."""

from __future__ import annotations

from pathlib import Path

from desktop_app.desk.files import ENDINGS
from desktop_app.office import Office
from desktop_app.records import Attachment
from desktop_app.store import attachments
from exports.handing_out import Given, hand_out


def given_of(kept: Attachment) -> Given:
    """What the log says of a file that is printed or copied out."""
    of = (kept.of_record, kept.of_id) if kept.of_record and kept.of_id else None
    return Given("attachment", ENDINGS.get(kept.media_type, ""), of=of)


def save_copy(office: Office, id: str, path: Path) -> Path:
    """Write a copy of a file to `path`, as it was taken in, and put down that it left.

    Raises UserError: no right to export, a file that is damaged or missing, a bad place.
    """
    with office.store.read() as session:
        kept = session.get_one(Attachment, id)
    return hand_out(office, given_of(kept), path, attachments.get(office, kept))
