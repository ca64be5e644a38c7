"""Units of competence as they are copied from a standard or a spreadsheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.records.competence import skkni_shaped

_HEADS = frozenset({"kode", "kode unit", "unit code", "judul", "judul unit", "no", "no."})
_HOURS = re.compile(r"([0-9]{1,3})(?: ?jp)?", re.IGNORECASE)
_IN_FRONT = re.compile(r"^[0-9]{1,3}[.)]?$")


@dataclass(frozen=True)
class Unit:
    """A unit as a line of a block tells it."""

    name: str
    code: str | None = None
    lesson_hours: int | None = None


def read_units(block: str) -> list[Unit]:
    """The units of a block, one a line: number, code, title and lesson hours, parted by tabs.

    Only the title must be there. A code is what looks like SKKNI, or stands
    before the title; heads and empty lines are passed over.
    """
    found = []
    for line in block.splitlines():
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        if len(cells) == 1:
            first, _space, rest = cells[0].partition(" ")
            cells = [first, rest] if skkni_shaped(first) else cells
        cells = [cell for cell in cells if cell]
        if len(cells) > 1 and _IN_FRONT.match(cells[0]):
            cells = cells[1:]
        if not cells or cells[0].casefold() in _HEADS:
            continue
        hours = _HOURS.fullmatch(cells[-1]) if len(cells) > 1 else None
        lesson_hours = int(hours[1]) if hours and int(hours[1]) else None
        cells = cells[:-1] if hours else cells
        coded = len(cells) > 1
        found.append(Unit(cells[1 if coded else 0], cells[0] if coded else None, lesson_hours))
    return found
