"""Whom the agency works with beside employers and trainers, and what industry asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Text, Whole
from desktop_app.records.identifiers import email, phone
from desktop_app.records.record import Facts, Record


class PartnerKind(Code):
    """What a partner is to the programme (`domain.md` S09, S10)."""

    ASSOCIATION = "ASSOCIATION", "Corporate association"
    CERTIFICATION_BODY = "CERTIFICATION_BODY", "Certification body"


class CertificationType(Code):
    """Under whose licence a body certifies (`domain.md` 3.6)."""

    BNSP_P1 = "BNSP_P1", "BNSP, LSP P1 (training or industry)"
    BNSP_P2 = "BNSP_P2", "BNSP, LSP P2 (government)"
    BNSP_P3 = "BNSP_P3", "BNSP, LSP P3 (profession)"
    KEMNAKER = "KEMNAKER_K3", "Ministry of Manpower (K3)"
    LPJK = "LPJK", "LPJK, construction"
    ESDM = "ESDM_LSK", "ESDM, electricity (LSK)"
    ASSOCIATION = "ASOSIASI", "Professional association"
    PROVIDER = "LPK", "Training provider only"


class Partner(Record):
    """A corporate association or a certification body."""

    title = "Partner"
    published = True

    name: Mapped[str] = field("Partner name", Text(160), search=True, index=True)
    kind: Mapped[PartnerKind] = field("Kind of partner", Choice(PartnerKind))
    short_name: Mapped[str | None] = field("Short name", Text(40), search=True)
    sector: Mapped[str | None] = reference("KbliSection", "Sector")
    certifies: Mapped[CertificationType | None] = field(
        "Certifies under", Choice(CertificationType)
    )
    licence: Mapped[str | None] = field("Licence number", Text(80))
    licence_until: Mapped[date | None] = field("Licence valid to", Day(), index=True)
    contact: Mapped[str | None] = field("Contact person", Text(120), search=True)
    phone: Mapped[str | None] = field("Phone", Text(20), rules=(phone,))
    email: Mapped[str | None] = field("E-mail", Text(120), rules=(email,))
    address: Mapped[str | None] = field("Address", Text(400, lines=True))
    region: Mapped[str | None] = reference("Region", "District or city")
    notes: Mapped[str | None] = field("Notes", Text(4000, lines=True))


class PaperKind(Code):
    """How binding an agreement is."""

    MOU = "MOU", "Memorandum of understanding (MoU)"
    PKS = "PKS", "Cooperation agreement (PKS)"


class PartnerAgreement(Record):
    """An agreement of the agency with a partner or a training provider."""

    title = "Agreement with a partner"
    shown_as: ClassVar[tuple[str, ...]] = ("number",)
    published = True

    number: Mapped[str] = field("Agreement number", Text(80), search=True)
    kind: Mapped[PaperKind] = field("Kind of agreement", Choice(PaperKind), default=PaperKind.PKS)
    partner: Mapped[str | None] = reference("Partner", "Partner", index=True)
    provider: Mapped[str | None] = reference("TrainingProvider", "Training provider", index=True)
    subject: Mapped[str] = field("Subject", Text(200), search=True)
    signed_on: Mapped[date | None] = field("Signed on", Day())
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day(), index=True)
    notes: Mapped[str | None] = field("Notes", Text(2000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """An agreement has another side, and ends after it begins."""
        if not (self.partner or self.provider):
            yield problem("partner", "SIDE", N_("Name the partner or the training provider"))
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            yield problem("valid_to", "ORDER", N_("Must not lie before the first day of validity"))


class NeedSource(Code):
    """Who told of a need of the industry."""

    CONSULTATION = "CONSULTATION", "Consultation"
    ASSOCIATION = "ASSOCIATION", "Corporate association"
    EMPLOYER = "EMPLOYER", "Employer"
    SURVEY = "SURVEY", "Survey"


class IndustryNeed(Record):
    """A skill that industry asks for (`domain.md` S11); the demand the catalogue answers."""

    title = "Need of the industry"
    shown_as: ClassVar[tuple[str, ...]] = ("skill",)

    skill: Mapped[str] = field("Skill or occupation", Text(160), search=True)
    source: Mapped[NeedSource] = field(
        "Told by", Choice(NeedSource), default=NeedSource.CONSULTATION
    )
    consultation: Mapped[str | None] = reference("Consultation", "Consultation", index=True)
    employer: Mapped[str | None] = reference("Employer", "Employer")
    partner: Mapped[str | None] = reference("Partner", "Partner", index=True)
    sector: Mapped[str | None] = reference("KbliSection", "Sector")
    region: Mapped[str | None] = reference("Region", "District or city")
    programme: Mapped[str | None] = reference(
        "TrainingProgramme", "Fitting programme", help="Empty: the catalogue has none yet"
    )
    people: Mapped[int | None] = field("People needed", Whole(1, 1_000_000))
    noted_on: Mapped[date] = field("Noted on", Day(), index=True)
    needed_until: Mapped[date | None] = field("Needed until", Day())
    notes: Mapped[str | None] = field("Notes", Text(2000, lines=True))
