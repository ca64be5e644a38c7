"""What a claim for money is judged by: the facts about its people, its papers and its sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop_app.processes.receipts import Paper
from desktop_app.processes.taxes import sums
from desktop_app.records.budget import DAILY
from desktop_app.records.claim import ClaimLine, ComplianceCheck
from desktop_app.records.eligibility import Severity
from desktop_app.records.funding import CostKind, FundingScheme, TaxKind
from desktop_app.records.training import EnrolmentState

_E = EnrolmentState
BLOCK, WARN = Severity.BLOCK, Severity.WARN
NOT_TRAINED = frozenset(
    {_E.REGISTERED, _E.VERIFIED, _E.APPROVED, _E.WAITLISTED, _E.ASSIGNED, _E.CANCELLED, _E.REJECTED}
)
"""States of somebody who has had no training."""
FEES = (CostKind.TRAINING, CostKind.CERTIFICATION)


@dataclass(frozen=True)
class Learner:
    """What is known of one enrolment for which money is asked."""

    id: str
    number: str
    name: str
    person: str
    programme: str
    training_class: str | None
    state: EnrolmentState
    attendance: int | None
    """Basis points of the lesson hours; None while nobody has put it down."""
    least: int
    """Basis points that have to be attended."""
    under_reason: str | None = None
    fee: int | None = None
    """Price agreed for the programme, per person."""
    certified: bool = False
    assessed: bool = False
    """Whether a certification body recorded an assessment."""


@dataclass(frozen=True)
class Elsewhere:
    """A cost of another claim that was not rejected: for whom, and on which claim."""

    claim: str
    enrolment: str
    person: str
    programme: str
    cost_kind: CostKind


def paid_once(kind: CostKind, one: Learner | Elsewhere, enrolment: str) -> tuple[str, ...] | None:
    """What may be paid once only: a fee for person and programme, daily rates for an enrolment."""
    if kind in FEES:
        return one.person, one.programme, kind.value
    return (enrolment, kind.value) if kind in DAILY else None


@dataclass(frozen=True)
class Known:
    """All that the checks of one claim look at."""

    today: date
    learners: Mapping[str, Learner] = field(default_factory=dict)
    elsewhere: Sequence[Elsewhere] = ()
    expected: Sequence[Learner] = ()
    """Those of the class who should be on the claim."""
    funding: FundingScheme | None = None
    caps: Mapping[CostKind, int | None] = field(default_factory=dict)
    per_head: int | None = None
    papers: Sequence[Paper] = ()
    """Invoice and receipts of this claim."""
    seen_here: Sequence[Paper] = ()
    seen_elsewhere: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    compliance: ComplianceCheck | None = None
    compliance_rule: str = "WARN"
    institution: bool = True
    """Whether the claim names who trained, or the employer's agreement with it."""
    minutes: bool | None = None
    """Whether the consultation has its minutes; None without consultation."""
    missing: Sequence[str] = ()
    """Names of the papers that have to come and have not."""


@dataclass(frozen=True)
class Finding:
    """Something to look at, in the current language; `line` is the cost line it is about."""

    code: str
    severity: Severity
    text: str
    line: str | None = None
    basis: str = ""

    @property
    def blocks(self) -> bool:
        """Whether nobody goes on without a reason."""
        return self.severity is BLOCK


def cap_on(scheme: FundingScheme | None, kind: CostKind, parameter: int | None) -> int | None:
    """The most for one person: the lower of what the scheme and the parameter say."""
    own = {
        CostKind.TRAINING: scheme.cap_training if scheme else None,
        CostKind.CERTIFICATION: scheme.cap_certification if scheme else None,
    }.get(kind)
    said = [cap for cap in (own, parameter) if cap is not None]
    return min(said, default=None)


@dataclass(frozen=True)
class Totals:
    """The sums of a claim in rupiah."""

    claimed: int = 0
    other: int = 0
    accepted: int = 0
    tax: int = 0
    """Of all kinds; a tax that is charged is paid on top, the others are withheld."""
    net: int = 0
    """What is paid out."""


def totals(lines: Iterable[ClaimLine], kinds: Mapping[str, TaxKind]) -> Totals:
    """What is asked for, paid by others, accepted, taxed with kinds by id, and paid out."""
    own = list(lines)
    return Totals(
        sum(line.claimed for line in own),
        sum(line.other_amount or 0 for line in own),
        sum(line.gross for line in own),
        sum(line.tax_amount or 0 for line in own),
        sum(sums(line, kinds).net for line in own),
    )
