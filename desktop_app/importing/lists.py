"""A whole list at one stroke: file in, entries out; and again after corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import cast

from desktop_app.i18n import N_
from desktop_app.importing.columns import Column, Mapping, find_lists, same_list
from desktop_app.importing.corrections import Corrections, RowOf
from desktop_app.importing.entry import Entry, Person
from desktop_app.importing.findings import Weight, finding
from desktop_app.importing.list_kinds import WORKERS, ListKind, Reader
from desktop_app.importing.reading import read_table
from desktop_app.importing.tables import Row, SheetRows
from desktop_app.importing.unread import Unread, unread
from desktop_app.importing.values import blank, text_of
from desktop_app.progress import Progress, silent


@dataclass(frozen=True)
class ReadList:
    """The entries of a file, and where they stood."""

    kind: ListKind
    today: date
    sheets: tuple[SheetRows, ...]
    mappings: tuple[Mapping, ...]
    """The list that was read, and sheets that continue it under the same headings."""
    entries: tuple[Entry, ...]
    left_out: tuple[str, ...]
    """Names of further sheets that look like lists but were not read."""
    corrections: Corrections = field(default_factory=Corrections)
    readers: tuple[tuple[Mapping, Reader], ...] = field(default=(), repr=False)
    unread: tuple[Unread, ...] = ()
    """What else stands on the sheets of the list."""

    @property
    def people(self) -> tuple[Person, ...]:
        """The entries of a list of workers."""
        return cast("tuple[Person, ...]", self.entries)

    def corrected(self, corrections: Corrections) -> ReadList:
        """The list as it reads with other corrections; only rows that differ are read anew."""
        affected = self.corrections.rows() | corrections.rows()
        found: dict[RowOf, Entry] = {}
        for mapping, reader in self.readers:
            for row in reader.rows:
                at = (mapping.sheet, row.number)
                if at in affected:
                    found[at] = _read_again(mapping, reader, row, corrections)
        entries = tuple(found.get((e.sheet, e.row), e) for e in self.entries)
        return replace(self, entries=entries, corrections=corrections)


def read_list(
    source: Path | str | bytes,
    today: date,
    *,
    kind: ListKind = WORKERS,
    name: str = "",
    progress: Progress = silent,
) -> ReadList:
    """The entries of a list in a file (path or bytes) or pasted text.

    Raises UserError with the codes of `read_table`, and NO-LIST.
    """
    sheets = read_table(source, name=name, progress=progress)
    found = find_lists(sheets, kind.words)
    used = same_list(found, kind.words)
    left_out = tuple(mapping.sheet for mapping in found if mapping not in used)
    return read_mapped(kind, sheets, used, today, left_out=left_out, progress=progress)


def read_mapped(
    kind: ListKind,
    sheets: Sequence[SheetRows],
    mappings: Sequence[Mapping],
    today: date,
    *,
    left_out: tuple[str, ...] = (),
    progress: Progress = silent,
) -> ReadList:
    """The entries of lists whose sheet, heading and columns are known."""
    by_name = {sheet.name: sheet for sheet in sheets}
    whole = [_completed(kind, by_name[mapping.sheet], mapping) for mapping in mappings]
    readers = [(m, kind.reader(by_name[m.sheet], m, today)) for m in whole]
    total = sum(len(reader.rows) for _mapping, reader in readers)
    entries: list[Entry] = []
    for _mapping, reader in readers:
        for row in reader.rows:
            if len(entries) % 200 == 0:
                progress(len(entries), total)
            entries.append(reader.entry(row))
    return ReadList(
        kind,
        today,
        tuple(sheets),
        tuple(whole),
        tuple(entries),
        left_out,
        readers=tuple(readers),
        unread=tuple(unread(by_name[m.sheet], m, reader.rows) for m, reader in readers),
    )


def _completed(kind: ListKind, sheet: SheetRows, mapping: Mapping) -> Mapping:
    """With a column of its own for each needed field that the list lacks, to be typed into."""
    missing = [name for name in kind.needed() if name not in mapping.columns]
    if not missing:
        return mapping
    width = max([len(mapping.headings), *(len(row.cells) for row in sheet.rows)], default=0)
    headings = (*mapping.headings, *[""] * (width - len(mapping.headings)))
    labels = {asked.field: asked.heading for asked in kind.asked()}
    added = {name: Column(width + n, labels[name], 0.0) for n, name in enumerate(missing)}
    return replace(
        mapping,
        columns={**mapping.columns, **added},
        headings=(*headings, *(labels[name] for name in missing)),
    )


def _read_again(mapping: Mapping, reader: Reader, row: Row, corrections: Corrections) -> Entry:
    typed = {p.column for p in corrections.cells if p[:2] == (mapping.sheet, row.number)}
    entry = reader.entry(corrections.amended(mapping.sheet, row), typed)
    entry.confirmed = corrections.confirmed.get((mapping.sheet, row.number), frozenset())
    for name, column in mapping.columns.items():
        before, now = row.cell(column.index), entry.cells[column.index : column.index + 1]
        if column.index in typed and not blank(before) and blank(now[0] if now else None):
            text = N_("“{text}” was left out")
            advice = N_("Ask the employer for the right value.")
            shown = text_of(before)[:40]
            entry.findings.append(
                finding(name, "LEFT_OUT", text, advice, weight=Weight.REMARK, text=shown)
            )
    return entry
