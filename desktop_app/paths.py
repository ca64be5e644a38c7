"""Where an office keeps its things: one folder, the home."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


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

    @property
    def exists(self) -> bool:
        """Whether an office has been set up here, to the end."""
        return (self.keys.exists() or self.store.exists()) and not self.begun.exists()
