"""*Berita Acara Pertemuan*: the minutes of a later meeting of a case."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.records import Attendee, CaseMeeting, Consultation, Employer
from desktop_app.records.case_work import MeetingState
from desktop_app.wording import day_in_words, day_long
from exports.documents.document import Document, Size, Stamp, the
from exports.documents.of_consultation import by_side, employer_of, meeting_place
from exports.documents.office_letter import signer_of
from exports.grids import facts, table
from exports.imprint import Marks
from exports.letter import Signer, letterhead, signatures, title_block, write
from exports.markup import BLANK, Story, heading, pdf_text, space, style, text
from exports.office_paper import OfficePaper, full_name

NAME = "meeting-minutes"


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp) -> bytes:
    meeting = the(session, CaseMeeting, record_id)
    case = the(session, Consultation, meeting.consultation)
    employer = the(session, Employer, case.employer)
    present = by_side(session.scalars(select(Attendee).where(Attendee.meeting == meeting.id)))
    first = signer_of(paper, session, NAME, meeting.day, meeting.officer or case.officer)
    contact = case.contact or employer.contact or ""
    second = Signer(contact, case.contact_position or employer.contact_position or "")
    place = meeting_place(paper, meeting.place, meeting.channel, employer)
    zone = paper.imprint.zone.name

    def story(width: float) -> Story:
        return [
            *letterhead(paper.letterhead, width),
            *title_block("BERITA ACARA PERTEMUAN", stamp.shown),
            text(
                f"Pada hari ini, {day_in_words(meeting.day)} ({meeting.day:%d-%m-%Y}), bertempat di"
                f" {pdf_text(place) or BLANK}, telah dilaksanakan pertemuan:",
                style(after=4),
            ),
            facts(
                [
                    ("Perihal", meeting.subject),
                    ("Nomor kasus", case.number),
                    ("Perusahaan", employer.name),
                    ("Pukul", f"{meeting.time} {zone}" if meeting.time else "-"),
                    ("Kantor", full_name(paper.office)),
                ],
                width,
            ),
            space(2),
            heading("Hasil pertemuan"),
            text(pdf_text(meeting.outcome) if meeting.outcome else BLANK, style(after=4)),
            *_present(present, width),
            text(
                "Demikian Berita Acara ini dibuat dengan sebenarnya untuk dipergunakan"
                " sebagaimana mestinya.",
                style(before=6),
            ),
            *signatures(
                replace(second, heading=employer.name),
                first,
                width,
                place_and_day=f"{paper.city}, {day_long(meeting.day)}",
            ),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Berita Acara Pertemuan {case.number}",
        size=size,
        marks=Marks(draft=stamp.draft),
    )


def _present(present: list[Attendee], width: float) -> Story:
    if not present:
        return []
    rows = [
        [str(n), one.name, one.position or "-", translate(one.side.label), f"{n}."]
        for n, one in enumerate(present, 1)
    ]
    widths = [width * share / 100 for share in (5, 30, 25, 20, 20)]
    heads = ["No.", "Nama", "Jabatan", "Mewakili", "Tanda tangan"]
    return [heading("Peserta pertemuan"), table(heads, rows, widths, centred=(0,))]


def _ready(session: Session, record_id: str) -> None:
    if the(session, CaseMeeting, record_id).state is not MeetingState.HELD:
        raise UserError(
            "NOT-HELD", N_("The meeting was not held yet. Minutes are issued once it was.")
        )


def _employer(session: Session, record_id: str) -> str:
    return employer_of(session, the(session, CaseMeeting, record_id).consultation)


MEETING_MINUTES = Document(
    NAME,
    "berita-acara-pertemuan",
    N_("Minutes of a meeting"),
    N_("What a later meeting of a case came to, signed by those present."),
    "case_meeting",
    _lay,
    ready=_ready,
    addressee=_employer,
    returns=True,
)
