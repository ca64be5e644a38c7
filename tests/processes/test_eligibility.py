"""The eligibility rules by written-out cases, to the day; the shipped sets, and what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.i18n import language
from desktop_app.processes.eligibility import (
    QUESTIONS,
    Check,
    Floor,
    Outcome,
    Person,
    Training,
    full_months,
    lowest,
    months_after,
)
from desktop_app.processes.verdicts import Finding, judge, kept, read, rules_on, verdict_of
from desktop_app.records import EligibilityRule, MinimumWage
from desktop_app.records.eligibility import CheckSource, Segment, Severity, Verdict
from desktop_app.store.shipped import rows
from tests.ui.conftest import catalogues

__all__ = ["catalogues"]

DAY = date(2019, 11, 25)
MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
FLOOR = Floor("Kabupaten Gunungkidul", 1_571_000, date(2019, 1, 1))

FITTING = Person(
    day=DAY,
    birth_date=date(1990, 5, 17),
    nationality="WNI",
    nik_valid=True,
    segment=Segment.WAGE_EARNER,
    active=False,
    months=36,
    wage=3_200_000,
    jht_withdrawn=False,
    check=Check(CheckSource.SIPP, date(2019, 11, 20)),
    floor=FLOOR,
    terminated_on=date(2019, 8, 1),
    consultation="K-MND-2019-0001",
    programme="P1",
    agreed_on=DAY,
)
"""Meets all rules of both sets."""


@pytest.fixture(scope="module")
def rules() -> list[EligibilityRule]:
    """The rules that come with the program."""
    return [EligibilityRule(office="TERAMPIL", **row) for row in rows("eligibility_rules")]


@pytest.fixture(scope="module")
def limits() -> Mapping[str, Any]:
    """The parameters that come with the program."""
    return {row["key"]: json.loads(row["value"]) for row in rows("parameters")}


Judge = Callable[..., dict[str, Finding]]


@pytest.fixture
def vib(rules: list[EligibilityRule], limits: Mapping[str, Any]) -> Judge:
    """The findings of VIB_2019 for the fitting person with changes, by code."""

    def judged(**changed: Any) -> dict[str, Finding]:
        person = replace(FITTING, **changed)
        found = judge(rules_on(rules, "VIB_2019", person.day), person, limits.get)
        return {finding.code: finding for finding in found}

    return judged


VIB = (
    *("CITIZEN", "SEGMENT", "MONTHS", "WAGE", "TERMINATED", "STOPPED_MIN", "STOPPED_MAX"),
    *("INACTIVE", "AGE", "ONCE", "AGREES", "JHT"),
)
"""The eleven rules of Vokasi Indonesia Bekerja; the sixth is asked in two lines."""


def test_who_meets_all_rules_is_eligible(vib: Judge) -> None:
    found = vib()
    assert tuple(found) == VIB
    assert {finding.outcome for finding in found.values()} == {MET}
    assert verdict_of(found.values()) is Verdict.ELIGIBLE


@pytest.mark.parametrize(
    ("code", "changed", "outcome"),
    [
        ("CITIZEN", {"nationality": "WNA"}, NOT_MET),
        ("CITIZEN", {"nationality": None}, UNKNOWN),
        ("SEGMENT", {"segment": Segment.NON_WAGE_EARNER}, NOT_MET),
        ("SEGMENT", {"segment": None}, UNKNOWN),
        ("SEGMENT", {"nik_valid": None}, UNKNOWN),
        ("SEGMENT", {"nik_valid": False}, NOT_MET),
        ("SEGMENT", {"segment": None, "nik_valid": False}, NOT_MET),
        ("MONTHS", {"months": 12}, MET),
        ("MONTHS", {"months": 11}, NOT_MET),
        ("MONTHS", {"months": None}, UNKNOWN),
        ("WAGE", {"wage": 1_571_000}, MET),
        ("WAGE", {"wage": 1_570_999}, NOT_MET),
        ("WAGE", {"wage": None}, UNKNOWN),
        ("WAGE", {"floor": None}, UNKNOWN),
        ("TERMINATED", {"terminated_on": DAY}, MET),
        ("TERMINATED", {"terminated_on": date(2019, 11, 26)}, NOT_MET),
        ("TERMINATED", {"terminated_on": None}, UNKNOWN),
        ("TERMINATED", {"called_off": True}, NOT_MET),
        ("STOPPED_MIN", {"terminated_on": date(2019, 10, 25)}, MET),
        ("STOPPED_MIN", {"terminated_on": date(2019, 10, 26)}, NOT_MET),
        ("STOPPED_MIN", {"terminated_on": None}, UNKNOWN),
        ("STOPPED_MAX", {"terminated_on": date(2017, 11, 25)}, MET),
        ("STOPPED_MAX", {"terminated_on": date(2017, 11, 24)}, NOT_MET),
        ("STOPPED_MAX", {"terminated_on": None}, UNKNOWN),
        ("INACTIVE", {"active": True}, NOT_MET),
        ("INACTIVE", {"active": None}, UNKNOWN),
        ("AGE", {"birth_date": date(1979, 11, 25)}, MET),  # 40 on the day
        ("AGE", {"birth_date": date(1978, 11, 26)}, MET),  # 41 tomorrow
        ("AGE", {"birth_date": date(1978, 11, 25)}, NOT_MET),  # 41 today
        ("AGE", {"birth_date": None}, UNKNOWN),
        ("ONCE", {"trainings": (Training("P-MND-2019-0001", "P2"),)}, NOT_MET),
        ("AGREES", {"agreed_on": None}, UNKNOWN),
        ("JHT", {"jht_withdrawn": True}, NOT_MET),
        ("JHT", {"jht_withdrawn": None}, UNKNOWN),
    ],
)
def test_each_rule_at_its_bounds(
    vib: Judge, code: str, changed: dict[str, Any], outcome: Outcome
) -> None:
    found = vib(**changed)[code]
    assert found.outcome is outcome
    severity = Severity.WARN if code in ("AGREES", "JHT") else Severity.BLOCK
    assert found.severity is severity
    barred = outcome is NOT_MET and severity is Severity.BLOCK
    expected = Verdict.BLOCKED if barred else Verdict.WARNING
    assert verdict_of([found]) is (expected if outcome is not MET else Verdict.ELIGIBLE)


def test_the_verdict_reads_as_people_write_it(vib: Judge) -> None:
    with language("id"):
        found = vib(birth_date=date(1978, 11, 25), months=11)
        assert found["AGE"].line == "usia 41, batas 40; aturan v2019-11"
        assert found["MONTHS"].fact == "masa iur 11 bulan, paling singkat 12"
        assert (
            found["MONTHS"].source == "pemeriksaan kepesertaan: SIPP perusahaan, 20 November 2019"
        )
        assert "Kabupaten Gunungkidul" in found["WAGE"].source
        assert "3.200.000" not in found["WAGE"].line + found["WAGE"].source
        assert found["AGE"].name == "Usia paling tinggi saat mendaftar"
        late = vib(terminated_on=date(2017, 11, 24))["STOPPED_MAX"]
        assert "24 bulan 1 hari" in late.fact
    with language("en"):
        assert vib(birth_date=date(1978, 11, 25))["AGE"].line == "age 41, limit 40; rule v2019-11"


def test_the_seed_set_only_warns(rules: list[EligibilityRule], limits: Mapping[str, Any]) -> None:
    seed = rules_on(rules, "SEED_2019", DAY)
    assert [rule.code for rule in seed] == ["TERMINATED", "CONSULTED", "ONCE"]

    def outcomes(**changed: Any) -> tuple[list[Outcome], Verdict]:
        found = judge(seed, replace(FITTING, **changed), limits.get)
        return [finding.outcome for finding in found], verdict_of(found)

    same, other = Training("P-1", "P1"), Training("P-2", "P2")
    assert outcomes() == ([MET, MET, MET], Verdict.ELIGIBLE)
    about_to = {"terminated_on": None, "notice_on": DAY}
    assert outcomes(**about_to) == ([MET, MET, MET], Verdict.ELIGIBLE)
    assert outcomes(terminated_on=None) == ([MET, MET, MET], Verdict.ELIGIBLE)  # is consulted on
    assert outcomes(terminated_on=None, consultation=None)[0] == [UNKNOWN, NOT_MET, MET]
    assert outcomes(called_off=True)[0] == [NOT_MET, MET, MET]
    assert outcomes(trainings=(same,)) == ([MET, MET, NOT_MET], Verdict.WARNING)
    assert outcomes(trainings=(other,)) == ([MET, MET, MET], Verdict.ELIGIBLE)
    assert outcomes(trainings=(other,), programme=None)[0] == [MET, MET, UNKNOWN]


def test_rules_are_those_of_the_day(rules: list[EligibilityRule]) -> None:
    assert rules_on(rules, "VIB_2019", date(2019, 10, 31)) == ()
    age = next(rule for rule in rules if rule.id.startswith("VIB_2019:AGE"))
    later = EligibilityRule(
        **{name: getattr(age, name) for name in ("ruleset", "code", "name", "question", "rank")},
        severity=Severity.WARN,
        valid_from=date(2020, 1, 1),
        parameter="45",
    )
    found = {rule.code: rule for rule in rules_on([*rules, later], "VIB_2019", date(2020, 1, 1))}
    assert found["AGE"] is later
    person = replace(FITTING, day=date(2020, 1, 1), birth_date=date(1975, 1, 1))
    (finding,) = judge([later], person, dict[str, Any]().get)
    assert (finding.outcome, finding.version) == (MET, "2020-01")


def test_no_rule_no_limit_or_an_unknown_question_is_said() -> None:
    (nothing,) = judge((), FITTING, dict[str, Any]().get)
    assert verdict_of([nothing]) is Verdict.WARNING
    values = {"ruleset": "X", "code": "C", "name": "N", "rank": 1, "valid_from": DAY}
    new = EligibilityRule(**values, question="of_tomorrow", severity=Severity.BLOCK)
    bare = EligibilityRule(
        **values, question="age_at_most", severity=Severity.BLOCK, parameter_key="not.set"
    )
    outcomes = {finding.outcome for finding in judge([new, bare], FITTING, dict[str, Any]().get)}
    assert outcomes == {UNKNOWN}


def test_the_shipped_rules_ask_known_questions(
    rules: list[EligibilityRule], limits: Mapping[str, Any]
) -> None:
    assert {rule.question for rule in rules} == set(QUESTIONS)
    assert {rule.parameter_key for rule in rules if rule.parameter_key} <= set(limits)
    assert limits["eligibility.ruleset"] in {rule.ruleset for rule in rules}


def test_kept_findings_are_read_in_both_languages(
    rules: list[EligibilityRule], limits: Mapping[str, Any]
) -> None:
    vib = rules_on(rules, "VIB_2019", DAY)
    text = kept(vib, replace(FITTING, months=11, wage=None), limits.get)
    assert len(text) < 8000
    for code in ("id", "en"):
        with language(code):
            found = judge(vib, replace(FITTING, months=11, wage=None), limits.get)
            assert read(text) == found


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2019, 12, 15), 1, date(2020, 1, 15)),
        (date(2019, 11, 30), 24, date(2021, 11, 30)),
    ],
)
def test_months_are_counted_by_the_calendar(start: date, months: int, end: date) -> None:
    assert months_after(start, months) == end
    assert full_months(start, end) == months


def test_the_lowest_umk_is_the_least_of_the_latest() -> None:
    def wage(region: str, amount: int, since: date) -> MinimumWage:
        return MinimumWage(name=region, region=region, amount=amount, valid_from=since)

    table = [
        wage("34", 1_400_000, date(2019, 1, 1)),  # a province: no UMK
        wage("34.03", 1_571_000, date(2019, 1, 1)),
        wage("34.03", 1_705_000, date(2020, 1, 1)),
        wage("33.10", 1_660_000, date(2019, 1, 1)),
    ]
    found = lowest(table, date(2019, 12, 31))
    assert found is not None and (found.place, found.amount) == ("34.03", 1_571_000)
    found = lowest(table, date(2020, 1, 1))
    assert found is not None and (found.place, found.amount) == ("33.10", 1_660_000)
    assert lowest(table, date(2018, 12, 31)) is None
