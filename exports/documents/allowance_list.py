"""The list on which people sign for what a claim pays them: days, gross, tax, net."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desktop_app.desk.claim_facts import lines_of
from desktop_app.desk.taxes import tax_kinds
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.taxes import Sums, sums
from desktop_app.records import (
    AffectedWorker,
    Claim,
    Enrolment,
    TrainingClass,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.claim import ClaimKind
from desktop_app.records.funding import CostKind
from desktop_app.records.names import name_key
from desktop_app.wording import day_long, integer, money, rupiah_in_words
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.grids import facts, table
from exports.imprint import Marks
from exports.letter import Signer, letterhead, signatures, title_block, write
from exports.markup import Story, style, text
from exports.office_paper import OfficePaper

NAME = "allowance-list"
_HEADS = (
    *("No.", "Nama", "Hari", "Uang saku", "Transpor"),
    *("Lainnya", "Pajak", "Diterima", "Tanda tangan"),
)
_WIDTHS = (0.05, 0.2, 0.06, 0.12, 0.11, 0.1, 0.1, 0.12, 0.14)


@dataclass
class _Row:
    """What one person gets, by kind of cost."""

    name: str
    days: int = 0
    by_kind: dict[CostKind, int] = field(default_factory=lambda: defaultdict(int))
    sums: Sums = field(default_factory=Sums)


def _ready(session: Session, record_id: str) -> None:
    """Raise UserError CLAIM-KIND for a claim of anything but pocket money and transport."""
    claim = the(session, Claim, record_id)
    if claim.kind is not ClaimKind.ALLOWANCE:
        raise UserError(
            "CLAIM-KIND",
            N_("People sign for pocket money and transport; {number} is for something else."),
            number=claim.number,
        )


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp) -> bytes:
    _ready(session, record_id)
    claim = the(session, Claim, record_id)
    rows = _rows(session, claim)
    total = sum((row.sums for row in rows), Sums())
    held = maybe(session, TrainingClass, claim.training_class)
    programme = maybe(session, TrainingProgramme, held.programme) if held else None
    head, finance = [*paper.signers(NAME, stamp.day), *[None] * 2][:2]

    def story(width: float) -> Story:
        return [
            *letterhead(paper.letterhead, width),
            *title_block("DAFTAR PEMBAYARAN UANG SAKU DAN TRANSPOR", claim.number),
            facts(
                [
                    ("Kelas", held.code if held else ""),
                    ("Program", programme.name if programme else ""),
                    ("Jumlah diterima", money(total.net)),
                    ("Terbilang", rupiah_in_words(total.net, "sentence")),
                ],
                width,
            ),
            text("", style(after=4)),
            table(
                _HEADS,
                [*(_cells(n, row) for n, row in enumerate(rows, 1)), _total(rows, total)],
                [width * part for part in _WIDTHS],
                centred=(0, 2),
            ),
            *signatures(
                head or Signer("", "Kepala Kantor Cabang", heading="Mengetahui,"),
                finance or Signer("", "Kepala Bidang Keuangan"),
                width,
                place_and_day=f"{paper.city}, {day_long(stamp.day)}",
            ),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Daftar Pembayaran {claim.number}",
        size=(size[1], size[0]),
        marks=Marks(personal=True),
    )


def _rows(session: Session, claim: Claim) -> list[_Row]:
    """Who gets what, by name; costs that name nobody stand last."""
    kinds, found = tax_kinds(session), dict[str | None, _Row]()
    for line in lines_of(session, claim.id):
        row = found.setdefault(line.enrolment, _Row(_name(session, line.enrolment)))
        row.by_kind[line.cost_kind] += line.gross
        row.sums += sums(line, kinds)
        if line.cost_kind is CostKind.POCKET_MONEY:
            row.days += line.quantity
    return sorted(found.values(), key=lambda row: (row.name == "-", name_key(row.name), row.name))


def _name(session: Session, enrolment: str | None) -> str:
    one = maybe(session, Enrolment, enrolment)
    case = maybe(session, AffectedWorker, one.affected_worker) if one else None
    worker = maybe(session, Worker, case.worker) if case else None
    return worker.name if worker else "-"


def _cells(number: int, row: _Row) -> tuple[str, ...]:
    pocket = row.by_kind.get(CostKind.POCKET_MONEY, 0)
    transport = row.by_kind.get(CostKind.TRANSPORT, 0)
    other = row.sums.gross - pocket - transport
    return (
        *(str(number), row.name, integer(row.days) if row.days else "-"),
        *(_sum(pocket), _sum(transport), _sum(other)),
        *(_sum(row.sums.withheld), money(row.sums.net), f"{number}. {'.' * 12}"),
    )


def _total(rows: list[_Row], total: Sums) -> tuple[str, ...]:
    pocket = sum(row.by_kind.get(CostKind.POCKET_MONEY, 0) for row in rows)
    transport = sum(row.by_kind.get(CostKind.TRANSPORT, 0) for row in rows)
    other = total.gross - pocket - transport
    return (
        *("", "Jumlah", "", _sum(pocket), _sum(transport), _sum(other)),
        *(_sum(total.withheld), money(total.net), ""),
    )


def _sum(amount: int) -> str:
    return money(amount) if amount else "-"


ALLOWANCE_LIST = Document(
    NAME,
    "daftar-pembayaran",
    N_("Payment list to sign"),
    N_("Pocket money and transport by person: days, gross, tax, net, and room to sign."),
    "claim",
    _lay,
    numbered=False,
    returns=True,
    ready=_ready,
)
