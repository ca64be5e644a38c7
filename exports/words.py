"""Codes as paper says them."""

from __future__ import annotations

from desktop_app.i18n import N_, translate
from desktop_app.kinds import Code
from desktop_app.records.employer import Scheme

SCHEMES = {
    Scheme.PARTNER: N_("Training through a partner"),
    Scheme.REIMBURSEMENT: N_("Reimbursement to the company"),
}
"""The schemes as paper calls them; the letters A and B are for the office only."""


def label(code: Code | None) -> str | None:
    """A code's name to people; a blank stays one."""
    return None if code is None else translate(code.label)


def scheme(code: Scheme | None) -> str | None:
    """``Pelatihan melalui mitra``."""
    return None if code is None else translate(SCHEMES[code])
