"""Kuitansi: the payee acknowledges a payment; gross, tax and net, in figures and in words."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.claim_facts import lines_of
from desktop_app.desk.stamp_duty import duty_on
from desktop_app.desk.taxes import tax_kinds
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.stamp_duty import PAYROLL, RECEIPT
from desktop_app.records import Bank, Claim, ClaimLine, Payment, TrainingClass
from desktop_app.records.claim import ClaimKind, PaymentState
from desktop_app.records.identifiers import mask
from desktop_app.wording import day_long, rupiah_in_words, rupiah_official
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.grids import facts
from exports.imprint import Marks
from exports.letter import Signer, letterhead, title_block, write
from exports.markup import Story, style, text
from exports.office_paper import OfficePaper, full_name
from exports.plain_letter import signature

NAME = "receipt"

_WHAT = {
    ClaimKind.INVOICE: "Biaya pelatihan vokasi",
    ClaimKind.REIMBURSEMENT: "Penggantian biaya pelatihan vokasi kepada perusahaan",
    ClaimKind.ALLOWANCE: "Uang saku dan transpor peserta pelatihan",
}


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp) -> bytes:
    payment = the(session, Payment, record_id)
    claim = the(session, Claim, payment.claim)
    kind = PAYROLL if claim.kind is ClaimKind.ALLOWANCE else RECEIPT
    duty = duty_on(session, kind, stamp.day, payment.gross)
    told = _told(paper, session, claim, payment)
    sums = _sums(session, claim, payment)

    def story(width: float) -> Story:
        return [
            *letterhead(paper.letterhead, width),
            *title_block("KUITANSI", stamp.shown),
            facts(told, width),
            text("Rincian:", style(before=5, after=3)),
            facts(sums, width),
            *signature(
                Signer(payment.payee, "", heading="Penerima,"),
                width,
                above=f"{paper.city}, {day_long(stamp.day)}",
                meterai=duty,
            ),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Kuitansi {payment.number}",
        size=size,
        marks=Marks(personal=True, draft=stamp.draft),
    )


def _told(
    paper: OfficePaper, session: Session, claim: Claim, payment: Payment
) -> list[tuple[str, str]]:
    held = maybe(session, TrainingClass, claim.training_class)
    what = _WHAT[claim.kind] + (f", kelas {held.code}" if held else "")
    invoice = f" (tagihan {claim.invoice_number})" if claim.invoice_number else ""
    bank = maybe(session, Bank, payment.bank)
    account = " ".join(part for part in (bank.name if bank else "", mask(payment.account)) if part)
    return [
        ("Sudah terima dari", f"BPJS Ketenagakerjaan {full_name(paper.office)}"),
        ("Sebesar", rupiah_official(payment.gross)),
        ("Terbilang", rupiah_in_words(payment.gross, "upper")),
        ("Untuk pembayaran", f"{what}{invoice}"),
        ("Pengajuan", claim.number),
        ("Pembayaran", payment.number),
        ("Rekening", f"{account} a.n. {payment.account_holder}"),
        ("Tanggal terima", day_long(payment.paid_on) if payment.paid_on else ""),
    ]


def _sums(session: Session, claim: Claim, payment: Payment) -> list[tuple[str, str]]:
    """Gross, each tax with its slip, net."""
    kinds = tax_kinds(session)
    lines = [
        line
        for line in lines_of(session, claim.id)
        if claim.kind is not ClaimKind.ALLOWANCE or line.enrolment == payment.enrolment
    ]
    rows = [("Bruto", rupiah_official(payment.gross))]
    if vat := sum(line.vat for line in lines):
        rows.append(("PPN", f"{rupiah_official(vat)} (termasuk di atas)"))
    for id in dict.fromkeys(line.tax for line in lines if line.tax and line.tax_amount):
        kind, own = kinds[id], [line for line in lines if line.tax == id]
        amount = sum(line.tax_amount for line in own)
        way = "dipotong" if kind.withheld else "termasuk di atas"
        rows.append((kind.code, f"{rupiah_official(amount)} ({way})"))
    if slips := _slips(lines):
        rows.append(("Bukti potong", slips))
    return [*rows, ("Neto diterima", rupiah_official(payment.net))]


def _slips(lines: list[ClaimLine]) -> str:
    return ", ".join(dict.fromkeys(line.tax_slip for line in lines if line.tax_slip))


def _ready(session: Session, record_id: str) -> None:
    if the(session, Payment, record_id).state is PaymentState.REVERSED:
        raise UserError("PAY-REVERSED", N_("This payment was reversed; there is no receipt."))


def _payee(session: Session, record_id: str) -> str:
    query = select(Payment.payee).where(Payment.id == record_id)
    return session.scalar(query) or ""


RECEIPT_DOCUMENT = Document(
    NAME,
    "kuitansi",
    N_("Receipt (kuitansi)"),
    N_("The payee acknowledges the payment, with tax and the sum in words, on stamp duty."),
    "payment",
    _lay,
    ready=_ready,
    addressee=_payee,
    returns=True,
)
