"""The office itself and the people who work in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, hint, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Choices, Code, Day, Flag, Text, Whole
from desktop_app.records.identifiers import email, npk, phone, postal_code
from desktop_app.records.record import Facts, Record


class Level(Code):
    """Where an office stands in the agency (`domain.md` 3.7)."""

    HEAD_OFFICE = "PUSAT", "Head office"
    REGION = "KANWIL", "Regional office"
    BRANCH = "KC", "Branch office"
    PIONEER = "KCP", "Pioneer branch office"


class Role(Code):
    """What an officer may do; printed titles come from the officer, not from here."""

    CLERK = "CLERK", "Clerk"
    VERIFIER = "VERIFIER", "Verifier"
    APPROVER = "APPROVER", "Approver"
    BRANCH_HEAD = "BRANCH_HEAD", "Head of branch"
    FINANCE = "FINANCE", "Finance"
    REGION_VIEWER = "REGION_VIEWER", "Regional viewer"
    AUDITOR = "AUDITOR", "Auditor"
    DPO = "DPO", "Data protection officer"
    ADMIN = "ADMIN", "Administrator"


class Office(Record):
    """A place of the agency with a store of its own; its id is its code."""

    title = "Office"

    name: Mapped[str] = field("Office name", Text(80), search=True)
    level: Mapped[Level] = field("Level", Choice(Level))
    province: Mapped[str | None] = reference("Province", "Province")
    city: Mapped[str | None] = field("City", Text(80), help="Stands before the date on letters")
    address: Mapped[str | None] = field("Address", Text(400, lines=True))
    postal_code: Mapped[str | None] = field("Postal code", Text(5), rules=(postal_code,))
    phone: Mapped[str | None] = field("Phone", Text(20), rules=(phone,))
    email: Mapped[str | None] = field("E-mail", Text(120), rules=(email,))
    site: Mapped[str | None] = field("Web site", Text(120))
    letterhead: Mapped[str | None] = reference("Attachment", "Letterhead image")
    data_officer: Mapped[str | None] = field(
        "Data protection contact", Text(160), help="Printed on the privacy notice"
    )


class Officer(Record):
    """A person who signs in and whose name stands on every change."""

    title = "Officer"
    shown_as: ClassVar[tuple[str, ...]] = ("name",)

    user: Mapped[str] = field("User name", Text(40))
    name: Mapped[str] = field("Full name", Text(120), search=True)
    roles: Mapped[frozenset[Role]] = field("Roles", Choices(Role))
    position: Mapped[str | None] = field("Position", Text(80))
    npk: Mapped[str | None] = field("Employee number (NPK)", Text(15), rules=(npk,))
    public_key: Mapped[str] = field("Public key", Text(64))
    active: Mapped[bool] = field("Active", Flag(), default=True)


class Capacity(Code):
    """In what capacity a person signs."""

    DEFINITIVE = "DEFINITIF", "Holder of the office"
    ACTING = "PLT", "Acting (Plt.)"
    DAILY = "PLH", "Daily acting (Plh.)"
    BEHALF = "AN", "On behalf (a.n.)"
    FOR = "UB", "For (u.b.)"


class Signatory(Record):
    """Who signs what for the office, and from when until when."""

    title = "Signatory"

    document: Mapped[str] = field(
        "Document", Text(40), help="Name of the document; * stands for all"
    )
    name: Mapped[str] = field("Full name", Text(120))
    position: Mapped[str] = field("Position", Text(120))
    number_label: Mapped[str | None] = field("Kind of number", Text(8), help="NPK or NIP")
    number: Mapped[str | None] = field("Number", Text(24))
    capacity: Mapped[Capacity] = field("Capacity", Choice(Capacity), default=Capacity.DEFINITIVE)
    on_behalf_of: Mapped[str | None] = field(
        "On behalf of (position)",
        Text(120),
        help="For u.b. two positions with a slash: a.n. Kepala Kantor Cabang / Kepala Bidang",
    )
    decree: Mapped[str | None] = field("Decree", Text(80))
    place: Mapped[int] = field("Order on the page", Whole(1, 9), default=1)
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Who signs for another names that one; who stands in has a decree and an end."""
        if self.capacity in (Capacity.BEHALF, Capacity.FOR) and not self.on_behalf_of:
            yield problem("on_behalf_of", "BEHALF", N_("Name the position it is signed for"))
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            yield problem("valid_to", "ORDER", N_("Must not lie before the first day"))
        if self.capacity in (Capacity.ACTING, Capacity.DAILY) and not self.decree:
            yield hint("decree", "DECREE", N_("Name the decree of the appointment"))


class Attachment(Record):
    """A file that belongs to a record; its content lies beside the store, sealed."""

    title = "File"

    sha256: Mapped[str] = field("SHA-256", Text(64))
    size: Mapped[int] = field("Size in bytes", Whole())
    media_type: Mapped[str] = field("Type", Text(80))
    label: Mapped[str] = field("Label", Text(120))
    of_record: Mapped[str | None] = field("Record type", Text(40))
    of_id: Mapped[str | None] = field("Record", Text(64), index=True)
    void_reason: Mapped[str | None] = field("Reason of voiding", Text(400))
    shown_as: ClassVar[tuple[str, ...]] = ("label",)
