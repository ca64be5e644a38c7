"""Reads the texts' `.po` files and writes the `.mo` file that gettext reads.

Each part of the program keeps its own `.po` file; all those in a folder make
one catalogue, `terampil.mo`. Only the standard library is used, for a fresh
machine has nothing else when the catalogues are built.
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

# Bahasa Indonesia counts without plural forms; every catalogue says so.
HEADER = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Language: {language}\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)
_LINE = re.compile(r'(?:(msgid|msgid_plural|msgstr|msgstr\[0\])\s+)?("(?:[^"\\]|\\.)*")\s*')


class CatalogueError(Exception):
    """A `.po` file that cannot be used; the text names the file and line."""


@dataclass
class Entry:
    """One text and its translation, and where that is written."""

    path: Path
    line: int
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def where(self) -> str:
        return f"{self.path.name}:{self.line}"

    @property
    def source(self) -> str:
        return self.parts["msgid"]

    @property
    def plural(self) -> str | None:
        return self.parts.get("msgid_plural")

    @property
    def translation(self) -> str:
        return self.parts.get("msgstr[0]" if self.plural else "msgstr", "")

    @property
    def key(self) -> str:
        """What gettext looks for: the text, with its plural if it has one."""
        return self.source if self.plural is None else f"{self.source}\0{self.plural}"


def places(text: str) -> set[str]:
    """The names of the `{}` places in `text`; ValueError for a stray brace."""
    return {
        re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name is not None
    }


def read(path: Path) -> Iterator[Entry]:
    """The entries of a `.po` file, its header left out."""
    entry: Entry | None = None
    part = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise CatalogueError(f"{path}:{number}: not understood: {line}")
        keyword, text = match[1], ast.literal_eval(match[2])
        if keyword == "msgid":
            if entry is not None and entry.source:
                yield entry
            entry = Entry(path, number)
        if entry is None or (keyword and keyword in entry.parts):
            raise CatalogueError(f"{path}:{number}: msgid expected")
        part = keyword or part
        entry.parts[part] = entry.parts.get(part, "") + text
    if entry is not None and entry.source:
        yield entry


def _examine(entry: Entry) -> None:
    if not entry.translation:
        raise CatalogueError(f"{entry.where}: no translation of {entry.source!r}")
    try:
        wanted = places(entry.plural or entry.source)
    except ValueError:
        return  # a text with a stray brace is never filled in
    try:
        given = places(entry.translation)
    except ValueError as error:
        raise CatalogueError(f"{entry.where}: {error}: {entry.translation!r}") from error
    if wanted != given:
        raise CatalogueError(
            f"{entry.where}: the places {sorted(wanted)} became {sorted(given)}"
            f" in the translation of {entry.source!r}"
        )


def merge(folder: Path) -> dict[str, Entry]:
    """All entries of a folder by key, in the order of the keys.

    The same text may stand in several files, as long as they agree.
    """
    found: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.po")):
        for entry in read(path):
            _examine(entry)
            other = found.setdefault(entry.key, entry)
            if other.translation != entry.translation:
                raise CatalogueError(
                    f"{other.where} and {entry.where} disagree about {entry.source!r}:"
                    f" {other.translation!r}, {entry.translation!r}"
                )
    return dict(sorted(found.items()))


def compiled(texts: dict[str, str]) -> bytes:
    """`texts` in gettext's binary form (the GNU manual, "MO Files")."""
    pairs = [(key.encode(), text.encode()) for key, text in sorted(texts.items())]
    count = len(pairs)
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    start = 28 + 16 * count
    tables, body = b"", b""
    for column in (0, 1):
        for pair in pairs:
            tables += struct.pack("<2I", len(pair[column]), start + len(body))
            body += pair[column] + b"\0"
    return head + tables + body


def build(folder: Path) -> Path:
    """Write the folder's `terampil.mo`, if it would differ; raises CatalogueError."""
    texts = {key: entry.translation for key, entry in merge(folder).items()}
    texts[""] = HEADER.format(language=folder.parent.name)
    built = folder / "terampil.mo"
    content = compiled(texts)
    if not built.exists() or built.read_bytes() != content:
        part = built.with_suffix(".part")
        part.write_bytes(content)
        part.replace(built)
    return built
