"""Training certificates: their templates, what was issued, printed again, handed over, revoked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Flag, Moment, Text, Whole
from desktop_app.records.record import Facts, Record
from desktop_app.records.rules import json_text


class Issuer(Code):
    """Whose certificate it is (`users.md` 11)."""

    PROVIDER = "PROVIDER", "Training provider alone"
    WITH_AGENCY = "WITH_AGENCY", "Training provider with BPJS Ketenagakerjaan"


class CertificateTemplate(Record):
    """How the certificates of a class look and who signs them."""

    title = "Certificate template"
    published = True

    name: Mapped[str] = field("Name", Text(120), search=True)
    issuer: Mapped[Issuer] = field("Issuer", Choice(Issuer), default=Issuer.WITH_AGENCY)
    provider_signatory: Mapped[str | None] = field(
        "Signs for the provider", Text(120), help="Empty: a line to write on"
    )
    provider_position: Mapped[str | None] = field("Position at the provider", Text(120))
    shows_birth: Mapped[bool] = field("Shows place and date of birth", Flag(), default=True)
    shows_level: Mapped[bool] = field("Shows the KKNI level", Flag(), default=False)
    preprinted: Mapped[bool] = field("On pre-printed blanks", Flag(), default=False)
    offset_x: Mapped[int] = field("Shift to the right (0.1 mm)", Whole(-500, 500), default=0)
    offset_y: Mapped[int] = field("Shift upwards (0.1 mm)", Whole(-500, 500), default=0)
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class Certificate(Record):
    """A certificate as it was issued: an immutable snapshot under a number of its series.

    `content` is the snapshot as canonical JSON, `payload` the text its QR
    holds after ``#``. A number whose printing failed is `void_on`; a wrong
    certificate is revoked by a `CertificateRevocation` and replaced by
    another that names it in `replaces`.
    """

    title = "Certificate"
    shown_as: ClassVar[tuple[str, ...]] = ("number",)
    dated_by: ClassVar[str | None] = "issued_on"
    goes_on: ClassVar[tuple[str, ...]] = (
        *("printed_on", "handed_over_on", "handed_to", "handed_by", "void_on", "void_reason"),
    )

    number: Mapped[str] = field("Certificate number", Text(80), search=True, index=True)
    series: Mapped[str] = field("Series", Text(40), index=True)
    year: Mapped[int] = field("Year", Whole(2019, 2199))
    sequence: Mapped[int] = field("Sequence", Whole(1, 10_000_000))
    training_class: Mapped[str] = reference("TrainingClass", "Class", index=True)
    enrolment: Mapped[str] = reference("Enrolment", "Enrolment", index=True)
    template: Mapped[str] = reference("CertificateTemplate", "Certificate template")
    issued_on: Mapped[date] = field("Issued on", Day(), index=True)
    officer: Mapped[str | None] = reference("Officer", "Issued by")
    content: Mapped[str] = field("Snapshot", Text(8000), rules=(json_text,), sensitive=True)
    payload: Mapped[str] = field("Verification code", Text(1200))
    replaces: Mapped[str | None] = reference("Certificate", "Replaces", index=True)
    printed_on: Mapped[date | None] = field("First printed on", Day())
    void_on: Mapped[date | None] = field("Void since", Day())
    void_reason: Mapped[str | None] = field("Reason of voiding", Text(400))
    handed_over_on: Mapped[date | None] = field("Collected on", Day(), index=True)
    handed_to: Mapped[str | None] = field(
        "Handed over to", Text(120), help="The participant, or who came with a letter of authority"
    )
    handed_by: Mapped[str | None] = reference("Officer", "Handed over by")

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A void number says why; nothing is handed over before it is issued."""
        if self.void_on and not self.void_reason:
            yield problem("void_reason", "REASON", N_("Say why the number is void"))
        if self.handed_over_on:
            if self.issued_on and self.handed_over_on < self.issued_on:
                yield problem("handed_over_on", "ORDER", N_("Must not lie before the issue"))
            if self.handed_over_on > facts.today:
                yield problem("handed_over_on", "FUTURE", N_("Must not lie in the future"))
            if not self.handed_to:
                yield problem("handed_to", "TO", N_("Say to whom it was handed over"))


class CertificateReprint(Record):
    """That a certificate was printed again, as DUPLIKAT; never a new issue."""

    title = "Duplicate of a certificate"
    shown_as: ClassVar[tuple[str, ...]] = ("copy",)

    certificate: Mapped[str] = reference("Certificate", "Certificate", index=True)
    copy: Mapped[int] = field("Duplicate number", Whole(1, 1000))
    printed_at: Mapped[datetime] = field("When", Moment())
    officer: Mapped[str | None] = reference("Officer", "By whom")
    reason: Mapped[str] = field("Reason", Text(400))


class CertificateRevocation(Record):
    """That a number is no longer good, by the branch that issued it or by headquarters.

    It names the number and not the row: the row may be another office's.
    """

    title = "Revoked certificate"
    published = True
    shown_as: ClassVar[tuple[str, ...]] = ("number",)

    number: Mapped[str] = field("Certificate number", Text(80), search=True, index=True)
    revoked_on: Mapped[date] = field("Revoked on", Day(), index=True)
    revoked_by: Mapped[str | None] = field("Revoked by", Text(120))
    reason: Mapped[str] = field("Reason", Text(400))
    replaced_by: Mapped[str | None] = field("Replaced by", Text(80))
