"""Registers of what passes over the desks: letters in and out, and decisions."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from desktop_app.i18n import N_, translate
from desktop_app.records import (
    Consultation,
    Decision,
    Disposition,
    IncomingLetter,
    IssuedLetter,
    Officer,
)
from exports.reports.names import title_of
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Cell, Column, Holds, Sheet, numbered
from exports.words import label


def _incoming(session: Session, question: Question) -> Sheet:
    tasks: dict[str, list[tuple[str, Disposition]]] = {}
    for name, task in session.execute(
        select(Officer.name, Disposition)
        .join(Officer, Officer.id == Disposition.officer)
        .order_by(Disposition.given_on, Disposition.id)
    ):
        tasks.setdefault(task.letter, []).append((name, task))
    rows: list[tuple[Cell, ...]] = []
    for letter, case in session.execute(
        select(IncomingLetter, Consultation.number)
        .outerjoin(Consultation, Consultation.id == IncomingLetter.consultation)
        .where(*question.within(IncomingLetter.received_on))
        .order_by(IncomingLetter.received_on, IncomingLetter.agenda_number)
    ):
        given = tasks.get(letter.id, [])
        waiting = [task for _name, task in given if task.done_on is None]
        rows.append(
            (
                letter.agenda_number,
                letter.received_on,
                letter.number,
                letter.dated,
                letter.sender,
                letter.subject,
                case,
                ", ".join(dict.fromkeys(name for name, _task in given)),
                min((task.due_on for task in waiting if task.due_on), default=None),
                translate(N_("Waiting") if waiting else N_("Done")) if given else None,
            )
        )
    return register(
        session,
        question,
        translate(INCOMING.title),
        worded(_INCOMING_COLUMNS),
        numbered(rows),
        provisional=question.running,
    )


_INCOMING_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Agenda number"), Holds.IDENTIFIER, 18),
    Column(N_("Received on"), Holds.DAY, 10),
    Column(N_("Letter number"), Holds.IDENTIFIER, 18),
    Column(N_("Letter dated"), Holds.DAY, 10),
    Column(N_("Sender"), width=22),
    Column(N_("Subject of the letter"), width=26),
    Column(N_("Case"), Holds.IDENTIFIER, 19),
    Column(N_("Disposition to"), width=18),
    Column(N_("Due on"), Holds.DAY, 10),
    Column(N_("State"), width=10),
)


def _decisions(session: Session, question: Question) -> Sheet:
    asking, deciding = aliased(Officer), aliased(Officer)
    rows: list[tuple[Cell, ...]] = []
    for one, asked_by, decided_by in session.execute(
        select(Decision, asking.name, deciding.name)
        .outerjoin(asking, asking.id == Decision.asked_by)
        .outerjoin(deciding, deciding.id == Decision.decided_by)
        .where(*question.within(Decision.asked_on))
        .order_by(Decision.asked_on, Decision.id)
    ):
        decided = question.zone.local(one.decided_at).date() if one.decided_at else None
        rows.append(
            (
                one.matter,
                one.asked_on,
                asked_by,
                one.due_on,
                label(one.state),
                decided_by,
                decided,
                one.reason or one.remarks,
            )
        )
    return register(
        session,
        question,
        translate(DECISIONS.title),
        worded(_DECISION_COLUMNS),
        numbered(rows),
        provisional=question.running,
    )


_DECISION_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Matter"), width=34),
    Column(N_("Asked on"), Holds.DAY, 10),
    Column(N_("Asked by"), width=18),
    Column(N_("Due on"), Holds.DAY, 10),
    Column(N_("State"), width=14),
    Column(N_("Decided by"), width=18),
    Column(N_("Decided on"), Holds.DAY, 10),
    Column(N_("Remarks"), width=30),
)


def _issued(session: Session, question: Question) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    void = 0
    query = (
        select(IssuedLetter, Officer.name)
        .outerjoin(Officer, Officer.id == IssuedLetter.officer)
        .where(*question.within(IssuedLetter.issued_on))
        .order_by(IssuedLetter.year, IssuedLetter.series, IssuedLetter.sequence)
    )
    if question.programme_year is not None:
        query = query.where(IssuedLetter.year == question.programme_year)
    for letter, officer in session.execute(query):
        void += letter.void_on is not None
        rows.append(
            (
                letter.number,
                letter.issued_on,
                translate(title_of(letter.document)),
                letter.addressee,
                officer,
                translate(N_("Valid") if letter.void_on is None else N_("Void")),
                letter.void_on,
                letter.void_reason,
            )
        )
    return register(
        session,
        question,
        translate(ISSUED.title),
        worded(_ISSUED_COLUMNS),
        numbered(rows),
        notes=[translate(N_("Void numbers, which are never given again: {n}")).format(n=void)]
        if void
        else [],
        provisional=question.running,
    )


_ISSUED_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Letter number"), Holds.IDENTIFIER, 24),
    Column(N_("Issued on"), Holds.DAY, 10),
    Column(N_("Document"), width=26),
    Column(N_("Addressee"), width=26),
    Column(N_("Issued by"), width=18),
    Column(N_("State"), width=10),
    Column(N_("Void since"), Holds.DAY, 10),
    Column(N_("Reason of voiding"), width=24),
)

INCOMING = Report(
    "incoming-letters",
    N_("Incoming letters"),
    N_("The letters that came in, with their dispositions and what is still waiting."),
    _incoming,
    paper="F4",
)
DECISIONS = Report(
    "decisions",
    N_("Decisions"),
    N_("What was put before the head of the branch, and what was decided."),
    _decisions,
)
ISSUED = Report(
    "issued-letters",
    N_("Issued letters"),
    N_("Every letter number that was given, void ones included."),
    _issued,
)
