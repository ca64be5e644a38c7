"""Whether a licence or an agreement is in force, ends soon, or has ended."""

from __future__ import annotations

from datetime import date, timedelta

from desktop_app.kinds import Code


class Validity(Code):
    """How a paper with a last day stands on another day."""

    VALID = "VALID", "In force"
    SOON = "SOON", "Expires soon"
    EXPIRED = "EXPIRED", "Expired"


def validity(until: date | None, day: date, warn_days: int) -> Validity | None:
    """How a paper valid to the end of `until` stands on `day`; None where no end is known."""
    if until is None:
        return None
    if until < day:
        return Validity.EXPIRED
    return Validity.SOON if until <= day + timedelta(days=warn_days) else Validity.VALID
