"""Lists of decisions: what was asked in words, and whether a yes still covers its record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.decisions import changed
from desktop_app.desk.lists import Listing
from desktop_app.desk.questions import QUESTIONS
from desktop_app.i18n import N_, translate
from desktop_app.records import Decision
from desktop_app.records.desk_work import DecisionState

CHANGED = N_("Changed after approval")
ANEW = N_("Changed since asked for")


class DecisionListing(Listing):
    """Decisions; `question` reads as its title, and `state` tells of a later change."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        rows = super().rows(ids)
        with self.store.read() as session:
            for row, id in zip(rows, ids, strict=True):
                decision = session.get(Decision, id)
                if decision is None:
                    continue
                known = QUESTIONS.get(decision.question)
                row["question"] = translate(known.title) if known else decision.question
                row["state"] = said(session, decision)
        return rows


def said(session: Session, decision: Decision) -> str:
    """How a decision stands, in words."""
    told = {DecisionState.APPROVED: CHANGED, DecisionState.ASKED: ANEW}
    if decision.state in told and changed(session, decision):
        return translate(told[decision.state])
    return translate(decision.state.label)


def about(session: Session, of_id: str) -> list[dict[str, Any]]:
    """The decisions on a record, the latest first, as rows to read."""
    found = session.scalars(
        select(Decision).where(Decision.of_id == of_id).order_by(Decision.id.desc())
    )
    return [{"decision": one, "state": said(session, one)} for one in found]


def listed(session: Session, *, waiting: bool) -> list[tuple[Decision, str]]:
    """Decisions, the oldest first, each with how it stands; only those `waiting`, or all."""
    query = select(Decision).where(Decision.voided_at.is_(None))
    if waiting:
        query = query.where(Decision.state == DecisionState.ASKED)
    found = session.scalars(query.order_by(Decision.asked_on, Decision.id))
    return [(one, said(session, one)) for one in found]


def count_waiting(session: Session) -> int:
    """How many matters wait for a decision, as far as the reader may see them."""
    return int(
        session.scalar(select(func.count(Decision.id)).where(Decision.state == DecisionState.ASKED))
        or 0
    )
