"""What a blank attendance sheet says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from exports.letter import Letterhead, Signer

INSTRUCTOR = Signer("", "", heading="Instruktur,")
COMMITTEE = Signer("", "", heading="Panitia,")

PARTS = {1: ("",), 2: ("Pagi", "Siang"), 3: ("Pagi", "Siang", "Sore")}
"""What the sessions of a day are called, by how many there are."""


@dataclass(frozen=True)
class Seat:
    """A participant; `kpj` whole, it is masked here."""

    name: str
    kpj: str = ""
    employer: str = ""


@dataclass(frozen=True)
class AttendanceSheet:
    """What a blank attendance sheet says."""

    letterhead: Letterhead
    class_code: str
    programme: str
    provider: str
    place: str
    city: str
    days: tuple[tuple[date, int], ...]
    """The days with sessions, each with how many (1 to 3)."""
    people: tuple[Seat, ...]
    seats: int = 0
    """Rows on the sheet; those beyond `people` stay empty."""
    calendar_days: int = 0
    """How long the class lasts on the calendar; 0 for as long as its sessions."""
    instructor: Signer = INSTRUCTOR
    committee: Signer = COMMITTEE

    @property
    def one_employer(self) -> str:
        """The employer that all of them come from, if it is one."""
        employers = {seat.employer for seat in self.people}
        return employers.pop() if len(employers) == 1 else ""

    @property
    def rows(self) -> list[Seat]:
        """Everybody's row, and the empty ones."""
        return [*self.people, *[Seat("")] * (self.seats - len(self.people))]


@dataclass(frozen=True)
class Session:
    """One column to be present in."""

    day: date
    part: str
