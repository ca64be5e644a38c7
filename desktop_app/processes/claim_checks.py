"""What speaks against paying a claim: the three-way match, caps, other money, paid once only.

A provider's invoice is held against enrolment, attendance and price, person by
person; an employer's reimbursement against the training its people had. The
program finds, an officer decides: who goes on against a finding that blocks
says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from desktop_app.i18n import translate as _
from desktop_app.processes.claims import (
    BLOCK,
    FEES,
    NOT_TRAINED,
    WARN,
    Finding,
    Known,
    Learner,
    paid_once,
)
from desktop_app.processes.receipts import Seen, duplicates
from desktop_app.records.claim import Claim, ClaimKind, ClaimLine, Compliance, OtherFunding
from desktop_app.records.funding import CostKind
from desktop_app.wording import day_short, integer, money, percent


def examine(claim: Claim, lines: Sequence[ClaimLine], known: Known) -> list[Finding]:
    """All that speaks against a claim, what blocks first."""
    found = [
        *_whole(claim, lines, known),
        *(finding for line in lines for finding in _line(claim, line, known)),
        *_people(claim, lines, known),
        *_receipts(known),
    ]
    if claim.kind is ClaimKind.REIMBURSEMENT:
        found += _reimbursement(claim, known)
    return sorted(found, key=lambda finding: not finding.blocks)


def blocking(found: Iterable[Finding]) -> list[Finding]:
    """Those that nobody passes without a reason."""
    return [finding for finding in found if finding.blocks]


# --- the claim as a whole ------------------------------------------------------------


def _whole(claim: Claim, lines: Sequence[ClaimLine], known: Known) -> Iterator[Finding]:
    if not lines:
        yield Finding("EMPTY", BLOCK, _("The claim has no cost lines"))
    if claim.kind is ClaimKind.INVOICE and not claim.invoice_number:
        yield Finding("INVOICE", BLOCK, _("The number of the invoice is missing"))
    if claim.kind is not ClaimKind.ALLOWANCE and not (claim.account and claim.account_holder):
        yield Finding("ACCOUNT", WARN, _("Bank account and its holder are not filled in"))
    for name in known.missing:
        words = _("Missing: {paper}").format(paper=name)
        yield Finding("PAPER", BLOCK, words)


def _line(claim: Claim, line: ClaimLine, known: Known) -> Iterator[Finding]:
    if claim.kind is ClaimKind.ALLOWANCE:
        return
    scheme, kind = known.funding, line.cost_kind
    if not line.claimed:
        words = _("{line}: the price is not filled in")
        yield Finding("NO-SUM", BLOCK, words.format(line=line.description), line.id)
    if scheme is not None and kind not in scheme.cost_kinds:
        words = _("{scheme} does not pay for this: {kind}")
        text = words.format(scheme=scheme.name, kind=_(kind.label))
        yield Finding("COST-KIND", BLOCK, text, line.id, scheme.basis or "")
    learner = known.learners.get(line.enrolment or "")
    if learner is None:
        if kind in FEES:
            text = _("{line}: name the person, or it cannot be matched").format(
                line=line.description
            )
            yield Finding("NOBODY", WARN, text, line.id)
        return
    yield from _enrolled(claim, line, learner)
    yield from _price(line, learner)
    if line.other_funding is not OtherFunding.NONE and not line.other_amount:
        words = _("{name}: {who} pays too; fill in how much")
        text = words.format(name=learner.name, who=_(line.other_funding.label))
        yield Finding("OTHER", BLOCK, text, line.id)


def _enrolled(claim: Claim, line: ClaimLine, learner: Learner) -> Iterator[Finding]:
    """The first two ways of the match: enrolment and attendance."""
    name, number = learner.name, learner.number
    if claim.training_class and learner.training_class != claim.training_class:
        words = _("{name} ({number}) has no seat in the class of this claim")
        yield Finding("CLASS", BLOCK, words.format(name=name, number=number), line.id)
    if learner.state in NOT_TRAINED:
        words = _("{name} ({number}) has not been trained: {state}")
        text = words.format(name=name, number=number, state=_(learner.state.label))
        yield Finding("NOT-TRAINED", BLOCK, text, line.id)
    elif learner.attendance is None:
        words = _("{name}: no attendance is recorded")
        yield Finding("NO-ATTENDANCE", WARN, words.format(name=name), line.id)
    elif learner.attendance < learner.least:
        words = _("{name}: attended {share}, {least} are asked for")
        text = words.format(
            name=name, share=percent(learner.attendance), least=percent(learner.least)
        )
        if learner.under_reason:
            text = f"{text} ({learner.under_reason})"
        severity = WARN if learner.under_reason else BLOCK
        yield Finding("ATTENDANCE", severity, text, line.id)
    if line.cost_kind is CostKind.CERTIFICATION and not learner.certified:
        words = _("{name}: no certificate and no assessment is recorded")
        yield Finding("NOT-CERTIFIED", WARN, words.format(name=name), line.id)


def _price(line: ClaimLine, learner: Learner) -> Iterator[Finding]:
    """The third way of the match: the price agreed."""
    if line.cost_kind is not CostKind.TRAINING:
        return
    if learner.fee is None:
        words = _("{name}: no price is agreed for the programme")
        yield Finding("NO-PRICE", WARN, words.format(name=learner.name), line.id)
    elif line.claimed > learner.fee:
        words = _("{name}: {asked} asked for, {fee} agreed")
        text = words.format(
            name=learner.name,
            asked=money(line.claimed),
            fee=money(learner.fee),
        )
        yield Finding("PRICE", BLOCK, text, line.id)


# --- people --------------------------------------------------------------------------


def _people(claim: Claim, lines: Sequence[ClaimLine], known: Known) -> Iterator[Finding]:
    yield from _once(lines, known)
    yield from _caps(lines, known)
    if claim.kind is ClaimKind.INVOICE:
        there = {line.enrolment for line in lines if line.cost_kind is CostKind.TRAINING}
        left_out = [one for one in known.expected if one.id not in there]
        if left_out and lines:
            words = _("{n} trained and not on the invoice: {names}")
            names = ", ".join(one.name for one in left_out[:5])
            yield Finding("LEFT-OUT", WARN, words.format(n=integer(len(left_out)), names=names))


def _once(lines: Sequence[ClaimLine], known: Known) -> Iterator[Finding]:
    """One person and programme is paid once, over both schemes and all claims.

    Daily rates are paid once for an enrolment, on as many lines as there were rates.
    """
    before: dict[tuple[str, ...] | None, str] = {}
    for other in known.elsewhere:
        before.setdefault(paid_once(other.cost_kind, other, other.enrolment), other.claim)
    here: set[tuple[str, ...]] = set()
    for line in lines:
        learner = known.learners.get(line.enrolment or "")
        key = paid_once(line.cost_kind, learner, learner.id) if learner is not None else None
        if learner is None or key is None:
            continue
        kind = _(line.cost_kind.label)
        if key in here and line.cost_kind in FEES:
            words = _("{name} stands here twice for the same: {kind}")
            yield Finding(
                "TWICE", BLOCK, words.format(name=learner.name, kind=kind.lower()), line.id
            )
        elif key in before:
            words = _("{name}: {kind} of this programme stands already on claim {claim}")
            text = words.format(name=learner.name, kind=kind.lower(), claim=before[key])
            yield Finding("PAID-ONCE", BLOCK, text, line.id)
        here.add(key)


def _caps(lines: Sequence[ClaimLine], known: Known) -> Iterator[Finding]:
    """What one person may cost, by kind and altogether."""
    each: dict[tuple[str, CostKind], int] = defaultdict(int)
    whole: dict[str, int] = defaultdict(int)
    for line in lines:
        if line.enrolment is not None:
            each[line.enrolment, line.cost_kind] += line.gross
            whole[line.enrolment] += line.gross
    for (enrolment, kind), asked in each.items():
        cap = known.caps.get(kind)
        if cap is not None and asked > cap and (learner := known.learners.get(enrolment)):
            words = _("{name}: {asked} for {kind}, at most {cap} are paid")
            text = words.format(
                name=learner.name,
                asked=money(asked),
                kind=_(kind.label).lower(),
                cap=money(cap),
            )
            basis = known.funding.basis if known.funding else None
            yield Finding("CAP", BLOCK, text, _first(lines, enrolment, kind), basis or "")
    for enrolment, asked in whole.items():
        learner = known.learners.get(enrolment)
        if learner is not None and known.per_head is not None and asked > known.per_head:
            words = _("{name} costs {asked}; up to {usual} a person is plausible")
            text = words.format(
                name=learner.name,
                asked=money(asked),
                usual=money(known.per_head),
            )
            yield Finding("PER-HEAD", WARN, text, _first(lines, enrolment))


def _first(lines: Sequence[ClaimLine], enrolment: str, kind: CostKind | None = None) -> str | None:
    mine = (one.id for one in lines if one.enrolment == enrolment and kind in (None, one.cost_kind))
    return next(mine, None)


# --- papers and duties ---------------------------------------------------------------


def _receipts(known: Known) -> Iterator[Finding]:
    for seen in duplicates(known.papers, known.seen_here, known.seen_elsewhere):
        yield _seen(seen)


def _seen(seen: Seen) -> Finding:
    words = _("{number} of {issuer} stands already on claim {claim}")
    if seen.office:
        words = _("{number} of {issuer} stands already on claim {claim} of office {office}")
    text = words.format(
        number=seen.paper.number, issuer=seen.paper.issuer, claim=seen.claim, office=seen.office
    )
    return Finding("RECEIPT", BLOCK, text, seen.paper.line)


def _reimbursement(claim: Claim, known: Known) -> Iterator[Finding]:
    rule = BLOCK if known.compliance_rule == "BLOCK" else WARN
    check = known.compliance
    if known.compliance_rule != "OFF" and check is None:
        text = _("How the employer meets its duties has not been checked")
        yield Finding("COMPLIANCE", rule, text)
    elif known.compliance_rule != "OFF" and check and check.compliance is not Compliance.ORDERLY:
        words = _("The employer on {day}: {how} ({source})")
        text = words.format(
            day=day_short(check.checked_on), how=_(check.compliance.label), source=check.source
        )
        yield Finding("COMPLIANCE", rule, text)
    if not known.institution:
        text = _("Name the institution that trained, or the agreement with it")
        yield Finding("INSTITUTION", WARN, text)
    if known.minutes is None:
        yield Finding("CONSULTATION", WARN, _("No consultation is linked to the claim"))
    elif not known.minutes:
        yield Finding("MINUTES", WARN, _("The consultation has no minutes yet"))
