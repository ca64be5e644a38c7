"""The report of indicators: every version in force, for every group, with what is not known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from desktop_app.desk.indicators import definitions, headquarters, purse, purses
from desktop_app.i18n import N_, translate
from desktop_app.processes.indicators import (
    NOBODY,
    WORK,
    Definition,
    Ids,
    Known,
    Measurement,
    Unit,
)
from desktop_app.processes.measuring import measure
from desktop_app.records.funding import Measured
from desktop_app.records.work import WorkOutcome
from desktop_app.wording import integer, percent
from exports.pictures import Bar, Bars
from exports.reports.people_groups import (
    GROUPINGS,
    Asked,
    Group,
    Grouping,
    ask_people,
    grouped_by,
)
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet

TITLE = N_("Indicators")
KINDS = {
    WorkOutcome.KEPT: N_("Kept"),
    WorkOutcome.PREVIOUS_EMPLOYER: N_("Previous company"),
    WorkOutcome.NEW_EMPLOYER: N_("New company"),
    WorkOutcome.SELF_EMPLOYED: WorkOutcome.SELF_EMPLOYED.label,
}
"""The four kinds of work as the head of a column (English source)."""
SHORT = 12
"""Letters of a digest in a row; the whole one stands beneath the table."""

_COLUMNS = (
    Column(N_("Counted"), Holds.NUMBER, 10),
    Column(N_("Out of"), Holds.NUMBER, 10),
    Column(N_("Out of, in words"), width=30),
    Column(N_("Comes to"), Holds.SHARE, 8),
    Column(N_("Rupiah a person"), Holds.MONEY, 11),
    Column(N_("95% interval"), width=11),
    Column(N_("Target"), width=12),
    Column(N_("Not known"), Holds.NUMBER, 8),
    Column(N_("Not due yet"), Holds.NUMBER, 8),
    *(Column(KINDS[kind], Holds.NUMBER, 9) for kind in WORK),
    Column(N_("Digest"), width=13),
)
_KINDS = 12
"""The first column of the kinds of work."""


_MONEY = frozenset({"SPENT", "CEILING", "QUOTA"})


def _ask(session: Session, question: Question) -> Sheet:
    asked = ask_people(session, question)
    known = _known(session, asked)
    shown = [
        (group, measure(one, facts, asked.day))
        for one in definitions(session, asked.day)
        if _fits(one, asked.grouping)
        for group, facts in zip(asked.groups, known, strict=True)
    ]
    behind: dict[tuple[int, int], Behind] = {}
    for at, (_group, one) in enumerate(shown):
        behind |= {(at, column): Behind(one.record, ids) for column, ids in _behind(one)}
    return register(
        session,
        asked.question,
        translate(TITLE),
        worded(_columns(asked.grouping)),
        [(at, *_row(group, one)) for at, (group, one) in enumerate(shown, 1)],
        notes=[*_notes(shown), *asked.corrected],
        provisional=question.running,
        personal=False,
        behind=behind,
        pictures=_pictures(asked, shown),
        as_of=asked.said,
    )


def _fits(definition: Definition, grouping: Grouping) -> bool:
    """Whether groups of this kind have what a definition asks for."""
    asks = {definition.numerator, definition.denominator}
    return (grouping.purse or not asks & _MONEY) and (grouping.cases or "CONSULTED" not in asks)


def _known(session: Session, asked: Asked) -> list[Known]:
    """Each group's people, with its quota and money where it has any of its own."""
    if not asked.grouping.purse:
        return [group.known for group in asked.groups]
    question, by_year = asked.question, asked.grouping is GROUPINGS["year"]
    if by_year:
        whole = headquarters(session, question.office_code)
        office = None if whole else question.office_code
        own = [purse(session, asked.day, group.key, office) for group in asked.groups]
    else:
        year = question.programme_year or asked.day.year
        found = purses(session, asked.day, year, [group.key for group in asked.groups])
        own = [found[group.key] for group in asked.groups]
    return [
        replace(group.known, quota=one.quota, ceiling=one.ceiling, spent=one.spent)
        for group, one in zip(asked.groups, own, strict=True)
    ]


def _row(group: Group, one: Measurement) -> tuple[Cell, ...]:
    definition = one.definition
    low_high = one.interval
    between = f"{percent(low_high[0])}–{percent(low_high[1])}" if low_high else "-"
    windowed = definition.numerator == "WORKING"
    return (
        f"{definition.code} v{definition.version}",
        definition.name,
        group.name,
        one.part,
        one.whole,
        definition.denominator_words,
        one.share,
        one.a_head,
        between,
        target_words(definition),
        len(one.unknown) if windowed or one.unknown else None,
        len(one.open) if windowed else None,
        *(len(one.kinds[kind]) if windowed else None for kind in WORK),
        one.digest[:SHORT],
    )


