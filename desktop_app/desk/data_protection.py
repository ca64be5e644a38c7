"""The registers of data protection: whose clock is running, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.lists import Listing
from desktop_app.i18n import NN_, translate_n
from desktop_app.processes.retention import TimeLimit, time_limit
from desktop_app.records import DataIncident, DataRequest
from desktop_app.records.data_protection import IncidentState, RequestState
from desktop_app.records.record import Facts

HOURS = {DataRequest: "pdp.request_hours", DataIncident: "pdp.breach_hours"}
"""The parameters that say how many hours there are."""

_LAW = 72
"""Hours the law gives (UU 27/2022), where no parameter says otherwise."""


def limit_of(record: DataRequest | DataIncident, facts: Facts, now: datetime) -> TimeLimit | None:
    """The running clock of a request or an incident; None once it was answered or told."""
    if isinstance(record, DataRequest):
        running, since = record.state is RequestState.OPEN, record.received_at
    else:
        told = record.agency_told_at and record.subjects_told_at
        running, since = not told and record.state is not IncidentState.CLOSED, record.noticed_at
    hours = facts.parameter(HOURS[type(record)]) or _LAW
    return time_limit(since, hours, now) if running else None


def left_words(limit: TimeLimit | None) -> str:
    """``tersisa 51 jam``, ``lewat 3 jam``; empty when no clock runs."""
    if limit is None:
        return ""
    text = (
        NN_("{hours} hour late", "{hours} hours late")
        if limit.passed
        else NN_("{hours} hour left", "{hours} hours left")
    )
    return translate_n(*text, limit.hours).format(hours=limit.hours)


def running(session: Session, facts: Facts, now: datetime) -> list[tuple[str, str, TimeLimit]]:
    """Every running clock: table, id and limit, the most urgent first."""
    found = []
    open_requests = select(DataRequest).where(DataRequest.state == RequestState.OPEN)
    open_incidents = select(DataIncident).where(DataIncident.state != IncidentState.CLOSED)
    rows: list[DataRequest | DataIncident] = [
        *session.scalars(open_requests),
        *session.scalars(open_incidents),
    ]
    for row in rows:
        limit = limit_of(row, facts, now)
        if limit is not None:
            found.append((row.__tablename__, row.id, limit))
    return sorted(found, key=lambda one: one[2].until)


class ClockListing(Listing):
    """Requests or incidents; each row also tells ``left``, the state of its clock."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say, and how much time is left."""
        rows = super().rows(ids)
        facts, now = self.store.facts(), self.store.clock()
        kind: Any = self.record
        with self.store.read() as session:
            found = {row.id: row for row in session.scalars(select(kind).where(kind.id.in_(ids)))}
        for id, row in zip(ids, rows, strict=True):
            limit = limit_of(found[id], facts, now) if id in found else None
            row["left"] = left_words(limit)
            row["late"] = "1" if limit is not None and limit.passed else ""
        return rows
