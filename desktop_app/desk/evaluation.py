"""Evaluation sheets of a class: keyed in without a name, told as averages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_
from desktop_app.processes.evaluation import LEAST, QUESTIONS, Answers, Average, average
from desktop_app.records import CourseEvaluation, TrainingClass
from desktop_app.records.record import Facts
from desktop_app.store.writing import Write

ENTERED = N_("Evaluation sheet entered")


@dataclass(frozen=True)
class Opinion:
    """What the sheets of some classes say: how many there are, and each question's average."""

    ids: frozenset[str]
    averages: Mapping[str, Average]
    whole: Average
    """Over all answers to all questions; hidden with too few sheets."""
    remarks: tuple[str, ...] = ()
    """Remarks; none of too few sheets, which would tell whose they are."""

    @property
    def sheets(self) -> int:
        """How many were filled in."""
        return len(self.ids)


def enter(session: Write, training_class: str, answers: Answers) -> CourseEvaluation:
    """Record a sheet, dated on the last day of the class or today."""
    taught = session.get_one(TrainingClass, training_class)
    made = CourseEvaluation(
        training_class=training_class,
        filled_on=min(taught.ends_on, session.facts.today),
        remarks=answers.remarks or None,
        **dict(zip(QUESTIONS, answers.given, strict=True)),
    )
    session.add(made)
    return made


def opinion(session: Session, classes: Collection[str], facts: Facts) -> Opinion:
    """What the sheets of these classes say together."""
    least = int(facts.parameter(LEAST) or 1)
    sheets = session.scalars(
        select(CourseEvaluation)
        .where(CourseEvaluation.training_class.in_(classes), CourseEvaluation.voided_at.is_(None))
        .order_by(CourseEvaluation.id)
    ).all()
    answers = {name: [getattr(sheet, name) for sheet in sheets] for name in QUESTIONS}
    every = [one for given in answers.values() for one in given]
    enough = len(sheets) >= least
    return Opinion(
        frozenset(sheet.id for sheet in sheets),
        {name: average(given, least) for name, given in answers.items()},
        average(every if enough else [], least),
        tuple(sheet.remarks for sheet in sheets if sheet.remarks) if enough else (),
    )
