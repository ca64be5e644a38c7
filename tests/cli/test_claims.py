"""Claims on the command line, from the class to the approval."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.office import open_office
from desktop_app.records import Claim
from desktop_app.records.office import Role
from tests import money
from tests.cli.conftest import Call
from tests.colleagues import HEAD_PASSWORD, add_colleague
from tests.homes import PASSWORD


def test_from_the_class_to_the_approval(
    call: Call, branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office(branch, "rina", PASSWORD)
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    found = money.trained(office, 2, 2)
    office.close()
    home = ("--home", branch, "--json", "--user", "rina")
    made = call(*home, "claim", "make", "--class", found.training_class.code).data["claim"]
    number = made["number"]
    assert (made["kind"], made["state"]) == ("INVOICE", "DRAFT")
    again = call(*home, "claim", "make", "--class", found.training_class.code)
    assert (again.exit, again.data["code"]) == (2, "CLAIM-ALL")
    office = open_office(branch, "rina", PASSWORD)
    with office.store.write("test") as session:
        claim = session.scalars(select(Claim)).one()
        claim.invoice_number = "INV/1"
    money.all_papers(office, claim.id)
    office.close()
    shown = call(*home, "claim", "show", number).data["claim"]
    assert shown["totals"] == {
        "claimed": 7_000_000,
        "other": 0,
        "accepted": 7_000_000,
        "added": 0,
        "tax": 140_000,
        "net": 6_860_000,
    }
    assert [(one["code"], one["blocks"]) for one in shown["findings"]] == [("ACCOUNT", False)]
    assert call(*home, "claim", "verify", number).data["code"] == "E-STATE"
    assert call(*home, "claim", "submit", number).data["claim"]["state"] == "SUBMITTED"
    back = call(*home, "claim", "return", number, "--reason", "NPWP salah").data["claim"]
    assert (back["state"], back["reason"], back["due_on"]) == ("INCOMPLETE", "NPWP salah", None)
    assert call(*home, "claim", "submit", number).data["claim"]["due_on"]
    assert call(*home, "claim", "verify", number).data["claim"]["state"] == "VERIFIED"
    assert call(*home, "claim", "approve", number).data["code"] == "DECISION-SELF"
    hers = ("--home", branch, "--json", "--user", "maria")
    monkeypatch.setenv("TERAMPIL_PASSWORD", HEAD_PASSWORD)
    done = call(*hers, "claim", "approve", number).data["claim"]
    assert done["state"] == "APPROVED"
    monkeypatch.setenv("TERAMPIL_PASSWORD", PASSWORD)
    (listed,) = call(*home, "claim", "list", "--state", "approved").data["claims"]
    assert listed["number"] == number
    assert call(*home, "claim", "list", "--state", "paid").data["claims"] == []
    assert call(*home, "claim", "list", "--state", "x").data["code"] == "STATE"
    assert call(*home, "check").data["problems"] == []


def test_a_rejection_is_asked_for_and_sealed_by_another(
    call: Call, branch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = open_office(branch, "rina", PASSWORD)
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    claim = money.verified(office)
    office.close()
    home = ("--home", branch, "--json", "--user", "rina")
    reject = ("claim", "reject", claim.number, "--reason", "Pelatihan di luar program")
    assert call(*home, *reject).data["claim"]["state"] == "VERIFIED"
    hers = ("--home", branch, "--json", "--user", "maria")
    monkeypatch.setenv("TERAMPIL_PASSWORD", HEAD_PASSWORD)
    done = call(*hers, *reject).data["claim"]
    assert (done["state"], done["reason"]) == ("REJECTED", "Pelatihan di luar program")


def test_headquarters_renews_the_list_of_receipts(call: Call, branch: Path, centre: Path) -> None:
    refused = call("--home", branch, "--json", "claim", "seen", "--publish")
    assert refused.data["code"] == "NOT-HEADQUARTERS"
    done = call("--home", centre, "--json", "claim", "seen", "--publish").data
    assert (done["papers"], done["added"], done["removed"]) == (0, 0, 0)
    said = call("--home", branch, "--lang", "en", "claim", "seen")
    assert said.out == "0 receipts are known from headquarters\n"
