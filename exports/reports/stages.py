"""How far people have come (*tahapan peserta*), from the talk with the employer to work."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.i18n import N_, translate
from desktop_app.processes.measuring import STAGES, stages
from desktop_app.wording import integer, percent, share
from exports.pictures import Bar, Bars
from exports.reports.indicators import ONCE
from exports.reports.people_groups import Asked, Grouping, ask_people, grouped_by
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet

TITLE = N_("Stages of the participants")
WORDS = {
    "CONSULTED": N_("Consulted about"),
    "REGISTERED": N_("Enrolled"),
    "APPROVED": N_("Approved people"),
    "STARTED": N_("Trained people"),
    "PASSED": N_("Passed"),
    "COMPETENT": N_("Competent"),
    "CERTIFIED": N_("Certified"),
    "WORKING": N_("Working"),
}
"""What each stage is called (English source)."""


def _ask(session: Session, question: Question) -> Sheet:
    asked = ask_people(session, question, hours=False)
    rows: list[tuple[Cell, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    for at, group in enumerate(asked.groups):
        found = stages(group.known, asked.day)
        counts = [len(found[name]) for name in STAGES]
        shares = (share(counts[part], counts[whole]) for part, whole in _OF)
        # No case is of a class: there the first stage is no number.
        first = counts[0] if asked.grouping.cases else None
        rows.append((at + 1, group.name, first, *counts[1:], *shares))
        for column, name in enumerate(STAGES, 2):
            if found[name]:
                record = "affected_worker" if name == "CONSULTED" else "enrolment"
                behind[at, column] = Behind(record, found[name])
    return register(
        session,
        asked.question,
        translate(TITLE),
        worded(_columns(asked.grouping)),
        rows,
        notes=[translate(ONCE), translate(_WORKING), *asked.corrected],
        provisional=question.running,
        personal=False,
        behind=behind,
        pictures=[_picture(asked)] if rows else (),
        as_of=asked.said,
    )


_WORKING = N_("Working is who works by the last answer, in any of the four kinds of work.")
_OF = ((3, 1), (7, 3))
"""Trained of those enrolled, and working of those trained; places in STAGES."""


def _columns(grouping: Grouping) -> list[Column]:
    trained, working = ((2 + part, 2 + whole) for part, whole in _OF)
    return [
        Column(N_("No."), Holds.NUMBER, 4),
        Column(grouping.title, width=26),
        *(
            Column(WORDS[name], Holds.NUMBER, 11, total=grouping.cases or name != "CONSULTED")
            for name in STAGES
        ),
        Column(N_("Trained of registered"), Holds.SHARE, 11, share_of=trained),
        Column(N_("Working of trained"), Holds.SHARE, 11, share_of=working),
    ]


def _picture(asked: Asked) -> Bars:
    found = stages(asked.whole, asked.day)
    parts, before = [], 0
    for name in STAGES:
        number = len(found[name])
        label, shown = translate(WORDS[name]), integer(number)
        after = percent(share(number, before)) if 0 < before >= number else ""
        parts.append(Bar(label, (label, shown, after), number=number, shown=shown, after=after))
        before = number
    heads = (N_("Stage"), N_("Count"), N_("Of the stage before"))
    return Bars(translate(TITLE), tuple(translate(head) for head in heads), parts)


STAGES_REPORT = Report(
    "stages",
    TITLE,
    N_("How many were consulted about, enrolled, trained, certified, and work again, by group."),
    _ask,
    options=(grouped_by("year", "programme", "class", "region", "office"),),
)
