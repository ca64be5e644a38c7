"""The budget's lines as those who keep them change them: split, adjusted, carried over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.budget import Books, booked, ceiling_without, ceilings_of, lines_of
from desktop_app.desk.lists import Listing
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes import budget
from desktop_app.processes.budget import Standing
from desktop_app.records import BudgetLine, BudgetMovement
from desktop_app.records.budget import Movement
from desktop_app.records.record import Facts
from desktop_app.store.writing import Write
from desktop_app.wording import money

_M = Movement


def adjust(session: Write, line: BudgetLine, by: int, document: str, reason: str) -> BudgetMovement:
    """Raise or lower a line's ceiling, with the paper that says so.

    Raises UserError BUDGET-THEIRS for a line that another office keeps, and what
    its rules say without document or reason.
    """
    _must_keep(session, line)
    if by == 0 or not document.strip():
        raise UserError("BUDGET-DOCUMENT", N_("Name the amount and the document of the change."))
    books = Books(session, line.programme_year)
    words = {"document": document.strip(), "reason": reason.strip() or None}
    return books.book(line.id, _M.ADJUSTMENT, by, **words)


def take_back(session: Write, entry: BudgetMovement, reason: str) -> BudgetMovement:
    """Reverse an entry that was made by hand.

    Raises UserError BUDGET-TAKEN for one taken back already, BUDGET-BY-ACT for
    one that follows an enrolment or a payment: those take it back themselves.
    """
    if entry.of_id is not None:
        raise UserError(
            "BUDGET-BY-ACT",
            N_("This entry follows an enrolment or a payment. Change that; the book follows."),
        )
    taken = session.scalar(
        select(BudgetMovement.id).where(
            BudgetMovement.reverses == entry.id, BudgetMovement.voided_at.is_(None)
        )
    )
    if taken is not None or entry.kind is _M.REVERSAL:
        raise UserError("BUDGET-TAKEN", N_("This entry was taken back already."))
    return Books(session, entry.programme_year).reverse(entry, reason.strip())


def carry_over(session: Write, year: int, document: str) -> int:
    """Move what is left of a year's lines to the lines of the same code a year later.

    Returns how many lines were carried. Raises UserError BUDGET-CARRY where
    headquarters does not carry over, or no line of the next year fits.
    """
    if session.facts.parameter("budget.carry_over") is not True:
        raise UserError("BUDGET-CARRY", N_("Headquarters carries no remainder into the next year."))
    old, new = Books(session, year), Books(session, year + 1)
    after = {(line.code, line.for_office): line for line in new.lines if _kept(session, line)}
    count = 0
    for line in filter(lambda one: _kept(session, one), old.lines):
        target = after.get((line.code, line.for_office))
        left = old.standing_of(line.id).remainder
        if target is not None and left > 0:
            words = {"document": document.strip(), "reason": str(year)}
            old.book(line.id, _M.CARRY_OVER, -left, **words)
            new.book(target.id, _M.CARRY_OVER, left, **words)
            count += 1
    if not count:
        raise UserError(
            "BUDGET-CARRY", N_("No line of {year} takes over what is left."), year=str(year + 1)
        )
    return count


def _kept(session: Write, line: BudgetLine) -> bool:
    return line.office in (None, session.author.office)


def _must_keep(session: Write, line: BudgetLine) -> None:
    if not _kept(session, line):
        raise UserError(
            "BUDGET-THEIRS",
            N_("This line is kept by office {office}; ask there for a change."),
            office=line.office,
        )


def must_fit(session: Write, line: BudgetLine) -> None:
    """See that the lines of offices are no more than the line they are split from.

    Raises UserError BUDGET-SPLIT or BUDGET-QUOTA. Lines belong together that have
    year, programme and kind of cost in common.
    """
    alike = family_of(session, line)
    wholes = [one for one in alike if one.for_office is None]
    if wholes:
        budget.must_split(wholes[0], [one for one in alike if one.for_office is not None])


def family_of(session: Session, line: BudgetLine) -> list[BudgetLine]:
    """The lines that belong together with one: those of all offices, and their parts."""
    query = select(BudgetLine).where(
        BudgetLine.programme_year == line.programme_year, BudgetLine.voided_at.is_(None)
    )
    every = session.scalars(query.order_by(BudgetLine.id))
    return [one for one in every if budget.family(one) == budget.family(line)]


def standings(session: Session, year: int, office: str, facts: Facts) -> Mapping[str, Standing]:
    """How each line of a year stands, by its id; beside lines under an empty id."""
    lines, found = lines_of(session, year, office), booked(session, year)
    own = ceilings_of(session, year)
    known = {line.id: budget.standing(own[line.id], found.get(line.id, ())) for line in lines}
    beside = budget.standing(ceiling_without(lines, facts), found.get(None, ()))
    return {**known, **({"": beside} if beside != Standing() else {})}


class StandingListing(Listing):
    """A list of budget lines; each row also tells how the line stands, in rupiah."""

    def rows(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """What the columns say, with ``now``, ``committed``, ``realised``, ``remainder``."""
        rows = super().rows(ids)
        with self.store.read() as session:
            found = booked(session)
            ceilings = ceilings_of(session)
        for id, row in zip(ids, rows, strict=True):
            stands = budget.standing(ceilings.get(id, 0), found.get(id, ()))
            row |= {
                "now": money(stands.ceiling),
                "committed": money(stands.committed),
                "realised": money(stands.realised),
                "remainder": money(stands.remainder),
                "short": "yes" if stands.remainder < 0 else "",
            }
        return rows
