"""What this PC's user has chosen: language, look, folders. Not a record."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from desktop_app.files import write_atomically


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """The choices, readable before anybody signs in.

    `points` is the size of text (9-14); `database` the URL of headquarters'
    server without a password (PGPASSFILE or the environment hold it);
    `least_free_mb` the room (MiB) below which a drive is told to be nearly full.
    """

    language: Literal["id", "en"] = "id"
    theme: Literal["auto", "light", "dark"] = "auto"
    points: float = 9.5
    enter_moves: bool = True
    lock_minutes: int = 5
    export_folder: str = ""
    database: str = ""
    backup_folder: str = ""
    least_free_mb: int = 1024


def load(home: Path) -> Settings:
    """The settings in `home`; the defaults if there are none or they are damaged."""
    try:
        return msgspec.json.decode((home / "settings.json").read_bytes(), type=Settings)
    except (FileNotFoundError, msgspec.MsgspecError):
        return Settings()


def save(home: Path, settings: Settings) -> None:
    """Keep `settings` in `home`."""
    write_atomically(home / "settings.json", msgspec.json.encode(settings))
