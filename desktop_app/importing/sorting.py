"""Who of a list is ready to be recorded, who is there already, and who is not ready.

Nothing recorded is ever overwritten: a person who is there stays as recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from desktop_app.i18n import N_
from desktop_app.importing.entry import Entry, Person
from desktop_app.importing.findings import Finding, Weight, finding
from desktop_app.processes.likeness import ALIKE, Somebody, same_person
from desktop_app.records.names import name_key


class Status(StrEnum):
    """What becomes of a row; the value is the command line's word."""

    READY = "ready"
    EXISTS = "exists"
    CHECK = "check"
    WRONG = "wrong"


@dataclass(frozen=True)
class KnownPerson:
    """Somebody the store holds."""

    id: str
    nik: str | None
    name: str
    birth_date: date | None


class Known(Protocol):
    """What the store knows; each question is asked once for a whole list."""

    def by_nik(self, niks: Collection[str]) -> Mapping[str, Sequence[KnownPerson]]:
        """The people with these NIKs."""
        ...

    def by_kpj(self, numbers: Collection[str]) -> Mapping[str, Sequence[KnownPerson]]:
        """The people with these KPJs."""
        ...

    def by_birth(self, days: Collection[date]) -> Mapping[date, Sequence[KnownPerson]]:
        """The people born on these days."""
        ...


class Nobody:
    """A store that holds nobody."""

    def by_nik(self, niks: Collection[str]) -> Mapping[str, Sequence[KnownPerson]]:
        """None of them."""
        return {}

    def by_kpj(self, numbers: Collection[str]) -> Mapping[str, Sequence[KnownPerson]]:
        """None of them."""
        return {}

    def by_birth(self, days: Collection[date]) -> Mapping[date, Sequence[KnownPerson]]:
        """None of them."""
        return {}


@dataclass
class Sorted:
    """An entry of the list and what becomes of the row.

    `existing` is the id of the record in the store when the row EXISTS there;
    `same_as` is the earlier entry of the file when it is the file's own double.
    `found` is what is odd about the row: by itself, in its list and in the books.
    """

    entry: Entry
    status: Status = Status.READY
    existing: str | None = None
    same_as: Entry | None = None
    found: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.found = [*self.entry.findings, *self.found]

    @property
    def person(self) -> Person:
        """The entry of a list of workers."""
        assert isinstance(self.entry, Person)
        return self.entry

    @property
    def findings(self) -> list[Finding]:
        """What is odd about the row, the gravest first."""
        return sorted(self.found, key=lambda found: -found.weight)

    def confirmed(self, field: str, code: str) -> bool:
        """Whether a person has found that finding to be right."""
        return (field, code) in self.entry.confirmed

    def settle(self) -> None:
        """The gravest finding decides; what is there already needs no repair.

        What needed a look and was looked at becomes a remark.
        """
        self.found = [
            replace(one, weight=Weight.REMARK)
            if one.weight is Weight.LOOK and self.confirmed(one.field, one.code)
            else one
            for one in self.found
        ]
        gravest = max((one.weight for one in self.found), default=Weight.REMARK)
        if self.status is not Status.EXISTS and gravest > Weight.REMARK:
            self.status = Status.WRONG if gravest is Weight.HARD else Status.CHECK


def sort_people(people: Sequence[Person], known: Known) -> list[Sorted]:
    """Each person of the list with its status, in the list's order."""
    by_nik = known.by_nik({p.nik for p in people if p.nik})
    by_kpj = known.by_kpj({p.kpj for p in people if p.kpj})
    by_birth = known.by_birth({day for p in people if (day := p.worker.get("birth_date"))})
    first: dict[str, Sorted] = {}
    first_kpj: dict[str, Person] = {}
    done: list[Sorted] = []
    for person in people:
        item = Sorted(person)
        if person.nik and not _faulty_nik(person):
            _against_file(item, first)
            if item.status is Status.READY:
                _against_store(item, by_nik.get(person.nik, ()))
        if item.status is Status.READY:
            _against_kpj(item, first_kpj, by_kpj)
            _against_likeness(item, by_birth)
        item.settle()
        done.append(item)
    return done


def _faulty_nik(person: Person) -> bool:
    return any(found.hard and found.field == "nik" for found in person.findings)


def _same_name(one: str, other: str) -> bool:
    return bool(one) and name_key(one) == name_key(other)


def _against_file(item: Sorted, first: dict[str, Sorted]) -> None:
    person = item.person
    earlier = first.setdefault(person.nik or "", item)
    if earlier is item:
        return
    same = _same_name(person.name, earlier.entry.name)
    if same and any(found.hard for found in earlier.found):
        first[person.nik or ""] = item  # The earlier row will not be recorded.
        return
    if same:
        item.status, item.same_as = Status.EXISTS, earlier.entry
        text = N_("Stands in row {row} of this list already")
        advice = N_("Nothing to do; the row may be deleted.")
        weight = Weight.REMARK
    else:
        text = N_("The same NIK as in row {row}, but another name")
        advice = N_("Compare the NIKs of both with their identity cards.")
        weight = Weight.HARD
    item.found.append(finding("nik", "DOUBLE", text, advice, weight=weight, row=earlier.entry.row))


def _against_store(item: Sorted, there: Sequence[KnownPerson]) -> None:
    person = item.person
    same = next((known for known in there if _same_name(person.name, known.name)), None)
    if same is None and there and item.confirmed("nik", "OTHER_NAME"):
        same = there[0]  # A person has compared them: a name spelt otherwise.
    if same:
        item.status, item.existing = Status.EXISTS, same.id
        text = N_("Is recorded already; nothing was changed")
        advice = N_("Nothing to do.")
        item.found.append(finding("nik", "EXISTS", text, advice, weight=Weight.REMARK))
    elif there:
        text = N_("This NIK is recorded under another name")
        advice = N_("Compare the NIK and the name with the identity card.")
        item.found.append(finding("nik", "OTHER_NAME", text, advice))


def _against_kpj(
    item: Sorted, first: dict[str, Person], there: Mapping[str, Sequence[KnownPerson]]
) -> None:
    person = item.person
    if not person.kpj:
        return
    earlier = first.setdefault(person.kpj, person)
    if earlier is not person:
        text = N_("The same KPJ as in row {row}")
        advice = N_("Compare the KPJ with both membership cards.")
        item.found.append(
            finding("kpj", "DOUBLE", text, advice, weight=Weight.LOOK, row=earlier.row)
        )
    elif any(known.nik != person.nik for known in there.get(person.kpj, ())):
        text = N_("This KPJ is recorded for somebody else")
        advice = N_("Compare the KPJ with the membership card.")
        item.found.append(finding("kpj", "OTHER_PERSON", text, advice, weight=Weight.LOOK))


def _against_likeness(item: Sorted, there: Mapping[date, Sequence[KnownPerson]]) -> None:
    person = item.person
    day = person.worker.get("birth_date")
    if day is None:
        return
    one = Somebody("", person.name, person.nik, day)
    others = (
        Somebody(known.id, known.name, known.nik, known.birth_date)
        for known in there.get(day, ())
        if known.nik is None or known.nik != person.nik
    )
    if any(same_person(one, other) >= ALIKE for other in others):
        text = N_("Somebody of a like name and this birth date is recorded already")
        advice = N_("Compare the NIK with the identity card; it may be the same person.")
        item.found.append(finding("name", "LIKE", text, advice, weight=Weight.LOOK))
