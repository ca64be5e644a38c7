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
    BUDGET = "BUDGET", "Keep the budget"
    CERTIFY = "CERTIFY", "Issue, print again and revoke certificates"
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
    _O.VERIFIER: frozenset({*_DESK, _R.VERIFY, _R.MERGE, _R.CERTIFY}),
    _O.APPROVER: frozenset(
        {
            *(*_DESK, _R.VERIFY, _R.DECIDE, _R.OVERRIDE),
            *(_R.MERGE, _R.FINALISE, _R.ERASE, _R.CERTIFY),
        }
    ),
    _O.BRANCH_HEAD: frozenset(
        {
            *_DESK,
            *(_R.VERIFY, _R.DECIDE, _R.OVERRIDE, _R.MERGE, _R.FINALISE, _R.ERASE),
            *(_R.AUDIT, _R.PROTECT, _R.SETTINGS, _R.OFFICERS, _R.CERTIFY, _R.BUDGET),
        }
    ),
    _O.FINANCE: frozenset({_R.PAY, _R.BUDGET, _R.REVEAL, _R.EXPORT, _R.ISSUE}),
    _O.REGION_VIEWER: frozenset(),
    _O.AUDITOR: frozenset({_R.AUDIT, _R.REVEAL, _R.EXPORT}),
    _O.DPO: frozenset({_R.PROTECT, _R.ERASE, _R.AUDIT, _R.REVEAL, _R.EXPORT}),
    _O.ADMIN: frozenset({_R.OFFICERS, _R.SETTINGS, _R.RESTORE, _R.SEND}),
}
"""What each role may do."""

WRITES: Mapping[str, frozenset[Right]] = {
    "office": frozenset({_R.SETTINGS}),
    "signatory": frozenset({_R.SETTINGS}),
    "officer": frozenset({_R.OFFICERS}),
    "decision": frozenset({_R.RECORD, _R.DECIDE, _R.OFFICERS}),
    "work_transfer": frozenset({_R.RECORD, _R.OFFICERS}),
    "attachment": frozenset({_R.RECORD, _R.SETTINGS, _R.PAY, _R.PROTECT}),
    "note": frozenset({_R.RECORD, _R.PAY, _R.PROTECT}),
    "reminder": frozenset({_R.RECORD, _R.PAY, _R.PROTECT}),
    "handout": frozenset({_R.EXPORT, _R.ISSUE}),
    "issued_letter": frozenset({_R.ISSUE, _R.PROTECT}),
    "period_closing": frozenset({_R.FINALISE}),
    # Who records a person says that another is not the same; `desk/merging` asks for MERGE.
    "merge": frozenset({_R.MERGE, _R.RECORD}),
    "membership_check": frozenset({_R.VERIFY}),
    "certificate": frozenset({_R.CERTIFY}),
    "certificate_template": frozenset({_R.CERTIFY, _R.SETTINGS}),
    "certificate_reprint": frozenset({_R.CERTIFY}),
    "certificate_revocation": frozenset({_R.CERTIFY}),
    "budget_line": frozenset({_R.BUDGET}),
    # A seat in a class commits money: who records people books that too.
    "budget_movement": frozenset({_R.BUDGET, _R.PAY, _R.RECORD, _R.DECIDE}),
    "claim": frozenset({_R.RECORD, _R.PAY}),
    "claim_line": frozenset({_R.RECORD, _R.PAY}),
    "payment": frozenset({_R.PAY}),
    "rate": frozenset({_R.BUDGET, _R.SETTINGS}),
    "objection": frozenset({_R.RECORD, _R.DECIDE}),
    "data_request": frozenset({_R.PROTECT}),
    "data_incident": frozenset({_R.PROTECT}),
    "retention_proposal": frozenset({_R.PROTECT, _R.ERASE}),
    "retention_item": frozenset({_R.PROTECT, _R.ERASE}),
}
"""By record type, the rights of which one is needed to write it; else RECORD.

Asked at the store's door, so that no page can forget it. Lists that
headquarters keeps need SETTINGS.
"""


def needed(record: str, *, listed: bool = False) -> frozenset[Right]:
    """The rights of which one is needed to write a record type; `listed` by headquarters."""
    return WRITES.get(record, frozenset({Right.SETTINGS if listed else Right.RECORD}))


def may_write(roles: Collection[Role], record: str, *, listed: bool = False) -> bool:
    """Whether one of the roles may write records of a type."""
    return any(may(roles, right) for right in needed(record, listed=listed))


def must_write(roles: Collection[Role], record: str, *, listed: bool = False) -> None:
    """Raise UserError E-RIGHT, naming who may, unless one of the roles may write the type."""
    if not may_write(roles, record, listed=listed):
        asked = needed(record, listed=listed)
        must(roles, next(right for right in Right if right in asked))


def roles_of(codes: str) -> frozenset[Role]:
    """The roles in an author's text, ``CLERK,VERIFIER``."""
    return frozenset(Role.of(code) for code in codes.split(",") if code)


def may(roles: Collection[Role], right: Right) -> bool:
    """Whether one of the roles has the right."""
    return any(right in RIGHTS[role] for role in roles)


def must(roles: Collection[Role], right: Right) -> None:
    """Raise UserError E-RIGHT, naming who may, unless one of the roles has the right."""
    if not may(roles, right):
        raise UserError(
            "E-RIGHT",
            N_("Your role does not include this: {right}. These may: {roles}."),
            right=translate(right.label),
            roles=who_may(right),
        )


def asks_reason(roles: Collection[Role]) -> bool:
    """Whether somebody in these roles says why masked data are shown: who does not record."""
    return not may(roles, Right.RECORD)


def must_show(roles: Collection[Role], reason: str) -> None:
    """Raise E-RIGHT for who may not see masked data, and REASON for who must say why."""
    must(roles, Right.REVEAL)
    if asks_reason(roles) and not reason.strip():
        raise UserError("REASON", N_("Say why the masked values have to be seen."))


def who_may(right: Right) -> str:
    """The roles that have a right, in words."""
    return ", ".join(translate(role.label) for role in Role if right in RIGHTS[role])
