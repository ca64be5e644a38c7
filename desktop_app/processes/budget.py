"""The budget's arithmetic: ceiling, commitment, realisation, remainder, out of the book's entries.

Whole rupiah. Nothing in the book is ever edited: a figure is what all entries
up to a day say together, each reversal taking back just what it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records.budget import BudgetLine, BudgetMovement, Movement
from desktop_app.records.funding import CostKind
from desktop_app.wording import money, share

_M = Movement

EFFECT: Mapping[Movement, tuple[str, int]] = {
    _M.COMMITMENT: ("committed", 1),
    _M.RELEASE: ("committed", -1),
    _M.REALISATION: ("realised", 1),
    _M.CARRY_OVER: ("ceiling", 1),
    _M.ADJUSTMENT: ("ceiling", 1),
}
"""Which figure a kind of entry moves, and which way; a reversal moves it back."""


@dataclass(frozen=True)
class Standing:
    """How a budget line stands, in rupiah."""

    ceiling: int = 0
    committed: int = 0
    realised: int = 0

    @property
    def remainder(self) -> int:
        """What is neither promised nor paid; below nothing where the ceiling was passed."""
        return self.ceiling - self.committed - self.realised

    @property
    def unspent(self) -> int:
        """What is not paid: the *sisa* of the realisation report."""
        return self.ceiling - self.realised

    @property
    def used(self) -> int:
        """The part of the ceiling that is paid, in basis points."""
        return share(self.realised, self.ceiling)

    def __add__(self, other: Standing) -> Standing:
        return Standing(
            self.ceiling + other.ceiling,
            self.committed + other.committed,
            self.realised + other.realised,
        )


@dataclass(frozen=True)
class Booked:
    """What an entry does: of a reversal, the kind of what it takes back."""

    kind: Movement
    amount: int
    booked_on: date
    line: str | None = None
    takes_back: bool = False

    @property
    def effect(self) -> tuple[str, int]:
        """The figure it moves, and by how much."""
        figure, sign = EFFECT[self.kind]
        return figure, (-sign if self.takes_back else sign) * self.amount


def booked(book: Iterable[BudgetMovement]) -> list[Booked]:
    """What the entries of a book do; one that reverses nothing in it does nothing."""
    entries = [entry for entry in book if entry.voided_at is None]
    by_id = {entry.id: entry for entry in entries}
    found = []
    for entry in entries:
        kind, takes_back = entry.kind, entry.kind is _M.REVERSAL
        if takes_back:
            reversed_one = by_id.get(entry.reverses or "")
            if reversed_one is None:
                continue
            kind = reversed_one.kind
        found.append(Booked(kind, entry.amount, entry.booked_on, entry.line, takes_back))
    return found


def standing(ceiling: int, book: Iterable[Booked], until: date | None = None) -> Standing:
    """How a line with this ceiling stands after what was booked on it through a day."""
    sums = {"ceiling": ceiling, "committed": 0, "realised": 0}
    for one in book:
        if until is None or one.booked_on <= until:
            figure, amount = one.effect
            sums[figure] += amount
    return Standing(**sums)


def promised(book: Iterable[Booked]) -> dict[str | None, int]:
    """What is still committed in a book, by line; lines with nothing left out."""
    found: dict[str | None, int] = {}
    for one in book:
        figure, amount = one.effect
        if figure == "committed":
            found[one.line] = found.get(one.line, 0) + amount
    return {line: amount for line, amount in found.items() if amount}


def open_entries(book: Sequence[BudgetMovement], kind: Movement) -> list[BudgetMovement]:
    """The entries of a kind that nothing has taken back."""
    entries = [entry for entry in book if entry.voided_at is None]
    taken = {entry.reverses for entry in entries}
    return [entry for entry in entries if entry.kind is kind and entry.id not in taken]


def line_for(
    lines: Iterable[BudgetLine], *, year: int, office: str, programme: str | None, kind: CostKind
) -> BudgetLine | None:
    """The line that a cost belongs to: the one that names most of office, programme and kind.

    One for another office, programme or kind never serves; None where no line does.
    """
    asked = {"for_office": office, "programme": programme, "cost_kind": kind}
    fitting = [
        line
        for line in lines
        if line.programme_year == year
        and line.voided_at is None
        and all(getattr(line, name) in (None, value) for name, value in asked.items())
    ]
    return max(
        fitting,
        key=lambda line: (*(getattr(line, name) is not None for name in asked), line.code),
        default=None,
    )


def own_ceilings(lines: Iterable[BudgetLine]) -> dict[str, int]:
    """What each line holds itself, by id: of one for all offices, what was not split to them.

    So the ceilings of all lines add up to what there is.
    """
    found: dict[str, int] = {}
    split: dict[tuple[int, str | None, CostKind | None], int] = {}
    every = [line for line in lines if line.voided_at is None]
    for line in every:
        if line.for_office is not None:
            split[family(line)] = split.get(family(line), 0) + line.ceiling
    for line in every:
        parts = 0 if line.for_office is not None else split.pop(family(line), 0)
        found[line.id] = line.ceiling - parts
    return found


def family(line: BudgetLine) -> tuple[int, str | None, CostKind | None]:
    """What lines have in common of which one is split to offices."""
    return line.programme_year, line.programme, line.cost_kind


def must_cover(
    before: Standing, amount: int, line: str, *, may_override: bool, reason: str = ""
) -> str | None:
    """The reason to keep where `amount` goes over a line's remainder; None where it does not.

    What asks for no more than was promised before goes over nothing, whatever is left.

    Raises UserError BUDGET-OVER without a reason, or from who may set rules aside not.
    """
    if amount <= max(before.remainder, 0):
        return None
    if may_override and reason.strip():
        return reason.strip()
    raise UserError(
        "BUDGET-OVER",
        N_(
            "{line}: {amount} is needed, {left} of the budget is left. Ask headquarters for more, "
            "or have who may set rules aside give a reason."
        ),
        line=line,
        amount=money(amount),
        left=money(before.remainder),
    )


class Sized(Protocol):
    """What a split is checked by: a ceiling and a quota."""

    ceiling: int
    quota: int | None


def must_split(whole: Sized, parts: Iterable[Sized]) -> None:
    """Raise UserError BUDGET-SPLIT where the parts of offices are more than the whole."""
    shares = list(parts)
    ceiling = sum(part.ceiling for part in shares)
    quota = sum(part.quota or 0 for part in shares)
    if ceiling > whole.ceiling:
        raise UserError(
            "BUDGET-SPLIT",
            N_("The offices get {parts} together; there is only {whole}. Lower one of them first."),
            parts=money(ceiling),
            whole=money(whole.ceiling),
        )
    if whole.quota is not None and quota > whole.quota:
        raise UserError(
            "BUDGET-QUOTA",
            N_("The offices get {parts} places together; there are only {whole}."),
            parts=quota,
            whole=whole.quota,
        )


def implausible(ceiling: int, quota: int | None, warn_over: int | None) -> int | None:
    """What a line means per person where that is more than is plausible; None where it is not."""
    if not quota or warn_over is None:
        return None
    each = ceiling // quota
    return each if each > warn_over else None
