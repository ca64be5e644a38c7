"""The seal of a decision: what was decided about which content, and whether it still holds.

`content_digest` is over the fields a question is about, so that the record may
go on (a class is chosen, a case closed) without the decision growing stale.
The officer who decides seals that digest together with the answer. Where a
matter has lines (the costs of a claim), the digest is over those too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import Decision
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.record import Record, stored_values
from desktop_app.store import journal
from desktop_app.store.signing import Signer, verified
from desktop_app.store.tables import journal as lines

DOMAIN = "vokasi/decision/v1"
DECIDED = (DecisionState.APPROVED, DecisionState.RETURNED)

_SEALED = (
    *("id", "question", "of_record", "of_id", "state", "asked_by", "digest"),
    *("decided_by", "decided_at", "reason"),
)


@dataclass(frozen=True)
class Below:
    """The lines of a matter: their type, the field that points to it, and what of them counts."""

    record: type[Record]
    by: str
    fields: tuple[str, ...]


def content_digest(
    question: str,
    record: Record,
    fields: Iterable[str],
    below: Below | None = None,
    lines: Iterable[Record] = (),
) -> str:
    """SHA-256 (hexadecimal) over what a question is about: fields of a record, and of its lines."""
    table, values = record.__tablename__, stored_values(record)
    return values_digest(
        question, table, values, fields, below, [stored_values(line) for line in lines]
    )


def values_digest(
    question: str,
    table: str,
    values: Mapping[str, Any],
    fields: Iterable[str],
    below: Below | None = None,
    lines: Iterable[Mapping[str, Any]] = (),
) -> str:
    """The same of stored values, as they stand in a batch."""
    content = {
        "question": question,
        "record": table,
        "id": values["id"],
        "fields": {name: values.get(name) for name in fields},
    }
    if below is not None:
        told = [{name: line.get(name) for name in ("id", *below.fields)} for line in lines]
        content["lines"] = sorted(told, key=lambda line: str(line["id"]))
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def seal(decision: Decision, signer: Signer) -> None:
    """Have the officer's seed seal the decision as it stands."""
    decision.seal = signer.sign(DOMAIN, _statement(decision)).hex()


def sound(decision: Decision, verify_key: bytes) -> bool:
    """Whether the decision is what the owner of the key (32 bytes) sealed."""
    try:
        made = bytes.fromhex(decision.seal or "")
    except ValueError:
        return False
    return verified(verify_key, DOMAIN, _statement(decision), made)


def _statement(decision: Decision) -> bytes:
    values = stored_values(decision)
    return msgspec.json.encode({name: values.get(name) for name in _SEALED}, order="sorted")


def unsound(connection: Connection) -> list[UserError]:
    """A sentence for each decision that does not carry its officer's seal (DECISION-SEAL).

    An officer whose password was set anew has another key since; every key
    that the journal says the officer has had counts. One whose words were
    erased by law can be checked no more.
    """
    erased = set(
        connection.scalars(
            select(lines.c.record_id).where(
                lines.c.record == Decision.__tablename__, lines.c.kind == "erase"
            )
        )
    )
    rows = connection.execute(
        select(Decision.__table__).where(Decision.__table__.c.state.in_(DECIDED))
    )
    known: dict[str, set[bytes]] = {}
    found = []
    for row in rows:
        if row.id in erased:
            continue
        decision = Decision(**row._mapping)
        officer = decision.decided_by or ""
        if officer not in known:
            known[officer] = keys_of(connection, officer)
        if not any(sound(decision, key) for key in known[officer]):
            found.append(
                UserError(
                    "DECISION-SEAL",
                    N_("The decision on {matter} does not carry the seal of the one who decided."),
                    matter=decision.matter,
                )
            )
    return found


def writers(connection: Connection, record_id: str, content: Iterable[str]) -> set[str]:
    """Who entered a record, and who last changed what a question is about."""
    asked = {*content, "voided_at"}
    lines = [
        change
        for change in journal.history(connection, record_id)
        if change.do == "create" or (change.do != "access" and asked & change.set.keys())
    ]
    return {lines[0].by, lines[-1].by} if lines else set()


def keys_of(connection: Connection, officer: str) -> set[bytes]:
    """The public keys an officer has had."""
    keys = set()
    for change in journal.history(connection, officer):
        pair = change.set.get("public_key") if change.rec == "officer" else None
        if isinstance(pair, tuple) and isinstance(pair[1], str):
            keys.add(bytes.fromhex(pair[1]))
    return keys
