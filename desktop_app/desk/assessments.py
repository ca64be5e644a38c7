"""What certification bodies found, recorded for a whole class at one sitting.

Nowhere else anybody becomes *Kompeten*: a provider reports who passed, and no
act of this program turns that into a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.class_people import Learner, learners
from desktop_app.desk.units import units_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.processes.assessments import valid_until, verdict_of, years_of
from desktop_app.records import AssessedUnit, Assessment, Enrolment, Partner, TrainingClass
from desktop_app.records.names import fold
from desktop_app.records.partner import PartnerKind
from desktop_app.records.teaching import Verdict
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write

RECORDED = N_("Assessment recorded")

SAID = ("verdict", "certificate_number", "registration", "valid_until")
"""Fields entered person by person."""


@dataclass(frozen=True)
class Sitting:
    """What the assessments of one day have in common."""

    body: str
    scheme_name: str
    assessed_on: date
    site: str | None = None
    assessor: str | None = None
    expiry_reason: str | None = None


@dataclass(frozen=True)
class Candidate:
    """A person of a class with what was found at a sitting, if anything."""

    learner: Learner
    assessment: Assessment | None = None
    units: Mapping[str, Verdict] = field(default_factory=dict)
    """Verdicts by the unit's id."""


def body_named(session: Session, name: str) -> str:
    """The certification body of that name, short name or id. Raises UserError BODY."""
    own, wanted = Partner, fold(name)
    found = [
        one.id
        for one in session.scalars(
            select(own).where(own.kind == PartnerKind.CERTIFICATION_BODY, own.voided_at.is_(None))
        )
        if name == one.id or wanted in (fold(one.name), fold(one.short_name or ""))
    ]
    if len(found) != 1:
        raise UserError("BODY", N_("No certification body is called {name}."), name=name)
    return found[0]


_LETTERS = {"b": Verdict.NOT_YET}


def read_verdict(text: str) -> Verdict | None:
    """The verdict that is meant by K, B, BK or the word; empty means none.

    Raises UserError for anything else.
    """
    plain = " ".join(text.split()).casefold()
    if not plain:
        return None
    for verdict in Verdict:
        words = (verdict.value, verdict.label, translate(verdict.label))
        if plain in [word.casefold() for word in words]:
            return verdict
    if plain in _LETTERS:
        return _LETTERS[plain]
    raise UserError(
        "VERDICT", N_("Enter K (competent) or BK (not yet); {text} is neither."), text=text[:20]
    )


def sitting_of(one: Assessment) -> Sitting:
    """The sitting at which an assessment was made."""
    return Sitting(
        *(one.body, one.scheme_name, one.assessed_on, one.site, one.assessor, one.expiry_reason)
    )


def last_sitting(session: Session, training_class: str) -> Sitting | None:
    """The latest sitting of a class."""
    found = session.scalars(
        _of_class(training_class).order_by(Assessment.assessed_on.desc(), Assessment.id.desc())
    ).first()
    return sitting_of(found) if found is not None else None


def _of_class(training_class: str) -> Any:
    return (
        select(Assessment)
        .join(Enrolment, Enrolment.id == Assessment.enrolment)
        .where(Enrolment.training_class == training_class, Assessment.voided_at.is_(None))
    )


def candidates(session: Session, training_class: str, sitting: Sitting | None) -> list[Candidate]:
    """The people of a class, with what was found at that sitting."""
    found: dict[str, Assessment] = {}
    if sitting is not None:
        at = _of_class(training_class).where(
            Assessment.body == sitting.body,
            Assessment.scheme_name == sitting.scheme_name,
            Assessment.assessed_on == sitting.assessed_on,
        )
        found = {one.enrolment: one for one in session.scalars(at.order_by(Assessment.id))}
    units = _units(session, [one.id for one in found.values()])
    return [
        Candidate(one, made, {u.unit: u.verdict for u in units.get(made.id, ())} if made else {})
        for one in learners(session, training_class)
        for made in (found.get(one.id),)
    ]


def _units(session: Session, assessments: Sequence[str]) -> dict[str, list[AssessedUnit]]:
    found: dict[str, list[AssessedUnit]] = {}
    for one in session.scalars(
        select(AssessedUnit).where(
            AssessedUnit.assessment.in_(assessments), AssessedUnit.voided_at.is_(None)
        )
    ):
        found.setdefault(one.assessment, []).append(one)
    return found


