"""Who may take part: plain questions about a person, each met, not met, or not known.

The rules are dated data (`EligibilityRule`); a rule's `question` names a function
of `QUESTIONS`. What is not known is said and never guessed.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from desktop_app.i18n import N_, translate_n
from desktop_app.i18n import translate as _
from desktop_app.kinds import Code
from desktop_app.records.eligibility import CheckSource, MinimumWage, Segment
from desktop_app.wording import age, day_long, integer, money


class Outcome(Code):
    """What a rule says of a person."""

    MET = "MET", "Met"
    NOT_MET = "NOT_MET", "Not met"
    UNKNOWN = "UNKNOWN", "Not known"


@dataclass(frozen=True)
class Check:
    """The membership check that facts rest on: where they were looked up, and when."""

    source: CheckSource
    on: date


@dataclass(frozen=True)
class Floor:
    """The lowest minimum wage of a regency or city (UMK) in force on a day."""

    place: str
    amount: int
    since: date


@dataclass(frozen=True)
class Training:
    """A training the person has begun: number of the enrolment, and the programme's id."""

    number: str
    programme: str


@dataclass(frozen=True)
class Person:
    """The facts of one person on `day`, the day of registering; None is not known.

    `nik_valid` is None where no NIK is recorded; `wage` is what the employer
    last reported, in rupiah a month; `programme` the one asked for.
    """

    day: date
    birth_date: date | None = None
    nationality: str | None = None
    nik_valid: bool | None = None
    segment: Segment | None = None
    active: bool | None = None
    months: int | None = None
    wage: int | None = None
    jht_withdrawn: bool | None = None
    check: Check | None = None
    floor: Floor | None = None
    notice_on: date | None = None
    terminated_on: date | None = None
    called_off: bool = False
    consultation: str | None = None
    trainings: tuple[Training, ...] = ()
    programme: str | None = None
    agreed_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """The outcome, the fact in words, and what the fact rests on."""

    outcome: Outcome
    fact: str
    source: str = ""


Question: TypeAlias = Callable[[Person, Any], Answer]
"""Given a person and the rule's value."""


def _told(met: bool, fact: str, source: str = "") -> Answer:
    return Answer(Outcome.MET if met else Outcome.NOT_MET, fact, source)


def _unknown(fact: str, source: str = "") -> Answer:
    return Answer(Outcome.UNKNOWN, fact, source)


