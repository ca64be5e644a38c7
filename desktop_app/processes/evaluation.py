"""Participants' evaluation of a class: a sheet as it is keyed in, and averages with n."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.wording import rounded

QUESTIONS = ("content", "instructor", "facilities", "organisation", "chances")
"""The fields of the five answers, in the order of the form."""

LEAST = "evaluation.least_answers"
"""The parameter: below so many answers no average is shown."""

_SHEET = re.compile(r"([0-5]{5})(?:\s+(.+))?", re.DOTALL)


@dataclass(frozen=True)
class Answers:
    """A sheet: an answer from 1 to 5 or none for each question, and what was written."""

    given: tuple[int | None, ...]
    remarks: str = ""


def read_sheet(text: str) -> Answers:
    """``54345`` and what was written after it; 0 for a question left out.

    Raises UserError for anything but five digits from 0 to 5, and for a sheet
    on which nothing was answered.
    """
    found = _SHEET.fullmatch(text.strip())
    if found is None:
        raise UserError(
            "EVALUATION", N_("Five digits from 1 to 5, 0 for no answer; then remarks, if any.")
        )
    given = tuple(int(digit) or None for digit in found[1])
    if not any(given):
        raise UserError("EVALUATION-EMPTY", N_("Nothing was answered on this sheet."))
    return Answers(given, (found[2] or "").strip())


@dataclass(frozen=True)
class Average:
    """The average of one question: how many answered, and tenths of a point (None: too few)."""

    n: int
    tenths: int | None
    counts: tuple[int, ...] = (0, 0, 0, 0, 0)
    """How many gave 1, 2, 3, 4 and 5."""


def average(answers: Sequence[int | None], least: int) -> Average:
    """The average of the answers given; none of fewer than `least`, so that nobody is known by it.

    The counts are left out with it.
    """
    given = [one for one in answers if one is not None]
    if len(given) < max(1, least):
        return Average(len(given), None)
    counts = tuple(given.count(points) for points in range(1, 6))
    return Average(len(given), rounded(10 * sum(given), len(given)), counts)
