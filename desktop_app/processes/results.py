"""Who may be reported as passed: who came often enough, or for whom somebody says why."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.attendance import Risk, Standing
from desktop_app.wording import integer, percent

POLICY = "result.under_attendance"
"""The parameter: REASON asks why somebody passes who came too seldom, BLOCK refuses."""


def short(standing: Standing | None) -> bool:
    """Whether somebody attended less than the least share, as far as is known."""
    return standing is not None and standing.risk is not Risk.NONE


def fallen_short(standing: Standing | None, policy: object, reason: str | None) -> UserError | None:
    """Why LULUS does not stand by the attendance as it is now, and what to do; None if it does."""
    if standing is None or not short(standing) or (policy != "BLOCK" and reason):
        return None
    words = (
        N_("Attended {share}, needed {least}: correct the marks, or enter TIDAK LULUS.")
        if policy == "BLOCK"
        else N_(
            "Attended {share}, needed {least}: correct the marks, or enter LULUS with a reason."
        )
    )
    said = {"share": percent(standing.share or 0), "least": percent(standing.least)}
    return UserError("UNDER-NOW", words, **said)


def must_explain(passing: Sequence[Standing], policy: object, reason: str) -> None:
    """Let those pass who came too seldom, for a reason.

    Raises UserError UNDER-REFUSED where the policy refuses, UNDER-ATTENDANCE
    where the reason is missing.
    """
    if not passing:
        return
    said = {"n": integer(len(passing)), "least": percent(passing[0].least)}
    if policy == "BLOCK":
        raise UserError(
            "UNDER-REFUSED",
            N_("Below {least} attendance nobody passes ({n}). Enter T, or correct the marks."),
            **said,
        )
    if not reason.strip():
        raise UserError(
            "UNDER-ATTENDANCE", N_("Passing below {least} attendance ({n}): say why."), **said
        )
