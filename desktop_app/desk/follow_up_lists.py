"""Lists of follow-ups: the questions behind their chips, and how each stands today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from desktop_app.desk.earlier_answers import withdrawn
from desktop_app.desk.follow_ups import GRACE, closed, waiting
from desktop_app.desk.lists import Between, Filter, Listing
from desktop_app.i18n import N_, translate
from desktop_app.processes.follow_ups import standing
from desktop_app.records import FollowUp, WorkHint
from desktop_app.records.record import Facts
from desktop_app.records.work import WorkOutcome
from desktop_app.wording import day_short

WORKING = frozenset(outcome for outcome in WorkOutcome if outcome.works)
UNKNOWN = frozenset(outcome for outcome in WorkOutcome if not outcome.known)


def of_follow_ups(filter: str, facts: Facts) -> Filter:
    """The question behind a chip; every other name is all."""
    today = facts.today
    late = FollowUp.due_on < today - timedelta(days=int(facts.parameter(GRACE) or 0))
    match filter:
        case "to_call":
            return Filter(within=waiting(today))
        case "overdue":
            return Filter(within=waiting(today, late))
        case "put_off":
            return Filter({"outcome": None, "again_on": Between(since=today + timedelta(days=1))})
        case "working":
            return Filter({"outcome": WORKING})
        case "not_working":
            return Filter({"outcome": {WorkOutcome.NOT_WORKING, WorkOutcome.NOT_SEEKING}})
        case "unknown":
            return Filter({"outcome": UNKNOWN})
        case "hints":
            return Filter({"outcome": None}, within=with_hint())
    return Filter()


def with_hint() -> Select[str]:
    """The first unanswered follow-up of each person with a hint nobody has dealt with."""
    other, dealt = aliased(FollowUp), aliased(FollowUp)
    first = (
        select(func.min(other.month))
        .where(
            other.enrolment == FollowUp.enrolment,
            other.outcome.is_(None),
            other.voided_at.is_(None),
        )
        .scalar_subquery()
    )
    known = select(dealt.id).where(dealt.enrolment == FollowUp.enrolment, dealt.hint == WorkHint.id)
    return (
        select(FollowUp.id)
        .join(WorkHint, WorkHint.enrolment == FollowUp.enrolment)
        .where(FollowUp.month == first, WorkHint.voided_at.is_(None), ~known.exists())
    )


class FollowUpListing(Listing):
    """A list of follow-ups; each row also tells its ``standing``."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say, how the follow-up stands today, and why it is due again."""
        rows, facts = super().rows(ids), self.store.facts()
        grace = int(facts.parameter(GRACE) or 0)
        own = FollowUp
        query = select(own.id, own.due_on, own.again_on, own.outcome, closed(facts.today))
        with self.store.read() as session:
            found: dict[str, Any] = {
                row[0]: row[1:] for row in session.execute(query.where(own.id.in_(ids)))
            }
            back = withdrawn(session, ids)
        for id, row in zip(ids, rows, strict=True):
            if (one := found.get(id)) is not None:
                due_on, again_on, outcome, over = one
                stands = standing(
                    due_on, again_on, outcome, facts.today, grace=grace, closed=bool(over)
                )
                row["standing"] = translate(stands.label)
            if id in back:
                words = translate(N_("Withdrawn {day}"))
                row["outcome"] = words.format(day=day_short(back[id].until))
        return rows
