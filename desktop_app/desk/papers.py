"""The papers of a record: which it needs, which came in, and the scans of those."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.scans import take_in
from desktop_app.office import Office
from desktop_app.processes.checklist import Item, checklist
from desktop_app.processes.deadlines import closed_days
from desktop_app.records import Consultation, Holiday, ReceivedPaper, RequiredPaper
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.record import Facts, Record
from desktop_app.records.reference import HolidayKind
from desktop_app.store.writing import Write

_TALKED = (ConsultationState.HELD, ConsultationState.AGREED)
"""States of a case whose papers can be expected."""
_ALL_KINDS = ",".join(kind.value for kind in HolidayKind)


def days_off(session: Session, office: str) -> frozenset[date]:
    """The holidays of all kinds that an office has."""
    province = session.scalar(select(OfficeRecord.province).where(OfficeRecord.id == office))
    return closed_days(session.scalars(select(Holiday)), _ALL_KINDS, province)


def papers_of(session: Session, record: Record, facts: Facts) -> list[Item]:
    """The checklist of a record; days run from the day the record is of."""
    start = getattr(record, record.dated_by) if record.dated_by else None
    closed = days_off(session, record.office)
    table = record.__tablename__
    return checklist(
        record,
        session.scalars(select(RequiredPaper).where(RequiredPaper.of_record == table)),
        session.scalars(
            select(ReceivedPaper)
            .where(
                ReceivedPaper.of_record == table,
                ReceivedPaper.of_id == record.id,
                ReceivedPaper.voided_at.is_(None),
            )
            .order_by(ReceivedPaper.received_on, ReceivedPaper.id)
        ),
        start or facts.today,
        facts.today,
        closed,
    )


def missing(items: Sequence[Item]) -> list[Item]:
    """Those that have to come and have not."""
    return [item for item in items if item.missing]


def missing_papers(session: Session, facts: Facts) -> list[str]:
    """The ids of the cases talked about that lack a paper, asked in a few statements for all."""
    table = Consultation.__tablename__
    papers = session.scalars(select(RequiredPaper).where(RequiredPaper.of_record == table)).all()
    came: dict[str, list[ReceivedPaper]] = {}
    for got in session.scalars(
        select(ReceivedPaper).where(
            ReceivedPaper.of_record == table, ReceivedPaper.voided_at.is_(None)
        )
    ):
        came.setdefault(got.of_id, []).append(got)
    cases = session.scalars(
        select(Consultation).where(Consultation.state.in_(_TALKED)).order_by(Consultation.held_on)
    )
    return [
        case.id
        for case in cases
        if missing(
            checklist(
                case, papers, came.get(case.id, ()), case.held_on, facts.today, frozenset[date]()
            )
        )
    ]


def receive(
    session: Write, office: Office, of: Record, paper: str, scan: Path | None = None
) -> ReceivedPaper:
    """Put down that a paper came in today, with its scan in a file if there is one.

    A paper that was put down before takes the scan as its new one. Raises
    UserError as `scans.take_in` does.
    """
    got = session.scalars(
        select(ReceivedPaper).where(
            ReceivedPaper.of_id == of.id,
            ReceivedPaper.paper == paper,
            ReceivedPaper.voided_at.is_(None),
        )
    ).first()
    if got is None:
        got = ReceivedPaper(
            paper=paper,
            of_record=of.__tablename__,
            of_id=of.id,
            received_on=session.facts.today,
        )
        session.add(got)
    if scan is not None:
        kept = take_in(session, office, scan, of)
        kept.label = session.get_one(RequiredPaper, paper).name[:120]
        got.file = kept.id
    return got


def not_received(session: Write, received: str) -> None:
    """Take back that a paper came in."""
    session.void(session.get_one(ReceivedPaper, received))
