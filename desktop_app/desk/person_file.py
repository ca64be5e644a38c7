"""Everything kept of one person, as that person may ask to see it (UU 27/2022 Articles 6, 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.lists import BY_CLASS, names_of
from desktop_app.fields import Described, describe
from desktop_app.i18n import N_, translate
from desktop_app.kinds import Moment
from desktop_app.records import CATALOGUE, Officer, Worker
from desktop_app.records.identifiers import identifier_of
from desktop_app.records.record import Record
from desktop_app.store import journal
from desktop_app.store.chain import Change
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.writing import UNDO
from desktop_app.wording import Zone, day_and_clock, show

_moment = Moment()

_ABOUT = (
    *("worker", "membership", "membership_check", "contact", "contact_attempt", "consent"),
    *("affected_worker", "skill_gap", "enrolment", "eligibility_decision"),
    *("attendance", "assessment", "assessed_unit", "certificate", "certificate_reprint"),
    *("claim_line", "payment", "follow_up", "earlier_answer", "referral", "objection"),
    *("data_request", "note"),
    *("received_paper", "attachment", "issued_letter", "decision"),
    *("reminder", "handout"),
)
"""The tables that hold something about a person, in the order it is shown.

Records merged into the person's, and those taken out of use, are kept too.
"""


@dataclass(frozen=True)
class Kept:
    """One record about the person: its type (English source) and its filled fields."""

    title: str
    table: str
    id: str
    fields: tuple[tuple[str, str], ...]
    """Label and value, both as people read them; nothing is masked."""


@dataclass(frozen=True)
class Act:
    """Something that was done with a record about the person."""

    when: str
    who: str
    why: str
    record: str


@dataclass(frozen=True)
class PersonFile:
    """What is kept of a person, and what was done with it."""

    name: str
    records: tuple[Kept, ...]
    trail: tuple[Act, ...]
    """Every change and every showing, the newest first; without the values."""


def collected(session: Session, worker: str, zone: Zone) -> PersonFile:
    """The person's file. What this officer may not see is not in it."""
    person = session.get_one(Worker, worker)
    found = list(_walk(session, person))
    acts = [
        (change.at, _act(session, record, change, zone))
        for record in found
        for change in journal.history(session.connection(), record.id)
    ]
    return PersonFile(
        person.name,
        tuple(_kept(session, record, zone) for record in found),
        tuple(act for _at, act in sorted(acts, key=lambda one: one[0], reverse=True)),
    )


def _act(session: Session, record: Record, change: Change, zone: Zone) -> Act:
    officer = session.get(Officer, change.by)
    return Act(
        day_and_clock(_moment.value(change.at), zone),
        officer.name if officer else "-",
        translate(N_("Undone") if change.why.startswith(UNDO) else change.why),
        translate(record.title),
    )


def _walk(session: Session, person: Worker) -> Iterator[Record]:
    """The person, then whatever refers to it or to what refers to it, each once."""
    yield person
    seen, known = {person.id}, [person]
    records: list[Record] = list(known)
    for table in _ABOUT:
        kind = CATALOGUE[table]
        conditions = [
            getattr(kind, described.name).in_([one.id for one in records if type(one) is target])
            for described in describe(kind).values()
            if described.target
            and (target := BY_CLASS[described.target]) in {type(one) for one in records}
        ]
        if "of_id" in describe(kind):
            conditions.append(kind.__table__.c.of_id.in_(seen))
        if not conditions:
            continue
        query = select(kind).where(or_(*conditions)).order_by(kind.id)
        for record in session.scalars(query, execution_options=ALSO_VOIDED):
            if record.id not in seen:
                seen.add(record.id)
                records.append(record)
                yield record


def _kept(session: Session, record: Record, zone: Zone) -> Kept:
    fields = [
        (described.label, _words(session, record, described, value, zone))
        for described in describe(type(record)).values()
        if (value := getattr(record, described.name)) not in (None, "")
    ]
    return Kept(record.title, record.__tablename__, record.id, tuple(fields))


def _words(
    session: Session, record: Record, described: Described, value: object, zone: Zone
) -> str:
    """A value in words; a record that is named by its id, or by table and id, by its name."""
    if described.name == "of_record" and value in CATALOGUE:
        return translate(CATALOGUE[str(value)].title)
    table = getattr(record, "of_record", None) if described.name == "of_id" else None
    if described.target is not None:
        table = BY_CLASS[described.target].__tablename__
    if table in CATALOGUE:
        return names_of(session, [(table, str(value))]).get((table, str(value)), "-")
    identifier = identifier_of(described)
    return identifier.show(str(value)) if identifier else show(described, value, zone)
