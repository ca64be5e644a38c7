"""What becomes of a list of employers, programmes or providers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from desktop_app.desk.lists import BY_CLASS
from desktop_app.desk.plans import Plan
from desktop_app.fields import describe
from desktop_app.i18n import N_
from desktop_app.importing.entry import Entry
from desktop_app.importing.findings import Weight, finding, from_problem
from desktop_app.importing.lists import ReadList
from desktop_app.importing.sorting import Sorted, Status
from desktop_app.importing.sorting_records import KnownRecord, RecordSorter
from desktop_app.importing.values import bank_of
from desktop_app.records.names import fold
from desktop_app.records.record import Facts, Record, new_id


def sort_records(connection: Connection, read: ReadList, facts: Facts) -> tuple[list[Sorted], Plan]:
    """Each row with its status, and the rows to write."""
    kind = read.kind
    _refer(connection, kind.record, read.entries)
    label = describe(kind.record)[kind.key or "name"].field.label
    items = RecordSorter(kind.key, label, _known(connection, kind.record, kind.key)).sort(
        read.entries
    )
    plan = Plan()
    for item in items:
        if item.status is Status.READY:
            _at_the_door(kind.record, item, facts)
        if item.status is Status.READY:
            plan.add(kind.record, {"id": new_id(), **item.entry.values})
    return items, plan


def _known(connection: Connection, record: type[Record], key: str) -> list[KnownRecord]:
    c = record.__table__.c
    columns = (c.id, c.name, *((c[key],) if key else ()))
    rows = connection.execute(select(*columns).where(c.voided_at.is_(None)).order_by(c.id))
    return [KnownRecord(row.id, row[2] if key else None, row.name) for row in rows]


def _at_the_door(record: type[Record], item: Sorted, facts: Facts) -> None:
    """What the store would say, which knows parameters and fields taken together."""
    seen = {(found.field, found.code) for found in item.found}
    for problem in record(**item.entry.values).problems(facts):
        if (problem.field, problem.code) not in seen:
            item.found.append(from_problem(problem))
        if problem.hard:
            item.status = Status.WRONG


# --- references, which a list names in words ---------------------------------------------


def _refer(connection: Connection, record: type[Record], entries: Sequence[Entry]) -> None:
    """Put the ids of what the entries name into their values."""
    described = describe(record)
    for name in {name for entry in entries for name in entry.named}:
        target = described[name].target
        assert target is not None
        ids = _ids(connection, BY_CLASS[target])
        for entry in entries:
            words = entry.named.get(name)
            if words is None or name in entry.values:
                continue
            id = _id(target, words, ids)
            if id is not None:
                entry.values[name] = id
            elif not any(found.field == name for found in entry.findings):
                text = N_("“{text}” is not in the list and was left out")
                advice = N_("Choose it by hand once it is recorded.")
                entry.findings.append(
                    finding(name, "UNKNOWN", text, advice, weight=Weight.REMARK, text=words[:40])
                )


def _ids(connection: Connection, record: type[Record]) -> Mapping[str, str]:
    """The id for every word that names one record alone; of lists with versions the newest."""
    c = record.__table__.c
    names = [n for n in dict.fromkeys((*record.shown_as, "name", "name_en")) if n in c]
    query = select(c.id, *(c[n] for n in names)).where(c.voided_at.is_(None))
    if "version" in c:
        query = query.where(c.version == select(func.max(c.version)).scalar_subquery())
    found: dict[str, set[str]] = {}
    for row in connection.execute(query):
        for word in filter(None, row):
            found.setdefault(fold(str(word)), set()).add(row[0])
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


def _id(target: str, words: str, ids: Mapping[str, str]) -> str | None:
    if target == "Bank" and (code := bank_of(words)):
        return ids.get(code)
    plain = fold(words)
    tries = [plain, plain.partition(" ")[0] if target == "KbliSection" else plain]
    if target == "Region":
        bare = plain.removeprefix("kab ").removeprefix("kabupaten ")
        tries += [f"kota {plain}", f"kabupaten {bare}", plain.replace("kab ", "kabupaten ", 1)]
    return next((id for one in tries if (id := ids.get(one))), None)
