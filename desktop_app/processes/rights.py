"""Which role may do what; one table, asked by pages, acts and the command line.

Inside one store the program enforces it; what headquarters trusts are
signatures. A right that is not listed for a role is not had. Whoever set up an
office has all roles, until other officers are named.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.kinds import Code
from desktop_app.records.office import Role


class Right(Code):
    """Something that not everybody may do."""

    RECORD = "RECORD", "Record consultations, workers and enrolments"
    VERIFY = "VERIFY", "Check identities and eligibility"
    DECIDE = "DECIDE", "Decide on cases and enrolments"
    OVERRIDE = "OVERRIDE", "Decide against the eligibility rules"
    ISSUE = "ISSUE", "Give letters a number"
    REVEAL = "REVEAL", "See masked data"
    EXPORT = "EXPORT", "Print and export data of people"
    FINALISE = "FINALISE", "Finalise a period and open it again"
    PAY = "PAY", "Record payments"
    MERGE = "MERGE", "Merge and take apart records"
    SEND = "SEND", "Exchange files with headquarters"
    PROTECT = "PROTECT", "Keep the registers of data protection"
    ERASE = "ERASE", "Approve the erasure of data"
    AUDIT = "AUDIT", "See the logs and the lists for the auditor"
    OFFICERS = "OFFICERS", "Add, remove and reset officers"
    SETTINGS = "SETTINGS", "Change the office and who signs"
    RESTORE = "RESTORE", "Make and restore backups"


_R, _O = Right, Role
_DESK = {_R.RECORD, _R.REVEAL, _R.EXPORT, _R.ISSUE, _R.SEND}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    _O.CLERK: frozenset(_DESK),
    _O.VERIFIER: frozenset({*_DESK, _R.VERIFY, _R.MERGE}),
    _O.APPROVER: frozenset(
        {*_DESK, _R.VERIFY, _R.DECIDE, _R.OVERRIDE, _R.MERGE, _R.FINALISE, _R.ERASE}
    ),
    _O.BRANCH_HEAD: frozenset(
        {
            *_DESK,
            *(_R.VERIFY, _R.DECIDE, _R.OVERRIDE, _R.MERGE, _R.FINALISE, _R.ERASE),
            *(_R.AUDIT, _R.PROTECT, _R.SETTINGS, _R.OFFICERS),
        }
    ),
    _O.FINANCE: frozenset({_R.PAY, _R.REVEAL, _R.EXPORT, _R.ISSUE}),
    _O.REGION_VIEWER: frozenset(),
    _O.AUDITOR: frozenset({_R.AUDIT, _R.REVEAL, _R.EXPORT}),
    _O.DPO: frozenset({_R.PROTECT, _R.ERASE, _R.AUDIT, _R.REVEAL, _R.EXPORT}),
    _O.ADMIN: frozenset({_R.OFFICERS, _R.SETTINGS, _R.RESTORE, _R.SEND}),
}
"""What each role may do."""


def may(roles: Collection[Role], right: Right) -> bool:
    """Whether one of the roles has the right."""
    return any(right in RIGHTS[role] for role in roles)


def must(roles: Collection[Role], right: Right) -> None:
    """Raise UserError E-RIGHT, naming who may, unless one of the roles has the right."""
    if not may(roles, right):
        able = ", ".join(translate(role.label) for role in Role if right in RIGHTS[role])
        raise UserError(
            "E-RIGHT",
            N_("Your role does not include this: {right}. These may: {roles}."),
            right=translate(right.label),
            roles=able,
        )
