"""Store: one opened database; read with `read()`, changed with `write("why")`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, select

from desktop_app.records import (
    Parameter,
    Partner,
    PartnerAgreement,
    Province,
    Region,
    RetiredRegion,
    TrainingProvider,
)
from desktop_app.records.partner import CertificationType, PartnerKind
from desktop_app.records.record import Body, Facts
from desktop_app.store.engine import connect_file, open_engine
from desktop_app.store.place import Place
from desktop_app.store.sight import Read, hidden_from
from desktop_app.store.writing import Author, Write

_OPEN = date.max
"""In place of the last day of what has none."""

Listener: TypeAlias = Callable[[frozenset[str]], None]

_RULES = {
    *("parameter", "province", "region", "retired_region"),
    *("training_provider", "partner_agreement", "partner"),
}


class Store:
    """One opened database of one node.

    `clock` gives the moment (UTC) and `today` the office's date; nothing in
    here asks the PC. `listeners` hear which kinds of record a write changed.
    """

    def __init__(
        self,
        place: Place,
        author: Author,
        *,
        clock: Callable[[], datetime],
        day: Callable[[datetime], date] | None = None,
    ) -> None:
        self.place = place
        self.author = author
        self.clock = clock
        self._day = day or (lambda now: now.astimezone(UTC).date())
        self._writer = open_engine(place)
        self._reader = open_engine(place, read_only=True)
        self._watch: Any = None
        self._facts: tuple[date, Facts] | None = None
        self._providers: dict[str, date] | None = None
        self._bodies: dict[str, Body] | None = None
        self.listeners: list[Listener] = []

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._writer.dialect.name

    @property
    def today(self) -> date:
        """The office's date."""
        return self._day(self.clock())

    def close(self) -> None:
        """Give all connections back; the store can be opened again."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def read(self) -> Iterator[Read]:
        """A session on one consistent state, narrowed to what the officer may see."""
        with (
            Read(self._reader, autoflush=False, expire_on_commit=False) as session,
            session.begin(),
        ):
            session.hidden = hidden_from(session.connection(), self.author.officer, self.today)
            yield session

    @contextmanager
    def write(self, why: str, *, audience: str = "") -> Iterator[Write]:
        """A transaction that changes records; whole or not at all.

        `why` is put down with every change (an English source text). With
        `audience` ``here`` the changes are journalled but never sent: lists
        of headquarters that a branch loads for itself.
        """
        session = Write(self._writer, self.author, why, self.clock(), self.facts(), audience)
        with session, session.begin():
            yield session
            session.finish()
        self.announce(frozenset(session.changed))

    @contextmanager
    def local(self) -> Iterator[Connection]:
        """The door to the tables of this PC, which nobody else ever sees."""
        with self._writer.begin() as connection:
            yield connection

    @contextmanager
    def raw(self) -> Iterator[Connection]:
        """A reading connection below the records: journal, index, this PC's tables."""
        with self._reader.connect() as connection, connection.begin():
            yield connection

    def announce(self, changed: frozenset[str]) -> None:
        """Tell the listeners which kinds of record have changed."""
        if changed & _RULES:
            self.refresh()
        if changed:
            for listener in list(self.listeners):
                listener(changed)

    def version(self) -> int:
        """A number that moves when anybody has written; a server always says 0."""
        if self.dialect != "sqlite":
            return 0
        if self._watch is None:
            # SQLite counts for each connection by itself: it must stay the same one.
            self._watch = connect_file(self.place, read_only=True)
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def refresh(self) -> None:
        """Forget what was remembered, because somebody has written."""
        self._facts = self._providers = self._bodies = None

    def facts(self) -> Facts:
        """What the rules may know today."""
        today = self.today
        if self._facts is None or self._facts[0] != today:
            self._facts = (today, self._read_facts(today))
        return self._facts[1]

    def _read_facts(self, today: date) -> Facts:
        with Read(self._reader) as session:
            parameters = {
                row.key: json.loads(row.value)
                for row in session.execute(
                    select(Parameter.key, Parameter.value)
                    .where(Parameter.valid_from <= today)
                    .order_by(Parameter.valid_from)
                )
            }
            names = dict(_pairs(session, select(Province.id, Province.name)))
            regencies = dict(
                _pairs(session, select(Region.id, Region.name).where(Region.level == 2))
            )
            successors = dict(_pairs(session, select(RetiredRegion.id, RetiredRegion.successor)))
        names.update(regencies)

        def region(code: str) -> str | None:
            # Without the list of regencies nothing can be said against one.
            return names.get(code, None if regencies or len(code) == 2 else "")

        return Facts(
            today=today,
            parameter=parameters.get,
            region=region if names else None,
            successor=successors.get,
            trains_until=lambda provider: self._trains_until().get(provider),
            body=lambda partner: self._certifying().get(partner),
        )

    def _certifying(self) -> dict[str, Body]:
        """What each partner certifies; read when first asked."""
        if self._bodies is None:
            with Read(self._reader) as session:
                self._bodies = {
                    one.id: Body(
                        one.kind is PartnerKind.CERTIFICATION_BODY
                        and one.certifies is not CertificationType.PROVIDER,
                        one.certifies.value if one.certifies else None,
                        one.licence_until,
                    )
                    for one in session.scalars(select(Partner))
                }
        return self._bodies

    def _trains_until(self) -> dict[str, date]:
        """The last day of each provider whose licence or agreement ends; read when first asked."""
        if self._providers is None:
            licences: dict[str, date | None] = {}
            agreed: dict[str, date] = {}
            with Read(self._reader) as session:
                for id, until in session.execute(
                    select(TrainingProvider.id, TrainingProvider.licence_until)
                ):
                    licences[id] = until
                for provider, valid_to in session.execute(
                    select(PartnerAgreement.provider, PartnerAgreement.valid_to)
                ):
                    if provider is not None:
                        agreed[provider] = max(agreed.get(provider, date.min), valid_to or _OPEN)
            ends = {
                id: min(licence or _OPEN, agreed.get(id, _OPEN)) for id, licence in licences.items()
            }
            self._providers = {id: day for id, day in ends.items() if day != _OPEN}
        return self._providers


def _pairs(session: Read, query: Select[str, str]) -> list[tuple[str, str]]:
    return [(key, value) for key, value in session.execute(query)]
