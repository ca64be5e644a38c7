"""A file with a list, opened: which sheet, which heading, which columns.

What a person has corrected is remembered by the headings (and by the sender,
where one is known), so that the next list of the same shape is read at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.errors import UserError
from desktop_app.importing.columns import (
    Mapping,
    find_lists,
    guess,
    pointed,
    same_list,
)
from desktop_app.importing.list_kinds import ListKind
from desktop_app.importing.lists import ReadList, read_mapped
from desktop_app.importing.reading import read_table
from desktop_app.importing.tables import Row, SheetRows
from desktop_app.progress import Progress, silent
from desktop_app.records.names import fold
from desktop_app.store.local import set_setting, setting
from desktop_app.store.store import Store

KEY = "import.columns"
MOST = 200
"""Shapes of lists that are remembered; the oldest goes first."""
_HEADINGS = 60
"""Rows in which a remembered heading is looked for."""


@dataclass(frozen=True)
class OpenedList:
    """The sheets of a file, and what was found in them.

    `mapping` is the list to read; `continued` are further sheets under the
    same headings. `sure` says that a list was recognised; otherwise a person
    must name the columns.
    """

    kind: ListKind
    sheets: tuple[SheetRows, ...]
    mapping: Mapping
    continued: tuple[Mapping, ...] = ()
    left_out: tuple[str, ...] = ()
    sure: bool = True
    remembered: bool = False

    @property
    def sheet(self) -> SheetRows:
        """The sheet that is read."""
        return next(one for one in self.sheets if one.name == self.mapping.sheet)

    def on_sheet(self, name: str) -> OpenedList:
        """The same file with another sheet chosen."""
        sheet = next(one for one in self.sheets if one.name == name)
        mapping = _guessed(sheet, self.kind)
        return replace(self, mapping=mapping, continued=(), left_out=(), remembered=False)

    def under(self, header_row: int) -> OpenedList:
        """The same sheet with its heading in another row; 0 for none."""
        mapping = guess(self.sheet, header_row, self.kind.words)
        return replace(self, mapping=mapping, continued=(), remembered=False)

    def with_columns(self, fields: Table[str, int]) -> OpenedList:
        """The same list with the columns that a person has named for each field."""
        mapping = pointed(self.sheet, self.mapping, fields)
        return replace(self, mapping=mapping, remembered=False)

    def read(self, store: Store, progress: Progress = silent) -> ReadList:
        """The entries of the list, and of the sheets that continue it."""
        by_name = {sheet.name: sheet for sheet in self.sheets}
        fields = {field: column.index for field, column in self.mapping.columns.items()}
        further = [pointed(by_name[m.sheet], m, fields) for m in self.continued]
        return read_mapped(
            self.kind,
            self.sheets,
            (self.mapping, *further),
            store.today,
            left_out=self.left_out,
            progress=progress,
        )


def open_list(
    store: Store,
    source: Path | str | bytes,
    kind: ListKind,
    *,
    sender: str = "",
    name: str = "",
    progress: Progress = silent,
) -> OpenedList:
    """The list in a file or in pasted text; `sender` is an NPP or what else tells senders apart.

    Raises UserError with the codes of `read_table`, and NO-LIST for a file without any table.
    """
    sheets = tuple(read_table(source, name=name, progress=progress))
    with store.raw() as connection:
        known = setting(connection, KEY, {})
    for sheet, row, fields in _known_headings(sheets, kind, sender, known):
        mapping = pointed(sheet, guess(sheet, row.number, kind.words), fields)
        return OpenedList(kind, sheets, mapping, remembered=True)
    try:
        found = find_lists(sheets, kind.words)
    except UserError:
        filled = [sheet for sheet in sheets if sheet.rows and not sheet.hidden]
        if not filled:
            raise
        largest = max(filled, key=lambda sheet: len(sheet.rows))
        return OpenedList(kind, sheets, _guessed(largest, kind), sure=False)
    used = same_list(found, kind.words)
    left_out = tuple(mapping.sheet for mapping in found if mapping not in used)
    return OpenedList(kind, sheets, used[0], tuple(used[1:]), left_out)


def remember(store: Store, opened: OpenedList, *, sender: str = "") -> None:
    """Keep the columns of a list for the next one under the same headings."""
    if opened.mapping.header_row == 0:
        return
    row = next((r for r in opened.sheet.rows if r.number == opened.mapping.header_row), None)
    if row is None:
        return
    fields = {field: column.index for field, column in opened.mapping.columns.items()}
    with store.local() as connection:
        known = setting(connection, KEY, {})
        for key in dict.fromkeys((_key(opened.kind, row, sender), _key(opened.kind, row, ""))):
            known.pop(key, None)
            known[key] = fields
        while len(known) > MOST:
            known.pop(next(iter(known)))
        set_setting(connection, KEY, known)


def _key(kind: ListKind, row: Row, sender: str) -> str:
    """What tells one shape of list from another: kind, headings, and sender if one is known."""
    texts = "|".join(fold(cell) if isinstance(cell, str) else "" for cell in row.cells)
    return hashlib.sha256(f"{kind.name}|{sender}|{texts}".encode()).hexdigest()[:32]


def _known_headings(
    sheets: Sequence[SheetRows], kind: ListKind, sender: str, known: Table[str, Any]
) -> Iterator[tuple[SheetRows, Row, dict[str, int]]]:
    for who in dict.fromkeys((sender, "")):
        for sheet in sheets:
            for row in () if sheet.hidden else sheet.rows[:_HEADINGS]:
                if fields := known.get(_key(kind, row, who)):
                    yield sheet, row, fields


def _guessed(sheet: SheetRows, kind: ListKind) -> Mapping:
    """What a sheet most likely holds, even if it is no list that can be recognised."""
    try:
        return find_lists([sheet], kind.words)[0]
    except UserError:
        wide = next((r for r in sheet.rows if sum(c is not None for c in r.cells) > 1), None)
        return guess(sheet, wide.number if wide else 0, kind.words)
