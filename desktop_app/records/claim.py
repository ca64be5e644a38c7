"""Claims and payments, and what is asked before money goes out; whole rupiah throughout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Money, Text, Whole
from desktop_app.records.funding import CostKind
from desktop_app.records.identifiers import account
from desktop_app.records.record import Facts, Record, States


class ClaimKind(Code):
    """Who asks for money, and for what."""

    INVOICE = "INVOICE", "Invoice of a training provider"
    REIMBURSEMENT = "REIMBURSEMENT", "Reimbursement to an employer"
    ALLOWANCE = "ALLOWANCE", "Pocket money and transport of a class"


PAID = {
    ClaimKind.INVOICE: "provider",
    ClaimKind.REIMBURSEMENT: "employer",
    ClaimKind.ALLOWANCE: "training_class",
}
"""The field that names who is paid by a claim of a kind."""


class ClaimState(Code):
    """Where a claim stands (`domain.md` 1.7)."""

    DRAFT = "DRAFT", "Draft"
    SUBMITTED = "SUBMITTED", "Submitted"
    INCOMPLETE = "INCOMPLETE", "Returned, incomplete"
    VERIFIED = "VERIFIED", "Verified"
    APPROVED = "APPROVED", "Approved"
    REJECTED = "REJECTED", "Rejected"
    PAID = "PAID", "Paid"
    CLOSED = "CLOSED", "Closed"


_C = ClaimState


class Claim(Record):
    """A request for money: a provider's invoice, an employer's reimbursement, an allowance list.

    Written by one officer and approved by another; the approval is a
    `Decision` that signs the content.
    """

    title = "Claim"
    shown_as: ClassVar[tuple[str, ...]] = ("number",)
    dated_by: ClassVar[str | None] = "received_on"
    goes_on: ClassVar[tuple[str, ...]] = (
        "state",
        "due_on",
        "reason",
        "override_reason",
        "override_of",
        "closed_on",
    )
    states: ClassVar[States] = {
        "state": {
            _C.DRAFT: {_C.SUBMITTED},
            _C.SUBMITTED: {_C.DRAFT, _C.INCOMPLETE, _C.VERIFIED},
            _C.INCOMPLETE: {_C.SUBMITTED},
            _C.VERIFIED: {_C.APPROVED, _C.REJECTED, _C.INCOMPLETE, _C.SUBMITTED},
            _C.APPROVED: {_C.PAID, _C.VERIFIED},
            _C.REJECTED: {_C.VERIFIED},
            _C.PAID: {_C.CLOSED, _C.APPROVED},
            _C.CLOSED: {_C.PAID},
        }
    }

    number: Mapped[str] = field("Number of the claim", Text(80), search=True, index=True)
    kind: Mapped[ClaimKind] = field("Kind of claim", Choice(ClaimKind))
    funding: Mapped[str | None] = reference("FundingScheme", "Funding scheme")
    programme_year: Mapped[int] = field("Programme year", Whole(2019, 2100))
    employer: Mapped[str | None] = reference("Employer", "Employer", index=True)
    provider: Mapped[str | None] = reference("TrainingProvider", "Training provider", index=True)
    training_class: Mapped[str | None] = reference("TrainingClass", "Class", index=True)
    consultation: Mapped[str | None] = reference("Consultation", "Consultation")
    received_on: Mapped[date] = field("Received on", Day(), index=True)
    invoice_number: Mapped[str | None] = field("Invoice number", Text(80), search=True)
    invoiced_on: Mapped[date | None] = field("Invoiced on", Day())
    state: Mapped[ClaimState] = field("State", Choice(ClaimState), default=_C.DRAFT)
    due_on: Mapped[date | None] = field("Due on", Day(), index=True)
    written_by: Mapped[str | None] = reference("Officer", "Written by")
    bank: Mapped[str | None] = reference("Bank", "Bank")
    account: Mapped[str | None] = field("Bank account", Text(20), sensitive=True, rules=(account,))
    account_holder: Mapped[str | None] = field("Account holder", Text(120))
    reason: Mapped[str | None] = field("Reason of the decision", Text(1000, lines=True))
    override_reason: Mapped[str | None] = field("Reason for going on nevertheless", Text(400))
    override_of: Mapped[str | None] = field("Findings that the reason is about", Text(20_000))
    closed_on: Mapped[date | None] = field("Closed on", Day())
    notes: Mapped[str | None] = field("Notes", Text(2000, lines=True))

    @property
    def aside(self) -> frozenset[str]:
        """Keys of the findings that a reason was given for; any other one asks anew."""
        return frozenset((self.override_of or "").split() if self.override_reason else ())

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A claim names who is paid; a decision against it says why."""
        wanted = PAID.get(self.kind)
        if wanted is not None and getattr(self, wanted) is None:
            yield problem(wanted, "PAYEE", N_("Must be named for this kind of claim"))
        if self.state in (_C.REJECTED, _C.INCOMPLETE) and not self.reason:
            yield problem("reason", "REASON", N_("Name the reason"))
        if self.received_on and self.received_on > facts.today:
            yield problem("received_on", "FUTURE", N_("Must not lie in the future"))


