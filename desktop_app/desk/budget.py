"""The book of the budget: what acts at the desk promise, spend and take back.

An entry is made by the act that moves money, in the same transaction; nothing
in the book is edited. A commitment arises when an enrolment comes to the state
that headquarters names (`budget.commitment_at`) and falls when it leaves or its
claim is paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from desktop_app.i18n import N_, translate
from desktop_app.processes import budget
from desktop_app.processes.budget import Booked, Standing
from desktop_app.processes.rights import Right, may
from desktop_app.records import BudgetLine, BudgetMovement, Enrolment, TrainingProgramme
from desktop_app.records.budget import Movement
from desktop_app.records.funding import CostKind
from desktop_app.records.record import Facts, derived_id, new_id
from desktop_app.records.training import EnrolmentState
from desktop_app.store.periods import finalised_periods, period_of
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.writing import Write

COMMITMENT_AT = "budget.commitment_at"
CEILING = "budget.ceiling"
WITHOUT = N_("Ceiling of the programme")
"""What the money is called that no line holds."""

_E, _M = EnrolmentState, Movement
_WAY = (_E.REGISTERED, _E.VERIFIED, _E.APPROVED, _E.ASSIGNED, _E.IN_TRAINING)
"""The states on the way to a training, in their order."""
_LEFT = (_E.REJECTED, _E.CANCELLED, _E.DROPPED, _E.WAITLISTED)


# --- how it stands -------------------------------------------------------------------


def lines_of(session: Session, year: int, office: str) -> list[BudgetLine]:
    """The lines of a year that an office may book on: its own and those of all offices."""
    own = or_(BudgetLine.for_office.is_(None), BudgetLine.for_office == office)
    query = select(BudgetLine).where(
        BudgetLine.programme_year == year, own, BudgetLine.voided_at.is_(None)
    )
    return list(session.scalars(query.order_by(BudgetLine.code, BudgetLine.id)))


def ceilings_of(session: Session, year: int | None = None) -> dict[str, int]:
    """What each line holds itself, by id (`budget.own_ceilings`); of one year if named."""
    query = select(BudgetLine).where(BudgetLine.voided_at.is_(None)).order_by(BudgetLine.id)
    if year is not None:
        query = query.where(BudgetLine.programme_year == year)
    return budget.own_ceilings(session.scalars(query))


def booked(session: Session, year: int | None = None) -> dict[str | None, list[Booked]]:
    """What was booked on each line (of a year), summed by day; None: on no line."""
    own, other = BudgetMovement, aliased(BudgetMovement)
    query = (
        select(own.line, own.kind, other.kind, own.booked_on, func.sum(own.amount))
        .outerjoin(other, other.id == own.reverses)
        .where(own.voided_at.is_(None))
        .group_by(own.line, own.kind, other.kind, own.booked_on)
    )
    if year is not None:
        query = query.where(own.programme_year == year)
    found = defaultdict(list)
    for line, kind, reversed_kind, day, amount in session.execute(query):
        back = kind is _M.REVERSAL
        if not back or reversed_kind is not None:
            one = Booked(reversed_kind if back else kind, int(amount), day, line, back)
            found[line].append(one)
    return dict(found)


def ceiling_without(lines: Sequence[BudgetLine], facts: Facts) -> int:
    """What there is beside lines: the programme's whole ceiling where there are none."""
    return 0 if lines else int(facts.parameter(CEILING) or 0)


@dataclass
class Books:
    """The budget of one year as an act sees it; what the act books counts at once."""

    session: Write
    year: int
    lines: list[BudgetLine] = field(init=False)
    _standings: dict[str | None, Standing] = field(init=False)

    def __post_init__(self) -> None:
        office = self.session.author.office
        self.lines = lines_of(self.session, self.year, office)
        found = booked(self.session, self.year)
        own = ceilings_of(self.session, self.year)
        ceilings: dict[str | None, int] = {line.id: own[line.id] for line in self.lines}
        ceilings[None] = ceiling_without(self.lines, self.session.facts)
        self._standings = {
            id: budget.standing(ceiling, found.get(id, ())) for id, ceiling in ceilings.items()
        }

    def standing_of(self, line: str | None) -> Standing:
        """How a line stands now."""
        return self._standings.get(line, Standing())

    def line_for(self, programme: str | None, kind: CostKind) -> str | None:
        """The line that a cost belongs to; None where no line does."""
        office = self.session.author.office
        found = budget.line_for(
            self.lines, year=self.year, office=office, programme=programme, kind=kind
        )
        return found.id if found else None

    def cover(self, line: str | None, amount: int, reason: str = "") -> str | None:
        """See that a line has `amount` left; the reason to keep where it has not.

        Raises UserError BUDGET-OVER.
        """
        named = next((one.caption for one in self.lines if one.id == line), translate(WITHOUT))
        allowed = may(self.session.author.roles, Right.OVERRIDE)
        before = self.standing_of(line)
        return budget.must_cover(before, amount, named, may_override=allowed, reason=reason)

    def book(
        self,
        line: str | None,
        kind: Movement,
        amount: int,
        on: date | None = None,
        /,
        **more: object,
    ) -> BudgetMovement:
        """Make an entry of a day, today if none is named.

        About a record (`of_id`) it is the same on every PC. What is of a finalised period
        is booked today: nothing is entered into that any more.
        """
        of_id = more.get("of_id")
        today = self.session.facts.today
        periods = finalised_periods(self.session.connection(), self.session.author.office)
        made = BudgetMovement(
            id=self._entry_id(kind, line, of_id) if of_id else new_id(),
            programme_year=self.year,
            line=line,
            kind=kind,
            amount=amount,
            booked_on=today if on is None or period_of(periods, on) else on,
            **more,
        )
        self.session.add(made)
        self._count(Booked(kind, amount, made.booked_on, line))
        return made

    def reverse(self, entry: BudgetMovement, reason: str, document: str = "") -> BudgetMovement:
        """Take an entry back by another."""
        made = BudgetMovement(
            id=self._entry_id(_M.REVERSAL, entry.line, entry.of_id, reverses=entry.id),
            programme_year=self.year,
            line=entry.line,
            kind=_M.REVERSAL,
            amount=entry.amount,
            booked_on=self.session.facts.today,
            document=document or entry.document,
            of_record=entry.of_record,
            of_id=entry.of_id,
            reverses=entry.id,
            reason=reason,
        )
        self.session.add(made)
        self._count(Booked(entry.kind, entry.amount, made.booked_on, entry.line, takes_back=True))
        return made

    def _entry_id(self, kind: Movement, *about: object, reverses: str | None = None) -> str:
        """The identity of the next entry of a kind about a line and a record.

        An act that two PCs of an office book before they hear of each other counts once.
        """
        own = BudgetMovement
        line, of_id = about
        before = select(func.count(own.id)).where(
            own.programme_year == self.year,
            own.kind == kind,
            own.line.is_not_distinct_from(line),
            own.of_id.is_not_distinct_from(of_id),
            own.reverses.is_not_distinct_from(reverses),
        )
        many = self.session.scalar(before, execution_options=ALSO_VOIDED)
        return derived_id(own.__tablename__, self.year, kind.value, line, of_id, reverses, many)

    def _count(self, one: Booked) -> None:
        self._standings[one.line] = self.standing_of(one.line) + budget.standing(0, [one])


