"""Erasing what is known of people: proposed, approved by two, then carried out.

Statistics stay: sex, education, region, dates and outcomes are kept without a
name. Which values say who somebody is stands in `PERSONAL`, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.numbers import next_numbers
from desktop_app.errors import UserError
from desktop_app.fields import ERASED, describe
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.retention import years_before
from desktop_app.progress import Progress, silent
from desktop_app.records import (
    CATALOGUE,
    AffectedWorker,
    Attachment,
    Consultation,
    Enrolment,
    RetentionItem,
    RetentionProposal,
    Worker,
)
from desktop_app.records.data_protection import RetentionState
from desktop_app.records.record import Record
from desktop_app.records.training import EnrolmentState
from desktop_app.store import attachments
from desktop_app.store.copies import POOL, second_folder
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.writing import Write

PERSONAL: Mapping[str, tuple[str, ...]] = {
    "worker": (
        *("nik", "name", "birth_place", "birth_date", "phone", "email", "major", "address"),
        *("postal_code", "family_card", "special_needs", "account", "account_holder", "notes"),
    ),
    "membership": ("kpj",),
    "membership_check": ("wage", "notes"),
    "contact": ("name", "phone"),
    "contact_attempt": ("note",),
    "affected_worker": (
        *("position", "wage", "skill_gap", "standing_reason", "proof_number", "notes"),
    ),
    "enrolment": ("no_consultation", "name_checked", "reason", "notes"),
    "eligibility_decision": ("findings", "reason"),
    "attendance": ("note",),
    "assessment": ("certificate_number", "registration"),
    "certificate": ("content", "payload", "handed_to", "void_reason"),
    "certificate_reprint": ("reason",),
    "claim_line": ("description", "accepted_reason", "receipt_number", "tax_reason", "tax_slip"),
    "payment": ("payee", "account", "account_holder", "holder_reason", "return_reason"),
    "objection": ("grounds", "reason"),
    "follow_up": ("employer_name", "position", "wage", "notes"),
    "earlier_answer": ("withdrawn_because",),
    "referral": ("notes",),
    "data_request": ("requester", "details", "answer"),
    "decision": ("matter", "remarks", "reason"),
    "received_paper": ("number", "notes"),
    "issued_letter": ("addressee",),
    "attachment": ("label", "sha256"),
    "note": ("text",),
    "reminder": ("text",),
    "handout": ("recipient",),
    "merge": ("reason",),
}
"""The values that tell who somebody is, by table.

