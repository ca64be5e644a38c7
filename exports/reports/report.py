"""What every report is: a question to a store whose answer is a sheet."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, SQLColumnExpression, or_, select
from sqlalchemy.orm import Session

from desktop_app import VERSION
from desktop_app.errors import UserError
from desktop_app.i18n import N_, language, translate
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.records import Office as OfficeRecord
from desktop_app.records import Parameter, PilotPlace
from desktop_app.records.identifiers import mask
from desktop_app.records.names import fold
from desktop_app.wording import Zone, day_and_clock, day_long, day_range
from exports.office_paper import full_name, printed_by, zone_of_office
from exports.pictures import Picture
from exports.sheet import Behind, Cell, Column, Sheet


@dataclass(frozen=True)
class Question:
    """What is asked of a report, by whom, and when.

    The period runs from `since` through `until`; None leaves an end open.
    `reveal` shows masked values whole and needs a `purpose`; the caller puts
    the showing down (`desk.cases.reveal`). `programme_year` narrows to a year.
    """

    since: date | None
    until: date | None
    today: date
    now: datetime
    zone: Zone
    printed_by: str
    office_name: str
    office_code: str
    purpose: str = ""
    reveal: bool = False
    programme_year: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    """What else was chosen, by the name of the report's `Option`."""
    said: Sequence[tuple[str, str]] = ()
    """The same in words, as `Report.sheet` found it: title and choice."""

    @classmethod
    def of(
        cls,
        office: Office,
        since: date | None = None,
        until: date | None = None,
        *,
        purpose: str = "",
        reveal: bool = False,
        programme_year: int | None = None,
        options: Mapping[str, str] | None = None,
    ) -> Question:
        """A question asked by the officer at the desk, now."""
        return cls(
            since,
            until,
            office.today,
            office.now,
            zone_of_office(office),
            printed_by(office),
            full_name(office.record) if office.record else office.name,
            office.code,
            purpose,
            reveal,
            programme_year,
            options or {},
        )

    @property
    def last_day(self) -> date:
        """The last day the answer can speak of."""
        return self.today if self.until is None else min(self.until, self.today)

    @property
    def running(self) -> bool:
        """The period is not over, so the answer may still change."""
        return self.until is None or self.until >= self.today

    @property
    def period(self) -> str:
        """``1–30 April 2019``, ``sampai dengan 30 April 2019``."""
        if self.since and self.until:
            return day_range(self.since, self.until)
        if self.since:
            return translate(N_("from {day}")).format(day=day_long(self.since))
        return translate(N_("through {day}")).format(day=day_long(self.until or self.today))

    def moments(self) -> tuple[datetime | None, datetime | None]:
        """The period as moments in the office's time: from the first, before the second."""
        zone = timezone(timedelta(hours=self.zone.hours))

        def start(day: date | None) -> datetime | None:
            return None if day is None else datetime.combine(day, time(), zone)

        return start(self.since), start(self.until and self.until + timedelta(days=1))

    def within(self, day: SQLColumnExpression[Any]) -> list[ColumnElement[bool]]:
        """The conditions that keep `day` inside the period."""
        ends: list[ColumnElement[bool]] = []
        if self.since is not None:
            ends.append(day >= self.since)
        if self.until is not None:
            ends.append(day <= self.until)
        return ends

    def masked(self, value: str | None, show: Callable[[str], str] = str) -> str | None:
        """An identifier as this reader may see it."""
        if not value:
            return None
        return show(value) if self.reveal else mask(value)


Ask: TypeAlias = Callable[[Session, Question], Sheet]
Choices: TypeAlias = "Callable[[Session, Question], Sequence[tuple[str, str]]]"


@dataclass(frozen=True)
class Option:
    """Something a report wants to be told beside its period: one of several choices.

    `choices` gives values and how people read them, the first being the usual
    one. The monthly pack holds the report once for `each` choice.
    """

    name: str
    """As the command line calls it; stable."""
    title: str
    """English source text."""
    choices: Choices
    each: bool = False

    def chosen(self, session: Session, question: Question) -> tuple[str, str] | None:
        """The choice of `question` and its words; None where nothing can be chosen.

        Raises UserError for what is no choice; the command line may say the words.
        """
        choices = self.choices(session, question)
        wanted = question.options.get(self.name)
        if wanted is None:
            return choices[0] if choices else None
        for value, words in choices:
            if wanted.casefold() in (value.casefold(), words.casefold()):
                return value, words
        raise UserError(
            "OPTION",
            N_("{option}: {given} cannot be chosen here. Choose one of these: {choices}"),
            option=translate(self.title),
            given=wanted,
            choices=", ".join(words for _value, words in choices[:12]) or "-",
        )


