"""What left the office: every print and file, by whom, when, what for."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.i18n import N_, translate
from desktop_app.records import Handout, Officer
from desktop_app.wording import day_and_clock
from exports.reports.names import title_of
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Cell, Column, Holds, Sheet, numbered
from exports.words import label

TITLE = N_("Prints and exports")


def _ask(session: Session, question: Question) -> Sheet:
    since, before = question.moments()
    query = (
        select(Handout, Officer.name)
        .outerjoin(Officer, Officer.id == Handout.officer)
        .order_by(Handout.at, Handout.id)
    )
    if since is not None:
        query = query.where(Handout.at >= since)
    if before is not None:
        query = query.where(Handout.at < before)
    rows: list[tuple[Cell, ...]] = [
        (
            day_and_clock(one.at, question.zone),
            translate(title_of(one.name)),
            label(one.kind),
            one.format,
            officer,
            one.purpose,
            one.recipient,
            one.rows,
            translate(N_("Shown whole") if one.revealed else N_("Masked")),
        )
        for one, officer in session.execute(query)
    ]
    return register(
        session,
        question,
        translate(TITLE),
        worded(_COLUMNS),
        numbered(rows),
        provisional=question.running,
    )


_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("When"), width=24),
    Column(N_("What"), width=26),
    Column(N_("How"), width=14),
    Column(N_("Format"), width=8),
    Column(N_("By whom"), width=18),
    Column(N_("Purpose of use"), width=26),
    Column(N_("Recipient"), width=18),
    Column(N_("Rows"), Holds.NUMBER, 7, total=True),
    Column(N_("Sensitive data"), width=10),
)

HANDOUTS = Report(
    "handouts",
    TITLE,
    N_("Everything that was printed or saved to a file: when, by whom, what for."),
    _ask,
)
