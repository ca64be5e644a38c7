"""The backups of an office: taken, listed, thinned, kept in a second place.

A backup is a verified copy of the store, the key file of that moment, and a
line about both (``*.json``), side by side in one folder. Attachments are never
changed, so each lies once in a pool beside them. A second place holds the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, Protocol

import msgspec

from desktop_app import VERSION
from desktop_app.errors import UserError
from desktop_app.files import write_atomically
from desktop_app.i18n import N_
from desktop_app.kinds import Code
from desktop_app.paths import Home
from desktop_app.processes.keeping import kept
from desktop_app.progress import Progress, silent
from desktop_app.settings import Settings
from desktop_app.store.backup import back_up, head_of
from desktop_app.store.keys import Unlocked
from desktop_app.store.place import Place
from desktop_app.store.store import Store

_NAME = re.compile(r"([0-9]{8}-[0-9]{6})-([a-z-]+)( \([0-9]+\))?\.db")
_STAMP = "%Y%m%d-%H%M%S"
POOL = "attachments"


class Why(Code):
    """What a backup was taken for."""

    DAILY = "daily", "Daily"
    BY_HAND = "by-hand", "By hand"
    READING = "before-reading", "Before reading files"
    IMPORT = "before-import", "Before an import"
    UPGRADE = "before-upgrade", "Before an upgrade"
    RESTORE = "before-restore", "Before a restore"


class Note(msgspec.Struct, frozen=True):
    """What is known of a copy since it was verified; `head` is where its journal stood."""

    sha256: str
    size: int
    head: str
    lines: int
    version: str


@dataclass(frozen=True)
class Copy:
    """A backup: where, when (UTC), what for, its size in bytes, whether it was verified."""

    path: Path
    at: datetime
    why: Why
    size: int
    verified: bool
    second: bool = False
    head: str = ""

    @property
    def keys(self) -> Path:
        """The key file of that moment."""
        return self.path.with_suffix(".keys.json")

    @property
    def pool(self) -> Path:
        """Where the attachments lie."""
        return self.path.parent / POOL


@dataclass(frozen=True)
class Made:
    """A backup just taken; `trouble` says why the second place has none."""

    copy: Copy
    second: Path | None
    trouble: UserError | None


class Backed(Protocol):
    """Whoever is backed up: an opened office."""

    @property
    def home(self) -> Home: ...

    @property
    def keys(self) -> Unlocked: ...

    @property
    def store(self) -> Store: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def now(self) -> datetime: ...

    def day(self, moment: datetime) -> date: ...


def take(home: Home, place: Place, why: Why, now: datetime, progress: Progress = silent) -> Copy:
    """Take a verified copy into the home. Raises BACKUP, DISK-FULL, or what the disk says."""
    target = home.backups / f"{now.astimezone(UTC).strftime(_STAMP)}-{why.value}.db"
    while target.exists():  # Two within one second.
        target = target.with_stem(f"{target.stem} (2)")
    back_up(place, target, home.keys, progress)
    head, lines = head_of(Place(target, place.key))
    note = Note(_digest(target), target.stat().st_size, head, lines, VERSION)
    write_atomically(_note(target), msgspec.json.encode(note))
    _fill(home.attachments, home.backups / POOL, progress)
    return Copy(target, now, why, note.size, True, head=head)


def make(office: Backed, why: Why, progress: Progress = silent) -> Made:
    """Take a copy, put it into the second place too if one is set, and let old ones go.

    A second place that is not there is told, not fatal. A server's store is
    its administrator's to back up: SERVER-BACKUP.
    """
    if office.store.place.server:
        raise UserError("SERVER-BACKUP", N_("The database server is backed up on the server."))
    progress(0, 4)
    copy = take(office.home, office.store.place, why, office.now, progress)
    progress(2, 4)
    second, trouble = None, None
    folder = second_folder(office)
    if folder is not None:
        try:
            second = _put(copy, folder, progress)
        except UserError as error:
            trouble = error
    progress(3, 4)
    for shelf in (office.home.backups, folder if second else None):
        if shelf is not None:
            thin(shelf, office.now, office.day)
    progress(4, 4)
    return Made(copy, second, trouble)


def due(office: Backed) -> bool:
    """Whether today has no copy yet although something has changed since the newest."""
    if office.store.place.server:
        return False
    newest = next((copy for copy in copies(office.home.backups) if copy.verified), None)
    if newest is None:
        return True
    if office.day(newest.at) == office.day(office.now):
        return False
    return newest.head != head_of(office.store.place)[0]


def second_folder(office: Backed) -> Path | None:
    """The folder of this computer's backups in the second place, if one is set."""
    if not office.settings.backup_folder:
        return None
    node = office.keys.node
    return Path(office.settings.backup_folder) / f"Terampil-{node.office}-{node.id[:4]}"


