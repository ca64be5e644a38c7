"""The language of texts: English in the source, Bahasa Indonesia by default.

`N_` marks a text where it is declared, `translate` (imported as ``_``) turns
it into the reader's language where it is shown. The window's language is one
setting of the process; `language(...)` overrides it for a piece of work, since
everything handed out is in Indonesian whatever the window shows.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import as_file, files

LANGUAGES = ("id", "en")

_shown = "id"
_here: ContextVar[str | None] = ContextVar("language", default=None)


def N_(text: str) -> str:
    """Mark `text` for the catalogue; it is translated where it is shown."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark a counted text, of one and of many; ``translate_n(*marked, n)`` shows it."""
    return one, many


def use(code: str) -> None:
    """Make `code` (``id`` or ``en``) the language of the whole program."""
    global _shown
    if code not in LANGUAGES:
        raise ValueError(code)
    _shown = code


def current() -> str:
    """The language texts come out in, here and now."""
    return _here.get() or _shown


@contextmanager
def language(code: str) -> Iterator[None]:
    """Have texts come out in `code` within the block, in this thread only."""
    token = _here.set(code)
    try:
        yield
    finally:
        _here.reset(token)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    with as_file(files("resources") / "locale") as folder:
        return gettext.translation("terampil", folder, [code], fallback=True)


def translate(text: str) -> str:
    """`text` in the current language; the source text if none is known."""
    return _catalogue(current()).gettext(text) if text else text


def translate_n(one: str, many: str, n: int) -> str:
    """`one` or `many` in the current language, as the number `n` asks."""
    return _catalogue(current()).ngettext(one, many, n)
