"""What waits for one officer: plain lines, each with the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from desktop_app.desk.decision_lists import count_waiting
from desktop_app.desk.figures import Figure
from desktop_app.processes.rights import Right, may
from desktop_app.records import Consultation, Decision, Disposition, Enrolment, Officer
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.training import EnrolmentState

_S = ConsultationState
ENDED = (_S.CANCELLED, _S.CLOSED, _S.NOT_AGREED)
OUT = (EnrolmentState.CANCELLED, EnrolmentState.REJECTED)


@dataclass(frozen=True)
class Due:
    """Something that waits to be done: what, how many, and where it is done.

    `record` names the list of a page that has several; `rows` stand for a
    place where no page has a list of exactly these.
    """

    name: str
    count: int
    page: str = ""
    filter: str = ""
    record: str = ""
    rows: Figure | None = None


def todo(session: Session, today: date, officer: str) -> Iterator[Due]:
    """What waits for `officer`, the pressing first; lines without anything too.

    The session must be one that is narrowed (`Store.read`), so that a
    confidential case of others is counted nowhere.
    """
    mine = (Disposition.officer == officer, Disposition.done_on.is_(None))
    late = Disposition.due_on <= today
    yield Due("dispositions_due", _count(session, Disposition, *mine, late), "letters", "mine_due")
    whole = _count(session, Disposition, *mine)
    yield Due("dispositions", whole, "letters", "mine")
    who = session.get(Officer, officer)
    if who is not None and may(who.roles, Right.DECIDE):
        yield Due("decisions", count_waiting(session), "decisions", "waiting")
    for name, page, record, ended in (
        ("returned_cases", "consultations", Consultation, ENDED),
        ("returned_enrolments", "programmes", Enrolment, OUT),
    ):
        still = record.id.in_(returned_to(officer)), record.state.not_in(ended)
        yield Due(name, _count(session, record, *still), page, "returned")
    hands = Consultation.officer == officer, Consultation.state.in_((_S.HELD, _S.AGREED))
    yield Due("in_hand", _count(session, Consultation, *hands), "consultations", "mine")


def _count(session: Session, record: type[Any], *wanted: ColumnElement[bool]) -> int:
    return int(session.scalar(select(func.count(record.id)).where(*wanted)) or 0)


def returned_to(officer: str) -> Select[str]:
    """The ids of records whose decision came back to `officer` and was not asked for anew."""
    later = aliased(Decision)
    return select(Decision.of_id).where(
        Decision.asked_by == officer,
        Decision.state == DecisionState.RETURNED,
        Decision.voided_at.is_(None),
        ~select(later.id)
        .where(
            later.of_id == Decision.of_id,
            later.question == Decision.question,
            later.id > Decision.id,
            later.voided_at.is_(None),
        )
        .exists(),
    )
