"""What a reader gets to see: nothing voided, no confidential case of others.

A consultation can be kept confidential to a date (UU PDP; an announced layoff
moves people and prices). Until then only the named officers see the case and
its people: every select of a reading session is narrowed here, once, so that
no list, search, count, export or letter can forget it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, event, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from desktop_app.records import (
    AffectedWorker,
    AssessedUnit,
    Assessment,
    Attachment,
    Attendance,
    Attendee,
    CaseMeeting,
    CaseReader,
    Certificate,
    CertificateReprint,
    Claim,
    ClaimLine,
    Consent,
    Consultation,
    Contact,
    ContactAttempt,
    DataRequest,
    Decision,
    Disposition,
    EarlierAnswer,
    EligibilityDecision,
    Enrolment,
    FollowUp,
    Handout,
    IncomingLetter,
    IndustryNeed,
    IssuedLetter,
    Membership,
    MembershipCheck,
    Merge,
    Note,
    Objection,
    Payment,
    ReceivedPaper,
    Referral,
    Reminder,
    SkillGap,
    Worker,
)
from desktop_app.records.record import Record

ALSO_VOIDED = {"also_voided": True}
"""Execution option: voided records too."""


@dataclass(frozen=True)
class Hidden:
    """The ids an officer must not see, by record type."""

    consultations: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    workers: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    """Enrolments, verdicts, meetings, letters and claims that belong to them."""

    def ids(self) -> frozenset[str]:
        """All of them, for what is found by id alone."""
        return self.consultations | self.cases | self.workers | self.papers


def hidden_from(connection: Connection, officer: str, today: date) -> Hidden:
    """What `officer` must not see today."""
    readable = select(CaseReader.consultation).where(
        CaseReader.officer == officer, CaseReader.voided_at.is_(None)
    )
    cases = select(Consultation.id).where(
        Consultation.embargo_until > today,
        Consultation.voided_at.is_(None),
        or_(Consultation.officer.is_(None), Consultation.officer != officer),
        Consultation.id.not_in(readable),
    )
    consultations = frozenset(connection.scalars(cases))
    if not consultations:
        return Hidden()
    affected = connection.execute(
        select(AffectedWorker.id, AffectedWorker.worker).where(
            AffectedWorker.consultation.in_(consultations)
        )
    ).all()
    workers = frozenset(row.worker for row in affected)
    elsewhere = connection.scalars(
        select(AffectedWorker.worker).where(
            AffectedWorker.worker.in_(workers),
            AffectedWorker.voided_at.is_(None),
            or_(
                AffectedWorker.consultation.is_(None),
                AffectedWorker.consultation.not_in(consultations),
            ),
        )
    )
    hidden_cases = frozenset(row.id for row in affected)
    return Hidden(
        consultations,
        hidden_cases,
        workers - frozenset(elsewhere),
        _papers(connection, consultations, hidden_cases),
    )


def _papers(
    connection: Connection, consultations: frozenset[str], cases: frozenset[str]
) -> frozenset[str]:
    """What notes, decisions and dispositions may be about, beside the case itself."""
    enrolments = select(Enrolment.id).where(Enrolment.affected_worker.in_(cases))
    asked = (
        select(Assessment.id).where(Assessment.enrolment.in_(enrolments)),
        select(Certificate.id).where(Certificate.enrolment.in_(enrolments)),
        select(FollowUp.id).where(FollowUp.enrolment.in_(enrolments)),
        enrolments,
        select(Claim.id).where(Claim.consultation.in_(consultations)),
        select(EligibilityDecision.id).where(EligibilityDecision.affected_worker.in_(cases)),
        select(CaseMeeting.id).where(CaseMeeting.consultation.in_(consultations)),
        select(IncomingLetter.id).where(IncomingLetter.consultation.in_(consultations)),
    )
    return frozenset(id for query in asked for id in connection.scalars(query))


def _confidential(hidden: Hidden) -> list[Any]:
    # Lambdas, since only they reach aliased records too; plain names in them,
    # since SQLAlchemy makes bound parameters of what they close over.
    consultations, cases = list(hidden.consultations), list(hidden.cases)
    workers, papers, all_ids = list(hidden.workers), list(hidden.papers), list(hidden.ids())

    def keep(record: type[Record], criterion: Callable[[Any], ColumnElement[bool]]) -> Any:
        return with_loader_criteria(record, criterion, include_aliases=True)

    return [
        keep(Consultation, lambda cls: cls.id.not_in(consultations)),
        keep(Attendee, lambda cls: cls.consultation.not_in(consultations)),
        keep(CaseReader, lambda cls: cls.consultation.not_in(consultations)),
        keep(AffectedWorker, lambda cls: cls.id.not_in(cases)),
        keep(Enrolment, lambda cls: cls.affected_worker.not_in(cases)),
        keep(CaseMeeting, lambda cls: cls.consultation.not_in(consultations)),
        keep(IncomingLetter, lambda cls: _without(cls.consultation, consultations)),
        keep(SkillGap, lambda cls: cls.affected_worker.not_in(cases)),
        keep(Attendance, lambda cls: cls.enrolment.not_in(papers)),
        keep(Assessment, lambda cls: cls.enrolment.not_in(papers)),
        keep(AssessedUnit, lambda cls: cls.assessment.not_in(papers)),
        keep(Certificate, lambda cls: cls.enrolment.not_in(papers)),
        keep(CertificateReprint, lambda cls: cls.certificate.not_in(papers)),
        keep(Claim, lambda cls: _without(cls.consultation, consultations)),
        keep(ClaimLine, lambda cls: _beside(cls, papers)),
        keep(Payment, lambda cls: _beside(cls, papers)),
        keep(FollowUp, lambda cls: cls.enrolment.not_in(papers)),
        keep(EarlierAnswer, lambda cls: cls.follow_up.not_in(papers)),
        keep(Referral, lambda cls: cls.enrolment.not_in(papers)),
        keep(Objection, lambda cls: cls.of_id.not_in(all_ids)),
        keep(Disposition, lambda cls: cls.letter.not_in(papers)),
        keep(IndustryNeed, lambda cls: _without(cls.consultation, consultations)),
        keep(EligibilityDecision, lambda cls: cls.affected_worker.not_in(cases)),
        keep(MembershipCheck, lambda cls: cls.worker.not_in(workers)),
        keep(DataRequest, lambda cls: _without(cls.worker, workers)),
        keep(ReceivedPaper, lambda cls: cls.of_id.not_in(all_ids)),
        keep(Decision, lambda cls: cls.of_id.not_in(all_ids)),
        keep(Note, lambda cls: cls.of_id.not_in(all_ids)),
        keep(Merge, lambda cls: and_(cls.kept.not_in(all_ids), cls.merged.not_in(all_ids))),
        keep(Reminder, lambda cls: _without(cls.of_id, all_ids)),
        keep(Attachment, lambda cls: _without(cls.of_id, all_ids)),
        keep(IssuedLetter, lambda cls: cls.of_id.not_in(all_ids)),
        keep(Handout, lambda cls: _without(cls.of_id, all_ids)),
        keep(Worker, lambda cls: cls.id.not_in(workers)),
        keep(Membership, lambda cls: cls.worker.not_in(workers)),
        keep(Contact, lambda cls: cls.worker.not_in(workers)),
        keep(ContactAttempt, lambda cls: cls.worker.not_in(workers)),
        keep(Consent, lambda cls: cls.worker.not_in(workers)),
    ]


def _without(column: Any, ids: list[str]) -> ColumnElement[bool]:
    """None of `ids`; what refers to nothing stays in sight."""
    return or_(column.is_(None), column.not_in(ids))


def _beside(cls: Any, papers: list[str]) -> ColumnElement[bool]:
    """Money that is neither for one of the papers' people nor of a hidden claim."""
    return and_(_without(cls.enrolment, papers), cls.claim.not_in(papers))


class Read(Session):
    """A session that only reads, narrowed to what its officer may see."""

    hidden: Hidden = Hidden()


@event.listens_for(Read, "do_orm_execute")
def _narrow(state: ORMExecuteState) -> None:
    if not state.is_select or state.is_column_load or state.is_relationship_load:
        return
    statement: Any = state.statement
    if not state.execution_options.get("also_voided"):
        statement = statement.options(
            with_loader_criteria(Record, lambda cls: cls.voided_at.is_(None), include_aliases=True)
        )
    session = state.session
    assert isinstance(session, Read)
    if session.hidden.consultations:
        statement = statement.options(*_confidential(session.hidden))
    state.statement = statement
