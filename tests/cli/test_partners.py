"""Partners on the command line: what ends soon, the demand, and the lists."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from desktop_app.office import open_office
from desktop_app.records import IndustryNeed, Partner
from desktop_app.records.partner import PartnerKind
from tests.cli.conftest import Call
from tests.homes import PASSWORD


def test_what_ends_and_what_is_asked_for(call: Call, branch: Path) -> None:
    office = open_office(branch, "rina", PASSWORD)
    today = office.today
    body = Partner(
        name="LSP Las",
        kind=PartnerKind.CERTIFICATION_BODY,
        licence_until=today + timedelta(days=7),
    )
    need = IndustryNeed(skill="Juru las", people=12, noted_on=today, partner=body.id)
    with office.store.write("test") as session:
        session.add_all([body, need])
    office.close()
    home = ("--home", branch)
    (ends,) = call(*home, "--json", "partners", "expiring").data["expiring"]
    assert (ends["record"], ends["id"], ends["days"]) == ("partner", body.id, 7)
    (line,) = call(*home, "--json", "partners", "demand").data["demand"]
    assert (line["skills"], line["people"], line["gap"]) == (["Juru las"], 12, 12)
    said = call(*home, "--lang", "en", "partners", "demand")
    assert said.out == "Juru las: 12 people asked for, 0 seats planned, 12 missing\n"
    listed = call(*home, "--json", "list", "partners").data["partners"]
    assert [row["name"] for row in listed] == ["LSP Las"]
    found = call(*home, "--json", "find", "juru las").data
    assert found["counts"]["needs"] == 1


def test_nothing_is_said_too(call: Call, branch: Path) -> None:
    said = call("--home", branch, "--lang", "id", "partners", "expiring")
    assert (said.exit, said.out) == (0, "Tidak ada yang segera berakhir.\n")
