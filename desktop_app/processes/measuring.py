"""Counting indicators (`processes.indicators`), stages and outcomes.

A person counts once a programme year, however often enrolled: the enrolment
that came furthest speaks, and the answers of all are heard. Who dropped out had
begun. A window runs from the end of training; while it is open a person stands
apart, counted neither above nor below the line. Nobody is left out because the
answer is not known: the unknown stay below the line, and are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from desktop_app.processes.eligibility import months_after
from desktop_app.processes.indicators import (
    NOBODY,
    WORK,
    Consulted,
    Definition,
    Ids,
    Known,
    Measurement,
    Person,
    Unit,
)
from desktop_app.processes.working import Window, at_end, ever_within, latest
from desktop_app.records.funding import Measured
from desktop_app.records.work import WorkOutcome


def _by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of


STEPS: dict[str, Callable[[Person, date], bool]] = {
    "REGISTERED": lambda one, day: one.registered_on <= day,
    "APPROVED": lambda one, day: one.approved or _by(one.started_on, day),
    "STARTED": lambda one, day: _by(one.started_on, day),
    "PASSED": lambda one, day: _by(one.passed_on, day),
    "ASSESSED": lambda one, day: _by(one.assessed_on, day),
    "COMPETENT": lambda one, day: _by(one.competent_on, day),
    "CERTIFIED": lambda one, day: _by(one.certified_on, day),
}
"""How far a person has come by a day, by the name a definition gives it."""

COUNTED = ("WORKING", "KEPT", "SPENT", "ATTENDED_HOURS", *STEPS)
OUT_OF = ("CONSULTED", "CEILING", "QUOTA", "HELD_HOURS", *STEPS)
"""What a definition may name as its numerator and its denominator."""

_ORDER = ("CERTIFIED", "COMPETENT", "ASSESSED", "PASSED", "STARTED", "APPROVED")


def once(people: Iterable[Person], day: date) -> list[Person]:
    """Those registered by `day`, each once a programme year."""
    found: dict[tuple[str, int], Person] = {}
    for one in people:
        if one.registered_on <= day:
            key = one.worker, one.year
            other = found.get(key)
            found[key] = one if other is None else _joined(one, other, day)
    return list(found.values())


def _joined(one: Person, other: Person, day: date) -> Person:
    """One person of two enrolments."""

    def rank(person: Person) -> tuple[object, ...]:
        return (
            *(STEPS[name](person, day) for name in _ORDER),
            person.registered_on,
            person.id,
        )

    speaks, listens = (one, other) if rank(one) > rank(other) else (other, one)
    # Months are counted from the end of each one's own training: the sixth after the first
    # says nothing of the sixth after the second, only the day of the answer does.
    heard = tuple(answer._replace(month=0) for answer in listens.answers)
    return speaks._replace(
        answers=speaks.answers + heard,
        attended=speaks.attended + listens.attended,
        held=speaks.held + listens.held,
    )


def cases_once(consulted: Iterable[Consulted], day: date) -> list[Consulted]:
    """The workers consulted about by `day`, each once a programme year: the last case holds."""
    found: dict[tuple[str, int], Consulted] = {}
    for one in sorted(consulted, key=lambda case: (case.held_on, case.id)):
        if one.held_on <= day:
            found[one.worker, one.year] = one
    return list(found.values())


# --- counting ------------------------------------------------------------------------


def measure(definition: Definition, known: Known, day: date) -> Measurement:
    """Count one indicator as of `day`; without part and whole where this version cannot."""
    result = Measurement(definition, day)
    above, below = definition.numerator, definition.denominator
    if above == "KEPT" and below == "CONSULTED":
        return _kept(result, known)
    if above == "SPENT":
        return _spent(result, known)
    if above == "ATTENDED_HOURS" and below == "HELD_HOURS":
        there = [one for one in once(known.people, day) if one.held]
        return replace(
            result,
            unit=Unit.HOURS,
            part=sum(one.attended for one in there),
            whole=sum(one.held for one in there),
            out_of=frozenset(one.id for one in there),
        )
    if above == "WORKING" and below in STEPS and definition.outcomes:
        return _working(result, known)
    if above in STEPS and (below in STEPS or below == "QUOTA"):
        return _reached(result, known)
    return result


def can_count(definition: Definition) -> bool:
    """Whether this program knows how to count a version."""
    if definition.numerator == "WORKING" and None in (
        definition.window_months,
        definition.measured,
    ):
        return False
    known = Known(quota=0, ceiling=0, spent=0)
    return measure(definition, known, date.min).part is not None


def _ids(people: Iterable[Person | Consulted]) -> Ids:
    return frozenset(one.id for one in people)


def _reached(result: Measurement, known: Known) -> Measurement:
    above, below = STEPS[result.definition.numerator], result.definition.denominator
    people, day = once(known.people, result.as_of), result.as_of
    counted = _ids(one for one in people if above(one, day))
    if below == "QUOTA":
        return replace(result, part=len(counted), whole=known.quota, counted=counted)
    out_of = _ids(one for one in people if STEPS[below](one, day))
    counted &= out_of
    return replace(result, part=len(counted), whole=len(out_of), counted=counted, out_of=out_of)


def _kept(result: Measurement, known: Known) -> Measurement:
    cases = cases_once(known.consulted, result.as_of)
    counted = _ids(one for one in cases if one.kept)
    return replace(
        result,
        part=len(counted),
        whole=len(cases),
        counted=counted,
        out_of=_ids(cases),
        unknown=_ids(one for one in cases if one.kept is None),
        record="affected_worker",
    )


def _spent(result: Measurement, known: Known) -> Measurement:
    below = result.definition.denominator
    if below == "CEILING":
        return replace(result, unit=Unit.MONEY, part=known.spent, whole=known.ceiling)
    if below not in STEPS:
        return result
    people = once(known.people, result.as_of)
    out_of = _ids(one for one in people if STEPS[below](one, result.as_of))
    return replace(
        result, unit=Unit.MONEY_A_HEAD, part=known.spent, whole=len(out_of), out_of=out_of
    )


def _working(result: Measurement, known: Known) -> Measurement:
    step, day = STEPS[result.definition.denominator], result.as_of
    still_open: set[str] = set()
    by_outcome: dict[WorkOutcome | None, set[str]] = {}
    for one in once(known.people, day):
        if step(one, day):
            window = _window(result.definition, one)
            if window is None or day < window.end:
                still_open.add(one.id)
            else:
                outcome = _outcome(result.definition, one, window, day)
                by_outcome.setdefault(outcome, set()).add(one.id)
    kinds = {kind: frozenset(by_outcome.get(kind, ())) for kind in WORK}
    counts = result.definition.outcomes
    counted = frozenset().union(*(ids for kind, ids in kinds.items() if kind in counts))
    out_of = frozenset().union(*by_outcome.values())
    return replace(
        result,
        part=len(counted),
        whole=len(out_of),
        counted=counted,
        out_of=out_of,
        unknown=frozenset(by_outcome.get(None, ())),
        open=frozenset(still_open),
        kinds=kinds,
    )


def _window(definition: Definition, one: Person) -> Window | None:
    """The window of a person; None while the training has no end."""
    if one.ends_on is None:
        return None
    months = definition.window_months or 0
    return Window(one.ends_on, months_after(one.ends_on, months), months)


def _outcome(definition: Definition, one: Person, window: Window, day: date) -> WorkOutcome | None:
    told = [answer for answer in one.answers if answer.asked_on <= day]
    if definition.measured is Measured.EVER_WITHIN:
        return ever_within(told, window, frozenset(definition.outcomes))
    return at_end(told, window)


# --- stages and outcomes, beside the indicators ---------------------------------------

STAGES = (
    *("CONSULTED", "REGISTERED", "APPROVED", "STARTED", "PASSED", "COMPETENT", "CERTIFIED"),
    "WORKING",
)
"""The way of a person (*tahapan peserta*), from the talk with the employer to work."""


def stages(known: Known, day: date) -> dict[str, Ids]:
    """Who has come how far by `day`; working is who works by the last answer."""
    people = once(known.people, day)
    found = {name: _ids(one for one in people if step(one, day)) for name, step in STEPS.items()}
    outcomes = placed(people, day)
    found["CONSULTED"] = _ids(cases_once(known.consulted, day))
    found["WORKING"] = frozenset().union(*(outcomes.get(kind, NOBODY) for kind in WORK))
    return {name: found[name] for name in STAGES}


def placed(people: Iterable[Person], day: date) -> dict[WorkOutcome | None, Ids]:
    """Those who began training by `day`, by their last answer; None is not known."""
    found: dict[WorkOutcome | None, set[str]] = {}
    for one in once(people, day):
        if STEPS["STARTED"](one, day):
            found.setdefault(latest(one.answers, day), set()).add(one.id)
    return {outcome: frozenset(ids) for outcome, ids in found.items()}
