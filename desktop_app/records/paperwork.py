"""What leaves the office: numbered letters, prints and exports, finalised periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Flag, Moment, Text, Whole
from desktop_app.records.record import Facts, Record


class IssuedLetter(Record):
    """A number given to a paper when it was issued; never taken back, only voided."""

    title = "Issued letter"
    shown_as: ClassVar[tuple[str, ...]] = ("number",)

    number: Mapped[str] = field("Letter number", Text(80), search=True, index=True)
    series: Mapped[str] = field("Series", Text(40), index=True)
    year: Mapped[int] = field("Year", Whole(2019, 2199))
    sequence: Mapped[int] = field("Sequence", Whole(1, 10_000_000))
    document: Mapped[str] = field("Document", Text(40))
    of_record: Mapped[str] = field("Record type", Text(40))
    of_id: Mapped[str] = field("Record", Text(64), index=True)
    issued_on: Mapped[date] = field("Issued on", Day(), index=True)
    officer: Mapped[str | None] = reference("Officer", "Issued by")
    addressee: Mapped[str | None] = field("Addressee", Text(160))
    void_on: Mapped[date | None] = field("Void since", Day())
    void_reason: Mapped[str | None] = field("Reason of voiding", Text(400))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A void number says why."""
        if self.void_on and not self.void_reason:
            yield problem("void_reason", "REASON", N_("Say why the number is void"))


class HandoutKind(Code):
    """How something left the office."""

    PRINT = "PRINT", "Printed"
    EXPORT = "EXPORT", "Saved to a file"
    PREVIEW = "PREVIEW", "Shown in the program"


class Handout(Record):
    """That a report, a list or a document was printed or exported: who, when, why."""

    title = "Handed out"
    shown_as: ClassVar[tuple[str, ...]] = ("name",)

    name: Mapped[str] = field("Name", Text(160), search=True)
    kind: Mapped[HandoutKind] = field("How", Choice(HandoutKind))
    format: Mapped[str] = field("Format", Text(10))
    at: Mapped[datetime] = field("When", Moment(), index=True)
    officer: Mapped[str | None] = reference("Officer", "By whom")
    purpose: Mapped[str | None] = field("Purpose of use", Text(400))
    recipient: Mapped[str | None] = field("Recipient", Text(160))
    rows: Mapped[int | None] = field("Rows", Whole())
    revealed: Mapped[bool] = field("With unmasked data", Flag(), default=False)
    of_record: Mapped[str | None] = field("Record type", Text(40))
    of_id: Mapped[str | None] = field("Record", Text(64), index=True)


class PeriodClosing(Record):
    """A month that was finalised: what is dated in it cannot be changed until reopened."""

    title = "Finalised period"
    shown_as: ClassVar[tuple[str, ...]] = ("since", "until")

    since: Mapped[date] = field("From", Day(), index=True)
    until: Mapped[date] = field("Through", Day(), index=True)
    finalised_on: Mapped[date] = field("Finalised on", Day())
    finalised_by: Mapped[str | None] = reference("Officer", "Finalised by")
    digest: Mapped[str | None] = field("Digest of the reports", Text(64))
    reopened_on: Mapped[date | None] = field("Reopened on", Day())
    reopened_by: Mapped[str | None] = reference("Officer", "Reopened by")
    reason: Mapped[str | None] = field("Reason for reopening", Text(400))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A period has an order; reopening it needs a reason."""
        if self.since and self.until and self.until < self.since:
            yield problem("until", "ORDER", N_("Must not lie before the first day"))
        if self.reopened_on and not self.reason:
            yield problem("reason", "REASON", N_("Say why the period is reopened"))
