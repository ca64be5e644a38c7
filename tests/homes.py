"""Opened offices for tests: set up once, copied for each test."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.office import NewOffice, Office, place_of, set_up
from desktop_app.paths import Home
from desktop_app.settings import load
from desktop_app.store.keys import Unlocked
from desktop_app.store.store import Store
from desktop_app.store.writing import Author

PASSWORD = "sandi cukup panjang"

BRANCH = NewOffice("MND", "Manado", "rina", PASSWORD, officer_name="Rina", province="71")
HEADQUARTERS = NewOffice("PST", "Pusat", "dewi", PASSWORD, province="31", headquarters=True)


class Clock:
    """The offices' clock: it stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass(frozen=True)
class Template:
    """A home that was set up, closed, and is only ever copied."""

    folder: Path
    keys: Unlocked
    recovery: str

    def opened(self, folder: Path, clock: Clock) -> Office:
        """A copy of this home in `folder`, opened without waiting for the password."""
        shutil.copytree(self.folder, folder)
        home = Home(folder)
        return Office(home, replace(self.keys, path=home.keys), load(folder), clock)


def template(folder: Path, new: NewOffice) -> Template:
    """Set up an office in `folder` to copy from."""
    office, recovery = set_up(folder, new, clock=Clock())
    office.close()
    return Template(folder, office.keys, recovery)


def colleague(office: Office, author: Author | None = None) -> Store:
    """A second store object on the office's file, of the same officer unless `author` says."""
    return Store(
        place_of(office.home, office.keys, office.settings),
        author or office.store.author,
        clock=office.clock,
        day=office.day,
    )
