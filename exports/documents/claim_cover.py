"""*Sampul berkas dan daftar periksa*: the front of a claim's file, and what lies in it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.desk.claim_facts import examined
from desktop_app.desk.papers import papers_of
from desktop_app.i18n import N_
from desktop_app.processes.checklist import Item
from desktop_app.records import Claim, TrainingClass, TrainingProgramme
from desktop_app.records.claim import ClaimKind
from desktop_app.records.identifiers import mask
from desktop_app.wording import day_long, day_short, integer, rupiah_official
from exports.documents.claim_letters import payee
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.documents.office_letter import signer_of
from exports.grids import facts, table
from exports.imprint import Marks
from exports.letter import letterhead, title_block, write
from exports.markup import Story, heading
from exports.office_paper import OfficePaper
from exports.plain_letter import signature

COVER = "claim-cover"
_KINDS = {
    ClaimKind.INVOICE: "Tagihan lembaga pelatihan (pelatihan melalui mitra)",
    ClaimKind.REIMBURSEMENT: "Penggantian biaya kepada perusahaan",
    ClaimKind.ALLOWANCE: "Uang saku dan transpor",
}


def _cover(
    paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp
) -> bytes:
    claim = the(session, Claim, record_id)
    found = examined(session, claim, paper.facts)
    items = papers_of(session, claim, paper.facts)
    of = maybe(session, TrainingClass, claim.training_class)
    programme = maybe(session, TrainingProgramme, of.programme) if of else None
    people = len({line.enrolment for line in found.lines if line.enrolment})
    sums = found.totals
    pairs = [
        ("Nomor pengajuan", claim.number),
        ("Jenis", _KINDS[claim.kind]),
        ("Pemohon", next(iter(payee(session, claim)[1:]), "")),
        *([("Kelas", of.code)] if of else []),
        *([("Program", programme.name)] if programme else []),
        ("Diterima tanggal", day_long(claim.received_on)),
        *([("Nomor tagihan", claim.invoice_number)] if claim.invoice_number else []),
        ("Jumlah orang", integer(people)),
        ("Rekening", _account(claim)),
    ]
    money = [
        ("Diajukan", rupiah_official(sums.claimed)),
        ("Dibiayai pihak lain", rupiah_official(sums.other)),
        ("Diterima", rupiah_official(sums.accepted)),
        *([("PPN", rupiah_official(sums.added))] if sums.added else []),
        ("Pajak dipotong", rupiah_official(sums.tax)),
        ("Dibayarkan", rupiah_official(sums.net)),
    ]
    signer = signer_of(paper, session, COVER, paper.today, claim.written_by)

    def story(width: float) -> Story:
        shares = (0.06, 0.52, 0.12, 0.15, 0.15)
        widths = [width * share for share in shares]
        heads = ["No.", "Dokumen", "Wajib", "Diterima", "Paraf"]
        rows = [_row(n, item) for n, item in enumerate(items, 1)]
        return [
            *letterhead(paper.letterhead, width),
            *title_block("SAMPUL BERKAS DAN DAFTAR PERIKSA"),
            facts(pairs, width),
            heading("Jumlah biaya"),
            facts(money, width),
            heading("Daftar periksa dokumen"),
            table(heads, rows, widths, centred=(0, 2, 3)),
            *signature(signer, width, above=f"{paper.city}, {day_long(paper.today)}"),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Sampul Berkas {claim.number}",
        size=size,
        marks=Marks(personal=True),
    )


def _row(number: int, item: Item) -> list[str]:
    came = day_short(item.received.received_on) if item.received else "belum"
    return [str(number), item.paper.name, "ya" if item.paper.mandatory else "bila ada", came, ""]


def _account(claim: Claim) -> str:
    if not claim.account:
        return ""
    return f"{mask(claim.account)} a.n. {claim.account_holder or '-'}"


CLAIM_COVER = Document(
    COVER,
    "sampul-berkas",
    N_("Cover and checklist of a claim"),
    N_("The front of a claim's file: who, how much, and which papers lie in it."),
    "claim",
    _cover,
    numbered=False,
)
