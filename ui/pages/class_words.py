"""A class in words: how long it is, and what is to be warned of."""

from __future__ import annotations

from desktop_app.desk.clashes import clashes_of
from desktop_app.desk.class_days import Length, length
from desktop_app.desk.printed_papers import out_of_date
from desktop_app.desk.seats import seats_left
from desktop_app.i18n import translate as _
from desktop_app.i18n import translate_n
from desktop_app.processes.sessions import Bounds, Fits
from desktop_app.records import TrainingClass
from desktop_app.records.record import Facts
from desktop_app.records.training import ClassState
from desktop_app.store.sight import Read
from desktop_app.wording import integer

_OVER = (ClassState.FINISHED, ClassState.REPORTED, ClassState.CANCELLED)


def class_words(session: Read, record: TrainingClass) -> str:
    """How long a class is, by both measures, and how many seats are free."""
    left = seats_left(session, record.id)
    words = _("{seats} of {all} seats left") if left >= 0 else _("{seats} people over {all} seats")
    seats = words.format(seats=integer(abs(left)), all=integer(record.capacity))
    return f"{length_words(length(session, record))} · {seats}"


def length_words(long: Length) -> str:
    """``10 training days (days with sessions) · 14 calendar days · 80 JP``."""
    return _(
        "{days} training days (days with sessions) · {span} calendar days · {hours} JP"
    ).format(
        days=integer(long.training_days),
        span=integer(long.calendar_days),
        hours=integer(long.lesson_hours),
    )


def warnings(session: Read, record: TrainingClass, facts: Facts) -> list[str]:
    """What is unusual about a class that is not over: its days, its clashes, its old papers."""
    if record.state in _OVER:
        return []
    found = []
    days = length(session, record).training_days
    bounds = Bounds.read(facts.parameter)
    if days and bounds.judge(days) is not Fits.WELL:
        words = _("{days} training days (days with sessions); usually {least} to {most}.")
        found.append(words.format(days=integer(days), least=bounds.least, most=bounds.most))
    if n := len(clashes_of(session, facts, record)):
        words = translate_n(
            "{n} person, instructor or room is in another class at the same time.",
            "{n} people, instructors or rooms are in another class at the same time.",
            n,
        )
        found.append(words.format(n=integer(n)))
    if stale := out_of_date(session, record):
        found.append(stale)
    return found
