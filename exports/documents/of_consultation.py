"""The minutes of a consultation, gathered from its records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.cases import case_deadlines
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.records import (
    AffectedWorker,
    Attendee,
    Consultation,
    Employer,
    Membership,
    TerminationReason,
    TrainingProgramme,
    Worker,
)
from desktop_app.records.consultation import Channel, ConsultationState, Side, Standing
from desktop_app.records.names import name_key
from desktop_app.records.record import Facts
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.documents.minutes import Minutes, Party, Person, Present, Term, minutes
from exports.documents.office_letter import signer_of
from exports.letter import Signer
from exports.office_paper import OfficePaper, full_name
from exports.people import latest_numbers

NAME = "minutes"

_NOT_HELD = (ConsultationState.DRAFT, ConsultationState.SCHEDULED)
_FAR = {
    Channel.PHONE: "melalui telepon",
    Channel.EMAIL: "melalui surel",
    Channel.ONLINE: "melalui pertemuan daring",
}


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp) -> bytes:
    consultation = the(session, Consultation, record_id)
    content = gathered(paper, session, consultation)
    # Minutes of the time before letters had a register carry a number of their own.
    number = stamp.number or content.number
    return minutes(
        replace(content, number=number or stamp.shown),
        paper.imprint,
        size=size,
        provisional=consultation.state in _NOT_HELD,
        draft=not number,
    )


def _ready(session: Session, record_id: str) -> None:
    if the(session, Consultation, record_id).state in _NOT_HELD:
        raise UserError(
            "NOT-HELD", N_("The talk was not held yet. Minutes are issued once it was.")
        )


def employer_of(session: Session, record_id: str) -> str:
    """The employer of a consultation, as the addressee of a letter."""
    return the(session, Employer, the(session, Consultation, record_id).employer).name


def gathered(paper: OfficePaper, session: Session, consultation: Consultation) -> Minutes:
    """What the minutes of `consultation` say."""
    employer = the(session, Employer, consultation.employer)
    attendees = _attendees(session, consultation)
    first = signer_of(paper, session, NAME, consultation.held_on, consultation.officer)
    contact = consultation.contact or employer.contact or ""
    contact_position = consultation.contact_position or employer.contact_position or ""
    return Minutes(
        letterhead=paper.letterhead,
        number=consultation.minutes_number or "",
        case_number=consultation.number,
        held_on=consultation.held_on,
        place=meeting_place(paper, consultation.place, consultation.channel, employer),
        city=paper.city,
        first=Party(
            first.name,
            first.position,
            f"{paper.letterhead.agency} {full_name(paper.office)}",
            address=paper.letterhead.address,
            number_label=first.number_label,
            number=first.number,
        ),
        second=Party(contact, contact_position, employer.name, address=employer.address or ""),
        first_signer=replace(first, heading="PIHAK PERTAMA"),
        second_signer=Signer(contact, contact_position, heading="PIHAK KEDUA"),
        npp=employer.npp or "",
        workers_stated=consultation.workers_stated,
        reason=_reason(session, consultation),
        background=consultation.background,
        skill_gap=consultation.skill_gap or "",
        retain=consultation.retain,
        conditions=consultation.conditions or "",
        commitment=consultation.commitment,
        commitment_until=consultation.commitment_until,
        industry_needs=consultation.industry_needs or "",
        agreement=consultation.agreement,
        training=_training(session, consultation),
        scheme=consultation.scheme,
        steps=_steps(consultation),
        terms=tuple(
            Term(d.rule.name, d.due, d.rule.basis or "", d.met_on)
            for d in case_deadlines(session, consultation, Facts(paper.today))
        ),
        follow_up_on=consultation.follow_up_on,
        people=_people(session, consultation),
        attendees=attendees,
        witnesses=tuple(
            (one.name, one.position or translate(one.side.label))
            for one in attendees
            if one.side in (Side.UNION, Side.MANPOWER_OFFICE)
        ),
    )


def meeting_place(
    paper: OfficePaper, place: str | None, channel: Channel, employer: Employer
) -> str:
    """Where a talk takes place: as written down, else as its channel says."""
    if place:
        return place
    if channel is Channel.VISIT_TO_EMPLOYER:
        return employer.name
    return " ".join(part for part in (full_name(paper.office), _FAR.get(channel)) if part)


def _reason(session: Session, consultation: Consultation) -> str:
    reason = maybe(session, TerminationReason, consultation.reason)
    if reason is None:
        return ""
    return f"{reason.name} ({in_running_text(reason.article)})" if reason.article else reason.name


def in_running_text(article: str) -> str:
    """``PP 35/2021 Ps 36 huruf b`` as a letter says it: Pasal 36 huruf b PP 35/2021."""
    law, found, rest = article.partition(" Ps ")
    if not found:
        return article
    numbered = re.sub(r" ?(\(\d+\))", r" ayat \1", rest)
    return f"Pasal {numbered} {law}"


def _steps(consultation: Consultation) -> tuple[tuple[str, date], ...]:
    receipt = consultation.manpower_receipt
    reported = "laporan kepada Disnaker" + (f" (tanda terima {receipt})" if receipt else "")
    reply = translate(consultation.reply.label).lower() if consultation.reply else ""
    steps = (
        ("surat pemberitahuan PHK", consultation.notice_on),
        (f"jawaban pekerja ({reply})" if reply else "jawaban pekerja", consultation.reply_on),
        ("perundingan bipartit", consultation.bipartite_on),
        ("perundingan bipartit selesai", consultation.bipartite_closed_on),
        (reported, consultation.reported_on),
        ("PHK berlaku", consultation.effective_on),
        ("PHK dalam masa percobaan berlaku", consultation.probation_effective_on),
    )
    return tuple((what, day) for what, day in steps if day is not None)


def _training(session: Session, consultation: Consultation) -> str:
    programme = maybe(session, TrainingProgramme, consultation.programme)
    return programme.name if programme else ""


def _attendees(session: Session, consultation: Consultation) -> tuple[Present, ...]:
    found = session.scalars(
        select(Attendee).where(Attendee.consultation == consultation.id, Attendee.meeting.is_(None))
    )
    return tuple(Present(one.name, one.position or "", one.side) for one in by_side(found))


def by_side(present: Iterable[Attendee]) -> list[Attendee]:
    """Those present, party by party, in the order they were written down."""
    order = list(Side)
    return sorted(present, key=lambda one: (order.index(one.side), one.id))


def _people(session: Session, consultation: Consultation) -> tuple[Person, ...]:
    """The workers it is about, those refused left out; by name, titles apart."""
    of_case = AffectedWorker.consultation == consultation.id
    spare = latest_numbers(session, select(AffectedWorker.worker).where(of_case))
    rows = session.execute(
        select(
            Worker.id,
            Worker.name,
            AffectedWorker.position,
            Membership.kpj,
            TrainingProgramme.name.label("wish"),
        )
        .select_from(AffectedWorker)
        .join(Worker, Worker.id == AffectedWorker.worker)
        .outerjoin(Membership, Membership.id == AffectedWorker.membership)
        .outerjoin(TrainingProgramme, TrainingProgramme.id == AffectedWorker.wish)
        .where(of_case, AffectedWorker.standing != Standing.REFUSED)
    ).all()
    return tuple(
        Person(row.name, row.position or "", row.kpj or spare.get(row.id, ""), row.wish or "")
        for row in sorted(rows, key=lambda row: (name_key(row.name), row.id))
    )


MINUTES = Document(
    NAME,
    "berita-acara",
    N_("Minutes of consultation"),
    N_("What employer and branch said and agreed, to be signed by both."),
    "consultation",
    _lay,
    ready=_ready,
    addressee=employer_of,
    returns=True,
)
