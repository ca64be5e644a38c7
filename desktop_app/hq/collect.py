"""Headquarters reads a whole folder of files, whatever their names and order."""

from __future__ import annotations

from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.progress import Progress, silent
from desktop_app.sync.envelope import MAGIC
from desktop_app.sync.inbox import Result, read


def collect(
    office: Office, folder: Path, dry_run: bool = False, progress: Progress = silent
) -> list[Result]:
    """Read every batch in `folder` and below; one result per file.

    Batches are told by their content, and by their ending when they are
    damaged; other files are passed over. Raises UserError FOLDER-MISSING.
    """
    if not office.headquarters:
        raise UserError("NOT-HEADQUARTERS", N_("Only headquarters can do this."))
    if not folder.is_dir():
        raise UserError("FOLDER-MISSING", N_("The folder {name} was not found."), name=folder.name)
    return read(office, scan(folder), progress, dry_run)


def scan(folder: Path) -> list[Path]:
    """The batches in a folder and below it."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_batch(path)]


def _is_batch(path: Path) -> bool:
    if path.suffix.lower() == ".vkb":
        return True
    if path.suffix.lower() == ".part":
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False
