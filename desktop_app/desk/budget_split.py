"""A line of the budget split to offices: all of them at once, held against what there is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.budget import booked
from desktop_app.desk.budget_lines import family_of, must_fit
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.reading import Unreadable, read_money
from desktop_app.records import BudgetLine
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.office import Level
from desktop_app.store.writing import Write

ENTERED = N_("Budget split to offices")

_SUMS = ("TOTAL", "JUMLAH")
"""How a row begins that adds up the others."""
_CODE, _FIGURE = re.compile(r"[A-Z0-9]{2,8}"), re.compile(r"\d")


@dataclass(frozen=True)
class Share:
    """What an office has of a line; without `line` nothing yet."""

    office: str
    name: str
    line: str = ""
    ceiling: int | None = None
    quota: int | None = None

    @property
    def key(self) -> str:
        """By what it is entered: the id of its line, or the office's code."""
        return self.line or self.office


@dataclass(frozen=True)
class Split:
    """A line for all offices, and the share of each office."""

    ceiling: int
    quota: int | None
    shares: tuple[Share, ...]

    @property
    def shared(self) -> int:
        """Rupiah that the offices have together."""
        return sum(one.ceiling or 0 for one in self.shares)

    @property
    def places(self) -> int:
        """People whom the offices may train together."""
        return sum(one.quota or 0 for one in self.shares)


Entry = Mapping[str, int | None]
"""``ceiling`` and ``quota`` of a share, as far as they were entered; None takes it away."""


def split_of(session: Session, whole: str) -> Split:
    """How a line is split, by the codes of the offices: every office there is, with or without."""
    line = session.get_one(BudgetLine, whole)
    names = dict(
        session.execute(
            select(OfficeRecord.id, OfficeRecord.name).where(
                OfficeRecord.level != Level.HEAD_OFFICE, OfficeRecord.voided_at.is_(None)
            )
        ).all()
    )
    parts = [one for one in family_of(session, line) if one.for_office is not None]
    have = {one.for_office or "" for one in parts}
    found = [Share(code, name) for code, name in names.items() if code not in have]
    for one in parts:
        code = one.for_office or ""
        found.append(Share(code, names.get(code, ""), one.id, one.ceiling, one.quota))
    return Split(line.ceiling, line.quota, tuple(sorted(found, key=lambda s: (s.office, s.line))))


def enter(session: Write, whole: str, entries: Mapping[str, Entry]) -> int:
    """Give offices their shares in one act; how many changed.

    By key of the share (`Share.key`). A share without ceiling and quota is taken out of use.
    Raises UserError BUDGET-SPLIT or BUDGET-QUOTA where they are more than the whole together,
    BUDGET-BOOKED for a share that is taken away though something is booked on it.
    """
    line = session.get_one(BudgetLine, whole)
    taken = booked(session, line.programme_year)
    changed = 0
    for key, entry in entries.items():
        share = session.get(BudgetLine, key) or _new(line, key)
        before = share.ceiling, share.quota
        share.ceiling = (entry["ceiling"] or 0) if "ceiling" in entry else share.ceiling
        share.quota = entry.get("quota", share.quota)
        if (share.ceiling, share.quota) == before:
            continue
        changed += 1
        if share.ceiling or share.quota:
            session.add(share)
        elif taken.get(share.id):
            raise UserError(
                "BUDGET-BOOKED",
                N_("Something is booked on the share of office {office}: leave it a ceiling."),
                office=share.for_office,
            )
        elif share in session:
            session.void(share)
    session.flush()
    must_fit(session, line)
    return changed


def _new(whole: BudgetLine, office: str) -> BudgetLine:
    """The share of an office that has none; raises UserError BUDGET-OFFICE for no code."""
    if not _CODE.fullmatch(office):
        raise UserError(
            "BUDGET-OFFICE", N_("{given} is not the code of an office."), given=office[:12]
        )
    return BudgetLine(
        code=whole.code,
        name=whole.name,
        programme_year=whole.programme_year,
        for_office=office,
        programme=whole.programme,
        cost_kind=whole.cost_kind,
        ceiling=0,
        document=whole.document,
    )


def read_list(text: str, split: Split) -> dict[str, Entry]:
    """A list copied from a spreadsheet: code of the office, its name or not, ceiling, quota or not.

    Rows that begin with no code (a heading, a sum) are passed over; an office may stand in it
    that these books do not have yet. Raises UserError BUDGET-LIST for a list without any code,
    BUDGET-ROW for a row whose figures cannot be read.
    """
    keys = {one.office: one.key for one in reversed(split.shares)}
    found: dict[str, Entry] = {}
    for number, row in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        code, *figures = (cell.strip() for cell in row.split("\t"))
        if len(figures) > 1 and not _FIGURE.search(figures[0]):
            figures.pop(0)  # The name of the office.
        office = code.upper()
        if office in _SUMS or not _CODE.fullmatch(office) or not any(map(_FIGURE.search, figures)):
            continue
        try:
            ceiling = read_money(figures[0])
            quota = read_money(figures[1]) if len(figures) > 1 and figures[1] else None
        except Unreadable as error:
            raise UserError(
                "BUDGET-ROW",
                N_("Row {row} ({office}): {why}"),
                row=number,
                office=office,
                why=str(error),
            ) from error
        entry = {"ceiling": ceiling} | ({"quota": quota} if quota is not None else {})
        found[keys.get(office, office)] = entry
    if not found:
        raise UserError(
            "BUDGET-LIST",
            N_("Copy the columns code of the office, ceiling and quota in a spreadsheet first."),
        )
    return found
