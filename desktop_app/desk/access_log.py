"""What was shown, printed and exported: by whom, when, of whom, what for.

Two sources in one order: the journal's lines of kind ``access``, and the
records of what was handed out. Filtering, sorting and paging are the
database's matter; names of people are shortened to their initials.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import (
    JSON,
    CompoundSelect,
    Connection,
    Select,
    Text,
    cast,
    column,
    func,
    select,
    table,
    union_all,
)

from desktop_app.fields import describe
from desktop_app.i18n import N_, translate, translate_n
from desktop_app.kinds import Moment
from desktop_app.records import CATALOGUE, Handout, Officer, Worker
from desktop_app.records.record import Record
from desktop_app.store import journal, search
from desktop_app.store.sight import Read
from desktop_app.store.store import Store
from desktop_app.store.tables import journal as lines
from desktop_app.wording import Zone, day_and_clock

COLUMNS = ("when", "who", "what", "whom", "fields", "purpose")
"""What a line of the log says."""

SHOWN, HANDED = "shown", "handed"
_moment = Moment()
_CHUNK = 500


@dataclass(frozen=True)
class Wanted:
    """Which lines: of a stretch of days, of an officer (id), of a kind, about what was typed."""

    since: date | None = None
    until: date | None = None
    officer: str = ""
    kind: str = ""
    typed: str = ""


class AccessLog:
    """The log as a list: the newest line first."""

    def __init__(
        self,
        store: Store,
        zone: Zone,
        wanted: Wanted = Wanted(),
        title: Callable[[str], str] = str,
    ) -> None:
        """`title` finds the title (English source) of what was handed out."""
        self.store, self.zone, self.wanted, self.title = store, zone, wanted, title

    def count(self) -> int:
        """How many lines there are."""
        with self.store.read() as session:
            both = self._both(session)
            return session.scalar(select(func.count()).select_from(both.subquery())) or 0

    def ids(self, sort: str, descending: bool, offset: int, limit: int) -> Sequence[str]:
        """The lines' ids from `offset` on; by time, the newest first unless sorted upwards."""
        with self.store.read() as session:
            found = self._both(session).subquery()
            at, id = found.c.at, found.c.id
            up = sort == "when" and not descending
            order = (at.asc(), id.asc()) if up else (at.desc(), id.desc())
            query = select(id).order_by(*order).offset(offset).limit(limit)
            return list(session.scalars(query))

    def rows(self, ids: Sequence[str]) -> Sequence[dict[str, str]]:
        """What the lines say, in the order of `ids`."""
        said: dict[str, dict[str, str]] = {}
        with self.store.read() as session:
            names = {one.id: one.name for one in session.scalars(select(Officer))}
            for start in range(0, len(ids), _CHUNK):
                chunk = ids[start : start + _CHUNK]
                said |= self._shown(session, [i for i in chunk if "/" in i], names)
                said |= self._handed(session, [i for i in chunk if "/" not in i], names)
        blank = dict.fromkeys(COLUMNS, "")
        return [said.get(id, blank) for id in ids]

    # --- the question ------------------------------------------------------------------

    def _both(self, session: Read) -> CompoundSelect[Any] | Select[Any]:
        parts = []
        if self.wanted.kind != HANDED:
            parts.append(self._narrowed(session, _access(session.connection())))
        if self.wanted.kind != SHOWN:
            parts.append(self._narrowed(session, _handouts()))
        return parts[0] if len(parts) == 1 else union_all(*parts)

    def _narrowed(self, session: Read, part: Select[Any]) -> Select[Any]:
        found, wanted = part.subquery(), self.wanted
        query = select(found.c.at, found.c.id)
        if wanted.since is not None:
            query = query.where(found.c.at >= self._start(wanted.since))
        if wanted.until is not None:
            query = query.where(found.c.at < self._start(wanted.until + timedelta(days=1)))
        if wanted.officer:
            query = query.where(found.c.officer == wanted.officer)
        if hidden := session.hidden.ids():
            query = query.where(func.coalesce(found.c.of_id, "").not_in(hidden))
        dialect = session.get_bind().dialect.name
        people = search.matching(dialect, Worker.__tablename__, wanted.typed)
        if people is not None:
            query = query.where(found.c.of_id.in_(people))
        return query

    def _start(self, day: date) -> str:
        """The first moment of a day of the office, as stored."""
        offset = timezone(timedelta(hours=self.zone.hours))
        return str(_moment.stored(datetime.combine(day, time(), offset)))

    # --- the answer -----------------------------------------------------------------------

    def _shown(
        self, session: Read, ids: Iterable[str], names: dict[str, str]
    ) -> dict[str, dict[str, str]]:
        keys = {tuple(id.split("/")): id for id in ids}
        said = {}
        for (epoch, audience, seq), id in keys.items():
            text = session.scalar(
                select(lines.c.line).where(
                    lines.c.epoch == epoch, lines.c.audience == audience, lines.c.seq == int(seq)
                )
            )
            change = journal.decode_line(str(text).encode())
            record = CATALOGUE.get(change.rec)
            labels = {d.name: d.label for d in describe(record).values()} if record else {}
            said[id] = {
                "when": day_and_clock(_moment.value(change.at), self.zone),
                "who": names.get(change.by, change.by),
                "what": translate(N_("Shown")),
                "whom": _whom(session, change.rec, change.id),
                "fields": ", ".join(labels.get(name, name) for name in change.set),
                "purpose": translate(change.why),
            }
        return said

    def _handed(
        self, session: Read, ids: Sequence[str], names: dict[str, str]
    ) -> dict[str, dict[str, str]]:
        return {
            one.id: {
                "when": day_and_clock(one.at, self.zone),
                "who": names.get(one.officer or "", one.officer or ""),
                "what": f"{translate(one.kind.label)} ({one.format})",
                "whom": _whom(session, one.of_record, one.of_id) or translate(self.title(one.name)),
                "fields": _extent(one),
                "purpose": ", ".join(text for text in (one.purpose, one.recipient) if text),
            }
            for one in session.scalars(select(Handout).where(Handout.id.in_(ids)))
        }


