"""Decisions: a matter asked by one officer, approved or returned by another, under seal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.editing import fetch
from desktop_app.desk.questions import Question, question_named
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.office import Office
from desktop_app.processes.rights import Right
from desktop_app.records import Decision, Officer
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.record import Record
from desktop_app.store import decision_seals, journal
from desktop_app.store import keys as key_slots
from desktop_app.store.signing import Signer
from desktop_app.store.writing import Write

_S = DecisionState
APPROVED, RETURNED = N_("Approved"), N_("Returned")
ASKED = N_("Decision asked for")


def ask(
    session: Write, question: str, record: Record, *, remarks: str = "", due_on: date | None = None
) -> Decision:
    """Put a matter before the head.

    Raises UserError: DECISION-ASKED while the same waits already, or what the
    question's `ready` says of a record that is not fit yet.
    """
    asked = question_named(question)
    asked.ready(record, remarks)
    if waiting(session, question, record.id) is not None:
        raise UserError("DECISION-ASKED", N_("This already waits for a decision."))
    made = Decision(
        matter=asked.matter(session, record)[:200],
        question=question,
        of_record=record.__tablename__,
        of_id=record.id,
        asked_by=session.author.officer,
        asked_on=session.facts.today,
        due_on=due_on,
        remarks=remarks.strip() or None,
        digest=asked.digest(session, record),
    )
    session.add(made)
    session.flush()
    return made


def waiting(session: Session, question: str, of_id: str) -> Decision | None:
    """The decision on a record that is still awaited, if one was asked for."""
    return session.scalar(
        select(Decision)
        .where(
            Decision.question == question,
            Decision.of_id == of_id,
            Decision.state == _S.ASKED,
            Decision.voided_at.is_(None),
        )
        .limit(1)
    )


def withdraw(session: Write, id: str) -> None:
    """Take back what one has asked oneself. Raises UserError DECISION-OTHERS."""
    decision = _asked(session, id)
    if decision.asked_by != session.author.officer:
        raise UserError("DECISION-OTHERS", N_("Only the one who asked can take it back."))
    decision.state = _S.WITHDRAWN


def changed(session: Session, decision: Decision) -> bool:
    """Whether the record says something else than what was asked about or approved."""
    asked = question_named(decision.question)
    return asked.digest(session, fetch(session, asked.record, decision.of_id)) != decision.digest


def decide(
    office: Office,
    seen: Mapping[str, str],
    password: str,
    *,
    approve: bool,
    reason: str = "",
) -> list[Decision]:
    """Approve or return several matters in one act, with one password; all or none.

    `seen` maps each decision's id to the digest of the content that was shown.
    Raises UserError: PASSWORD; E-RIGHT; DECISION-CHANGED when the record is
    another by now; DECISION-SELF for one's own writing, unless nobody else
    works here (which is then noted in the remarks); a return without reason.
    """
    if not approve and not reason.strip():
        raise UserError("DECISION-REASON", N_("Say what is missing"))
    office.must(Right.DECIDE)
    signer = _signer(office, password)
    state = _S.APPROVED if approve else _S.RETURNED
    with office.store.write(APPROVED if approve else RETURNED) as session:
        found = [(_asked(session, id), digest) for id, digest in seen.items()]
        for decision, digest in found:
            asked = question_named(decision.question)
            office.must(asked.right)
            _another(session, asked, decision)
            record = fetch(session, asked.record, decision.of_id)
            if digest != asked.digest(session, record):
                raise UserError(
                    "DECISION-CHANGED",
                    N_("{matter} has been changed meanwhile. Open it, look again, then decide."),
                    matter=decision.matter,
                )
            decision.digest, decision.state = digest, state
            decision.decided_by, decision.decided_at = session.author.officer, session.now
            decision.reason = reason.strip() or None
            decision_seals.seal(decision, signer)
            # Who reads the batch meets the decision before what it leads to.
            session.flush()
            if approve:
                asked.approved(session, record, decision)
            session.flush()
    return [decision for decision, _digest in found]


def _asked(session: Session, id: str) -> Decision:
    decision = fetch(session, Decision, id)
    assert isinstance(decision, Decision)
    if decision.state is not _S.ASKED or decision.voided_at is not None:
        raise UserError(
            "DECISION-GONE", N_("{matter} does not wait any more."), matter=decision.matter
        )
    return decision


def _signer(office: Office, password: str) -> Signer:
    """The seal of the officer at the desk, opened with the password. Raises PASSWORD."""
    unlocked = key_slots.unlock(office.keys.path, office.keys.officer.user, password)
    return unlocked.officer.signer


def _another(session: Write, asked: Question, decision: Decision) -> None:
    """See that nobody decides on their own writing, unless they work alone; then say so."""
    # Who asked stays who asked, to whomever the work was handed over since.
    first = journal.history(session.connection(), decision.id)[0].by
    barred = {decision.asked_by, first, *_writers(session, asked, decision)}
    if session.author.officer not in barred:
        return
    others = session.scalar(
        select(func.count(Officer.id)).where(
            Officer.office == session.author.office,
            Officer.active.is_not_distinct_from(True),
            Officer.voided_at.is_(None),
            Officer.id != session.author.officer,
        )
    )
    if others:
        raise UserError(
            "DECISION-SELF",
            N_("{matter}: nobody decides on what they wrote or asked themselves."),
            matter=decision.matter,
        )
    noted = translate(N_("Exception: asked and decided by one hand; one officer works here."))
    decision.remarks = "\n".join(filter(None, (decision.remarks, noted)))


def _writers(session: Write, asked: Question, decision: Decision) -> set[str]:
    """Who entered the record and its lines, and who last changed what the question is about."""
    connection = session.connection()
    found = decision_seals.writers(
        connection, decision.of_id, set(asked.content) - set(asked.judged)
    )
    for line in asked.lines(session, decision.of_id, voided=True):
        found |= decision_seals.writers(connection, line.id, asked.below_fields)
    return found
