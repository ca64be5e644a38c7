"""By what people are grouped in reports of indicators, stages and work, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.earlier_answers import withdrawn_since
from desktop_app.desk.indicator_facts import Belongs, Books, books
from desktop_app.desk.indicators import AsOf, as_of, headquarters
from desktop_app.desk.spans import Span
from desktop_app.i18n import N_, translate, translate_n
from desktop_app.processes.indicators import Known
from desktop_app.records import (
    Employer,
    Province,
    Region,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records import Office as OfficeRecord
from desktop_app.wording import day_and_clock, day_long, integer
from exports.reports.report import Option, Question

UNKNOWN = N_("Not filled in")


@dataclass(frozen=True)
class Grouping:
    """A way to group: its heading, what a person belongs to, and how that is named."""

    title: str
    """English source text."""
    of: Callable[[Belongs], str | int | None]
    names: Callable[[Session], Mapping[Any, str]]
    cases: bool = True
    """Whether a case belongs to it before anybody is enrolled."""
    purse: bool = False
    """Whether it has a quota and money of its own."""


def _of(record: Any, name: str = "name") -> Callable[[Session], Mapping[Any, str]]:
    return lambda session: dict(session.execute(select(record.id, getattr(record, name))).all())


def _years(session: Session) -> Mapping[Any, str]:
    return {}


def _offices(session: Session) -> Mapping[Any, str]:
    found = session.execute(select(OfficeRecord.id, OfficeRecord.name))
    return {id: f"{id} {name}" for id, name in found}


def _classes(session: Session) -> Mapping[Any, str]:
    own = TrainingClass
    found = session.execute(
        select(own.id, own.code, TrainingProgramme.name).join(
            TrainingProgramme, TrainingProgramme.id == own.programme
        )
    )
    return {id: f"{code} {name}" for id, code, name in found}


GROUPINGS: dict[str, Grouping] = {
    "year": Grouping(N_("Programme year"), lambda one: one.year, _years, purse=True),
    "programme": Grouping(
        N_("Training programme"), lambda one: one.programme, _of(TrainingProgramme)
    ),
    "class": Grouping(N_("Class"), lambda one: one.training_class, _classes, cases=False),
    "region": Grouping(N_("District or city"), lambda one: one.region, _of(Region)),
    "province": Grouping(N_("Province"), lambda one: one.region and one.region[:2], _of(Province)),
    "employer": Grouping(N_("Former employer"), lambda one: one.employer, _of(Employer)),
    "office": Grouping(N_("Office"), lambda one: one.office, _offices, purse=True),
}
"""All of them, by the name of the choice."""


def grouped_by(*names: str) -> Option:
    """The choice of a report among some groupings, the usual one first; offices at headquarters."""

    def choices(session: Session, question: Question) -> Sequence[tuple[str, str]]:
        whole = headquarters(session, question.office_code)
        shown = (name for name in names if whole or name != "office")
        return [(name, translate(GROUPINGS[name].title)) for name in shown]

    return Option("group", N_("Grouped by"), choices, each=True)


@dataclass(frozen=True)
class Group:
    """Some people under a name; `key` is what they belong to, None for what is not known."""

    key: Any
    name: str
    known: Known


@dataclass(frozen=True)
class Asked:
    """The people a report is about, in their groups, and of when the books are."""

    grouping: Grouping
    groups: Sequence[Group]
    whole: Known
    as_of: AsOf
    said: str
    """The as-of point in words: the foot of the paper."""
    question: Question
    """The question as it is answered: its period begins with the programme."""
    corrected: tuple[str, ...]
    """A note on answers that stood on the day and were withdrawn since, if there are any."""

    @property
    def day(self) -> date:
        """The day as of which is counted."""
        return self.as_of.day


def ask_people(session: Session, question: Question, *, hours: bool = True) -> Asked:
    """Read and group the people of a question, as of its last day.

    What a person reached does not begin with a month: all is counted from the
    beginning of the programme year on, so the first day of the period bounds nothing.
    """
    grouping = GROUPINGS[question.options["group"]]
    day = question.last_day
    found = books(session, day, Span(programme_year=question.programme_year), hours=hours)
    names = grouping.names(session)
    groups = sorted(_groups(found, grouping, names), key=lambda one: (one.key is None, one.name))
    point = as_of(session, day)
    answered = replace(question, since=None, until=day)
    said, corrected = _said(point, question), _corrected(session, day, found)
    return Asked(grouping, groups, found.known(), point, said, answered, corrected)


def _corrected(session: Session, day: date, found: Books) -> tuple[str, ...]:
    many = withdrawn_since(session, day, found.people)
    words = translate_n(
        "{n} answer that stood on {day} was withdrawn as wrong since; the figures of the day keep"
        " it.",
        "{n} answers that stood on {day} were withdrawn as wrong since; the figures of the day"
        " keep them.",
        many,
    )
    return (words.format(n=integer(many), day=day_long(day)),) if many else ()


def _groups(found: Books, grouping: Grouping, names: Mapping[Any, str]) -> Iterator[Group]:
    people: dict[Any, list[Any]] = {}
    cases: dict[Any, list[Any]] = {}
    for person, where in found.people.values():
        people.setdefault(grouping.of(where), []).append(person)
    if grouping.cases:
        for case, where in found.consulted.values():
            cases.setdefault(grouping.of(where), []).append(case)
    for key in {**people, **cases}:
        name = translate(UNKNOWN) if key is None else names.get(key, str(key))
        yield Group(key, name, Known(people.get(key, ()), cases.get(key, ())))


def _said(point: AsOf, question: Question) -> str:
    """``Per 30 November 2026 · buku sampai 24 November 2026 10.00 WITA (baris 1.234)``."""
    day = translate(N_("As of {day}")).format(day=day_long(point.day))
    if point.at is None:
        return day
    books_of = translate(N_("books through {moment}, line {line}")).format(
        moment=day_and_clock(point.at, question.zone), line=integer(point.line)
    )
    return f"Terampil · {day} · {books_of}"
