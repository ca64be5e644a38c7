"""The course of a claim: received, submitted, returned, verified, decided, due, paid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from desktop_app.i18n import N_
from desktop_app.kinds import Moment
from desktop_app.records import Claim
from desktop_app.records.claim import ClaimState
from desktop_app.store import journal

RECEIVED, DUE = N_("Received"), N_("To be paid by")
_STEPS = {
    ClaimState.SUBMITTED: N_("Submitted"),
    ClaimState.INCOMPLETE: N_("Returned, incomplete"),
    ClaimState.VERIFIED: N_("Verified"),
    ClaimState.APPROVED: N_("Approved"),
    ClaimState.REJECTED: N_("Rejected"),
    ClaimState.PAID: N_("Paid"),
    ClaimState.CLOSED: N_("Closed"),
}
_moment = Moment()


@dataclass(frozen=True)
class Stop:
    """One stop of a claim's way; `title` is an English source."""

    title: str
    day: date
    state: ClaimState | None = None
    """The state it came into; None for the day it came, and the day it is due."""


def course(session: Session, claim: Claim, day_of: Callable[[datetime], date]) -> list[Stop]:
    """The stops of a claim, the earliest first; `day_of` says a moment's day at the office."""
    stops = [Stop(RECEIVED, claim.received_on)]
    for change in journal.history(session.connection(), claim.id):
        pair = change.set.get("state")
        state = pair[1] if isinstance(pair, tuple) else None
        if isinstance(state, str) and ClaimState.of(state) in _STEPS:
            code = ClaimState.of(state)
            stops.append(Stop(_STEPS[code], day_of(_moment.value(change.at)), code))
    if claim.due_on is not None:
        stops.append(Stop(DUE, claim.due_on))
    return sorted(stops, key=lambda stop: stop.day)
