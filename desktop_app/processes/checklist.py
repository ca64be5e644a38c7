"""Which papers a record needs, which came in, and how long there is for the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.processes.deadlines import working_days_between, working_days_from
from desktop_app.records.case_work import ReceivedPaper, RequiredPaper
from desktop_app.records.record import Record, kinds


@dataclass(frozen=True)
class Item:
    """One paper of a record's checklist.

    `due` is the last day to hand it in, `left` the working days to it (negative
    once it has passed); both None where nothing says so, `left` also once it came.
    """

    paper: RequiredPaper
    received: ReceivedPaper | None
    due: date | None
    left: int | None

    @property
    def missing(self) -> bool:
        """Whether it has to come and has not."""
        return self.paper.mandatory and self.received is None


def applies(condition: str | None, record: Record) -> bool:
    """Whether a record is as ``field=value`` says, its value in stored form (``scheme=B``).

    No condition always applies; one that names no field of the record never does.
    """
    if not condition:
        return True
    name, _equals, wanted = (part.strip() for part in condition.partition("="))
    kind = kinds(type(record)).get(name)
    if kind is None:
        return False
    value = getattr(record, name)
    return ("" if value is None else str(kind.stored(value))) == wanted


def checklist(
    record: Record,
    papers: Iterable[RequiredPaper],
    received: Iterable[ReceivedPaper],
    start: date,
    today: date,
    closed: frozenset[date],
) -> list[Item]:
    """The papers of `record` in their order, days counted from `start`.

    A paper that came in stays listed, even if it is no longer asked for.
    """
    came = {one.paper: one for one in received}
    found = []
    for paper in sorted(papers, key=lambda paper: (paper.rank, paper.code)):
        if paper.of_record != record.__tablename__:
            continue
        valid = paper.valid_from <= start <= (paper.valid_to or start)
        asked = valid and applies(paper.condition, record)
        got = came.get(paper.id)
        if not asked and got is None:
            continue
        due = None if paper.days is None else working_days_from(start, paper.days, closed)
        left = None
        if due is not None and got is None:
            left = working_days_between(today, due, closed)
            left = min(left, -1) if due < today else left
        found.append(Item(paper, got, due, left))
    return found