def enter(
    session: Write,
    training_class: str,
    sitting: Sitting,
    entries: Mapping[str, Mapping[str, Any]],
) -> int:
    """Record what was found of several people: by enrolment, values of `SAID` or of units.

    A unit's id carries its verdict; with units the whole follows from them. No
    verdict takes the assessment away again. A certificate's last day is
    proposed by the kind of body. Returns how many people it was about.

    Raises UserError for somebody of another class, for a number without a
    verdict, and for what the records' rules refuse.
    """
    units = [
        u.id for u in units_of(session, session.get_one(TrainingClass, training_class).programme)
    ]
    known = {one.learner.id: one for one in candidates(session, training_class, sitting)}
    for enrolment, values in entries.items():
        if enrolment not in known:
            raise UserError("NOT-IN-CLASS", N_("This person has no seat in the class."))
        _Entry(session, sitting, known[enrolment], units).take(values)
    session.flush()
    follow_assessments(session, [known[id].learner.enrolment for id in entries])
    return len(entries)


def propose(session: Write, body: str | None, assessed_on: date | None) -> date | None:
    """The last day of a certificate by the kind of its body, where that is laid down."""
    if body is None or assessed_on is None:
        return None
    facts = session.facts
    known = facts.body(body) if facts.body else None
    years = years_of(known.certifies if known else None, facts.parameter)
    return valid_until(assessed_on, years) if years else None


class _Entry:
    """One person's assessment under way."""

    def __init__(
        self, session: Write, sitting: Sitting, one: Candidate, units: Sequence[str]
    ) -> None:
        self.session, self.sitting, self.units = session, sitting, units
        self.enrolment = one.learner.id
        self.made = one.assessment
        self.found = _units(session, [self.made.id]).get(self.made.id, []) if self.made else []

    def take(self, values: Mapping[str, Any]) -> None:
        """Record these values."""
        verdicts = {unit.unit: unit.verdict for unit in self.found}
        told = {unit: values[unit] for unit in self.units if unit in values}
        verdicts = {u: v for u, v in {**verdicts, **told}.items() if v is not None}
        if told:
            verdict = verdict_of(list(verdicts.values()))
        elif "verdict" in values:
            verdict = values["verdict"]
            if verdict is Verdict.COMPETENT:
                verdicts = dict.fromkeys(self.units, verdict)
            elif Verdict.NOT_YET not in verdicts.values():
                verdicts = {}
        else:
            verdict = self.made.verdict if self.made else None
        if verdict is None:
            self._without_verdict(values)
            return
        self._assess(verdict, values)
        self._set_units(verdicts)

    def _without_verdict(self, values: Mapping[str, Any]) -> None:
        if any(values.get(name) for name in SAID[1:]):
            raise UserError("VERDICT-FIRST", N_("Enter K or B first, then number and validity."))
        if self.made is not None:
            self._set_units({})
            self.session.void(self.made)

    def _assess(self, verdict: Verdict, values: Mapping[str, Any]) -> None:
        made, sitting = self.made, self.sitting
        if made is None:
            made = self.made = Assessment(
                enrolment=self.enrolment, verdict=verdict, **vars(sitting)
            )
            self.session.add(made)
        fresh = made.verdict is not verdict or made.valid_until is None
        made.verdict = verdict
        made.site, made.assessor = sitting.site, sitting.assessor
        made.expiry_reason = sitting.expiry_reason
        if verdict is Verdict.NOT_YET:
            made.certificate_number = made.registration = made.valid_until = None
        elif fresh:
            made.valid_until = propose(self.session, sitting.body, sitting.assessed_on)
        for name in SAID[1:]:
            if name in values:
                setattr(made, name, values[name])

    def _set_units(self, verdicts: Mapping[str, Verdict]) -> None:
        assert self.made is not None
        kept = {unit.unit: unit for unit in self.found}
        for id, unit in kept.items():
            if id not in verdicts:
                self.session.void(unit)
            else:
                unit.verdict = verdicts[id]
        self.session.add_all(
            AssessedUnit(assessment=self.made.id, unit=id, verdict=verdict)
            for id, verdict in verdicts.items()
            if id not in kept
        )


def follow_assessments(session: Write, enrolments: Sequence[Enrolment]) -> None:
    """Who completed the training and was assessed is *assessed*; who was not after all, is not."""
    assessed = set(
        session.scalars(
            select(Assessment.enrolment).where(
                Assessment.enrolment.in_([one.id for one in enrolments]),
                Assessment.voided_at.is_(None),
            )
        )
    )
    for one in enrolments:
        if one.state is EnrolmentState.COMPLETED and one.id in assessed:
            one.state = EnrolmentState.ASSESSED
        elif one.state is EnrolmentState.ASSESSED and one.id not in assessed:
            one.state = EnrolmentState.COMPLETED


def state_follows(session: Write, enrolment: str) -> None:
    """Bring the state of an enrolment in line with its assessments."""
    session.flush()
    follow_assessments(session, [session.get_one(Enrolment, enrolment)])