With its SHA-256 a file loses its content: nothing names it any more (`erase`).
"""

DONE = N_("Data erased")

_RUNNING = (
    EnrolmentState.REGISTERED,
    EnrolmentState.VERIFIED,
    EnrolmentState.APPROVED,
    EnrolmentState.WAITLISTED,
    EnrolmentState.ASSIGNED,
    EnrolmentState.IN_TRAINING,
)


@dataclass(frozen=True)
class Target:
    """One record with values to blank."""

    record: str
    id: str
    fields: tuple[str, ...]


def expired(session: Session, today: date, years: int) -> list[str]:
    """The people of whom nothing has happened for `years`, and nothing is open; their ids.

    What counts is the last of their cases, consultations and enrolments.
    """
    limit = years_before(today, years)
    last_case = func.max(
        func.coalesce(
            AffectedWorker.terminated_on, AffectedWorker.notice_on, Consultation.held_on, today
        )
    )
    recent = (
        select(AffectedWorker.worker)
        .outerjoin(Consultation, Consultation.id == AffectedWorker.consultation)
        .group_by(AffectedWorker.worker)
        .having(last_case > limit)
    )
    enrolled = (
        select(AffectedWorker.worker)
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(or_(Enrolment.registered_on > limit, Enrolment.state.in_(_RUNNING)))
    )
    with_case = select(AffectedWorker.worker)
    return list(
        session.scalars(
            select(Worker.id)
            .where(
                Worker.id.in_(with_case),
                Worker.id.not_in(recent),
                Worker.id.not_in(enrolled),
                Worker.name != ERASED,
            )
            .order_by(Worker.id)
        )
    )


def targets(session: Session, worker: str) -> list[Target]:
    """Everything kept of a person that tells who it is, found through what refers to what."""
    seen: dict[tuple[str, str], Target] = {}
    waiting = [("worker", worker)]
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        record = session.get(CATALOGUE[key[0]], key[1], execution_options=ALSO_VOIDED)
        if record is None:
            continue
        seen[key] = Target(*key, _filled(record))
        waiting += _about(session, record)
    return [target for target in seen.values() if target.fields]


def _filled(record: Record) -> tuple[str, ...]:
    return tuple(
        name
        for name in PERSONAL[record.__tablename__]
        if getattr(record, name) not in (None, "", ERASED)
    )


def _about(session: Session, record: Record) -> Iterator[tuple[str, str]]:
    """The records that refer to `record` and belong to the same person."""
    for table in PERSONAL:
        kind = CATALOGUE[table]
        conditions = [
            getattr(kind, described.name) == record.id
            for described in describe(kind).values()
            if described.target == type(record).__name__
        ]
        if "of_id" in describe(kind):
            conditions.append(kind.__table__.c.of_id == record.id)
        if table == "merge":
            conditions += [kind.__table__.c[end] == record.id for end in ("kept", "merged")]
        if conditions:
            query = select(kind.id).where(or_(*conditions))
            for id in session.scalars(query, execution_options=ALSO_VOIDED):
                yield table, id


def propose(
    session: Write, workers: Sequence[str], reason: str, *, request: str | None = None
) -> RetentionProposal:
    """Put people's data up for erasure; nothing is erased by it.

    Raises UserError if nothing of them is left to erase.
    """
    made = RetentionProposal(
        number=next_numbers(session, RetentionProposal, session.facts.today.year)[0],
        proposed_on=session.facts.today,
        proposed_by=session.author.officer,
        request=request,
        reason=reason,
    )
    items = {
        (target.record, target.id): target
        for worker in dict.fromkeys(workers)
        for target in targets(session, worker)
    }
    if not items:
        raise UserError("NOTHING", N_("Nothing of these people is left to erase."))
    session.add(made)
    session.bulk(
        RetentionItem,
        [
            {
                "proposal": made.id,
                "of_record": target.record,
                "of_id": target.id,
                "fields": ",".join(target.fields),
            }
            for target in items.values()
        ],
    )
    return made


def approve(session: Write, proposal: RetentionProposal) -> None:
    """The officer at the desk approves; the second one makes the proposal ready.

    Raises UserError for whoever has approved it already.
    """
    me, today = session.author.officer, session.facts.today
    if proposal.state is RetentionState.PROPOSED:
        proposal.first_by, proposal.first_on = me, today
        proposal.state = RetentionState.APPROVED
    elif proposal.state is RetentionState.APPROVED:
        if proposal.first_by == me:
            raise UserError("TWO", N_("You have approved this already; another officer must, too."))
        proposal.second_by, proposal.second_on = me, today
        proposal.state = RetentionState.READY
    else:
        raise UserError("E-STATE", N_("This proposal does not wait for an approval."))


def items(session: Session, proposal: str) -> Sequence[RetentionItem]:
    """The records of a proposal."""
    return session.scalars(
        select(RetentionItem).where(RetentionItem.proposal == proposal).order_by(RetentionItem.id)
    ).all()


def carry_out(session: Write, proposal: RetentionProposal, progress: Progress = silent) -> int:
    """Blank the values of an approved proposal; returns how many records lost any.

    What was entered meanwhile about the same people goes with it. Raises
    UserError unless two officers approved, and ERASE-RETURNED when somebody
    takes part again.
    """
    if proposal.state is not RetentionState.READY:
        raise UserError("TWO", N_("Two officers must approve"))
    listed = items(session, proposal.id)
    known = {(item.of_record, item.of_id) for item in listed}
    people = [item.of_id for item in listed if item.of_record == "worker"]
    _all_gone(session, people, proposal.proposed_on)
    later = [
        target
        for person in people
        for target in targets(session, person)
        if (target.record, target.id) not in known
    ]
    for done, item in enumerate(listed):
        progress(done, len(listed))
        record = session.get(CATALOGUE[item.of_record], item.of_id, execution_options=ALSO_VOIDED)
        if record is not None:
            _blank(session, record, _filled(record))
        item.erased = True
    for target in later:
        record = session.get_one(CATALOGUE[target.record], target.id, execution_options=ALSO_VOIDED)
        _blank(session, record, target.fields)
    proposal.state = RetentionState.DONE
    proposal.done_on = session.facts.today
    return len(listed) + len(later)


def _all_gone(session: Session, people: Sequence[str], since: date) -> None:
    """Raise ERASE-RETURNED if somebody is in training, or was enrolled after `since`."""
    back = session.scalar(
        select(func.count(AffectedWorker.worker.distinct()))
        .join(Enrolment, Enrolment.affected_worker == AffectedWorker.id)
        .where(
            AffectedWorker.worker.in_(people),
            Enrolment.voided_at.is_(None),
            or_(Enrolment.registered_on > since, Enrolment.state.in_(_RUNNING)),
        )
    )
    if back:
        raise UserError(
            "ERASE-RETURNED",
            N_("{n} of these people take part again. Refuse this proposal and look anew."),
            n=back,
        )


def _blank(session: Write, record: Record, fields: Sequence[str]) -> None:
    if isinstance(record, Attachment) and "sha256" in fields:
        attachments.give_up(session.connection(), record.sha256)
    session.erase(record, fields)


def erase(office: Office, proposal: str, progress: Progress = silent) -> int:
    """Carry an approved proposal out, the contents of files with it; how many records lost any.

    Raises UserError as `carry_out` does.
    """
    with office.store.write(DONE) as session:
        count = carry_out(session, session.get_one(RetentionProposal, proposal), progress)
    shred(office)
    return count


def shred(office: Office) -> None:
    """Take what was erased off the disk, here and beside the backups.

    What a cut left, or a second place that was not there, is done the next time.
    """
    second = second_folder(office)
    pools = [office.home.backups / POOL, *([second / POOL] if second else [])]
    attachments.shred(office, pools)
