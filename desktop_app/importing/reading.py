"""A file or a piece of the clipboard as sheets of cells, whatever it claims to be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.importing.tables import SheetRows, unpacked
from desktop_app.importing.text import NO_TABLE, TOO_LARGE, decoded, read_text
from desktop_app.progress import Progress, silent

MOST_BYTES = 50 << 20
SECONDS = 60.0
"""How long a file may take to open."""

WORKER_FLAG = "--read-table"
"""Makes the installed program, which is no Python to be called with ``-m``, the worker."""

UNREADABLE = N_(
    "This file could not be opened. Open it in Excel, copy the list into a new file and choose "
    "that file."
)

_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0  # no console flashes up
_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf", b"MZ")


def read_table(
    source: Path | str | bytes, *, name: str = "", progress: Progress = silent
) -> list[SheetRows]:
    """The sheets of a file (a path or its bytes), or of pasted text (a str).

    What it is, its content says and not its name. Raises UserError with the
    codes NO-FILE, NO-TABLE, PASSWORD, TOO-LARGE, DAMAGED.
    """
    if isinstance(source, str):
        return _text_sheets(source, name)
    data = source if isinstance(source, bytes) else _content(source)
    if len(data) > MOST_BYTES:
        raise UserError("TOO-LARGE", TOO_LARGE)
    if data[:2] == b"PK" or data[:4] == _OLE:
        return _in_worker(data, progress)
    if not data.strip() or data.startswith(_OTHERS):
        raise UserError("NO-TABLE", NO_TABLE)
    text = decoded(data)
    return _text_sheets(text, name)


def _text_sheets(text: str, name: str) -> list[SheetRows]:
    """The table in a text, which may be a page of the web."""
    from desktop_app.importing.html import read_html

    if text.lstrip("\ufeff \r\n\t")[:200].lower().startswith(("<!doctype", "<html", "<table")):
        return read_html(text)
    return [read_text(text, name)]


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError("TOO-LARGE", TOO_LARGE)
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError("NO-FILE", N_("The file {name} is not there."), name=path.name) from None
    except OSError:
        text = N_("The file {name} cannot be read. If it is open in Excel, close it there.")
        raise UserError("NO-FILE", text, name=path.name) from None


def _command() -> list[str]:
    if Path(sys.executable).stem.lower().startswith("python"):
        return [sys.executable, "-X", "utf8", "-m", "desktop_app.importing.worker"]
    return [sys.executable, WORKER_FLAG]


def _in_worker(data: bytes, progress: Progress) -> list[SheetRows]:
    """What `worker` answers; silence from it means a file that cannot be borne."""
    here = str(Path(__file__).parents[2])
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        creationflags=_NO_WINDOW,
    )
    try:
        answer = _answer(process, data, progress)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    if process.returncode:
        # It ran into its limit of memory or time, or the reader broke off.
        raise UserError("DAMAGED", UNREADABLE)
    told = json.loads(answer)
    if "error" in told:
        code, message = told["error"]
        raise UserError(code, message)
    return unpacked(told["sheets"])


def _answer(process: subprocess.Popen[bytes], data: bytes, progress: Progress) -> bytes:
    until = time.monotonic() + SECONDS
    # Handed over by a thread of its own: `communicate` forgets the rest of its
    # input when it is called again after a timeout (Python 3.11).
    pipe, process.stdin = process.stdin, None
    assert pipe is not None
    threading.Thread(target=_feed, args=(pipe, data), daemon=True).start()
    while True:
        progress(0, 0)
        try:
            return process.communicate(timeout=0.2)[0]
        except subprocess.TimeoutExpired:
            if time.monotonic() > until:
                raise UserError("TOO-LARGE", TOO_LARGE) from None


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with suppress(OSError), pipe:  # A worker that has ended takes no more.
        pipe.write(data)
