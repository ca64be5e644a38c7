"""What the provider reports of a class: who passed, with which score.

Not more than that: *Kompeten* is a certification body's to say (`desk/assessments`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from desktop_app.desk.attendance import register
from desktop_app.desk.certificates import standing_certificates
from desktop_app.desk.class_people import FINISHED, Learner, learners
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.processes.attendance import Standing
from desktop_app.processes.results import POLICY, must_explain, short
from desktop_app.records import Enrolment, TrainingClass
from desktop_app.records.record import Facts
from desktop_app.records.training import ClassState, EnrolmentState, TrainingResult
from desktop_app.store.writing import Write

RECORDED = N_("Results of training entered")

TAUGHT = (EnrolmentState.IN_TRAINING, *FINISHED)
"""Of whom there is a result: who was in the training."""

_LETTERS = {"l": TrainingResult.PASSED, "t": TrainingResult.FAILED}


@dataclass(frozen=True)
class Outcome:
    """A person of a class: what came of the training, and how much of it was attended."""

    learner: Learner
    standing: Standing | None = None

    @property
    def enrolment(self) -> Enrolment:
        return self.learner.enrolment

    @property
    def short(self) -> bool:
        """Whether less was attended than is asked for."""
        return short(self.standing)


def read_result(text: str) -> TrainingResult | None:
    """The result meant by L, T or the word; empty means none. Raises UserError otherwise."""
    plain = " ".join(text.replace("_", " ").split()).casefold()
    if not plain:
        return None
    for result in TrainingResult:
        words = (result.value.replace("_", " "), result.label, translate(result.label))
        if plain in [word.casefold() for word in words]:
            return result
    if plain in _LETTERS:
        return _LETTERS[plain]
    raise UserError(
        "RESULT", N_("Enter L (passed) or T (not passed); {text} is neither."), text=text[:20]
    )


def outcomes(session: Session, training_class: str, facts: Facts) -> list[Outcome]:
    """The people who were trained in a class, by name."""
    standings = register(session, training_class, facts).standings()
    return [
        Outcome(one, standings.get(one.id)) for one in learners(session, training_class, TAUGHT)
    ]


def enter(
    session: Write,
    training_class: str,
    entries: Mapping[str, Mapping[str, Any]],
    reason: str = "",
) -> int:
    """Record results of several people; returns how many there were.

    `entries` are values by enrolment: ``result``, ``score``, ``result_on``. A
    result is dated today unless a day is given. `reason` is why those pass who
    attended too little; it is kept with each of them.

    Raises UserError RESULT-LOCKED, NOT-IN-TRAINING, RESULT-CERTIFIED where a certificate
    says that somebody passed, and what `must_explain` says.
    """
    must_be_open(session, training_class)
    people = {one.enrolment.id: one for one in outcomes(session, training_class, session.facts)}
    if any(id not in people for id in entries):
        raise UserError("NOT-IN-TRAINING", N_("Only who was in the training has a result."))
    _must_not_belie(session, entries)
    passing = {
        id: people[id]
        for id, values in entries.items()
        if values.get("result") is TrainingResult.PASSED and people[id].short
    }
    must_explain(
        [one.standing for one in passing.values() if one.standing],
        session.facts.parameter(POLICY),
        reason,
    )
    for id, values in entries.items():
        _take(people[id].enrolment, values, session.facts.today)
        if "result" in values:
            people[id].enrolment.under_reason = reason.strip() if id in passing else None
    return len(entries)


def must_be_open(session: Session, training_class: str) -> None:
    """Raise UserError RESULT-LOCKED for a class that was reported or called off."""
    state = session.get_one(TrainingClass, training_class).state
    if state in (ClassState.REPORTED, ClassState.CANCELLED):
        raise UserError(
            "RESULT-LOCKED",
            N_("This class has been reported or called off; its results stay. Reopen it first."),
        )


def _must_not_belie(session: Session, entries: Mapping[str, Mapping[str, Any]]) -> None:
    """Nobody's LULUS is taken back while a certificate stands that says so."""
    not_passed = [
        id
        for id, values in entries.items()
        if "result" in values and values["result"] is not TrainingResult.PASSED
    ]
    if standing := standing_certificates(session, not_passed):
        raise UserError(
            "RESULT-CERTIFIED",
            N_("Certificate {number} says that this person passed. Revoke it first."),
            number=standing[0].number,
        )


def _take(enrolment: Enrolment, values: Mapping[str, Any], today: date) -> None:
    if "score" in values:
        enrolment.score = values["score"]
    if "result" in values:
        enrolment.result = values["result"]
        if enrolment.result is None:
            enrolment.result_on = None
        elif enrolment.result_on is None:
            enrolment.result_on = today
    if "result_on" in values:
        enrolment.result_on = values["result_on"]


def all_passed(session: Write, training_class: str) -> int:
    """Everybody passed who attended enough and has no result yet; returns how many."""
    left = {
        one.enrolment.id: {"result": TrainingResult.PASSED}
        for one in outcomes(session, training_class, session.facts)
        if one.enrolment.result is None and not one.short
    }
    return enter(session, training_class, left)
