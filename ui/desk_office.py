"""The opened office as the window and its pages see it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from desktop_app.office import Office
from desktop_app.store.session_code import SessionCode
from desktop_app.store.store import Store
from desktop_app.wording import WIB, WIT, WITA, Zone
from ui.shell import Office as Shown

_ZONES = {7: WIB, 8: WITA, 9: WIT}


class DeskOffice(Shown):
    """An `Office` with what the shell asks; pages reach the store through it."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.session_code = SessionCode()

    @property
    def store(self) -> Store:
        """The office's store; used in the store's thread."""
        return self.office.store

    @property
    def zone(self) -> Zone:
        """The office's time zone."""
        return _ZONES[self.office.offset]

    @property
    def today(self) -> date:
        """The office's date."""
        return self.office.today

    @property
    def caption(self) -> str:
        return self.office.name

    @property
    def officer(self) -> str:
        return self.office.officer.name if self.office.officer else ""

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(role.value for role in self.office.roles)

    @property
    def is_sample(self) -> bool:
        return self.office.sample

    def now(self) -> datetime:
        return self.office.now.astimezone(timezone(timedelta(hours=self.office.offset)))
