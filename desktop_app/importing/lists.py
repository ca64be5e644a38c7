"""A whole list at one stroke: file in, people out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.importing.columns import Mapping, find_lists, same_list
from desktop_app.importing.people import read_people
from desktop_app.importing.person import Person
from desktop_app.importing.reading import read_table
from desktop_app.importing.tables import SheetRows
from desktop_app.progress import Progress, silent


@dataclass(frozen=True)
class WorkerList:
    """The people of a file, and where they stood."""

    sheets: tuple[SheetRows, ...]
    mappings: tuple[Mapping, ...]
    """The list that was read, and sheets that continue it under the same headings."""
    people: tuple[Person, ...]
    left_out: tuple[str, ...]
    """Names of further sheets that look like lists but were not read."""


def read_list(
    source: Path | str | bytes, today: date, *, name: str = "", progress: Progress = silent
) -> WorkerList:
    """The people in an employer's file (path or bytes) or pasted text.

    Raises UserError with the codes of `read_table`, and NO-LIST.
    """
    sheets = read_table(source, name=name, progress=progress)
    found = find_lists(sheets)
    used = same_list(found)
    by_name = {sheet.name: sheet for sheet in sheets}
    people = [
        person
        for mapping in used
        for person in read_people(by_name[mapping.sheet], mapping, today, progress)
    ]
    left_out = tuple(mapping.sheet for mapping in found if mapping not in used)
    return WorkerList(tuple(sheets), tuple(used), tuple(people), left_out)
