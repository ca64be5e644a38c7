"""Offices for tests of the road between them: real homes, copied from templates.

Setting up an office and deriving its keys costs half a second, so each kind is
made once in a session and copied; `World.copy` copies an enrolled whole.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app import settings as choices
from desktop_app.office import NewOffice, Office, set_up
from desktop_app.paths import Home
from desktop_app.records import Employer, Worker
from desktop_app.store.keys import Unlocked
from desktop_app.sync import enrolment

PASSWORD = "kata sandi untuk uji"
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that moves when it is told to."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: int) -> None:
        self.now += timedelta(**step)


@dataclass
class Offices:
    """Makes offices below one folder, and closes them."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    opened: list[Office] = field(default_factory=list)

    def set_up(
        self,
        code: str,
        *,
        pc: int = 1,
        headquarters: bool = False,
        database: str = "",
        sample: bool = False,
    ) -> Office:
        new = NewOffice(
            code=code,
            name=f"Kantor {code}",
            user="rina",
            password=PASSWORD,
            province="71",
            headquarters=headquarters,
            database=database,
            sample=sample,
        )
        office, _ = set_up(self.folder / f"{code}-{pc}", new, clock=self.clock)
        self.opened.append(office)
        return office

    def copy(self, office: Office, folder: Path | None = None) -> Office:
        """A second office that stands exactly where `office` stands (files only)."""
        home = (folder or self.folder) / office.home.folder.name
        shutil.copytree(office.home.folder, home)
        return self.open(home, office.keys)

    def open(self, home: Path, keys: Unlocked) -> Office:
        """An office by its folder, without asking the password again."""
        found = Office(
            Home(home), replace(keys, path=Home(home).keys), choices.load(home), self.clock
        )
        found.keys = found.keys.reload()
        self.opened.append(found)
        return found

    def close(self) -> None:
        for office in self.opened:
            office.close()
        self.opened.clear()


def enrol(headquarters: Office, branch: Office, folder: Path) -> None:
    """The three papers, there and back."""
    folder.mkdir(parents=True, exist_ok=True)
    invitation = enrolment.invite(headquarters, branch.code, branch.name, folder)
    request = enrolment.request(branch, invitation, folder)
    enrolment.install(branch, enrolment.certify(headquarters, request, folder))


@dataclass
class World:
    """A headquarters and two branches, all enrolled, with one carrier's folder."""

    offices: Offices
    headquarters: Office
    branches: dict[str, Office]
    stick: Path

    def copy(self, folder: Path) -> World:
        stick = folder / "stick"
        stick.mkdir(parents=True)
        offices = Offices(folder, replace(self.offices.clock))
        return World(
            offices,
            offices.copy(self.headquarters),
            {code: offices.copy(branch) for code, branch in self.branches.items()},
            stick,
        )


def make_world(offices: Offices, headquarters: Office) -> World:
    branches = {code: offices.set_up(code) for code in ("MND", "GTO")}
    for branch in branches.values():
        enrol(headquarters, branch, offices.folder / "papers")
    stick = offices.folder / "stick"
    stick.mkdir(exist_ok=True)
    return World(offices, headquarters, branches, stick)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The enrolled world that the others are copied from; never written to."""
    offices = Offices(tmp_path_factory.mktemp("template"))
    world = make_world(offices, offices.set_up("PUSAT", headquarters=True))
    for office in offices.opened:
        office.close()
    yield world


@pytest.fixture
def world(template: World, tmp_path: Path) -> Iterator[World]:
    """A world of one's own, headquarters on SQLCipher."""
    copy = template.copy(tmp_path)
    yield copy
    copy.offices.close()


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    """Unenrolled offices, made as asked for."""
    made = Offices(tmp_path)
    yield made
    made.close()


@pytest.fixture(params=["sqlcipher", "sqlite", "postgresql"])
def any_world(request: pytest.FixtureRequest, template: World, tmp_path: Path) -> Iterator[World]:
    """The same world with headquarters on each kind of database."""
    if request.param == "sqlcipher":
        copy = template.copy(tmp_path)
    else:
        url = f"sqlite:///{tmp_path / 'plain.db'}"
        if request.param == "postgresql":
            url = request.getfixturevalue("fresh_database_url")
        fresh = Offices(tmp_path / "fresh")
        copy = make_world(fresh, fresh.set_up("PUSAT", headquarters=True, database=url))
    yield copy
    copy.offices.close()


def add_workers(office: Office, n: int = 1, start: int = 0) -> list[str]:
    """Some people, by name only; their ids."""
    rows = [{"name": f"Pekerja {office.code} {start + i}"} for i in range(n)]
    with office.store.write("Registered") as session:
        return session.bulk(Worker, rows)


def add_employer(office: Office, name: str, npp: str) -> str:
    """An employer; its id."""
    with office.store.write("Registered") as session:
        employer = Employer(name=name, npp=npp)
        session.add(employer)
    return employer.id
