"""Control totals: three sums that tell at a glance whether two sides hold the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from desktop_app.kinds import Money
from desktop_app.records import CATALOGUE, ClassSession, Worker
from desktop_app.records.record import kinds
from desktop_app.store.chain import Change
from desktop_app.sync.payload import Totals

_MOST = 2**63 - 1


def totals(changes: Iterable[Change]) -> Totals:
    """People and class days created, and by how much all amounts (rupiah) grew.

    Blanked values and unknown fields count as nothing.
    """
    people = days = rupiah = 0
    for change in changes:
        if change.do == "create":
            people += change.rec == Worker.__tablename__
            days += change.rec == ClassSession.__tablename__
        for name in _amounts(change.rec):
            pair = change.set.get(name)
            if isinstance(pair, tuple):
                base, new = (value if isinstance(value, int) else 0 for value in pair)
                rupiah += new - base
    return Totals(people, days, max(-_MOST, min(_MOST, rupiah)))


@cache
def _amounts(record: str) -> tuple[str, ...]:
    """The fields of a record type that hold rupiah."""
    found = CATALOGUE.get(record)
    if found is None:
        return ()
    return tuple(name for name, kind in kinds(found).items() if isinstance(kind, Money))
