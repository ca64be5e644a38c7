"""Classes on the command line: listed by state and led through their life."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from desktop_app.desk.seats import assign
from desktop_app.office import open_office
from desktop_app.records.training import EnrolmentState
from tests import make
from tests.cli.conftest import Call
from tests.homes import PASSWORD


def filled(branch: Path) -> str:
    """A planned class that begins today, with two people; its code."""
    office = open_office(branch, "rina", PASSWORD)
    today = office.today
    programme = make.programme()
    workers = [make.worker(n) for n in range(3)]
    cases = [make.case(worker) for worker in workers]
    people = [
        make.enrolment(case, programme, n, registered_on=today, state=EnrolmentState.APPROVED)
        for n, case in enumerate(cases)
    ]
    span: dict[str, Any] = {
        "starts_on": today,
        "ends_on": today + timedelta(days=20),
        "capacity": 2,
    }
    planned = make.training_class(programme, **span)
    with office.store.write("test") as session:
        session.add_all([programme, *workers, *cases, *people, planned])
    with office.store.write("test") as session:
        assign(session, [one.id for one in people[:2]], planned.id)
    office.close()
    return planned.code


def test_a_class_is_led_through_its_life(call: Call, branch: Path) -> None:
    code = filled(branch)
    home, of = ("--home", branch, "--json", "class"), ("--class", code)
    (listed,) = call(*home, "list").data["classes"]
    assert (listed["code"], listed["state"], listed["seats_left"]) == (code, "PLANNED", 0)
    assert call(*home, "list", "--state", "running").data["classes"] == []
    assert call(*home, "open", *of).data["class"]["state"] == "FULL"
    refused = call(*home, "start", *of)
    assert (refused.exit, refused.data["code"]) == (2, "CLASS-SESSIONS")
    planned = call(*home, "sessions", *of, "--plan").data
    days = {row["day"] for row in planned["sessions"]}
    assert planned["training_days"] == len(days) < planned["calendar_days"] == 21
    begun = call(*home, "start", *of).data
    assert (begun["class"]["state"], begun["people"], begun["few_people"]) == ("RUNNING", 2, True)
    assert [row["code"] for row in call(*home, "list", "--state", "RUNNING").data["classes"]] == [
        code
    ]
    assert call(*home, "finish", *of).data["code"] == "CLASS-UNFINISHED"
    off = call(*home, "cancel", *of, "--reason", "LPK tutup", "--waiting").data
    assert (off["class"]["state"], off["people"]) == ("CANCELLED", 2)
    again = call(*home, "reopen", *of, "--reason", "Dibuka lagi").data
    assert again["class"]["state"] == "PLANNED"
    assert len(call(*home, "move-up", *of).data["moved"]) == 2


def test_what_is_not_there_is_refused(call: Call, branch: Path) -> None:
    home = ("--home", branch, "--json", "class")
    assert call(*home, "list", "--state", "SOON").data["code"] == "CLASS-STATE"
    assert call(*home, "start", "--class", "KLS-X").data["code"] == "NOT-FOUND"
    said = call("--home", branch, "--lang", "id", "class", "list")
    assert said.out == "Belum ada kelas\n"


def test_classes_are_proposed_and_made_with_their_papers(
    call: Call, branch: Path, tmp_path: Path
) -> None:
    filled(branch)
    home = ("--home", branch, "--json", "class")
    asked = (*home, "divide", "--from", "4/1/2027", "--least", 1)
    proposed = call(*asked).data
    assert [len(one["people"]) for one in proposed["classes"]] == [1]
    assert (proposed["accepted"], len(call(*home, "list").data["classes"])) == (False, 1)
    made = call(*asked, "--accept").data["classes"][0]
    assert made["starts_on"] == "2027-01-04"
    paper = tmp_path / "surat.pdf"
    out = ("--out", paper, "--issue", "--purpose", "Pemanggilan")
    done = call(*home, "papers", "--class", made["code"], *out).data
    assert (done["people"], done["issued"]) == (1, 1)
    assert paper.read_bytes().startswith(b"%PDF")
