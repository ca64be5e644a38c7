"""How long claims have waited: *umur pengajuan*, in working days past the day they are due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from desktop_app.i18n import N_
from desktop_app.processes.deadlines import working_days_between
from desktop_app.records.claim import Claim, ClaimState

WAITING = (ClaimState.SUBMITTED, ClaimState.VERIFIED, ClaimState.APPROVED)
"""States in which the office owes the next step; an incomplete claim is the claimant's matter."""


class Age(Enum):
    """How long a claim has been due."""

    NOT_DUE = N_("Not due yet")
    DAYS_1_5 = N_("1 to 5 working days late")
    DAYS_6_10 = N_("6 to 10 working days late")
    OVER_10 = N_("More than 10 working days late")


@dataclass(frozen=True)
class Aged:
    """One claim that waits, the working days it is late (0: not due yet), and its rung."""

    claim: Claim
    late: int
    age: Age


def days_late(due: date, today: date, closed: frozenset[date]) -> int:
    """Working days since `due`; 1 at least once the day has passed, 0 before."""
    return max(1, working_days_between(due, today, closed)) if today > due else 0


def age_of(late: int) -> Age:
    """The rung of that many working days."""
    if late <= 0:
        return Age.NOT_DUE
    if late <= 5:
        return Age.DAYS_1_5
    return Age.DAYS_6_10 if late <= 10 else Age.OVER_10


def aged(claims: Iterable[Claim], today: date, closed: frozenset[date]) -> list[Aged]:
    """Those of the claims that wait, the latest first."""
    found = []
    for claim in claims:
        if claim.state in WAITING:
            late = days_late(claim.due_on, today, closed) if claim.due_on else 0
            found.append(Aged(claim, late, age_of(late)))
    return sorted(found, key=lambda one: (-one.late, one.claim.due_on or date.max, one.claim.id))
