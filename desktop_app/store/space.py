"""How much room is left where the office writes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.i18n import N_
from desktop_app.paths import Home
from desktop_app.settings import Settings

MIB = 1 << 20


@dataclass(frozen=True)
class Room:
    """A place the office writes to, and the bytes free there."""

    title: str
    """English source."""
    folder: Path
    free: int

    @property
    def mebibytes(self) -> int:
        return self.free // MIB


def scarce(home: Home, settings: Settings) -> list[Room]:
    """The places with less room than the settings want; each drive once."""
    found = []
    seen: set[int] = set()
    for title, folder in _places(home, settings):
        try:
            drive, free = folder.stat().st_dev, shutil.disk_usage(folder).free
        except OSError:  # A stick that is not in has no room to tell of.
            continue
        if drive not in seen and free < settings.least_free_mb * MIB:
            seen.add(drive)
            found.append(Room(title, folder, free))
    return found


def _places(home: Home, settings: Settings) -> Iterator[tuple[str, Path]]:
    yield N_("the office's data"), home.folder
    if settings.backup_folder:
        yield N_("the second place for backups"), Path(settings.backup_folder)
    yield N_("temporary files"), Path(tempfile.gettempdir())