def _checked(person: Person) -> str:
    """Source and day of the membership check."""
    if person.check is None:
        return ""
    return _("membership check: {source}, {day}").format(
        source=_(person.check.source.label), day=day_long(person.check.on)
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def full_months(start: date, end: date) -> int:
    """Full months from `start` to `end`, not negative."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months if months_after(start, months) <= end else months - 1)


def lowest(wages: Iterable[MinimumWage], day: date) -> Floor | None:
    """The lowest UMK in force on a day: of each regency or city its latest row.

    Rows of provinces (UMP, a code without a point) are passed over.
    """
    latest: dict[str, MinimumWage] = {}
    for row in wages:
        known = latest.get(row.region)
        newer = known is None or row.valid_from > known.valid_from
        if "." in row.region and row.valid_from <= day and newer:
            latest[row.region] = row
    least = min(latest.values(), key=lambda row: (row.amount, row.region), default=None)
    return Floor(least.name, least.amount, least.valid_from) if least else None


# --- the questions ---------------------------------------------------------------------


def citizen(person: Person, value: Any) -> Answer:
    """An Indonesian citizen?"""
    if person.nationality is None:
        return _unknown(_("nationality not recorded"))
    return _told(
        person.nationality in ("WNI", "ID", "IDN"),
        _("nationality {nationality}").format(nationality=person.nationality),
    )


def segment(person: Person, value: Any) -> Answer:
    """Insured in the segment `value`, with a valid NIK?"""
    nik = {None: N_("no NIK recorded"), True: N_("NIK valid"), False: N_("NIK not valid")}
    label = _(person.segment.label) if person.segment else _("segment not known")
    fact = f"{label}; {_(nik[person.nik_valid])}"
    wrong = person.segment is not None and person.segment != value
    if wrong or person.nik_valid is False:
        return _told(False, fact, _checked(person))
    if person.segment is None or person.nik_valid is None:
        return _unknown(fact, _checked(person))
    return _told(True, fact, _checked(person))


def months_at_least(person: Person, value: Any) -> Answer:
    """Contributions for at least `value` months?"""
    if person.months is None:
        return _unknown(_("months of contributions not known"), _checked(person))
    fact = _("contributions of {span}, at least {limit}").format(
        span=_months(person.months), limit=integer(value)
    )
    return _told(person.months >= value, fact, _checked(person))


def wage_at_floor(person: Person, value: Any) -> Answer:
    """A reported wage not below the lowest UMK? The wage itself is not told."""
    if person.floor is None:
        return _unknown(_("no minimum wage (UMK) is recorded for that time"), _checked(person))
    floor = _("lowest UMK {amount}, {place}, since {day}").format(
        amount=money(person.floor.amount),
        place=person.floor.place,
        day=day_long(person.floor.since),
    )
    source = "; ".join(word for word in (_checked(person), floor) if word)
    if person.wage is None:
        return _unknown(_("reported wage not known"), source)
    enough = person.wage >= person.floor.amount
    words = N_("reported wage not below {limit}") if enough else N_("reported wage below {limit}")
    return _told(enough, _(words).format(limit=money(person.floor.amount)), source)


def losing_job(person: Person, value: Any) -> Answer:
    """Lost the job, or is about to?"""
    if person.called_off:
        return _told(False, _("the layoff was called off"))
    if person.terminated_on is not None:
        return _told(True, _("laid off on {day}").format(day=day_long(person.terminated_on)))
    if person.notice_on is not None:
        return _told(True, _("notice of {day}").format(day=day_long(person.notice_on)))
    if person.consultation is not None:
        number = person.consultation
        return _told(True, _("listed in consultation {number}").format(number=number))
    return _unknown(_("no day of notice or layoff recorded"))


def terminated(person: Person, value: Any) -> Answer:
    """Laid off on the day of registering?"""
    if person.called_off:
        return _told(False, _("the layoff was called off"))
    if person.terminated_on is None:
        return _unknown(_("day of the layoff not recorded"))
    ended = person.terminated_on <= person.day
    words = N_("laid off on {day}") if ended else N_("still employed until {day}")
    return _told(ended, _(words).format(day=day_long(person.terminated_on)))


def _months(count: int) -> str:
    return translate_n("{n} month", "{n} months", count).format(n=integer(count))


def _stopped(person: Person, limit: str) -> str:
    assert person.terminated_on is not None
    months = full_months(person.terminated_on, person.day)
    days = max(0, (person.day - months_after(person.terminated_on, months)).days)
    span = _months(months)
    if days:
        span += " " + translate_n("{n} day", "{n} days", days).format(n=integer(days))
    since = day_long(person.terminated_on)
    return _("without work since {day} ({span}), {limit}").format(day=since, span=span, limit=limit)


def stopped_at_least(person: Person, value: Any) -> Answer:
    """Out of work for at least `value` months?"""
    if person.terminated_on is None:
        return _unknown(_("day of the layoff not recorded"))
    limit = _("at least {span}").format(span=_months(value))
    return _told(months_after(person.terminated_on, value) <= person.day, _stopped(person, limit))


def stopped_at_most(person: Person, value: Any) -> Answer:
    """Out of work for at most `value` months, to the day?"""
    if person.terminated_on is None:
        return _unknown(_("day of the layoff not recorded"))
    limit = _("at most {span}").format(span=_months(value))
    return _told(person.day <= months_after(person.terminated_on, value), _stopped(person, limit))


def inactive(person: Person, value: Any) -> Answer:
    """No longer an active member?"""
    if person.active is None:
        return _unknown(_("not known whether the membership is active"), _checked(person))
    words = N_("still an active member") if person.active else N_("no longer an active member")
    return _told(not person.active, _(words), _checked(person))


def age_at_most(person: Person, value: Any) -> Answer:
    """At most `value` years old?"""
    if person.birth_date is None:
        return _unknown(_("date of birth not recorded"))
    years = age(person.birth_date, person.day)
    return _told(years <= value, _("age {age}, limit {limit}").format(age=years, limit=value))


def once_ever(person: Person, value: Any) -> Answer:
    """Never trained before?"""
    if not person.trainings:
        return _told(True, _("no earlier training in the records of this office"))
    numbers = ", ".join(training.number for training in person.trainings)
    return _told(False, _("trained before: {numbers}").format(numbers=numbers))


def once(person: Person, value: Any) -> Answer:
    """Not trained in this programme before?"""
    if not person.trainings:
        return once_ever(person, value)
    if person.programme is None:
        return _unknown(_("trained before; the programme is not chosen yet"))
    same = tuple(t for t in person.trainings if t.programme == person.programme)
    if not same:
        return _told(True, _("trained before, in another programme"))
    numbers = ", ".join(training.number for training in same)
    return _told(False, _("trained in this programme before: {numbers}").format(numbers=numbers))


def consulted(person: Person, value: Any) -> Answer:
    """Did the employer consult the branch first?"""
    if person.consultation is None:
        return _told(False, _("without consultation of the employer"))
    return _told(True, _("consultation {number}").format(number=person.consultation))


def agrees(person: Person, value: Any) -> Answer:
    """Has the person agreed to the rules of the training?"""
    if person.agreed_on is None:
        return _unknown(_("agreement to the rules not recorded"))
    return _told(True, _("agreed on {day}").format(day=day_long(person.agreed_on)))


def jht_kept(person: Person, value: Any) -> Answer:
    """Old-age savings not withdrawn?"""
    if person.jht_withdrawn is None:
        return _unknown(_("not known whether the JHT was withdrawn"), _checked(person))
    words = N_("JHT withdrawn") if person.jht_withdrawn else N_("JHT not withdrawn")
    return _told(not person.jht_withdrawn, _(words), _checked(person))


QUESTIONS: Mapping[str, Question] = {
    question.__name__: question
    for question in (
        *(citizen, segment, months_at_least, wage_at_floor, losing_job, terminated),
        *(stopped_at_least, stopped_at_most, inactive, age_at_most, once_ever, once),
        *(consulted, agrees, jht_kept),
    )
}
"""What a rule can ask."""
