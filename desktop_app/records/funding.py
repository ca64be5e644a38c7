"""How training is paid for: schemes, kinds of cost and tax, stamp duty; dated data."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import field
from desktop_app.kinds import BasisPoints, Choice, Choices, Code, Day, Flag, Money, Text, Whole
from desktop_app.records.employer import Scheme
from desktop_app.records.reference import Reference


class CostKind(Code):
    """What money of the programme is spent on (`domain.md` 4.3)."""

    TRAINING = "TRAINING", "Training"
    CERTIFICATION = "CERTIFICATION", "Certification or assessment"
    POCKET_MONEY = "POCKET_MONEY", "Pocket money"
    TRANSPORT = "TRANSPORT", "Transport"
    MATERIALS = "MATERIALS", "Materials and stationery"
    ADMINISTRATION = "ADMINISTRATION", "Administration"


class PayeeKind(Code):
    """Who is paid."""

    PROVIDER = "PROVIDER", "Training provider"
    EMPLOYER = "EMPLOYER", "Employer"
    PARTICIPANT = "PARTICIPANT", "Participant"


class FundingScheme(Reference):
    """A way of paying for training, by date (`users.md` 38); a further one is a row, not code."""

    title = "Funding scheme"
    shown_as: ClassVar[tuple[str, ...]] = ("name",)

    code: Mapped[str] = field("Code", Text(20))
    name: Mapped[str] = field("Name", Text(160), search=True)
    name_en: Mapped[str | None] = field("Name in English", Text(160))
    way: Mapped[Scheme] = field("Works like", Choice(Scheme))
    payee: Mapped[PayeeKind] = field("Payee", Choice(PayeeKind))
    cost_kinds: Mapped[frozenset[CostKind]] = field("Kinds of cost", Choices(CostKind))
    cap_training: Mapped[int | None] = field("Most for training, per person", Money())
    cap_certification: Mapped[int | None] = field("Most for certification, per person", Money())
    checklist: Mapped[str] = field(
        "Checklist", Text(40), help="The record type of the papers it needs"
    )
    steps: Mapped[str | None] = field("Steps", Text(400))
    decided_by: Mapped[str | None] = field("Decided by", Text(160))
    basis: Mapped[str | None] = field("Legal basis", Text(160))
    valid_from: Mapped[date] = field("Valid from", Day(), index=True)
    valid_to: Mapped[date | None] = field("Valid to", Day())


class TaxKind(Reference):
    """A tax withheld or added, by date; proposed, and changed with a reason (`users.md` 18)."""

    title = "Kind of tax"
    shown_as: ClassVar[tuple[str, ...]] = ("code", "name")

    code: Mapped[str] = field("Code", Text(20))
    name: Mapped[str] = field("Name", Text(160))
    name_en: Mapped[str | None] = field("Name in English", Text(160))
    rate: Mapped[int] = field("Rate", BasisPoints())
    base: Mapped[int] = field(
        "Part of the sum it is taken of", BasisPoints(), default=10_000, help="100 % as a rule"
    )
    free_up_to: Mapped[int] = field("Free up to", Money(), default=0)
    withheld: Mapped[bool] = field("Withheld from the payee", Flag(), default=True)
    cost_kinds: Mapped[frozenset[CostKind]] = field("Kinds of cost", Choices(CostKind))
    payee: Mapped[PayeeKind] = field("Payee", Choice(PayeeKind))
    without_npwp: Mapped[int | None] = field("Rate without NPWP", BasisPoints())
    proposed: Mapped[bool] = field("Proposed by itself", Flag(), default=True)
    basis: Mapped[str | None] = field("Legal basis", Text(160))
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class StampDutyRule(Reference):
    """Whether a kind of document carries stamp duty (*meterai*), by date (`users.md` 22)."""

    title = "Rule of stamp duty"
    shown_as: ClassVar[tuple[str, ...]] = ("document",)

    document: Mapped[str] = field("Kind of document", Text(40))
    above: Mapped[int | None] = field(
        "On sums above", Money(), help="Empty: whatever the sum, or none at all"
    )
    to_sum: Mapped[int | None] = field("Up to the sum of", Money())
    amount: Mapped[int] = field("Stamp duty", Money())
    exempt: Mapped[bool] = field("Exempt", Flag(), default=False)
    basis: Mapped[str | None] = field("Legal basis", Text(160))
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class SeenReceipt(Reference):
    """An invoice or receipt that some office has paid or is about to pay, as headquarters tells.

    Only digests travel: of the issuer's name and the number of the paper.
    """

    title = "Receipt known to headquarters"
    shown_as: ClassVar[tuple[str, ...]] = ("claim_number",)

    digest: Mapped[str] = field("Digest of the receipt", Text(64), index=True)
    claim_number: Mapped[str] = field("Number of the claim", Text(80))
    of_office: Mapped[str] = field("Office", Text(8))
    seen_on: Mapped[date] = field("Seen on", Day())


class CertificateSeries(Reference):
    """A series of certificate numbers that headquarters granted to a further PC of an office."""

    title = "Series of certificate numbers"
    shown_as: ClassVar[tuple[str, ...]] = ("code",)

    code: Mapped[str] = field("Series", Text(20))
    for_office: Mapped[str] = field("Office", Text(8), index=True)
    node: Mapped[str] = field("PC", Text(64))
    granted_on: Mapped[date] = field("Granted on", Day())
    revoked_on: Mapped[date | None] = field("Withdrawn on", Day())


class Measured(Code):
    """When a person must be at work to count (`users.md` 2)."""

    AT_END = "AT_END", "At the end of the window"
    EVER_WITHIN = "EVER_WITHIN", "At any time within the window"


class IndicatorDefinition(Reference):
    """One version of an indicator: what is counted, over what, how long, towards which target."""

    title = "Indicator"
    shown_as: ClassVar[tuple[str, ...]] = ("code", "name")

    code: Mapped[str] = field("Code", Text(20), search=True)
    version: Mapped[int] = field("Version", Whole(1, 1000))
    name: Mapped[str] = field("Name", Text(160), search=True)
    name_en: Mapped[str | None] = field("Name in English", Text(160))
    numerator: Mapped[str] = field("Counted", Text(40), help="A word of the program: WORKING")
    denominator: Mapped[str] = field("Out of", Text(40), help="A word of the program: STARTED")
    denominator_words: Mapped[str] = field("Out of, in words", Text(200))
    denominator_words_en: Mapped[str | None] = field("Out of, in English", Text(200))
    outcomes: Mapped[str | None] = field(
        "Outcomes that count", Text(200), help="Codes of outcomes, separated by commas"
    )
    window_months: Mapped[int | None] = field("Window in months", Whole(0, 60))
    measured: Mapped[Measured | None] = field("Measured", Choice(Measured))
    target: Mapped[int | None] = field("Target", BasisPoints())
    provisional: Mapped[bool] = field("Provisional", Flag(), default=True)
    basis: Mapped[str | None] = field("Legal basis", Text(160))
    rank: Mapped[int] = field("Order", Whole(0, 999))
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class WorkHint(Reference):
    """Headquarters saw that a person is an active member again; a hint, confirmed by a person."""

    title = "Hint of work"
    shown_as: ClassVar[tuple[str, ...]] = ("seen_on",)

    enrolment: Mapped[str] = field(
        "Enrolment", Text(32), index=True, help="Its id alone: the list goes to every branch"
    )
    for_office: Mapped[str] = field("Office", Text(8), index=True)
    seen_on: Mapped[date] = field("Seen on", Day())
    source: Mapped[str] = field("Source", Text(120))
