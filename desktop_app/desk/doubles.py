"""Records that may mean the same person or company: found by an index, judged by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy import or_, select

from desktop_app.desk.merging import said_apart
from desktop_app.processes.likeness import (
    ALIKE,
    SAME,
    Somebody,
    company_key,
    same_company,
    same_person,
    turned,
)
from desktop_app.progress import Progress, silent
from desktop_app.records import Employer, Worker
from desktop_app.records.names import fold
from desktop_app.records.national_id import read_nik
from desktop_app.records.record import Record
from desktop_app.store import search
from desktop_app.store.sight import Read
from desktop_app.store.store import Store

_MOST = 300
"""Candidates that are looked at for one record; more only share a common word."""
_AT_ONCE = 5000
_COMMON = 60
"""Companies that may share a word before it tells nothing any more."""


@dataclass(frozen=True)
class Double:
    """A record that may be the same, and how likely that is (of 100)."""

    id: str
    name: str
    likeness: int
    by_number: bool = False
    """Whether NIK or NPP say so, not the name alone."""


@dataclass(frozen=True)
class Pair:
    """Two records of the office that may be one; the older first."""

    one: Double
    other: Double


def like_worker(
    session: Read, name: str, nik: str = "", birth_date: date | None = None, but: str = ""
) -> list[Double]:
    """The workers who may be the person described, the likeliest first; `but` is no answer."""
    asked = Somebody(but, name, nik or None, birth_date)
    query = select(Worker.id, Worker.name, Worker.nik, Worker.birth_date).limit(_MOST)
    found: dict[str, Somebody] = {}
    if nik:
        for row in session.execute(query.where(Worker.nik == nik)):
            found[row.id] = Somebody(*row)
    if birth_date is not None and name.strip():
        days = [day for day in (birth_date, turned(birth_date)) if day]
        for row in session.execute(query.where(Worker.birth_date.in_(days))):
            found[row.id] = Somebody(*row)
    return _judged(
        session,
        Worker,
        but,
        (
            Double(one.id, one.name, same_person(asked, one), bool(nik) and one.nik == nik)
            for one in found.values()
        ),
    )


def recorded_like(session: Read, nik: str, name: str, today: date) -> list[tuple[str, str]]:
    """Those recorded with another NIK who may be the person of a NIK and a name: id, caption.

    The birth date is the one that the NIK tells.
    """
    try:
        born = read_nik(nik, today).birth_date
    except ValueError:
        return []
    found = like_worker(session, name, nik, born)
    return [(one.id, one.name) for one in found if not one.by_number]


def like_employer(session: Read, name: str, npp: str = "", but: str = "") -> list[Double]:
    """The employers who may be the company described, the likeliest first."""
    words = [word for word in fold(name).split() if word in company_words(name)]
    asked = [Employer.npp == npp] if npp else []
    dialect = session.get_bind().dialect.name
    for word in sorted(words, key=len, reverse=True)[:3]:
        if len(word) >= 3 and (hits := search.matching(dialect, "employer", word)) is not None:
            asked.append(Employer.id.in_(hits))
    if not asked:
        return []
    rows = session.execute(
        select(Employer.id, Employer.name, Employer.npp).where(or_(*asked)).limit(_MOST)
    )
    return _judged(
        session,
        Employer,
        but,
        (
            Double(
                row.id,
                row.name,
                SAME if npp and row.npp == npp else same_company(name, row.name),
                bool(npp) and row.npp == npp,
            )
            for row in rows
        ),
    )


def company_words(name: str) -> frozenset[str]:
    """The words of a company's name as written, its legal form left out."""
    kept = set(company_key(name).split())
    return frozenset(w for w in fold(name).split() if company_key(w) in kept)


def _judged(session: Read, record: type[Record], but: str, found: Iterable[Double]) -> list[Double]:
    likely = [one for one in found if one.id != but and one.likeness >= ALIKE]
    if likely and but:
        apart = said_apart(session, record)
        likely = [one for one in likely if frozenset((one.id, but)) not in apart]
    return sorted(likely, key=lambda one: (-one.by_number, -one.likeness, one.name))


# --- a whole office --------------------------------------------------------------------


