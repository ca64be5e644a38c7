"""The only door to records: a session whose every change is journalled.

Rows, journal lines and index entries go into one transaction. The rules that
the form showed are asked again here, so nothing wrong comes in by another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Engine, event, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from desktop_app.errors import UserError
from desktop_app.fields import Problem, describe, problem
from desktop_app.i18n import N_
from desktop_app.kinds import Stored
from desktop_app.processes.rights import Right, must, must_write, roles_of
from desktop_app.records.office import Role
from desktop_app.records.record import Facts, Owner, Record, kinds, stored_values
from desktop_app.store import search
from desktop_app.store.approvals import must_be_approved
from desktop_app.store.blanking import blank_row, erased_value
from desktop_app.store.chain import FieldChange
from desktop_app.store.changes import differences, raw_insert
from desktop_app.store.claim_seals import must_stand
from desktop_app.store.journal import Entry, Stream, append
from desktop_app.store.own_matters import own_matter, still_here
from desktop_app.store.payments_fixed import must_stay
from desktop_app.store.periods import Period, days_of, finalised_periods, moves_on, refuse
from desktop_app.store.steps import take_step

SHIPPED = "TERAMPIL"
"""The office that made the rows which come with the program."""

UNDO = "UNDO "
"""How the reason of a transaction begins that takes another back; its number follows."""


@dataclass(frozen=True)
class Author:
    """Who writes: an officer in a role, at a node of an office."""

    officer: str
    role: str
    office: str
    node: str
    epoch: str
    headquarters: bool = False

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles, as such."""
        return roles_of(self.role)

    def audience(self, record: type[Record], office: str) -> str:
        """To whom a change of such a record goes."""
        if not self.headquarters:
            return "hq"
        return "all" if record.owner is Owner.HEADQUARTERS or record.published else "here"


class Faulty(UserError):
    """A record was refused by its rules; `problems` names each reason."""

    def __init__(self, record: Record, problems: list[Problem]) -> None:
        first = problems[0]
        label = describe(type(record))[first.field].label if first.field else type(record).title
        super().__init__("E-RULE", N_("{label}: {reason}"), label=label, reason=first)
        self.problems = problems


