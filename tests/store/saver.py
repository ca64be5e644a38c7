"""What a child does that saves until it is killed, and says after each save what is safe."""

from __future__ import annotations

from datetime import UTC, datetime
from multiprocessing.connection import Connection

from desktop_app.store import local
from desktop_app.store.local import StoredDraft
from desktop_app.store.place import Place
from desktop_app.store.store import Store
from desktop_app.store.writing import Author
from tests import make

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
AUTHOR = Author("o" * 32, "CLERK", "MND", "n" * 32, "e" * 32)
WORKERS = 3
"""How many people each save makes, with their number."""


def save_people(store: Store, number: int) -> None:
    with store.write("kill") as session:
        company = make.employer(number)
        session.add(company)
        for i in range(WORKERS):
            person = make.worker(number * WORKERS + i)
            session.add(person)
            session.add(make.case(person, employer=company.id))


def save_draft(store: Store, number: int) -> None:
    with store.local() as connection:
        for part in ("first", "second"):
            fields = {"name": str(number)}
            draft = StoredDraft(part, "rina", "worker", None, "Bu Rina", NOW, {}, fields)
            local.keep_draft(connection, draft)


def run(told: Connection, place: Place, kind: str, start: int) -> None:
    """Save one thing after the other from number `start` on, telling each number."""
    store = Store(place, AUTHOR, clock=lambda: NOW)
    save = {"people": save_people, "drafts": save_draft}[kind]
    for number in range(start, 30_000):
        save(store, number)
        told.send(number)
