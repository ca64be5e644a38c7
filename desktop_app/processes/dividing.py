"""*Bagi ke kelas*: classes and a waiting list proposed for people who look for a seat.

People of one programme, way of paying and place come together, those registered first in the
first class. A class holds its capacity; what is left over makes a smaller class if there are
enough people for one, and waits otherwise. The proposal is then edited and accepted as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records.employer import Scheme


@dataclass(frozen=True)
class Busy:
    """A class that a person has a seat in already, and when it is."""

    code: str
    since: date
    until: date


@dataclass(frozen=True)
class Seeker:
    """Somebody who looks for a seat; `id` is the enrolment's."""

    id: str
    name: str
    number: str
    programme: str
    scheme: Scheme
    registered_on: date
    place: str = ""
    """District or city, in words; people of one place learn together."""
    employer: str | None = None
    employer_name: str = ""
    funding: str | None = None
    busy: tuple[Busy, ...] = ()

    @property
    def kind(self) -> Kind:
        """What a class must be like to take this person."""
        own = self.employer if self.scheme is Scheme.REIMBURSEMENT else None
        return Kind(self.programme, self.scheme, self.funding, own)


@dataclass(frozen=True)
class Kind:
    """What all people of a class share; in scheme B also their employer, who trains."""

    programme: str
    scheme: Scheme
    funding: str | None = None
    employer: str | None = None


@dataclass(frozen=True)
class Terms:
    """How classes are proposed: seats, the fewest people, and when a programme is over."""

    starts_on: date
    ends: Callable[[str, date], date]
    """The last day of a class of a programme (its id) that begins on a day."""
    capacity: int = 20
    least: int = 5


@dataclass(frozen=True)
class Proposed:
    """A class as it is proposed; `people` are ids of seekers."""

    kind: Kind
    place: str
    starts_on: date
    ends_on: date
    capacity: int
    people: tuple[str, ...] = ()


class Aside(Enum):
    """Where those are who get no seat."""

    WAITING = "WAITING"
    OUT = "OUT"
    """Left out: nothing is done with them."""


@dataclass(frozen=True)
class Proposal:
    """Classes, a waiting list in its order, and those left out."""

    classes: tuple[Proposed, ...]
    waiting: tuple[str, ...] = ()
    out: tuple[str, ...] = ()

    def people(self, place: int | Aside) -> tuple[str, ...]:
        """Who is in a class (by its place from 0), waits, or is left out."""
        if isinstance(place, int):
            return self.classes[place].people
        return self.waiting if place is Aside.WAITING else self.out


def propose(seekers: Iterable[Seeker], terms: Terms) -> Proposal:
    """Classes for those who look for a seat, and who waits."""
    groups: dict[tuple[Kind, str], list[Seeker]] = {}
    for one in sorted(seekers, key=lambda one: (one.registered_on, one.number, one.id)):
        groups.setdefault((one.kind, one.place), []).append(one)
    classes: list[Proposed] = []
    waiting: list[Seeker] = []
    for (kind, place), people in groups.items():
        for at in range(0, len(people), terms.capacity):
            portion = people[at : at + terms.capacity]
            if len(portion) < terms.least:
                waiting += portion
            else:
                classes.append(_proposed(kind, place, terms, portion))
    return Proposal(tuple(classes), tuple(one.id for one in waiting))


def _proposed(kind: Kind, place: str, terms: Terms, people: Sequence[Seeker]) -> Proposed:
    ends_on = terms.ends(kind.programme, terms.starts_on)
    ids = tuple(one.id for one in people)
    return Proposed(kind, place, terms.starts_on, ends_on, terms.capacity, ids)


# --- editing ------------------------------------------------------------------------


def move(
    proposal: Proposal, ids: Collection[str], to: int | Aside, seekers: Mapping[str, Seeker]
) -> Proposal:
    """Put people into a class, on the waiting list or aside, in the order they have.

    Raises UserError DIVIDE-KIND for somebody whom the class cannot take: of another
    programme or scheme, or in scheme B of another employer.
    """
    if isinstance(to, int):
        kind = proposal.classes[to].kind
        wrong = [seekers[id] for id in ids if seekers[id].kind != kind]
        if wrong:
            raise UserError(
                "DIVIDE-KIND",
                N_("{name} is enrolled for another programme, scheme or employer."),
                name=wrong[0].name,
            )
    chosen = frozenset(ids)
    moved = [id for id in _order(proposal) if id in chosen]

    def left(people: tuple[str, ...], place: int | Aside) -> tuple[str, ...]:
        stay = tuple(id for id in people if id not in chosen)
        return (*stay, *moved) if place == to else stay

    return Proposal(
        tuple(replace(one, people=left(one.people, n)) for n, one in enumerate(proposal.classes)),
        left(proposal.waiting, Aside.WAITING),
        left(proposal.out, Aside.OUT),
    )


def _order(proposal: Proposal) -> list[str]:
    people = [id for one in proposal.classes for id in one.people]
    return [*people, *proposal.waiting, *proposal.out]


def change(proposal: Proposal, number: int, changed: Proposed) -> Proposal:
    """The proposal with another date, place or capacity of one class."""
    classes = list(proposal.classes)
    classes[number] = changed
    return replace(proposal, classes=tuple(classes))


def add(proposal: Proposal, number: int) -> Proposal:
    """The proposal with a further, empty class after one, like it."""
    classes = list(proposal.classes)
    classes.insert(number + 1, replace(classes[number], people=()))
    return replace(proposal, classes=tuple(classes))


def dissolve(proposal: Proposal, number: int) -> Proposal:
    """The proposal without one class, whose people wait."""
    classes = list(proposal.classes)
    gone = classes.pop(number)
    waiting = (*proposal.waiting, *gone.people)
    return replace(proposal, classes=tuple(classes), waiting=waiting)


# --- judging ------------------------------------------------------------------------


class Fault(Enum):
    """What is the matter with a proposed class; the first two bar its acceptance."""

    OVER = "OVER"
    """More people than seats."""
    DATES = "DATES"
    """It ends before it begins."""
    FEW = "FEW"
    """Fewer people than a class should have."""
    CLASH = "CLASH"
    """Somebody of it is in another class at the time."""


BARS = frozenset({Fault.OVER, Fault.DATES})


def faults(one: Proposed, least: int, seekers: Mapping[str, Seeker]) -> list[Fault]:
    """What is the matter with a class; an empty one is only left away."""
    if not one.people:
        return []
    found = {
        Fault.OVER: len(one.people) > one.capacity,
        Fault.DATES: one.ends_on < one.starts_on,
        Fault.FEW: len(one.people) < least,
        Fault.CLASH: any(busy_with(seekers[id], one) for id in one.people),
    }
    return [fault for fault, there in found.items() if there]


def busy_with(seeker: Seeker, one: Proposed) -> str:
    """The code of a class that a person is in on the days of the proposed one; empty if none."""
    codes = (b.code for b in seeker.busy if b.since <= one.ends_on and b.until >= one.starts_on)
    return next(codes, "")
