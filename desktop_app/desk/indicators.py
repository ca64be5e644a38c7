"""Indicators out of the books: definitions in force, how far the books have come, counting.

`desk.indicator_facts` reads the facts of people, `processes.measuring` counts them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, aliased

from desktop_app.desk.budget import CEILING, booked
from desktop_app.desk.editing import void
from desktop_app.desk.figures import quota_key
from desktop_app.desk.indicator_facts import books, parameters
from desktop_app.desk.spans import Span
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.budget import standing
from desktop_app.processes.indicators import Definition, Measurement
from desktop_app.processes.measuring import COUNTED, OUT_OF, can_count, measure
from desktop_app.records import BudgetLine, BudgetMovement, IndicatorDefinition, Office
from desktop_app.records.budget import Movement
from desktop_app.records.office import Level
from desktop_app.records.work import WorkOutcome
from desktop_app.store.tables import journal
from desktop_app.store.writing import Write

_COUNTED = (
    *("enrolment", "follow_up", "earlier_answer", "assessment"),
    *("certificate", "certificate_revocation"),
    *("attendance", "class_session", "training_class", "affected_worker", "consultation"),
    *("worker", "budget_line", "budget_movement", "indicator_definition", "parameter", "merge"),
)
"""The records whose change may change a figure; what was shown or handed out changes none."""


@dataclass(frozen=True)
class AsOf:
    """How far the books had come when they were asked: the last line that could matter."""

    day: date
    line: int
    """Of the journal, over all its streams."""
    at: datetime | None
    """When that line was written; None in empty books."""


def definitions(session: Session, day: date) -> list[Definition]:
    """The versions in force on a day, in their order."""
    own = IndicatorDefinition
    found = session.scalars(
        select(own)
        .where(own.valid_from <= day, or_(own.valid_to.is_(None), own.valid_to >= day))
        .order_by(own.rank, own.code, own.version)
    )
    return [definition_of(one) for one in found]


def definition_of(row: IndicatorDefinition) -> Definition:
    """A row as the processes know it."""
    codes = [code.strip() for code in (row.outcomes or "").split(",") if code.strip()]
    outcomes = [one for one in WorkOutcome if one.value in codes]
    return Definition(
        row.code,
        row.version,
        row.name,
        row.numerator,
        row.denominator,
        row.denominator_words,
        # Of a newer program: what is not known here is not counted at all.
        tuple(outcomes) if len(outcomes) == len(set(codes)) else (),
        row.window_months,
        row.measured,
        row.target,
        row.provisional,
        row.basis or "",
        row.name_en or row.name,
        row.denominator_words_en or row.denominator_words,
    )


# --- headquarters keeps the versions ---------------------------------------------------


def must_hold(session: Write, row: IndicatorDefinition) -> None:
    """See that a version just written can be counted, and leaves what was reported as it was.

    Raises UserError INDICATOR-PAST for one that begins before today, INDICATOR-TWICE,
    INDICATOR-COUNT.
    """
    if row.valid_from < session.facts.today:
        raise UserError(
            "INDICATOR-PAST",
            N_("A version begins today or later: reports of earlier days keep the one they have."),
        )
    twin = select(IndicatorDefinition.id).where(
        IndicatorDefinition.code == row.code,
        IndicatorDefinition.version == row.version,
        IndicatorDefinition.id != row.id,
        IndicatorDefinition.voided_at.is_(None),
    )
    if session.scalar(twin.limit(1)) is not None:
        raise UserError(
            "INDICATOR-TWICE",
            N_("{indicator} has a version {n} already. Give this one the next number."),
            indicator=row.code,
            n=row.version,
        )
    if not can_count(definition_of(row)):
        raise UserError(
            "INDICATOR-COUNT",
            N_(
                "This cannot be counted. Counted is one of {counted}, out of {out_of}. For WORKING"
                " name the outcomes, the window and when it is measured, too."
            ),
            counted=", ".join(COUNTED),
            out_of=", ".join(OUT_OF),
        )


def take_out(session: Write, ids: Sequence[str]) -> int:
    """Take versions that have not begun out of use. Raises UserError INDICATOR-PAST."""
    for id in ids:
        if session.get_one(IndicatorDefinition, id).valid_from <= session.facts.today:
            raise UserError("INDICATOR-PAST", N_("This version has been in force. End it instead."))
    return void(session, IndicatorDefinition, ids)


def end(session: Write, id: str, last_day: date) -> None:
    """Have a version hold through `last_day`, today or later. Raises UserError INDICATOR-PAST."""
    if last_day < session.facts.today:
        raise UserError("INDICATOR-PAST", N_("Its last day is today or later."))
    session.get_one(IndicatorDefinition, id).valid_to = last_day


def as_of(session: Session, day: date) -> AsOf:
    """How far the books have come; the same until something that is counted changes."""
    line, moments = 0, []
    j = journal.c
    connection = session.connection()
    for epoch, audience in connection.execute(select(j.epoch, j.audience).distinct()).all():
        last = connection.execute(
            select(j.seq, j.at)
            .where(j.epoch == epoch, j.audience == audience, j.record.in_(_COUNTED))
            .order_by(j.seq.desc())
            .limit(1)
        ).first()
        if last is not None:
            line += int(last.seq)
            moments.append(str(last.at))
    return AsOf(day, line, datetime.fromisoformat(max(moments)) if moments else None)


def measured(
    session: Session, wanted: Sequence[Definition], day: date, year: int, office: str
) -> list[Measurement]:
    """What indicators come to in a programme year, with the quota and money of `office`.

    The people are all that the books have: at a branch its own, at headquarters everybody's.
    """
    hours = any(one.denominator == "HELD_HOURS" for one in wanted)
    own = purse(session, day, year, None if headquarters(session, office) else office)
    known = replace(
        books(session, day, Span(programme_year=year), hours=hours).known(),
        quota=own.quota,
        ceiling=own.ceiling,
        spent=own.spent,
    )
    return [measure(one, known, day) for one in wanted]


# --- money ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Purse:
    """Quota and money of an office and a year, as of a day; None where nobody has set them."""

    quota: int | None = None
    ceiling: int | None = None
    spent: int | None = None


def headquarters(session: Session, office: str) -> bool:
    """Whether an office answers for the whole programme."""
    found = session.get(Office, office)
    return found is not None and found.level is Level.HEAD_OFFICE


def purse(session: Session, day: date, year: int, office: str | None) -> Purse:
    """What a programme year had by `day`: one office's, or (None) the whole programme's."""
    return purses(session, day, year, [office])[office]


def purses(
    session: Session, day: date, year: int, offices: Collection[str | None]
) -> dict[str | None, Purse]:
    """The same of several offices, in as few questions as of one."""
    lines: defaultdict[str | None, list[BudgetLine]] = defaultdict(list)
    for line in session.scalars(select(BudgetLine).where(BudgetLine.programme_year == year)):
        lines[line.for_office].append(line)
    book, spent = booked(session, year), _spent(session, day, year)
    keys = {one: quota_key(one or "", headquarters=one is None) for one in offices}
    named = parameters(session, [CEILING, *keys.values()], min(day, date(year, 12, 31)))

    def of(office: str | None) -> Purse:
        own = lines[office]
        ceiling: int | None = sum(
            standing(line.ceiling, book.get(line.id, ()), day).ceiling for line in own
        )
        if not own:
            ceiling = None if office else named.get(CEILING)
        quota = sum(line.quota or 0 for line in own) or named.get(keys[office])
        paid = sum(spent.values()) if office is None else spent.get(office, 0)
        return Purse(quota, ceiling, paid)

    return {office: of(office) for office in offices}


def _spent(session: Session, day: date, year: int) -> dict[str, int]:
    """What each office had paid by `day`, and not taken back."""
    own, back = BudgetMovement, aliased(BudgetMovement)
    amount = case((own.kind == Movement.REVERSAL, -own.amount), else_=own.amount)
    query = (
        select(own.office, func.sum(amount))
        .outerjoin(back, back.id == own.reverses)
        .where(
            func.coalesce(back.kind, own.kind) == Movement.REALISATION,
            own.programme_year == year,
            own.booked_on <= day,
        )
        .group_by(own.office)
    )
    return {office: int(paid) for office, paid in session.execute(query)}
