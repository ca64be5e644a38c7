"""Letters the law on personal data asks for: answers, notices of a breach, minutes of erasure."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import (
    DataIncident,
    DataRequest,
    Worker,
)
from desktop_app.records.data_protection import RequestKind, RequestState
from desktop_app.wording import day_and_clock, integer
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.documents.office_letter import office_letter
from exports.markup import BLANK, Story, heading, pdf_text, style, text
from exports.office_paper import OfficePaper, full_name

ANSWER = "request-answer"
NOTICE = "breach-notice"
REPORT = "breach-report"

_WHAT = {
    RequestKind.ACCESS: "akses atas data pribadi",
    RequestKind.CORRECTION: "perbaikan data pribadi",
    RequestKind.ERASURE: "penghapusan data pribadi",
    RequestKind.STOP: "penarikan persetujuan pemrosesan data pribadi",
    RequestKind.RESTRICTION: "penundaan pemrosesan data pribadi",
    RequestKind.COPY: "salinan data pribadi",
}
_RESULT = {
    RequestState.GRANTED: "kami kabulkan",
    RequestState.PARTLY: "kami kabulkan sebagian",
    RequestState.REFUSED: "tidak dapat kami kabulkan",
}


def _answer(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    request = the(session, DataRequest, record_id)
    received = day_and_clock(request.received_at, paper.imprint.zone)
    result = _RESULT.get(request.state, "sedang kami tangani")

    def body(width: float) -> Story:
        return [
            text(
                f"Menjawab permintaan Saudara nomor {pdf_text(request.number)} yang kami terima"
                f" pada {received} mengenai {_WHAT[request.kind]}, dengan ini kami sampaikan bahwa"
                f" permintaan tersebut {result}.",
                style(after=4),
            ),
            text(pdf_text(request.answer) if request.answer else BLANK, style(after=4)),
            text(
                "Apabila Saudara berkeberatan atas jawaban ini, keberatan dapat diajukan secara"
                f" tertulis kepada {_contact(paper)}.",
                style(before=2),
            ),
        ]

    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=ANSWER,
        subject="Jawaban atas permintaan subjek data",
        addressee=(request.requester,),
        body=body,
        officer=request.officer,
        personal=True,
    )


def _notice(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    incident = the(session, DataIncident, record_id)

    def body(width: float) -> Story:
        return [
            text(
                "Sesuai Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data"
                " Pribadi, dengan ini kami memberitahukan bahwa telah terjadi kegagalan"
                " pelindungan data pribadi yang menyangkut data Saudara.",
                style(after=4),
            ),
            *_three(incident, paper),
            text(f"Pertanyaan dapat disampaikan kepada {_contact(paper)}.", style(before=4)),
        ]

    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=NOTICE,
        subject="Pemberitahuan kegagalan pelindungan data pribadi",
        addressee=(BLANK,),
        body=body,
        officer=incident.officer,
        personal=True,
    )


def _report(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    incident = the(session, DataIncident, record_id)
    people = f"{integer(incident.people)} orang" if incident.people is not None else BLANK

    def body(width: float) -> Story:
        return [
            text(
                "Sesuai Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data"
                " Pribadi, dengan ini kami laporkan kegagalan pelindungan data pribadi nomor"
                f" {pdf_text(incident.number)} yang kami ketahui pada"
                f" {day_and_clock(incident.noticed_at, paper.imprint.zone)}, menyangkut {people}.",
                style(after=4),
            ),
            text(pdf_text(incident.what), style(after=4)),
            *_three(incident, paper),
        ]

    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=REPORT,
        subject="Laporan kegagalan pelindungan data pribadi",
        addressee=("Lembaga Pelindungan Data Pribadi",),
        body=body,
        officer=incident.officer,
        personal=True,
    )


def _three(incident: DataIncident, paper: OfficePaper) -> Story:
    """The three contents that Article 46 asks of a notice."""
    noticed = f"Diketahui pada {day_and_clock(incident.noticed_at, paper.imprint.zone)}."
    contents = (
        ("Data pribadi yang terungkap", incident.data),
        (
            "Kapan dan bagaimana data terungkap",
            "\n".join(filter(None, (noticed, incident.happened))),
        ),
        ("Upaya penanganan dan pemulihan", incident.measures or ""),
    )
    story: Story = []
    for n, (title, words) in enumerate(contents, 1):
        story.append(heading(f"{n}. {title}"))
        story.append(text(pdf_text(words) if words else BLANK, style(after=3, indent=12)))
    return story


def _contact(paper: OfficePaper) -> str:
    """Who answers for data protection, as letters name it."""
    return pdf_text(paper.office.data_officer or full_name(paper.office))


def _answered(session: Session, record_id: str) -> None:
    if the(session, DataRequest, record_id).state is RequestState.OPEN:
        raise UserError("NOT-ANSWERED", N_("The request is still in hand; decide on it first."))


def _requester(session: Session, record_id: str) -> str:
    request = the(session, DataRequest, record_id)
    worker = maybe(session, Worker, request.worker)
    return worker.name if worker else request.requester


REQUEST_ANSWER = Document(
    ANSWER,
    "jawaban-permintaan-data",
    N_("Answer to a request of a data subject"),
    N_("Says what became of the request, and how to object."),
    "data_request",
    _answer,
    ready=_answered,
    addressee=_requester,
    protects=True,
)
BREACH_NOTICE = Document(
    NOTICE,
    "pemberitahuan-insiden",
    N_("Notice of a breach to the people concerned"),
    N_("Names the data, when and how, and what is done, as Article 46 asks."),
    "data_incident",
    _notice,
    protects=True,
)
BREACH_REPORT = Document(
    REPORT,
    "laporan-insiden",
    N_("Report of a breach to the agency"),
    N_("The same for the agency of data protection, with the number of people."),
    "data_incident",
    _report,
    protects=True,
)
