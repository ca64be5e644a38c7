"""Where a command writes to: a file, or a folder that gets a file of its own name."""

from __future__ import annotations

import os
from pathlib import Path

from desktop_app.commands.given import Given

_SEPARATORS = tuple(sign for sign in ("/", os.sep, os.altsep) if sign)


def destination(given: Given, out: str, *sources: Path) -> Path:
    """`out` as it was typed, allowed, and its folder there.

    A name that ends in a separator is a folder. The last level of a folder is
    made when its parent is there. Raises UserError of `Home.outlet` and
    `make_folder`.
    """
    from desktop_app.files import make_folder
    from desktop_app.paths import Home

    path = Home(given.home).outlet(Path(out), *sources)
    if not _is_folder(path):
        make_folder(path if out.endswith(_SEPARATORS) else path.parent)
    return path


def in_folder(out: Path, name: str, suffix: str) -> Path:
    """`out` itself, or a new file in it when it is a folder."""
    from desktop_app.files import free_name

    return free_name(out / f"{name}.{suffix}") if _is_folder(out) else out


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # A name that is too long; the writing will say so.
        return False
