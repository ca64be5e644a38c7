"""Whom the books know, asked once for a whole list.

Asked below an officer's sight on purpose: somebody of a confidential case must
not be recorded a second time. All the list learns is that a person is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, select

from desktop_app.importing.sorting import KnownPerson
from desktop_app.records import Membership, Worker

_worker = Worker.__table__.c
_membership = Membership.__table__.c
_AT_ONCE = 5000
"""Values of one question; SQLite takes 32,766."""

T = TypeVar("T")


class KnownPeople:
    """The people in the books, as `importing.sorting` asks for them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_nik(self, niks: Collection[str]) -> Mapping[str, Sequence[KnownPerson]]:
        """The people with these NIKs."""
        return self._found(_people(_worker.nik), _worker.nik, niks)

    def by_kpj(self, numbers: Collection[str]) -> Mapping[str, Sequence[KnownPerson]]:
        """The people with these KPJs."""
        query = (
            _people(_membership.kpj)
            .join(Membership.__table__, _membership.worker == _worker.id)
            .where(_membership.voided_at.is_(None))
        )
        return self._found(query, _membership.kpj, numbers)

    def by_birth(self, days: Collection[date]) -> Mapping[date, Sequence[KnownPerson]]:
        """The people born on these days."""
        return self._found(_people(_worker.birth_date), _worker.birth_date, days)

    def _found(
        self, query: Select[Any], column: ColumnElement[Any], values: Collection[T]
    ) -> Mapping[T, Sequence[KnownPerson]]:
        found: dict[T, list[KnownPerson]] = defaultdict(list)
        for some in chunks(values):
            for row in self._connection.execute(query.where(column.in_(some))):
                found[row.key].append(KnownPerson(row.id, row.nik, row.name, row.birth_date))
        return found


def _people(key: ColumnElement[Any]) -> Select[Any]:
    return (
        select(key.label("key"), _worker.id, _worker.nik, _worker.name, _worker.birth_date)
        .select_from(Worker.__table__)
        .where(_worker.voided_at.is_(None))
    )


def chunks(values: Collection[T]) -> Iterator[list[T]]:
    """`values` in pieces that one question can hold."""
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
