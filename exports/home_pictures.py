"""The pictures of Home, made of what the books say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.desk import figures
from desktop_app.desk.figures import Target
from desktop_app.desk.overview import DAYS, Overview
from desktop_app.desk.spans import Span
from desktop_app.i18n import N_, current, translate, translate_n
from desktop_app.processes.indicators import NOBODY, WORK, Definition, Ids
from desktop_app.records.training import ClassState
from desktop_app.wording import day_range, integer, percent, share
from exports.pictures import Bar, Bars, Picture, Ring, Slice, Strip, Weeks
from exports.reports.indicators import KINDS, target_words
from exports.reports.stages import WORDS
from exports.sheet import Behind

SHOWN = ("CONSULTED", "REGISTERED", "STARTED", "PASSED", "CERTIFIED", "WORKING")
"""The stages that Home draws; the report has all."""
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
    return stages(seen), targets(seen, span), weeks(seen, today), again(seen)


def numbers(seen: Overview) -> tuple[Number, ...]:
    """The four."""
    people, enrolled = seen.stages["CONSULTED"], seen.stages["REGISTERED"]
    working = seen.stages["WORKING"]
    begun = sum(c.state is ClassState.RUNNING for c in seen.classes)
    coming = len(seen.classes) - begun
    return (
        Number(
            translate(N_("Consultations")),
            seen.consultations.number,
            translate_n("{n} affected worker", "{n} affected workers", seen.affected.number).format(
                n=integer(seen.affected.number)
            ),
            "message-square-text",
            seen.consultations,
        ),
        Number(
            translate(N_("Enrolled")),
            len(enrolled),
            _of(len(enrolled), len(people), N_("{share} of those consulted about")),
            "clipboard-check",
            Behind("enrolment", enrolled),
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
            len(working),
            translate(N_("by the last answer")),
            "briefcase",
            Behind("enrolment", working),
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
    for name in SHOWN:
        ids = seen.stages[name]
        after = "" if before is None else step(len(ids), before)
        label, number = translate(WORDS[name]), integer(len(ids))
        opens = Behind("affected_worker" if name == "CONSULTED" else "enrolment", ids)
        parts.append(Bar(label, (label, number, after), opens, len(ids), shown=number, after=after))
        before = len(ids)
    return Bars(
        translate(N_("Stages of the participants")),
        tuple(translate(h) for h in (N_("Stage"), N_("Count"), N_("Of the stage before"))),
        parts,
    )


def again(seen: Overview) -> Ring:
    """Re-employment against the target of its version, the unknown and the open beside it.

    While nobody is due yet it shows the last answers, which no target belongs to.
    """
    one = seen.again
    early = one is not None and not one.whole and bool(one.open)
    share_of = N_("Of those who began") if early else N_("Of those due")
    title = translate(N_("Working again"))
    heads = tuple(translate(head) for head in (N_("Outcome"), N_("Count"), share_of))
    if one is None:
        return Ring(title, heads, empty=translate(N_("No indicator of re-employment is in force.")))
    definition = one.definition
    out_of = one.open if early else one.out_of
    found, unknown = one.kinds, one.unknown
    if early:
        found = {kind: seen.so_far.get(kind, NOBODY) & out_of for kind in WORK}
        unknown = seen.so_far.get(None, NOBODY) & out_of
    # What counts comes first, so that its end can be held against the tick.
    kinds = sorted(WORK, key=lambda kind: kind not in definition.outcomes)
    counts = [
        (KINDS[kind], found[kind], "accent" if kind in definition.outcomes else "accent_pale")
        for kind in kinds
    ]
    rest = out_of - unknown - frozenset().union(*(ids for _words, ids, _role in counts))
    counts += [(N_("Not known"), unknown, "muted"), (N_("Not working"), rest, "track")]
    parts = [_slice(words, ids, len(out_of), role) for words, ids, role in counts]
    if not early:
        parts.append(_slice(N_("Not due yet"), one.open, 0, "track", apart=True))
    working = sum(len(ids) for _words, ids, role in counts if role == "accent")
    return Ring(
        title,
        heads,
        parts,
        note=_of_version(definition, early=early),
        shown=percent(share(working, len(out_of))) if out_of else "-",
        below=translate(N_("{part} of {whole}")).format(
            part=integer(working), whole=integer(len(out_of))
        ),
        target=None if early else definition.target,
    )


def _of_version(definition: Definition, *, early: bool) -> str:
    """Under which version a share stands, and what it is held against."""
    words = (current() == "en" and definition.words_en) or definition.denominator_words
    said = [
        f"{definition.code} v{definition.version}",
        translate(N_("out of {words}")).format(words=words),
    ]
    if early:
        said.append(translate(N_("by the last answer; nobody is due yet")))
    elif definition.target is not None:
        said.append(translate(N_("target {target}")).format(target=target_words(definition)))
    return " · ".join(said)


def _slice(words: str, ids: Ids, whole: int, role: str, *, apart: bool = False) -> Slice:
    label, number = translate(words), integer(len(ids))
    share_of = percent(share(len(ids), whole)) if whole else ""
    opens = Behind("enrolment", ids) if ids else None
    return Slice(label, (label, number, share_of), opens, len(ids), role, number, apart)


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
    return Bar(label, cells, seen.enrolled, enrolled, begun, whole, shown=shown, strong=True)


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
