"""Claims that are due and objections that are to be decided, at the bell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from desktop_app.desk.notice import MOST, Notice
from desktop_app.i18n import N_, translate
from desktop_app.office import Office
from desktop_app.processes.ageing import WAITING
from desktop_app.processes.rights import Right
from desktop_app.records import Claim, Objection
from desktop_app.store.sight import Read
from desktop_app.wording import day_short


def claims(office: Office, session: Read) -> Iterator[Notice]:
    """Claims that are to be paid by tomorrow, and objections that are to be decided."""
    if not (office.may(Right.VERIFY) or office.may(Right.PAY) or office.may(Right.DECIDE)):
        return
    near = office.today + timedelta(days=1)
    due = select(Claim).where(Claim.state.in_(WAITING), Claim.due_on <= near)
    for one in session.scalars(due.order_by(Claim.due_on).limit(MOST)):
        assert one.due_on is not None
        late = one.due_on < office.today
        words = N_("Claim {number} was due on {day}") if late else N_("Claim {number}: by {day}")
        yield Notice(
            f"claim {one.id} {one.due_on} {late}",
            translate(words).format(number=one.number, day=day_short(one.due_on)),
            "money",
            {"record": "claim", "id": one.id},
            "triangle-alert" if late else "banknote",
        )
    open_ones = select(Objection).where(Objection.outcome.is_(None), Objection.due_on <= near)
    for found in session.scalars(open_ones.order_by(Objection.due_on).limit(MOST)):
        text = translate(N_("An objection is to be decided by {day}"))
        yield Notice(
            f"objection {found.id} {found.due_on}",
            text.format(day=day_short(found.due_on) if found.due_on else ""),
            "programmes" if found.of_record == "enrolment" else "money",
            {"record": found.of_record, "id": found.of_id, "part": "objections"},
            "triangle-alert",
        )
