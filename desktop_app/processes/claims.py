"""What a claim for money is judged by: the facts about its people, its papers and its sums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop_app.processes.receipts import Paper
from desktop_app.processes.taxes import Sums, sums
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
class Run:
    """The days of somebody's class, both included; None where none is set."""

    since: date | None = None
    until: date | None = None

    def meets(self, other: Run) -> bool:
        """Whether the two share a day, as far as their days are known."""
        return not (_before(self, other) or _before(other, self))


def _before(one: Run, other: Run) -> bool:
    return one.until is not None and other.since is not None and one.until < other.since


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
    run: Run = Run()


@dataclass(frozen=True)
class Elsewhere:
    """A cost of another claim that was not rejected: for whom, and on which claim."""

    claim: str
    enrolment: str
    person: str
    programme: str
    cost_kind: CostKind
    run: Run = Run()

    def pays(self, learner: Learner, kind: CostKind) -> bool:
        """Whether it pays what a person is to get: a fee by programme, a daily sum by its days."""
        if (self.person, self.cost_kind) != (learner.person, kind):
            return False
        return self.run.meets(learner.run) if kind in DAILY else self.programme == learner.programme


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
    missing: Mapping[str, str] = field(default_factory=dict)
    """Names of the papers that have to come and have not, by id."""

    def people_of(self, line: ClaimLine) -> Sequence[Learner]:
        """Whom a cost is for: who is named, or of a fee that names nobody all whom it may be for.

        Those are the people trained in the claim's class; none where there is no class.
        """
        if line.enrolment is not None:
            named = self.learners.get(line.enrolment)
            return [named] if named is not None else []
        return self.expected if line.cost_kind in FEES else []


@dataclass(frozen=True)
class Finding:
    """Something to look at, in the current language; `line` is the cost line it is about."""

    code: str
    severity: Severity
    text: str
    line: str | None = None
    basis: str = ""
    about: tuple[object, ...] = ()
    """What it was found from, beside the line; other facts make another finding."""

    @property
    def blocks(self) -> bool:
        """Whether nobody goes on without a reason."""
        return self.severity is BLOCK

    @property
    def key(self) -> str:
        """What it is known by, in any language: ``PRICE-5f1c09ab3e7d``."""
        return finding_key(self.code, self.line, *self.about)


def finding_key(code: str, *about: object) -> str:
    """A finding's code with a digest of what it was found from."""
    told = "\n".join("" if one is None else str(one) for one in about)
    return f"{code}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


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
    added: int = 0
    """Taxes that are charged, and paid on top."""
    tax: int = 0
    """Taxes that are withheld."""
    net: int = 0
    """What is paid out."""


def totals(lines: Iterable[ClaimLine], kinds: Mapping[str, TaxKind]) -> Totals:
    """What is asked for, paid by others, accepted, taxed with kinds by id, and paid out."""
    own = list(lines)
    taxed = sum((sums(line, kinds) for line in own), Sums())
    return Totals(
        sum(line.claimed for line in own),
        sum(line.other_amount or 0 for line in own),
        taxed.accepted,
        taxed.added,
        taxed.withheld,
        taxed.net,
    )
