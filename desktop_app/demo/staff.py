"""Who works at the sample's branch beside the officer who set it up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from desktop_app.demo.cast import MARK
from desktop_app.desk import officers
from desktop_app.desk.officers import NewOfficer
from desktop_app.office import Office, open_office
from desktop_app.records.office import Role

COUNTER, DIVISION, PROTECTION = "loket", "kabid", "pdp"
"""User names: the counter, the head of division who decides, data protection."""

_HIRED = (
    NewOfficer(
        COUNTER,
        f"Sri Lumentut {MARK}",
        frozenset({Role.CLERK, Role.VERIFIER}),
        "Petugas Loket Vokasi",
        "990000004",
    ),
    NewOfficer(
        DIVISION,
        f"Denny Karundeng {MARK}",
        frozenset({Role.APPROVER}),
        "Kepala Bidang Kepesertaan",
        "990000003",
    ),
    NewOfficer(
        PROTECTION,
        f"Grace Wenas {MARK}",
        frozenset({Role.DPO}),
        "Pejabat Pelindungan Data",
        "990000005",
    ),
)
USERS = tuple(one.user for one in _HIRED)


@dataclass(frozen=True)
class Staff:
    """The branch as each of its officers has it open."""

    chief: Office
    """Of the officer who set it up, who has all roles."""
    counter: Office
    division: Office
    protection: Office

    @property
    def offices(self) -> tuple[Office, ...]:
        """All of them."""
        return self.chief, self.counter, self.division, self.protection


def hire(chief: Office, password: str, clock: Callable[[], datetime], opened: ExitStack) -> Staff:
    """Add the officers, each with `password` as their own; `opened` closes what they open."""
    found = {}
    for new in _HIRED:
        first = officers.add(chief, new)
        office = open_office(chief.home.folder, new.user, first, clock=clock)
        opened.callback(office.close)
        officers.choose_password(office, first, password)
        found[new.user] = office
    return Staff(chief, found[COUNTER], found[DIVISION], found[PROTECTION])
