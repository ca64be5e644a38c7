"""The call sheet on paper: whom to call, by which numbers, with room for the outcome."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.desk.call_sheet import Phone, numbers_of, people_to_call
from desktop_app.i18n import N_, translate
from desktop_app.records.identifiers import show_phone
from desktop_app.records.record import Facts
from desktop_app.records.work import WorkOutcome
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Cell, Column, Holds, Sheet, numbered
from exports.words import label

TITLE = N_("Call sheet")


def _ask(session: Session, question: Question) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    everybody = people_to_call(session, Facts(question.today))
    numbers = numbers_of(session, {due.worker for due in everybody})
    for due in everybody:
        late = question.until is not None and due.due_on > question.until
        if late or (question.since is not None and due.due_on < question.since):
            continue
        phones = [one for one in numbers[due.worker] if not one.wrong]
        rows.append(
            (
                due.name,
                "\n".join(_number(question, one) for one in phones) or None,
                due.programme,
                due.training_class,
                due.employer_name or None,
                due.month,
                due.due_on,
                due.attempts,
                label(due.before) if due.before else None,
                "",
                "",
            )
        )
    codes = ", ".join(f"{n} {label(outcome)}" for n, outcome in enumerate(WorkOutcome, start=1))
    return register(
        session,
        question,
        translate(TITLE),
        worded(_COLUMNS),
        numbered(rows),
        notes=[translate(N_("Outcome: {codes}")).format(codes=codes)],
    )


def _number(question: Question, phone: Phone) -> str:
    number = question.masked(phone.number, show_phone) or ""
    return f"{number} ({phone.name})" if phone.name else number


_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Name"), width=24),
    Column(N_("Phone"), width=22),
    Column(N_("Training programme"), width=20),
    Column(N_("Class"), width=12),
    Column(N_("Company of the layoff"), width=18),
    Column(N_("Month"), Holds.NUMBER, 6),
    Column(N_("Due on"), Holds.DAY, 10),
    Column(N_("Attempts"), Holds.NUMBER, 8),
    Column(N_("Answered before"), width=16),
    Column(N_("Outcome (code)"), width=9),
    Column(N_("Remarks"), width=24),
)

CALL_SHEET = Report(
    "call-sheet",
    TITLE,
    N_("The people to call today, with their numbers and room for what they say."),
    _ask,
    paper="F4",
)
"""Unmasked with a purpose only, and that is put down as any handing out."""
