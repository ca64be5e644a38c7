"""Laporan realisasi anggaran: what was paid of each budget line, by month (`users.md` 46)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from desktop_app.desk.budget import CEILING, WITHOUT, booked, ceilings_of
from desktop_app.desk.indicator_facts import parameter
from desktop_app.desk.signatories import signatories_of
from desktop_app.i18n import N_, translate
from desktop_app.processes.budget import Standing, standing
from desktop_app.processes.signing import signing
from desktop_app.records import BudgetLine, BudgetMovement
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.budget import Movement
from desktop_app.wording import day_long, day_range, money, money_short, percent
from exports.letter import Signer
from exports.office_paper import signer_of
from exports.pictures import Bar, Bars
from exports.reports.report import Question, Report, register, worded
from exports.sheet import Behind, Cell, Column, Holds, Sheet, Signature

NAME = "budget"
TITLE = N_("Realisation of the budget")

_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Budget-line code"), Holds.IDENTIFIER, 14),
    Column(N_("Budget line"), width=28),
    Column(N_("Ceiling (pagu)"), Holds.MONEY, 16, total=True),
    Column(N_("Realised through last month"), Holds.MONEY, 16, total=True),
    Column(N_("Realised this month"), Holds.MONEY, 15, total=True),
    Column(N_("Realised through this month"), Holds.MONEY, 16, total=True),
    Column(N_("Left"), Holds.MONEY, 16, total=True),
    Column(N_("Realised, %"), Holds.SHARE, 7, share_of=(6, 3)),
)


@dataclass
class _Spent:
    """The entries that make up what was realised on a line, before this month and in it."""

    before: set[str] = field(default_factory=set)
    within: set[str] = field(default_factory=set)


def _ask(session: Session, question: Question) -> Sheet:
    until = question.last_day
    month = until.replace(day=1)
    year = question.programme_year or until.year
    found, spent = booked(session, year), _spent(session, year, month, until)
    rows: list[tuple[Cell, ...]] = []
    behind: dict[tuple[int, int], Behind] = {}
    stands: list[tuple[str, Standing]] = []
    for id, code, name, ceiling in _lines(session, year, until, found):
        book = [one for one in found.get(id, ()) if one.booked_on <= until]
        now = standing(ceiling, book)
        earlier = standing(ceiling, (one for one in book if one.booked_on < month))
        at, ids = len(rows), spent[id]
        for column, chosen in ((4, ids.before), (5, ids.within), (6, ids.before | ids.within)):
            if chosen:
                behind[at, column] = Behind("budget_movement", frozenset(chosen))
        paid = (earlier.realised, now.realised - earlier.realised, now.realised)
        rows.append((at + 1, code, name, now.ceiling, *paid, now.unspent, now.used))
        stands.append((code or name, now))
    committed = sum(now.committed for _name, now in stands)
    notes = [
        translate(N_("This month: {month}.")).format(month=day_range(month, until)),
        translate(N_("Promised beside this and not paid yet: {sum}.")).format(sum=money(committed)),
    ]
    if not rows:
        whole = money(int(parameter(session, CEILING, until) or 0))
        notes = [translate(N_("There is no line yet; the programme has {sum}.")).format(sum=whole)]
    made = register(
        session,
        question,
        translate(TITLE),
        worded(_COLUMNS),
        rows,
        notes=notes,
        provisional=question.running,
        personal=False,
        behind=behind,
        pictures=[_picture(stands)] if any(now.ceiling for _name, now in stands) else (),
    )
    return replace(made, signed=_signatures(session, question))


def _lines(
    session: Session, year: int, until: date, found: Mapping[str | None, object]
) -> list[tuple[str | None, str | None, str, int]]:
    """Id, code, name and own ceiling of each line; what no line holds comes last."""
    own = ceilings_of(session, year)
    query = select(BudgetLine).where(BudgetLine.id.in_(own)).order_by(BudgetLine.code)
    lines = list(session.scalars(query.order_by(BudgetLine.id)))
    rows: list[tuple[str | None, str | None, str, int]] = [
        (
            line.id,
            line.code,
            f"{line.name} ({line.for_office})" if line.for_office else line.name,
            own[line.id],
        )
        for line in lines
    ]
    if None in found:
        ceiling = 0 if lines else int(parameter(session, CEILING, until) or 0)
        rows.append((None, None, translate(WITHOUT), ceiling))
    return rows


def _spent(
    session: Session, year: int, month: date, until: date
) -> defaultdict[str | None, _Spent]:
    """The entries behind what was realised on each line, those that take back too."""
    own, other = BudgetMovement, aliased(BudgetMovement)
    query = (
        select(own.id, own.line, own.booked_on)
        .outerjoin(other, other.id == own.reverses)
        .where(
            own.programme_year == year,
            own.booked_on <= until,
            (own.kind == Movement.REALISATION) | (other.kind == Movement.REALISATION),
        )
    )
    found: defaultdict[str | None, _Spent] = defaultdict(_Spent)
    for id, line, day in session.execute(query):
        (found[line].before if day < month else found[line].within).add(id)
    return found


def _picture(stands: Sequence[tuple[str, Standing]]) -> Bars:
    """Each line: paid dark, promised pale, the ceiling as the tick."""
    parts = [
        Bar(
            name,
            (name, money(now.ceiling), money(now.realised), money(now.committed)),
            number=now.realised + now.committed,
            begun=now.realised,
            target=now.ceiling,
            shown=money_short(now.realised),
            after=percent(now.used),
        )
        for name, now in stands
    ]
    heads = (N_("Budget line"), N_("Ceiling (pagu)"), N_("Realised"), N_("Committed"))
    return Bars(
        translate(TITLE),
        tuple(translate(head) for head in heads),
        parts,
        note=translate(N_("Dark: paid. Pale: promised. Tick: the ceiling.")),
    )


def _signatures(session: Session, question: Question) -> list[Signature]:
    """The head of the branch (place 1) at the left, the head of finance (place 2) at the right."""
    day = question.last_day
    record = session.get(OfficeRecord, question.office_code)
    place = f"{(record.city or record.name) if record else question.office_name}, {day_long(day)}"
    named = signing(signatories_of(session, question.office_code), NAME, day)
    head, finance = [*map(signer_of, named), *[None] * 2][:2]
    return [
        _signed(head or Signer("", "Kepala Kantor Cabang"), "Mengetahui,"),
        _signed(finance or Signer("", "Kepala Bidang Keuangan"), place),
    ]


def _signed(signer: Signer, above: str) -> Signature:
    return Signature((above, *signer.titles()), signer.name, signer.shown_number())


BUDGET = Report(
    NAME,
    TITLE,
    N_("Ceiling, paid through last month, this month and through it, left and per cent, by line."),
    _ask,
)
