"""Which funding scheme pays: the one that is named, or the one in force for the scheme."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop_app.records import Enrolment, FundingScheme, TrainingClass
from desktop_app.records.employer import Scheme


def in_force(session: Session, day: date) -> list[FundingScheme]:
    """The schemes in force on a day, by code."""
    return list(
        session.scalars(
            select(FundingScheme)
            .where(
                FundingScheme.valid_from <= day,
                or_(FundingScheme.valid_to.is_(None), FundingScheme.valid_to >= day),
                FundingScheme.voided_at.is_(None),
            )
            .order_by(FundingScheme.code, FundingScheme.valid_from.desc())
        )
    )


def funding_of(
    session: Session, record: TrainingClass | Enrolment, day: date
) -> FundingScheme | None:
    """The scheme a class or an enrolment names, else the first in force that works like its own.

    A person without a scheme of his own is paid for as his class is.
    """
    if record.funding is not None:
        return session.get(FundingScheme, record.funding)
    if isinstance(record, Enrolment) and (paid := class_funding(session, record.training_class)):
        return paid
    return next((one for one in in_force(session, day) if one.way is record.scheme), None)


def class_funding(session: Session, training_class: str | None) -> FundingScheme | None:
    """The scheme that a class names, if there is a class and it names one."""
    found = session.get(TrainingClass, training_class) if training_class else None
    return session.get(FundingScheme, found.funding) if found and found.funding else None


def way_of(session: Session, funding: str | None, scheme: Scheme) -> Scheme:
    """Which of the two ways a record goes: as the scheme it names works, else its own."""
    named = session.get(FundingScheme, funding) if funding else None
    return named.way if named else scheme
