"""Making one record of two that mean the same, and taking them apart again.

The record kept takes over what referred to the other; the other is taken out of
use and says, as `alias_of`, where it went. It stays readable. All of it is plain
changes of records in one transaction: they travel, and are taken back, as any.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.editing import gone
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import N_
from desktop_app.processes.rights import Right, must
from desktop_app.records import CATALOGUE, Employer, Handout, Merge, Worker
from desktop_app.records.record import Record, kinds, stored_values
from desktop_app.store import journal
from desktop_app.store.chain import FieldChange
from desktop_app.store.sight import hidden_from
from desktop_app.store.writing import Write

MERGED = N_("Two records merged")
TAKEN_APART = N_("Merge taken apart")
SAID_APART = N_("Two records said to be different")

MERGEABLE: tuple[type[Record], ...] = (Worker, Employer)
"""The records of which two may turn out to be one."""

_LOGS: tuple[type[Record], ...] = (Handout,)
"""What tells of the past stays with the record it was about."""

ALIAS = "alias_of"


@dataclass(frozen=True)
class Place:
    """A column by which records of a type refer to others."""

    record: type[Record]
    name: str
    typed: bool = False
    """Whether `of_record` beside it says which type is meant."""

    @property
    def key(self) -> str:
        """As it stands in `Merge.moved`."""
        return f"{self.record.__tablename__}.{self.name}"

    def to(self, record: type[Record], id: str) -> ColumnElement[bool]:
        """The rows that refer by it to one record."""
        columns = self.record.__table__.c
        found: ColumnElement[bool] = columns[self.name] == id
        return and_(found, columns.of_record == record.__tablename__) if self.typed else found


@cache
def places(record: type[Record]) -> tuple[Place, ...]:
    """All columns by which anything can refer to records of a type, whatever is added."""
    found = []
    for other in CATALOGUE.values():
        fields = describe(other)
        found += [Place(other, d.name) for d in fields.values() if d.target == record.__name__]
        if {"of_record", "of_id"} <= fields.keys() and other not in _LOGS:
            found.append(Place(other, "of_id", typed=True))
    return tuple(found)


def choosable(record: type[Record]) -> list[str]:
    """The fields of which a merge chooses one of two values."""
    return [name for name in describe(record) if name != ALIAS]


def merge(
    session: Write,
    record: type[Record],
    kept_id: str,
    merged_id: str,
    taken: Collection[str] = (),
    reason: str = "",
) -> Merge:
    """Make the record `merged_id` part of `kept_id`; `taken` names the fields whose value
    the kept record takes from the other.

    Raises UserError: no right, a record that is not there to this officer, one of another
    office, or a kept record that its rules refuse.
    """
    _must(session)
    if kept_id == merged_id:
        raise UserError("MERGE-ONE", N_("Choose two different records."))
    kept, merged = (_in_use(session, record, id) for id in (kept_id, merged_id))
    session.void(merged)
    setattr(merged, ALIAS, kept.id)
    fields = [name for name in taken if getattr(kept, name) != getattr(merged, name)]
    for name in fields:
        setattr(kept, name, getattr(merged, name))
    moved: dict[str, list[str]] = defaultdict(list)
    for place, row in _referring(session, record, merged.id):
        session.refer(row, place.name, kept.id)
        moved[place.key].append(row.id)
    return _put_down(session, record, kept.id, merged.id, reason, {"at": moved, "fields": fields})


def apart(session: Write, record: type[Record], one: str, other: str, reason: str) -> Merge:
    """Put down that two records look alike and are not one; they are not asked about again."""
    made = _put_down(session, record, one, other, reason, {})
    made.undone_on = session.facts.today
    return made


def _put_down(
    session: Write, record: type[Record], kept: str, merged: str, reason: str, moved: object
) -> Merge:
    made = Merge(
        of_record=record.__tablename__,
        kept=kept,
        merged=merged,
        merged_on=session.facts.today,
        officer=session.author.officer,
        reason=reason.strip() or None,
        moved=json.dumps(moved, sort_keys=True, separators=(",", ":")),
    )
    session.add(made)
    session.flush()
    return made


def _must(session: Write) -> None:
    must(session.author.roles, Right.MERGE)


def _in_use(session: Write, record: type[Record], id: str) -> Record:
    """A record in use that the officer may see; a writing session would show any."""
    hidden = hidden_from(session.connection(), session.author.officer, session.facts.today)
    found = session.get(record, id)
    if found is None or found.voided_at is not None or id in hidden.ids():
        raise gone()
    return found


def _referring(session: Write, record: type[Record], id: str) -> Iterator[tuple[Place, Record]]:
    """What refers to a record, by which column; voided rows too, for they may come back."""
    for place in places(record):
        rows = session.scalars(
            select(place.record)
            .where(place.to(record, id), place.record.office == session.author.office)
            .order_by(place.record.id)
        )
        for row in rows.all():
            yield place, row


# --- taking apart ------------------------------------------------------------------------


@dataclass(frozen=True)
class TakenApart:
    """What a merge that was taken apart left as it was, because it was changed since."""

    fields: tuple[str, ...] = ()
    """Fields of the record kept, by name."""
    rows: int = 0
    """Records that refer elsewhere by now."""


def take_apart(session: Write, merge_id: str) -> TakenApart:
    """Make two records of one again: the other comes back into use, with what was its own.

    A value or a reference that was changed since stays as it is now, and is told. Raises
    UserError: no right, taken apart already, or the kept record is itself no more in use.
    """
    _must(session)
    found = session.get(Merge, merge_id)
    if found is None or found.voided_at is not None or found.undone_on is not None:
        raise UserError("MERGE-APART", N_("These records are apart already."))
    record = CATALOGUE[found.of_record]
    kept, merged = session.get(record, found.kept), session.get(record, found.merged)
    if kept is None or merged is None:
        raise gone()
    if kept.voided_at is not None:
        raise UserError(
            "MERGE-LATER",
            N_(
                "The record kept was itself merged or taken out of use later; take that back first."
            ),
        )
    _in_use(session, record, found.kept)
    moved = json.loads(found.moved)
    left = _give_values_back(session, found, kept, moved["fields"])
    session.flush()
    merged.voided_at = None
    setattr(merged, ALIAS, None)
    rows = _give_rows_back(session, kept.id, merged.id, moved["at"])
    found.undone_on = session.facts.today
    session.flush()
    return TakenApart(left, rows)


def _give_values_back(
    session: Write, made: Merge, kept: Record, fields: Collection[str]
) -> tuple[str, ...]:
    """Restore what the kept record had, where it still has what it took; the others' names."""
    record, now, left = type(kept), stored_values(kept), []
    taken = _taken(session, made)
    for name in fields:
        pair = taken.get(name)
        # A value that was erased since stands in the journal no more.
        if isinstance(pair, tuple) and now.get(name) == pair[1]:
            setattr(kept, name, None if pair[0] is None else kinds(record)[name].value(pair[0]))
        else:
            left.append(name)
    return tuple(left)


