"""What follows from an assessment: how long its certificate holds, and its units' verdict."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any

from desktop_app.records.teaching import Verdict

VALID_YEARS = "assessment.valid_years"
"""The parameter of a certificate's validity; one with a body's kind behind a point goes before."""


def years_of(certifies: str | None, parameter: Callable[[str], Any]) -> int | None:
    """How many years a certificate of such a body holds; None where nothing is laid down."""
    own = parameter(f"{VALID_YEARS}.{certifies}") if certifies else None
    years = own if own is not None else parameter(VALID_YEARS)
    return int(years) if years is not None else None


def valid_until(assessed_on: date, years: int) -> date:
    """The last day: the same day so many years on; 28 February where there is no 29th."""
    try:
        return assessed_on.replace(year=assessed_on.year + years)
    except ValueError:
        return date(assessed_on.year + years, 3, 1) - timedelta(days=1)


def verdict_of(units: Collection[Verdict]) -> Verdict | None:
    """Competent only with every unit; None while no unit was assessed."""
    if not units:
        return None
    return Verdict.NOT_YET if Verdict.NOT_YET in units else Verdict.COMPETENT
