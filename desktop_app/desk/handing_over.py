"""Handing work over: at once by whoever may decide, else as a question to the head."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop_app.desk import decisions
from desktop_app.desk.transfers import Item, carry_out, propose
from desktop_app.processes.rights import Right, may
from desktop_app.records import WorkTransfer
from desktop_app.store.writing import Write


def hand_over(
    session: Write, giver: str, taker: str, items: Sequence[Item], *, day: date, reason: str
) -> WorkTransfer:
    """Move the items now, or ask for it; `done_on` of the answer says which.

    Raises UserError as `propose` and `decisions.ask` do.
    """
    transfer = propose(session, giver, taker, items, day=day, reason=reason)
    if may(session.author.roles, Right.DECIDE):
        carry_out(session, transfer)
    else:
        decisions.ask(session, "transfer", transfer, remarks=reason)
    return transfer


def handed_over(session: Session, officer: str, most: int = 3) -> list[WorkTransfer]:
    """The latest transfers from or to an officer."""
    query = select(WorkTransfer).where(
        or_(WorkTransfer.giver == officer, WorkTransfer.taker == officer),
        WorkTransfer.done_on.is_not(None),
    )
    return list(session.scalars(query.order_by(WorkTransfer.id.desc()).limit(most)))