def possible_doubles(store: Store, record: type[Record], progress: Progress = silent) -> list[Pair]:
    """All pairs of workers or employers that may be one, the likeliest first.

    Only neighbours are compared: people of one birth date or one NIK, companies that
    share a word. Cancelled through `progress`, which counts records.
    """
    with store.read() as session:
        apart = said_apart(session, record)
        if record is Worker:
            pairs = _pairs_of_workers(session, progress)
        else:
            pairs = _pairs_of_employers(session, progress)
        found = [pair for pair in pairs if frozenset((pair.one.id, pair.other.id)) not in apart]
    return sorted(found, key=lambda p: (-p.one.by_number, -p.one.likeness, p.one.name))


def _pairs_of_workers(session: Read, progress: Progress) -> Iterator[Pair]:
    rows = session.execute(select(Worker.id, Worker.name, Worker.nik, Worker.birth_date))
    people = [Somebody(*row) for row in rows]
    by_nik: dict[str, list[Somebody]] = defaultdict(list)
    by_day: dict[date, list[Somebody]] = defaultdict(list)
    for person in people:
        if person.nik:
            by_nik[person.nik].append(person)
        if person.birth_date:
            by_day[person.birth_date].append(person)
    for some in by_nik.values():
        yield from (_pair(a, b, SAME, True) for a, b in combinations(some, 2))
    done = 0
    for day, some in by_day.items():
        progress(done, len(people))
        done += len(some)
        yield from _alike(combinations(some, 2), _unless_numbered)
        other = turned(day)
        if other is not None and day < other:
            across = ((a, b) for a in some for b in by_day.get(other, ()))
            yield from _alike(across, _unless_numbered)
    progress(len(people), len(people))


def _unless_numbered(one: Somebody, other: Somebody) -> int:
    """The likeness of two people whom no NIK has brought together before."""
    return 0 if one.nik and one.nik == other.nik else same_person(one, other)


def _pairs_of_employers(session: Read, progress: Progress) -> Iterator[Pair]:
    rows = session.execute(select(Employer.id, Employer.name, Employer.npp)).all()
    companies = [Somebody(row.id, row.name) for row in rows]
    numbers: dict[str, list[Somebody]] = defaultdict(list)
    words: dict[str, list[Somebody]] = defaultdict(list)
    for row, company in zip(rows, companies, strict=True):
        if row.npp:
            numbers[row.npp].append(company)
        key = company_key(company.name)
        for word in {*key.split(), key.replace(" ", "")[:8]}:
            words[word].append(company)
    seen: set[frozenset[str]] = set()
    for some in numbers.values():
        for a, b in combinations(some, 2):
            seen.add(frozenset((a.id, b.id)))
            yield _pair(a, b, SAME, True)

    def judge(one: Somebody, other: Somebody) -> int:
        both = frozenset((one.id, other.id))
        if both in seen:
            return 0
        seen.add(both)
        return same_company(one.name, other.name)

    for done, some in enumerate(words.values()):
        progress(done, len(words))
        if len(some) <= _COMMON:
            yield from _alike(combinations(some, 2), judge)
    progress(len(words), len(words))


def _alike(
    pairs: Iterable[tuple[Somebody, Somebody]], judge: Callable[[Somebody, Somebody], int]
) -> Iterator[Pair]:
    for one, other in pairs:
        found = judge(one, other)
        if found >= ALIKE:
            yield _pair(one, other, found, False)


def _pair(one: Somebody, other: Somebody, found: int, by_number: bool) -> Pair:
    # Ids sort by the time at which the records were made.
    first, second = sorted((one, other), key=lambda s: s.id)
    return Pair(
        Double(first.id, first.name, found, by_number),
        Double(second.id, second.name, found, by_number),
    )


def pairs_of(session: Read, record: Record) -> list[Pair]:
    """A saved record with each that may be the same, the likeliest first."""
    if isinstance(record, Worker):
        found = like_worker(session, record.name, record.nik or "", record.birth_date, record.id)
    else:
        assert isinstance(record, Employer)
        found = like_employer(session, record.name, record.npp or "", record.id)
    one = Somebody(record.id, record.caption)
    return [_pair(one, Somebody(d.id, d.name), d.likeness, d.by_number) for d in found]


def still_there(session: Read, record: type[Record], pairs: Sequence[Pair]) -> list[Pair]:
    """Those pairs of which both are in use still, and not said to be two."""
    apart = said_apart(session, record)
    ids = sorted({id for pair in pairs for id in (pair.one.id, pair.other.id)})
    there: set[str] = set()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        there.update(session.scalars(select(record.id).where(record.id.in_(some))))
    return [
        pair
        for pair in pairs
        if {pair.one.id, pair.other.id} <= there
        and frozenset((pair.one.id, pair.other.id)) not in apart
    ]