class Write(Session):
    """One transaction that changes records, and says why."""

    def __init__(
        self, engine: Engine, author: Author, why: str, now: datetime, facts: Facts, audience: str
    ) -> None:
        super().__init__(engine, autoflush=True, expire_on_commit=False)
        self.author = author
        self.why = why
        self.now = now
        self.facts = facts
        self.audience = audience
        self.entries: list[Entry] = []
        self.changed: set[str] = set()
        # Index rows by record: of those made here, and of those there before.
        self._fresh: dict[tuple[str, str], search.Row | None] = {}
        self._renewed: dict[tuple[str, str], search.Row | None] = {}
        self._claimed: list[tuple[Record, str]] = []
        self._allowed: set[str] = set()
        self._following: set[tuple[str, str, str]] = set()
        self._finalised: Sequence[Period] | None = None
        self._asked: set[Record] = set()

    def void(self, record: Record) -> None:
        """Take a record out of use; it stays in the books."""
        record.voided_at = self.now

    def refer(self, record: Record, name: str, id: str) -> None:
        """Let a reference follow the record it means, when two are made one or apart again.

        What the row itself says stays as it was: so this asks for MERGE alone, not for
        the right to write the row, and no finalised period stands in its way. Raises
        E-RIGHT, and ValueError for a field that refers to nothing.
        """
        must(self.author.roles, Right.MERGE)
        if name != "of_id" and describe(type(record))[name].target is None:
            raise ValueError(f"{name} refers to nothing")
        self._following.add((*_key(record), name))
        setattr(record, name, id)

    def accessed(self, record: Record, fields: Iterable[str]) -> None:
        """Put down that masked or confidential values were shown; nothing changes by it."""
        self._enter(record, "access", dict.fromkeys(fields, (None, None)))

    def erase(self, record: Record, fields: Iterable[str]) -> None:
        """Blank values for good: here, in the index, and in every line of the journal.

        The chain covers salted digests and still verifies. What other offices
        hold is blanked when the line arrives there. Raises E-RIGHT without ERASE,
        and ValueError for a required field that is no text.
        """
        self.flush()
        values = {name: erased_value(type(record), name) for name in fields}
        must(self.author.roles, Right.ERASE)
        self._ours(record, record.office)
        blank_row(self.connection(), type(record), record.id, values)
        for name, value in values.items():
            set_committed_value(record, name, value)
        self._enter(record, "erase", {name: (None, value) for name, value in values.items()})
        self.changed.add(record.__tablename__)
        self._renewed[_key(record)] = search.entry(type(record), stored_values(record))

    def bulk(self, record: type[Record], rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Add many records at once, by the same rules; returns their ids."""
        self.flush()
        stored = []
        for row in rows:
            one = record(**{"office": self.author.office, **row})
            self._check(one)
            values = stored_values(one)
            self._created(one, values)
            stored.append({name: values.get(name) for name in kinds(record)})
        if stored:
            self.connection().execute(raw_insert(record), stored)
        return [str(row["id"]) for row in stored]

    def _check(self, record: Record) -> None:
        self._may(record, record.office)
        must_stand(self, record)
        must_stay(self, record)
        if not self.why.startswith(UNDO):
            must_be_approved(self, record, self.facts, self.now)
        hard = [problem for problem in record.problems(self.facts) if problem.hard]
        if hard:
            raise Faulty(record, hard)

    def _may(self, record: Record, office: str) -> None:
        if self.audience == "here":
            return
        listed = record.owner is Owner.HEADQUARTERS
        if not own_matter(record, self.author.officer):
            self._must_write(record.__tablename__, listed)
        self._ours(record, office)

    def _ours(self, record: Record, office: str) -> None:
        own = office == self.author.office
        listed = record.owner is Owner.HEADQUARTERS
        if (listed and not self.author.headquarters) or not (own or listed):
            raise UserError(
                "E-OWNER",
                N_("This record belongs to office {office}; it can be read here, not changed."),
                office=office,
            )

    def _must_write(self, table: str, listed: bool) -> None:
        if table not in self._allowed:
            must_write(self.author.roles, table, listed=listed)
            self._allowed.add(table)

    def _created(self, one: Record, values: dict[str, Stored]) -> None:
        record = type(one)
        self._within_open_periods(one)
        self._claimed += [(one, name) for name in record.distinct if name in values]
        changes: dict[str, FieldChange] = {
            name: (None, value) for name, value in values.items() if name != "id"
        }
        self.entries.append(
            Entry(record.__tablename__, str(values["id"]), "create", changes, self._to(record))
        )
        self.changed.add(record.__tablename__)
        self._fresh[_key(one)] = search.entry(record, values)

    def _within_open_periods(self, record: Record) -> None:
        if type(record).dated_by is None and type(record).dated_with is None:
            return
        if self._finalised is None:
            self._finalised = finalised_periods(self.connection(), self.author.office)
        if self._finalised:
            refuse(self._finalised, days_of(self, record, self._asked))

    def _to(self, record: type[Record]) -> str:
        return self.audience or self.author.audience(record, self.author.office)

    def _enter(self, record: Record, kind: str, changes: dict[str, FieldChange]) -> None:
        self.entries.append(
            Entry(record.__tablename__, record.id, kind, changes, self._to(type(record)))
        )

    def _edited(self, record: Record) -> None:
        changes = differences(record)
        if not changes:
            return
        if all((*_key(record), name) in self._following for name in changes):
            self._ours(record, record.office)
        else:
            self._allow(record, changes)
        kind = "set"
        if "voided_at" in changes:
            kind = "void" if changes["voided_at"][1] is not None else "restore"
        self._enter(record, kind, {**changes})
        self.changed.add(record.__tablename__)
        self._claimed += [
            (record, name) for name in type(record).distinct if kind == "restore" or name in changes
        ]
        if kind != "set" or search.felt_fields(type(record)) & changes.keys():
            rows = self._fresh if _key(record) in self._fresh else self._renewed
            rows[_key(record)] = search.entry(type(record), stored_values(record))

    def _allow(self, record: Record, changes: Mapping[str, FieldChange]) -> None:
        """Ask for the right, the steps, the rules and the periods of a change."""
        self._may(record, str(changes["office"][0]) if "office" in changes else record.office)
        for name, allowed in type(record).states.items():
            # What is taken back may go a way that no step leads.
            if name in changes and not self.why.startswith(UNDO):
                take_step(record, name, changes[name][0], allowed)
        self._check(record)
        if not moves_on(type(record), changes):
            self._within_open_periods(record)

    def finish(self) -> int | None:
        """Write the index and the journal; returns the transaction's number."""
        self.flush()
        connection = self.connection()
        still_here(connection, self.author.officer)
        for record, name in self._claimed:
            _alone(connection, record, name)
        if self._renewed:
            search.drop(connection, self._renewed)
        rows = [*self._fresh.values(), *self._renewed.values()]
        search.put(connection, [row for row in rows if row], fresh=True)
        return self._journal(connection)

    def _journal(self, connection: Connection) -> int | None:
        first = None
        for audience in dict.fromkeys(entry.audience for entry in self.entries):
            stream = Stream(self.author.node, audience, self.author.epoch)
            number = append(
                connection,
                stream,
                [entry for entry in self.entries if entry.audience == audience],
                officer=self.author.officer,
                role=self.author.role,
                why=self.why,
                now=self.now,
            )
            first = number if first is None else first
        return first


def _key(record: Record) -> tuple[str, str]:
    """What a record is known by: ids are unique within a table only."""
    return record.__tablename__, record.id


def _alone(connection: Connection, record: Record, name: str) -> None:
    """Refuse a value that another record of the office has already."""
    kind, value = type(record), getattr(record, name)
    if value is None or record.voided_at is not None:
        return
    found = connection.scalar(
        select(func.count())
        .select_from(kind)
        .where(
            kind.office == record.office,
            getattr(kind, name) == value,
            kind.voided_at.is_(None),
        )
    )
    if found and found > 1:
        raise Faulty(record, [problem(name, "DOUBLE", N_("Already entered for another record"))])


@event.listens_for(Write, "before_flush")
def _before_flush(session: Write, context: Any, instances: Any) -> None:
    if session.deleted:
        raise RuntimeError("records are voided, never deleted")
    for record in session.new:
        assert isinstance(record, Record)
        if record.office is None:
            record.office = session.author.office
        session._check(record)
        session._created(record, stored_values(record))
    for record in session.dirty:
        assert isinstance(record, Record)
        session._edited(record)


@event.listens_for(Write, "detached_to_persistent")
def _stale(session: Write, record: Record) -> None:
    # Its values may be out of date; saving it would undo what others saved.
    raise RuntimeError("change a record in the session that read it")
