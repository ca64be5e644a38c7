"""A person, and what belongs to the person: numbers, contacts, consents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Text
from desktop_app.records.identifiers import (
    account,
    email,
    family_card,
    kpj,
    nik,
    nik_against,
    phone,
    postal_code,
)
from desktop_app.records.record import Facts, Record


class Sex(Code):
    """Sex as the NIK tells it."""

    MALE = "M", "Male"
    FEMALE = "F", "Female"


class Worker(Record):
    """A person. What befell the person at an employer is an `AffectedWorker`."""

    title = "Worker"

    nik: Mapped[str | None] = field(
        "NIK", Text(16), rules=(nik,), search=True, sensitive=True, index=True
    )
    name: Mapped[str] = field(
        "Full name (as on the identity card)", Text(60), search=True, index=True
    )
    birth_place: Mapped[str | None] = field("Place of birth", Text(60))
    birth_date: Mapped[date | None] = field(
        "Date of birth", Day(), help="Filled in from the NIK", index=True
    )
    sex: Mapped[Sex | None] = field("Sex", Choice(Sex), help="Filled in from the NIK")
    phone: Mapped[str | None] = field(
        "Mobile phone", Text(20), rules=(phone,), search=True, sensitive=True
    )
    email: Mapped[str | None] = field("E-mail", Text(120), rules=(email,))
    education: Mapped[str | None] = reference("EducationLevel", "Education")
    major: Mapped[str | None] = field("Major", Text(80))
    address: Mapped[str | None] = field("Address", Text(400, lines=True), sensitive=True)
    region: Mapped[str | None] = reference("Region", "District or city")
    postal_code: Mapped[str | None] = field("Postal code", Text(5), rules=(postal_code,))
    family_card: Mapped[str | None] = field(
        "Family card number (KK)", Text(16), rules=(family_card,), sensitive=True
    )
    nationality: Mapped[str | None] = field("Nationality", Text(3), default="WNI")
    special_needs: Mapped[str | None] = field("Special needs", Text(200), sensitive=True)
    bank: Mapped[str | None] = reference("Bank", "Bank")
    account: Mapped[str | None] = field("Bank account", Text(20), sensitive=True, rules=(account,))
    account_holder: Mapped[str | None] = field("Account holder", Text(120))
    alias_of: Mapped[str | None] = reference("Worker", "Merged into", index=True)
    notes: Mapped[str | None] = field("Notes", Text(4000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """What the NIK says against birth date, sex and the list of regions."""
        if self.birth_date is not None and self.birth_date > facts.today:
            yield problem("birth_date", "FUTURE", N_("Must not lie in the future"))
        if self.nik:
            yield from nik_against(
                self.nik,
                birth_date=self.birth_date,
                sex=self.sex,
                today=facts.today,
                region=facts.region,
                successor=facts.successor,
            )


class MemberStatus(Code):
    """How the agency's books have a membership."""

    ACTIVE = "ACTIVE", "Active"
    INACTIVE = "INACTIVE", "Inactive"
    UNKNOWN = "UNKNOWN", "Not checked"


class Membership(Record):
    """A member number (KPJ) of a person; one person may have several."""

    title = "Membership (KPJ)"
    searched_as = "worker"
    shown_as: ClassVar[tuple[str, ...]] = ("kpj",)

    worker: Mapped[str] = reference("Worker", "Worker", index=True)
    kpj: Mapped[str] = field("KPJ", Text(11), rules=(kpj,), search=True, sensitive=True, index=True)
    employer: Mapped[str | None] = reference("Employer", "Employer")
    since: Mapped[date | None] = field("Member from", Day())
    until: Mapped[date | None] = field("Member until", Day())
    status: Mapped[MemberStatus] = field(
        "Status", Choice(MemberStatus), default=MemberStatus.UNKNOWN
    )


class ContactKind(Code):
    """What a contact is."""

    PHONE = "PHONE", "Further phone"
    PERSON = "PERSON", "Contact person"


class Contact(Record):
    """A further phone of a person, or somebody who knows where the person is."""

    title = "Contact"
    searched_as = "worker"
    shown_as: ClassVar[tuple[str, ...]] = ("name", "phone")

    worker: Mapped[str] = reference("Worker", "Worker", index=True)
    kind: Mapped[ContactKind] = field("Kind", Choice(ContactKind), default=ContactKind.PHONE)
    name: Mapped[str | None] = field("Name and relation", Text(120))
    phone: Mapped[str] = field("Phone", Text(20), rules=(phone,), search=True, sensitive=True)


class ContactChannel(Code):
    """How the office tries to reach a person."""

    PHONE = "PHONE", "Phone"
    WHATSAPP = "WHATSAPP", "WhatsApp"
    EMAIL = "EMAIL", "E-mail"
    VISIT = "VISIT", "Visit"
    LETTER = "LETTER", "Letter"


class ContactResult(Code):
    """What came of trying to reach a person."""

    REACHED = "REACHED", "Reached"
    NO_ANSWER = "NO_ANSWER", "No answer"
    WRONG_NUMBER = "WRONG_NUMBER", "Wrong number"
    CALL_BACK = "CALL_BACK", "To be called back"


class ContactAttempt(Record):
    """That the office tried to reach a person, by which contact, and what came of it.

    Without `contact` it was the person's own phone (or address).
    """

    title = "Contact attempt"
    shown_as: ClassVar[tuple[str, ...]] = ("at",)

    worker: Mapped[str] = reference("Worker", "Worker", index=True)
    at: Mapped[date] = field("Tried on", Day())
    contact: Mapped[str | None] = reference(
        "Contact", "Contact used", help="Empty: the worker's own phone"
    )
    channel: Mapped[ContactChannel] = field(
        "By way of", Choice(ContactChannel), default=ContactChannel.PHONE
    )
    result: Mapped[ContactResult] = field("What came of it", Choice(ContactResult))
    note: Mapped[str | None] = field("Note", Text(400, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Nobody was tried tomorrow."""
        if self.at is not None and self.at > facts.today:
            yield problem("at", "FUTURE", N_("Must not lie in the future"))


class Consent(Record):
    """A person's leave for one extra purpose; may be withdrawn at any time."""

    title = "Consent to data use"
    shown_as: ClassVar[tuple[str, ...]] = ("purpose",)

    worker: Mapped[str] = reference("Worker", "Worker", index=True)
    purpose: Mapped[str] = reference("ConsentPurpose", "Purpose")
    form_version: Mapped[str] = field("Version of the form", Text(20))
    given_on: Mapped[date] = field("Given on", Day())
    withdrawn_on: Mapped[date | None] = field("Withdrawn on", Day())

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Nobody withdraws what is not yet given."""
        if self.withdrawn_on and self.given_on and self.withdrawn_on < self.given_on:
            yield problem("withdrawn_on", "ORDER", N_("Must not lie before the day it was given"))
