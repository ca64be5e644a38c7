"""What was approved under seal is paid as it was approved: asked here, and again at headquarters.

At the store's door nobody changes an approved claim or its lines. Headquarters
takes the step to *approved* only with a decision that its officer sealed over
just this content, and that was not made by who wrote it (E-SEAL otherwise).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import Connection
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.kinds import Stored
from desktop_app.records import Claim, ClaimLine, Decision
from desktop_app.records.claim import ClaimState
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.record import Record, from_stored, stored_values
from desktop_app.store import journal
from desktop_app.store.decision_seals import Below, keys_of, sound, values_digest, writers

_C = ClaimState
APPROVAL, REJECTION = "claim", "claim_rejection"
DECIDED: Mapping[ClaimState, str] = {_C.APPROVED: APPROVAL, _C.REJECTED: REJECTION}
"""By state of a claim, the question whose approval leads there."""

STANDS = frozenset({_C.APPROVED, _C.PAID, _C.CLOSED})
"""States in which a claim and its lines stay as they were approved."""

WRITTEN = (
    *("number", "kind", "funding", "programme_year", "employer", "provider", "training_class"),
    *("consultation", "received_on", "invoice_number", "invoiced_on", "written_by"),
    *("bank", "account", "account_holder"),
)
"""What of a claim somebody else than who wrote it decides on."""
JUDGED = ("override_reason", "override_of")
"""What sets findings aside; whoever decides on the claim may have done so himself."""
CONTENT = (*WRITTEN, *JUDGED)
"""All that a decision on it is sealed over."""
LINES = Below(
    ClaimLine,
    "claim",
    (
        *("cost_kind", "enrolment", "description", "quantity", "unit_price", "other_funding"),
        *("other_amount", "accepted", "accepted_reason", "receipt_number", "vat", "tax"),
        *("tax_amount", "tax_reason", "budget_line"),
    ),
)
"""What a decision on a claim is sealed over. The tax slip comes after payment."""

Row: TypeAlias = Mapping[str, Stored]


def must_stand(session: Session, record: Record) -> None:
    """Raise UserError CLAIM-SEALED if a change touches what was approved under seal."""
    if isinstance(record, Claim) and record.state in STANDS and record not in session.new:
        if _touched(record, CONTENT):
            raise _sealed(record)
    elif isinstance(record, ClaimLine):
        gone = get_history(record, "claim").deleted or ()
        for id in {record.claim, *gone} - {None}:
            claim = session.get(Claim, id)
            if claim is None or claim.state not in STANDS:
                continue
            if record in session.new or _touched(record, ("claim", *LINES.fields)):
                raise _sealed(claim)


def _touched(record: Record, names: Iterable[str]) -> bool:
    return any(get_history(record, name).has_changes() for name in (*names, "voided_at"))


def _sealed(claim: Claim) -> UserError:
    return UserError(
        "CLAIM-SEALED",
        N_(
            "{number} has been approved under seal and stays as it is. Take the approval back"
            " first, with a reason."
        ),
        number=claim.number,
    )


# --- at headquarters -----------------------------------------------------------------


def asks_seal(before: Stored, state: Stored) -> bool:
    """Whether a step of a claim needs its decision: a payment taken back leads to no new one."""
    paid = before is not None and ClaimState.of(str(before)) is _C.PAID
    return ClaimState.of(str(state)) in DECIDED and not paid


def step_refused(
    connection: Connection,
    claim: Row,
    lines: Sequence[Row],
    decisions: Iterable[Row],
    officers: Iterable[Row],
) -> str:
    """Why the step of a claim into a decided state is not taken over, as a code; empty if it is.

    All rows are in stored form, as they stand with the batch applied so far.
    """
    question = DECIDED[ClaimState.of(str(claim["state"]))]
    live = [line for line in lines if line.get("voided_at") is None]
    digest = values_digest(question, Claim.__tablename__, claim, CONTENT, LINES, live)
    asked = [
        _decision(row)
        for row in decisions
        if (row["question"], row["of_id"]) == (question, claim["id"])
        and row.get("voided_at") is None
    ]
    made = [one for one in asked if one.state is DecisionState.APPROVED]
    if not made:
        return "NO-DECISION"
    fitting = [one for one in made if one.digest == digest]
    if not fitting:
        return "STALE"
    whole = [one for one in fitting if _carries(connection, one)]
    if not whole:
        return "NOT-HIS-SEAL"
    barred = _writers(connection, claim, lines)
    others = [one for one in whole if one.decided_by not in {one.asked_by, *barred}]
    if others or any(_alone(connection, one, officers) for one in whole):
        return ""
    return "OWN-HAND"


def line_refused(claim: Row | None, changed: Iterable[str], *, new: bool) -> bool:
    """Whether a change of a line touches a claim that stays as it was approved."""
    if claim is None or ClaimState.of(str(claim["state"])) not in STANDS:
        return False
    return new or bool({"claim", "voided_at", *LINES.fields} & set(changed))


def claim_refused(claim: Row, changed: Iterable[str]) -> bool:
    """Whether a change of an approved claim touches what the decision was sealed over."""
    if ClaimState.of(str(claim["state"])) not in STANDS:
        return False
    return bool({"voided_at", *CONTENT} & set(changed))


def _decision(row: Row) -> Decision:
    return Decision(**from_stored(Decision, row))


def _carries(connection: Connection, decision: Decision) -> bool:
    return any(sound(decision, key) for key in keys_of(connection, decision.decided_by or ""))


def _writers(connection: Connection, claim: Row, lines: Iterable[Row]) -> set[str]:
    """Who wrote the claim, and who entered or last changed it and its lines."""
    found = {str(claim.get("written_by")), *writers(connection, str(claim["id"]), WRITTEN)}
    for line in lines:
        found |= writers(connection, str(line["id"]), LINES.fields)
    return found


def _alone(connection: Connection, decision: Decision, officers: Iterable[Row]) -> bool:
    """Whether no other officer of the office was recorded before the decision."""
    moment = str(stored_values(decision)["decided_at"])
    others = (
        str(one["id"])
        for one in officers
        if one["id"] != decision.decided_by and one["active"] and one.get("voided_at") is None
    )
    firsts = (journal.history(connection, other)[:1] for other in others)
    return not any(first and first[0].at <= moment for first in firsts)