@dataclass(frozen=True)
class Report:
    """A question that can be asked by name."""

    name: str
    """As the command line calls it; stable."""
    title: str
    """English source text."""
    about: str
    """One English sentence for the list of reports."""
    ask: Ask
    paper: str = "A4"
    """The usual size, ``A4`` or ``F4``."""
    options: tuple[Option, ...] = ()
    right: Right | None = None
    """Without it nobody asks; such a report is no part of the monthly pack."""

    def sheet(self, session: Session, question: Question) -> Sheet:
        """The answer, in Indonesian.

        Raises UserError when masked values are wanted without a purpose, or
        the period ends before it begins.
        """
        if question.reveal and not question.purpose.strip():
            raise UserError(
                "PURPOSE", N_("Say what the unmasked data are for; the purpose is printed with it.")
            )
        if question.since and question.until and question.until < question.since:
            raise UserError("PERIOD", N_("The period ends before it begins."))
        unknown = set(question.options) - {option.name for option in self.options}
        if unknown:
            raise UserError(
                "OPTION", N_("This report has no choice {name}."), name=", ".join(sorted(unknown))
            )
        with language("id"):
            found = [(o, o.chosen(session, question)) for o in self.options]
            chosen = {option.name: choice[0] for option, choice in found if choice}
            said = tuple((translate(option.title), choice[1]) for option, choice in found if choice)
            return self.ask(session, replace(question, options=chosen, said=said))


def register(
    session: Session,
    question: Question,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    notes: Sequence[str] = (),
    provisional: bool = False,
    personal: bool = True,
    behind: Mapping[tuple[int, int], Behind] | None = None,
    pictures: Sequence[Picture] = (),
    as_of: str = "",
) -> Sheet:
    """A sheet with its circumstances around it; `rows` begin with their number.

    `as_of` stands in place of who asked and when.
    """
    stage = _stage(session, question)
    place = f"{question.office_name} ({question.office_code})"
    chosen = [f"{title}: {words}" for title, words in question.said]
    subtitle = " · ".join([place, question.period, *chosen])
    year = question.programme_year or translate(N_("All years"))
    return Sheet(
        title,
        columns,
        rows,
        subtitle=f"{subtitle} · {stage}" if stage else subtitle,
        notes=notes,
        personal=personal,
        provisional=provisional,
        behind=behind or {},
        pictures=pictures,
        as_of=as_of,
        info=(
            (translate(N_("Office")), place),
            (translate(N_("Period")), question.period),
            (
                translate(N_("Filter")),
                "; ".join([f"{translate(N_('Programme year'))}: {year}", *chosen]),
            ),
            *([(translate(N_("Stage")), stage)] if stage else []),
            *(
                [(translate(N_("As of")), as_of)]
                if as_of
                else [
                    (translate(N_("Printed by")), question.printed_by),
                    (translate(N_("Time")), day_and_clock(question.now, question.zone)),
                ]
            ),
            (translate(N_("Program version")), f"Terampil {VERSION}"),
            (translate(N_("Purpose of use")), question.purpose or "-"),
            (
                translate(N_("Sensitive data")),
                translate(N_("Shown whole") if question.reveal else N_("Masked")),
            ),
        ),
    )


def worded(columns: Sequence[Column]) -> list[Column]:
    """The columns with their titles in the reader's language."""
    return [replace(column, title=translate(column.title)) for column in columns]


def _stage(session: Session, question: Question) -> str:
    """``Tahap percobaan: Jakarta`` while the programme is a pilot and the office takes part."""
    day = question.last_day
    status = session.scalar(
        select(Parameter.value)
        .where(Parameter.key == "program.status", Parameter.valid_from <= day)
        .order_by(Parameter.valid_from.desc())
        .limit(1)
    )
    if status is None or json.loads(status) != "PILOT":
        return ""
    office = session.get(OfficeRecord, question.office_code)
    places = session.scalars(
        select(PilotPlace)
        .where(
            PilotPlace.valid_from <= day,
            or_(PilotPlace.valid_to.is_(None), PilotPlace.valid_to >= day),
        )
        .order_by(PilotPlace.name)
    )
    names = ", ".join(place.name for place in places if office and _lies_in(office, place))
    return f"{translate(N_('Pilot stage'))}: {names}" if names else ""


def _lies_in(office: OfficeRecord, place: PilotPlace) -> bool:
    """Whether a place of the pilot is the office, its province, or its city."""
    if place.branch:
        return place.branch == office.id
    province, _point, regency = (place.region or "").partition(".")
    if province and office.province != province:
        return False
    named = f" {fold(place.name)} " in f" {fold(office.city or office.name)} "
    return named or bool(province and not regency)
