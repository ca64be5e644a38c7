"""The budget and its book, and the daily rates; whole rupiah throughout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import BasisPoints, Choice, Code, Day, Flag, Money, Text, Whole
from desktop_app.records.funding import CostKind
from desktop_app.records.record import Facts, Record

DAILY = (CostKind.POCKET_MONEY, CostKind.TRANSPORT)
"""What is paid by the day of attendance."""


class BudgetLine(Record):
    """An amount set aside: for a year, an office or all, a programme or all, a kind of cost."""

    title = "Budget line"
    published = True
    shown_as: ClassVar[tuple[str, ...]] = ("code", "name")

    code: Mapped[str] = field("Budget-line code", Text(40), search=True)
    name: Mapped[str] = field("Budget line name", Text(160), search=True)
    programme_year: Mapped[int] = field("Programme year", Whole(2019, 2100))
    for_office: Mapped[str | None] = field("Office", Text(8), index=True, help="Empty: all offices")
    programme: Mapped[str | None] = reference("TrainingProgramme", "Training programme")
    cost_kind: Mapped[CostKind | None] = field("Kind of cost", Choice(CostKind))
    ceiling: Mapped[int] = field("Ceiling (pagu)", Money())
    quota: Mapped[int | None] = field("Quota (people)", Whole(0, 10_000_000))
    document: Mapped[str | None] = field("Document", Text(120), help="Number and date of the paper")
    notes: Mapped[str | None] = field("Notes", Text(2000, lines=True))


class Movement(Code):
    """What happens to a budget line (`users.md` 46)."""

    COMMITMENT = "COMMITMENT", "Commitment"
    RELEASE = "RELEASE", "Commitment falls away"
    REALISATION = "REALISATION", "Realisation"
    REVERSAL = "REVERSAL", "Reversal"
    CARRY_OVER = "CARRY_OVER", "Carried over from last year"
    ADJUSTMENT = "ADJUSTMENT", "Change of the ceiling"


class BudgetMovement(Record):
    """One entry of the budget's book; never edited, only reversed by another.

    Without a line it counts against the programme's ceiling of the year, which
    headquarters names by parameter. What headquarters books on its lines goes
    down to the branches with them.
    """

    title = "Budget movement"
    published = True
    shown_as: ClassVar[tuple[str, ...]] = ("document", "booked_on")
    dated_by: ClassVar[str | None] = "booked_on"

    programme_year: Mapped[int] = field("Programme year", Whole(2019, 2100))
    line: Mapped[str | None] = reference("BudgetLine", "Budget line", index=True)
    kind: Mapped[Movement] = field("Kind of movement", Choice(Movement))
    amount: Mapped[int] = field(
        "Amount", Money(-(10**15)), help="Of a reversal the same sign as what it takes back"
    )
    booked_on: Mapped[date] = field("Booked on", Day(), index=True)
    document: Mapped[str] = field("Document", Text(120), search=True)
    of_record: Mapped[str | None] = field("Record type", Text(40))
    of_id: Mapped[str | None] = field("Record", Text(64), index=True)
    reverses: Mapped[str | None] = reference("BudgetMovement", "Reverses", index=True)
    over_reason: Mapped[str | None] = field("Reason for going over the ceiling", Text(400))
    reason: Mapped[str | None] = field("Reason", Text(400))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A reversal names what it takes back, and why; only ceilings go down by a minus."""
        if self.kind is Movement.REVERSAL and self.reverses is None:
            yield problem("reverses", "REVERSES", N_("Name the entry that is taken back"))
        if self.kind in (Movement.REVERSAL, Movement.ADJUSTMENT) and not self.reason:
            yield problem("reason", "REASON", N_("Name the reason"))
        signed = (Movement.REVERSAL, Movement.ADJUSTMENT, Movement.CARRY_OVER)
        if self.amount is not None and self.amount < 0 and self.kind not in signed:
            yield problem("amount", "NEGATIVE", N_("Must not be less than nothing"))


class Rate(Record):
    """Pocket money or transport for a day of attendance, by date and place; switchable."""

    title = "Daily rate"
    published = True
    shown_as: ClassVar[tuple[str, ...]] = ("cost_kind", "amount")

    cost_kind: Mapped[CostKind] = field("Kind of cost", Choice(CostKind))
    amount: Mapped[int] = field("Amount a day", Money())
    region: Mapped[str | None] = reference("Region", "District or city")
    least_share: Mapped[int] = field("Least part of the day", BasisPoints(), default=10_000)
    document: Mapped[str | None] = field("Document", Text(120))
    active: Mapped[bool] = field("In force", Flag(), default=True)
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Only pocket money and transport are paid by the day; a rate ends after it begins."""
        if self.cost_kind is not None and self.cost_kind not in DAILY:
            yield problem("cost_kind", "DAILY", N_("Choose pocket money or transport"))
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            yield problem("valid_to", "ORDER", N_("Must not lie before the first day"))
