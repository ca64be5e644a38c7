"""Lists of records: which, in what order, and what their columns say.

Sorting, filtering and paging happen in the database, so that 100,000 workers
are as quick as 100. A column is a field, or a path over references to one
(``affected_worker.worker.name``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from desktop_app.fields import Described, describe
from desktop_app.kinds import Code, Day
from desktop_app.records import CATALOGUE
from desktop_app.records.identifiers import identifier_of, mask
from desktop_app.records.record import Record
from desktop_app.store import search
from desktop_app.store.sight import Read
from desktop_app.store.store import Store
from desktop_app.wording import Zone, called, day_short, show

BY_CLASS = {record.__name__: record for record in CATALOGUE.values()}


@dataclass(frozen=True)
class Between:
    """A filter on dates, moments and numbers: from one through one, either end open."""

    since: Any = None
    until: Any = None


@dataclass(frozen=True)
class Contains:
    """A filter on texts: has this in it, in capitals or not."""

    text: str


@dataclass(frozen=True)
class Filled:
    """A filter: something stands there."""


@dataclass(frozen=True)
class Filter:
    """Which records: values by path (one, several, a stretch of dates), and words.

    `wanted` maps a path to a value (of a reference: an id), a collection of
    values, `Between`, or None for "not filled in"; `typed` is what somebody typed
    into the search field; `within` gives the ids among which to look, for
    questions over other records; `also` are more of the kind of `wanted`, of
    which several may be about one path.
    """

    wanted: Mapping[str, Any] = field(default_factory=dict)
    typed: str = ""
    within: Select[Any] | None = None
    also: tuple[tuple[str, Any], ...] = ()


class Listing:
    """A list of one record type, asked of the store page by page.

    `searched` names the paths of references whose records a search may find
    as well (the worker of a case); the record itself is always searched.
    """

    def __init__(
        self,
        store: Store,
        record: type[Record],
        columns: Sequence[str],
        zone: Zone,
        *,
        filter: Filter | None = None,
        searched: Sequence[str] = (),
        revealed: bool = False,
    ) -> None:
        self.store = store
        self.record = record
        self.columns = tuple(columns)
        self.zone = zone
        self.filter = filter or Filter()
        self.searched = tuple(searched)
        self.revealed = revealed

    def count(self) -> int:
        """How many records fit."""
        paths = _Paths(self.record)
        query = self._narrowed(select(func.count()), paths)
        with self.store.read() as session:
            return int(session.scalar(paths.joined(query)) or 0)

    def ids(self, sort: str, descending: bool, offset: int, limit: int) -> list[str]:
        """Their ids from `offset` on, in the order of the column `sort`."""
        paths = _Paths(self.record)
        own = paths.entity("")
        order = paths.expression(sort) if sort else own.id
        # Rows without a value stand last either way; the id keeps pages apart.
        ordering = (order.desc(), own.id.desc()) if descending else (order.asc(), own.id.asc())
        query = self._narrowed(select(own.id), paths).order_by(*ordering)
        with self.store.read() as session:
            found = session.scalars(paths.joined(query).offset(offset).limit(limit))
            return [str(id) for id in found]

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say of these records, as people read it, in their order."""
        return [
            {path: self._text(path, value) for path, value in row.items()}
            for row in self.values(ids)
        ]

    def values(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        """The columns' values of these records, in their order."""
        paths = _Paths(self.record)
        own = paths.entity("")
        chosen = [paths.expression(path).label(f"c{i}") for i, path in enumerate(self.columns)]
        query = paths.joined(select(own.id, *chosen)).where(own.id.in_(ids))
        with self.store.read() as session:
            found = {row[0]: row[1:] for row in session.execute(query)}
        blank = (None,) * len(self.columns)
        return [dict(zip(self.columns, found.get(id, blank), strict=True)) for id in ids]

    def described(self, path: str) -> Described:
        """The field at the end of a path."""
        return _Paths(self.record).described(path)

    def _text(self, path: str, value: Any) -> str:
        if value is None:
            return ""
        described = self.described(path)
        if described.field.sensitive and not self.revealed:
            return mask(str(value))
        if isinstance(described.kind, Day) and described.name == "birth_date" and not self.revealed:
            # Beside a masked NIK the whole date would give the digits away.
            return str(value.year)
        if isinstance(described.kind, Day):
            return day_short(value)
        identifier = identifier_of(described)
        return identifier.show(value) if identifier else show(described, value, self.zone)

    def _narrowed(self, query: Select[Any], paths: _Paths) -> Select[Any]:
        for path, wanted in (*self.filter.wanted.items(), *self.filter.also):
            query = query.where(_fits(paths.column(path), wanted))
        if self.filter.within is not None:
            query = query.where(paths.entity("").id.in_(self.filter.within))
        matching = self._matching(paths)
        return query if matching is None else query.where(matching)

    def _matching(self, paths: _Paths) -> ColumnElement[bool] | None:
        typed, dialect = self.filter.typed, self.store.dialect
        own = search.matching(dialect, self.record.__tablename__, typed)
        if own is None:
            return None
        found = [paths.entity("").id.in_(own)]
        for path in self.searched:
            through = search.matching(dialect, paths.entity(path).__table__.name, typed)
            assert through is not None
            found.append(paths.entity(path).id.in_(through))
        return or_(*found)


def _fits(expression: ColumnElement[Any], wanted: Any) -> ColumnElement[bool]:
    if wanted is None:
        return expression.is_(None)
    if isinstance(wanted, Between):
        ends = []
        if wanted.since is not None:
            ends.append(expression >= wanted.since)
        if wanted.until is not None:
            ends.append(expression <= wanted.until)
        return and_(expression.is_not(None), *ends)
    if isinstance(wanted, Filled):
        return expression.is_not(None)
    if isinstance(wanted, Contains):
        return func.lower(expression).contains(wanted.text.lower(), autoescape=True)
    if isinstance(wanted, Collection) and not isinstance(wanted, (str, Code)):
        return expression.in_(list(wanted))
    return expression.is_not_distinct_from(wanted)


class _Paths:
    """The joins that a list's paths need, each made once."""

    def __init__(self, record: type[Record]) -> None:
        self.record = record
        self._entities: dict[str, Any] = {"": record}
        self._types: dict[str, type[Record]] = {"": record}

    def entity(self, path: str) -> Any:
        """The record at the end of a path of references."""
        if path not in self._entities:
            before, _dot, name = path.rpartition(".")
            self.entity(before)
            target = describe(self._types[before])[name].target
            assert target is not None, path
            self._types[path] = BY_CLASS[target]
            self._entities[path] = aliased(BY_CLASS[target])
        return self._entities[path]

    def described(self, path: str) -> Described:
        before, _dot, name = path.rpartition(".")
        self.entity(before)
        described = describe(self._types[before])[name]
        if described.target is None:
            return described
        target = BY_CLASS[described.target]
        return describe(target)[target.shown_as[-1]]

    def column(self, path: str) -> ColumnElement[Any]:
        """The column at the end of a path itself; a reference's is an id."""
        before, _dot, name = path.rpartition(".")
        found: ColumnElement[Any] = getattr(self.entity(before), name)
        return found

    def expression(self, path: str) -> ColumnElement[Any]:
        """The column at the end of a path; a reference says its record's name."""
        before, _dot, name = path.rpartition(".")
        entity = self.entity(before)
        target = describe(self._types[before])[name].target
        if target is None:
            own: ColumnElement[Any] = getattr(entity, name)
            return own
        named: ColumnElement[Any] = getattr(self.entity(path), BY_CLASS[target].shown_as[-1])
        return named

    def joined(self, query: Select[Any]) -> Select[Any]:
        """`query` over the record and all that its paths reach."""
        query = query.select_from(self.record)
        for path, entity in self._entities.items():
            if path:
                before, _dot, name = path.rpartition(".")
                reference = getattr(self._entities[before], name)
                query = query.outerjoin(entity, entity.id == reference)
        return query


def names_of(session: Session, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What records are called, given by table and id: one question for each table.

    A record whose name is a reference is called by what it refers to.
    """
    by_table: dict[str, list[str]] = {}
    for table, id in keys:
        by_table.setdefault(table, []).append(id)
    found = {}
    for table, ids in by_table.items():
        paths = _Paths(CATALOGUE[table])
        own = paths.entity("")
        shown = [paths.expression(name) for name in CATALOGUE[table].shown_as]
        query = paths.joined(select(own.id, *shown)).where(own.id.in_(ids))
        for row in session.execute(query):
            found[table, row[0]] = called(row[1:])
    return found


def captions(
    session: Read, record: type[Record], typed: str, limit: int = 20
) -> list[tuple[str, str]]:
    """Records of a type that fit what was typed, for looking one up; id and name."""
    shown = [getattr(record, name) for name in record.shown_as]
    query = select(record.id, *shown)
    searched = bool(search.searched_fields(record))
    dialect = session.get_bind().dialect.name
    if typed.strip():
        own = search.matching(dialect, record.__tablename__, typed) if searched else None
        if own is not None:
            query = query.where(record.id.in_(own))
        else:
            query = query.where(
                or_(
                    *(
                        func.lower(column).contains(typed.lower(), autoescape=True)
                        for column in shown
                    )
                )
            )
    query = query.order_by(*shown).limit(limit)
    return [(row[0], called(row[1:])) for row in session.execute(query)]
