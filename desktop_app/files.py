"""Files that are either wholly there or not there at all, under safe names.

A file is written beside its final place as ``*.part``, flushed to the disk,
opened again and compared with what was meant to be in it, and only then
renamed. A power cut, a full stick or a stick that lies about its size leaves
the old file as it was.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop_app.errors import UserError
from desktop_app.i18n import N_

_BLOCK = 1 << 20
# Virus scanners and indexers hold a fresh file for a moment: 2.5 s in all.
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 0.95)
_SHARING = {5, 32, 33}  # Windows: access denied, sharing violation, lock violation
_GONE = {errno.EIO, errno.ENXIO, errno.ENODEV}
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT} if sys.platform != "win32" else {errno.ENOSPC}
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])", re.IGNORECASE)

Content = bytes | Callable[[BinaryIO], None]


def write_atomically(path: Path, data: Content) -> Path:
    """Put `data` (bytes, or a function that writes them) at `path`, wholly or not at all.

    Whatever was there stays until the new file is proved to be on the disk;
    the file can be read by this account only. Raises `UserError` FILE-OPEN (another
    program holds it), FILE-DENIED, FILE-FOLDER, FILE-NAME, FILE-READBACK, DISK-FULL or DISK-GONE.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    with _in_words(path):
        try:
            meant = _write(part, data)
            if _digest(part) != meant:
                raise UserError(
                    "FILE-READBACK",
                    N_(
                        "The file {name} could not be read back as it was written. The drive may"
                        " be faulty: please use another one."
                    ),
                    name=path.name,
                )
            _replace(part, path)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        _settle(path.parent)
    return path


def make_folder(folder: Path) -> Path:
    """`folder`, made if only its last level is missing. Raises as `write_atomically` does."""
    with _in_words(folder / folder.name):
        try:
            folder.mkdir()
        except FileExistsError:
            if not folder.is_dir():
                raise NotADirectoryError from None
    return folder


def free_name(path: Path) -> Path:
    """`path`, or the first of ``name (2).xlsx``, ``name (3).xlsx`` ... not taken yet."""
    free, n = path, 1
    while free.exists():
        n += 1
        free = path.with_name(f"{path.stem} ({n}){path.suffix}")
    return free


def safe_name(text: str, instead: str = "file") -> str:
    """`text` as a file name without suffix: only ``A-Z a-z 0-9 _ -``, at most 64 of them.

    Every other run of signs becomes one ``-``; names Windows keeps for
    devices, and empty ones, become `instead`.
    """
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", text).strip("-")[:64].rstrip("-")
    return instead if not name or _RESERVED.fullmatch(name) else name


def _write(part: Path, data: Content) -> bytes:
    """Write `data` to the new file `part`, down to the disk; the sha256 of its bytes."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o600), "w+b") as file:
        if isinstance(data, bytes):
            file.write(data)
            meant = hashlib.sha256(data).digest()
        else:
            data(file)
            file.flush()
            file.seek(0)
            meant = _sum(file)
        file.flush()
        os.fsync(file.fileno())
        if sys.platform == "linux":
            # So that reading back asks the drive, not the memory.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return meant


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return _sum(file)


def _sum(file: BinaryIO) -> bytes:
    whole = hashlib.sha256()
    while block := file.read(_BLOCK):
        whole.update(block)
    return whole.digest()


def _replace(part: Path, path: Path) -> None:
    for wait in (*_WAITS, None):
        try:
            part.replace(path)
        except OSError as error:
            held = getattr(error, "winerror", None) in _SHARING
            if held and wait is not None:
                time.sleep(wait)
                continue
            if held:
                raise UserError(
                    "FILE-OPEN",
                    N_(
                        "The file {name} is open in another program, perhaps Excel. Please close"
                        " it there and try again."
                    ),
                    name=path.name,
                ) from error
            raise
        return


def _settle(folder: Path) -> None:
    """Make the renaming itself durable; Windows has no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network and stick file systems cannot do it, and say EINVAL.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(handle)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn what the disk says into a sentence for the user."""
    try:
        yield
    except OSError as error:
        raise _explained(error, path) from error


def _explained(error: OSError, path: Path) -> Exception:
    if error.errno in _FULL:
        return UserError(
            "DISK-FULL",
            N_("There is no room left for {name}. Please free some space and try again."),
            name=path.name,
        )
    if error.errno in _GONE:
        return UserError(
            "DISK-GONE",
            N_("The drive does not answer. Please put it in again and repeat."),
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UserError(
            "FILE-FOLDER",
            N_("The folder {folder} is not there. Please choose another folder."),
            folder=path.parent.name,
        )
    if isinstance(error, PermissionError | IsADirectoryError) or error.errno == errno.EROFS:
        return UserError(
            "FILE-DENIED",
            N_("Writing {name} is not allowed there. Please choose another folder."),
            name=path.name,
        )
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return UserError(
            "FILE-NAME",
            N_(
                "A file cannot be called {name} there. Please choose a shorter name without"
                " special signs."
            ),
            name=path.name,
        )
    return error