class OtherFunding(Code):
    """Who else pays for the same (`users.md` 21)."""

    NONE = "NONE", "None"
    PRAKERJA = "PRAKERJA", "Prakerja"
    JKP = "JKP", "JKP"
    STATE = "APBN_APBD", "State or regional budget (APBN/APBD)"
    OWN = "OWN", "The employer or the person"


class ClaimLine(Record):
    """One cost of a claim, for a person or for the class."""

    title = "Cost line"
    shown_as: ClassVar[tuple[str, ...]] = ("description",)
    dated_with: ClassVar[str | None] = "claim"
    # What was asked for stays; what is accepted, withheld and booked is decided later.
    goes_on: ClassVar[tuple[str, ...]] = (
        *("accepted", "accepted_reason", "budget_line", "vat"),
        *("tax", "tax_amount", "tax_reason", "tax_slip"),
    )

    claim: Mapped[str] = reference("Claim", "Claim", index=True)
    cost_kind: Mapped[CostKind] = field("Kind of cost", Choice(CostKind))
    enrolment: Mapped[str | None] = reference("Enrolment", "Enrolment", index=True)
    description: Mapped[str] = field("Description", Text(200))
    quantity: Mapped[int] = field("Quantity", Whole(1, 100_000), default=1)
    unit_price: Mapped[int] = field("Price of one", Money())
    other_funding: Mapped[OtherFunding] = field(
        "Other funding", Choice(OtherFunding), default=OtherFunding.NONE
    )
    other_amount: Mapped[int] = field("Paid by others", Money(), default=0)
    accepted: Mapped[int | None] = field(
        "Accepted", Money(), help="Empty: all that is left after other funding"
    )
    accepted_reason: Mapped[str | None] = field("Reason for accepting less", Text(400))
    receipt_number: Mapped[str | None] = field("Receipt number", Text(80), search=True)
    vat: Mapped[int] = field("Value added tax (PPN)", Money(), default=0, help="Paid on top")
    tax: Mapped[str | None] = reference("TaxKind", "Tax")
    tax_amount: Mapped[int] = field("Tax amount", Money(), default=0)
    tax_reason: Mapped[str | None] = field("Reason for another tax", Text(400))
    tax_slip: Mapped[str | None] = field("Tax slip (bukti potong)", Text(80))
    budget_line: Mapped[str | None] = reference("BudgetLine", "Budget line", index=True)

    @property
    def claimed(self) -> int:
        """What is asked for, in rupiah."""
        return (self.quantity or 0) * (self.unit_price or 0)

    @property
    def gross(self) -> int:
        """What is paid before tax: what was accepted, or all that others do not pay."""
        left = self.claimed - (self.other_amount or 0)
        return left if self.accepted is None else self.accepted

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Others pay no more than there is; who accepts less says why."""
        left = self.claimed - (self.other_amount or 0)
        if left < 0:
            yield problem("other_amount", "OTHER", N_("Must not be more than the cost"))
        if self.other_amount and self.other_funding is OtherFunding.NONE:
            yield problem("other_funding", "WHO", N_("Say who pays"))
        if self.accepted is not None and self.accepted > max(left, 0):
            yield problem("accepted", "MORE", N_("Must not be more than is left to pay"))
        if self.accepted is not None and self.accepted < left and not self.accepted_reason:
            yield problem("accepted_reason", "REASON", N_("Name the reason"))


class PaymentState(Code):
    """Where a payment stands (`users.md` 19)."""

    PREPARED = "PREPARED", "Prepared"
    SENT = "SENT", "Sent to the bank"
    PAID = "PAID", "Paid"
    RETURNED = "RETURNED", "Returned by the bank"
    REVERSED = "REVERSED", "Reversed"


_P = PaymentState


class Payment(Record):
    """Money on its way to one payee."""

    title = "Payment"
    shown_as: ClassVar[tuple[str, ...]] = ("number",)
    dated_by: ClassVar[str | None] = "prepared_on"
    goes_on: ClassVar[tuple[str, ...]] = (
        *("state", "sent_on", "paid_on", "reference", "return_reason", "list_number"),
        *("bank", "account", "account_holder", "holder_reason", "reversal_reason"),
    )
    states: ClassVar[States] = {
        "state": {
            _P.PREPARED: {_P.SENT, _P.REVERSED},
            _P.SENT: {_P.PAID, _P.RETURNED, _P.PREPARED},
            # A bank may give back days later what it called paid.
            _P.PAID: {_P.REVERSED, _P.RETURNED},
            _P.RETURNED: {_P.SENT, _P.REVERSED},
            _P.REVERSED: set(),
        }
    }

    number: Mapped[str] = field("Payment number", Text(80), search=True, index=True)
    claim: Mapped[str] = reference("Claim", "Claim", index=True)
    enrolment: Mapped[str | None] = reference("Enrolment", "Enrolment", index=True)
    payee: Mapped[str] = field("Payee", Text(120), search=True)
    bank: Mapped[str | None] = reference("Bank", "Bank")
    account: Mapped[str] = field("Bank account", Text(20), sensitive=True, rules=(account,))
    account_holder: Mapped[str] = field("Account holder", Text(120))
    holder_reason: Mapped[str | None] = field(
        "Reason for another account holder", Text(400), help="Where payee and holder differ"
    )
    gross: Mapped[int] = field("Gross", Money())
    tax: Mapped[int] = field("Tax amount", Money(), default=0)
    state: Mapped[PaymentState] = field("State", Choice(PaymentState), default=_P.PREPARED)
    prepared_on: Mapped[date] = field("Prepared on", Day(), index=True)
    list_number: Mapped[str | None] = field("Payment list", Text(80), index=True)
    sent_on: Mapped[date | None] = field("Sent on", Day())
    paid_on: Mapped[date | None] = field("Paid on", Day(), index=True)
    reference: Mapped[str | None] = field("Reference of the bank", Text(80))
    return_reason: Mapped[str | None] = field("Why the bank returned it", Text(200))
    reversal_reason: Mapped[str | None] = field("Reason of the reversal", Text(400))

    @property
    def net(self) -> int:
        """What the payee gets, in rupiah."""
        return (self.gross or 0) - (self.tax or 0)

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Each state has its proof."""
        if self.state is _P.PAID and not (self.paid_on and self.reference):
            yield problem("reference", "REFERENCE", N_("Name day and reference of the bank"))
        if self.state is _P.RETURNED and not self.return_reason:
            yield problem("return_reason", "REASON", N_("Name the reason"))
        if self.state is _P.REVERSED and not self.reversal_reason:
            yield problem("reversal_reason", "REASON", N_("Name the reason"))