def entries_about(session: Session, of_id: str) -> list[BudgetMovement]:
    """The entries that a record caused by day; of one day those that promise come first."""
    query = select(BudgetMovement).where(
        BudgetMovement.of_id == of_id, BudgetMovement.voided_at.is_(None)
    )
    order = BudgetMovement.booked_on, BudgetMovement.kind, BudgetMovement.id
    return list(session.scalars(query.order_by(*order)))


def promises(session: Session, enrolment: str) -> dict[int, dict[str | None, int]]:
    """What is still promised to an enrolment, by programme year and line."""
    entries = entries_about(session, enrolment)
    found = {}
    for year in sorted({entry.programme_year for entry in entries}):
        own = [entry for entry in entries if entry.programme_year == year]
        found[year] = budget.promised(budget.booked(own))
    return {year: sums for year, sums in found.items() if sums}


# --- what acts book ------------------------------------------------------------------


def follow(session: Write, enrolments: Iterable[Enrolment], override: str = "") -> int:
    """Have the book follow enrolments whose state was just changed; how many entries were made.

    One that has come to the state at which money is promised is committed at its
    programme's fee; one that has left is released. Raises UserError BUDGET-OVER,
    unless `override` gives a reason and the officer may set rules aside.
    """
    made = 0
    books: dict[int, Books] = {}
    for one in enrolments:
        year = one.programme_year
        if year not in books:
            books[year] = Books(session, year)
        if _promises(session.facts, one):
            made += commit(session, one, override=override, books=books[year])
        elif one.state in _WAY or one.state in _LEFT:
            made += release(session, one, books=books[year])
    return made


def may_promise(session: Session, enrolment: str) -> bool:
    """Whether money may be promised anew to an enrolment: it has not left, nor has any yet."""
    one = session.get_one(Enrolment, enrolment)
    return one.state not in _LEFT and one.voided_at is None and not promises(session, enrolment)


def _promises(facts: Facts, one: Enrolment) -> bool:
    """Whether the state of an enrolment is one in which its money is promised."""
    at = EnrolmentState.of(str(facts.parameter(COMMITMENT_AT) or _E.ASSIGNED.value))
    return one.state in _WAY and at in _WAY and _WAY.index(one.state) >= _WAY.index(at)


def commit(
    session: Write, enrolment: Enrolment, *, override: str = "", books: Books | None = None
) -> int:
    """Promise an enrolment its programme's fee; 1 if an entry was made.

    None is made where it is promised already, or where the programme names no fee.
    """
    programme = session.get_one(TrainingProgramme, enrolment.programme)
    if not programme.fee or promises(session, enrolment.id):
        return 0
    books = books or Books(session, enrolment.programme_year)
    line = books.line_for(programme.id, CostKind.TRAINING)
    over = books.cover(line, programme.fee, override)
    books.book(line, _M.COMMITMENT, programme.fee, over_reason=over, **_about(enrolment))
    return 1


def release(
    session: Write,
    enrolment: Enrolment,
    *,
    document: str = "",
    books: Books | None = None,
    on: date | None = None,
) -> int:
    """Let what is promised to an enrolment fall in the year it was promised for.

    Returns how many entries were made.
    """
    about = _about(enrolment)
    about["document"] = document or about["document"]
    made = 0
    for year, open_sums in promises(session, enrolment.id).items():
        if books is None or books.year != year:
            books = Books(session, year)
        for line, amount in open_sums.items():
            books.book(line, _M.RELEASE, amount, on, **about)
            made += 1
    return made


def _about(enrolment: Enrolment) -> dict[str, str]:
    return {
        "document": enrolment.number,
        "of_record": Enrolment.__tablename__,
        "of_id": enrolment.id,
    }
