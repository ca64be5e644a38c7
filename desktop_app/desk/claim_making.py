"""Claims begun from a class or a consultation, with a line for each of its people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop_app.desk import taxes
from desktop_app.desk.claim_facts import learners, scheme_of
from desktop_app.desk.editing import gone
from desktop_app.desk.numbers import by_pattern
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.claims import NOT_TRAINED, Learner
from desktop_app.records import (
    AffectedWorker,
    Claim,
    ClaimLine,
    Consultation,
    Employer,
    Enrolment,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.claim import ClaimKind, ClaimState
from desktop_app.records.employer import Scheme
from desktop_app.records.funding import CostKind
from desktop_app.records.record import new_id
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write

MADE = N_("Claim begun")
_NOT_PAID = frozenset({*NOT_TRAINED, EnrolmentState.IN_TRAINING, EnrolmentState.DROPPED})


def from_class(session: Write, id: str) -> Claim:
    """A provider's invoice (scheme A) or an employer's claim (B) for those a class trained.

    Raises UserError: without anybody to be paid, or anybody to pay for.
    """
    of = session.get(TrainingClass, id)
    if of is None or of.voided_at is not None:
        raise gone()
    people = _trained(session, select(Enrolment.id).where(Enrolment.training_class == id))
    partner = of.scheme is Scheme.PARTNER
    if partner and of.provider is None:
        raise UserError("CLAIM-PAYEE", N_("Name the training provider of the class first."))
    cases = _talks(session, people)
    claim = _claim(session, ClaimKind.INVOICE if partner else ClaimKind.REIMBURSEMENT)
    claim.training_class, claim.provider, claim.funding = of.id, of.provider, of.funding
    claim.programme_year = of.programme_year
    if not partner:
        claim.employer = of.employer or _employer(session, people)
        claim.consultation = cases.pop() if len(cases) == 1 else None
    return _with_lines(session, claim, people)


def from_consultation(session: Write, id: str) -> Claim:
    """An employer's claim for those of a consultation who were trained under scheme B."""
    case = session.get(Consultation, id)
    if case is None or case.voided_at is not None:
        raise gone()
    mine = (
        select(Enrolment.id)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .where(AffectedWorker.consultation == id, Enrolment.scheme == Scheme.REIMBURSEMENT)
    )
    people = _trained(session, mine)
    classes = {one.training_class for one in people} - {None}
    claim = _claim(session, ClaimKind.REIMBURSEMENT)
    claim.employer, claim.consultation = case.employer, case.id
    claim.programme_year = case.programme_year
    of = session.get(TrainingClass, next(iter(classes))) if len(classes) == 1 else None
    if of is not None:
        claim.training_class, claim.provider, claim.funding = of.id, of.provider, of.funding
    return _with_lines(session, claim, people)


def _claim(session: Write, kind: ClaimKind) -> Claim:
    today = session.facts.today
    return Claim(
        number=by_pattern(session, Claim, today)[0],
        kind=kind,
        programme_year=today.year,
        received_on=today,
        written_by=session.author.officer,
    )


def _trained(session: Write, wanted: Select[str]) -> list[Learner]:
    """Those of the enrolments who were trained. Raises UserError CLAIM-NOBODY if none was."""
    found = learners(session, session.facts, session.scalars(wanted).all()).values()
    people = [one for one in found if one.state not in _NOT_PAID]
    if not people:
        raise UserError(
            "CLAIM-NOBODY", N_("Nobody has completed the training yet; there is nothing to claim.")
        )
    return people


def _talks(session: Session, people: Sequence[Learner]) -> set[str | None]:
    """The consultations that these people come from."""
    query = (
        select(AffectedWorker.consultation)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(Enrolment.id.in_([one.id for one in people]))
    )
    return set(session.scalars(query))


def _employer(session: Session, people: Sequence[Learner]) -> str:
    """The one employer these people come from. Raises UserError CLAIM-PAYEE."""
    query = (
        select(AffectedWorker.employer)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(Enrolment.id.in_([one.id for one in people]))
    )
    found = {id for id in session.scalars(query) if id is not None}
    if len(found) != 1:
        raise UserError("CLAIM-PAYEE", N_("Name the employer of the class first."))
    return found.pop()


def _with_lines(session: Write, claim: Claim, people: Sequence[Learner]) -> Claim:
    """The claim with the payee's account and a line for each cost of each person."""
    of = session.get(TrainingClass, claim.training_class) if claim.training_class else None
    scheme = scheme_of(session, claim, of)
    made = [
        line
        for kind in (CostKind.TRAINING, CostKind.CERTIFICATION)
        if scheme is None or kind in scheme.cost_kinds
        for line in _lines(session, claim, people, kind)
    ]
    if not made:
        raise UserError(
            "CLAIM-ALL", N_("All who completed the training stand on another claim already.")
        )
    employer = session.get(Employer, claim.employer) if claim.employer else None
    if employer is not None:
        claim.bank, claim.account = employer.bank, employer.account
        claim.account_holder = employer.account_holder
    # Ids of one moment have no order of their own; the lines keep that of the names.
    for line, id in zip(made, sorted(new_id() for _ in made), strict=True):
        line.id = id
        taxes.settle(session, claim, line)
    session.add_all([claim, *made])
    session.flush()
    return claim


def _lines(
    session: Write, claim: Claim, people: Sequence[Learner], kind: CostKind
) -> Iterator[ClaimLine]:
    """A line for each person who is not on another claim; certification for those certified.

    What certification costs is on the receipt: the price is left to be filled in.
    """
    there = set(
        session.scalars(
            select(ClaimLine.enrolment)
            .join(Claim, Claim.id == ClaimLine.claim)
            .where(
                ClaimLine.cost_kind == kind,
                ClaimLine.enrolment.in_([one.id for one in people]),
                ClaimLine.voided_at.is_(None),
                Claim.state != ClaimState.REJECTED,
                Claim.voided_at.is_(None),
            )
        )
    )
    training = kind is CostKind.TRAINING
    for one in people:
        if one.id in there or not (training or one.assessed):
            continue
        programme = session.get_one(TrainingProgramme, one.programme)
        name = programme.name if training else programme.certifier or programme.name
        yield ClaimLine(
            claim=claim.id,
            cost_kind=kind,
            enrolment=one.id,
            description=name[:200],
            unit_price=(one.fee or 0) if training else 0,
        )
