"""Who may take part, asked of the books: the facts gathered, the rules of the day applied."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.editing import gone
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.eligibility import Check, Floor, Person, Training, lowest
from desktop_app.processes.verdicts import Finding, judge, rules_on, verdict_of
from desktop_app.records import (
    AffectedWorker,
    Consultation,
    EligibilityRule,
    Enrolment,
    MembershipCheck,
    MinimumWage,
    Parameter,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.consultation import CaseOutcome
from desktop_app.records.eligibility import Verdict
from desktop_app.records.national_id import nik_rules
from desktop_app.records.training import EnrolmentState

RULESET = "eligibility.ruleset"
"""The parameter that says which set of rules holds."""

_E = EnrolmentState
BEGUN = (
    *(_E.IN_TRAINING, _E.COMPLETED, _E.DROPPED, _E.ASSESSED, _E.CERTIFIED),
    *(_E.PLACED, _E.NOT_PLACED),
)
"""States of an enrolment whose training has begun: the person was trained once."""


class Law:
    """The rules, parameters and minimum wages, read once for many people."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rules = session.scalars(
            select(EligibilityRule).where(EligibilityRule.voided_at.is_(None))
        ).all()
        self._parameters = session.execute(
            select(Parameter.key, Parameter.value, Parameter.valid_from)
            .where(Parameter.key.startswith("eligibility."), Parameter.voided_at.is_(None))
            .order_by(Parameter.valid_from)
        ).all()
        self._days: dict[date, tuple[str, tuple[EligibilityRule, ...]]] = {}

    def parameters(self, day: date) -> Mapping[str, Any]:
        """The parameters of eligibility as they stood on a day."""
        return {p.key: json.loads(p.value) for p in self._parameters if p.valid_from <= day}

    def on(self, day: date) -> tuple[str, tuple[EligibilityRule, ...]]:
        """The set of rules of a day, and its rules."""
        if day not in self._days:
            ruleset = str(self.parameters(day).get(RULESET) or "")
            self._days[day] = ruleset, rules_on(self._rules, ruleset, day)
        return self._days[day]

    @cached_property
    def _wages(self) -> Sequence[MinimumWage]:
        return self._session.scalars(
            select(MinimumWage).where(MinimumWage.voided_at.is_(None))
        ).all()

    def floor(self, day: date) -> Floor | None:
        """The lowest UMK on a day."""
        return lowest(self._wages, day)


@dataclass(frozen=True)
class Asked:
    """About whom the rules are asked, as of which day, and for which programme."""

    worker: Worker
    day: date
    case: AffectedWorker | None = None
    enrolment: Enrolment | None = None
    programme: str | None = None


