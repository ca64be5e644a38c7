"""How long claims have waited, with their sums: for the report and for Home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.papers import days_off
from desktop_app.processes.ageing import WAITING, Age, Aged, aged
from desktop_app.records import Claim, ClaimLine
from desktop_app.records.record import Facts


@dataclass(frozen=True)
class Rung:
    """The claims of one age: how many, what they would pay, and which they are."""

    age: Age
    count: int
    amount: int
    """Whole rupiah, before tax."""
    ids: frozenset[str]


def waiting_claims(session: Session, facts: Facts, *wanted: Any) -> list[Aged]:
    """The claims for which the office owes the next step, the latest first."""
    found = session.scalars(
        select(Claim).where(Claim.state.in_(WAITING), Claim.voided_at.is_(None), *wanted)
    ).all()
    closed = {office: days_off(session, office) for office in {one.office for one in found}}
    judged = [
        one
        for office, days in closed.items()
        for one in aged((c for c in found if c.office == office), facts.today, days)
    ]
    return sorted(judged, key=lambda one: (-one.late, one.claim.number))


def amounts(session: Session, claims: Sequence[str]) -> dict[str, int]:
    """What each claim would pay before tax, in rupiah."""
    lines: dict[str, list[ClaimLine]] = {}
    query = select(ClaimLine).where(ClaimLine.claim.in_(claims), ClaimLine.voided_at.is_(None))
    for line in session.scalars(query):
        lines.setdefault(line.claim, []).append(line)
    return {id: sum(line.gross for line in own) for id, own in lines.items()}


def rungs(session: Session, facts: Facts, *wanted: Any) -> list[Rung]:
    """Every age in order, with its claims; those without any too."""
    found = waiting_claims(session, facts, *wanted)
    sums = amounts(session, [one.claim.id for one in found])
    return [
        Rung(
            age,
            len(own := [one.claim.id for one in found if one.age is age]),
            sum(sums.get(id, 0) for id in own),
            frozenset(own),
        )
        for age in Age
    ]
