"""What speaks against paying a claim: the three-way match, caps, other money, paid once only.

A provider's invoice is held against enrolment, attendance and price, person by
person; an employer's reimbursement against the training its people had. The
program finds, an officer decides: who goes on against a finding that blocks
says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from desktop_app.i18n import translate as _
from desktop_app.processes.claims import BLOCK, FEES, NOT_TRAINED, WARN, Finding, Known, Learner
from desktop_app.processes.receipts import Seen, duplicates
from desktop_app.records.budget import DAILY
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


def blocking(found: Iterable[Finding], aside: Collection[str] = ()) -> list[Finding]:
    """Those that nobody passes without a reason; `aside` has the keys of those with one."""
    return [finding for finding in found if finding.blocks and finding.key not in aside]


# --- the claim as a whole ------------------------------------------------------------


def _whole(claim: Claim, lines: Sequence[ClaimLine], known: Known) -> Iterator[Finding]:
    if not lines:
        yield Finding("EMPTY", BLOCK, _("The claim has no cost lines"))
    if claim.kind is ClaimKind.INVOICE and not claim.invoice_number:
        yield Finding("INVOICE", BLOCK, _("The number of the invoice is missing"))
    if claim.kind is not ClaimKind.ALLOWANCE and not (claim.account and claim.account_holder):
        yield Finding("ACCOUNT", WARN, _("Bank account and its holder are not filled in"))
    for id, name in known.missing.items():
        words = _("Missing: {paper}").format(paper=name)
        yield Finding("PAPER", BLOCK, words, about=(id,))


def _line(claim: Claim, line: ClaimLine, known: Known) -> Iterator[Finding]:
    people = known.people_of(line)
    yield from _named(claim, line, people)
    if claim.kind is ClaimKind.ALLOWANCE:
        return
    scheme, kind = known.funding, line.cost_kind
    if not line.claimed:
        words = _("{line}: the price is not filled in")
        yield Finding("NO-SUM", BLOCK, words.format(line=line.description), line.id)
    if scheme is not None and kind not in scheme.cost_kinds:
        words = _("{scheme} does not pay for this: {kind}")
        text = words.format(scheme=scheme.name, kind=_(kind.label))
        yield Finding("COST-KIND", BLOCK, text, line.id, scheme.basis or "", (scheme.id, kind))
    for learner in people:
        yield from _enrolled(claim, line, learner)
    yield from _price(line, people)
    if line.other_funding is not OtherFunding.NONE and not line.other_amount:
        words = _("{name}: {who} pays too; fill in how much")
        text = words.format(name=_name(line, people), who=_(line.other_funding.label))
        yield Finding("OTHER", BLOCK, text, line.id, about=(line.other_funding,))


def _named(claim: Claim, line: ClaimLine, people: Sequence[Learner]) -> Iterator[Finding]:
    """Who is paid, or paid for: nobody goes unmatched."""
    named, told = line.enrolment is not None, None
    if claim.kind is ClaimKind.ALLOWANCE:
        if not (named and people):
            told = _("{line}: name the person who is paid")
    elif people and not named:
        words = _("{line}: names nobody; it is held against all {n} who were trained")
        text = words.format(line=line.description, n=integer(len(people)))
        yield Finding("WHOLE-CLASS", WARN, text, line.id)
    elif not people and (named or line.cost_kind in (*FEES, *DAILY)):
        told = _("{line}: name the person, or it cannot be matched")
    if told is not None:
        yield Finding("NOBODY", BLOCK, told.format(line=line.description), line.id)


def _name(line: ClaimLine, people: Sequence[Learner]) -> str:
    """The person a cost is for, or what the cost is called where it names nobody."""
    return people[0].name if line.enrolment is not None and people else line.description


def _enrolled(claim: Claim, line: ClaimLine, learner: Learner) -> Iterator[Finding]:
    """The first two ways of the match: enrolment and attendance."""
    name, number = learner.name, learner.number
    if claim.training_class and learner.training_class != claim.training_class:
        words = _("{name} ({number}) has no seat in the class of this claim")
        text = words.format(name=name, number=number)
        yield Finding("CLASS", BLOCK, text, line.id, about=(learner.id, claim.training_class))
    if learner.state in NOT_TRAINED:
        words = _("{name} ({number}) has not been trained: {state}")
        text = words.format(name=name, number=number, state=_(learner.state.label))
        yield Finding("NOT-TRAINED", BLOCK, text, line.id, about=(learner.id, learner.state))
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
        about = (learner.id, learner.attendance, learner.least)
        yield Finding("ATTENDANCE", severity, text, line.id, about=about)
    if line.cost_kind is CostKind.CERTIFICATION and not learner.certified:
        words = _("{name}: no certificate and no assessment is recorded")
        yield Finding("NOT-CERTIFIED", WARN, words.format(name=name), line.id)


def _price(line: ClaimLine, people: Sequence[Learner]) -> Iterator[Finding]:
    """The third way of the match: the price agreed, of a whole class for all its people."""
    if line.cost_kind is not CostKind.TRAINING or not people:
        return
    name, fees = _name(line, people), [one.fee for one in people]
    agreed = sum(fee or 0 for fee in fees)
    if None in fees:
        words = _("{name}: no price is agreed for the programme")
        yield Finding("NO-PRICE", WARN, words.format(name=name), line.id)
    elif line.claimed > agreed:
        words = _("{name}: {asked} asked for, {fee} agreed")
        text = words.format(name=name, asked=money(line.claimed), fee=money(agreed))
        yield Finding("PRICE", BLOCK, text, line.id, about=(line.claimed, agreed))


# --- people --------------------------------------------------------------------------


def _people(claim: Claim, lines: Sequence[ClaimLine], known: Known) -> Iterator[Finding]:
    yield from _once(lines, known)
    yield from _caps(lines, known)
    if claim.kind is ClaimKind.INVOICE:
        training = (line for line in lines if line.cost_kind is CostKind.TRAINING)
        there = {one.id for line in training for one in known.people_of(line)}
        left_out = [one for one in known.expected if one.id not in there]
        if left_out and lines:
            words = _("{n} trained and not on the invoice: {names}")
            names = ", ".join(one.name for one in left_out[:5])
            yield Finding("LEFT-OUT", WARN, words.format(n=integer(len(left_out)), names=names))


def _once(lines: Sequence[ClaimLine], known: Known) -> Iterator[Finding]:
    """One person is paid once, over both schemes and all claims.

    A fee once for a programme, pocket money and transport once for a day.
    """
    here: set[tuple[object, ...]] = set()
    for line in lines:
        if line.cost_kind not in (*FEES, *DAILY):
            continue
        kind = _(line.cost_kind.label)
        for learner in known.people_of(line):
            # Days at two rates make two lines for one person.
            rate = line.unit_price if line.cost_kind in DAILY else None
            key = (learner.person, learner.programme, line.cost_kind, rate)
            other = next((o for o in known.elsewhere if o.pays(learner, line.cost_kind)), None)
            if key in here:
                words = _("{name} stands here twice for the same: {kind}")
                text = words.format(name=learner.name, kind=kind.lower())
                yield Finding("TWICE", BLOCK, text, line.id, about=key)
            elif other is not None:
                words = _("{name}: {kind} of this programme stands already on claim {claim}")
                if line.cost_kind in DAILY:
                    words = _("{name}: {kind} of these days stands already on claim {claim}")
                text = words.format(name=learner.name, kind=kind.lower(), claim=other.claim)
                about = (learner.person, other.claim)
                yield Finding("PAID-ONCE", BLOCK, text, line.id, about=about)
            here.add(key)


def _caps(lines: Sequence[ClaimLine], known: Known) -> Iterator[Finding]:
    """What one person may cost, by kind and altogether; a cost of many is shared by them."""
    each: dict[tuple[str, CostKind], int] = defaultdict(int)
    whole: dict[str, int] = defaultdict(int)
    people: dict[str, Learner] = {}
    first: dict[tuple[str, CostKind | None], str] = {}
    for line in lines:
        shared = known.people_of(line)
        for learner in shared:
            share = -(-line.gross // len(shared))
            each[learner.id, line.cost_kind] += share
            whole[learner.id] += share
            people[learner.id] = learner
            first.setdefault((learner.id, line.cost_kind), line.id)
            first.setdefault((learner.id, None), line.id)
    for (id, kind), asked in each.items():
        cap = known.caps.get(kind)
        if cap is not None and asked > cap:
            words = _("{name}: {asked} for {kind}, at most {cap} are paid")
            text = words.format(
                name=people[id].name,
                asked=money(asked),
                kind=_(kind.label).lower(),
                cap=money(cap),
            )
            basis = known.funding.basis if known.funding else None
            yield Finding(
                "CAP", BLOCK, text, first[id, kind], basis or "", about=(id, kind, asked, cap)
            )
    for id, asked in whole.items():
        if known.per_head is not None and asked > known.per_head:
            words = _("{name} costs {asked}; up to {usual} a person is plausible")
            text = words.format(
                name=people[id].name, asked=money(asked), usual=money(known.per_head)
            )
            yield Finding("PER-HEAD", WARN, text, first[id, None])


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
    about = (seen.paper.digest, seen.claim, seen.office)
    return Finding("RECEIPT", BLOCK, text, seen.paper.line, about=about)


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
        yield Finding("COMPLIANCE", rule, text, about=(check.id, check.compliance))
    if not known.institution:
        text = _("Name the institution that trained, or the agreement with it")
        yield Finding("INSTITUTION", WARN, text)
    if known.minutes is None:
        yield Finding("CONSULTATION", WARN, _("No consultation is linked to the claim"))
    elif not known.minutes:
        yield Finding("MINUTES", WARN, _("The consultation has no minutes yet"))
