"""Applying other nodes' changes to our rows: ownership first, then base values.

One bad change never blocks another: what cannot be applied is held with a
code and a sentence, its line kept in the journal all the same. Nothing here
asks the clock: another PC's may be wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TypeAlias

from sqlalchemy import ColumnClause, Connection, bindparam, column, insert, select, table, update

from desktop_app.fields import describe
from desktop_app.i18n import N_
from desktop_app.kinds import Stored
from desktop_app.records import CATALOGUE, Claim, ClaimLine, Decision, Officer
from desktop_app.records.record import Facts, Owner, Record, from_stored, kinds
from desktop_app.store import claim_seals, search
from desktop_app.store.blanking import blank_lines, erased_value
from desktop_app.store.chain import Change
from desktop_app.store.writing import UNDO, Author

_CHUNK = 500
_FAR = date(2199, 12, 31)
"""A day on which nothing lies in the future: the sender's clock is no evidence."""

TEXTS = {
    "E-REF": N_("It refers to a record that has not arrived yet; it is tried again."),
    "E-RULE": N_("It breaks a rule of the record: {reason}"),
    "E-STATE": N_("The record's state does not allow this step."),
    "E-OWNER": N_("The record belongs to another office."),
    "E-UNKNOWN": N_("This version does not know this kind of record; it is kept for later."),
    "E-SEAL": N_("What was approved under seal does not hold: {reason}"),
    "E-CONFLICT": N_("The same field was changed here in another way; both values are kept."),
}
"""What a code of a held change means (`sync.md`)."""


@dataclass(frozen=True)
class Held:
    """A change that was set aside, and why."""

    seq: int
    code: str
    reason: str = ""


@dataclass
class Outcome:
    """What applying changes did: counts by record type, and what is held."""

    created: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    changed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    held: list[Held] = field(default_factory=list)

    @property
    def records(self) -> frozenset[str]:
        """The record types that were touched."""
        return frozenset(self.created) | frozenset(self.changed)


class _Refused(Exception):
    def __init__(self, code: str, reason: str = "") -> None:
        self.code = code
        self.reason = reason


Row: TypeAlias = dict[str, Stored]