def every(office: Backed) -> list[Copy]:
    """All backups that can be reached, the newest first."""
    found = copies(office.home.backups)
    folder = second_folder(office)
    if folder is not None:
        found += copies(folder, second=True)
    return sorted(found, key=lambda copy: (copy.at, not copy.second), reverse=True)


def reachable(home: Home, settings: Settings) -> list[Copy]:
    """All backups that can be reached while the office cannot be opened, the newest first."""
    found = copies(home.backups)
    if settings.backup_folder:
        with suppress(OSError):
            for folder in sorted(Path(settings.backup_folder).glob("Terampil-*")):
                found += copies(folder, second=True)
    return sorted(found, key=lambda copy: (copy.at, not copy.second), reverse=True)


def copies(folder: Path, *, second: bool = False) -> list[Copy]:
    """The backups in a folder, the newest first; none if it cannot be read."""
    found = []
    with suppress(OSError):
        for path in folder.glob("*.db"):
            if match := _NAME.fullmatch(path.name):
                at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                size, note = path.stat().st_size, _read_note(path)
                good = note is not None and note.size == size
                head = note.head if note is not None else ""
                found.append(Copy(path, at, Why.of(match[2]), size, good, second, head))
    return sorted(found, key=lambda copy: copy.at, reverse=True)


def check(copy: Copy) -> None:
    """Raise BACKUP-DAMAGED if a copy is not, byte for byte, what was verified once."""
    note = _read_note(copy.path)
    if note is None or note.size != copy.size or note.sha256 != _digest(copy.path):
        raise UserError(
            "BACKUP-DAMAGED",
            N_("The backup {name} is not as it was written. Choose another one."),
            name=copy.path.name,
        )


def return_attachments(copy: Copy, home: Home) -> None:
    """Put attachments back that are missing in the home, or cut short there."""
    if copy.pool.is_dir():
        home.attachments.mkdir(exist_ok=True)
        for path in copy.pool.glob("*.age"):
            there = home.attachments / path.name
            if not there.exists() or there.stat().st_size != path.stat().st_size:
                _copy(path, there)


def bring(copy: Copy, target: Path) -> None:
    """Write a copy's store to `target`, read back there."""
    _copy(copy.path, target)


def thin(folder: Path, now: datetime, day: Callable[[datetime], date]) -> list[Path]:
    """Let the copies go that need not stay; never the newest verified one."""
    found = [copy for copy in copies(folder) if copy.why is not Why.RESTORE]
    verified = [copy for copy in found if copy.verified]
    stay = {verified[n].path for n in kept([copy.at for copy in verified], now, day)}
    gone = [c.path for c in verified if c.path not in stay]
    for path in gone:
        for file in (_note(path), path.with_suffix(".keys.json"), path):
            file.unlink(missing_ok=True)
    return gone


def _put(copy: Copy, folder: Path, progress: Progress) -> Path:
    """The same copy in another folder, read back there. Raises UserError."""
    if not folder.parent.is_dir():
        raise UserError(
            "SECOND-PLACE",
            N_("The second place for backups is not there: {folder}. The backup here is good."),
            folder=str(folder.parent),
        )
    try:
        folder.mkdir(exist_ok=True)
        target = folder / copy.path.name
        for source, path in (
            (copy.path, target),
            (copy.keys, target.with_suffix(".keys.json")),
            (_note(copy.path), _note(target)),
        ):
            _copy(source, path)
        _fill(copy.pool, folder / POOL, progress)
    except OSError as error:
        raise UserError(
            "SECOND-PLACE",
            N_("The second place for backups cannot be written: {folder}."),
            folder=str(folder.parent),
        ) from error
    return target


def _fill(source: Path, pool: Path, progress: Progress) -> None:
    """Bring the attachments into a pool that it does not hold yet."""
    if not source.is_dir():
        return
    pool.mkdir(parents=True, exist_ok=True)
    for path in source.glob("*.age"):
        progress(1, 4)
        if not (pool / path.name).exists():
            _copy(path, pool / path.name)


def _copy(source: Path, target: Path) -> None:
    def write(file: BinaryIO) -> None:
        with source.open("rb") as read:
            copyfileobj(read, file, 1 << 20)

    write_atomically(target, write)


def _note(path: Path) -> Path:
    return path.with_suffix(".json")


def _read_note(path: Path) -> Note | None:
    try:
        return msgspec.json.decode(_note(path).read_bytes(), type=Note)
    except (OSError, msgspec.MsgspecError):
        return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
