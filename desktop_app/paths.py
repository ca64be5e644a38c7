"""Where an office keeps its things: one folder, the home."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.files import free_name
from desktop_app.i18n import N_

_OWN_FILES = ("keys.json", "terampil.db", "settings.json", "anchor.json", "setting-up")
"""How the names of the office's own files begin: beside each lie its helpers."""

_OWN_FOLDERS = ("attachments", "backups", "outbox", "inbox", "logs")


def default_home() -> Path:
    """The user's own folder for the program (``TERAMPIL_HOME`` overrides it)."""
    chosen = os.environ.get("TERAMPIL_HOME")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("Terampil", appauthor=False)


def sample_home() -> Path:
    """Where the sample office lives, apart from the real one."""
    home = default_home()
    return home.with_name(f"{home.name}-CONTOH")


@dataclass(frozen=True)
class Home:
    """The folder of one office, and what lies where in it."""

    folder: Path

    @property
    def keys(self) -> Path:
        """The key-slot file."""
        return self.folder / "keys.json"

    @property
    def store(self) -> Path:
        """The encrypted database."""
        return self.folder / "terampil.db"

    @property
    def anchor(self) -> Path:
        """What shows that the database was not set back (`sync.md`)."""
        return self.folder / "anchor.json"

    @property
    def attachments(self) -> Path:
        """Files that belong to records, sealed."""
        return self.folder / "attachments"

    @property
    def backups(self) -> Path:
        """Verified copies of the store."""
        return self.folder / "backups"

    @property
    def outbox(self) -> Path:
        """Batches made, kept until headquarters has acknowledged them."""
        return self.folder / "outbox"

    @property
    def inbox(self) -> Path:
        """Batches that wait for an earlier one."""
        return self.folder / "inbox"

    @property
    def logs(self) -> Path:
        """Logs and crash reports, without personal data."""
        return self.folder / "logs"

    @property
    def begun(self) -> Path:
        """Lies here while an office is being set up; left over, the set-up was cut short."""
        return self.folder / "setting-up"

    def outlet(self, out: Path, *sources: Path) -> Path:
        """`out`, if something may be written there: a file, or a folder for one.

        Raises UserError OUT-OFFICE when it is among the office's own files,
        OUT-SOURCE when it is one of the `sources` that are read.
        """
        if self._owns(out):
            raise UserError(
                "OUT-OFFICE",
                N_(
                    "{name} belongs to the office's own data and is not written over. Please"
                    " choose another folder."
                ),
                name=out.name,
            )
        if any(_same(out, source) for source in sources):
            raise UserError(
                "OUT-SOURCE",
                N_(
                    "{name} is the file that is read; it is not written over. Please choose"
                    " another name."
                ),
                name=out.name,
            )
        return out

    def _owns(self, path: Path) -> bool:
        home, whole = self.folder.resolve(), path.resolve()
        for at in (whole, *whole.parents):
            if _same(at.parent, home):
                # Some file systems take capital and small letters for the same.
                name = at.name.casefold()
                return name.startswith(_OWN_FILES) or name in _OWN_FOLDERS
        return False

    @property
    def exists(self) -> bool:
        """Whether an office has been set up here, to the end."""
        return (self.keys.exists() or self.store.exists()) and not self.begun.exists()

    def clear(self) -> None:
        """Take away what a set-up that failed has made."""
        for path in (*self._made(), self.folder / "settings.json", self.begun):
            path.unlink(missing_ok=True)

    def set_aside(self) -> None:
        """Rename what a set-up that was cut short has left; kept, in case it was none."""
        for path in self._made():
            if path.exists():
                path.replace(free_name(path.with_name(f"{path.name}.abandoned")))

    def _made(self) -> tuple[Path, ...]:
        previous = self.keys.with_name("keys.json.previous")
        logs = (self.store.with_name(f"{self.store.name}{end}") for end in ("-wal", "-shm"))
        return (self.keys, previous, self.store, *logs)


def _same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file or folder, there or not yet."""
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()
