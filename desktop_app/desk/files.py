"""Files kept with a record: taken in by what they are, copied out only in writing."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from sqlalchemy import func, select

from desktop_app.desk.lists import Listing
from desktop_app.desk.scans import KINDS, scan_type
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.kinds import Moment
from desktop_app.office import Office
from desktop_app.processes.rights import must_show
from desktop_app.records import Attachment, Note, Officer
from desktop_app.records.record import Record
from desktop_app.store import attachments, journal
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write
from desktop_app.wording import integer, short_moment

ADDED = N_("File kept with the record")
SHOWN = N_("File shown")
VOIDED = N_("File taken out of use")

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PARTS = {"xl/workbook.xml": _SHEET, "word/document.xml": _TEXT}
"""What a zipped office file must hold, and its type."""

ENDINGS: Mapping[str, str] = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    _SHEET: "xlsx",
    _TEXT: "docx",
}
"""How the name of a copy ends, by type."""

SHOWABLE = frozenset(KINDS.values())
"""The types that are shown inside the program."""

_NAMES = {_SHEET: "Excel", _TEXT: "Word"}
_moment = Moment()


def media_type(data: bytes) -> str:
    """What a file is by its content, whatever its name. Raises UserError FILE-KIND."""
    if (scan := scan_type(data)) is not None:
        return scan
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError):
            names = set()
        if not any(name.endswith("vbaProject.bin") for name in names):
            for part, kind in _PARTS.items():
                if part in names:
                    return kind
    raise UserError(
        "FILE-KIND",
        N_("Please choose a PDF, an image (PNG, JPEG), or an Excel or Word file without macros."),
    )


def take_in(session: Write, office: Office, data: bytes, label: str, of: Record) -> Attachment:
    """Keep a file with a record, sealed. Raises UserError FILE-KIND or ATTACHMENT-SIZE."""
    most = attachments.largest(session.facts)
    label = " ".join(label.split())[:120] or of.caption[:120]
    kept = attachments.put(office, data, media_type(data), label, of=of, most=most)
    session.add(kept)
    return kept


def read_file(path: Path, most: int) -> bytes:
    """The content of a file that somebody chose; never more than `most` bytes and one."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise UserError(
            "FILE-READ", N_("The file {name} cannot be read."), name=path.name
        ) from error


def shown(session: Write, office: Office, id: str, reason: str = "") -> tuple[Attachment, bytes]:
    """A file to be looked at; that it was is put down.

    A scan hides nothing: it needs what showing masked values needs. Raises
    E-RIGHT, REASON, ATTACHMENT-MISSING, ATTACHMENT-DAMAGED.
    """
    must_show(session.author.roles, reason)
    kept = session.get_one(Attachment, id)
    data = attachments.get(office, kept)
    session.accessed(kept, ())
    return kept, data


def void(session: Write, ids: Sequence[str], reason: str) -> int:
    """Take files out of use with a reason; what they held stays, sealed."""
    if not reason.strip():
        raise UserError("REASON", N_("Say why the file is taken out of use."))
    found = [one for id in ids if (one := session.get(Attachment, id)) and not one.voided_at]
    for one in found:
        one.void_reason = reason.strip()
        session.void(one)
    return len(found)


def belongings(session: Read, record: Record) -> dict[str, int]:
    """How many notes and files a record has."""
    return {
        name: session.scalar(
            select(func.count())
            .select_from(kind)
            .where(kind.of_record == record.__tablename__, kind.of_id == record.id)
        )
        or 0
        for name, kind in (("notes", Note), ("files", Attachment))
    }


class FileListing(Listing):
    """The files of a record; each row tells its kind and size in words, when and by whom."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say, with ``added`` and ``by`` out of the journal."""
        rows = super().rows(ids)
        with self.store.raw() as connection:
            made = {id: journal.history(connection, id)[0] for id in ids}
        with self.store.read() as session:
            for id, row, kept in zip(ids, rows, self.values(ids), strict=True):
                line = made[id]
                officer = session.get(Officer, line.by)
                row["added"] = short_moment(_moment.value(line.at), self.zone)
                row["by"] = officer.name if officer else ""
                row["size"] = size_words(kept["size"] or 0)
                row["media_type"] = kind_words(kept["media_type"] or "")
        return rows


def kind_words(media_type: str) -> str:
    """``PDF``, ``Excel``, ``Image``."""
    if media_type.startswith("image/"):
        return translate(N_("Image"))
    return _NAMES.get(media_type) or ENDINGS.get(media_type, media_type).upper()


def size_words(size: int) -> str:
    """``48 KB``, ``3 MB``; rounded up, so that nothing is 0."""
    if size < 2**20:
        return f"{integer(-(-size // 2**10))} KB"
    return f"{integer(-(-size // 2**20))} MB"
