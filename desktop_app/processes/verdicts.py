"""The rules applied to a person: findings to read, a verdict, and both as they are kept.

The program refuses nobody by itself: an officer decides, and whoever sets a rule
aside says why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.fields import ERASED
from desktop_app.i18n import LANGUAGES, current, language
from desktop_app.i18n import translate as _
from desktop_app.processes.eligibility import QUESTIONS, Answer, Outcome, Person
from desktop_app.records.eligibility import EligibilityRule, Severity, Verdict
from desktop_app.wording import day_long


@dataclass(frozen=True)
class Finding:
    """What one rule says of a person, in words."""

    code: str
    name: str
    severity: Severity
    outcome: Outcome
    fact: str
    source: str
    """What the fact rests on; empty where the case itself says it."""
    basis: str
    version: str
    """Since when the rule has been as it is: ``2019-11``."""

    @property
    def line(self) -> str:
        """``usia 41, batas 40; aturan v2019-11``."""
        return _("{fact}; rule v{version}").format(fact=self.fact, version=self.version)


def rules_on(
    rules: Iterable[EligibilityRule], ruleset: str, day: date
) -> tuple[EligibilityRule, ...]:
    """The rules of a set in force on a day, in their order; of each code the latest."""
    latest: dict[str, EligibilityRule] = {}
    for rule in sorted(rules, key=lambda rule: rule.valid_from):
        ends = rule.valid_to or day
        if rule.ruleset == ruleset and rule.valid_from <= day <= ends:
            latest[rule.code] = rule
    return tuple(sorted(latest.values(), key=lambda rule: (rule.rank, rule.code)))


def judge(
    rules: Sequence[EligibilityRule], person: Person, parameter: Callable[[str], Any]
) -> tuple[Finding, ...]:
    """What each rule says, in the current language.

    Without any rule that is said, so that a set misspelt lets nobody pass unseen.
    """
    if not rules:
        fact = _("no rule is in force on {day}").format(day=day_long(person.day))
        return (Finding("RULES", _("Rules"), Severity.WARN, Outcome.UNKNOWN, fact, "", "", "–"),)
    found = []
    for rule in rules:
        answer = _answer(rule, person, parameter)
        found.append(
            Finding(
                rule.code,
                (current() == "en" and rule.name_en) or rule.name,
                rule.severity,
                answer.outcome,
                answer.fact,
                answer.source,
                rule.basis or "",
                f"{rule.valid_from:%Y-%m}",
            )
        )
    return tuple(found)


def _answer(rule: EligibilityRule, person: Person, parameter: Callable[[str], Any]) -> Answer:
    question = QUESTIONS.get(rule.question)
    if question is None:
        return Answer(Outcome.UNKNOWN, _("this version of the program cannot ask this"))
    value = json.loads(rule.parameter) if rule.parameter else None
    if rule.parameter_key:
        value = parameter(rule.parameter_key)
        if not isinstance(value, int):
            return Answer(Outcome.UNKNOWN, _("the limit is not set"), rule.parameter_key)
    return question(person, value)


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """All rules together: what is not met and blocks, blocks; what is not known is a remark."""
    unmet = [finding for finding in findings if finding.outcome is not Outcome.MET]
    if any(f.severity is Severity.BLOCK and f.outcome is Outcome.NOT_MET for f in unmet):
        return Verdict.BLOCKED
    return Verdict.WARNING if unmet else Verdict.ELIGIBLE


_IN_WORDS = ("name", "fact", "source")


def kept(rules: Sequence[EligibilityRule], person: Person, parameter: Callable[[str], Any]) -> str:
    """The findings as JSON, their words in every language, to be read in later years."""
    told = {}
    for code in LANGUAGES:
        with language(code):
            told[code] = judge(rules, person, parameter)
    lines = []
    for number, finding in enumerate(told["id"]):
        line: dict[str, Any] = {
            "code": finding.code,
            "severity": finding.severity.value,
            "outcome": finding.outcome.value,
            "basis": finding.basis,
            "version": finding.version,
        }
        for name in _IN_WORDS:
            line[name] = {code: getattr(told[code][number], name) for code in LANGUAGES}
        lines.append(line)
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> tuple[Finding, ...]:
    """Findings that were kept, in the current language; none of those erased by law."""
    if text == ERASED:
        return ()
    return tuple(
        Finding(
            code=line["code"],
            severity=Severity.of(line["severity"]),
            outcome=Outcome.of(line["outcome"]),
            basis=line["basis"],
            version=line["version"],
            **{name: line[name][current()] for name in _IN_WORDS},
        )
        for line in json.loads(text)
    )
