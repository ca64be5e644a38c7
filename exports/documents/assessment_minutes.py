"""*Berita Acara Asesmen*: what a certification body found of a class at its last sitting."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from desktop_app.desk.assessments import Candidate, candidates, last_sitting
from desktop_app.desk.units import units_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.records import Partner, TrainingClass
from desktop_app.records.teaching import Verdict
from desktop_app.wording import day_in_words, day_long, day_short, in_words, integer
from exports.documents.class_results import about_class
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.grids import facts, table
from exports.imprint import Marks
from exports.letter import Signer, letterhead, signatures, title_block, write
from exports.markup import BLANK, Story, heading, numbered, pdf_text, space, style, text
from exports.office_paper import OfficePaper, full_name

NAME = "assessment-minutes"

_HEADS = ("No.", "Nama", "Hasil", "Unit", "Nomor sertifikat", "Berlaku sampai")
_SHARES = (6, 27, 17, 7, 30, 13)


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp) -> bytes:
    one = the(session, TrainingClass, record_id)
    sitting = last_sitting(session, one.id)
    body = maybe(session, Partner, sitting.body) if sitting else None
    people = [each for each in candidates(session, one.id, sitting) if each.assessment]
    units = units_of(session, one.programme)
    day = sitting.assessed_on if sitting else stamp.day
    signing = paper.signers(NAME, stamp.day)
    office = signing[0] if signing else Signer("", "")
    name = body.name if body else ""

    def story(width: float) -> Story:
        verdicts = [each.assessment.verdict for each in people if each.assessment]
        widths = [width * share / sum(_SHARES) for share in _SHARES]
        counts = [
            f"{translate(verdict.label)}: {integer(verdicts.count(verdict))}"
            f" ({in_words(verdicts.count(verdict))}) orang."
            for verdict in Verdict
        ]
        return [
            *letterhead(paper.letterhead, width),
            *title_block("BERITA ACARA ASESMEN KOMPETENSI", stamp.shown),
            text(
                f"Pada hari {day_in_words(day)} ({day:%d-%m-%Y}), {pdf_text(name) or BLANK} telah"
                " melaksanakan asesmen kompetensi terhadap peserta kelas berikut:",
                style(after=4),
            ),
            facts(
                [
                    *about_class(session, one)[:3],
                    ("Skema sertifikasi", sitting.scheme_name if sitting else ""),
                    ("Tempat uji (TUK)", (sitting.site or "") if sitting else ""),
                    ("Asesor", (sitting.assessor or "") if sitting else ""),
                ],
                width,
            ),
            space(2),
            *numbered([f"Peserta yang diases: {integer(len(people))} orang.", *counts]),
            space(2),
            table(_HEADS, _rows(people), widths, centred=(0, 3, 5)),
            *([heading("Unit kompetensi")] if units else []),
            *(numbered([pdf_text(" · ".join(filter(None, (u.code, u.name)))) for u in units])),
            text(
                "Demikian Berita Acara ini dibuat dengan sebenarnya berdasarkan keputusan lembaga"
                " sertifikasi.",
                style(before=6),
            ),
            *signatures(
                Signer("", "", heading=name or "Lembaga sertifikasi,"),
                replace(office, heading=office.heading or full_name(paper.office)),
                width,
                place_and_day=f"{paper.city}, {day_long(stamp.day)}",
            ),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Berita Acara Asesmen {one.code}",
        size=size,
        marks=Marks(bool(people), draft=stamp.draft),
    )


def _rows(people: list[Candidate]) -> list[list[str]]:
    rows = []
    for n, one in enumerate(people, 1):
        made = one.assessment
        assert made is not None
        competent = sum(verdict is Verdict.COMPETENT for verdict in one.units.values())
        rows.append(
            [
                str(n),
                one.learner.name,
                translate(made.verdict.label),
                f"{competent}/{len(one.units)}" if one.units else "-",
                made.certificate_number or "-",
                day_short(made.valid_until) if made.valid_until else "-",
            ]
        )
    return rows


def _ready(session: Session, record_id: str) -> None:
    if last_sitting(session, the(session, TrainingClass, record_id).id) is None:
        raise UserError("NOT-ASSESSED", N_("Nobody was assessed in this class yet."))


def _body(session: Session, record_id: str) -> str:
    sitting = last_sitting(session, record_id)
    body = maybe(session, Partner, sitting.body) if sitting else None
    return body.name if body else ""


ASSESSMENT_MINUTES = Document(
    NAME,
    "berita-acara-asesmen",
    N_("Minutes of an assessment"),
    N_("Whom a certification body found competent at the last sitting of a class."),
    "training_class",
    _lay,
    ready=_ready,
    addressee=_body,
    returns=True,
)