def target_words(definition: Definition) -> str:
    """``50% (sementara)``; a dash where the version has no target."""
    if definition.target is None:
        return "-"
    words = percent(definition.target)
    return f"{words} {translate(N_('(provisional)'))}" if definition.provisional else words


def _behind(one: Measurement) -> list[tuple[int, Ids]]:
    found = [(4, one.counted), (5, one.out_of), (11, one.unknown), (12, one.open)]
    found += [(_KINDS + 1 + at, one.kinds.get(kind, NOBODY)) for at, kind in enumerate(WORK)]
    return [(column, ids) for column, ids in found if ids]


def _columns(grouping: Grouping) -> list[Column]:
    return [
        Column(N_("No."), Holds.NUMBER, 4),
        Column(N_("Version"), width=9),
        Column(N_("Indicator"), width=36),
        Column(grouping.title, width=16),
        *_COLUMNS,
    ]


def _notes(shown: Sequence[tuple[Group, Measurement]]) -> list[str]:
    """What each version counts, the rules for all, and the digest of the whole report."""
    versions = {one.definition.id: one.definition for _group, one in shown}
    digest = hashlib.sha256("\n".join(one.digest for _group, one in shown).encode()).hexdigest()
    return [
        *(said_version(definition) for definition in versions.values()),
        translate(ONCE),
        translate(STANDS_APART),
        translate(N_("Digest of all figures (SHA-256): {digest}")).format(digest=digest),
    ]


ONCE = N_(
    "A person counts once a programme year: the enrolment that came furthest speaks. Who dropped"
    " out had begun."
)
STANDS_APART = N_(
    "Not known are people below the line whose answer nobody has; not due yet are people whose"
    " window is still open, counted neither above nor below the line."
)
_MEASURED = {
    Measured.AT_END: N_("working {months} months after the training"),
    Measured.EVER_WITHIN: N_("working at any time within {months} months after the training"),
}


def said_version(definition: Definition) -> str:
    """What a version counts, in one line: ``IND-01 v1: …``."""
    parts = [f"{definition.code} v{definition.version} {definition.name}"]
    if definition.numerator == "WORKING" and definition.measured is not None:
        words = translate(_MEASURED[definition.measured])
        kinds = ", ".join(translate(one.label) for one in definition.outcomes)
        parts.append(f"{words.format(months=definition.window_months or 0)} ({kinds})")
    parts.append(translate(N_("out of {words}")).format(words=definition.denominator_words))
    parts.append(translate(N_("target {target}")).format(target=target_words(definition)))
    if definition.basis:
        parts.append(definition.basis)
    return "; ".join(parts)


def _pictures(asked: Asked, shown: Sequence[tuple[Group, Measurement]]) -> list[Bars]:
    """Each share of people against its own target: of the last year, or of every group."""
    drawn = [(g, one) for g, one in shown if one.unit is Unit.PEOPLE]
    if not drawn:
        return []
    if asked.grouping is GROUPINGS["year"]:
        last = asked.groups[-1]
        title = f"{translate(TITLE)} · {last.name}"
        bars = [_bar(one.definition.name, one) for group, one in drawn if group is last]
    else:
        first = drawn[0][1].definition
        title = f"{first.code} v{first.version} {first.name}"
        bars = [_bar(group.name, one) for group, one in drawn if one.definition is first]
    heads = (N_("Indicator"), N_("Comes to"), N_("Counted"), N_("Target"))
    return [
        Bars(
            title,
            tuple(translate(head) for head in heads),
            bars,
            note=translate(N_("Line: the target of the version, where it has one")),
        )
    ]


def _bar(label: str, one: Measurement) -> Bar:
    said = "-" if one.share is None else percent(one.share)
    of = " / ".join("-" if n is None else integer(n) for n in (one.part, one.whole))
    return Bar(
        label,
        (label, said, of, target_words(one.definition)),
        number=one.share or 0,
        target=one.definition.target,
        shown=said,
        after=of,
    )


INDICATORS = Report(
    "indicators",
    TITLE,
    N_("What the programme reaches, by every version of an indicator; with what is not known."),
    _ask,
    options=(grouped_by("year", "programme", "class", "region", "office"),),
)
