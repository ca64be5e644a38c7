"""What the certificates of a class say, gathered from its records."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.desk.class_days import length
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.certificates import Signature, Snapshot, Unit
from desktop_app.records import (
    CertificateTemplate,
    ClassSession,
    CompetencyUnit,
    Employer,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
)
from desktop_app.records.certificate import Issuer
from exports.documents.document import maybe, the
from exports.letter import Letterhead, Signer
from exports.office_paper import OfficePaper, office_paper

NAME = "certificate"
"""Under which signatories are named for certificates."""


def said_by_class(
    office: Office,
    session: Session,
    held: TrainingClass,
    template: CertificateTemplate,
    day: date,
) -> Snapshot:
    """All but what is the person's own. Raises UserError HOURS for a class without lesson hours."""
    paper = office_paper(office, session)
    programme = the(session, TrainingProgramme, held.programme)
    provider = maybe(session, TrainingProvider, held.provider)
    employer = maybe(session, Employer, held.employer)
    found = length(session, held)
    hours = found.lesson_hours or programme.lesson_hours or 0
    if not hours:
        raise UserError("HOURS", N_("The class has no lesson hours; plan its sessions first."))
    with_agency = template.issuer is Issuer.WITH_AGENCY
    return Snapshot(
        number="",
        name="",
        birth_place="",
        born=None,
        programme=programme.name,
        level=programme.level,
        class_code=held.code,
        provider=provider.name if provider else employer.name if employer else "",
        place=held.place or "",
        starts=held.starts_on,
        ends=held.ends_on,
        days=found.training_days,
        hours=hours,
        city=paper.city,
        issued=day,
        agency=Letterhead("").agency if with_agency else "",
        office=paper.letterhead.office,
        signatures=_signatures(paper, template, day),
        units=_units(session, programme, held, hours),
        shows_birth=template.shows_birth,
        shows_level=template.shows_level,
        salt="",
        address=str(office.store.facts().parameter("certificate.verify_url")),
    )


def _signatures(
    paper: OfficePaper, template: CertificateTemplate, day: date
) -> tuple[Signature, ...]:
    """The provider's block, and with the agency that of whoever signs certificates on the day."""
    theirs = Signer(template.provider_signatory or "", template.provider_position or "Pimpinan")
    blocks = [_block(theirs)]
    if template.issuer is Issuer.WITH_AGENCY:
        ours = paper.signers(NAME, day) or [Signer("", "Kepala " + paper.letterhead.office)]
        blocks.append(_block(ours[0]))
    return tuple(blocks)


def _block(signer: Signer) -> Signature:
    return Signature(tuple(signer.titles()), signer.name, signer.shown_number())


def _units(
    session: Session, programme: TrainingProgramme, held: TrainingClass, hours: int
) -> tuple[Unit, ...]:
    """The units of the programme; else the subjects taught; else the programme as a whole."""
    units = session.scalars(
        select(CompetencyUnit)
        .where(CompetencyUnit.programme == programme.id, CompetencyUnit.voided_at.is_(None))
        .order_by(CompetencyUnit.rank, CompetencyUnit.id)
    ).all()
    if units:
        return tuple(Unit(one.code or "", one.name, one.lesson_hours) for one in units)
    taught = session.execute(
        select(ClassSession.topic, func.sum(ClassSession.lesson_hours))
        .where(
            ClassSession.training_class == held.id,
            ClassSession.topic.is_not(None),
            ClassSession.voided_at.is_(None),
        )
        .group_by(ClassSession.topic)
        .order_by(func.min(ClassSession.day), func.min(ClassSession.part))
    ).all()
    subjects = tuple(Unit("", str(topic), int(lessons)) for topic, lessons in taught)
    return subjects or (Unit("", programme.name, hours),)
