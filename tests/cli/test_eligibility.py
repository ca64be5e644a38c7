"""The verdict on the command line: for programs as JSON, for people as lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop_app.office import open_office
from tests import make
from tests.cli.conftest import Call
from tests.homes import PASSWORD


def test_a_person_a_case_and_a_number(call: Call, branch: Path) -> None:
    office = open_office(branch, "rina", PASSWORD)
    worker, employer, programme = make.worker(1), make.employer(1), make.programme(1)
    consultation = make.consultation(employer)
    case = make.case(worker, consultation, terminated_on=date(2026, 8, 1))
    enrolment = make.enrolment(case, programme)
    with office.store.write("test") as session:
        session.add_all([worker, employer, programme, consultation, case, enrolment])
    office.close()
    check = ("--home", branch, "--json", "eligibility", "check")
    for key in (case.id, enrolment.id, enrolment.number, consultation.number):
        said = call(*check, "--case", key)
        assert said.exit == 0
        (person,) = said.data["people"]
        assert (person["case"], person["ruleset"]) == (case.id, "SEED_2019")
        assert person["verdict"] == "ELIGIBLE"
        assert [f["outcome"] for f in person["findings"]] == ["MET", "MET", "MET"]
    said = call(*check, "--worker", worker.id, "--programme", "VOK-001", "--date", "1/12/2026")
    (person,) = said.data["people"]
    assert (person["case"], person["day"], person["verdict"]) == (None, "2026-12-01", "WARNING")
    assert make.nik(1) not in said.out
    said = call("--home", branch, "--lang", "en", "eligibility", "check", "--case", case.id)
    assert "Pekerja 1: Eligible (SEED_2019)" in said.out
    assert "✓ Lost the job or is about to: laid off on 1 August 2026; rule v2019-01" in said.out


def test_what_names_nobody_is_said(call: Call, branch: Path) -> None:
    check = ("--home", branch, "--json", "eligibility", "check")
    assert call(*check, "--case", "nobody").data["code"] == "E-GONE"
    said = call(*check, "--worker", "x", "--programme", "NONE")
    assert (said.exit, said.data["code"]) == (2, "PROGRAMME")
