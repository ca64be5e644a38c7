"""What became of a skill that was lacking: nothing yet, unchanged, narrowed, closed."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.kinds import Code


class Closing(Code):
    """What training did to a gap; the level wanted decides."""

    NONE = "NONE", "Nothing was lacking"
    OPEN = "OPEN", "Not judged yet"
    UNCHANGED = "UNCHANGED", "Unchanged"
    NARROWED = "NARROWED", "Narrowed"
    CLOSED = "CLOSED", "Gap closed"


def closing(wanted: int, before: int, after: int | None) -> Closing:
    """What became of a gap between the level wanted and the level before."""
    if before >= wanted:
        return Closing.NONE
    if after is None:
        return Closing.OPEN
    if after >= wanted:
        return Closing.CLOSED
    return Closing.NARROWED if after > before else Closing.UNCHANGED


def closed_of(found: Iterable[Closing]) -> tuple[int, int]:
    """How many gaps were closed, of how many that were there and judged afterwards."""
    judged = [one for one in found if one not in (Closing.NONE, Closing.OPEN)]
    return sum(one is Closing.CLOSED for one in judged), len(judged)
