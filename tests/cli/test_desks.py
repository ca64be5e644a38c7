"""The desks on the command line: letters, decisions, the calendar, reminders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop_app.desk import decisions
from desktop_app.office import open_office
from desktop_app.records import Consultation
from desktop_app.records.consultation import Agreement, ConsultationState, Retain
from tests import make
from tests.cli.conftest import Call
from tests.homes import PASSWORD


@pytest.fixture
def held(branch: Path) -> Iterator[Consultation]:
    """A consultation that was held today and is to be followed up tomorrow."""
    office = open_office(branch, "rina", PASSWORD)
    employer = make.employer(1)
    case = make.consultation(
        employer,
        held_on=office.today,
        follow_up_on=office.today + timedelta(days=1),
        state=ConsultationState.HELD,
        retain=Retain.YES,
        agreement=Agreement.RETAIN,
    )
    with office.store.write("test") as session:
        session.add_all([employer, case])
    with office.store.write("test") as session:
        decisions.ask(session, "agreement", session.get_one(Consultation, case.id))
    office.close()
    yield case


def test_a_letter_is_issued_listed_and_made_void(
    call: Call, branch: Path, held: Consultation
) -> None:
    home = ("--home", branch, "--json")
    made = call(*home, "letter", "issue", "minutes", "--id", held.number).data["letter"]
    assert (made["document"], made["of"], made["void_on"]) == ("minutes", held.id, None)
    again = call(*home, "letter", "issue", "berita-acara", "--id", held.id)
    assert again.exit == 0 and again.data["letter"]["number"] == made["number"]
    void = ("letter", "void", made["number"], "--reason", "Salah alamat")
    assert call(*home, *void).data["letter"]["void_reason"] == "Salah alamat"
    assert call(*home, *void).data["code"] == "LETTER-VOID"
    (kept,) = call(*home, "letter", "list").data["letters"]
    assert kept["number"] == made["number"] and kept["void_on"]
    assert call(*home, "letter", "list", "--year", "2019").data["letters"] == []
    assert call(*home, "letter", "void", "9", "--reason", "x").data["code"] == "NOT-FOUND"
    said = call("--home", branch, "--lang", "id", "letter", "list")
    assert made["number"] in said.out and "Batal" in said.out


def test_what_waits_and_what_stands_in_the_calendar(
    call: Call, branch: Path, held: Consultation
) -> None:
    home = ("--home", branch, "--json")
    (asked,) = call(*home, "decision", "list").data["decisions"]
    assert (asked["question"], asked["state"]) == ("agreement", "ASKED")
    assert len(call(*home, "decision", "list", "--all").data["decisions"]) == 1
    day = held.held_on + timedelta(days=2)
    made = call(*home, "reminder", "add", "Telepon Disnaker", "--on", day.isoformat()).data
    assert date.fromisoformat(made["due_on"]) == day
    found = call(*home, "calendar").data["entries"]
    assert [(e["kind"], e["day"]) for e in found if e["kind"] != "DEADLINE"] == [
        ("TALK", held.held_on.isoformat()),
        ("FOLLOW_UP", (held.held_on + timedelta(days=1)).isoformat()),
        ("REMINDER", day.isoformat()),
    ]
    far = day + timedelta(days=300)
    said = call("--home", branch, "--lang", "en", "calendar", "--from", far.isoformat())
    assert said.out == "Nothing stands on these days.\n"
