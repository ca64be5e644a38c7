"""What a reader gets to see: nothing voided, no confidential case of others.

A consultation can be kept confidential to a date (UU PDP; an announced layoff
moves people and prices). Until then only the named officers see the case and
its people: every select of a reading session is narrowed here, once, so that
no list, search, count, export or letter can forget it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, event, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from desktop_app.records import (
    AffectedWorker,
    Attendee,
    CaseReader,
    Consent,
    Consultation,
    Contact,
    Enrolment,
    Membership,
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

    def ids(self) -> frozenset[str]:
        """All of them, for what is found by id alone."""
        return self.consultations | self.cases | self.workers


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
    return Hidden(
        consultations, frozenset(row.id for row in affected), workers - frozenset(elsewhere)
    )


def _confidential(hidden: Hidden) -> list[tuple[type[Record], ColumnElement[bool]]]:
    return [
        (Consultation, Consultation.id.not_in(hidden.consultations)),
        (Attendee, Attendee.consultation.not_in(hidden.consultations)),
        (CaseReader, CaseReader.consultation.not_in(hidden.consultations)),
        (AffectedWorker, AffectedWorker.id.not_in(hidden.cases)),
        (Enrolment, Enrolment.affected_worker.not_in(hidden.cases)),
        (Worker, Worker.id.not_in(hidden.workers)),
        (Membership, Membership.worker.not_in(hidden.workers)),
        (Contact, Contact.worker.not_in(hidden.workers)),
        (Consent, Consent.worker.not_in(hidden.workers)),
    ]


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
        for record, criterion in _confidential(session.hidden):
            statement = statement.options(
                with_loader_criteria(record, criterion, include_aliases=True)
            )
    state.statement = statement