class Replay:
    """Applies the changes of one stream within the caller's transaction."""

    def __init__(self, connection: Connection, ours: Author, sender: str, facts: Facts) -> None:
        self.connection = connection
        self.ours = ours
        self.sender = sender
        self.facts = Facts(_FAR, facts.parameter, facts.region, facts.successor)
        self.outcome = Outcome()
        self._rows: dict[tuple[str, str], Row] = {}
        self._new: set[tuple[str, str]] = set()
        self._touched: dict[tuple[str, str], None] = {}
        self._present: set[tuple[str, str]] = set()

    def apply(self, changes: Sequence[Change]) -> Outcome:
        """Apply in order; rows and search index are written at the end."""
        self._load(changes)
        for change in changes:
            if change.do == "access":
                continue
            try:
                self._one(change)
            except _Refused as refused:
                self.outcome.held.append(Held(change.seq, refused.code, refused.reason))
        self._write()
        return self.outcome

    def _load(self, changes: Iterable[Change]) -> None:
        wanted: dict[str, set[str]] = defaultdict(set)
        for change in changes:
            record = CATALOGUE.get(change.rec)
            if record is None:
                continue
            wanted[change.rec].add(change.id)
            for name, target in _targets(record).items():
                pair = change.set.get(name)
                if isinstance(pair, tuple) and isinstance(pair[1], str):
                    wanted[target].add(pair[1])
        for name, ids in wanted.items():
            columns: list[ColumnClause[Stored]] = [column(c) for c in kinds(CATALOGUE[name])]
            source = table(name, *columns)
            for chunk in _chunks(sorted(ids)):
                query = select(*columns).select_from(source).where(source.c.id.in_(chunk))
                for row in self.connection.execute(query).mappings():
                    key = (name, str(row["id"]))
                    self._rows[key] = dict(row)
                    self._present.add(key)

    def _one(self, change: Change) -> None:
        record = CATALOGUE.get(change.rec)
        if record is None or change.do not in ("create", "set", "void", "restore", "erase"):
            raise _Refused("E-UNKNOWN")
        key = (change.rec, change.id)
        old = self._rows.get(key)
        listed = record.owner is Owner.HEADQUARTERS
        if change.do != "create" and old is None:
            raise _Refused("E-REF")
        pairs = {
            name: pair if isinstance(pair, tuple) else (None, _blanked(record, name))
            for name, pair in change.set.items()
            if name in kinds(record) and (isinstance(pair, tuple) or change.do == "create")
        }
        if change.do == "create" and old is not None and not listed:
            if all(old.get(name) == pair[1] for name, pair in pairs.items()):
                return  # Two PCs of one office set it up alike.
            raise _Refused("E-STATE")
        row = dict(old) if old else dict.fromkeys(kinds(record))
        row["id"] = change.id
        self._may(record, pairs, old)
        if change.do == "erase":
            blank_lines(self.connection, change.id, pairs)
        elif old is not None and not listed:
            # What was changed here in the same way is there already.
            pairs = {name: pair for name, pair in pairs.items() if old.get(name) != pair[1]}
            if any(old.get(name) != pair[0] for name, pair in pairs.items()):
                raise _Refused("E-CONFLICT")
            if not change.why.startswith(UNDO):
                _states(record, old, pairs)
        row.update({name: pair[1] for name, pair in pairs.items()})
        self._references(record, pairs)
        self._rules(record, row)
        self._sealed(record, row, old, pairs)
        self._rows[key] = row
        self._touched[key] = None
        if old is None:
            self._new.add(key)
            self._present.add(key)
            self.outcome.created[change.rec] += 1
        else:
            self.outcome.changed[change.rec] += 1

    def _may(
        self,
        record: type[Record],
        pairs: dict[str, tuple[Stored, Stored]],
        old: Row | None,
    ) -> None:
        if record.owner is Owner.HEADQUARTERS:
            # Lists come from headquarters alone, not from another PC of the branch.
            if self.ours.headquarters or self.sender == self.ours.office:
                raise _Refused("E-OWNER")
            return
        office = old["office"] if old else pairs.get("office", (None, None))[1]
        if office != self.sender or ("office" in pairs and pairs["office"][1] != self.sender):
            raise _Refused("E-OWNER")

    def _references(self, record: type[Record], pairs: dict[str, tuple[Stored, Stored]]) -> None:
        for name, target in _targets(record).items():
            value = pairs[name][1] if name in pairs else None
            if isinstance(value, str) and (target, value) not in self._present:
                raise _Refused("E-REF")

    def _rules(self, record: type[Record], row: Row) -> None:
        try:
            one = record(**from_stored(record, row))
        except ValueError as fault:
            raise _Refused("E-RULE", str(fault)) from None
        for problem in one.problems(self.facts):
            if problem.hard:
                raise _Refused("E-RULE", f"{problem.field} {problem.code}")

    def _sealed(
        self,
        record: type[Record],
        row: Row,
        old: Row | None,
        pairs: dict[str, tuple[Stored, Stored]],
    ) -> None:
        """See that money is approved under seal, and stays as it was approved."""
        if record is ClaimLine:
            claim = self._row(Claim, str((old or row)["claim"]))
            if claim_seals.line_refused(claim, pairs, new=old is None):
                raise _Refused("E-SEAL", "CHANGED")
        if record is not Claim:
            return
        if old is not None and claim_seals.claim_refused(old, pairs):
            raise _Refused("E-SEAL", "CHANGED")
        # What a payment taken back leads to was approved before.
        if "state" in pairs and claim_seals.asks_seal(old["state"] if old else None, row["state"]):
            lines = self._about(ClaimLine, "claim", row["id"])
            decisions = self._about(Decision, "of_id", row["id"])
            officers = self._about(Officer, "office", row["office"])
            reason = claim_seals.step_refused(self.connection, row, lines, decisions, officers)
            if reason:
                raise _Refused("E-SEAL", reason)

    def _row(self, record: type[Record], id: str) -> Row | None:
        found = self._rows.get((record.__tablename__, id))
        if found is None:
            columns: list[ColumnClause[Stored]] = [column(c) for c in kinds(record)]
            source = table(record.__tablename__, *columns)
            query = select(*columns).select_from(source).where(source.c.id == id)
            rows = self.connection.execute(query).mappings().first()
            found = dict(rows) if rows else None
        return found

    def _about(self, record: type[Record], name: str, id: Stored) -> list[Row]:
        """The rows that point to a record, as they stand with the batch applied so far."""
        columns: list[ColumnClause[Stored]] = [column(c) for c in kinds(record)]
        source = table(record.__tablename__, *columns)
        query = select(*columns).select_from(source).where(source.c[name] == id)
        found = {str(row["id"]): dict(row) for row in self.connection.execute(query).mappings()}
        found |= {k[1]: row for k, row in self._rows.items() if k[0] == record.__tablename__}
        return [row for row in found.values() if row[name] == id]

    def _write(self) -> None:
        fresh: dict[str, list[Row]] = defaultdict(list)
        edited: dict[str, list[Row]] = defaultdict(list)
        entries, renewed = [], []
        for key in self._touched:
            row = self._rows[key]
            (fresh if key in self._new else edited)[key[0]].append(row)
            if key not in self._new:
                renewed.append(key)
            found = search.entry(CATALOGUE[key[0]], row)
            if found:
                entries.append(found)
        for name in CATALOGUE:
            names = list(kinds(CATALOGUE[name]))
            target = table(name, *(column(c) for c in names))
            if fresh[name]:
                self.connection.execute(insert(target), fresh[name])
            if edited[name]:
                self.connection.execute(
                    update(target)
                    .where(target.c.id == bindparam("this"))
                    .values({c: bindparam(f"new_{c}") for c in names if c != "id"}),
                    [
                        {"this": row["id"], **{f"new_{c}": row[c] for c in names if c != "id"}}
                        for row in edited[name]
                    ],
                )
        search.drop(self.connection, renewed)
        search.put(self.connection, entries, fresh=True)


@cache
def _targets(record: type[Record]) -> dict[str, str]:
    return {
        d.name: search.CATALOGUE_NAMES[d.target]
        for d in describe(record).values()
        if d.target is not None
    }


def _blanked(record: type[Record], name: str) -> Stored:
    # A record that was blanked before it was ever sent.
    try:
        return erased_value(record, name)
    except (KeyError, ValueError):
        return None


def _states(record: type[Record], old: Row, pairs: dict[str, tuple[Stored, Stored]]) -> None:
    for name, allowed in record.states.items():
        if name not in pairs or pairs[name][0] is None:
            continue
        kind = kinds(record)[name]
        try:
            base, new = kind.value(pairs[name][0]), kind.value(pairs[name][1])
        except ValueError as fault:
            raise _Refused("E-RULE", str(fault)) from None
        if new not in allowed.get(base, ()):
            raise _Refused("E-STATE")


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[i : i + _CHUNK] for i in range(0, len(ids), _CHUNK))
