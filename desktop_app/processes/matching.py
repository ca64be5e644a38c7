"""Which graduates fit work that is offered, and why; whether they are sent, people decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_app.kinds import Code
from desktop_app.records.training import TrainingResult
from desktop_app.records.work import WorkOutcome


class Why(Code):
    """Why a graduate is offered, the weightiest first."""

    PROGRAMME = "PROGRAMME", "Trained in the programme asked for"
    SECTOR = "SECTOR", "Trained in the same sector"
    PLACE = "PLACE", "Lives in the same district or city"
    LOOKING = "LOOKING", "Said to be without work"
    CONSENT = "CONSENT", "Agreed that employers get the CV"
    PASSED = "PASSED", "Passed the training"
    PROVINCE = "PROVINCE", "Lives in the same province"


_WEIGHT = {
    Why.PROGRAMME: 8,
    Why.SECTOR: 4,
    Why.PLACE: 3,
    Why.LOOKING: 2,
    Why.CONSENT: 2,
    Why.PASSED: 1,
    Why.PROVINCE: 1,
}

_NOT_OFFERED = (WorkOutcome.NOT_SEEKING, WorkOutcome.NOT_WILLING, WorkOutcome.DECEASED)


@dataclass(frozen=True)
class Offer:
    """What a vacancy asks for: a programme, its sector, a place; each may be open."""

    programme: str | None = None
    sector: str | None = None
    region: str | None = None
    """Code of a regency, city or district (``71.71``)."""


@dataclass(frozen=True)
class Graduate:
    """Somebody whose training is over, as matching sees the person."""

    enrolment: str
    worker: str
    name: str
    programme: str
    programme_name: str
    sector: str | None
    region: str | None
    place: str
    ended_on: date
    result: TrainingResult | None
    outcome: WorkOutcome | None
    """The last answer, if there is one."""
    consents: bool
    """Whether a consent in force lets employers have the CV."""


@dataclass(frozen=True)
class Match:
    """A graduate who fits, with the reasons in the order of their weight."""

    graduate: Graduate
    points: int
    reasons: tuple[Why, ...]


def available(graduate: Graduate) -> bool:
    """Whether a person may be offered work: has none, and did not say no."""
    outcome = graduate.outcome
    return outcome is None or not (outcome.works or outcome in _NOT_OFFERED)


def fitting(offer: Offer, graduates: Iterable[Graduate]) -> list[Match]:
    """The graduates who fit, the best first; of equals, who has waited longest.

    Where a programme is asked for, only who learned it or its sector fits. A place
    raises, and never excludes: people move for work.
    """
    found = []
    for one in graduates:
        reasons = _reasons(offer, one)
        fits = offer.programme is None or {Why.PROGRAMME, Why.SECTOR} & set(reasons)
        if fits and available(one):
            found.append(Match(one, sum(_WEIGHT[why] for why in reasons), reasons))
    return sorted(found, key=lambda m: (-m.points, m.graduate.ended_on, m.graduate.name))


def _reasons(offer: Offer, one: Graduate) -> tuple[Why, ...]:
    same_programme = offer.programme is not None and one.programme == offer.programme
    same_place = offer.region is not None and _regency(one.region) == _regency(offer.region)
    told = {
        Why.PROGRAMME: same_programme,
        Why.SECTOR: not same_programme and offer.sector is not None and one.sector == offer.sector,
        Why.PLACE: same_place,
        Why.LOOKING: one.outcome is WorkOutcome.NOT_WORKING,
        Why.CONSENT: one.consents,
        Why.PASSED: one.result is TrainingResult.PASSED,
        Why.PROVINCE: not same_place and _province(offer.region) == _province(one.region) != "",
    }
    return tuple(why for why, holds in told.items() if holds)


def _regency(region: str | None) -> str:
    """``71.71`` of a district's ``71.71.01``."""
    return ".".join((region or "").split(".")[:2])


def _province(region: str | None) -> str:
    return (region or "").split(".")[0]
