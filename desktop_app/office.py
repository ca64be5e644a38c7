"""Office: who we are, our store, our settings and our clock; passed on, never global."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from sqlalchemy import select

from desktop_app import settings as choices
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.paths import Home
from desktop_app.processes.rights import Right, may, must
from desktop_app.records import Office as OfficeRecord
from desktop_app.records import Officer, Province
from desktop_app.records.office import Level, Role
from desktop_app.records.record import new_id
from desktop_app.settings import Settings
from desktop_app.store import access
from desktop_app.store import keys as key_slots
from desktop_app.store.copies import Why, take
from desktop_app.store.keys import BRANCH, HEADQUARTERS, Unlocked
from desktop_app.store.migrate import prepare
from desktop_app.store.place import Place, server_url
from desktop_app.store.shipped import ship
from desktop_app.store.store import Store
from desktop_app.store.writing import Author

_PLAIN = "sqlite:///"


def system_clock() -> datetime:
    """The PC's time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class NewOffice:
    """What setting up an office needs to know."""

    code: str
    name: str
    user: str
    password: str
    officer_name: str = ""
    headquarters: bool = False
    province: str | None = None
    database: str = ""
    language: str = "id"
    sample: bool = False


class Office:
    """An opened office.

    `offset` is the office's own time zone in hours east of Greenwich; the
    PC's zone is never asked.
    """

    def __init__(
        self, home: Home, keys: Unlocked, settings: Settings, clock: Callable[[], datetime]
    ) -> None:
        self.home = home
        self.keys = keys
        self.settings = settings
        self.clock = clock
        self.offset = 7
        self.store = Store(place_of(home, keys, settings), _author(keys), clock=clock, day=self.day)
        self.refresh()

    def refresh(self) -> None:
        """Read again who we are and which zone we live in."""
        with self.store.read() as session:
            self.record = session.get(OfficeRecord, self.keys.node.office)
            self.officer = session.get(Officer, self.keys.officer.id)
            province = self.record.province if self.record else None
            zone = session.scalar(select(Province.zone).where(Province.id == province))
        self.offset = zone or 7

    def day(self, moment: datetime) -> date:
        """The office's date at a moment."""
        return moment.astimezone(timezone(timedelta(hours=self.offset))).date()

    @property
    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.clock()

    @property
    def today(self) -> date:
        """The office's date."""
        return self.day(self.now)

    @property
    def code(self) -> str:
        """The office's code."""
        return self.keys.node.office

    @property
    def name(self) -> str:
        """The office's name."""
        return self.record.name if self.record else self.code

    @property
    def headquarters(self) -> bool:
        """Whether this is headquarters."""
        return self.keys.node.role == HEADQUARTERS

    @property
    def sample(self) -> bool:
        """Whether all of this is sample data (CONTOH)."""
        return self.keys.node.sample

    @property
    def roles(self) -> frozenset[Role]:
        """What the officer at the desk may do."""
        return frozenset(Role.of(code) for code in self.keys.officer.roles)

    def may(self, right: Right) -> bool:
        """Whether the officer at the desk has a right."""
        return may(self.roles, right)

    def must(self, right: Right) -> None:
        """Raise UserError E-RIGHT unless the officer at the desk has the right."""
        must(self.roles, right)

    def save_settings(self, **changed: object) -> None:
        """Change and keep settings."""
        self.settings = _with(self.settings, **changed)
        choices.save(self.home.folder, self.settings)

    def close(self) -> None:
        """Give the store back."""
        self.store.close()


def _with(settings: Settings, **changed: object) -> Settings:
    import msgspec

    return msgspec.structs.replace(settings, **changed)


def place_of(home: Home, keys: Unlocked, settings: Settings) -> Place:
    """Where the office's store lies.

    A server's URL, ``sqlite:///path`` for a plain file (headquarters on an
    encrypted disk of its own), or the encrypted file in the home.
    """
    if settings.database.startswith(_PLAIN):
        return Place(path=Path(settings.database.removeprefix(_PLAIN)))
    if settings.database:
        return Place(url=settings.database)
    return Place(path=home.store, key=keys.database_key)


def _whole(database: str) -> str:
    """A database's address as it will be understood from any folder. Raises DATABASE-URL."""
    if database.startswith(_PLAIN):
        return _PLAIN + str(Path(database.removeprefix(_PLAIN)).absolute())
    if database:
        server_url(database)
    return database


