"""The pictures of Home, made of what the books say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.desk import figures
from desktop_app.desk.figures import Target
from desktop_app.desk.overview import DAYS, Overview
from desktop_app.desk.spans import Span
from desktop_app.i18n import N_, translate, translate_n
from desktop_app.processes.demand import Line
from desktop_app.records.training import ClassState
from desktop_app.wording import day_range, integer, percent, share
from exports.pictures import Bar, Bars, Picture, Strip, Weeks

STAGES = {
    "affected": N_("Affected workers"),
    "enrolled": N_("Enrolled"),
    "in_class": N_("Placed in a class"),
    "trained": N_("Training completed"),
    "working": N_("Working"),
}
PROVISIONAL = N_("(provisional)")

_ROLES = {
    ClassState.RUNNING: "accent",
    ClassState.FINISHED: "muted",
    ClassState.REPORTED: "muted",
}


@dataclass(frozen=True)
class Number:
    """One of the four numbers that people ask for, with a line beneath it."""

    title: str
    number: int
    note: str
    icon: str
    opens: object


@dataclass(frozen=True)
class Place:
    """Where a part leads: a page, and what it shall show."""

    page: str
    what: tuple[tuple[str, object], ...] = ()


def pictures(seen: Overview, span: Span, today: date) -> tuple[Picture, ...]:
    """All of them, in the order in which they are read."""
    return stages(seen), targets(seen, span), weeks(seen, today), demand(seen)


def numbers(seen: Overview) -> tuple[Number, ...]:
    """The four."""
    people, enrolled = seen.stages["affected"], seen.stages["enrolled"]
    working, trained = seen.stages["working"], seen.stages["trained"]
    begun = sum(c.state is ClassState.RUNNING for c in seen.classes)
    coming = len(seen.classes) - begun
    return (
        Number(
            translate(N_("Consultations")),
            seen.consultations.number,
            translate_n("{n} affected worker", "{n} affected workers", people.number).format(
                n=integer(people.number)
            ),
            "message-square-text",
            seen.consultations,
        ),
        Number(
            translate(N_("Enrolled")),
            enrolled.number,
            _of(enrolled.number, people.number, N_("{share} of the workers")),
            "clipboard-check",
            enrolled,
        ),
        Number(
            translate(N_("Classes running")),
            seen.running.number,
            translate(N_("{n} more within two weeks")).format(n=integer(coming)),
            "graduation-cap",
            seen.running,
        ),
        Number(
            translate(N_("Working again")),
            working.number,
            _of(working.number, trained.number, N_("{share} of those trained")),
            "briefcase",
            working,
        ),
    )


def _of(part: int, whole: int, words: str) -> str:
    return translate(words).format(share=step(part, whole))


def step(part: int, whole: int) -> str:
    """``57,3%``; a dash where the part is not of the whole, as when a month is looked at."""
    return percent(share(part, whole)) if 0 < whole >= part else "–"


def stages(seen: Overview) -> Bars:
    """How far people have come."""
    parts, before = [], None
    for name, title in STAGES.items():
        found = seen.stages[name]
        after = "" if before is None else step(found.number, before)
        label, number = translate(title), integer(found.number)
        parts.append(
            Bar(label, (label, number, after), found, found.number, shown=number, after=after)
        )
        before = found.number
    return Bars(
        translate(N_("Stages of the participants")),
        tuple(translate(h) for h in (N_("Stage"), N_("Count"), N_("Of the stage before"))),
        parts,
    )


def targets(seen: Overview, span: Span) -> Bars:
    """Seats against people, by programme; above them the year's quota, where one is set."""
    rows = list(seen.targets)
    parts = [_target(one, span) for one in rows]
    if seen.quota is not None:
        parts.insert(0, _quota(seen, rows))
    words = (
        N_("Training programme"),
        N_("Target (seats)"),
        N_("Enrolled"),
        N_("Training begun"),
        N_("Begun of target"),
    )
    return Bars(
        translate(N_("Target and realised by programme")),
        tuple(translate(h) for h in words),
        parts,
        empty=translate(N_("No class is planned in this period, so there is no target yet.")),
        note=translate(N_("Dark: training begun · light: enrolled · line: seats of the classes")),
    )


def _target(one: Target, span: Span) -> Bar:
    cells = (
        one.name,
        integer(one.seats),
        integer(one.enrolled),
        integer(one.started),
        step(one.started, one.seats),
    )
    asked = Span(span.since, span.until, span.programme_year, one.programme)
    rows = figures.Figure("enrolment", one.enrolled, figures.enrolments(asked))
    return Bar(
        one.name,
        cells,
        rows,
        one.enrolled,
        one.started,
        one.seats or None,
        shown=f"{integer(one.started)} / {integer(one.seats)}",
    )


def _quota(seen: Overview, rows: list[Target]) -> Bar:
    assert seen.quota is not None
    begun, enrolled = sum(r.started for r in rows), sum(r.enrolled for r in rows)
    label = translate(N_("Quota of the year"))
    if seen.quota.provisional:
        label = f"{label} {translate(PROVISIONAL)}"
    whole = seen.quota.number
    cells = (label, integer(whole), integer(enrolled), integer(begun), step(begun, whole))
    shown = f"{integer(begun)} / {integer(whole)}"
    opens = seen.stages["enrolled"]
    return Bar(label, cells, opens, enrolled, begun, whole, shown=shown, strong=True)


def weeks(seen: Overview, today: date) -> Weeks:
    """The classes of the next two weeks."""
    parts = []
    for one in seen.classes:
        seats, state = f"{one.taken}/{one.capacity}", translate(one.state.label)
        cells = (one.programme, one.code, day_range(one.starts_on, one.ends_on), seats, state)
        role = _ROLES.get(one.state, "info")
        opens = Place("programmes", (("record", "training_class"), ("id", one.id)))
        days = one.starts_on, one.ends_on
        parts.append(Strip(one.programme, cells, opens, *days, one.code, seats, state, role))
    heads = (N_("Training programme"), N_("Class"), N_("Dates"), N_("Seats"), N_("State"))
    shown = (today + timedelta(days=n) for n in range(DAYS))
    return Weeks(
        translate(N_("Classes in the next two weeks")),
        tuple(translate(h) for h in heads),
        parts,
        empty=translate(N_("No class in these two weeks")),
        first=today,
        days=DAYS,
        closed=frozenset(day for day in shown if day.weekday() >= 5),
    )


def demand(seen: Overview) -> Bars:
    """What industry asks for, and the seats that answer it."""
    asked = sorted((line for line in seen.demand if line.people), key=lambda li: -li.people)
    heads = (N_("Skill"), N_("People needed"), N_("Seats"), N_("Still missing"))
    return Bars(
        translate(N_("Demand of the industry against seats")),
        tuple(translate(h) for h in heads),
        [_need(line) for line in asked],
        empty=translate(N_("No open need of the industry is recorded.")),
        note=translate(N_("Bar: seats to come · line: people asked for")),
    )


def _need(line: Line) -> Bar:
    label = ", ".join(line.skills)
    cells = (label, integer(line.people), integer(line.seats), integer(line.gap))
    text = line.skills[0] if len(line.skills) == 1 else ""
    opens = Place("partners", (("record", "industry_need"), ("text", text)))
    shown = f"{integer(line.seats)} / {integer(line.people)}"
    return Bar(label, cells, opens, line.seats, None, line.people, shown=shown)
