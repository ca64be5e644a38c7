"""What the books say about a claim, gathered for its checks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk import attendance
from desktop_app.desk.claim_papers import issuer_of, papers_on, rivals, seen_elsewhere, seen_here
from desktop_app.desk.letters import issued
from desktop_app.desk.papers import missing, papers_of
from desktop_app.desk.taxes import tax_kinds
from desktop_app.errors import UserError
from desktop_app.i18n import N_, current
from desktop_app.processes.claim_checks import blocking, examine
from desktop_app.processes.claims import (
    FEES,
    NOT_TRAINED,
    Elsewhere,
    Finding,
    Known,
    Learner,
    Run,
    Totals,
    cap_on,
    totals,
)
from desktop_app.records import (
    AffectedWorker,
    Assessment,
    Certificate,
    CertificateRevocation,
    Claim,
    ClaimLine,
    ComplianceCheck,
    Consultation,
    Enrolment,
    FundingScheme,
    TaxKind,
    TrainingClass,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.claim import ClaimKind
from desktop_app.records.employer import Scheme
from desktop_app.records.funding import CostKind
from desktop_app.records.record import Facts
from desktop_app.records.training import EnrolmentState
from desktop_app.store.writing import Write


@dataclass(frozen=True)
class Examined:
    """A claim with its lines, what speaks against it, and its sums."""

    claim: Claim
    lines: tuple[ClaimLine, ...]
    known: Known
    findings: tuple[Finding, ...]
    kinds: Mapping[str, TaxKind]
    """All kinds of tax, by id."""

    @cached_property
    def open(self) -> list[Finding]:
        """What blocks it, and no reason was given for."""
        return blocking(self.findings, self.claim.aside)

    @cached_property
    def totals(self) -> Totals:
        """The sums in rupiah."""
        return totals(self.lines, self.kinds)


def examined(session: Session, claim: Claim, facts: Facts) -> Examined:
    """The claim held against the books as they stand."""
    lines = lines_of(session, claim.id)
    known = _known(session, claim, lines, facts)
    found = tuple(examine(claim, lines, known))
    return Examined(claim, tuple(lines), known, found, tax_kinds(session))


def must_pass(session: Write, claim: Claim) -> None:
    """Raise UserError CLAIM-BLOCKED for findings that block and that no reason was given for."""
    found = examined(session, claim, session.facts).open
    if found:
        raise UserError(
            "CLAIM-BLOCKED",
            N_("{number} cannot go on: {why}"),
            number=claim.number,
            why="; ".join(finding.text for finding in found[:3]),
        )


def lines_of(session: Session, claim: str) -> list[ClaimLine]:
    """The cost lines of a claim in the order in which they were written."""
    query = select(ClaimLine).where(ClaimLine.claim == claim, ClaimLine.voided_at.is_(None))
    return list(session.scalars(query.order_by(ClaimLine.id)))


def _known(session: Session, claim: Claim, lines: Sequence[ClaimLine], facts: Facts) -> Known:
    of = session.get(TrainingClass, claim.training_class) if claim.training_class else None
    asked = {line.enrolment for line in lines if line.enrolment}
    expected = _learners_of(session, facts, Enrolment.training_class == of.id) if of else {}
    missed = asked - expected.keys()
    rest = _learners_of(session, facts, Enrolment.id.in_(missed)) if missed else {}
    learners = {**expected, **rest}
    funding = scheme_of(session, claim, of)
    issuer = issuer_of(session, claim)
    mine = papers_on(claim, issuer, lines)
    consultation = session.get(Consultation, claim.consultation) if claim.consultation else None
    return Known(
        facts.today,
        learners,
        _elsewhere(session, claim, learners.values()),
        [one for one in expected.values() if one.state not in {*NOT_TRAINED, *_UNDER_WAY}],
        funding,
        {kind: _cap(facts, funding, kind) for kind in FEES},
        facts.parameter("budget.per_participant_warn"),
        mine,
        [seen.paper for seen in seen_here(session, rivals(claim))] if mine else (),
        seen_elsewhere(session, mine),
        compliance_of(session, claim, facts),
        facts.parameter("claim.compliance_required") or "WARN",
        bool(claim.provider or (of and (of.provider or of.agreement))),
        None if consultation is None else _has_minutes(session, consultation),
        {
            item.paper.id: (current() == "en" and item.paper.name_en) or item.paper.name
            for item in missing(papers_of(session, claim, facts))
            if claim.kind is not ClaimKind.ALLOWANCE
        },
    )


_UNDER_WAY = (EnrolmentState.IN_TRAINING, EnrolmentState.DROPPED)


def _cap(facts: Facts, funding: FundingScheme | None, kind: CostKind) -> int | None:
    parameter = {CostKind.TRAINING: "training", CostKind.CERTIFICATION: "certification"}[kind]
    return cap_on(funding, kind, facts.parameter(f"cost.cap.{parameter}"))


# --- people --------------------------------------------------------------------------


def learners(session: Session, facts: Facts, enrolments: Collection[str]) -> dict[str, Learner]:
    """What is known of these enrolments, by id."""
    return _learners_of(session, facts, Enrolment.id.in_(list(enrolments)))


def _learners_of(session: Session, facts: Facts, *wanted: Any) -> dict[str, Learner]:
    rows = session.execute(
        select(
            Enrolment,
            Worker.id,
            Worker.name,
            TrainingProgramme,
            TrainingClass.starts_on,
            TrainingClass.ends_on,
        )
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .join(TrainingProgramme, TrainingProgramme.id == Enrolment.programme)
        .outerjoin(TrainingClass, TrainingClass.id == Enrolment.training_class)
        .where(Enrolment.voided_at.is_(None), *wanted)
        .order_by(Worker.name, Enrolment.id)
    ).all()
    shares = _shares(session, facts, {row[0].training_class for row in rows})
    certified, assessed = _certified(session, [row[0].id for row in rows])
    found = {}
    for one, person, name, programme, *days in rows:
        share, least = shares.get(one.id, (None, 0))
        found[one.id] = Learner(
            one.id,
            one.number,
            name,
            person,
            programme.id,
            one.training_class,
            one.state,
            share,
            least,
            one.under_reason,
            programme.fee,
            one.id in certified | assessed,
            one.id in assessed,
            Run(*days),
        )
    return found


def _shares(
    session: Session, facts: Facts, classes: Iterable[str | None]
) -> dict[str, tuple[int | None, int]]:
    """What each person of the classes attended, and the least that is asked for."""
    found: dict[str, tuple[int | None, int]] = {}
    for id in sorted(filter(None, classes)):
        register = attendance.register(session, id, facts)
        for enrolment, standing in register.standings().items():
            marked = any(standing.counts.values())
            found[enrolment] = (standing.share if marked else None, standing.least)
    return found


def _certified(session: Session, enrolments: Sequence[str]) -> tuple[set[str], set[str]]:
    """Those with a certificate in force, and those whom a certification body assessed."""
    revoked = select(CertificateRevocation.number)
    certificates = select(Certificate.enrolment).where(
        Certificate.enrolment.in_(enrolments),
        Certificate.void_on.is_(None),
        Certificate.voided_at.is_(None),
        Certificate.number.not_in(revoked),
    )
    assessed = select(Assessment.enrolment).where(
        Assessment.enrolment.in_(enrolments), Assessment.voided_at.is_(None)
    )
    return set(session.scalars(certificates)), set(session.scalars(assessed))


def _elsewhere(session: Session, claim: Claim, people: Iterable[Learner]) -> list[Elsewhere]:
    """The same people's costs on other claims, of either scheme.

    A fee there that names nobody is for all who were trained in that claim's class.
    """
    of_class = and_(
        ClaimLine.enrolment.is_(None),
        ClaimLine.cost_kind.in_(FEES),
        Enrolment.training_class == Claim.training_class,
        Enrolment.state.not_in({*NOT_TRAINED, *_UNDER_WAY}),
        Enrolment.voided_at.is_(None),
    )
    rows = session.execute(
        select(
            Claim.number,
            Enrolment.id,
            AffectedWorker.worker,
            Enrolment.programme,
            ClaimLine.cost_kind,
            TrainingClass.starts_on,
            TrainingClass.ends_on,
        )
        .select_from(ClaimLine)
        .join(Claim, Claim.id == ClaimLine.claim)
        .join(Enrolment, or_(Enrolment.id == ClaimLine.enrolment, of_class))
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .outerjoin(TrainingClass, TrainingClass.id == Enrolment.training_class)
        .where(
            AffectedWorker.worker.in_({one.person for one in people}),
            rivals(claim),
            ClaimLine.voided_at.is_(None),
        )
        .order_by(Claim.received_on, Claim.id)
    )
    return [Elsewhere(*row[:5], Run(*row[5:])) for row in rows]


# --- money and papers ----------------------------------------------------------------


def scheme_of(session: Session, claim: Claim, of: TrainingClass | None) -> FundingScheme | None:
    """The funding scheme of a claim: its own, its class's, or the one in force for its way."""
    named = claim.funding or (of.funding if of else None)
    if named is not None:
        return session.get(FundingScheme, named)
    way = Scheme.REIMBURSEMENT if claim.kind is ClaimKind.REIMBURSEMENT else Scheme.PARTNER
    day = claim.received_on
    found = session.scalars(
        select(FundingScheme)
        .where(FundingScheme.way == way, FundingScheme.valid_from <= day)
        .order_by(FundingScheme.valid_from.desc(), FundingScheme.id)
    )
    return next((one for one in found if one.valid_to is None or day <= one.valid_to), None)


def compliance_of(session: Session, claim: Claim, facts: Facts) -> ComplianceCheck | None:
    """How the employer stood when it was looked at last."""
    return session.scalars(
        select(ComplianceCheck)
        .where(
            ComplianceCheck.employer == claim.employer,
            ComplianceCheck.checked_on <= facts.today,
            ComplianceCheck.voided_at.is_(None),
        )
        .order_by(ComplianceCheck.checked_on.desc(), ComplianceCheck.id.desc())
    ).first()


def _has_minutes(session: Session, consultation: Consultation) -> bool:
    return bool(consultation.minutes_number or issued(session, "minutes", consultation.id))
