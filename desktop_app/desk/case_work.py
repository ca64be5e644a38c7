"""What belongs to a case over time, as pages and letters ask for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_, translate, translate_n
from desktop_app.records import CaseMeeting, Consultation
from desktop_app.records.consultation import ConsultationState
from desktop_app.wording import day_long, day_short, integer

_S = ConsultationState
RUNNING = (_S.DRAFT, _S.SCHEDULED, _S.HELD)
"""States of a case that is still being talked about: it goes on as it is."""
ENDED = (_S.AGREED, _S.NOT_AGREED, _S.CLOSED)
"""States of a case that is gone on with by another one that continues it."""
RECENT = timedelta(days=365)
"""How long after its talk an ended case still is the one to continue."""

CONTINUED = (
    *("employer", "contact", "contact_position", "contact_phone"),
    *("channel", "background", "skill_gap", "industry_needs"),
)
"""What a case takes over from the one it continues; all that was decided is asked anew."""


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


def earlier_case(session: Session, employer: str, today: date) -> Consultation | None:
    """The case with an employer to go on with instead of a second one, if there is one.

    One still being talked about before one that has ended, the latest first.
    """
    running = Consultation.state.in_(RUNNING)
    recent = and_(Consultation.state.in_(ENDED), Consultation.held_on >= today - RECENT)
    return session.scalars(
        select(Consultation)
        .where(Consultation.employer == employer, or_(running, recent))
        .order_by(case((running, 0), else_=1), Consultation.held_on.desc(), Consultation.id.desc())
        .limit(1)
    ).first()


def continuing(earlier: Consultation) -> dict[str, Any]:
    """The values with which a case begins that continues an `earlier` one."""
    values = {name: getattr(earlier, name) for name in CONTINUED}
    known = {name: value for name, value in values.items() if value is not None}
    return {**known, "continues": earlier.id}


def thread_of(session: Session, case: Consultation) -> list[str]:
    """In words: which case it continues, which continue it, and what was promised."""
    said = []
    before = session.get(Consultation, case.continues) if case.continues else None
    if before is not None:
        said.append(translate(N_("continues {number}")).format(number=before.number))
    after = session.scalars(
        select(Consultation.number)
        .where(Consultation.continues == case.id, Consultation.voided_at.is_(None))
        .order_by(Consultation.held_on, Consultation.id)
    ).all()
    if after:
        said.append(translate(N_("continued in {numbers}")).format(numbers=", ".join(after)))
    if case.commitment and case.commitment_until:
        workers, until = case.commitment_workers, day_long(case.commitment_until)
        words = translate_n(
            "promise: {n} worker back by {day}", "promise: {n} workers back by {day}", workers or 0
        )
        if case.commitment_met_on:
            words, until = translate(N_("promise met {day}")), day_long(case.commitment_met_on)
        elif not workers:
            words = translate(N_("promise due {day}"))
        said.append(words.format(n=integer(workers or 0), day=until))
    return said
