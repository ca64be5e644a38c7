"""The sample's training side: providers, programmes, classes, and seats for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeAlias

from desktop_app.demo.cases import Case
from desktop_app.demo.cast import Cast, table
from desktop_app.records import TrainingProgramme
from desktop_app.records.employer import PartnerOf, ProviderType, Scheme
from desktop_app.records.record import from_stored
from desktop_app.records.training import ClassState, EnrolmentState

Row: TypeAlias = dict[str, Any]

_C, _E = ClassState, EnrolmentState

# How many classes of each state; between how many days ago they begin (the
# running ones begin so that they are on today); the states of their people.
_CLASSES: tuple[tuple[ClassState, int, int, int, tuple[EnrolmentState, ...]], ...] = (
    (_C.REPORTED, 5, 75, 45, (_E.CERTIFIED, _E.PLACED, _E.NOT_PLACED, _E.PLACED)),
    (_C.FINISHED, 4, 36, 26, (_E.COMPLETED, _E.ASSESSED, _E.COMPLETED, _E.DROPPED)),
    (_C.RUNNING, 5, 4, 0, (_E.IN_TRAINING,) * 8 + (_E.DROPPED,)),
    (_C.FULL, 2, -4, -9, (_E.ASSIGNED,)),
    (_C.OPEN, 4, -5, -14, (_E.ASSIGNED,)),
    (_C.PLANNED, 3, -15, -40, (_E.ASSIGNED,)),
    (_C.CANCELLED, 2, 20, 10, (_E.CANCELLED,)),
)
WAITING = (_E.REGISTERED, _E.VERIFIED, _E.APPROVED, _E.REJECTED, _E.WAITLISTED)
"""States of people without a class."""

REASONS = {
    _E.REJECTED: "Masa kepesertaan belum memenuhi syarat",
    _E.CANCELLED: "Kelas dibatalkan oleh lembaga pelatihan",
}


@dataclass
class Group:
    """A class in the making: its row, its lesson hours and the seats it offers."""

    row: Row
    lesson_hours: int
    seats: list[EnrolmentState]
    taken: int = 0

    @property
    def id(self) -> str:
        return str(self.row["id"])


@dataclass
class Seats:
    """All seats, dealt out in turn; those of a scheme B class only to its employer's people."""

    open: list[tuple[Group, EnrolmentState]] = field(default_factory=list)
    of_employer: dict[str, list[tuple[Group, EnrolmentState]]] = field(default_factory=dict)

    def take(
        self, employer: str | None, scheme: Scheme, after: date
    ) -> tuple[Group, EnrolmentState] | None:
        """The next seat for a person of an employer, in a class that begins `after` a day."""
        own = self.of_employer.get(employer or "", [])
        left = self.open if scheme is Scheme.PARTNER else own
        for place, (group, state) in enumerate(left):
            if group.row["starts_on"] > after:
                group.taken += 1
                del left[place]
                return group, state
        return None


def programmes() -> list[Row]:
    """The catalogue of 22 programmes, headquarters' own."""
    return [from_stored(TrainingProgramme, row) for row in table("catalogue")]


def providers(cast: Cast, *, local: bool) -> list[Row]:
    """The training providers: headquarters' partners, or those the branch added."""
    return [
        _provider(cast, row) for row in cast.table["providers"] if row.get("local", False) is local
    ]


def _provider(cast: Cast, row: Row) -> Row:
    kind = ProviderType.of(row["type"])
    own = kind is ProviderType.COMPANY
    number = cast.count("provider")
    return {
        "id": cast.id(),
        "name": row["name"],
        "type": kind,
        "partner_of": PartnerOf.EMPLOYER if own else PartnerOf.AGENCY,
        "local": row.get("local", False),
        "contact": cast.name(),
        "phone": cast.phone(),
        "email": f"info@lembaga{number}.example",
        "address": f"{cast.pick('streets')} No. {number}, {row['town']}",
        "vin": f"CONTOH {number:08}",
        "licence": f"CONTOH/{number:03}/IZIN",
        "licence_until": cast.today + timedelta(days=50 if number == 2 else 400 + 30 * number),
    }


def classes(
    cast: Cast,
    cases: Sequence[Case],
    trainers: Sequence[Row],
    workday: Callable[[date], date],
    ends: Callable[[date, int], date],
) -> list[Group]:
    """The classes by first day; some are an employer's own (scheme B).

    `ends(first, n)` is the n-th working day from `first` on.
    """
    offered = programmes()
    reimbursed = [case for case in cases if case.scheme is Scheme.REIMBURSEMENT]
    found: list[Group] = []
    for state, count, most, least, people in _CLASSES:
        for number in range(count):
            programme = offered[(len(found) * 5) % len(offered)]
            starts_on = workday(cast.ago(most, least))
            ends_on = ends(starts_on, programme["days"])
            case = reimbursed.pop(0) if number == count - 1 and reimbursed else None
            side = PartnerOf.EMPLOYER if case else PartnerOf.AGENCY
            licensed = [
                trainer["id"]
                for trainer in trainers
                if trainer["partner_of"] is side and trainer["licence_until"] >= ends_on
            ]
            row = {
                "id": cast.id(),
                "programme": programme["id"],
                "provider": cast.random.choice(licensed),
                "scheme": Scheme.REIMBURSEMENT if case else Scheme.PARTNER,
                "employer": case.employer if case else None,
                "agreement": f"Perjanjian pelatihan CONTOH/{len(found):02}" if case else None,
                "state": state,
                "cancelled_because": REASONS[_E.CANCELLED] if state is _C.CANCELLED else None,
                "place": "Bengkel pelatihan lembaga" if number % 2 else "Ruang kelas lembaga",
                "instructor": cast.name(),
                "starts_on": starts_on,
                "ends_on": ends_on,
                "capacity": 20,
                "programme_year": starts_on.year,
            }
            size = cast.random.randint(7, 14)
            seats = [people[i % len(people)] for i in range(size)]
            found.append(Group(row, programme["lesson_hours"], seats))
    return sorted(found, key=lambda group: (group.row["starts_on"], group.id))


def seats(cast: Cast, groups: Sequence[Group]) -> Seats:
    """The seats of all classes; those of the first people cover every state there is."""
    dealt = Seats()
    for group in groups:
        if group.row["scheme"] is Scheme.REIMBURSEMENT:
            theirs = [(group, state) for state in group.seats]
            dealt.of_employer.setdefault(group.row["employer"], []).extend(theirs)
        else:
            dealt.open += [(group, state) for state in group.seats]
    cast.random.shuffle(dealt.open)
    seen: set[EnrolmentState] = set()
    first: list[tuple[Group, EnrolmentState]] = []
    rest: list[tuple[Group, EnrolmentState]] = []
    for seat in dealt.open:
        (rest if seat[1] in seen else first).append(seat)
        seen.add(seat[1])
    dealt.open = first + rest
    return dealt