def initials(name: str) -> str:
    """``Siti Ma'ruf`` as ``S. M.``: enough to recognise, too little to name."""
    return " ".join(f"{part[0]}." for part in name.split() if part)


def _access(connection: Connection) -> Select[Any]:
    """The journal's lines that tell of a showing."""
    j = lines.c
    if connection.dialect.name == "sqlite":
        by: Any = func.json_extract(j.line, "$.by")
    else:
        by = cast(j.line, JSON)["by"].as_string()
    id = j.epoch + "/" + j.audience + "/" + cast(j.seq, Text)
    return select(
        j.at.label("at"), id.label("id"), by.label("officer"), j.record_id.label("of_id")
    ).where(j.kind == "access")


def _handouts() -> Select[Any]:
    """What was handed out, with moments as they are stored: both sources sort alike."""
    names = ("at", "id", "officer", "of_id", "voided_at")
    source = table(Handout.__tablename__, *(column(name) for name in names))
    c = source.c
    return select(c.at, c.id, c.officer, c.of_id).where(c.voided_at.is_(None))


def _extent(one: Handout) -> str:
    """How much of what went out."""
    rows = (
        "" if one.rows is None else translate_n("{n} row", "{n} rows", one.rows).format(n=one.rows)
    )
    whole = translate(N_("unmasked")) if one.revealed else ""
    return ", ".join(text for text in (rows, whole) if text)


def _whom(session: Read, name: str | None, id: str | None) -> str:
    """The record a line is about: its kind, and its person by initials."""
    record = CATALOGUE.get(name or "")
    if record is None or id is None:
        return ""
    found = session.get(record, id)
    if found is None:
        return translate(record.title)
    return " · ".join(
        text for text in (translate(record.title), _called(session, record, found)) if text
    )


def _called(session: Read, record: type[Record], found: Record) -> str:
    described = describe(record)
    if isinstance(found, Worker):
        return initials(found.name)
    if "worker" in described:
        worker = session.get(Worker, getattr(found, "worker", None) or "")
        return initials(worker.name) if worker is not None else ""
    number = getattr(found, "number", None)
    return str(number) if number else ""
