"""Answers that others took the place of, or that were withdrawn: what was known on a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_, translate
from desktop_app.records import EarlierAnswer, Enrolment, FollowUp
from desktop_app.records.work import WorkOutcome
from desktop_app.store.writing import Write
from desktop_app.wording import day_short


def keep(session: Write, one: FollowUp, withdrawn_because: str | None = None) -> None:
    """Keep what a follow-up's answer has been until today, if it has one."""
    if one.outcome is None or one.asked_on is None:
        return
    session.add(
        EarlierAnswer(
            follow_up=one.id,
            outcome=one.outcome,
            asked_on=one.asked_on,
            starts_on=one.starts_on,
            ended_on=one.ended_on,
            evidence=one.evidence,
            until=session.facts.today,
            withdrawn_because=withdrawn_because,
        )
    )
    session.flush()


def told_by(
    day: date, *wanted: ColumnElement[bool], outcome: WorkOutcome | None = None
) -> tuple[Select[Any], Select[Any]]:
    """The answers that stood on a day: those that stand still, and those that did then.

    Each row: case, enrolment, outcome, day of the answer, month, first and last day of work.
    `outcome` asks for one kind of answer alone.
    """
    now, then = FollowUp, EarlierAnswer
    stands, stood = [now.asked_on <= day], [then.asked_on <= day, then.until > day]
    if outcome is None:
        stands.append(now.outcome.is_not(None))
    else:
        stands.append(now.outcome == outcome)
        stood.append(then.outcome == outcome)
    return (
        select(*_of(now), now.outcome, now.asked_on, now.month, now.starts_on, now.ended_on)
        .join(Enrolment, Enrolment.id == now.enrolment)
        .where(*stands, *wanted),
        select(*_of(now), then.outcome, then.asked_on, now.month, then.starts_on, then.ended_on)
        .join(now, now.id == then.follow_up)
        .join(Enrolment, Enrolment.id == now.enrolment)
        .where(*stood, *wanted),
    )


def _of(one: type[FollowUp]) -> tuple[Any, Any]:
    return Enrolment.affected_worker, one.enrolment


def withdrawn_since(session: Session, day: date, enrolments: Collection[str]) -> int:
    """How many answers that stood on a day were found to be wrong afterwards."""
    own = EarlierAnswer
    rows = session.execute(
        select(FollowUp.enrolment, func.count(own.id))
        .join(FollowUp, FollowUp.id == own.follow_up)
        .where(own.asked_on <= day, own.until > day, own.withdrawn_because.is_not(None))
        .group_by(FollowUp.enrolment)
    )
    return sum(many for enrolment, many in rows if enrolment in enrolments)


def withdrawn(session: Session, follow_ups: Collection[str]) -> dict[str, EarlierAnswer]:
    """By follow-up without an answer: the one withdrawn last, which is why it is due again."""
    own = EarlierAnswer
    query = (
        select(own)
        .join(FollowUp, FollowUp.id == own.follow_up)
        .where(
            own.follow_up.in_(follow_ups),
            own.withdrawn_because.is_not(None),
            own.voided_at.is_(None),
            FollowUp.outcome.is_(None),
        )
        .order_by(own.until, own.id)
    )
    return {one.follow_up: one for one in session.scalars(query)}


def due_again(gone: EarlierAnswer) -> str:
    """Why a person is asked once more, and since when."""
    words = translate(N_("Due again since {day}: “{outcome}” was withdrawn ({reason})"))
    return words.format(
        day=day_short(gone.until),
        outcome=translate(gone.outcome.label),
        reason=gone.withdrawn_because or "",
    )
