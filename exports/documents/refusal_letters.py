"""What is told of a refused enrolment, and of an objection that was decided."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.desk.objections import refusal
from desktop_app.desk.overrides import last_decision
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.eligibility import Outcome
from desktop_app.processes.verdicts import Finding, read
from desktop_app.records import Claim, Enrolment, Objection
from desktop_app.records.claim import ObjectionOutcome
from desktop_app.records.training import EnrolmentState
from desktop_app.wording import day_long
from exports.documents.claim_letters import objecting, payee, payee_name
from exports.documents.document import Document, Size, Stamp, not_found, the
from exports.documents.office_letter import office_letter
from exports.documents.participant_papers import participant
from exports.grids import facts, table
from exports.markup import Story, pdf_text, style, text
from exports.office_paper import OfficePaper

RESULT, OBJECTION = "verification-result", "objection-decision"
_REFUSED = EnrolmentState.REJECTED
_OUTCOMES = {
    ObjectionOutcome.GRANTED: "dikabulkan",
    ObjectionOutcome.PARTLY: "dikabulkan sebagian",
    ObjectionOutcome.REFUSED: "ditolak",
}


def _result(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    who = participant(session, record_id)
    one = who.enrolment
    kept = last_decision(session, one.affected_worker, one.id)
    against = [f for f in read(kept.findings) if f.outcome is not Outcome.MET] if kept else []

    def body(width: float) -> Story:
        refused = one.state is _REFUSED
        outcome = "ditolak" if refused else "diterima"
        return [
            text("Hasil verifikasi atas pendaftaran pelatihan vokasi berikut:", style(after=4)),
            facts(
                [
                    ("Nomor pendaftaran", one.number),
                    ("Nama", who.worker.name),
                    ("Program", who.programme.name),
                ],
                width,
                indent=7 * 2.8,
            ),
            text(
                f"dengan ini kami sampaikan bahwa pendaftaran Saudara <b>{outcome}</b>.",
                style(before=5),
            ),
            *([text(f"Alasan: {pdf_text(one.reason or '-')}", style(after=5))] if refused else []),
            *(_rules(against, width) if refused else []),
            *(objecting(paper, session, one.office, stamp.day) if refused else []),
        ]

    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=RESULT,
        subject="Pemberitahuan Hasil Verifikasi",
        addressee=(who.worker.name,),
        body=body,
        personal=True,
    )


def _rules(against: list[Finding], width: float) -> Story:
    """Each rule with what is known and its legal basis."""
    if not against:
        return []
    rows = [
        [str(n), one.name, " · ".join(w for w in (one.line, one.source) if w), one.basis or "-"]
        for n, one in enumerate(against, 1)
    ]
    widths = [width * share for share in (0.06, 0.28, 0.44, 0.22)]
    return [table(["No.", "Ketentuan", "Bukti", "Dasar"], rows, widths, centred=(0,))]


def _objection(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    found = the(session, Objection, record_id)
    number, addressee = _about(session, found)
    outcome = _OUTCOMES[found.outcome] if found.outcome else "belum diputuskan"

    def body(width: float) -> Story:
        return [
            text(
                f"Menunjuk keberatan Saudara yang kami terima tanggal"
                f" {day_long(found.received_on)} atas keputusan mengenai {pdf_text(number)},"
                f" dengan ini kami sampaikan bahwa keberatan tersebut <b>{outcome}</b>.",
                style(after=4),
            ),
            facts(
                [
                    ("Pokok keberatan", found.grounds),
                    ("Pertimbangan", found.reason or ""),
                    ("Diputuskan tanggal", day_long(found.decided_on) if found.decided_on else ""),
                ],
                width,
                indent=7 * 2.8,
            ),
            *_what_follows(found),
        ]

    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=OBJECTION,
        subject="Keputusan atas keberatan",
        addressee=addressee,
        body=body,
        officer=found.decided_by,
        personal=True,
    )


def _what_follows(found: Objection) -> Story:
    if found.outcome is None:
        return []
    words = "Keputusan ini diambil oleh pejabat lain, bukan pejabat yang menolak."
    if found.outcome is not ObjectionOutcome.REFUSED:
        words += " Pengajuan Saudara kami proses kembali."
    return [text(words, style(before=6))]


def _about(session: Session, found: Objection) -> tuple[str, tuple[str, ...]]:
    """What was refused, and who objected to it."""
    if found.of_record == Claim.__tablename__:
        claim = the(session, Claim, found.of_id)
        return f"pengajuan biaya nomor {claim.number}", payee(session, claim)
    if found.of_record == Enrolment.__tablename__:
        who = participant(session, found.of_id)
        return f"pendaftaran nomor {who.enrolment.number}", (who.worker.name,)
    raise not_found(found.id)


def _objector(session: Session, record_id: str) -> str:
    found = the(session, Objection, record_id)
    if found.of_record == Claim.__tablename__:
        return payee_name(session, found.of_id)
    return participant(session, found.of_id).worker.name


def _was_decided(session: Session, record_id: str) -> None:
    if the(session, Objection, record_id).outcome is None:
        raise UserError("OBJECTION-OPEN", N_("Decide the objection first."))


def _was_judged(session: Session, record_id: str) -> None:
    one = the(session, Enrolment, record_id)
    judged = one.state is not EnrolmentState.REGISTERED or refusal(session, one) is not None
    if not judged:
        raise UserError("ENROLMENT-STATE", N_("Nothing has been decided on this enrolment yet."))


def _name(session: Session, record_id: str) -> str:
    return participant(session, record_id).worker.name


VERIFICATION_RESULT = Document(
    RESULT,
    "hasil-verifikasi",
    N_("Result of verification of an enrolment"),
    N_("Accepted, or refused by which rule, on what evidence, and how to object."),
    "enrolment",
    _result,
    ready=_was_judged,
    addressee=_name,
)
OBJECTION_DECISION = Document(
    OBJECTION,
    "keputusan-keberatan",
    N_("Decision on an objection"),
    N_("What came of an objection, and why."),
    "objection",
    _objection,
    ready=_was_decided,
    addressee=_objector,
)
