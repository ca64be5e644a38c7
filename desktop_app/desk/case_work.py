"""What belongs to a case over time, as pages and letters ask for it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.records import CaseMeeting, Consultation
from desktop_app.wording import day_short


def letters_of_case(session: Session, id: str) -> list[tuple[str, str, str]]:
    """What the letters of a case are about: the case itself, and each of its meetings.

    Table, id and name of each.
    """
    case = session.get_one(Consultation, id)
    meetings = session.scalars(
        select(CaseMeeting)
        .where(CaseMeeting.consultation == id, CaseMeeting.voided_at.is_(None))
        .order_by(CaseMeeting.day, CaseMeeting.id)
    )
    return [
        ("consultation", id, case.caption),
        *(("case_meeting", one.id, f"{day_short(one.day)} {one.subject}") for one in meetings),
    ]
