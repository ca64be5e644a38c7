"""What became of those trained, by their last answer; the four kinds of work stand apart."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.i18n import N_, translate
from desktop_app.processes.indicators import NOBODY, WORK
from desktop_app.processes.measuring import placed
from desktop_app.records.work import WorkOutcome
from desktop_app.wording import integer, percent, share
from exports.pictures import Bar, Bars
from exports.reports.indicators import KINDS, ONCE
from exports.reports.people_groups import Asked, ask_people, grouped_by
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet

TITLE = N_("Work after training")
_OUTCOMES = (*WORK, *(one for one in WorkOutcome if one.known and not one.works), None)
"""In the order of the columns; None is not known."""
_NOT_KNOWN = N_("Not known yet")
_TRAINED, _WORKS = 2, 3


def _ask(session: Session, question: Question) -> Sheet:
    asked = ask_people(session, question, hours=False)
    rows: list[tuple[Cell, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    for at, group in enumerate(one for one in asked.groups if one.known.people):
        found = placed(group.known.people, asked.day)
        works = frozenset().union(*(found.get(kind, NOBODY) for kind in WORK))
        trained = frozenset().union(*found.values())
        columns = [trained, works, *(found.get(one, NOBODY) for one in _OUTCOMES)]
        counts = [len(ids) for ids in columns]
        rows.append((at + 1, group.name, *counts, share(len(works), len(trained))))
        behind |= {(at, 2 + n): Behind("enrolment", ids) for n, ids in enumerate(columns) if ids}
    return register(
        session,
        asked.question,
        translate(TITLE),
        worded(_columns(asked.grouping.title)),
        rows,
        notes=[translate(ONCE), translate(_LAST), *asked.corrected],
        provisional=question.running,
        personal=False,
        behind=behind,
        pictures=[_picture(asked)] if rows else (),
        as_of=asked.said,
    )


_LAST = N_(
    "Counted by the last answer of each person; a job that has ended is work no more. Which kinds"
    " of work an indicator counts, its version says."
)


def _word(outcome: WorkOutcome | None) -> str:
    return _NOT_KNOWN if outcome is None else KINDS.get(outcome, outcome.label)


def _columns(title: str) -> list[Column]:
    return [
        Column(N_("No."), Holds.NUMBER, 4),
        Column(title, width=26),
        Column(N_("Trained people"), Holds.NUMBER, 9, total=True),
        Column(N_("Working"), Holds.NUMBER, 9, total=True),
        *(Column(_word(one), Holds.NUMBER, 10, total=True) for one in _OUTCOMES),
        Column(N_("Working of trained"), Holds.SHARE, 10, share_of=(_WORKS, _TRAINED)),
    ]


def _picture(asked: Asked) -> Bars:
    """The outcomes of all beneath each other, what is not known among them."""
    found = placed(asked.whole.people, asked.day)
    trained = sum(len(ids) for ids in found.values())
    parts = []
    for one in _OUTCOMES:
        number = len(found.get(one, NOBODY))
        label, shown = translate(_word(one)), integer(number)
        after = percent(share(number, trained)) if trained else ""
        parts.append(Bar(label, (label, shown, after), number=number, shown=shown, after=after))
    heads = (N_("Outcome"), N_("Count"), N_("Of those trained"))
    return Bars(translate(TITLE), tuple(translate(head) for head in heads), parts)


PLACEMENT = Report(
    "placement",
    TITLE,
    N_("What became of those trained, by programme, province, employer, class or year."),
    _ask,
    options=(grouped_by("programme", "year", "class", "province", "region", "employer", "office"),),
)
