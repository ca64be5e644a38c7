"""Those who employ and those who train."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, hint, reference
from desktop_app.i18n import N_
from desktop_app.kinds import BasisPoints, Choice, Code, Day, Flag, Money, Text, Whole
from desktop_app.records.identifiers import (
    account,
    email,
    nib,
    nitku,
    npp,
    npwp,
    phone,
    postal_code,
)
from desktop_app.records.record import Facts, Record


class Employer(Record):
    """A wage payer who consults the branch about its workers."""

    title = "Employer"
    # One office does not enter a company twice. The store asks at its door; the
    # table does not, for two PCs of an office may each have entered it before
    # either heard of the other, and both rows must find their place.
    distinct: ClassVar[tuple[str, ...]] = ("npp",)
    __table_args__ = (Index("employer_npp", "npp", "office"),)

    npp: Mapped[str | None] = field("NPP", Text(12), rules=(npp,), search=True)
    name: Mapped[str] = field("Company name", Text(120), search=True, index=True)
    sector: Mapped[str | None] = reference("KbliSection", "Sector")
    contact: Mapped[str | None] = field("Contact person", Text(120), search=True)
    contact_position: Mapped[str | None] = field("Position of the contact", Text(80))
    phone: Mapped[str | None] = field("Phone", Text(20), rules=(phone,))
    email: Mapped[str | None] = field("E-mail", Text(120), rules=(email,))
    address: Mapped[str | None] = field("Address", Text(400, lines=True))
    region: Mapped[str | None] = reference("Region", "District or city")
    postal_code: Mapped[str | None] = field("Postal code", Text(5), rules=(postal_code,))
    nib: Mapped[str | None] = field("NIB", Text(13), rules=(nib,))
    npwp: Mapped[str | None] = field("NPWP", Text(16), rules=(npwp,))
    nitku: Mapped[str | None] = field("NITKU", Text(22), rules=(nitku,))
    bank: Mapped[str | None] = reference("Bank", "Bank")
    account: Mapped[str | None] = field("Bank account", Text(20), sensitive=True, rules=(account,))
    account_holder: Mapped[str | None] = field("Account holder", Text(120))
    alias_of: Mapped[str | None] = reference("Employer", "Merged into", index=True)
    notes: Mapped[str | None] = field("Notes", Text(4000, lines=True))


class ProviderType(Code):
    """What kind of institution trains (`domain.md` 3.6)."""

    BLK_UPTP = "BLK_UPTP", "Central public training centre (BLK UPTP)"
    BLK_UPTD = "BLK_UPTD", "Regional public training centre (BLK UPTD)"
    BLK_COMMUNITY = "BLK_KOMUNITAS", "Community training centre (BLK Komunitas)"
    PRIVATE = "LPK_SWASTA", "Private training institution (LPK)"
    COMPANY = "LPK_PERUSAHAAN", "Company training centre"
    SAFETY = "PJK3", "Occupational safety trainer (PJK3)"
    COLLEGE = "POLITEKNIK", "Polytechnic or university"
    MINISTRY = "KEMENTERIAN", "Ministry training centre"
    OTHER = "LAINNYA", "Other"


class PartnerOf(Code):
    """Whose partner an institution is; under scheme B it may be the employer's."""

    AGENCY = "BPJS", "Partner of BPJS Ketenagakerjaan"
    EMPLOYER = "EMPLOYER", "Partner of the employer"


class TrainingProvider(Record):
    """An institution that trains."""

    title = "Training provider"
    published = True

    name: Mapped[str] = field("Name", Text(120), search=True)
    type: Mapped[ProviderType] = field("Type of institution", Choice(ProviderType))
    partner_of: Mapped[PartnerOf] = field(
        "Partnership", Choice(PartnerOf), default=PartnerOf.AGENCY
    )
    local: Mapped[bool] = field(
        "Local", Flag(), default=True, help="Added by this branch, not yet by headquarters"
    )
    contact: Mapped[str | None] = field("Contact person", Text(120))
    phone: Mapped[str | None] = field("Phone", Text(20), rules=(phone,))
    email: Mapped[str | None] = field("E-mail", Text(120), rules=(email,))
    address: Mapped[str | None] = field("Address", Text(400, lines=True))
    region: Mapped[str | None] = reference("Region", "District or city")
    vin: Mapped[str | None] = field("VIN", Text(40), help="Vocational Identification Number")
    licence: Mapped[str | None] = field("Licence number", Text(80))
    licence_until: Mapped[date | None] = field("Licence valid to", Day())
    alias_of: Mapped[str | None] = reference("TrainingProvider", "Adopted as")


class Purpose(Code):
    """What a training is for."""

    SKILLING = "SKILLING", "Skilling"
    UPSKILLING = "UPSKILLING", "Upskilling"
    RESKILLING = "RESKILLING", "Reskilling"
    CERTIFICATION = "CERTIFICATION_ONLY", "Certification only"
    ENTREPRENEURSHIP = "ENTREPRENEURSHIP", "Entrepreneurship"


class Mode(Code):
    """How a training is held."""

    ONSITE = "LURING", "On site"
    ONLINE = "DARING", "Online"
    BLENDED = "BLENDED", "Blended"


class Scheme(Code):
    """Who trains and who is paid (`domain.md` S18-S20)."""

    PARTNER = "A", "Training through a partner (A)"
    REIMBURSEMENT = "B", "Reimbursement to the employer (B)"


class TrainingProgramme(Record):
    """An entry of the training catalogue."""

    title = "Training programme"
    published = True
    shown_as: ClassVar[tuple[str, ...]] = ("code", "name")

    code: Mapped[str] = field("Code", Text(20), search=True)
    name: Mapped[str] = field("Programme name", Text(120), search=True)
    sector: Mapped[str | None] = reference("KbliSection", "Sector")
    purpose: Mapped[Purpose] = field("Purpose", Choice(Purpose), default=Purpose.RESKILLING)
    mode: Mapped[Mode] = field("Mode", Choice(Mode), default=Mode.ONSITE)
    days: Mapped[int] = field("Training days", Whole(1, 400), help="Days with sessions")
    lesson_hours: Mapped[int | None] = field("Lesson hours (JP)", Whole(1, 2000))
    fee: Mapped[int | None] = field("Fee per participant", Money())
    level: Mapped[int | None] = field("KKNI level", Whole(1, 9))
    certifier: Mapped[str | None] = field("Certified by", Text(120))
    pass_attendance: Mapped[int | None] = field("Least attendance", BasisPoints())
    local: Mapped[bool] = field(
        "Local", Flag(), default=True, help="Added by this branch, not yet by headquarters"
    )
    alias_of: Mapped[str | None] = reference("TrainingProgramme", "Adopted as")

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Training days outside the range of the parameters are said, not refused."""
        least, most = (facts.parameter(f"training.days.{end}") for end in ("min", "max"))
        if self.days is not None and least is not None and not least <= self.days <= most:
            yield hint(
                "days",
                "DAYS",
                N_("Usually {least} to {most} days with sessions; give the reason in the notes"),
                least=least,
                most=most,
            )