@dataclass(frozen=True)
class Assessment:
    """What the rules say of one person; the words come out in the reader's language."""

    asked: Asked
    person: Person
    check: str | None
    """The id of the membership check the facts rest on."""
    ruleset: str
    rules: tuple[EligibilityRule, ...]
    limits: Mapping[str, Any]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What each rule says."""
        return judge(self.rules, self.person, self.limits.get)

    @property
    def verdict(self) -> Verdict:
        """All rules together."""
        return verdict_of(self.findings)


def assess(session: Session, asked: Sequence[Asked]) -> list[Assessment]:
    """What the rules of the day say of each of these people, in the same order."""
    law, books = Law(session), _Books(session, asked)
    found = []
    for one in asked:
        ruleset, rules = law.on(one.day)
        check = books.check(one)
        person = books.person(one, check, law)
        limits = law.parameters(one.day)
        found.append(Assessment(one, person, check.id if check else None, ruleset, rules, limits))
    return found


def assess_cases(
    session: Session, cases: Sequence[str], day: date, programme: str | None = None
) -> list[Assessment]:
    """What the rules say of the people of several cases, were they enrolled on `day`."""
    rows = session.execute(
        select(AffectedWorker, Worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .where(AffectedWorker.id.in_(cases), AffectedWorker.voided_at.is_(None))
    )
    by_id = {case.id: Asked(worker, day, case, programme=programme) for case, worker in rows}
    return assess(session, [by_id[id] for id in dict.fromkeys(cases) if id in by_id])


def assess_case(session: Session, case: str, day: date) -> Assessment:
    """What the rules say of one case: for the training wished for, or agreed with the employer.

    Raises UserError if there is no such case.
    """
    agreed = select(Consultation.programme).where(Consultation.id == AffectedWorker.consultation)
    programme = session.scalar(
        select(func.coalesce(AffectedWorker.wish, agreed.scalar_subquery())).where(
            AffectedWorker.id == case
        )
    )
    found = assess_cases(session, [case], day, programme)
    if not found:
        raise gone()
    return found[0]


def assess_walk_in(
    session: Session, worker: str, day: date, terminated_on: date | None, programme: str | None
) -> Assessment:
    """What the rules say of a worker without consultation, laid off on a day as he says."""
    person = session.get(Worker, worker)
    if person is None:
        raise gone()
    case = AffectedWorker(worker=worker, terminated_on=terminated_on)
    return assess(session, [Asked(person, day, case, programme=programme)])[0]


def assess_enrolment(session: Session, enrolment: Enrolment) -> Assessment:
    """What the rules say of an enrolled person, as of the day of registering."""
    case = session.get(AffectedWorker, enrolment.affected_worker)
    worker = session.get(Worker, case.worker) if case else None
    if case is None or worker is None:
        raise gone()
    asked = Asked(worker, enrolment.registered_on, case, enrolment, enrolment.programme)
    return assess(session, [asked])[0]


def about(session: Session, key: str, day: date, programme: str | None = None) -> list[Assessment]:
    """What the rules say of those a `key` names.

    It is the id of a worker or case, the id or number of an enrolment, or of a
    consultation, which is all its people. Raises UserError for one that names nobody.
    """
    worker = session.get(Worker, key)
    if worker is not None and worker.voided_at is None:
        return assess(session, [Asked(worker, day, programme=programme)])
    enrolment = session.scalar(
        select(Enrolment).where(
            or_(Enrolment.id == key, Enrolment.number == key), Enrolment.voided_at.is_(None)
        )
    )
    if enrolment is not None:
        return [assess_enrolment(session, enrolment)]
    cases = session.scalars(
        select(AffectedWorker.id)
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .where(
            or_(AffectedWorker.id == key, Consultation.id == key, Consultation.number == key),
            AffectedWorker.voided_at.is_(None),
        )
        .order_by(AffectedWorker.id)
    ).all()
    if not cases:
        raise gone()
    return assess_cases(session, cases, day, programme)


def programme_named(session: Session, code: str) -> str:
    """The id of the programme with a code. Raises UserError if there is none."""
    found = session.scalar(
        select(TrainingProgramme.id).where(
            TrainingProgramme.code == code, TrainingProgramme.voided_at.is_(None)
        )
    )
    if found is None:
        raise UserError("PROGRAMME", N_("There is no programme {programme}."), programme=code)
    return found


class _Books:
    """What the books hold of several people beside their own rows, read in one go."""

    def __init__(self, session: Session, asked: Sequence[Asked]) -> None:
        # A person merged into another stays findable under the old id.
        own = {one.worker.id for one in asked}
        self._owner = {id: id for id in own}
        merged = select(Worker.id, Worker.alias_of).where(Worker.alias_of.in_(own))
        self._owner |= {row.id: row.alias_of for row in session.execute(merged)}
        people = list(self._owner)
        self._checks: dict[str, MembershipCheck] = {}
        for check in session.scalars(
            select(MembershipCheck)
            .where(MembershipCheck.worker.in_(people), MembershipCheck.voided_at.is_(None))
            .order_by(MembershipCheck.checked_on, MembershipCheck.id)
        ):
            self._checks[self._owner[check.worker]] = check
        self._trained: dict[str, list[Enrolment]] = defaultdict(list)
        for enrolment, worker in session.execute(
            select(Enrolment, AffectedWorker.worker)
            .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
            .where(
                AffectedWorker.worker.in_(people),
                Enrolment.state.in_(BEGUN),
                Enrolment.voided_at.is_(None),
            )
            .order_by(Enrolment.number)
        ):
            self._trained[self._owner[worker]].append(enrolment)
        cases = {one.case.consultation for one in asked if one.case and one.case.consultation}
        self._numbers: dict[str, str] = {
            row.id: row.number
            for row in session.execute(
                select(Consultation.id, Consultation.number).where(Consultation.id.in_(cases))
            )
        }

    def check(self, one: Asked) -> MembershipCheck | None:
        """The latest membership check of the person."""
        return self._checks.get(one.worker.id)

    def person(self, one: Asked, check: MembershipCheck | None, law: Law) -> Person:
        """The facts that the questions ask for."""
        worker, case = one.worker, one.case
        last = (check and check.last_month) or (case and case.terminated_on) or one.day
        facts: dict[str, Any] = {}
        if check is not None:
            facts = {
                "segment": check.segment,
                "active": check.active,
                "months": check.contribution_months,
                "wage": check.wage,
                "jht_withdrawn": check.jht_withdrawn,
                "check": Check(check.source, check.checked_on),
            }
        if case is not None:
            facts |= {
                "notice_on": case.notice_on,
                "terminated_on": case.terminated_on,
                "called_off": case.outcome is CaseOutcome.RETAINED,
                "consultation": self._numbers.get(case.consultation or ""),
            }
        return Person(
            day=one.day,
            birth_date=worker.birth_date,
            nationality=worker.nationality,
            nik_valid=_valid(worker.nik),
            floor=law.floor(last) if _asks_wage(law, one.day) else None,
            trainings=tuple(
                Training(enrolment.number, enrolment.programme)
                for enrolment in self._trained[worker.id]
                if one.enrolment is None or enrolment.id != one.enrolment.id
            ),
            programme=one.programme,
            agreed_on=one.enrolment.agreed_on if one.enrolment else None,
            **facts,
        )


def _valid(nik: str | None) -> bool | None:
    return None if nik is None else not any(p.hard for p in nik_rules("nik", nik))


def _asks_wage(law: Law, day: date) -> bool:
    return any(rule.question == "wage_at_floor" for rule in law.on(day)[1])
