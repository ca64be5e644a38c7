"""What waits at the office, whoever does it: plain lines, each with the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from desktop_app.desk import follow_ups
from desktop_app.desk.calendar import open_reminders
from desktop_app.desk.cases import IN_HAND
from desktop_app.desk.figures import Figure
from desktop_app.desk.papers import missing_papers
from desktop_app.desk.todo import Due
from desktop_app.desk.validity import ENDS, warn_days
from desktop_app.processes.ageing import WAITING
from desktop_app.processes.rights import Right, may
from desktop_app.records import (
    AffectedWorker,
    Claim,
    Consultation,
    DataIncident,
    DataRequest,
    Enrolment,
    FollowUp,
    Officer,
    Partner,
    PartnerAgreement,
    Payment,
    Reminder,
    TrainingProvider,
)
from desktop_app.records.claim import PaymentState
from desktop_app.records.consultation import ConsultationState, Standing
from desktop_app.records.data_protection import IncidentState, RequestState
from desktop_app.records.office import Role
from desktop_app.records.record import Facts, Record
from desktop_app.records.training import EnrolmentState

_S, _E = ConsultationState, EnrolmentState
PROMISE_SOON = timedelta(days=30)
"""How long before its day a promise to rehire is listed as due."""

PROTECTORS = {Role.DPO, Role.BRANCH_HEAD, Role.AUDITOR}
"""Who sees the registers of data protection, and so their clocks of 72 hours."""
_REGISTERS: tuple[tuple[type[Any], str, tuple[Any, ...]], ...] = (
    (DataRequest, "requests", (RequestState.OPEN,)),
    (DataIncident, "incidents", tuple(s for s in IncidentState if s is not IncidentState.CLOSED)),
)
"""The registers, their lines, and the states that their lists call open."""

_PAYMENTS = (
    ("payments_returned", PaymentState.RETURNED),
    ("payments_prepared", PaymentState.PREPARED),
)
"""What waits for who pays: the line, and the state of the payments."""

_PAPERS: dict[type[Record], tuple[str, str]] = {
    TrainingProvider: ("provider_licences", "programmes"),
    Partner: ("partner_licences", "partners"),
    PartnerAgreement: ("agreements", "partners"),
}
"""For each record with a last day: its line and its page."""


def waiting(session: Session, facts: Facts, officer: str) -> Iterator[Due]:
    """What waits, the pressing first; lines without anything too."""
    today = facts.today
    who = session.get(Officer, officer)
    if who is not None and PROTECTORS & who.roles:
        for record, name, states in _REGISTERS:
            open_ones = _count(session, record, record.state.in_(states))
            yield Due(name, open_ones, "data-protection", "open", record=record.__tablename__)
    if who is not None and may(who.roles, Right.PAY):
        for name, state in _PAYMENTS:
            there = _count(session, Payment, Payment.state == state)
            yield Due(name, there, "money", state.value.lower(), record=Payment.__tablename__)
    due = open_reminders(officer), Reminder.due_on <= today
    yield Due("reminders", _count(session, Reminder, *due), "calendar", "today")
    yield from _cases(session, facts)
    calls = FollowUp.id.in_(follow_ups.waiting(today))
    yield Due("calls", _count(session, FollowUp, calls), "work", "to_call", "follow_up")
    asked = Claim.state.in_(WAITING), Claim.due_on <= today
    yield Due("claims_due", _count(session, Claim, *asked), "money", "due", record="claim")
    unchecked = AffectedWorker.standing == Standing.OPEN
    yield Due("unchecked", _count(session, AffectedWorker, unchecked), "consultations", "unchecked")
    seatless = (
        Enrolment.training_class.is_(None),
        Enrolment.state.in_((_E.REGISTERED, _E.VERIFIED, _E.APPROVED)),
    )
    yield Due("without_class", _count(session, Enrolment, *seatless), "programmes", "without_class")
    last = today + timedelta(days=warn_days(facts))
    for record, (name, page) in _PAPERS.items():
        ends: Any = getattr(record, ENDS[record])
        soon = _count(session, record, ends.between(today, last))
        yield Due(name, soon, page, "expiring", record=record.__tablename__)


def _cases(session: Session, facts: Facts) -> Iterator[Due]:
    own, today = Consultation, facts.today
    late = own.state.in_((_S.DRAFT, _S.SCHEDULED)), own.held_on < today
    yield Due("held_late", _count(session, own, *late), "consultations", "held_late")
    planned = own.state == _S.SCHEDULED, own.held_on == today
    yield Due("today", _count(session, own, *planned), "consultations", "today")
    follow = own.state.in_(IN_HAND), own.follow_up_on <= today
    yield Due("follow_up", _count(session, own, *follow), "consultations", "follow_up")
    promised = (
        own.state.in_(IN_HAND),
        own.commitment.is_not_distinct_from(True),
        own.commitment_until <= today + PROMISE_SOON,
    )
    yield Due("promises", _count(session, own, *promised), "consultations", "promises")
    lacking = missing_papers(session, facts)
    rows: Select[Any] = select(own.id).where(own.id.in_(lacking))
    shown = Figure(own.__tablename__, len(lacking), rows)
    yield Due("missing_papers", len(lacking), rows=shown)


def _count(session: Session, record: type[Any], *wanted: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count(record.id)).where(*wanted)) or 0)
