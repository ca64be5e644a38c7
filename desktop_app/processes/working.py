"""Whether somebody worked on a day, by what was answered at the follow-ups.

A job runs from its first to its last day. One without a last day is known to
run on only as far as an answer tells: who said in March that he works may have
lost the job by June, and is not known then until somebody has asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from desktop_app.records.work import WorkOutcome


class Answer(NamedTuple):
    """What a person answered at one follow-up; the days are those of the job told of."""

    outcome: WorkOutcome
    asked_on: date
    month: int = 0
    """The follow-up's month after training."""
    starts_on: date | None = None
    ended_on: date | None = None

    @property
    def begins(self) -> date:
        """The first day of the job; the day of the answer where nobody wrote it down."""
        return self.starts_on or self.asked_on


class Window(NamedTuple):
    """The days on which it matters whether somebody works: from the end of training on."""

    begin: date
    end: date
    months: int

    def told_by(self, answer: Answer) -> bool:
        """Whether an answer tells of the last day: asked then or later, or for its month."""
        return answer.asked_on >= self.end or answer.month >= self.months


def at_end(answers: Iterable[Answer], window: Window) -> WorkOutcome | None:
    """What a person did on the window's last day; None is not known."""
    known = _known(answers)
    for one in known:
        if one.outcome.works and one.begins <= window.end:
            runs_on = window.told_by(one) if one.ended_on is None else one.ended_on >= window.end
            if runs_on:
                return one.outcome
    return _without_work(known, window)


def ever_within(
    answers: Iterable[Answer], window: Window, counted: frozenset[WorkOutcome]
) -> WorkOutcome | None:
    """The work a person had on any day of the window, `counted` kinds first, then the latest."""
    known = _known(answers)
    jobs = [
        one
        for one in known
        if one.outcome.works
        and one.begins <= window.end
        and (one.ended_on is None or one.ended_on >= window.begin)
    ]
    if jobs:
        return max(jobs, key=lambda one: (one.outcome in counted, one.begins)).outcome
    return _without_work(known, window)


def latest(answers: Iterable[Answer], day: date) -> WorkOutcome | None:
    """What a person does as far as was told by `day`; None where nobody knows.

    A job that has ended since is no work any more.
    """
    known = _known(one for one in answers if one.asked_on <= day)
    if not known:
        return None
    last = known[0]
    ended = last.outcome.works and last.ended_on is not None and last.ended_on < day
    return WorkOutcome.NOT_WORKING if ended else last.outcome


def _known(answers: Iterable[Answer]) -> list[Answer]:
    """The answers that tell something, the latest first."""
    return sorted(
        (one for one in answers if one.outcome.known),
        key=lambda one: (one.asked_on, one.month, one.begins),
        reverse=True,
    )


def _without_work(known: list[Answer], window: Window) -> WorkOutcome | None:
    for one in known:
        if one.outcome is WorkOutcome.DECEASED:
            return one.outcome
        if window.told_by(one):
            # A job that began after the window is none within it.
            return WorkOutcome.NOT_WORKING if one.outcome.works else one.outcome
    return None
