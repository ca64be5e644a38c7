"""A list, read into the books: opened, checked, and written in one transaction.

`checked` sorts the rows against the books without keeping anybody waiting;
`bring_in` writes those that are ready. Under the write lock the rows are sorted
once more only if somebody has written meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, func, select

from desktop_app.desk.importing_records import sort_records
from desktop_app.desk.importing_workers import Case, case_of, sort_workers
from desktop_app.desk.plans import Plan, Row
from desktop_app.importing.answer import AnswerTable, Counts, answer, count, problems
from desktop_app.importing.corrections import Corrections
from desktop_app.importing.list_kinds import WORKERS, ListKind
from desktop_app.importing.lists import ReadList, read_list
from desktop_app.importing.sorting import Sorted
from desktop_app.progress import Progress, silent
from desktop_app.records import AffectedWorker
from desktop_app.records.record import Facts
from desktop_app.store.store import Store
from desktop_app.store.tables import journal
from desktop_app.store.undo import LastChange, last_change

Mark: TypeAlias = frozenset[tuple[str, str, int]]
"""How far every stream of the journal has come; while it stays, nobody has written."""


@dataclass(frozen=True)
class Checked:
    """A list sorted against the books; nothing is written yet. The ids are those planned."""

    read: ReadList
    items: tuple[Sorted, ...]
    plan: Plan
    case: Case | None = None
    mark: Mark = frozenset()

    @property
    def counts(self) -> Counts:
        """How many rows came out how."""
        return count(self.items)

    @property
    def workers(self) -> tuple[str, ...]:
        """The ids of the new records of the list's own kind."""
        return self.plan.ids(self.read.kind.record)

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the new affected workers."""
        return self.plan.ids(AffectedWorker)

    @property
    def about(self) -> tuple[str, str] | None:
        """Table and id of the consultation that the list belongs to, if it does."""
        return None if self.case is None else ("consultation", self.case.consultation.id)

    def problems(self) -> list[dict[str, object]]:
        """All findings by row, in the current language; never a NIK or a name."""
        return problems(self.items)

    def answer(self, *, everything: bool = False) -> AnswerTable:
        """The table that goes back to the sender, in the sender's own columns."""
        return answer(self.items, self.read.mappings[0], everything=everything)


@dataclass(frozen=True)
class Imported(Checked):
    """What became of a list; in a dry run nothing was written."""

    dry_run: bool = False
    change: LastChange | None = None
    """The transaction, by which it is taken back; None if nothing was written."""


def import_list(
    store: Store,
    source: Path | str | bytes,
    *,
    kind: ListKind = WORKERS,
    consultation: str | None = None,
    dry_run: bool = False,
    name: str = "",
    progress: Progress = silent,
) -> Imported:
    """Read a list (a path, bytes, or pasted text) and record what is ready.

    With `consultation` (an id) all workers who are ready or there already
    become its affected workers, unless they are. Raises UserError with the
    codes of `read_list`, NOT-FOUND for a consultation that the officer cannot
    see, and CASE-CANCELLED or CASE-CLOSED for one that is over; Cancelled
    through `progress`, and then nothing was written.
    """
    found = check_list(store, source, kind, consultation, name=name, progress=progress)
    return tried(found) if dry_run else bring_in(store, found, progress)


def check_list(
    store: Store,
    source: Path | str | bytes,
    kind: ListKind = WORKERS,
    consultation: str | None = None,
    *,
    name: str = "",
    progress: Progress = silent,
) -> Checked:
    """Read a list and sort it against the books. Raises as `import_list` does."""
    case = None if consultation is None else case_of(store, consultation)
    reading = _reading(progress)
    read = read_list(source, store.today, kind=kind, name=name, progress=reading)
    return checked(store, read, case)


def tried(found: Checked) -> Imported:
    """What would become of a list; nothing is written."""
    return Imported(found.read, found.items, found.plan, found.case, dry_run=True)


def checked(
    store: Store,
    read: ReadList,
    case: Case | None = None,
    corrections: Corrections | None = None,
) -> Checked:
    """The list, with its corrections, sorted against the books."""
    if corrections is not None:
        read = read.corrected(corrections)
    facts = store.facts()
    with store.read() as session:
        connection = session.connection()
        mark = _mark(connection)
        items, plan = _sorted(connection, read, facts, case)
    return Checked(read, tuple(items), plan, case, mark)


def bring_in(store: Store, found: Checked, progress: Progress = silent) -> Imported:
    """Write what is ready, all in one transaction. Raises Cancelled through `progress`."""
    with store.write(found.read.kind.why) as session:
        connection = session.connection()
        items, plan = found.items, found.plan
        if _mark(connection) != found.mark:
            sorted_again = _sorted(connection, found.read, session.facts, found.case)
            items, plan = tuple(sorted_again[0]), sorted_again[1]
        written = _Written(progress, len(plan))
        for record, rows in plan:
            session.bulk(record, written.of(rows))
        progress(2, 3)
    change = last_change(store) if len(plan) else None
    return Imported(found.read, items, plan, found.case, change=change)


def _sorted(
    connection: Connection, read: ReadList, facts: Facts, case: Case | None
) -> tuple[list[Sorted], Plan]:
    if read.kind is WORKERS:
        return sort_workers(connection, read.people, facts, case)
    return sort_records(connection, read, facts)


def _mark(connection: Connection) -> Mark:
    j = journal.c
    rows = connection.execute(
        select(j.epoch, j.audience, func.max(j.seq)).group_by(j.epoch, j.audience)
    )
    return frozenset((row[0], row[1], row[2]) for row in rows)


def _reading(progress: Progress) -> Progress:
    """Reading is the first third of the way, rows the second, the journal the last."""

    def step(done: int, total: int) -> None:
        progress(done, 3 * total)

    return step


class _Written:
    """Tells how far the writing of rows is, out of `total` of all kinds."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def of(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows, counted as they are taken."""
        for row in rows:
            if self._done % 200 == 0:
                self._progress(self._total + self._done, 3 * self._total)
            self._done += 1
            yield row
