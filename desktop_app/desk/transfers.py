"""Handing an officer's open work to another: listed, moved in one act, and told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desktop_app.desk.editing import named
from desktop_app.desk.follow_ups import worker_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate_n
from desktop_app.records import (
    CATALOGUE,
    CaseMeeting,
    Consultation,
    Decision,
    Disposition,
    Employer,
    FollowUp,
    Officer,
    Reminder,
    Worker,
    WorkTransfer,
)
from desktop_app.records.case_work import MeetingState
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.record import Record
from desktop_app.store.writing import Write
from desktop_app.wording import day_short

_S = ConsultationState

_HOLDS: dict[type[Record], str] = {
    Consultation: "officer",
    CaseMeeting: "officer",
    Disposition: "officer",
    Reminder: "officer",
    Decision: "asked_by",
    FollowUp: "officer",
}
"""The records that can be somebody's open work, and the field that says whose."""


def _open(record: type[Any]) -> ColumnElement[bool]:
    """Which records of a type are open work still."""
    match record.__tablename__:
        case "consultation":
            found: ColumnElement[bool] = record.state.not_in((_S.CLOSED, _S.CANCELLED))
        case "case_meeting":
            found = record.state == MeetingState.PLANNED
        case "decision":
            found = record.state == DecisionState.ASKED
        case "follow_up":
            found = record.outcome.is_(None)
        case _:
            found = record.done_on.is_(None)
    return found


@dataclass(frozen=True)
class Item:
    """One piece of open work: the record, and what it is called."""

    record: str
    """Name of the record type (its table)."""
    id: str
    caption: str


def open_work(session: Session, officer: str) -> list[Item]:
    """What lies on an officer's desk, as far as the reader may see it."""
    return [
        Item(record.__tablename__, one.id, _called(session, one))
        for record, holder in _HOLDS.items()
        for one in session.scalars(_held_by(record, holder, officer).order_by(record.id))
    ]


def _called(session: Session, one: Record) -> str:
    """What a piece of work is called; a case with its employer, a follow-up with its person."""
    if isinstance(one, FollowUp):
        person = session.get_one(Worker, worker_of(session, one.enrolment))
        return f"{person.name} · {day_short(one.again_on or one.due_on)}"
    employer = session.get(Employer, one.employer) if isinstance(one, Consultation) else None
    return " · ".join([named(session, one), *([employer.name] if employer else [])])


def _held_by(record: type[Any], holder: str, officer: str) -> Any:
    return select(record).where(
        getattr(record, holder) == officer, _open(record), record.voided_at.is_(None)
    )


def propose(
    session: Write, giver: str, taker: str, items: Sequence[Item], *, day: date, reason: str
) -> WorkTransfer:
    """The list of what shall go from one officer to another; nothing has moved yet.

    Raises UserError: nothing chosen, an officer who has left.
    """
    if not items:
        raise UserError("TRANSFER-NOTHING", N_("Choose what shall be handed over."))
    new = session.get(Officer, taker)
    if new is None or not new.active:
        raise UserError("TRANSFER-OFFICER", N_("This officer does not work here any more."))
    transfer = WorkTransfer(
        giver=giver,
        taker=taker,
        on=day,
        reason=reason.strip(),
        moved=json.dumps([[item.record, item.id] for item in items]),
        count=len(items),
    )
    session.add(transfer)
    session.flush()
    return transfer


def carry_out(session: Write, transfer: WorkTransfer, decision: Decision | None = None) -> None:
    """Move what of the list is open and the giver's still, and tell the new officer."""
    count = 0
    for name, id in json.loads(transfer.moved):
        record = CATALOGUE[name]
        holder = _HOLDS[record]
        query = _held_by(record, holder, transfer.giver).where(record.id == id)
        if (one := session.scalar(query)) is not None:
            setattr(one, holder, transfer.taker)
            count += 1
    transfer.count, transfer.done_on = count, session.facts.today
    giver = session.get_one(Officer, transfer.giver)
    words = translate_n(
        "{n} matter of {name} is yours now: {reason}",
        "{n} matters of {name} are yours now: {reason}",
        count,
    )
    session.add(
        Reminder(
            text=words.format(n=count, name=giver.name, reason=transfer.reason)[:200],
            due_on=transfer.done_on,
            officer=transfer.taker,
            of_record=transfer.__tablename__,
            of_id=transfer.id,
        )
    )


def title_of(session: Session, transfer: WorkTransfer) -> str:
    """``Rina → Budi · 5``."""
    names = [session.get_one(Officer, id).name for id in (transfer.giver, transfer.taker)]
    return f"{' → '.join(names)} · {transfer.count}"