def _author(keys: Unlocked) -> Author:
    return Author(
        officer=keys.officer.id,
        role=",".join(keys.officer.roles),
        office=keys.node.office,
        node=keys.node.id,
        epoch=keys.node.epoch,
        headquarters=keys.node.role == HEADQUARTERS,
    )


def set_up(
    folder: Path, new: NewOffice, *, clock: Callable[[], datetime] = system_clock
) -> tuple[Office, str]:
    """A new office in an empty folder, and the recovery code to print once.

    Raises UserError: a code that is none, a folder in use, a short password.
    Nothing is left behind after an error.
    """
    home = Home(folder)
    code = new.code.strip().upper()
    if not re.fullmatch(r"[A-Z0-9]{2,8}", code):
        raise UserError(
            "OFFICE-CODE", N_("The office code has 2 to 8 letters and digits, for example MND.")
        )
    if not new.name.strip():
        raise UserError("OFFICE-NAME", N_("Enter the name of the office."))
    if home.exists:
        raise UserError(
            "HOME-IN-USE", N_("An office has already been set up in this folder; nothing changed.")
        )
    database = _whole(new.database)
    folder.mkdir(parents=True, exist_ok=True)
    if home.begun.exists():
        home.set_aside()
    home.begun.touch()
    settings = _with(choices.load(folder), language=new.language, database=database)
    try:
        keys, recovery = key_slots.create(
            home.keys,
            code,
            HEADQUARTERS if new.headquarters else BRANCH,
            new.user,
            new_id(),
            tuple(role.value for role in Role),
            new.password,
            sample=new.sample,
        )
        choices.save(folder, settings)
        prepare(place_of(home, keys, settings), lambda: None, new=True)
        office = _first_records(home, keys, settings, replace(new, code=code), clock)
    except BaseException:
        home.clear()
        raise
    home.begun.unlink()
    return office, recovery


def _first_records(
    home: Home, keys: Unlocked, settings: Settings, new: NewOffice, clock: Callable[[], datetime]
) -> Office:
    office = Office(home, keys, settings, clock)
    try:
        ship(office.store)
        with office.store.write(N_("Office set up")) as session:
            session.add(
                OfficeRecord(
                    id=new.code,
                    name=new.name.strip(),
                    level=Level.HEAD_OFFICE if new.headquarters else Level.BRANCH,
                    province=new.province,
                )
            )
            session.add(
                Officer(
                    id=keys.officer.id,
                    user=keys.officer.user,
                    name=new.officer_name.strip() or keys.officer.user,
                    roles=frozenset(Role),
                    public_key=keys.officer.verify_key.hex(),
                )
            )
        office.refresh()
    except BaseException:
        office.close()
        raise
    return office


def open_office(
    folder: Path,
    user: str | None,
    password: str,
    *,
    clock: Callable[[], datetime] = system_clock,
) -> Office:
    """Open the office in `folder` as `user` (default: the only officer).

    Raises UserError: no office here, wrong password, damaged files, a newer
    schema; each with its own code and sentence.
    """
    home = Home(folder)
    if user is None:
        names = key_slots.users(home.keys)
        if len(names) != 1:
            raise UserError(
                "USER",
                N_("Several officers work here; say who you are: {names}"),
                names=", ".join(names),
            )
        user = names[0]
    keys = key_slots.unlock(home.keys, user, password)
    settings = choices.load(folder)
    place = place_of(home, keys, settings)
    if place.path is not None and not place.path.exists():
        raise UserError(
            "STORE-MISSING",
            N_("The data file {name} is missing. Restore the latest backup."),
            name=place.path.name,
        )
    prepare(place, lambda: take(home, place, Why.UPGRADE, clock()))
    office = Office(home, keys, settings, clock)
    try:
        office.keys = access.settle(office.store, keys)
        access.seal(office.store, office.keys)
        ship(office.store)
    except BaseException:
        office.close()
        raise
    office.refresh()
    return office


def recover_office(
    folder: Path,
    code: str,
    user: str,
    password: str,
    *,
    clock: Callable[[], datetime] = system_clock,
) -> Office:
    """Open the office with its printed recovery code; `user` gets `password` and a new seal.

    Raises UserError: a code mistyped or of another office, a short password.
    """
    key_slots.recover(Home(folder).keys, code, user, password)
    return open_office(folder, user, password, clock=clock)
