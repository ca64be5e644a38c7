"""The shipped lists are valid records and refer to one another rightly."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from desktop_app.fields import describe
from desktop_app.processes.indicators import Definition, Known
from desktop_app.processes.measuring import measure
from desktop_app.records import (
    EligibilityRule,
    MinimumWage,
    ProcessingActivity,
    RequiredPaper,
    reference,
)
from desktop_app.records.employer import TrainingProgramme
from desktop_app.records.funding import (
    FundingScheme,
    IndicatorDefinition,
    Measured,
    StampDutyRule,
    TaxKind,
)
from desktop_app.records.record import Facts, Record, from_stored
from desktop_app.records.work import WorkOutcome
from desktop_app.wording import zone_of

FILES: dict[str, type[Record]] = {
    "reference/provinces.json": reference.Province,
    "reference/kbli_sections.json": reference.KbliSection,
    "reference/legal_regimes.json": reference.LegalRegime,
    "reference/termination_reasons.json": reference.TerminationReason,
    "reference/education_levels.json": reference.EducationLevel,
    "reference/banks.json": reference.Bank,
    "reference/parameters.json": reference.Parameter,
    "reference/holidays.json": reference.Holiday,
    "reference/deadline_rules.json": reference.DeadlineRule,
    "reference/consent_purposes.json": reference.ConsentPurpose,
    "reference/pilot_places.json": reference.PilotPlace,
    "reference/eligibility_rules.json": EligibilityRule,
    "reference/minimum_wages.json": MinimumWage,
    "reference/required_papers.json": RequiredPaper,
    "reference/processing_activities.json": ProcessingActivity,
    "reference/funding_schemes.json": FundingScheme,
    "reference/tax_kinds.json": TaxKind,
    "reference/stamp_duty_rules.json": StampDutyRule,
    "reference/indicators.json": IndicatorDefinition,
    "demo/catalogue.json": TrainingProgramme,
}


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((files("resources") / name).read_text("utf-8"))
    return found


IDS = {record.__name__: {row["id"] for row in rows(name)} for name, record in FILES.items()}


def test_every_shipped_list_is_looked_at() -> None:
    folder = files("resources") / "reference"
    found = {f"reference/{f.name}" for f in folder.iterdir() if f.name.endswith(".json")}
    assert found == {name for name in FILES if name.startswith("reference/")}


@pytest.mark.parametrize(("name", "record"), FILES.items())
def test_rows_are_valid_records(name: str, record: type[Record]) -> None:
    facts = Facts(date(2026, 11, 24))
    for row in rows(name):
        made = record(office="PUSAT", **from_stored(record, row))
        assert made.problems(facts) == [], row["id"]


@pytest.mark.parametrize(("name", "record"), FILES.items())
def test_ids_are_single_and_references_lead_somewhere(name: str, record: type[Record]) -> None:
    assert len(IDS[record.__name__]) == len(rows(name))
    for column, described in describe(record).items():
        if described.target in IDS:
            targets = {row.get(column) for row in rows(name)} - {None}
            assert targets <= IDS[described.target]


def test_the_lists_have_the_sizes_of_their_sources() -> None:
    assert len(IDS["Province"]) == 38
    assert sum(id.startswith("2020:") for id in IDS["KbliSection"]) == 21
    assert sum(id.startswith("2025:") for id in IDS["KbliSection"]) == 22
    assert sum(id.startswith("PP35_2021:") for id in IDS["TerminationReason"]) == 17
    assert len(IDS["TrainingProgramme"]) == 22


def test_zones_of_the_list_and_of_the_code_agree() -> None:
    for row in rows("reference/provinces.json"):
        assert zone_of(row["id"]).hours == row["zone"]


def test_parameters_are_json_and_dated_once() -> None:
    found = rows("reference/parameters.json")
    assert all(row["id"] == f"{row['key']}:{row['valid_from']}" for row in found)
    values = {row["id"]: json.loads(row["value"]) for row in found}
    assert values["budget.ceiling:2019-01-01"] == 290_000_000_000
    assert values["quota.total:2019-01-01"] * 14_500_000 == values["budget.ceiling:2019-01-01"]


def test_every_holiday_is_named_by_its_day_and_kind() -> None:
    found = rows("reference/holidays.json")
    assert all(row["id"] == f"{row['day']}:{row['kind']}" for row in found)
    assert {row["day"][:4] for row in found} == {str(year) for year in range(2019, 2028)}


def test_sample_programmes_say_that_they_are_samples() -> None:
    assert all("CONTOH" in row["name"] for row in rows("demo/catalogue.json"))


def test_every_shipped_indicator_can_be_counted() -> None:
    day = date(2026, 11, 24)
    known = Known(quota=1, ceiling=1, spent=1)
    for row in rows("reference/indicators.json"):
        outcomes = tuple(
            WorkOutcome.of(code) for code in (row["outcomes"] or "").split(",") if code
        )
        one = Definition(
            *(row["code"], row["version"], row["name"], row["numerator"], row["denominator"]),
            *(row["denominator_words"], outcomes, row["window_months"]),
        )
        assert measure(one, known, day).part is not None, row["id"]
        if row["numerator"] == "WORKING":
            assert outcomes and row["window_months"] and row["measured"] in set(Measured)
        assert (row["target"] is None) == (row["code"] != "IND-01"), (
            "50 % belong to all participants"
        )
