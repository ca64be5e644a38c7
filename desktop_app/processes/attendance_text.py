"""Marks as people write them: in a cell, in a block from a spreadsheet, in a provider's file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.attendance import Seen
from desktop_app.records.teaching import Mark

_WORDS = {
    **{mark.value: mark for mark in Mark},
    **dict.fromkeys(("HADIR", "V", "✓", "√"), Mark.PRESENT),
    **dict.fromkeys(("SAKIT",), Mark.SICK),
    **dict.fromkeys(("IZIN", "IJIN"), Mark.LEAVE),
    **dict.fromkeys(("ALPA", "ALPHA", "ALFA"), Mark.ABSENT),
}
_EMPTY = {"", "-", "–", "."}
_MOST_LATE = 600


def mark_text(seen: Seen | None) -> str:
    """``H``, ``A``, ``H+15`` for who came fifteen minutes late; nothing for no mark."""
    if seen is None:
        return ""
    return f"{seen.mark.value}+{seen.late}" if seen.late else str(seen.mark.value)


def read_mark(text: str) -> Seen | None:
    """What a cell says; None for an empty one. Raises UserError ATT-MARK for anything else."""
    word = " ".join(text.split()).upper()
    if word in _EMPTY:
        return None
    if word in _WORDS:
        return Seen(_WORDS[word])
    late = re.fullmatch(r"(?:H|HADIR) ?\+? ?([0-9]{1,3})", word)
    if late and 1 <= int(late[1]) <= _MOST_LATE:
        return Seen(Mark.PRESENT, int(late[1]))
    raise UserError(
        "ATT-MARK", N_("“{text}” is no mark. Write H, S, I or A; H+15 for late."), text=word[:20]
    )


def read_block(text: str) -> Sequence[Sequence[Seen | None]]:
    """Rows of cells from a spreadsheet, tabs between columns. Raises UserError ATT-MARK."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return [[read_mark(cell) for cell in line.split("\t")] for line in lines]
