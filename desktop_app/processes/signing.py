"""Who signs a document of a given day, and where nobody or two would.

Signatories are dated. Whoever stands in (Plt., Plh.) goes before the holder of
the office for as long as that lasts; of several the one named last signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.records.office import Capacity, Signatory

ANY = "*"
"""A signatory of all documents."""

_STANDS_IN = (Capacity.ACTING, Capacity.DAILY)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Trouble:
    """Days on which nobody signs a document (`names` empty), or two in one place."""

    document: str
    since: date
    until: date
    names: tuple[str, ...] = ()


def signing(signatories: Iterable[Signatory], document: str, day: date) -> list[Signatory]:
    """Who signs a document of that name and day, one for each place on the page.

    Signatories named for the document come before those of all documents.
    """
    valid = [one for one in signatories if _valid(one, day)]
    for name in (document, ANY):
        places: dict[int, Signatory] = {}
        for one in sorted((one for one in valid if one.document == name), key=_rank):
            places[one.place] = one
        if places:
            return [places[place] for place in sorted(places)]
    return []


def _valid(one: Signatory, day: date) -> bool:
    return one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)


def _rank(one: Signatory) -> tuple[bool, date, str]:
    return one.capacity in _STANDS_IN, one.valid_from, one.id


def documents(signatories: Iterable[Signatory]) -> list[str]:
    """The documents that somebody is named for, all documents first."""
    return sorted({one.document for one in signatories})


def troubles(signatories: Sequence[Signatory], today: date, days: int = 90) -> list[Trouble]:
    """Gaps and doubles from `today` on, as far as `days` ahead, document by document."""
    last = today + timedelta(days=days)
    turns = {one.valid_from for one in signatories}
    turns |= {one.valid_to + _DAY for one in signatories if one.valid_to}
    firsts = sorted({today, *(day for day in turns if today < day <= last)})
    found: list[Trouble] = []
    for document in documents(signatories):
        for since, after in zip(firsts, [*firsts[1:], last + _DAY], strict=True):
            found += _on(signatories, document, since, after - _DAY)
    return _joined(found)


def _on(
    signatories: Sequence[Signatory], document: str, since: date, until: date
) -> Iterable[Trouble]:
    """What is wrong in a stretch of days in which nothing changes."""
    if not signing(signatories, document, since):
        yield Trouble(document, since, until)
    seats: dict[tuple[int, bool], list[str]] = {}
    for one in signatories:
        if one.document == document and _valid(one, since):
            seats.setdefault((one.place, one.capacity in _STANDS_IN), []).append(one.name)
    for names in seats.values():
        if len(names) > 1:
            yield Trouble(document, since, until, tuple(sorted(names)))


def _joined(found: Sequence[Trouble]) -> list[Trouble]:
    """The same trouble on stretches that follow one another, told once."""
    joined: list[Trouble] = []
    for one in sorted(found, key=lambda one: (one.document, one.names, one.since)):
        before = joined[-1] if joined else None
        if (
            before is not None
            and (before.document, before.names) == (one.document, one.names)
            and before.until + _DAY == one.since
        ):
            joined[-1] = Trouble(one.document, before.since, one.until, one.names)
        else:
            joined.append(one)
    return joined
