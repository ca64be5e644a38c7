"""Letters about a claim: what is missing, what came of the verification, and how to object."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from desktop_app.desk.claim_facts import Examined, examined
from desktop_app.desk.objections import last_day
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.claims import Finding
from desktop_app.records import Claim, Employer, TrainingClass, TrainingProvider
from desktop_app.records.claim import ClaimState
from desktop_app.wording import day_long, in_words, integer, money, rupiah_in_words, rupiah_official
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.documents.office_letter import office_letter
from exports.grids import facts, table
from exports.markup import Story, pdf_text, style, text
from exports.office_paper import OfficePaper

RETURN, RESULT = "claim-return", "claim-result"
_DECIDED = (ClaimState.APPROVED, ClaimState.REJECTED, ClaimState.PAID, ClaimState.CLOSED)
MOST = 12
"""Findings that a refusal names; all stand in the file."""


def payee(session: Session, claim: Claim) -> tuple[str, ...]:
    """The lines under ``Yth.``: whoever asked for the money."""
    employer = maybe(session, Employer, claim.employer)
    provider = maybe(session, TrainingProvider, claim.provider)
    found = provider if employer is None else employer
    if found is None:
        return ("Pimpinan",)
    place = " ".join((found.address or "").split())
    return (found.contact or "Pimpinan", found.name, place)


def payee_name(session: Session, record_id: str) -> str:
    """The same for the register of letters."""
    return next(iter(payee(session, the(session, Claim, record_id))[1:]), "")


def subject_of(session: Session, claim: Claim) -> list[tuple[str, str]]:
    """What a claim is about, as facts on paper."""
    of = maybe(session, TrainingClass, claim.training_class)
    return [
        ("Nomor pengajuan", claim.number),
        ("Diterima tanggal", day_long(claim.received_on)),
        *([("Nomor tagihan", claim.invoice_number)] if claim.invoice_number else []),
        *([("Kelas", of.code)] if of else []),
    ]


def objecting(paper: OfficePaper, session: Session, office: str, refused_on: date) -> Story:
    """How and until when to object, and who decides."""
    days = paper.facts.parameter("claim.objection_days")
    until = last_day(session, office, refused_on, paper.facts)
    return [
        text(
            "Apabila Saudara berkeberatan atas keputusan ini, keberatan dapat diajukan secara"
            " tertulis kepada Kepala Kantor Cabang dengan menyebutkan alasan dan melampirkan"
            f" bukti, paling lambat tanggal {day_long(until)} ({integer(days)} hari kerja sejak"
            " tanggal surat ini). Keberatan diputuskan oleh pejabat lain, bukan pejabat yang"
            " menolak.",
            style(before=6),
        )
    ]


def reasons(found: Sequence[Finding], width: float) -> Story:
    """Rule, evidence and legal basis of what speaks against it, as a table."""
    if not found:
        return []
    rows = [
        [str(n), _RULES.get(one.code, "Ketentuan lain"), one.text, one.basis or "-"]
        for n, one in enumerate(found[:MOST], 1)
    ]
    widths = [width * share for share in (0.06, 0.25, 0.47, 0.22)]
    heads = ["No.", "Ketentuan", "Bukti", "Dasar"]
    return [table(heads, rows, widths, centred=(0,))]


_RULES = {
    "EMPTY": "Rincian biaya",
    "INVOICE": "Nomor tagihan",
    "PAPER": "Kelengkapan dokumen",
    "COST-KIND": "Jenis biaya yang dibiayai",
    "NO-SUM": "Harga terisi",
    "CLASS": "Terdaftar di kelas",
    "NOT-TRAINED": "Mengikuti pelatihan",
    "ATTENDANCE": "Kehadiran paling sedikit",
    "NO-ATTENDANCE": "Kehadiran tercatat",
    "PRICE": "Harga yang disepakati",
    "TWICE": "Satu orang satu kali",
    "PAID-ONCE": "Dibayar satu kali untuk satu program",
    "CAP": "Batas biaya per orang",
    "OTHER": "Pengurangan biaya dari pihak lain",
    "RECEIPT": "Tagihan belum pernah diajukan",
    "COMPLIANCE": "Kepatuhan perusahaan",
    "NOT-CERTIFIED": "Sertifikasi tercatat",
}
"""What each finding rests on, as a letter says it."""


def _return(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    found = _examined(paper, session, record_id)
    missing = found.known.missing

    def body(width: float) -> Story:
        count = len(missing)
        rows = [[str(n), name] for n, name in enumerate(missing, 1)]
        listed: Story = []
        if rows:
            listed = [
                text(f"{integer(count)} ({in_words(count)}) dokumen belum kami terima:"),
                table(["No.", "Dokumen"], rows, [width * 0.08, width * 0.92], centred=(0,)),
            ]
        reason = found.claim.reason
        return [
            text("Pengajuan biaya berikut kami kembalikan untuk dilengkapi:", style(after=4)),
            facts(subject_of(session, found.claim), width, indent=7 * 2.8),
            *([text(f"Alasan: {pdf_text(reason)}", style(before=5, after=4))] if reason else []),
            *listed,
            text(
                "Jangka waktu penyelesaian dihitung kembali sejak pengajuan kami terima lengkap.",
                style(before=6),
            ),
        ]

    return _letter(
        paper, session, found.claim, RETURN, "Pengembalian pengajuan biaya", body, size, stamp
    )


def _result(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    found = _examined(paper, session, record_id)
    refused = found.claim.state is ClaimState.REJECTED

    def body(width: float) -> Story:
        opening = text("Hasil verifikasi atas pengajuan biaya berikut:", style(after=4))
        about = facts(subject_of(session, found.claim), width, indent=7 * 2.8)
        said = _refusal(found, width) if refused else _approval(found, width)
        less = any(line.gross < line.claimed - line.other_amount for line in found.lines)
        object_to = objecting(paper, session, found.claim.office, stamp.day)
        return [opening, about, *said, *(object_to if refused or less else [])]

    return _letter(
        paper, session, found.claim, RESULT, "Pemberitahuan Hasil Verifikasi", body, size, stamp
    )


def _refusal(found: Examined, width: float) -> Story:
    against = [one for one in found.findings if one.blocks] or list(found.findings)
    return [
        text("dengan ini kami sampaikan bahwa pengajuan tersebut <b>ditolak</b>.", style(before=5)),
        text(f"Alasan: {pdf_text(found.claim.reason or '-')}", style(before=3, after=5)),
        *reasons(against, width),
    ]


def _approval(found: Examined, width: float) -> Story:
    sums = found.totals
    pairs = [
        ("Diajukan", rupiah_official(sums.claimed)),
        *([("Dibiayai pihak lain", rupiah_official(sums.other))] if sums.other else []),
        ("Disetujui", rupiah_official(sums.accepted)),
        *([("PPN", rupiah_official(sums.added))] if sums.added else []),
        *([("Pajak dipotong", rupiah_official(sums.tax))] if sums.tax else []),
        ("Dibayarkan", rupiah_official(sums.net)),
        ("Terbilang", rupiah_in_words(sums.net)),
    ]
    less = [line for line in found.lines if line.accepted is not None and line.accepted_reason]
    rows = [
        [line.description, money(line.claimed), money(line.gross), line.accepted_reason or "-"]
        for line in less
    ]
    widths = [width * share for share in (0.3, 0.18, 0.18, 0.34)]
    reduced: Story = []
    if rows:
        heads = ["Biaya", "Diajukan", "Disetujui", "Alasan"]
        reduced = [
            text("Biaya berikut disetujui sebagian:", style(before=5)),
            table(heads, rows, widths),
        ]
    return [
        text(
            "dengan ini kami sampaikan bahwa pengajuan tersebut <b>disetujui</b>:",
            style(before=5, after=3),
        ),
        facts(pairs, width, indent=7 * 2.8),
        *reduced,
    ]


def _letter(
    paper: OfficePaper,
    session: Session,
    claim: Claim,
    name: str,
    subject: str,
    body: Callable[[float], Story],
    size: Size,
    stamp: Stamp,
) -> bytes:
    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=name,
        subject=subject,
        addressee=payee(session, claim),
        body=body,
        officer=claim.written_by,
        personal=True,
    )


def _examined(paper: OfficePaper, session: Session, record_id: str) -> Examined:
    return examined(session, the(session, Claim, record_id), paper.facts)


def _returned(session: Session, record_id: str) -> None:
    if the(session, Claim, record_id).state is not ClaimState.INCOMPLETE:
        raise UserError("CLAIM-STATE", N_("Return the claim first, with what is missing."))


def _decided(session: Session, record_id: str) -> None:
    if the(session, Claim, record_id).state not in _DECIDED:
        raise UserError("CLAIM-STATE", N_("Nothing has been decided on this claim yet."))


CLAIM_RETURN = Document(
    RETURN,
    "pengembalian-pengajuan",
    N_("Return of an incomplete claim"),
    N_("Says why a claim comes back, and which papers are missing."),
    "claim",
    _return,
    repeatable=True,
    ready=_returned,
    addressee=payee_name,
)
CLAIM_RESULT = Document(
    RESULT,
    "hasil-verifikasi-pengajuan",
    N_("Result of verification of a claim"),
    N_("What was approved, or refused by which rule, on what evidence, and how to object."),
    "claim",
    _result,
    repeatable=True,
    ready=_decided,
    addressee=payee_name,
)