class Compliance(Code):
    """How an employer meets its duties (`users.md` 20)."""

    ORDERLY = "TERTIB", "Orderly"
    ARREARS = "MENUNGGAK", "In arrears"
    WAGE = "PDS_UPAH", "Reports part of the wages (PDS upah)"
    WORKERS = "PDS_TK", "Reports part of the workers (PDS tenaga kerja)"
    PROGRAMME = "PDS_PROGRAM", "Takes part in some programmes (PDS program)"
    UNREGISTERED = "PWBD", "Obliged and not registered (PWBD)"


class ComplianceCheck(Record):
    """How an employer stood at a date, and who says so."""

    title = "Compliance of an employer"
    shown_as: ClassVar[tuple[str, ...]] = ("checked_on", "compliance")

    employer: Mapped[str] = reference("Employer", "Employer", index=True)
    checked_on: Mapped[date] = field("Checked on", Day(), index=True)
    compliance: Mapped[Compliance] = field("Compliance", Choice(Compliance))
    arrears_months: Mapped[int | None] = field("Months in arrears", Whole(0, 600))
    source: Mapped[str] = field("Source", Text(120))
    notes: Mapped[str | None] = field("Notes", Text(400))


class ObjectionOutcome(Code):
    """What came of an objection."""

    GRANTED = "GRANTED", "Granted"
    PARTLY = "PARTLY", "Granted in part"
    REFUSED = "REFUSED", "Refused"


class Objection(Record):
    """Somebody objects to a refusal; another person than who refused decides (`users.md` 27)."""

    title = "Objection"
    shown_as: ClassVar[tuple[str, ...]] = ("received_on",)

    of_record: Mapped[str] = field("Record type", Text(40))
    of_id: Mapped[str] = field("Record", Text(64), index=True)
    received_on: Mapped[date] = field("Received on", Day(), index=True)
    grounds: Mapped[str] = field("Grounds", Text(2000, lines=True))
    due_on: Mapped[date | None] = field("Due on", Day())
    decided_by: Mapped[str | None] = reference("Officer", "Decided by")
    decided_on: Mapped[date | None] = field("Decided on", Day())
    outcome: Mapped[ObjectionOutcome | None] = field("Outcome", Choice(ObjectionOutcome))
    reason: Mapped[str | None] = field("Reason", Text(2000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A decision has its day, its person and its reason."""
        if self.outcome is not None and not (self.decided_by and self.decided_on and self.reason):
            yield problem("reason", "REASON", N_("Name day, officer and reason of the decision"))
