"""Writing one record from a form: whole, and never over what somebody else saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.budget import release
from desktop_app.desk.lists import BY_CLASS
from desktop_app.errors import UserError
from desktop_app.fields import describe
from desktop_app.i18n import N_
from desktop_app.records import Consultation, Enrolment
from desktop_app.records.record import Record
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.store import Store
from desktop_app.store.writing import Write

ENTERED = N_("Entered")
CHANGED = N_("Changed")
VOIDED = N_("Taken out of use")
CONFIDENTIAL = N_("Confidential case opened")


@dataclass(frozen=True)
class Clash:
    """A field that two people changed: what stands in the books, and what was typed."""

    name: str
    saved: Any
    typed: Any


class Overtaken(UserError):
    """The record was changed by somebody else while it was being written."""

    def __init__(self, record: type[Record], clashes: Sequence[Clash]) -> None:
        fields = ", ".join(describe(record)[clash.name].label for clash in clashes)
        super().__init__(
            "E-CHANGED",
            N_("Changed meanwhile by somebody else: {fields}. Choose which value shall stand."),
            fields=fields,
        )
        self.clashes = tuple(clashes)


def gone() -> UserError:
    """What is said of a record that cannot be found, or not be seen."""
    return UserError("E-GONE", N_("This record is not there, or not open to you."))


def fetch(session: Session, record: type[Record], id: str) -> Record:
    """A record by its id, a voided one too. Raises UserError if there is none to see."""
    found = session.get(record, id, execution_options=ALSO_VOIDED)
    if found is None:
        raise gone()
    return found


def named(session: Session, record: Record) -> str:
    """What a record is called; where that is a reference, what it refers to."""
    kinds = describe(type(record))
    names = []
    for name in record.shown_as:
        value, target = getattr(record, name), kinds[name].target
        if target and value:
            found = session.get(BY_CLASS[target], value)
            names.append(found.caption if found else "")
    return " · ".join(name for name in names if name) or record.caption


def save(
    session: Write,
    record: type[Record],
    id: str,
    base: Mapping[str, Any],
    values: Mapping[str, Any],
) -> Record:
    """Enter a new record, or set those fields of a saved one that were changed.

    `base` are the values the writing began from, empty for a new record.
    Raises `Overtaken` if one of the changed fields was changed meanwhile.
    """
    if not base:
        made = record(id=id, **values)
        session.add(made)
        return made
    found = session.get(record, id)
    if found is None or found.voided_at is not None:
        raise gone()
    changes = {name: value for name, value in values.items() if value != base.get(name)}
    clashes = [
        Clash(name, getattr(found, name), value)
        for name, value in changes.items()
        if getattr(found, name) != base.get(name) and getattr(found, name) != value
    ]
    if clashes:
        raise Overtaken(record, clashes)
    for name, value in changes.items():
        setattr(found, name, value)
    return found


def before(
    session: Session, record: type[Record], id: str, name: str, fixed: Mapping[str, Any]
) -> Any:
    """What the record made before `id` says in the field `name`; nothing of sensitive ones."""
    if describe(record)[name].field.sensitive:
        return None
    query = select(getattr(record, name)).where(record.id < id).order_by(record.id.desc())
    among = (getattr(record, key) == value for key, value in fixed.items())
    return session.scalar(query.where(*among).limit(1))


def void(session: Write, record: type[Record], ids: Sequence[str]) -> int:
    """Take records out of use; returns how many were in use.

    What was promised to an enrolment falls with it.
    """
    count = 0
    for id in ids:
        found = session.get(record, id)
        if found is not None and found.voided_at is None:
            if isinstance(found, Enrolment):
                release(session, found)
            session.void(found)
            count += 1
    return count


def confidential(record: Record, store: Store) -> bool:
    """Whether looking at the record has to be put down."""
    until = record.embargo_until if isinstance(record, Consultation) else None
    return until is not None and until > store.today
