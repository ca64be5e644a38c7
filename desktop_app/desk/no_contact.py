"""Who has died: nobody calls, writes to or lists these people any more (`users.md` 36)."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import AffectedWorker, Enrolment, FollowUp
from desktop_app.records.work import WorkOutcome


def deceased() -> Select[str]:
    """The people who have died: nobody calls them, writes to them or lists them any more."""
    return (
        select(AffectedWorker.worker)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .join(FollowUp, FollowUp.enrolment == Enrolment.id)
        .where(FollowUp.outcome == WorkOutcome.DECEASED, FollowUp.voided_at.is_(None))
    )


def of_deceased() -> Select[str]:
    """The enrolments of people who have died."""
    return (
        select(Enrolment.id)
        .join(AffectedWorker, AffectedWorker.id == Enrolment.affected_worker)
        .where(AffectedWorker.worker.in_(deceased()))
    )


def must_live(session: Session, enrolment: str) -> None:
    """Raise UserError if the person of an enrolment has died: all contact ends."""
    if session.scalar(of_deceased().where(Enrolment.id == enrolment)):
        raise UserError("DECEASED", N_("This person has died; there is no further contact."))
