"""Who may take part: the rules, what was checked of a person, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Flag, Money, Text, Whole
from desktop_app.records.record import Facts, Record
from desktop_app.records.reference import Reference
from desktop_app.records.rules import json_text


class Severity(Code):
    """What an eligibility rule that is not met does."""

    BLOCK = "BLOCK", "Blocks"
    WARN = "WARN", "Warns"


class EligibilityRule(Reference):
    """One rule of a set: which question, with which parameter, from when until when.

    `question` names a plain function of `processes/eligibility`, `parameter`
    is JSON handed to it, or the key of a dated `Parameter` in `parameter_key`.
    """

    title = "Eligibility rule"
    shown_as: ClassVar[tuple[str, ...]] = ("name",)

    ruleset: Mapped[str] = field("Set of rules", Text(40), index=True)
    code: Mapped[str] = field("Code", Text(40))
    name: Mapped[str] = field("Rule", Text(200), search=True)
    name_en: Mapped[str | None] = field("Rule in English", Text(200))
    question: Mapped[str] = field("Question", Text(40))
    parameter: Mapped[str | None] = field("Value", Text(200), rules=(json_text,))
    parameter_key: Mapped[str | None] = field("Key of the parameter", Text(80))
    severity: Mapped[Severity] = field("If not met", Choice(Severity))
    basis: Mapped[str | None] = field("Legal basis", Text(200))
    rank: Mapped[int] = field("Order", Whole(0, 999))
    valid_from: Mapped[date] = field("Valid from", Day())
    valid_to: Mapped[date | None] = field("Valid to", Day())


class MinimumWage(Reference):
    """The minimum wage (UMK or UMP) of a regency, city or province from a day on."""

    title = "Minimum wage (UMK)"

    name: Mapped[str] = field("Name", Text(120), search=True)
    region: Mapped[str] = field("Region code", Text(13), index=True)
    amount: Mapped[int] = field("Amount a month", Money())
    valid_from: Mapped[date] = field("Valid from", Day())
    basis: Mapped[str | None] = field("Legal basis", Text(160))


class Segment(Code):
    """In which segment a person is insured (`domain.md` 3.7)."""

    WAGE_EARNER = "PU", "Wage earner (PU)"
    NON_WAGE_EARNER = "BPU", "Not a wage earner (BPU)"
    CONSTRUCTION = "JAKON", "Construction (Jakon)"
    MIGRANT = "PMI", "Migrant worker (PMI)"


class CheckSource(Code):
    """Where the facts of a membership check come from."""

    SMILE = "SMILE", "The agency's core system"
    SIPP = "SIPP", "SIPP of the employer"
    CARD = "KARTU", "Card shown by the worker"
    STATEMENT = "SURAT", "Letter of the employer"
    HEADQUARTERS = "PUSAT", "File of headquarters"


class MembershipCheck(Record):
    """What the agency's books said of a person's membership on a day (`users.md` 9)."""

    title = "Membership check"
    shown_as: ClassVar[tuple[str, ...]] = ("checked_on",)

    worker: Mapped[str] = reference("Worker", "Worker", index=True)
    membership: Mapped[str | None] = reference("Membership", "Membership (KPJ)")
    checked_on: Mapped[date] = field("Checked on", Day())
    source: Mapped[CheckSource] = field("Source", Choice(CheckSource), default=CheckSource.SMILE)
    officer: Mapped[str | None] = reference("Officer", "Checked by")
    segment: Mapped[Segment | None] = field("Segment", Choice(Segment))
    active: Mapped[bool | None] = field("Active member", Flag())
    contribution_months: Mapped[int | None] = field("Months of contributions", Whole(0, 900))
    last_month: Mapped[date | None] = field(
        "Last month paid", Day(), help="Any day of the month; the first is kept"
    )
    jht_withdrawn: Mapped[bool | None] = field("Old-age savings (JHT) withdrawn", Flag())
    wage: Mapped[int | None] = field("Last wage reported", Money(), sensitive=True)
    notes: Mapped[str | None] = field("Notes", Text(1000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Nothing was checked tomorrow."""
        if self.checked_on is not None and self.checked_on > facts.today:
            yield problem("checked_on", "FUTURE", N_("Must not lie in the future"))


class Verdict(Code):
    """What the rules say of a person, all taken together."""

    ELIGIBLE = "ELIGIBLE", "Eligible"
    WARNING = "WARNING", "With remarks"
    BLOCKED = "BLOCKED", "Not eligible"


class EligibilityDecision(Record):
    """A verdict as it was when it was decided upon, and an override of it.

    `findings` holds the verdict's lines as JSON, so that it can be read in
    later years whatever the rules say then.
    """

    title = "Eligibility decision"
    shown_as: ClassVar[tuple[str, ...]] = ("decided_on",)

    affected_worker: Mapped[str] = reference("AffectedWorker", "Affected worker", index=True)
    enrolment: Mapped[str | None] = reference("Enrolment", "Enrolment", index=True)
    programme: Mapped[str | None] = reference("TrainingProgramme", "Training programme")
    membership_check: Mapped[str | None] = reference("MembershipCheck", "Membership check")
    ruleset: Mapped[str] = field("Set of rules", Text(40))
    rules_of: Mapped[date] = field("Rules as of", Day())
    verdict: Mapped[Verdict] = field("Verdict", Choice(Verdict))
    findings: Mapped[str] = field("Findings", Text(8000), rules=(json_text,))
    decided_on: Mapped[date] = field("Decided on", Day())
    decided_by: Mapped[str | None] = reference("Officer", "Decided by")
    overridden: Mapped[bool] = field("Decided against the rules", Flag(), default=False)
    reason: Mapped[str | None] = field("Reason of the override", Text(600, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Who decides against the rules says why."""
        if self.overridden and not self.reason:
            yield problem("reason", "REASON", N_("Say why the rules are set aside"))
