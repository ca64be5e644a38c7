"""A matter on one page, for whoever decides: its facts, and what speaks against a yes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from desktop_app.desk.cases import Law, case_deadlines, final, tally
from desktop_app.desk.claim_facts import examined
from desktop_app.desk.decisions import changed
from desktop_app.desk.editing import fetch
from desktop_app.desk.eligibility import assess_enrolment
from desktop_app.desk.lists import Listing
from desktop_app.desk.overrides import last_decision
from desktop_app.desk.papers import missing, papers_of
from desktop_app.desk.questions import Question, question_named
from desktop_app.i18n import N_, NN_, current, translate, translate_n
from desktop_app.processes.eligibility import Outcome
from desktop_app.processes.verdicts import Finding, read
from desktop_app.records import (
    CATALOGUE,
    AffectedWorker,
    Attendee,
    Claim,
    Consultation,
    Decision,
    EligibilityDecision,
    Enrolment,
    WorkTransfer,
)
from desktop_app.records.consultation import Standing
from desktop_app.records.desk_work import DecisionState
from desktop_app.records.eligibility import Severity
from desktop_app.records.record import Record
from desktop_app.store.sight import Read
from desktop_app.store.store import Store
from desktop_app.wording import Zone, day_short, money

NEAR = 3
"""Working days before a deadline at which the one who decides is told of it."""

_PERSON = (
    ("worker", N_("Name")),
    ("worker.birth_date", N_("Birth date")),
    ("employer", N_("Employer")),
    ("consultation", N_("Consultation")),
    ("position", N_("Position")),
    ("standing", N_("Identity check")),
    ("terminated_on", N_("Terminated on")),
)
_FACTS: dict[str, tuple[tuple[str, str], ...]] = {
    "consultation": (
        ("number", N_("Case number")),
        ("employer", N_("Employer")),
        ("held_on", N_("Date")),
        ("workers_stated", N_("Workers stated")),
        ("retain", N_("Kept or re-employed after training")),
        ("conditions", N_("Conditions")),
        ("agreement", N_("Agreement")),
        ("scheme", N_("Scheme")),
        ("programme", N_("Training agreed")),
        ("commitment_until", N_("Commitment to be met by")),
        ("reason", N_("Reason for termination")),
        ("effective_on", N_("Termination takes effect")),
        ("minutes_number", N_("Number of the minutes")),
    ),
    "enrolment": (
        ("number", N_("Enrolment number")),
        *((f"affected_worker.{path}", title) for path, title in _PERSON),
        ("programme", N_("Training programme")),
        ("scheme", N_("Scheme")),
        ("training_class", N_("Class")),
        ("state", N_("State")),
        ("no_consultation", N_("Reason for enrolling without consultation")),
    ),
    "eligibility_decision": (
        *((f"affected_worker.{path}", title) for path, title in _PERSON),
        ("programme", N_("Training programme")),
        ("ruleset", N_("Set of rules")),
        ("rules_of", N_("Rules as of")),
        ("verdict", N_("Verdict")),
    ),
    "claim": (
        ("number", N_("Number of the claim")),
        ("kind", N_("Kind of claim")),
        ("employer", N_("Employer")),
        ("provider", N_("Training provider")),
        ("training_class", N_("Class")),
        ("received_on", N_("Received on")),
        ("invoice_number", N_("Invoice number")),
        ("due_on", N_("Due on")),
        ("written_by", N_("Written by")),
        ("override_reason", N_("Reason for going on nevertheless")),
    ),
    "work_transfer": (
        ("giver", N_("From")),
        ("taker", N_("To")),
        ("on", N_("Date")),
        ("reason", N_("Reason")),
        ("count", N_("Records moved")),
    ),
}
"""What is shown of each record type: path and title (English source)."""


@dataclass(frozen=True)
class Warned:
    """Something to look at before deciding: ``bad``, ``warning`` or ``info``, and the words."""

    role: str
    text: str


@dataclass(frozen=True)
class DecisionSheet:
    """All that one page shows of a matter; `digest` is what a yes would be sealed over."""

    decision: Decision
    question: Question
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[Warned, ...]
    digest: str


def sheet(store: Store, id: str, zone: Zone) -> DecisionSheet:
    """The page of a decision, as its record stands now."""
    with store.read() as session:
        decision = fetch(session, Decision, id)
        assert isinstance(decision, Decision)
        question = question_named(decision.question)
        record = fetch(session, question.record, decision.of_id)
        warnings = (*_stale(session, decision), *_warnings(session, store, record))
        digest = question.digest(session, record)
    paths = _FACTS[decision.of_record]
    listing = Listing(store, question.record, [path for path, _title in paths], zone)
    (row,) = listing.rows([record.id])
    facts = [(translate(title), row[path] or "–") for path, title in paths]
    return DecisionSheet(decision, question, tuple(facts), warnings, digest)


def _stale(session: Read, decision: Decision) -> Iterator[Warned]:
    if not changed(session, decision):
        return
    words = {
        DecisionState.ASKED: N_("Changed since the decision was asked for"),
        DecisionState.APPROVED: N_("Changed after approval: the approval does not cover it"),
    }
    if decision.state in words:
        yield Warned("bad", translate(words[decision.state]))


def _warnings(session: Read, store: Store, record: Record) -> Iterator[Warned]:
    if isinstance(record, Consultation):
        yield from _of_consultation(session, store, record)
        yield from _papers(session, store, record)
    elif isinstance(record, Enrolment):
        yield from _of_person(session, record.affected_worker)
        yield from _of_rules(session, record)
        yield from _papers(session, store, record)
    elif isinstance(record, EligibilityDecision):
        yield from _of_person(session, record.affected_worker)
        yield from _unmet(read(record.findings))
    elif isinstance(record, WorkTransfer):
        yield from _of_transfer(record)
    elif isinstance(record, Claim):
        yield from _of_claim(session, store, record)


def _of_consultation(session: Read, store: Store, case: Consultation) -> Iterator[Warned]:
    for one in case_deadlines(session, case, store.facts(), Law.read(session)):
        near = one.met_on is None and one.days_left is not None and one.days_left <= NEAR
        if one.missed or near:
            name = (current() == "en" and one.rule.name_en) or one.rule.name
            words = N_("{name}: passed on {day}") if one.missed else N_("{name}: due on {day}")
            yield Warned(
                "bad" if one.missed else "warning",
                translate(words).format(name=name, day=day_short(one.due)),
            )
    people = tally(session, case.id)
    for count, pair in (
        (len(people.open), NN_("{n} worker is not checked yet", "{n} workers are not checked yet")),
        (
            max(0, people.missing),
            NN_(
                "{n} worker fewer is listed than the employer stated",
                "{n} workers fewer are listed than the employer stated",
            ),
        ),
    ):
        if count:
            yield Warned("warning", translate_n(*pair, count).format(n=count))
    if case.programme is None:
        yield Warned("warning", translate(N_("No training is chosen yet")))
    there = session.scalar(select(func.count(Attendee.id)).where(Attendee.consultation == case.id))
    if not there:
        yield Warned("warning", translate(N_("No attendees are recorded")))


def _of_person(session: Read, id: str) -> Iterator[Warned]:
    case = session.get_one(AffectedWorker, id)
    if case.standing is not Standing.MATCHED:
        words = N_("The person's identity has not been checked")
        if case.standing is Standing.REFUSED:
            words = N_("The person was refused at the identity check")
        yield Warned("bad", translate(words))
    if not final(session, case):
        yield Warned("warning", translate(N_("The layoff is not final yet")))


def _of_rules(session: Read, one: Enrolment) -> Iterator[Warned]:
    """What was found when the rules were last applied, or what they say now."""
    kept = last_decision(session, one.affected_worker, one.id)
    yield from _unmet(read(kept.findings) if kept else assess_enrolment(session, one).findings)
    if kept is not None and kept.overridden:
        words = translate(N_("The rules were set aside: {reason}"))
        yield Warned("bad", words.format(reason=kept.reason or "–"))


def _unmet(findings: Iterable[Finding]) -> Iterator[Warned]:
    for one in findings:
        if one.outcome is not Outcome.MET:
            hard = one.severity is Severity.BLOCK and one.outcome is Outcome.NOT_MET
            yield Warned("bad" if hard else "warning", f"{one.name}: {one.line}")


def _papers(session: Read, store: Store, record: Record) -> Iterator[Warned]:
    """The papers that should have come and have not."""
    for item in missing(papers_of(session, record, store.facts())):
        name = (current() == "en" and item.paper.name_en) or item.paper.name
        yield Warned("warning", translate(N_("Missing: {paper}")).format(paper=name))


def _of_claim(session: Read, store: Store, claim: Claim) -> Iterator[Warned]:
    """The findings, and the sums that a yes is about."""
    found = examined(session, claim, store.facts())
    for one in found.findings:
        yield Warned("bad" if one in found.open else "warning", one.text)
    sums = found.totals
    words = translate(
        N_("Claimed {claimed}, by others {other}, accepted {accepted}, net {net}")
    ).format(
        claimed=money(sums.claimed),
        other=money(sums.other),
        accepted=money(sums.accepted),
        net=money(sums.net),
    )
    lines = translate_n("{n} cost line", "{n} cost lines", len(found.lines))
    yield Warned("info", f"{lines.format(n=len(found.lines))}. {words}")


def _of_transfer(transfer: WorkTransfer) -> Iterator[Warned]:
    counts = Counter(name for name, _id in json.loads(transfer.moved))
    for name, count in counts.items():
        yield Warned("info", f"{translate(CATALOGUE[name].title)}: {count}")
