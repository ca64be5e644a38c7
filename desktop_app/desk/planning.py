"""Planning follow-ups when training ends, so that nobody is forgotten silently."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.follow_ups import ENDED, months_of, planned
from desktop_app.processes.rights import Right
from desktop_app.records import Enrolment, FollowUp, TrainingClass
from desktop_app.records.record import Facts, derived_id
from desktop_app.records.training import EnrolmentState
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.writing import Write

PLANNED = N_("Follow-ups planned")
MONTHS = "followup.months"
"""The parameter with the months after which people are asked."""


@dataclass
class Planned:
    """What the follow-ups of an office lack: new ones, days that moved, and those too many."""

    new: list[dict[str, Any]] = field(default_factory=list)
    moved: dict[str, date] = field(default_factory=dict)
    void: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.moved or self.void)


def lacking(
    session: Session, facts: Facts, office: str, only: Collection[str] | None = None
) -> Planned:
    """What is to be planned now, for the enrolments of an office whose training is over.

    All of them, or `only` some.
    """
    months = months_of(facts.parameter(MONTHS))
    known: dict[str, dict[int, FollowUp]] = {}
    mine, theirs = [FollowUp.office == office], [Enrolment.office == office]
    if only is not None:
        mine.append(FollowUp.enrolment.in_(only))
        theirs.append(Enrolment.id.in_(only))
    for one in session.scalars(select(FollowUp).where(*mine), execution_options=ALSO_VOIDED):
        known.setdefault(one.enrolment, {})[one.month] = one
    ended = session.execute(
        select(
            Enrolment.id,
            Enrolment.state,
            Enrolment.completed_on,
            Enrolment.dropped_on,
            TrainingClass.ends_on,
        )
        .outerjoin(TrainingClass, TrainingClass.id == Enrolment.training_class)
        .where(*theirs, Enrolment.state.in_(ENDED), Enrolment.voided_at.is_(None))
        .order_by(Enrolment.id)
    )
    found, over = Planned(), set()
    for row in ended:
        over.add(row.id)
        dropped = row.state is EnrolmentState.DROPPED
        day = (row.dropped_on if dropped else row.completed_on) or row.ends_on
        if day is None:
            continue
        had_before = known.get(row.id, {})
        for month, due_on in planned(day, months):
            had = had_before.get(month)
            if had is None:
                own = derived_id(FollowUp.__tablename__, row.id, month)
                new = {"id": own, "enrolment": row.id, "month": month, "due_on": due_on}
                found.new.append(new)
            elif had.outcome is None and (had.due_on != due_on or had.voided_at is not None):
                found.moved[had.id] = due_on
    found.void = [
        one.id
        for enrolment, had_before in known.items()
        if enrolment not in over
        for one in had_before.values()
        if one.outcome is None and one.voided_at is None
    ]
    return found


def plan(session: Write, only: Collection[str] | None = None) -> int:
    """Plan what is lacking; done again it does nothing. Returns how many were planned.

    Called where trainings end, for these enrolments. A corrected last day moves what is not
    answered yet. Of somebody who goes on with the training nothing is asked, until it ends.
    """
    session.flush()
    wanted = lacking(session, session.facts, session.author.office, only)
    session.bulk(FollowUp, wanted.new)
    for id, due_on in wanted.moved.items():
        one = session.get_one(FollowUp, id, execution_options=ALSO_VOIDED)
        one.due_on, one.voided_at = due_on, None
    for id in wanted.void:
        session.void(session.get_one(FollowUp, id))
    return len(wanted.new)


def catch_up(office: Office) -> int:
    """Plan what nobody has planned yet; at the start of the day, and when the page opens.

    Who does not record people plans nothing: the next one who does will.
    """
    if not office.may(Right.RECORD) or office.headquarters:
        return 0
    with office.store.read() as session:
        if not lacking(session, office.store.facts(), office.code):
            return 0
    with office.store.write(PLANNED) as session:
        return plan(session)