def _taken(session: Write, made: Merge) -> dict[str, FieldChange]:
    """What the merge changed in the record kept, as its lines in the journal say."""
    connection = session.connection()
    begun = journal.history(connection, made.id)[0]
    found: dict[str, FieldChange] = {}
    for line in journal.history(connection, made.kept):
        if (line.txn, line.at, line.by, line.do) == (begun.txn, begun.at, begun.by, "set"):
            found.update(line.set)
    return found


def _give_rows_back(session: Write, kept: str, merged: str, at: dict[str, list[str]]) -> int:
    left = 0
    for key, ids in at.items():
        table, _dot, name = key.partition(".")
        for id in ids:
            row = session.get(CATALOGUE[table], id)
            if row is not None and getattr(row, name) == kept:
                session.refer(row, name, merged)
            else:
                left += 1
    return left


# --- asking ------------------------------------------------------------------------------


def kept_of(session: Session, record: Record) -> str | None:
    """The id of the record that one was merged into, if it was."""
    alias: str | None = getattr(record, ALIAS, None) if type(record) in MERGEABLE else None
    return alias if record.voided_at is not None else None


def merges_of(record: type[Record], id: str) -> Select[Merge]:
    """The merges in force that a record was kept or merged in, the newest first."""
    return (
        select(Merge)
        .where(
            Merge.of_record == record.__tablename__,
            or_(Merge.kept == id, Merge.merged == id),
            Merge.undone_on.is_(None),
            Merge.voided_at.is_(None),
        )
        .order_by(Merge.id.desc())
    )


def said_apart(session: Session, record: type[Record]) -> set[frozenset[str]]:
    """The pairs that were said to be different."""
    rows = session.execute(
        select(Merge.kept, Merge.merged).where(
            Merge.of_record == record.__tablename__, Merge.undone_on.is_not(None)
        )
    )
    return {frozenset((row.kept, row.merged)) for row in rows}
